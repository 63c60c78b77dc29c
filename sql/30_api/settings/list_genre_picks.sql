create or replace function api.list_genre_picks(_viewer iwm.viewer, _limit iwm.list_limit default 20)
returns api.genre_pick[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'settings:read');
begin
    return array(
        select row(g.slug, g.name, g.movie_count, p.preference)::api.genre_pick
        from unnest(api.list_genres()) as g
        join genres as x on x.slug = g.slug
        left join user_genre_preferences as p on p.user_id = _user_id and p.genre_id = x.id
        order by g.movie_count desc, g.name
        limit _limit);
end
$$;
comment on function api.list_genre_picks is $$
Genres to choose from

For somebody who begins: the genres with the most films first, each with what you said about it. PUT
/v1/me/preferences/genres takes the choice.

@route GET /me/onboarding/genres
@auth  user
@tag   Settings
$$;
