create or replace function api.list_movie_keywords(_movie_id iwm.public_id)
returns api.keyword_ref[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
begin
    return keywords_of_movie(need_movie(_movie_id));
end
$$;
comment on function api.list_movie_keywords is $$
Keywords of a film

In alphabetical order.

@route GET /movies/{movie_id}/keywords
@auth  none
@cache 24h movie:{movie_id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@error movie_not_found
@tag   Films
$$;
