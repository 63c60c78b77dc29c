create or replace function api.list_movie_scores(_movie_id iwm.public_id)
returns api.external_score[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
begin
    return scores_of_movie(need_movie(_movie_id));
end
$$;
comment on function api.list_movie_scores is $$
Scores of other sources for a film

Each as its source writes it, with its scale. A source without a score for this film is absent.

@route GET /movies/{movie_id}/scores
@auth  none
@cache 24h movie:{movie_id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@error movie_not_found
@tag   Films
$$;
