create or replace function api.staff_add_credit(
    _viewer iwm.viewer, _movie_id iwm.public_id, _person_id iwm.public_id, _job iwm.short_label,
    _department iwm.short_label default null, _character iwm.character_name default null,
    _billing_order iwm.billing_place default null, _reason iwm.reason default null
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
    perform iwm.add_movie_credit(_movie.id, jsonb_build_object('person_id', _person_id, 'department', _department, 'job', _job,
        'character', _character, 'billing_order', _billing_order));
    perform iwm.write_movie(_movie, true);
    return iwm.staff_movie(_movie.id);
end
$$;
comment on function api.staff_add_credit is $$
Add a credit to a film

One for each person, job and character. It needs no If-Match: it changes nothing of what is there.

@route POST /staff/movies/{movie_id}/credits
@auth  moderator
@status 201
@message Created
@touches movie:{data.id} movies people
@param movie_id  Public id, or an id of another source (tt0816692, Q13417189, tmdb_157336)
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@param job            One of GET /v1/staff/credit-jobs
@param department     Needed only where several departments have a job of this name
@param character      Whom they play
@param billing_order  Place in the credits, from 0
@param reason         Why; it stands in the audit log
@error movie_not_found
@error duplicate_credit
@error unknown_value
@error invalid_input
@error record_deleted
@error record_merged
@version
@tag   Staff: films
$$;
