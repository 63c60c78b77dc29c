create or replace function api.list_genres()
returns api.genre[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
begin
    return array(
        select row(g.slug, g.name, coalesce(n.films, 0))::api.genre
        from genres as g
        left join (
            select x.genre_id, count(*) as films
            from movie_genres as x join movies as m on m.id = x.movie_id
            where m.deleted_at is null and m.merged_into is null and not m.adult
            group by x.genre_id
        ) as n on n.genre_id = g.id
        order by g.name, g.id);
end
$$;
comment on function api.list_genres is $$
Genres

All genres by name, each with the number of its films.

@route GET /genres
@auth  none
@cache 24h genres movies
@tag   Genres
$$;
