create or replace function ops.import_not_a_person(_name text) returns text
language sql immutable parallel safe
as $$
select case
    when char_length(_name) > 200 then 'the name is longer than 200 characters'
    when _name !~ '[[:alnum:]]' then 'there is no name'
    when _name ~* '^list of ' or _name ~* '(characters( \(\d{4}\))?|cast members)$' then 'a list, not a person'
    when lower(_name) in ('actor', 'actress', 'art director', 'cast', 'dialogue writer', 'director', 'ensemble cast',
        'n/a', 'none', 'producer', 'screenwriter', 'uncredited', 'unknown', 'various', 'writer')
        then 'not a name'
    when _name ~ '[<>{}|\\]|://' then 'markup, not a name'
end
$$;
comment on function ops.import_not_a_person(text) is 'Why a name of a source is not taken for a person; null: it is.';

create or replace function ops.import_department(_profession text) returns text
language sql immutable parallel safe
as $$
select case
    when _profession in ('actor', 'actress') then 'Acting'
    when _profession in ('director', 'assistant_director') then 'Directing'
    when _profession = 'writer' then 'Writing'
    when _profession in ('producer', 'casting_director') then 'Production'
    when _profession in ('cinematographer', 'camera_department') then 'Camera'
    when _profession in ('editor', 'editorial_department') then 'Editing'
    when _profession in ('composer', 'music_department', 'sound_department', 'soundtrack') then 'Sound'
    when _profession in ('production_designer', 'art_director', 'art_department', 'set_decorator') then 'Art'
    when _profession in ('costume_designer', 'costume_department', 'make_up_department') then 'Costume & Make-Up'
    when _profession in ('visual_effects', 'special_effects') then 'Visual Effects'
    when _profession = 'stunts' then 'Crew'
end
$$;
comment on function ops.import_department(text) is
'The department of credit_jobs that a profession of a source belongs to; null: none of ours.';

create or replace function ops.import_professions() returns void
language sql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
with categories as materialized (
    select d.category, j.position
    from (select distinct c.category from ops.stage_credits as c) as d
    join credit_jobs as j on j.id = ops.import_job(d.category, null)
)
update ops.stage_people as p set profession = f.category
from (
    select distinct on (n.person) n.person, n.category
    from (select c.person, c.category, count(*) as credits from ops.stage_credits as c group by c.person, c.category) as n
    join categories as k on k.category = n.category
    order by n.person, n.credits desc, k.position
) as f
where f.person = p.person
$$;
comment on function ops.import_professions() is
'For a source that names no professions: what most of a person''s staged credits are; of equal ones the earlier job.';

create or replace function ops.import_people(_source text) returns ops.import_count
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _count ops.import_count := ('people', 0, 0, 0);
begin
    perform ops.import_step('matching people');
    analyze ops.stage_people;
    analyze ops.stage_credits;
    if not exists (select from ops.stage_people as p where p.profession is not null) then
        perform ops.import_professions();
    end if;

    with judged as materialized (
        select p.line, p.person, p.name, coalesce(
            ops.import_not_a_person(p.name),
            case when row_number() over (partition by p.person order by p.line) > 1
                then 'an earlier row has the same id' end) as reason
        from ops.stage_people as p
    ), gone as (
        delete from ops.stage_people as p using judged as j where j.line = p.line and j.reason is not null
    )
    insert into ops.stage_rejects (kind, source_id, field, value, reason)
    select 'people', j.person, 'name', left(j.name, 100), j.reason
    from judged as j
    where j.reason is not null
    order by j.line;
    with wrong as (
        update ops.stage_people as p set birth_year = null, death_year = null
        from ops.stage_people as o
        where o.line = p.line
            and not (coalesce(p.birth_year, 1) between 1 and 2200 and coalesce(p.death_year, 2200) between 1 and 2200
                and coalesce(p.birth_year <= p.death_year, true))
        returning p.person, o.birth_year, o.death_year
    )
    insert into ops.stage_rejects (kind, source_id, field, value, reason)
    select 'values', w.person, 'years', concat(w.birth_year, '-', w.death_year), 'not the years of a life'
    from wrong as w;

    -- A person known by name only gets an id that follows from the name: the same in every database.
    update ops.stage_people as p set external_id = coalesce(
        p.imdb_id, 'per_' || repeat('0', 12) || left(encode(sha256(convert_to(p.person, 'UTF8')), 'hex'), 16));
    -- What it became last time, then the ids.
    update ops.stage_people as p set person_id = coalesce(e.merged_into, e.id)
    from ops.imported_people as i
    join people as e on e.id = i.person_id
    where i.source = _source and i.source_id = p.person;
    update ops.stage_people as p set person_id = coalesce(e.merged_into, e.id)
    from people as e
    where e.external_id = p.external_id and p.person_id is null;
    update ops.stage_people as p set person_id = coalesce(e.merged_into, e.id)
    from person_external_ids as x
    join people as e on e.id = x.person_id
    where x.source = 'imdb' and x.value = p.imdb_id and p.person_id is null;

    -- By the exact name: someone credited in the same film, else the only one of that name that no id tells apart.
    with unknown as (
        select p.line, p.person, p.name, p.imdb_id from ops.stage_people as p where p.person_id is null
    ), named as (
        select u.line, u.person, e.id as person_id, u.imdb_id, x.value as other_id
        from unknown as u
        join people as e on e.name = u.name and e.merged_into is null and e.deleted_at is null
        left join person_external_ids as x on x.person_id = e.id and x.source = 'imdb'
        where u.imdb_id is null or x.value is null
    ), together as (
        select n.line, n.person_id
        from named as n
        join ops.stage_credits as sc on sc.person = n.person
        join ops.stage_movies as s on s.film = sc.film
        join credits as c on c.movie_id = s.movie_id and c.person_id = n.person_id
        group by n.line, n.person_id
    ), ranked as (
        select n.line, n.person_id,
            (t.line is not null) as shares_film,
            count(*) filter (where t.line is not null) over (partition by n.line) as sharing,
            count(*) over (partition by n.line) as namesakes,
            count(*) over (partition by n.person_id) as rivals,
            n.imdb_id, n.other_id
        from named as n left join together as t using (line, person_id)
    )
    update ops.stage_people as p set person_id = r.person_id
    from ranked as r
    where r.line = p.line and (
        (r.shares_film and r.sharing = 1)
        or (r.sharing = 0 and r.imdb_id is null and r.namesakes = 1));
    -- two staged people may not become one
    with double as (
        select p.line, row_number() over (partition by p.person_id order by (i.source is null), p.line) as nth
        from ops.stage_people as p
        left join ops.imported_people as i
            on i.source = _source and i.source_id = p.person and i.person_id = p.person_id
        where p.person_id is not null and p.imdb_id is not null
    )
    update ops.stage_people as p set person_id = null from double as d
    where d.line = p.line and d.nth > 1
        and not exists (
            select from ops.imported_people as i where i.source = _source and i.source_id = p.person)
        and not exists (
            select from person_external_ids as x where x.source = 'imdb' and x.value = p.imdb_id)
        and not exists (select from people as e where e.external_id = p.external_id);

    analyze ops.stage_people;
    perform ops.import_step('people');
    insert into people (external_id, name, birth_year, death_year, known_for_department)
    select p.external_id, p.name, p.birth_year, p.death_year, ops.import_department(p.profession)
    from ops.stage_people as p
    where p.person_id is null
    order by p.line;
    get diagnostics _count.added = row_count;
    if _count.added > 0 then
        analyze people;
    end if;
    -- of the others, only what is empty is filled
    update people as e set
        birth_year = coalesce(e.birth_year, p.birth_year),
        death_year = coalesce(e.death_year, p.death_year),
        known_for_department = coalesce(e.known_for_department, ops.import_department(p.profession)),
        version = e.version + 1, updated_at = iwm.now()
    from ops.stage_people as p
    where p.person_id = e.id and (
        (e.birth_year is null and p.birth_year <= coalesce(e.death_year, p.birth_year))
        or (e.death_year is null and p.death_year >= coalesce(e.birth_year, p.death_year))
        or (e.known_for_department is null and ops.import_department(p.profession) is not null))
        and coalesce(coalesce(e.birth_year, p.birth_year) <= coalesce(e.death_year, p.death_year), true);
    get diagnostics _count.changed = row_count;
    select count(*) - _count.changed into _count.unchanged from ops.stage_people where person_id is not null;
    update ops.stage_people as p set person_id = e.id
    from people as e where e.external_id = p.external_id and p.person_id is null;
    analyze ops.stage_people;

    insert into person_external_ids (source, value, person_id)
    select 'imdb', p.imdb_id, p.person_id
    from ops.stage_people as p
    where p.imdb_id is not null
        and not exists (
            select from person_external_ids as x where x.source = 'imdb' and x.person_id = p.person_id)
    on conflict do nothing;
    return _count;
end
$$;
comment on function ops.import_people(text) is
'Adds the staged people that are not there yet: known from the last import, by IMDb id, or by exact name.';
