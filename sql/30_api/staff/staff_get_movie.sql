create or replace function api.staff_get_movie(_viewer iwm.viewer, _movie_id iwm.public_id)
returns api.staff_movie
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'moderator', 'staff:read');
    return iwm.staff_movie(iwm.staff_movie_id(_movie_id));
end
$$;
comment on function api.staff_get_movie is $$
The record of a film

As it is kept, with its version; also of a film that was deleted or merged into another one.

@route GET /staff/movies/{movie_id}
@auth  moderator
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@error movie_not_found
@version
@tag   Staff: films
$$;
