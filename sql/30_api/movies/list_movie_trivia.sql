create or replace function api.list_movie_trivia(_movie_id iwm.public_id, _category iwm.search_text default null)
returns api.trivia_item[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
begin
    return trivia_of_movie(need_movie(_movie_id), _category);
end
$$;
comment on function api.list_movie_trivia is $$
Trivia of a film

Questions about a film with their answers.

@route GET /movies/{movie_id}/trivia
@auth  none
@cache 24h movie:{movie_id} movies
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param category  Only this category, as in production
@error movie_not_found
@tag   Films
$$;
