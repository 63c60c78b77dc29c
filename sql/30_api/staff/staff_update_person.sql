create or replace function api.staff_update_person(
    _viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _patch jsonb
)
returns api.staff_person
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'catalogue:write');
    _person people;
begin
    perform iwm.act_as(_actor);
    _person := iwm.lock_person(_person_id);
    perform iwm.check_version(_if_match, _person.version);
    perform iwm.write_person(iwm.patched_person(_person, _patch));
    return iwm.staff_person(_person.id);
end
$$;
comment on function api.staff_update_person is $$
Change a person

What is not named stays as it is; null empties. Years follow the dates. Send the version as If-Match; what changes nothing
makes no new version.

@route PATCH /staff/people/{person_id}
@auth  moderator
@patch api.person_patch
@touches person:{data.id} people movies catalogue
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@error person_not_found
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@error unknown_value
@error invalid_date
@error invalid_input
@error nothing_given
@error year_contradicts_date
@version
@tag   Staff: people
$$;
