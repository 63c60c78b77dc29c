-- The catalogue: operations, their types and the errors as one document, from which HTTP routes and OpenAPI are built.

create or replace function ops.comment_text(_type oid)
returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $fn$
select btrim(regexp_replace(obj_description(_type, 'pg_type'), '(^|\n)\s*@schema\s.*$', ''), E' \n')
$fn$;
comment on function ops.comment_text is 'The comment of a type without its @schema.';

create or replace function ops.catalogue_argument(_operation jsonb, _function oid)
returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
as $fn$
select coalesce(jsonb_agg(jsonb_build_object(
    'name', ltrim(a.name, '_'),
    'in', case when a.name = any (ops.injected_arguments()) then 'injected'
        when strpos(_operation ->> 'route', '{' || ltrim(a.name, '_') || '}') > 0 then 'path'
        when _operation ->> 'method' in ('GET', 'DELETE') then 'query'
        else 'body' end,
    'type', coalesce(p.patch, ops.type_name(a.type)),
    'array', ops.is_array(a.type),
    'required', a.default_sql is null,
    'default', ops.default_json(a.default_sql),
    'description', coalesce(_operation -> 'params' ->> ltrim(a.name, '_'), ops.comment_text(coalesce(to_regtype(p.patch), a.type)))
) || case when p.patch is null then '{}' else jsonb '{"patch": true}' end order by a.place), '[]')
from ops.function_arguments(_function) as a
cross join lateral (select case when a.name = '_patch' then _operation ->> 'patch' end as patch) as p
$fn$;
comment on function ops.catalogue_argument is 'Arguments of an operation as the catalogue lists them.';

create or replace function ops.catalogue_operation(_operation jsonb, _function oid)
returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
as $fn$
select jsonb_build_object(
    'function', split_part(_operation ->> 'name', '.', 2),
    'volatile', p.provolatile = 'v',
    'method', _operation -> 'method',
    'path', _operation -> 'route',
    'auth', _operation -> 'auth',
    'summary', _operation -> 'summary',
    'description', _operation -> 'description',
    'message', coalesce(_operation -> 'message', 'null'),
    'status', coalesce(_operation -> 'status', '200'),
    'tags', case when _operation -> 'tags' = '[]'
        then to_jsonb(array_remove(array[substring(_operation ->> 'path' from '([^/]+)/[^/]+$')], null))
        else _operation -> 'tags' end,
    'rate', coalesce(_operation -> 'rate', case when p.provolatile = 'v' then '"write"' else 'null' end::jsonb),
    'takes_key', ops.takes_key(_operation, p.oid),
    'handler', coalesce(_operation -> 'handler', 'null'),
    'upload', coalesce(_operation -> 'upload', 'null'),
    'download', _operation ? 'download',
    'cache', coalesce(_operation -> 'cache', 'null'),
    'touches', _operation -> 'touches',
    'version', _operation ? 'version',
    'errors', _operation -> 'errors',
    'args', ops.catalogue_argument(_operation, _function),
    'result', jsonb_build_object('kind', ops.result_kind(_function), 'type', ops.type_name(p.prorettype)))
from pg_proc as p where p.oid = _function
$fn$;
comment on function ops.catalogue_operation is 'An operation as the catalogue lists it.';

create or replace function ops.catalogue_types(_roots oid[])
returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
as $fn$
with recursive used as (
    select case when ops.is_array(r) then (select t.typelem from pg_type as t where t.oid = r) else r end as oid
    from unnest(_roots) as r
    union
    select case when ops.is_array(a.atttypid) then t.typelem else a.atttypid end
    from used
    join pg_type as c on c.oid = used.oid and c.typtype = 'c'
    join pg_attribute as a on a.attrelid = c.typrelid and a.attnum > 0 and not a.attisdropped
    join pg_type as t on t.oid = a.atttypid
)
select coalesce(jsonb_object_agg(format_type(t.oid, null), case t.typtype
    when 'c' then jsonb_build_object('kind', 'composite', 'description', ops.comment_text(t.oid), 'attributes', (
        select jsonb_agg(jsonb_build_object(
            'name', a.attname,
            'type', ops.type_name(a.atttypid),
            'array', ops.is_array(a.atttypid),
            'nullable', coalesce(col_description(a.attrelid, a.attnum) ~ '@null\M', false),
            'description', btrim(regexp_replace(col_description(a.attrelid, a.attnum), '\s*@null\M', ''))
        ) order by a.attnum)
        from pg_attribute as a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped))
    when 'd' then jsonb_build_object('kind', 'domain', 'base', format_type(t.typbasetype, null),
        'schema', coalesce(substring(obj_description(t.oid, 'pg_type') from '@schema\s+(\{.*\})')::jsonb, '{}'),
        'description', ops.comment_text(t.oid))
    else jsonb_build_object('kind', 'enum', 'description', ops.comment_text(t.oid), 'labels', (
        select jsonb_agg(e.enumlabel order by e.enumsortorder) from pg_enum as e where e.enumtypid = t.oid))
end), '{}')
from used
join pg_type as t on t.oid = used.oid
where t.typtype in ('c', 'd', 'e') and t.typnamespace <> 'pg_catalog'::regnamespace
$fn$;
comment on function ops.catalogue_types is 'Composite types, domains and enums that the given types lead to, by name.';

create or replace function ops.load_catalogue(_version text)
returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $fn$
declare
    _it record;
    _operation jsonb;
    _operations jsonb := jsonb '[]';
    _roots oid[] := array[]::oid[];
    _routes jsonb := jsonb '{}';
    _route text;
    _document jsonb;
    _digest text;
    _migrations text;
begin
    for _it in
        select o.name, o.path, ops.object_oid(o.kind, o.name) as oid
        from pg_temp.iwm_load_objects as o
        where o.kind = 'function' and o.name like 'api.%'
        order by o.path, o.name
    loop
        _operation := ops.read_operation(_it.name, _it.path, _it.oid);
        perform ops.check_operation(_operation, _it.oid);
        continue when (_operation ->> 'internal')::boolean;
        _route := (_operation ->> 'method') || ' ' || regexp_replace(_operation ->> 'route', '\{[^}]*\}', '{}', 'g');
        if _routes ? _route then
            perform ops.fail_annotation(_it.path, _it.name, '@route', format('@route %s %s is taken by %s',
                _operation ->> 'method', _operation ->> 'route', _routes ->> _route));
        end if;
        _routes := _routes || jsonb_build_object(_route, _it.name);
        perform ops.load_wrapper(_operation, _it.oid);
        _operations := _operations || ops.catalogue_operation(_operation, _it.oid);
        _roots := _roots || (select p.prorettype || p.proargtypes::oid[] from pg_proc as p where p.oid = _it.oid)
            || coalesce(to_regtype(_operation ->> 'patch'), 'jsonb'::regtype)::oid;
    end loop;

    _document := jsonb_build_object(
        'operations', _operations,
        'types', ops.catalogue_types(_roots),
        'errors', (select coalesce(jsonb_object_agg(e.code, jsonb_build_object('status', e.status, 'title', e.title)), '{}')
            from iwm.errors as e));
    _migrations := ops.applied_migrations();
    -- The digest is of all that can change an answer: the document, the text of every file, the migrations.
    _digest := encode(sha256(convert_to(_document::text || _migrations || (
        select coalesce(string_agg(f.path || ' ' || f.digest, ',' order by f.path), '')
        from pg_temp.iwm_load_files as f), 'UTF8')), 'hex');
    insert into ops.catalogue as c (digest, version, migrations, document)
    values (_digest, _version, _migrations, _document)
    on conflict (only_row) do update
    set digest = excluded.digest, version = excluded.version, migrations = excluded.migrations,
        document = excluded.document, loaded_at = clock_timestamp()
    where c.digest <> excluded.digest;
    return _digest;
end
$fn$;
comment on function ops.load_catalogue is 'Checks all operations, makes their wrappers and the document of api.catalogue(). Returns the digest.';

create or replace function ops.applied_migrations()
returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $fn$
select coalesce(md5(string_agg(m.id || ' ' || m.sha256, ',' order by m.id)), '') from ops.migrations as m
$fn$;
comment on function ops.applied_migrations is 'One text for the set of applied migrations, to see that it changed.';
