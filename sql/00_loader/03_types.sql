-- Composite types in place: attributes are added, dropped and altered, so that no cached plan loses its type.

create or replace function ops.type_attributes(_type regclass)
returns table (place bigint, name text, type text)
language sql stable
set search_path = pg_catalog, pg_temp
as $fn$
select row_number() over (order by a.attnum), a.attname::text,
    format_type(a.atttypid, a.atttypmod)
        || case when a.attcollation <> t.typcollation
            then ' collate ' || a.attcollation::regcollation::text else '' end
from pg_attribute as a
join pg_type as t on t.oid = a.atttypid
where a.attrelid = _type and a.attnum > 0 and not a.attisdropped
$fn$;
comment on function ops.type_attributes is 'Attributes of a composite type in their order, with their types as SQL.';

create or replace function ops.load_type(_path text, _line integer, _name text, _statement text)
returns void
language plpgsql
as $fn$
declare
    _body constant text := regexp_replace(_statement, '^\s*create\s+type\s+\S+\s+as\s*', '', 'i');
    _oid oid := ops.object_oid('type', _name);
    _column record;
begin
    if _oid is null then
        execute format('create type %s as %s', _name, _body);
    else
        -- PostgreSQL reads the new declaration; then the two lists are compared.
        execute format('create type pg_temp.iwm_load_type as %s', _body);
        if (
            -- what stays keeps its place and what is new comes last, or the order changes
            with old as (select * from ops.type_attributes(_oid::regclass)),
            new as (select * from ops.type_attributes('pg_temp.iwm_load_type'::regclass))
            select array_agg(new.name order by new.place) <> array_agg(new.name order by old.place, new.place)
            from new left join old using (name)
        ) then
            drop type pg_temp.iwm_load_type;
            perform ops.drop_object('type', _name, _path, _line);
            execute format('create type %s as %s', _name, _body);
        else
            for _column in
                with old as (select * from ops.type_attributes(_oid::regclass)),
                new as (select * from ops.type_attributes('pg_temp.iwm_load_type'::regclass))
                select case
                    when new.name is null then format('drop attribute %I', name)
                    when old.name is null then format('add attribute %I %s', name, new.type)
                    else format('alter attribute %I set data type %s', name, new.type)
                end as action
                from old full join new using (name)
                where old.type is distinct from new.type
                order by new.place nulls first
            loop
                execute format('alter type %s %s cascade', _name, _column.action);
            end loop;
            drop type pg_temp.iwm_load_type;
        end if;
    end if;

    for _column in
        select a.name, note.text
        from ops.type_attributes(_name::regclass) as a
        left join lateral (
            select btrim(m[2]) as text
            from regexp_matches(_body, '^[ \t(]*"?([a-z_][a-z0-9_]*)"?[ \t]+[^\n]*?--[ \t]*([^\n]*)$', 'gn') as m
            where m[1] = a.name limit 1
        ) as note on true
        join pg_attribute as p on p.attrelid = _name::regclass and p.attname = a.name
        where col_description(p.attrelid, p.attnum) is distinct from nullif(note.text, '')
    loop
        execute format('comment on column %s.%I is %L', _name, _column.name, nullif(_column.text, ''));
    end loop;
end
$fn$;
comment on function ops.load_type is
'Makes a composite type as a file declares it, or changes the one that is there; attributes'' "-- text" become comments.';
