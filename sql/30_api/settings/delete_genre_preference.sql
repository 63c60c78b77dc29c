create or replace function api.delete_genre_preference(_viewer iwm.viewer, _slug iwm.slug)
returns api.genre_preferences
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'settings:write');
    _genre_id constant bigint := iwm.genre_id_of(_slug);
begin
    if _genre_id is null then
        perform iwm.fail('genre_not_found', format('No genre has the slug %s.', _slug), 'GET /v1/genres lists them.', 'slug');
    end if;
    perform iwm.set_genre_preference(_user_id, _genre_id, null);
    return iwm.genre_preferences(_user_id);
end
$$;
comment on function api.delete_genre_preference is $$
Neither like nor dislike a genre

Answers with all that you like and dislike.

@route DELETE /me/preferences/genres/{slug}
@auth  user
@rate  write
@error genre_not_found
@tag   Settings
$$;
