-- What the loader knows of an object: where it is, how it reads, what hangs on it, how it goes.

create or replace function ops.object_oid(_kind text, _name text)
returns oid
language plpgsql stable strict
set search_path = pg_catalog, pg_temp
as $fn$
begin
    -- PL/pgSQL, since it keeps its plans: a load asks this for every object
    if _kind in ('function', 'procedure', 'wrapper') then
        return (
            select max(p.oid) from pg_proc as p
            where p.pronamespace = to_regnamespace(split_part(_name, '.', 1)) and p.proname = split_part(_name, '.', 2)
                and (p.prokind = 'p') = (_kind = 'procedure'));
    elsif _kind = 'trigger' then
        return (
            select t.oid from pg_trigger as t
            where t.tgname = split_part(_name, ' on ', 1) and t.tgrelid = to_regclass(split_part(_name, ' on ', 2)));
    end if;
    return (
        select c.oid from pg_class as c
        where c.relnamespace = to_regnamespace(split_part(_name, '.', 1)) and c.relname = split_part(_name, '.', 2)
            and c.relkind = case _kind when 'type' then 'c' else 'v' end::"char");
end
$fn$;
comment on function ops.object_oid is
'Where an object is: oid in pg_proc, pg_class (types and views) or pg_trigger; null when it is not there.';

create or replace function ops.object_definition(_kind text, _name text)
returns text
language plpgsql stable strict
set search_path = pg_catalog, pg_temp
as $fn$
declare
    _oid constant oid := ops.object_oid(_kind, _name);
begin
    if _kind in ('function', 'procedure', 'wrapper') then
        return pg_get_functiondef(_oid) || coalesce(E'\n-- ' || obj_description(_oid, 'pg_proc'), '');
    elsif _kind = 'view' then
        return pg_get_viewdef(_oid) || coalesce(E'\n-- ' || obj_description(_oid, 'pg_class'), '');
    elsif _kind = 'trigger' then
        return pg_get_triggerdef(_oid) || coalesce(E'\n-- ' || obj_description(_oid, 'pg_trigger'), '');
    end if;
    return (
        select string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
            || coalesce(' -- ' || col_description(_oid, a.attnum), ''), E',\n' order by a.attnum)
        from pg_attribute as a
        where a.attrelid = _oid and a.attnum > 0 and not a.attisdropped)
        || coalesce(E'\n-- ' || obj_description((select c.reltype from pg_class as c where c.oid = _oid), 'pg_type'), '');
end
$fn$;
comment on function ops.object_definition is 'How PostgreSQL shows an object, with its comment; null when it is not there.';

create or replace function ops.dependants(_class regclass, _oid oid)
returns table (kind text, name text, path text, outside text, depth integer)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $fn$
begin
    return query
    with recursive found as (
        select _class::oid as classid, _oid as objid, 0 as depth
        union
        select next.classid, next.objid, found.depth + 1
        from found
        cross join lateral (
            -- a relation and its row type, a type and its array are one thing
            select 'pg_type'::regclass::oid as classid, c.reltype as objid
            from pg_class as c where found.classid = 'pg_class'::regclass and c.oid = found.objid and c.reltype <> 0
            union
            select 'pg_type'::regclass::oid, t.typarray
            from pg_type as t where found.classid = 'pg_type'::regclass and t.oid = found.objid and t.typarray <> 0
            union
            select case when r.oid is not null then 'pg_class'::regclass::oid else d.classid end,
                case when r.oid is not null then r.ev_class else d.objid end
            from pg_depend as d
            left join pg_rewrite as r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
            where d.refclassid = found.classid and d.refobjid = found.objid
                and (d.deptype in ('n', 'a') or r.oid is not null)
        ) as next
        where found.depth < 50 and next.objid <> _oid
    ), named as (
        select f.classid, f.objid, min(f.depth) as depth,
            case when f.classid = 'pg_proc'::regclass then (
                    select case p.prokind when 'p' then 'procedure' else 'function' end
                    from pg_proc as p where p.oid = f.objid)
                when f.classid = 'pg_trigger'::regclass then 'trigger'
                when f.classid = 'pg_class'::regclass then (
                    select case c.relkind when 'c' then 'type' when 'v' then 'view' else 'table' end
                    from pg_class as c where c.oid = f.objid)
            end as kind,
            case when f.classid = 'pg_proc'::regclass then (
                    select format('%s.%s', p.pronamespace::regnamespace, p.proname)
                    from pg_proc as p where p.oid = f.objid)
                when f.classid = 'pg_trigger'::regclass then (
                    select format('%s on %s', t.tgname, t.tgrelid::regclass) from pg_trigger as t where t.oid = f.objid)
                when f.classid = 'pg_class'::regclass then (
                    select format('%s.%s', c.relnamespace::regnamespace, c.relname)
                    from pg_class as c where c.oid = f.objid)
            end as name
        from found as f
        where f.depth > 0 and f.classid <> 'pg_type'::regclass
        group by f.classid, f.objid
    )
    select coalesce(o.kind, n.kind), n.name, o.path,
        case when o.path is null then pg_describe_object(n.classid, n.objid, 0) end, n.depth
    from named as n
    left join lateral (
        select l.kind, l.path from ops.loaded_objects as l
        where l.name = n.name and (l.kind = n.kind or (l.kind = 'wrapper' and n.kind = 'function'))
        union all
        select l.kind, l.path from pg_temp.iwm_load_objects as l where l.name = n.name and l.kind = n.kind
        limit 1
    ) as o on true;
end
$fn$;
comment on function ops.dependants is
'All that would go with an object. path: the file of sql/ it comes from; outside: what it is, when it comes from none.';

create or replace function ops.drop_object(
    _kind text, _name text, _path text, _line integer default 1, _oid oid default null
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $fn$
declare
    _dependant record;
    _class constant regclass := case when _kind in ('function', 'procedure', 'wrapper') then 'pg_proc'::regclass
        when _kind = 'trigger' then 'pg_trigger'::regclass else 'pg_class'::regclass end;
begin
    _oid := coalesce(_oid, ops.object_oid(_kind, _name));
    for _dependant in
        select d.kind, d.name, d.path, d.outside from ops.dependants(_class, _oid) as d order by d.depth desc
    loop
        if _dependant.outside is not null then
            perform ops.load_error(_path, _line,
                format('%s %s has to be dropped and made again, but %s hangs on it, which comes from no file of sql/',
                    _kind, _name, _dependant.outside),
                'Take it off in a migration first, or make the change in a way that keeps the signature.');
        end if;
        perform ops.drop_by_oid(_dependant.kind, _dependant.name, ops.object_oid(_dependant.kind, _dependant.name));
        if _dependant.kind <> 'wrapper' then
            update pg_temp.iwm_load_files as f set state = 'pending' where f.path = _dependant.path and f.path <> _path;
        end if;
    end loop;
    perform ops.drop_by_oid(_kind, _name, _oid);
end
$fn$;
comment on function ops.drop_object is
'Drops an object of sql/ with what hangs on it; the files of those are run again. Refuses to touch what is not of sql/.';

create or replace function ops.drop_by_oid(_kind text, _name text, _oid oid)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $fn$
declare
    _statement text;
begin
    if _oid is null then
        return;
    end if;
    -- named first: what evaluates the expression again afterwards (a profiler does) finds nothing under this oid
    _statement := case
        when _kind in ('function', 'procedure', 'wrapper') then format('drop routine %s cascade', _oid::regprocedure)
        when _kind = 'view' then format('drop view %s cascade', _oid::regclass)
        when _kind = 'type' then format('drop type %s cascade', _oid::regclass)
        when _kind = 'trigger' then
            format('drop trigger %I on %s', split_part(_name, ' on ', 1), split_part(_name, ' on ', 2))
    end;
    execute _statement;
end
$fn$;
comment on function ops.drop_by_oid is 'Drops one object; ops.drop_object has proved what goes with it.';
