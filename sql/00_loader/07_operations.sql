-- Operations: what a function of schema api promises, and the checks that it keeps to it.

create or replace function ops.type_name(_type oid)
returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $fn$
select format_type(case when t.typcategory = 'A' and t.typelem <> 0 then t.typelem else t.oid end, null)
from pg_type as t where t.oid = _type
$fn$;
comment on function ops.type_name is 'Name of a type, or of the element of an array: text, timestamptz as PostgreSQL writes it, iwm.rating.';

create or replace function ops.is_array(_type oid)
returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $fn$
select t.typcategory = 'A' and t.typelem <> 0 from pg_type as t where t.oid = _type
$fn$;
comment on function ops.is_array is 'True for array types.';

create or replace function ops.result_kind(_function oid)
returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $fn$
select case
    when p.proretset or t.typtype = 'p' and t.typname <> 'void' then null
    when ops.is_array(t.oid) then 'array'
    when t.typname in ('json', 'jsonb') then 'json'
    when t.typtype <> 'c' then 'scalar'
    when a.names = '{items,total}' then 'page'
    when a.names = '{items,next_cursor}' then 'feed'
    else 'object'
end
from pg_proc as p
join pg_type as t on t.oid = p.prorettype
left join lateral (
    select array_agg(x.name order by x.place) as names from ops.type_attributes(t.typrelid) as x
) as a on t.typtype = 'c'
where p.oid = _function
$fn$;
comment on function ops.result_kind is 'object, page (items, total), feed (items, next_cursor), array, scalar or json; null for what HTTP cannot carry.';

create or replace function ops.function_arguments(_function oid)
returns table (place integer, name text, type oid, default_sql text)
language sql stable
set search_path = pg_catalog, pg_temp
as $fn$
select a.ord::integer, p.proargnames[a.ord], a.type, pg_get_function_arg_default(p.oid, a.ord::integer)
from pg_proc as p
cross join lateral unnest(p.proargtypes::oid[]) with ordinality as a(type, ord)
where p.oid = _function
$fn$;
comment on function ops.function_arguments is 'Arguments of a function in their order, with their defaults as SQL.';

create or replace function ops.injected_arguments()
returns text[]
language sql immutable
as $fn$
select array['_viewer', '_client', '_idempotency_key', '_if_match']
$fn$;
comment on function ops.injected_arguments is 'Arguments that the HTTP layer fills; no caller can.';

create or replace function ops.default_json(_sql text)
returns jsonb
language plpgsql stable
as $fn$
declare
    _value jsonb;
begin
    if _sql is null or _sql ~ '\(' and _sql !~ '^''' then
        return jsonb 'null'; -- a call: its value is of the moment, not of the document
    end if;
    execute 'select to_jsonb(' || _sql || ')' into _value;
    return coalesce(_value, 'null');
end
$fn$;
comment on function ops.default_json is 'A default as a JSON value; null for one that is computed.';

create or replace function ops.check_operation(_operation jsonb, _function oid)
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $fn$
declare
    _name constant text := _operation ->> 'name';
    _path constant text := _operation ->> 'path';
    _auth constant text := _operation ->> 'auth';
    _injected constant text[] := ops.injected_arguments();
    _it record;
    _word text;
    _wrong text;
begin
    select p.prosrc, p.provolatile, p.prosecdef, p.proconfig, p.proretset, p.proargmodes, t.typrelid,
        coalesce(p.proargnames, '{}') as names, ops.result_kind(p.oid) as kind
    into _it
    from pg_proc as p join pg_type as t on t.oid = p.prorettype
    where p.oid = _function;

    _wrong := case
        when _operation ->> 'summary' = '' then 'has no comment: its first line is the summary of the operation'
        when (_operation ->> 'internal')::boolean and _operation ? 'route' then 'has both @route and @internal'
        when _it.prosecdef and not exists (select from unnest(_it.proconfig) as c where c ~ '^search_path="?pg_catalog.*pg_temp"?$')
            then 'is security definer and pins no search_path: set search_path = pg_catalog, iwm, extensions, pg_temp'
        when (_operation ->> 'internal')::boolean then null
        when not _operation ? 'route' then 'has neither @route nor @internal'
        when _auth is null then 'has no @auth: none, optional, user, moderator, admin'
        when _it.proargmodes is not null or _it.kind is null
            then 'returns what HTTP cannot carry: return a composite type of api, an array of one, a scalar or jsonb'
        when _it.provolatile = 'v' and _operation ->> 'method' = 'GET'
            then 'is volatile and has @route GET: say stable, or take another method'
        when _it.provolatile <> 'v' and _operation ? 'seen_touches' then 'only reads, but has @touches'
        when _it.provolatile = 'v' and _operation ? 'cache' then 'writes, but has @cache'
        when _it.provolatile <> 'v' and _operation ? 'rate' and not _operation ? 'handler'
            then 'only reads, but has @rate: what writes is limited'
        when not _it.prosecdef then 'is not security definer: the API''s role may read no table'
        when exists (select from unnest(_it.names) as n where n not like '\_%')
            then 'has an argument without leading underscore'
        when _auth <> 'none' and not '_viewer' = any (_it.names) then format('has @auth %s and no argument _viewer', _auth)
        when _auth <> 'none' and substring(_it.prosrc from 'iwm\.require\s*\(\s*_viewer\s*,\s*''(\w+)''') is null
            then format('has @auth %s and does not call iwm.require(_viewer, ''%s'', …) first', _auth, _auth)
        when _auth <> 'none' and substring(_it.prosrc from 'iwm\.require\s*\(\s*_viewer\s*,\s*''(\w+)''') <> _auth
            then format('has @auth %s but calls iwm.require(_viewer, ''%s'')', _auth,
                substring(_it.prosrc from 'iwm\.require\s*\(\s*_viewer\s*,\s*''(\w+)'''))
        when _it.kind = 'page' and not _it.names @> array['_page', '_per_page']
            then 'returns a page and lacks the arguments _page iwm.page, _per_page iwm.per_page'
        when _operation ? 'patch' and _operation ->> 'method' <> 'PATCH' then 'has @patch, but its method is not PATCH'
        when _operation ? 'patch' and not exists (
            select from ops.function_arguments(_function) as a
            where a.name = '_patch' and a.type = 'jsonb'::regtype and a.default_sql is null)
            then 'has @patch and no argument _patch jsonb without default'
        when _operation ? 'patch' and exists (
            select from unnest(_it.names) as n
            where not n = any (_injected || '{_patch}') and strpos(_operation ->> 'route', '{' || ltrim(n, '_') || '}') = 0)
            then 'has @patch: its body is the patch, so beside _patch only arguments of the path may stand'
        when _operation ? 'secrets' and not ops.takes_key(_operation, _function)
            then 'has @secret, but its answer is never kept: only that of a writing POST is, outside of /auth'
        when _operation ? 'secrets' and not (_it.kind = 'object' and (
            select bool_and(exists (
                select from pg_attribute as a
                where a.attrelid = _it.typrelid and a.attname = s and col_description(a.attrelid, a.attnum) ~ '@null\M'))
            from jsonb_array_elements_text(_operation -> 'secrets') as s))
            then 'has @secret, but its result is no object with that attribute, which can be null (-- … @null)'
        when _operation ? 'version' and _operation ? 'handler' then 'has @version, but a handler makes its answer'
        when _operation ?| array['upload', 'download'] and not _operation ? 'handler'
            then 'has @upload or @download, which only a handler can serve: add @handler'
        when _operation ? 'upload' and not _operation ->> 'method' = any (array['POST', 'PUT', 'PATCH'])
            then 'has @upload, but its method takes no body'
        when _operation ? 'download' and _operation ->> 'method' <> 'GET' then 'has @download, but its method is not GET'
        when _operation ? 'version' and not (_it.kind = 'object' and exists (
            select from ops.type_attributes(_it.typrelid) as a where a.name = 'version'))
            then 'has @version, but its result is no object with an attribute version'
    end;
    if _wrong is not null then
        perform ops.fail_annotation(_path, _name, _name, format('%s %s', _name, _wrong));
    end if;

    if _operation ? 'rate' and to_regclass('iwm.rate_limits') is not null then
        if not exists (select from iwm.rate_limits as r where r.class = _operation ->> 'rate') then
            perform ops.fail_annotation(_path, _name, '@rate', format('@rate %s: iwm.rate_limits has %s', _operation ->> 'rate',
                (select string_agg(r.class, ', ' order by r.class) from iwm.rate_limits as r)));
        end if;
    end if;

    -- {name} of the path is an argument; {name} of a tag is an argument, or data.attribute of the result
    for _word in select m[1] from regexp_matches(_operation ->> 'route', '\{([^}]*)\}', 'g') as m loop
        if not ('_' || _word) = any (_it.names) or ('_' || _word) = any (_injected) then
            perform ops.fail_annotation(_path, _name, '@route',
                format('{%s} of the path names no argument: %s has no _%s', _word, _name, _word));
        end if;
    end loop;
    for _word in
        select m[1]
        from jsonb_array_elements_text(coalesce(_operation #> '{cache,tags}', '[]') || (_operation -> 'touches')) as tag
        cross join lateral regexp_matches(tag, '\{([^}]*)\}', 'g') as m
    loop
        if not ('_' || _word) = any (_it.names) and not (_it.kind = 'object' and exists (
            select from ops.type_attributes(_it.typrelid) as a where 'data.' || a.name = _word))
        then
            perform ops.fail_annotation(_path, _name, '{' || _word || '}',
                format('{%s} of a tag is neither an argument nor data.attribute of the result', _word));
        end if;
    end loop;
    for _word in
        select a.name from ops.function_arguments(_function) as a
        join pg_type as t on t.oid = a.type
        where not (_operation ->> 'internal')::boolean and not a.name = any (_injected)
            and not (a.name = '_patch' and coalesce(_operation ->> 'patch', 'jsonb') <> 'jsonb')
            and not _operation -> 'params' ? ltrim(a.name, '_')
            and (t.typtype <> 'd' or obj_description(t.oid, 'pg_type') is null)
    loop
        perform ops.fail_annotation(_path, _name, _name,
            format('argument %s of %s is not described: add "@param %s …"', _word, _name, ltrim(_word, '_')));
    end loop;
    -- a code raised in the body must be a code of the registry
    for _word in
        select m[1] from regexp_matches(_it.prosrc, 'iwm\.fail\s*\(\s*''([^'']*)''', 'g') as m
        where m[1] not in (select e.code from iwm.errors as e)
    loop
        perform ops.fail_annotation(_path, _name, '''' || _word || '''',
            format('iwm.fail(''%s''): iwm.errors does not have this code', _word));
    end loop;
end
$fn$;
comment on function ops.check_operation is 'Stops the load when an api function and its annotations do not fit each other.';
