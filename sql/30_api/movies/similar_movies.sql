create or replace function api.similar_movies(_movie_id iwm.public_id, _limit iwm.list_limit default 20)
returns api.similar_movie[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
begin
    return similar_to_movie(need_movie(_movie_id), _limit);
end
$$;
comment on function api.similar_movies is $$
Films like this one

By what the films hold: people, keywords, companies, genres, and years near each other. Each comes with its reasons.
What people who liked it liked too is another question, for recommendations.

@route GET /movies/{movie_id}/similar
@auth  none
@cache 24h movie:{movie_id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param limit     How many, at most 100
@error movie_not_found
@tag   Films
$$;
