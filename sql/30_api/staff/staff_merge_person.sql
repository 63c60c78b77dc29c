create or replace function api.staff_merge_person(
    _viewer iwm.viewer, _if_match text, _person_id iwm.public_id, _into iwm.public_id, _reason iwm.reason default null
)
returns api.staff_person
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'catalogue:write');
    _winner bigint;
    _person people;
begin
    perform iwm.act_as(_actor, _reason);
    perform iwm.lock_both('people', iwm.staff_person_id(_person_id), iwm.staff_person_id(_into));
    _person := iwm.lock_person(_person_id);
    perform iwm.check_version(_if_match, _person.version);
    _winner := (iwm.lock_person(_into)).id;
    perform iwm.merge_people(_person.id, _winner);
    return iwm.staff_person(_winner);
end
$$;
comment on function api.staff_merge_person is $$
Merge a person into another one

For two records of one person. Credits and external ids move to the other one, each once; where both say something, the
other one's holds. The ids of this one go on answering, with the other one. Send the version of the person that goes as
If-Match.

@route POST /staff/people/{person_id}/merge
@auth  moderator
@touches person:{data.id} people movies catalogue
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@param into       The person that stays
@param reason     Why; it stands in the audit log
@error person_not_found
@error merge_with_itself
@error record_deleted
@error record_merged
@error precondition_required
@error precondition_failed
@version
@tag   Staff: people
$$;
