create or replace function api.staff_update_movie(
    _viewer iwm.viewer, _if_match text, _movie_id iwm.public_id, _patch jsonb
)
returns api.staff_movie
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'catalogue:write');
    _movie movies;
begin
    perform iwm.act_as(_actor);
    _movie := iwm.lock_movie(_movie_id);
    perform iwm.check_version(_if_match, _movie.version);
    perform iwm.write_movie(iwm.patched_movie(_movie, _patch));
    return iwm.staff_movie(_movie.id);
end
$$;
comment on function api.staff_update_movie is $$
Change a film

What is not named stays as it is; null empties. The year follows the release date. Send the version as If-Match; what
changes nothing makes no new version.

@route PATCH /staff/movies/{movie_id}
@auth  moderator
@patch api.movie_patch
@touches movie:{data.id} movies people
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@error movie_not_found
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@error unknown_status
@error invalid_date
@error invalid_input
@error nothing_given
@error year_contradicts_date
@version
@tag   Staff: films
$$;
