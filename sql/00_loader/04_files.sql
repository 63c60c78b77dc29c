-- A load: load_begin, load_file for each file, load_end; all in one transaction.

create or replace function ops.load_begin(_version text default '')
returns void
language plpgsql
as $fn$
begin
    -- One loader at a time, and none that waits for ever behind a reader.
    perform pg_advisory_xact_lock(491913175);
    if current_setting('lock_timeout') = '0' then
        perform set_config('lock_timeout', '5s', true);
    end if;
    perform set_config('search_path', 'pg_catalog, iwm, extensions', true);
    perform set_config('check_function_bodies', 'on', true);
    perform set_config('iwm.load_version', _version, true);
    create temp table iwm_load_files (
        path text primary key, content text not null, digest text not null, state text not null, failure jsonb
    ) on commit drop;
    create temp table iwm_load_objects (
        kind text, name text, path text not null, line integer not null, head text not null, primary key (kind, name)
    ) on commit drop;
    create temp table iwm_load_found (kind text, name text, definition text, primary key (kind, name)) on commit drop;
end
$fn$;
comment on function ops.load_begin is 'Begins a load of sql/ by a version, in the transaction of the caller.';

create or replace function ops.load_file(_path text, _content text)
returns text
language plpgsql
as $fn$
declare
    -- The same bytes whichever way they came: psql takes off the last line feed, Windows adds returns.
    _text constant text := rtrim(replace(_content, E'\r\n', E'\n'), E'\n') || E'\n';
    _digest constant text := encode(sha256(convert_to(_text, 'UTF8')), 'hex');
    _extension constant text := substring(_path from '^sql/optional/([^/]+)/');
    _state text;
begin
    if _path like 'sql/00_loader/%' then
        _state := 'loader';
    elsif _extension is not null and not exists (select from pg_extension where extname = _extension) then
        return 'absent';
    else
        _state := case when exists (select from ops.loaded_files as f where f.path = _path and f.digest = _digest)
            then 'unchanged' else 'pending' end;
    end if;
    insert into pg_temp.iwm_load_files (path, content, digest, state) values (_path, _text, _digest, _state);
    return _state;
end
$fn$;
comment on function ops.load_file is
'Hands a file to the load: unchanged, pending, loader (the loader''s own), absent (its extension is not installed).';

create or replace function ops.run_file(_path text, _content text)
returns void
language plpgsql
as $fn$
declare
    _item record;
    _name text;
    _kind text;
    _state text;
    _message text;
    _detail text;
    _hint text;
    _context text;
begin
    delete from pg_temp.iwm_load_objects where path = _path;
    delete from iwm.errors where path = _path;
    perform set_config('iwm.load_path', _path, true);
    for _item in select s.line, s.statement, s.head from ops.split_sql(_content) as s loop
        begin
            _kind := lower(substring(_item.head from '^create or replace (function|procedure|view|trigger)\M'));
            _name := substring(_item.head from '^\w+ \w+ \w+ \w+ ([a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*)\M');
            if _item.head ~ '^create type ' then
                _kind := 'type';
                _name := substring(_item.head from '^create type ([a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*) as ?\(');
            elsif _kind = 'trigger' then
                _name := substring(_item.head from '^create or replace trigger (\w+) ') || ' on '
                    || substring(_item.head from ' on (\w+\.\w+)\M');
            end if;
            if _kind is not null then
                if _name is null then
                    perform ops.load_error(_path, _item.line, format('write the %s as schema.name, in lower case%s', _kind,
                        case _kind when 'type' then ', "as (" and its attributes' else '' end));
                elsif _kind <> 'trigger' and split_part(_name, '.', 1) not in ('iwm', 'api', 'jobs', 'ops') then
                    perform ops.load_error(_path, _item.line,
                        format('%s belongs to no schema of ours: iwm, api, jobs, ops', _name));
                end if;
                perform ops.declare_object(_kind, _name, _path, _item.line, _item.head);
                perform ops.load_object(_kind, _name, _path, _item.line, _item.statement);
                perform ops.check_object(_kind, _name, _path, _item.line, _item.head);
            elsif ops.may_run(_path, _item.head) then
                execute _item.statement;
            else
                perform ops.load_error(_path, _item.line,
                    format('"%s …" cannot stand in sql/', substring(_item.head for 40)),
                    'Files of sql/ run again and again: create or replace function, procedure, view, trigger; create type … as ();'
                    ' comment, grant, insert, do. What runs once (tables, indexes, enums, domains) belongs to migrations/.');
            end if;
        exception when others then
            get stacked diagnostics _state = returned_sqlstate, _message = message_text,
                _detail = pg_exception_detail, _hint = pg_exception_hint, _context = pg_exception_context;
            if _message !~ '^sql/[^:]+:\d+: ' then
                _message := format('%s:%s: %s', _path,
                    ops.error_line(_item.statement, _item.line, _message, _context), _message);
            end if;
            raise exception using errcode = _state, message = _message, detail = _detail, hint = _hint;
        end;
    end loop;
    update pg_temp.iwm_load_files set state = 'done' where path = _path;
end
$fn$;
comment on function ops.run_file is 'Runs the statements of a file and notes the objects that it declares. Errors name file and line.';

create or replace function ops.may_run(_path text, _head text)
returns boolean
language sql immutable
as $fn$
select _head ~* '^(comment on|grant|revoke|alter default privileges|insert|update|delete|merge|select|with|do|call)\M'
    or _head ~* '^alter (function|procedure|routine|view) '
    or (_path like 'sql/optional/%'
        and _head ~* '^(create table if not exists|create (unique )?index if not exists|alter table|create extension)\M')
$fn$;
comment on function ops.may_run is 'True for statements that a file of sql/ may hold besides its objects.';

create or replace function ops.declare_object(_kind text, _name text, _path text, _line integer, _head text)
returns void
language plpgsql
as $fn$
declare
    _other text;
begin
    select o.path || ':' || o.line into _other
    from pg_temp.iwm_load_objects as o
    where o.name = _name and (o.kind = _kind or 'type' not in (o.kind, _kind));
    if _other is null then
        -- Another file may hold it since an earlier load: it may have moved, unless that file says it still.
        select l.path into _other
        from ops.loaded_objects as l
        join pg_temp.iwm_load_files as f on f.path = l.path and f.state = 'unchanged'
        where l.name = _name and l.kind = _kind and l.path <> _path;
    end if;
    if _other is not null then
        perform ops.load_error(_path, _line, format('%s is declared already in %s', _name, _other),
            'A name is declared once: no overloads, no second version.');
    end if;
    insert into pg_temp.iwm_load_objects (kind, name, path, line, head) values (_kind, _name, _path, _line, _head);
end
$fn$;
comment on function ops.declare_object is 'Notes that a file declares an object; a second declaration stops the load.';
