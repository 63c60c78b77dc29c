-- Drift: what was changed, dropped or added by hand since the loader left it.

create or replace function ops.changed_objects()
returns table (kind text, name text, path text, state text, present text)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $fn$
begin
    return query
    select o.kind, o.name, o.path, case when now_is.definition is null then 'dropped' else 'changed' end, now_is.definition
    from ops.loaded_objects as o
    cross join lateral (select ops.object_definition(o.kind, o.name) as definition offset 0) as now_is
    where now_is.definition is distinct from o.definition;
end
$fn$;
comment on function ops.changed_objects is 'Objects of sql/ that are not as the loader left them: changed or dropped by hand. present: how they are now.';

create or replace function ops.drift()
returns table (kind text, name text, path text, state text)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $fn$
begin
    return query
    select o.kind, o.name, o.path, o.state from ops.changed_objects() as o
    union all
    select x.kind, x.name, null, 'added'
    from (
        select 'function' as kind, format('%s.%s', p.pronamespace::regnamespace, p.proname) as name
        from pg_proc as p
        where p.pronamespace = 'api'::regnamespace
        union
        select 'type', format('%s.%s', c.relnamespace::regnamespace, c.relname)
        from pg_class as c
        where c.relnamespace = 'api'::regnamespace and c.relkind = 'c'
        union
        select 'view', format('%s.%s', c.relnamespace::regnamespace, c.relname)
        from pg_class as c
        where c.relnamespace in ('api'::regnamespace, 'iwm'::regnamespace) and c.relkind = 'v'
    ) as x
    where not exists (
        select from ops.loaded_objects as o
        where o.name = x.name and (o.kind = x.kind or x.kind = 'function' and o.kind in ('wrapper', 'procedure')))
    union all
    select coalesce(n.kind, s.kind), coalesce(n.name, s.name), null,
        case when s.name is null then 'added' when n.name is null then 'dropped' else 'changed' end
    from ops.shape_now() as n
    full join ops.shape as s on s.kind = n.kind and s.name = n.name
    where n.definition is distinct from s.definition
    union all
    select 'index', i.index_name, i.table_name, 'missing' from ops.missing_indexes() as i
    order by 4, 1, 2;
end
$fn$;
comment on function ops.drift is
'What differs in this database from what the loader left: state changed, dropped, added (no file has it), missing (an index).';

create or replace function ops.table_indexes()
returns table (table_name text, index_name text, definition text, constraint_definition text, comment text)
language sql stable
set search_path = pg_catalog, pg_temp
as $fn$
-- Partitions get theirs from the table they belong to.
select format('%s.%s', t.relnamespace::regnamespace, t.relname), i.relname::text, pg_get_indexdef(i.oid),
    pg_get_constraintdef(c.oid), obj_description(i.oid, 'pg_class')
from pg_index as x
join pg_class as i on i.oid = x.indexrelid
join pg_class as t on t.oid = x.indrelid
left join pg_constraint as c on c.conindid = i.oid and c.contype in ('p', 'u', 'x')
where t.relnamespace = any (array['iwm', 'jobs', 'ops']::regnamespace[])
    and t.relkind in ('r', 'p', 'm') and not t.relispartition
    and t.relname not like '%yoyo%'
$fn$;
comment on function ops.table_indexes is 'Indexes that there are now, of tables of ours.';

create or replace function ops.missing_indexes()
returns setof ops.indexes
language sql stable
set search_path = pg_catalog, pg_temp
as $fn$
select i.*
from ops.indexes as i
where not exists (
    select from ops.table_indexes() as t where t.table_name = i.table_name and t.index_name = i.index_name)
$fn$;
comment on function ops.missing_indexes is 'Indexes that the migrations made and that are gone.';

create or replace function ops.note_missing_indexes()
returns integer
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $fn$
declare
    _count integer;
begin
    update ops.indexes as i
    set missing_since = clock_timestamp()
    from ops.missing_indexes() as m
    where m.table_name = i.table_name and m.index_name = i.index_name and i.missing_since is null;
    get diagnostics _count = row_count;
    return _count;
end
$fn$;
comment on function ops.note_missing_indexes is
'Called before migrations run: what is missing by then was dropped by hand, what is missing after was dropped by them.';

create or replace function ops.record_indexes()
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $fn$
begin
    delete from ops.indexes as i
    where i.missing_since is null and exists (
        select from ops.missing_indexes() as m where m.table_name = i.table_name and m.index_name = i.index_name)
        or to_regclass(i.table_name) is null;
    insert into ops.indexes as i (table_name, index_name, definition, constraint_definition, comment)
    select t.table_name, t.index_name, t.definition, t.constraint_definition, t.comment from ops.table_indexes() as t
    on conflict (table_name, index_name) do update
    set definition = excluded.definition, constraint_definition = excluded.constraint_definition,
        comment = excluded.comment, missing_since = null, recorded_at = clock_timestamp()
    where (i.definition, i.constraint_definition, i.comment, i.missing_since)
        is distinct from (excluded.definition, excluded.constraint_definition, excluded.comment, null);
end
$fn$;
comment on function ops.record_indexes is 'Records the indexes that there are, after migrations ran.';

create or replace function ops.create_indexes()
returns table (table_name text, index_name text, state text, serves text)
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $fn$
declare
    _it ops.indexes;
begin
    for _it in select * from ops.indexes as i order by i.table_name, i.index_name loop
        table_name := _it.table_name;
        index_name := _it.index_name;
        serves := coalesce(_it.comment, _it.constraint_definition);
        if exists (select from ops.missing_indexes() as m
            where m.table_name = _it.table_name and m.index_name = _it.index_name) then
            if _it.constraint_definition is not null then
                execute format('alter table %s add constraint %I %s', _it.table_name, _it.index_name, _it.constraint_definition);
            else
                execute _it.definition;
            end if;
            if _it.comment is not null then
                execute format('comment on index %s.%I is %L', split_part(_it.table_name, '.', 1), _it.index_name, _it.comment);
            end if;
            update ops.indexes as i set missing_since = null
            where i.table_name = _it.table_name and i.index_name = _it.index_name;
            state := 'made';
        else
            state := 'exists';
        end if;
        return next;
    end loop;
end
$fn$;
comment on function ops.create_indexes is 'Makes the indexes that are missing. One row for each: exists or made, and the query that it serves.';
