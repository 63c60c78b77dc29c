create or replace function api.staff_delete_person(
    _viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _reason iwm.reason default null
)
returns api.staff_person
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'catalogue:write');
    _person people;
begin
    perform iwm.act_as(_actor, _reason);
    select p.* into _person from people as p where p.id = iwm.staff_person_id(_person_id) for update;
    if _person.merged_into is not null then
        perform iwm.fail('record_merged', 'This person was merged into another one.', 'The ids answer with that one.');
    elsif _person.deleted_at is null then
        perform iwm.check_version(_if_match, _person.version);
        if exists (select from credits as c where c.person_id = _person.id) then
            perform iwm.fail('person_has_credits', format('%s is credited in films.', _person.name),
                'Remove the credits first, or merge the person into another one.');
        end if;
        update people set deleted_at = iwm.now(), version = version + 1, updated_at = iwm.now() where id = _person.id;
    end if;
    return iwm.staff_person(_person.id);
end
$$;
comment on function api.staff_delete_person is $$
Delete a person

Only one whom no film credits; the record stays and can be restored. Of one that is deleted, nothing changes. Send the version as If-Match.

@route DELETE /staff/people/{person_id}
@auth  moderator
@touches person:{data.id} people movies
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@param reason     Why; it stands in the audit log
@error person_not_found
@error record_merged
@error person_has_credits
@error precondition_required
@error precondition_failed
@version
@tag   Staff: people
$$;
