create or replace function api.get_genre_preferences(_viewer iwm.viewer)
returns api.genre_preferences
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'settings:read');
begin
    return iwm.genre_preferences(_user_id);
end
$$;
comment on function api.get_genre_preferences is $$
Genres you like and dislike

@route GET /me/preferences/genres
@auth  user
@tag   Settings
$$;
