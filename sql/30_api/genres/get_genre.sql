create or replace function api.get_genre(_slug iwm.slug)
returns api.genre
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
declare
    _genre api.genre;
begin
    select g.slug, g.name, (
        select count(*) from movie_genres as x join movies as m on m.id = x.movie_id
        where x.genre_id = g.id and m.deleted_at is null and m.merged_into is null and not m.adult)
    into _genre
    from genres as g where g.id = genre_id_of(_slug);
    if _genre.slug is null then
        perform fail('genre_not_found', format('No genre has the slug %s.', _slug), 'GET /v1/genres lists them.', 'slug');
    end if;
    return _genre;
end
$$;
comment on function api.get_genre is $$
A genre

Also by a slug that it had, or by that of a genre that was merged into it.

@route GET /genres/{slug}
@auth  none
@cache 24h genres movies
@param slug  Name of the genre in addresses, as in sci-fi
@error genre_not_found
@tag   Genres
$$;
