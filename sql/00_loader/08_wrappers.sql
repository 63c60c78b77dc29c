-- Batch wrappers: many calls of one read function in one statement, each in its own exception block; and the single
-- call of a writing function, with its limits and its key. Both take text and give finished JSON.

create or replace function ops.argument_sql(_name text, _type oid, _default text, _value text)
returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $fn$
select case
    when _default is null or _default ~* '^NULL(::|$)' then c.value
    else format('case when %s is null then %s else %s end', _value, _default, c.value)
end
from (select case when _type = 'text'::regtype then _value
    else format('%s::%s', _value, format_type(_type, null)) end as value) as c
$fn$;
comment on function ops.argument_sql is 'SQL that makes an argument from its text; a null text means the default.';

create or replace function ops.tags_sql(_tags jsonb)
returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $fn$
-- 'movie:{movie_id}' -> 'movie:' || coalesce($movie_id$::text, ''), with $name$ put in by the caller
select 'array[' || string_agg(
    (select string_agg(case
            when part.text like '{%}' then format('coalesce($%s$::text, '''')', btrim(part.text, '{}'))
            else quote_literal(part.text) end, ' || ' order by part.ord)
     from regexp_matches(tag.text, '\{[^}]*\}|[^{]+', 'g') with ordinality as m(match, ord)
     cross join lateral (select m.match[1] as text, m.ord) as part), ', ' order by tag.ord) || ']::text[]'
from jsonb_array_elements_text(_tags) with ordinality as tag(text, ord)
$fn$;
comment on function ops.tags_sql is 'SQL for an array of tags with their placeholders as $name$; null for no tags.';

create or replace function ops.body_sql(_kind text, _result text, _message text)
returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $fn$
select case _kind
    when 'object' then format('''{"success":true,"data":'' || coalesce(row_to_json(%s)::text, ''null'') || %L', _result, t.tail || '}')
    when 'array' then format('''{"success":true,"data":'' || coalesce(array_to_json(%s)::text, ''[]'') || %L', _result, t.tail || '}')
    when 'json' then format('''{"success":true,"data":'' || coalesce((%s)::text, ''null'') || %L', _result, t.tail || '}')
    when 'scalar' then format('''{"success":true,"data":'' || coalesce(to_json(%s)::text, ''null'') || %L', _result, t.tail || '}')
    when 'page' then format(
        '''{"success":true,"data":'' || coalesce(array_to_json((%1$s).items)::text, ''[]'') || %2$L || _page_number'
        ' || '',"per_page":'' || _page_size || '',"total":'' || coalesce((%1$s).total, 0)'
        ' || '',"pages":'' || (coalesce((%1$s).total, 0) + _page_size - 1) / _page_size || ''}}''',
        _result, t.tail || ',"pagination":{"page":')
    when 'feed' then format(
        '''{"success":true,"data":'' || coalesce(array_to_json((%1$s).items)::text, ''[]'') || %2$L'
        ' || coalesce(to_json((%1$s).next_cursor)::text, ''null'') || ''}}''',
        _result, t.tail || ',"pagination":{"next_cursor":')
end
from (select ',"message":' || coalesce(to_json(_message)::text, '"OK"') as tail) as t
$fn$;
comment on function ops.body_sql is 'SQL that makes the text of the whole success answer from a result.';

create or replace function ops.caught_sql(_known text)
returns text
language sql immutable
as $fn$
select E'get stacked diagnostics state = returned_sqlstate, _message = message_text, _detail = pg_exception_detail,\n'
    '_hint = pg_exception_hint, _constraint = constraint_name, _column = column_name, _context = pg_exception_context;\n'
    || _known ||
    E'tags := null;\nbody := json_build_object(''code'', state, ''message'', _message,\n'
    '''detail'', nullif(_detail, ''''), ''hint'', nullif(_hint, ''''), ''constraint'', nullif(_constraint, ''''),\n'
    '''column'', nullif(_column, ''''), ''context'', _context);\n'
$fn$;
comment on function ops.caught_sql is 'Statements that turn an error into an answer: state, and body with the rest. _known: what is done before that.';

create or replace function ops.takes_key(_operation jsonb, _function oid)
returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $fn$
select p.provolatile = 'v' and _operation ->> 'method' = 'POST' and not _operation ? 'handler' and _operation ->> 'route' !~ '^/auth/'
from pg_proc as p where p.oid = _function
$fn$;
comment on function ops.takes_key is 'Whether an Idempotency-Key makes a repeated request harmless: every writing POST but those of /auth, and those in Python.';

create or replace function ops.write_sql(_operation jsonb, _function oid, _parameters text, _declare text, _work text)
returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $fn$
declare
    _name constant text := _operation ->> 'name';
    _rate constant text := coalesce(_operation ->> 'rate', 'write');
    _arguments constant text[] := coalesce((select p.proargnames from pg_proc as p where p.oid = _function), '{}');
    _viewer constant text := case when '_viewer' = any (_arguments) then '_viewer' else 'null' end || '::iwm.viewer';
    -- who is not signed in, and whose account it is about
    _login constant text := (
        select n from unnest(array['_email', '_login']) as n
        where n = any (_arguments) and coalesce(_operation ->> 'auth', 'none') = 'none'
            and strpos(_operation ->> 'route', '{' || ltrim(n, '_') || '}') = 0 limit 1);
    _account constant text := case when _login is null then format('iwm.rate_account(%s)', _viewer)
        else format('coalesce(iwm.rate_account(%s), iwm.rate_login(%L, %I, _call_client))', _viewer, _rate, _login) end;
    _scope constant text := (
        select substring(p.prosrc from 'iwm\.require\s*\(\s*_viewer\s*,\s*''\w+''\s*,\s*''([a-z:_]+)''')
        from pg_proc as p where p.oid = _function);
    _replay text := '';
    _keep text := '';
    _kept text := 'body';
begin
    if ops.takes_key(_operation, _function) then
        _replay := format(
            E'if _call_key is not null then\n_call_owner := iwm.idempotency_owner(%s, _call_client);\n'
            'select r.body, r.version into body, version from iwm.replay(_call_owner, _call_key, %L, _call_fingerprint) as r;\n'
            'replayed := body is not null;\n%send if;\n', _viewer, _name,
            case when coalesce(_operation ->> 'auth', 'none') <> 'none' then format(
                E'if replayed then\nperform iwm.require(%s, %L, %L);\nend if;\n', _viewer, _operation ->> 'auth', _scope)
            else '' end);
        if _operation ? 'secrets' then
            -- what is shown once is not kept, not even for a day
            _keep := (
                select string_agg(format(E'_result.%I := null;\n', s), '') from jsonb_array_elements_text(_operation -> 'secrets') as s);
            _kept := ops.body_sql(ops.result_kind(_function), '_result', _operation ->> 'message');
        end if;
        _keep := format(E'if _call_key is not null then\n%s'
            'perform iwm.keep_answer(_call_owner, _call_key, %L, _call_fingerprint, %s, version);\nend if;\n', _keep, _name, _kept);
    end if;
    return format(
        E'create or replace function %s__call(%s_call_limited boolean default false, _call_client text default null,\n%s'
        'out state text, out body text, out tags text[], out version text, out rate text, out replayed boolean)\n'
        'language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp\n'
        'as $wrapper$\n#variable_conflict use_variable\ndeclare\n    _message text;\n    _detail text;\n    _hint text;\n'
        '    _constraint text;\n    _column text;\n    _context text;\n    _call_account text;\n%s%sbegin\nreplayed := false;\n'
        'if _call_limited then\n_call_account := %s;\nperform iwm.check_rate(%L, _call_account, _call_client);\n'
        'end if;\nbegin\n%sif not replayed then\n%s%send if;\n'
        'exception when query_canceled or others then\n%send;\n'
        'if _call_limited then\nrate := iwm.take(%L, _call_account, _call_client)::text;\nend if;\nend\n$wrapper$',
        _name, _parameters,
        case when _replay = '' then '' else E'_call_key text default null, _call_fingerprint text default null,\n' end,
        case when _replay = '' then '' else E'    _call_owner text;\n' end, _declare, _account, _rate,
        _replay, _work, _keep,
        -- An error that is given back leaves the token spent. What shall be tried again, or nobody counts, passes.
        ops.caught_sql(E'if not _call_limited or state ~ ''^40'' or state in (''XX000'', ''0A000'', ''26000'', ''42883'', ''42846'',\n'
            '''42804'', ''42703'', ''42704'', ''42P01'') or _message like ''malformed record literal%'' then\nraise;\nend if;\n')
        || E'version := null;\nreplayed := false;\n', _rate);
end
$fn$;
comment on function ops.write_sql is $$
The statement that makes the wrapper of a writing operation around its call

Takes the tokens of its @rate class at the end, where it holds the buckets for the time of a commit only; before the call it
is looked whether they are there. With an Idempotency-Key, the answer is kept with what was done, and given again; without what
@secret names.
$$;

create or replace function ops.wrapper_sql(_operation jsonb, _function oid)
returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $fn$
declare
    _name constant text := _operation ->> 'name';
    _kind constant text := ops.result_kind(_function);
    _reads constant boolean := (select p.provolatile <> 'v' from pg_proc as p where p.oid = _function);
    _result oid;
    _call text;
    _args text := '';
    _parameters text := '';
    _declare text := '';
    _pages text := '';
    _tags text := ops.tags_sql(coalesce(nullif(_operation #> '{cache,tags}', '[]'), nullif(_operation -> 'touches', '[]')));
    _versioned constant boolean := _operation ? 'version';
    _holds boolean;
    _body text;
    _value text;
    _it record;
begin
    select p.prorettype into _result from pg_proc as p where p.oid = _function;
    _holds := _kind in ('page', 'feed') or _versioned or _operation ? 'secrets' or _tags ~ '\$data\.';
    for _it in select a.place, a.name, a.type, a.default_sql from ops.function_arguments(_function) as a order by 1 loop
        _value := case when _reads then format('%I[_n_]', _it.name) else quote_ident(_it.name) end;
        -- With a default, a process that still knows fewer arguments goes on calling after a reload.
        _parameters := _parameters || format('%I text%s default null, ', _it.name, case when _reads then '[]' else '' end);
        _tags := replace(_tags, '$' || ltrim(_it.name, '_') || '$', _value);
        _value := ops.argument_sql(_it.name, _it.type, _it.default_sql, _value);
        if _kind = 'page' and _it.name in ('_page', '_per_page') then
            -- needed twice: for the call and for the pagination
            _pages := _pages || format(E'%s := %s;\n',
                case _it.name when '_page' then '_page_number' else '_page_size' end, _value);
            _declare := _declare || format(E'    %s %s;\n',
                case _it.name when '_page' then '_page_number' else '_page_size' end, format_type(_it.type, null));
            _value := case _it.name when '_page' then '_page_number' else '_page_size' end;
        end if;
        _args := _args || case when _args = '' then '' else ', ' end || _value;
    end loop;
    _call := format('%s(%s)', _name, _args);
    _tags := coalesce(regexp_replace(_tags, '\$data\.(\w+)\$', '_result.\1', 'g'), 'null');
    if _holds then
        _declare := _declare || format(E'    _result %s;\n', format_type(_result, null));
        _call := format('_result := %s;', _call);
        _body := ops.body_sql(_kind, '_result', _operation ->> 'message');
    elsif _result = 'void'::regtype then
        _call := format('perform %s;', _call);
        _body := ops.body_sql('json', 'null', _operation ->> 'message');
    else
        _body := ops.body_sql(_kind, _call, _operation ->> 'message');
        _call := '';
    end if;
    _call := _pages || _call || format(E'\nbody := %s;\ntags := %s;\n', _body, _tags)
        || case when _versioned then E'version := _result.version;\n' else '' end;
    if not _reads then
        return ops.write_sql(_operation, _function, _parameters, _declare,
            _call || case when _tags = 'null' then '' else E'perform ops.touch(variadic tags);\n' end);
    end if;
    return format(
        E'create or replace function %s__batch(_n integer%s)\nreturns table (ord integer, state text, body text, tags text[]%s)\n'
        'language plpgsql %s security definer set search_path = pg_catalog, iwm, extensions, pg_temp\n'
        'as $wrapper$\n#variable_conflict use_variable\ndeclare\n    _message text;\n    _detail text;\n    _hint text;\n'
        '    _constraint text;\n    _column text;\n    _context text;\n%sbegin\nfor _n_ in 1.._n loop\nbegin\n%s'
        'state := null;\nexception when others then\n%send;\nord := _n_;\nreturn next;\nend loop;\nend\n$wrapper$',
        _name, coalesce(', ' || nullif(rtrim(_parameters, ', '), ''), ''), case when _versioned then ', version text' else '' end,
        (select case p.provolatile when 's' then 'stable' else 'immutable' end from pg_proc as p where p.oid = _function),
        _declare, _call, ops.caught_sql(case when _versioned then E'version := null;\n' else '' end));
end
$fn$;
comment on function ops.wrapper_sql is 'The statement that makes the wrapper of an operation: <name>__batch for reads, <name>__call for writes.';

create or replace function ops.load_wrapper(_operation jsonb, _function oid)
returns void
language plpgsql
as $fn$
declare
    _statement constant text := ops.wrapper_sql(_operation, _function);
    _name constant text := substring(_statement from '^create or replace function ([^(]+)\(');
    _made_from constant text := md5(_statement);
    _oid constant oid := ops.object_oid('wrapper', _name);
begin
    insert into pg_temp.iwm_load_objects (kind, name, path, line, head)
    values ('wrapper', _name, _operation ->> 'path', 1, '');
    if _oid is not null
        and not exists (select from pg_temp.iwm_load_files as f where f.path = _operation ->> 'path' and f.state = 'done')
        and obj_description(_oid, 'pg_proc') like '%' || _made_from
        and exists (select from ops.loaded_objects as o where o.kind = 'wrapper' and o.name = _name
            and o.definition = ops.object_definition('wrapper', _name)) then
        return; -- made from the same already, and as it was made
    end if;
    perform ops.load_object('function', _name, _operation ->> 'path', 1, _statement);
    execute format('comment on function %s is %L', _name, format(
        E'Calls of %s for the HTTP layer: texts in, finished JSON out.\n\n@internal\nmade by the loader from %s',
        _operation ->> 'name', _made_from));
end
$fn$;
comment on function ops.load_wrapper is 'Makes the wrapper of an operation, or leaves it when it is made from the same already.';
