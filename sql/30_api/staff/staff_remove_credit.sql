create or replace function api.staff_remove_credit(
    _viewer iwm.viewer, _movie_id iwm.public_id, _person_id iwm.public_id, _job iwm.short_label,
    _department iwm.short_label default null, _character iwm.character_name default null, _reason iwm.reason default null
)
returns api.staff_movie
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'catalogue:write');
    _movie movies;
begin
    perform iwm.act_as(_actor, _reason);
    _movie := iwm.lock_movie(_movie_id);
    perform iwm.remove_movie_credit(_movie.id, jsonb_build_object('person_id', _person_id, 'department', _department,
        'job', _job, 'character', _character));
    perform iwm.write_movie(_movie, true);
    return iwm.staff_movie(_movie.id);
end
$$;
comment on function api.staff_remove_credit is $$
Remove a credit from a film

The one of this person, job and character (none: the one without a character).

@route DELETE /staff/movies/{movie_id}/credits
@auth  moderator
@touches movie:{data.id} movies people
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@param job         One of GET /v1/staff/credit-jobs
@param department  Needed only where several departments have a job of this name
@param character   Whom they play
@param reason      Why; it stands in the audit log
@error movie_not_found
@error credit_not_found
@error unknown_value
@error invalid_input
@error record_deleted
@error record_merged
@version
@tag   Staff: films
$$;
