create or replace function api.staff_set_person_external_ids(
    _viewer iwm.viewer, _if_match text, _person_id iwm.public_id,
    _external_ids api.person_id_input[],
    _reason iwm.reason default null
)
returns api.staff_person
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'catalogue:write');
    _person people;
begin
    perform iwm.act_as(_actor, _reason);
    _person := iwm.lock_person(_person_id);
    perform iwm.check_version(_if_match, _person.version);
    perform iwm.write_person(_person, iwm.set_person_ids(_person.id, to_jsonb(_external_ids)));
    return iwm.staff_person(_person.id);
end
$$;
comment on function api.staff_set_person_external_ids is $$
Set the external ids of a person

The whole list, at most 50. An id belongs to one person. The public id stays as it is. Send the version of the person as
If-Match.

@route PUT /staff/people/{person_id}/external-ids
@auth  moderator
@touches person:{data.id} people movies
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@param external_ids  What other sources call them
@param reason        Why; it stands in the audit log
@error person_not_found
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@error unknown_value
@error invalid_list
@error external_id_taken
@version
@tag   Staff: people
$$;
