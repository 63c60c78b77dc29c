-- The shape that the migrations gave to the schemas: what drift by hand is told from.

create or replace function ops.shape_now()
returns table (kind text, name text, definition text)
language sql stable
set search_path = pg_catalog, pg_temp
as $fn$
-- Partitions follow the table that they belong to; yoyo keeps its own tables.
with tables as (
    select c.oid, format('%s.%s', c.relnamespace::regnamespace, c.relname) as name
    from pg_class as c
    where c.relnamespace = any (array['iwm', 'jobs', 'ops', 'api']::regnamespace[])
        and c.relkind in ('r', 'p', 'm') and not c.relispartition and c.relname not like '%yoyo%'
)
select 'column', t.name || '.' || a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod),
    case when a.attnotnull then 'not null' end, nullif(a.attidentity, ''), nullif(a.attgenerated, ''),
    pg_get_expr(d.adbin, d.adrelid))
from tables as t
join pg_attribute as a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
left join pg_attrdef as d on d.adrelid = t.oid and d.adnum = a.attnum
union all
-- not null stands with its column; from PostgreSQL 18 on it is a constraint besides
select 'constraint', t.name || '.' || c.conname, pg_get_constraintdef(c.oid)
from tables as t join pg_constraint as c on c.conrelid = t.oid
where c.contype in ('c', 'f')
union all
select 'function', format('%s.%s', p.pronamespace::regnamespace, p.proname),
    string_agg(md5(pg_get_functiondef(p.oid)), ' ' order by p.oid)
from pg_proc as p
where p.pronamespace = any (array['iwm', 'jobs', 'ops']::regnamespace[]) and p.prokind in ('f', 'p')
    and not exists (select from pg_depend as x where x.classid = 'pg_proc'::regclass and x.objid = p.oid and x.deptype = 'e')
    and not exists (
        select from ops.loaded_objects as o
        where o.kind in ('function', 'procedure', 'wrapper')
            and o.name = format('%s.%s', p.pronamespace::regnamespace, p.proname))
group by p.pronamespace, p.proname
$fn$;
comment on function ops.shape_now is
'Columns, checks and foreign keys of our tables, and functions that no file of sql/ made, as they are now.';

create or replace function ops.record_shape()
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $fn$
begin
    delete from ops.shape as s
    where not exists (select from ops.shape_now() as n where n.kind = s.kind and n.name = s.name);
    insert into ops.shape as s (kind, name, definition)
    select n.kind, n.name, n.definition from ops.shape_now() as n
    on conflict (kind, name) do update set definition = excluded.definition
    where s.definition <> excluded.definition;
end
$fn$;
comment on function ops.record_shape is 'Records the shape as it is, after migrations ran.';
