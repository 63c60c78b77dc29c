create or replace function iwm.refresh_stats_of(_person_ids bigint[])
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    insert into person_stats as s (person_id, credit_count, movie_count, popularity)
    select p.id, coalesce(n.credits, 0), coalesce(n.films, 0), coalesce(n.popularity, 0)
    from (select distinct i as id from unnest(_person_ids) as i) as p
    cross join lateral (
        select sum(f.credits)::integer as credits, count(*)::integer as films,
            sum(round(t.popularity::numeric, 3))::double precision as popularity
        from (select c.movie_id, count(*) as credits from credits as c where c.person_id = p.id group by c.movie_id) as f
        join movies as m on m.id = f.movie_id and m.deleted_at is null and m.merged_into is null
        left join movie_stats as t on t.movie_id = f.movie_id
    ) as n
    order by p.id
    on conflict (person_id) do update
    set credit_count = excluded.credit_count, movie_count = excluded.movie_count, popularity = excluded.popularity
    where (s.credit_count, s.movie_count, s.popularity) <> (excluded.credit_count, excluded.movie_count, excluded.popularity);
end
$$;
comment on function iwm.refresh_stats_of is 'Counts credits and films of these people anew, as ops.refresh_person_stats does for all.';

create or replace function iwm.people_of_movie(_movie_id bigint)
returns bigint[]
language sql stable
as $$ select array(select distinct c.person_id from iwm.credits as c where c.movie_id = _movie_id) $$;
comment on function iwm.people_of_movie is 'Internal ids of those who are credited in a film.';

create or replace function iwm.find_credits(_credits jsonb)
returns table (place bigint, person_id bigint, job_id smallint, "character" text, billing_order integer)
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
#variable_conflict use_column
declare
    _wrong record;
begin
    for _wrong in
        select c.value as given, iwm.person_id_of(c.value ->> 'person_id') as person,
            (select count(*) from credit_jobs as j where j.job = c.value ->> 'job'
                and j.department = coalesce(c.value ->> 'department', j.department)) as jobs
        from jsonb_array_elements(_credits) as c
    loop
        if _wrong.person is null then
            perform iwm.fail('unknown_value', format('There is no person %s.', left(coalesce(_wrong.given ->> 'person_id', '(empty)'), 100)),
                'Look for them with GET /v1/search/people?q=…', 'credits');
        elsif _wrong.jobs <> 1 then
            perform iwm.fail('unknown_value', format(case _wrong.jobs when 0 then 'There is no job %s.'
                else 'Several departments have the job %s.' end, left(coalesce(_wrong.given ->> 'job', '(empty)'), 100)),
                'GET /v1/staff/credit-jobs lists departments and jobs.', 'credits');
        elsif char_length(_wrong.given ->> 'character') not between 1 and 500
            or not pg_input_is_valid(_wrong.given ->> 'billing_order', 'iwm.billing_place')
        then
            perform iwm.fail('invalid_input', 'A character has 1 to 500 characters, billing_order is 0 to 32767.',
                'Leave out what is not known.', 'credits');
        end if;
    end loop;
    return query
    select c.place, iwm.person_id_of(c.value ->> 'person_id'), j.id, c.value ->> 'character',
        (c.value ->> 'billing_order')::integer
    from jsonb_array_elements(_credits) with ordinality as c(value, place)
    join credit_jobs as j on j.job = c.value ->> 'job' and j.department = coalesce(c.value ->> 'department', j.department);
end
$$;
comment on function iwm.find_credits is $$
Credits as staff names them ([{person_id, department, job, character, billing_order}]) with person and job found

Fails with unknown_value and invalid_input.
$$;

create or replace function iwm.set_movie_credits(_movie_id bigint, _credits jsonb, _count boolean default true)
returns boolean
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _before constant bigint[] := iwm.people_of_movie(_movie_id);
    _wanted jsonb;
    _twice text;
    _gone bigint;
    _written bigint;
begin
    perform iwm.check_items(_credits, 2000, 'credits');
    select jsonb_agg(to_jsonb(f) order by f.place) into _wanted from iwm.find_credits(_credits) as f;
    _wanted := coalesce(_wanted, '[]');
    select p.name into _twice
    from jsonb_to_recordset(_wanted) as w(person_id bigint, job_id smallint, "character" text)
    join people as p on p.id = w.person_id
    group by p.id, p.name, w.job_id, w."character" having count(*) > 1 limit 1;
    if _twice is not null then
        perform iwm.fail('invalid_list', format('credits has %s twice with one job and character.', _twice), 'Name each once.', 'credits');
    end if;

    delete from credits as c
    where c.movie_id = _movie_id and not exists (
        select from jsonb_to_recordset(_wanted) as w(person_id bigint, job_id smallint, "character" text)
        where w.person_id = c.person_id and w.job_id = c.job_id and w."character" is not distinct from c."character");
    get diagnostics _gone = row_count;
    insert into credits as c (movie_id, person_id, job_id, "character", billing_order)
    select _movie_id, w.person_id, w.job_id, w."character", w.billing_order
    from jsonb_to_recordset(_wanted)
        as w(place bigint, person_id bigint, job_id smallint, "character" text, billing_order smallint)
    order by w.place
    on conflict (movie_id, person_id, job_id, "character") do update set billing_order = excluded.billing_order
    where c.billing_order is distinct from excluded.billing_order;
    get diagnostics _written = row_count;
    if _count and _gone + _written > 0 then
        perform iwm.refresh_stats_of(_before || iwm.people_of_movie(_movie_id));
    end if;
    return _gone + _written > 0;
end
$$;
comment on function iwm.set_movie_credits is $$
The credits of a film: one for each person, job and character; counts of the people follow

_count false: the caller lets them follow, for many films at once.
Fails with unknown_value, invalid_input, invalid_list.
$$;

create or replace function iwm.add_movie_credit(_movie_id bigint, _credit jsonb)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _person bigint;
begin
    insert into credits (movie_id, person_id, job_id, "character", billing_order)
    select _movie_id, f.person_id, f.job_id, f."character", f.billing_order
    from iwm.find_credits(jsonb_build_array(_credit)) as f
    on conflict (movie_id, person_id, job_id, "character") do nothing
    returning person_id into _person;
    if _person is null then
        perform iwm.fail('duplicate_credit', 'The film has this credit already.', 'One for each person, job and character.');
    end if;
    perform iwm.refresh_stats_of(array[_person]);
end
$$;
comment on function iwm.add_movie_credit is 'One more credit of a film. Fails with duplicate_credit, unknown_value, invalid_input.';

create or replace function iwm.remove_movie_credit(_movie_id bigint, _credit jsonb)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _person bigint;
begin
    delete from credits as c using iwm.find_credits(jsonb_build_array(_credit)) as f
    where c.movie_id = _movie_id and c.person_id = f.person_id and c.job_id = f.job_id
        and c."character" is not distinct from f."character"
    returning c.person_id into _person;
    if _person is null then
        perform iwm.fail('credit_not_found', 'The film has no such credit.', 'GET /v1/movies/{movie_id}/credits lists them.');
    end if;
    perform iwm.refresh_stats_of(array[_person]);
end
$$;
comment on function iwm.remove_movie_credit is 'One credit of a film less. Fails with credit_not_found, unknown_value.';
