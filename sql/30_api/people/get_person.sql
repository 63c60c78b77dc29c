create or replace function api.get_person(_person_id iwm.public_id, _append iwm.person_append default null)
returns api.person
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
declare
    _id constant bigint := need_person(_person_id);
    _person api.person;
    _parts text[];
begin
    select p.external_id, p.name, p.bio, p.image_url, p.birthday, p.deathday, p.birth_year, p.death_year, p.place_of_birth,
        p.known_for_department, coalesce(s.credit_count, 0), coalesce(s.movie_count, 0),
        round(coalesce(s.popularity, 0)::numeric, 2), known_for(p.id, 10), p.updated_at
    into _person
    from people as p left join person_stats as s on s.person_id = p.id
    where p.id = _id;
    _parts := string_to_array(_append, ',');
    if 'credits' = any (_parts) then
        _person.credits := credits_of_person(_id, null, 0, 100);
    end if;
    if 'external_ids' = any (_parts) then
        _person.external_ids := external_ids_of_person(_id);
    end if;
    if 'collaborators' = any (_parts) then
        _person.collaborators := collaborators_of_person(_id, 0, 20);
    end if;
    return _person;
end
$$;
comment on function api.get_person is $$
A person

Who they are and what they are known for. `append` adds parts that have addresses of their own. A person who was merged
into another answers with that other one.

@route GET /people/{person_id}
@auth  none
@cache 24h person:{data.id} people
@param person_id  Public id, or an id of another source (nm0634240, Q25191, tmdb_525)
@param append     Parts to add, with commas: credits, external_ids, collaborators
@error person_not_found
@tag   People
$$;
