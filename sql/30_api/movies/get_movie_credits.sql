create or replace function api.get_movie_credits(_movie_id iwm.public_id)
returns api.movie_credits
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
begin
    return credits_of_movie(need_movie(_movie_id));
end
$$;
comment on function api.get_movie_credits is $$
Cast and crew of a film

The cast by billing order where a source gave one, else by name; the crew by department, directors first.

@route GET /movies/{movie_id}/credits
@auth  none
@cache 24h movie:{movie_id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@error movie_not_found
@tag   Films
$$;
