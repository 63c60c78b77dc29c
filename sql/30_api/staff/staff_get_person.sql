create or replace function api.staff_get_person(_viewer iwm.viewer, _person_id iwm.public_id)
returns api.staff_person
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'moderator', 'staff:read');
    return iwm.staff_person(iwm.staff_person_id(_person_id));
end
$$;
comment on function api.staff_get_person is $$
The record of a person

As it is kept, with its version; also of one that was deleted or merged into another one.

@route GET /staff/people/{person_id}
@auth  moderator
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@error person_not_found
@version
@tag   Staff: people
$$;
