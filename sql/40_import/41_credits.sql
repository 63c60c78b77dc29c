create or replace function ops.import_job(_category text, _job text) returns smallint
language sql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
select j.id
from (values
    ('actor', null, 'Acting', 'Actor'), ('actress', null, 'Acting', 'Actor'),
    ('self', null, 'Acting', 'Self'), ('archive_footage', null, 'Acting', 'Archive footage'),
    ('archive_sound', null, 'Acting', 'Archive footage'),
    ('director', null, 'Directing', 'Director'), ('director', 'co-director', 'Directing', 'Co-Director'),
    ('writer', null, 'Writing', 'Writer'), ('writer', 'screenplay', 'Writing', 'Screenplay'),
    ('writer', 'screenplay by', 'Writing', 'Screenplay'), ('writer', 'story', 'Writing', 'Story'),
    ('writer', 'story by', 'Writing', 'Story'), ('writer', 'novel', 'Writing', 'Novel'),
    ('writer', 'based on the novel by', 'Writing', 'Novel'), ('writer', 'characters', 'Writing', 'Characters'),
    ('writer', 'based on characters created by', 'Writing', 'Characters'),
    ('producer', null, 'Production', 'Producer'),
    ('producer', 'executive producer', 'Production', 'Executive Producer'),
    ('casting_director', null, 'Production', 'Casting'),
    ('cinematographer', null, 'Camera', 'Director of Photography'),
    ('editor', null, 'Editing', 'Editor'), ('composer', null, 'Sound', 'Original Music Composer'),
    ('production_designer', null, 'Art', 'Production Design')
) as v (category, job, department, name)
join credit_jobs as j on j.department = v.department and j.job = v.name
where v.category = _category and (v.job is null or v.job = lower(_job))
order by v.job nulls last
limit 1
$$;
comment on function ops.import_job(text, text) is
'The job that a category (and job) of a source stands for; null: none of ours.';

create or replace function ops.import_credits(_source text) returns ops.import_count
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _count ops.import_count := ('credits', 0, 0, 0);
    _total bigint;
begin
    perform ops.import_step('credits');
    with jobs as materialized (
        select d.category, d.job, j.id, j.department, j.job in ('Actor', 'Writer') as general
        from (select distinct c.category, coalesce(c.job, '') as job from ops.stage_credits as c) as d
        join credit_jobs as j on j.id = ops.import_job(d.category, d.job)
    )
    insert into ops.stage_found_credits (movie_id, person_id, job_id, department, "character", billing_order, general)
    select distinct on (s.movie_id, p.person_id, j.id, ch.text)
        s.movie_id, p.person_id, j.id, j.department, ch.text, b.place,
        ch.text is null and b.place is null and j.general
    from ops.stage_credits as c
    join ops.stage_movies as s on s.film = c.film and s.movie_id is not null
    join ops.stage_people as p on p.person = c.person
    join jobs as j on j.category = c.category and j.job = coalesce(c.job, '')
    cross join lateral (
        select case when char_length(c."character") between 1 and 500 then c."character" end as text
    ) as ch
    -- a cast has an order, a crew is ordered by its jobs
    cross join lateral (select case when j.department = 'Acting' then c.billing_order end as place) as b
    order by s.movie_id, p.person_id, j.id, ch.text, b.place nulls last;
    get diagnostics _total = row_count;
    analyze ops.stage_found_credits;

    with categories as materialized (
        select c.category, min(c.film) as film, count(*) as credits from ops.stage_credits as c group by c.category
    )
    insert into ops.stage_rejects (kind, source_id, field, value, reason)
    select 'credits', d.film::text, 'category', left(d.category, 100),
        'not a category that we know: ' || d.credits || ' credits'
    from categories as d
    where ops.import_job(d.category, null) is null;
    insert into ops.stage_rejects (kind, source_id, field, value, reason)
    select 'credits', c.film::text, c.category, left(c.person, 100), 'this person was rejected or is not in the files'
    from ops.stage_credits as c
    join ops.stage_movies as s on s.film = c.film and s.movie_id is not null
    where not exists (select from ops.stage_people as p where p.person = c.person);

    if exists (select from credits) then
        -- Said already: the same credit; or for a general one any of the person's, or in a source that knows
        -- people by name only of a namesake's, in the same film and department.
        update credits as o set billing_order = f.billing_order
        from ops.stage_found_credits as f
        where o.movie_id = f.movie_id and o.person_id = f.person_id and o.job_id = f.job_id
            and o."character" is not distinct from f."character"
            and o.billing_order is null and f.billing_order is not null;
        get diagnostics _count.changed = row_count;
        delete from ops.stage_found_credits as f
        using credits as o
        where o.movie_id = f.movie_id and o.person_id = f.person_id and o.job_id = f.job_id
            and o."character" is not distinct from f."character";
        delete from ops.stage_found_credits as f
        using credits as o, credit_jobs as j, people as e, people as n
        where f.general and o.movie_id = f.movie_id and j.id = o.job_id and j.department = f.department
            and e.id = o.person_id and n.id = f.person_id
            and (o.person_id = f.person_id or (_source = 'sample' and e.name = n.name));

        -- A general credit becomes the precise one.
        with pairs as (
            select distinct on (o.id) o.id, f.line, f.job_id, f."character", f.billing_order
            from ops.stage_found_credits as f
            join credits as o on o.movie_id = f.movie_id and o.person_id = f.person_id
            join credit_jobs as j on j.id = o.job_id and j.department = f.department and j.job in ('Actor', 'Writer')
            where not f.general and f.department in ('Acting', 'Writing')
                and o."character" is null and o.billing_order is null
            order by o.id, f.billing_order nulls last, f.line
        ), refined as (
            update credits as o set job_id = p.job_id, "character" = p."character", billing_order = p.billing_order
            from pairs as p where p.id = o.id
            returning p.line
        ), done as (
            delete from ops.stage_found_credits as f using refined as r where r.line = f.line
            returning 1
        )
        select _count.changed + count(*) into _count.changed from done;
    end if;

    begin
        insert into credits (movie_id, person_id, job_id, "character", billing_order)
        select f.movie_id, f.person_id, f.job_id, f."character", f.billing_order
        from ops.stage_found_credits as f
        order by f.line;
        get diagnostics _count.added = row_count;
    exception when unique_violation then
        -- someone else wrote one of them meanwhile; expecting that from the start would take a fifth longer
        insert into credits (movie_id, person_id, job_id, "character", billing_order)
        select f.movie_id, f.person_id, f.job_id, f."character", f.billing_order
        from ops.stage_found_credits as f
        order by f.line
        on conflict do nothing;
        get diagnostics _count.added = row_count;
    end;
    _count.unchanged := _total - _count.added - _count.changed;
    return _count;
end
$$;
comment on function ops.import_credits(text) is
'Adds the staged credits. Existing ones stay; a general one (cast without character, writer) becomes the precise one.';
