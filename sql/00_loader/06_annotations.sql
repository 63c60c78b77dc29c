-- Annotations: the comment of an api function, read and checked against its arguments and its result.

create or replace function ops.fail_annotation(
    _path text, _name text, _needle text, _message text, _hint text default null
)
returns void
language plpgsql
as $fn$
declare
    _content text;
    _from integer;
    _at integer;
begin
    select f.content into _content from pg_temp.iwm_load_files as f where f.path = _path;
    _from := greatest(strpos(_content, 'comment on function ' || _name), 1);
    _at := strpos(substr(_content, _from), _needle);
    _at := case when _at > 0 then _from + _at - 1 else greatest(strpos(_content, _needle), 1) end;
    perform ops.load_error(_path, 1 + coalesce(regexp_count(substr(_content, 1, _at - 1), E'\n'), 0), _message, _hint);
end
$fn$;
comment on function ops.fail_annotation is 'Stops the load with the line of the file where an annotation stands.';

create or replace function ops.read_annotations(_comment text)
returns jsonb
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $fn$
declare
    _line text;
    _summary text;
    _description text := '';
    _marks jsonb := jsonb '[]';
    _in_marks boolean := false;
begin
    foreach _line in array string_to_array(btrim(coalesce(_comment, ''), E' \n\t'), E'\n') loop
        if _line ~ '^\s*@' then
            _in_marks := true;
            _marks := _marks || jsonb_build_array(jsonb_build_object(
                'name', coalesce(substring(_line from '^\s*@([A-Za-z_]+)'), ''),
                'rest', btrim(regexp_replace(_line, '^\s*@[A-Za-z_]*', ''), E' \t'), 'line', btrim(_line)));
        elsif _in_marks and _line ~ '^\s+\S' then -- an indented line goes on with the one before
            _marks := jsonb_set(_marks, array[(jsonb_array_length(_marks) - 1)::text, 'rest'],
                to_jsonb((_marks -> -1 ->> 'rest') || ' ' || btrim(_line)));
        elsif _in_marks and _line ~ '\S' then
            _marks := _marks || jsonb_build_array(jsonb_build_object('name', '', 'rest', '', 'line', btrim(_line)));
        elsif _summary is null then
            _summary := btrim(_line);
        else
            _description := _description || E'\n' || rtrim(_line);
        end if;
    end loop;
    return jsonb_build_object('summary', coalesce(_summary, ''), 'description', btrim(_description, E' \n'), 'marks', _marks);
end
$fn$;
comment on function ops.read_annotations is
'{"summary","description","marks":[{"name","rest","line"}]} of a comment: summary, blank, description, then @ lines.';

create or replace function ops.duration_seconds(_text text)
returns integer
language sql immutable
as $fn$
select case when _text ~ '^[1-9][0-9]{0,5}[smhd]$' then
    left(_text, -1)::integer * case right(_text, 1) when 's' then 1 when 'm' then 60 when 'h' then 3600 else 86400 end end
$fn$;
comment on function ops.duration_seconds is 'Seconds of 30s, 30m, 24h, 7d; null for anything else.';

create or replace function ops.read_operation(_name text, _path text, _function oid)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $fn$
declare
    _known constant text[] := array['auth', 'cache', 'download', 'error', 'handler', 'internal', 'message', 'param', 'patch',
        'rate', 'route', 'secret', 'status', 'tag', 'touches', 'upload', 'version'];
    _roles constant text[] := array['none', 'optional', 'user', 'moderator', 'admin'];
    _read constant jsonb := ops.read_annotations(obj_description(_function, 'pg_proc'));
    _arguments constant text[] := coalesce((select p.proargnames from pg_proc as p where p.oid = _function), '{}');
    _out jsonb := jsonb_build_object('name', _name, 'path', _path, 'internal', false, 'errors', '[]'::jsonb,
        'params', '{}'::jsonb, 'touches', '[]'::jsonb, 'tags', '[]'::jsonb);
    _mark jsonb;
    _word text;
    _rest text;
    _wrong text;
begin
    for _mark in select * from jsonb_array_elements(_read -> 'marks') loop
        _word := _mark ->> 'name';
        _rest := _mark ->> 'rest';
        _wrong := null;
        if not _word = any (_known) then
            perform ops.fail_annotation(_path, _name, _mark ->> 'line',
                case when _word = '' then format('"%s" follows the annotations', _mark ->> 'line')
                    else format('unknown annotation @%s', _word) end || '; known: @' || array_to_string(_known, ', @'),
                'Indent a line that goes on with the annotation before it.');
        elsif _word = any (array['route', 'auth', 'cache', 'message', 'rate', 'status', 'internal', 'handler', 'patch',
            'version', 'upload', 'download']) and _out ? ('seen_' || _word) then
            _wrong := 'stands twice';
        elsif _word = 'route' then
            if _rest !~ '^(GET|POST|PUT|PATCH|DELETE)\s+/[A-Za-z0-9/_{}.-]*$' then
                _wrong := 'is not "METHOD /path", as in: @route GET /movies/{movie_id}';
            else
                _out := _out || jsonb_build_object('method', split_part(_rest, ' ', 1),
                    'route', regexp_replace(_rest, '^\S+\s+', ''));
            end if;
        elsif _word = 'auth' then
            if not _rest = any (_roles) then
                _wrong := 'is none of ' || array_to_string(_roles, ', ');
            end if;
            _out := _out || jsonb_build_object('auth', _rest);
        elsif _word = 'cache' then
            if ops.duration_seconds(split_part(_rest, ' ', 1)) is null or _rest !~ '^\S+(\s+[a-z][A-Za-z0-9_{}.:-]*)*$' then
                _wrong := 'is not "TTL tag…", as in: @cache 24h movie:{movie_id} movies';
            else
                _out := _out || jsonb_build_object('cache', jsonb_build_object(
                    'ttl', ops.duration_seconds(split_part(_rest, ' ', 1)),
                    'tags', to_jsonb((regexp_split_to_array(_rest, '\s+'))[2:])));
            end if;
        elsif _word = 'touches' then
            if _rest !~ '^[a-z][A-Za-z0-9_{}.:-]*(\s+[a-z][A-Za-z0-9_{}.:-]*)*$' then
                _wrong := 'is not "tag…", as in: @touches movie:{movie_id}';
            else
                _out := jsonb_set(_out, '{touches}', _out -> 'touches' || to_jsonb(regexp_split_to_array(_rest, '\s+')));
            end if;
        elsif _word = 'param' then
            if not ('_' || split_part(_rest, ' ', 1)) = any (_arguments) then
                _wrong := format('names no argument; %s has: %s', _name,
                    coalesce((select string_agg(ltrim(a, '_'), ', ') from unnest(_arguments) as a), 'none'));
            elsif _rest !~ '^\S+\s+\S' then
                _wrong := 'says nothing about it';
            end if;
            _out := jsonb_set(_out, array['params', split_part(_rest, ' ', 1)],
                to_jsonb(btrim(regexp_replace(_rest, '^\S+', ''))));
        elsif _word = 'error' then
            if not exists (select from iwm.errors as e where e.code = split_part(_rest, ' ', 1)) then
                _wrong := 'names a code that iwm.errors does not have: declare it with its status and title';
            end if;
            _out := jsonb_set(_out, '{errors}', _out -> 'errors' || to_jsonb(split_part(_rest, ' ', 1)));
        elsif _word = 'rate' then
            if _rest !~ '^[a-z][a-z0-9_]*$' then
                _wrong := 'is not a class of one word';
            end if;
            _out := _out || jsonb_build_object('rate', _rest);
        elsif _word = 'secret' then
            if _rest !~ '^[a-z][a-z0-9_]*$' then
                _wrong := 'is not the name of an attribute of the result';
            end if;
            _out := jsonb_set(_out, '{secrets}', coalesce(_out -> 'secrets', '[]') || to_jsonb(_rest));
        elsif _word = 'tag' then
            if _rest = '' then
                _wrong := 'has no name';
            end if;
            _out := jsonb_set(_out, '{tags}', _out -> 'tags' || to_jsonb(_rest));
        elsif _word = 'handler' then
            if _rest !~ '^[a-z][a-z0-9_]*$' then
                _wrong := 'is not the name of a handler';
            end if;
            _out := _out || jsonb_build_object('handler', _rest);
        elsif _word = 'patch' then
            if _rest !~ '^(jsonb|api\.[a-z_][a-z0-9_]*)$' or _rest <> 'jsonb' and not exists (
                select from pg_type as t where t.oid = to_regtype(_rest) and t.typtype = 'c') then
                _wrong := 'is neither a composite type of api nor jsonb, as in: @patch api.movie_patch';
            end if;
            _out := _out || jsonb_build_object('patch', _rest);
        elsif _word = 'status' then
            if _rest !~ '^2[0-9][0-9]$' then
                _wrong := 'is not a status from 200 to 299';
            else
                _out := _out || jsonb_build_object('status', _rest::integer);
            end if;
        elsif _word = 'message' then
            if _rest = '' then
                _wrong := 'has no text';
            end if;
            _out := _out || jsonb_build_object('message', _rest);
        elsif _word = 'upload' then
            if not _rest = any (array['form', 'raw']) then
                _wrong := 'is neither form (multipart/form-data with a part file) nor raw (bytes)';
            end if;
            _out := _out || jsonb_build_object('upload', _rest);
        elsif _word in ('internal', 'version', 'download') then
            if _rest <> '' then
                _wrong := 'takes nothing behind it';
            end if;
            _out := _out || jsonb_build_object(_word, true);
        end if;
        if _wrong is not null then
            perform ops.fail_annotation(_path, _name, _mark ->> 'line', format('%s %s', _mark ->> 'line', _wrong));
        end if;
        _out := _out || jsonb_build_object('seen_' || _word, true);
    end loop;
    return _out || jsonb_build_object('summary', _read -> 'summary', 'description', _read -> 'description');
end
$fn$;
comment on function ops.read_operation is 'The annotations of an api function as an object; a line that is wrong stops the load.';
