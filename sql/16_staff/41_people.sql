create or replace function iwm.staff_person(_id bigint)
returns api.staff_person
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _person api.staff_person;
begin
    select p.external_id, p.version, iwm.record_state_of(p.deleted_at, p.merged_into),
        (select w.external_id from people as w where w.id = p.merged_into),
        p.name, p.bio, p.image_url, p.birthday, p.deathday, p.birth_year, p.death_year, p.place_of_birth, p.known_for_department,
        iwm.external_ids_of_person(p.id), (select count(*) from credits as c where c.person_id = p.id),
        p.created_at, p.updated_at, p.deleted_at
    into _person
    from people as p where p.id = _id;
    return _person;
end
$$;
comment on function iwm.staff_person is 'The record of a person, in whatever state it is.';

create or replace function iwm.check_person_ids(_person_id bigint, _ids jsonb)
returns void
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _wrong record;
begin
    perform iwm.check_items(_ids, 50, 'external_ids');
    perform iwm.check_list(array(select e::text from jsonb_array_elements(_ids) as e), 50, 'external_ids');
    select e.source, e.id into _wrong from jsonb_to_recordset(_ids) as e(source text, id text)
    where not coalesce(pg_input_is_valid(e.source, 'iwm.person_id_source') and pg_input_is_valid(e.id, 'iwm.foreign_id'), false)
    limit 1;
    if found then
        perform iwm.fail('unknown_value', format('%s %s is no external id.', left(_wrong.source, 50), left(_wrong.id, 100)),
            format('source is one of %s.', array_to_string(enum_range(null::person_id_source), ', ')), 'external_ids');
    end if;
    select e.id, p.external_id as person into _wrong
    from jsonb_to_recordset(_ids) as e(source text, id text)
    join people as p on p.id <> coalesce(_person_id, -1) and (
        p.external_id = case e.source when 'imdb' then e.id else e.source || '_' || e.id end
        and not coalesce(p.merged_into = _person_id, false)
        or p.id = (select x.person_id from person_external_ids as x where x.source = e.source and x.value = e.id))
    limit 1;
    if found then
        perform iwm.fail('external_id_taken', format('%s belongs to the person %s.', _wrong.id, _wrong.person),
            'Merge the two if they are the same person.', 'external_ids');
    end if;
end
$$;
comment on function iwm.check_person_ids is
'Fails with unknown_value, invalid_list and external_id_taken for external ids ([{source, id}]) that a person may not have. Null: a new one.';

create or replace function iwm.set_person_ids(_person_id bigint, _ids jsonb)
returns boolean
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _gone bigint;
    _added bigint;
begin
    perform iwm.check_person_ids(_person_id, _ids);
    delete from person_external_ids as x
    where x.person_id = _person_id and not _ids @> jsonb_build_array(jsonb_build_object('source', x.source, 'id', x.value));
    get diagnostics _gone = row_count;
    insert into person_external_ids (source, value, person_id)
    select e.source, e.id, _person_id from jsonb_to_recordset(_ids) as e(source text, id text)
    where not exists (
        select from person_external_ids as x where x.source = e.source and x.value = e.id and x.person_id = _person_id)
    order by 1, 2;
    get diagnostics _added = row_count;
    return _gone + _added > 0;
end
$$;
comment on function iwm.set_person_ids is
'What other sources call a person ([{source, id}]). Fails with unknown_value, invalid_list, external_id_taken.';

create or replace function iwm.create_person(_fields jsonb, _ids jsonb)
returns bigint
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _person people;
    _public_id text;
begin
    perform iwm.check_person_ids(null, _ids);
    _person := iwm.patched_person(_person, _fields);
    select e.id into _public_id from jsonb_to_recordset(_ids) as e(source text, id text)
    where e.source = 'imdb' order by e.id limit 1;
    if not coalesce(pg_input_is_valid(_public_id, 'iwm.public_id') and char_length(_public_id) <= 50, false) then
        _public_id := new_id('per');
    end if;
    insert into people (external_id, name, bio, image_url, birthday, deathday, birth_year, death_year, place_of_birth,
        known_for_department)
    values (_public_id, _person.name, _person.bio, _person.image_url, _person.birthday, _person.deathday, _person.birth_year,
        _person.death_year, _person.place_of_birth, _person.known_for_department)
    returning id into _person.id;
    insert into person_stats (person_id) values (_person.id);
    perform iwm.set_person_ids(_person.id, _ids);
    return _person.id;
end
$$;
comment on function iwm.create_person is $$
A new person: fields (api.person_patch) and external ids ([{source, id}]); returns the internal id

The public id is the IMDb id where there is one, else a new one. Fails as iwm.patched_person and iwm.set_person_ids do.
$$;
