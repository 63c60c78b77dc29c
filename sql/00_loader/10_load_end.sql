-- The end of a load: what changed is run, what has no file is dropped, what is new is recorded.

create or replace function ops.load_end(_force boolean default false)
returns jsonb
language plpgsql
as $fn$
declare
    _version constant text := coalesce(current_setting('iwm.load_version', true), '');
    _digest text := (select c.digest from ops.catalogue as c where c.migrations = ops.applied_migrations());
    _before constant text := _digest;
    _drifted text[];
    _migrated constant boolean := ops.applied_migrations() is distinct from (select c.migrations from ops.catalogue as c);
    _ran boolean;
    _report jsonb;
begin
    -- A file runs when it is new or changed, when it is asked for, or when one of its objects is not as it left it.
    with found as (
        insert into pg_temp.iwm_load_found (kind, name, definition)
        select d.kind, d.name, d.present from ops.changed_objects() as d
        returning kind, name
    )
    select coalesce(array_agg(distinct o.path), '{}') into _drifted
    from found join ops.loaded_objects as o using (kind, name);
    update pg_temp.iwm_load_files as f
    set state = 'pending'
    where f.state = 'unchanged'
        and (_force or f.path = any (_drifted) or f.path ~ '^sql/9' and not ops.roles_have_rights());
    if _digest is not null and _drifted = '{}' and not exists (
        select from pg_temp.iwm_load_files as f
        full join ops.loaded_files as l using (path)
        where f.state = 'pending' or l.digest is distinct from f.digest)
    then
        return jsonb_build_object('files', (select count(*) from pg_temp.iwm_load_files), 'changed', '[]'::jsonb,
            'created', '[]'::jsonb, 'replaced', '[]'::jsonb, 'dropped', '[]'::jsonb, 'digest', _digest);
    end if;
    delete from iwm.errors as e
    where e.path is not null and e.path not in (select f.path from pg_temp.iwm_load_files as f where f.state <> 'loader');

    -- The loader's own files have run already, before this.
    insert into pg_temp.iwm_load_objects (kind, name, path, line, head)
    select 'function', substring(s.head from '^create or replace function ([a-z_.0-9]+)'), f.path, s.line, s.head
    from pg_temp.iwm_load_files as f
    cross join lateral ops.split_sql(f.content) as s
    where f.state = 'loader' and s.head ~ '^create or replace function ';

    perform ops.run_pending('^sql/[0-8a-z]');
    perform ops.drop_orphans(false);
    -- what is left to run: files of objects that went with another one
    perform ops.run_pending('^sql/[0-8a-z]');
    insert into pg_temp.iwm_load_objects (kind, name, path, line, head)
    select o.kind, o.name, o.path, 1, ''
    from ops.loaded_objects as o
    join pg_temp.iwm_load_files as f on f.path = o.path and f.state = 'unchanged'
    where o.kind <> 'wrapper'
    on conflict do nothing;

    _ran := exists (select from pg_temp.iwm_load_files as f where f.state = 'done')
        or exists (select from ops.loaded_files as l where l.path not in (select f.path from pg_temp.iwm_load_files as f));
    if _migrated then
        perform ops.record_indexes();
    end if;
    _digest := ops.load_catalogue(_version);
    perform ops.drop_orphans(true);
    -- sql/9… comes last and each time that anything changed: privileges are given to all there is by then
    if _ran or _digest is distinct from _before then
        update pg_temp.iwm_load_files set state = 'pending' where path ~ '^sql/9' and state = 'unchanged';
    end if;
    perform ops.run_pending('^sql/9');
    _report := ops.record_load(_version, _digest);
    if _migrated or exists (select from pg_temp.iwm_load_files as f where f.state = 'done' and f.path like 'sql/optional/%') then
        perform ops.record_shape();
    end if;
    perform set_config('iwm.load_path', '', true);
    return _report;
end
$fn$;
comment on function ops.load_end is
'Ends a load: runs what changed, drops what has no file, checks, records. Returns {"files","created","replaced","dropped","digest"}.';

create or replace function ops.roles_have_rights()
returns boolean
language sql stable
as $fn$
-- A role may be made after the load, as on a server to which the database was moved.
select not exists (
    select from (values ('iwm_app', 'api'), ('iwm_worker', 'jobs'), ('iwm_readonly', 'iwm')) as r(name, schema)
    where to_regrole(r.name) is not null and not has_schema_privilege(to_regrole(r.name), r.schema, 'usage'))
$fn$;
comment on function ops.roles_have_rights is 'False when one of our roles is there and was not given its rights yet.';

create or replace function ops.run_pending(_pattern text)
returns void
language plpgsql
as $fn$
declare
    _path text;
    _file record;
    _ran integer;
    _state text;
    _message text;
    _detail text;
    _hint text;
begin
    -- In path order; a file that needs what a later one makes has another turn.
    for _round in 1..50 loop
        _ran := 0;
        for _path in
            select f.path from pg_temp.iwm_load_files as f
            where f.state = 'pending' and f.path ~ _pattern order by f.path collate "C"
        loop
            begin
                select f.path, f.content into _file from pg_temp.iwm_load_files as f where f.path = _path;
                perform ops.run_file(_file.path, _file.content);
                _ran := _ran + 1;
            exception
                when undefined_function or undefined_object or undefined_table then
                    get stacked diagnostics _state = returned_sqlstate, _message = message_text,
                        _detail = pg_exception_detail, _hint = pg_exception_hint;
                    update pg_temp.iwm_load_files
                    set failure = jsonb_build_object('state', _state, 'message', _message, 'detail', _detail, 'hint', _hint)
                    where path = _path;
            end;
        end loop;
        exit when not exists (select from pg_temp.iwm_load_files as f where f.state = 'pending' and f.path ~ _pattern);
        if _ran = 0 then
            select f.failure ->> 'state' as state, f.failure ->> 'message' as message, f.failure ->> 'detail' as detail,
                f.failure ->> 'hint' as hint into _file
            from pg_temp.iwm_load_files as f
            where f.state = 'pending' and f.path ~ _pattern order by f.path collate "C" limit 1;
            raise exception using errcode = _file.state, message = _file.message, detail = _file.detail, hint = _file.hint;
        end if;
    end loop;
end
$fn$;
comment on function ops.run_pending is 'Runs the pending files whose path matches.';

create or replace function ops.drop_orphans(_wrappers boolean)
returns void
language plpgsql
as $fn$
declare
    _orphan record;
begin
    for _orphan in
        select o.kind, o.name, o.path
        from ops.loaded_objects as o
        left join pg_temp.iwm_load_files as f on f.path = o.path
        where not exists (
                select from pg_temp.iwm_load_objects as d
                where d.name = o.name and d.kind = o.kind)
            and case when o.kind = 'wrapper' then _wrappers
                else f.path is null or f.state in ('done', 'loader') end
        order by o.kind = 'type', o.name
    loop
        if ops.object_oid(_orphan.kind, _orphan.name) is not null then
            perform ops.drop_object(_orphan.kind, _orphan.name, _orphan.path);
        end if;
    end loop;
end
$fn$;
comment on function ops.drop_orphans is 'Drops objects that no file declares any more; wrappers once the new ones are made.';

create or replace function ops.record_load(_version text, _digest text)
returns jsonb
language plpgsql
as $fn$
declare
    _report jsonb;
begin
    with now_is as (
        select d.kind, d.name, d.path, ops.object_definition(d.kind, d.name) as definition
        from pg_temp.iwm_load_objects as d
    ), compared as (
        -- what was changed by hand is replaced, and what was dropped by hand created, also where the file is as it was
        select coalesce(n.kind, o.kind) as kind, coalesce(n.name, o.name) as name, coalesce(n.path, o.path) as path,
            n.definition, o.path as old_path,
            case when f.name is not null and f.definition is distinct from n.definition then f.definition
                else o.definition end as previous,
            case when n.name is null then 'dropped'
                when o.name is null or f.name is not null and f.definition is null then 'created'
                when f.name is not null or n.definition is distinct from o.definition then 'replaced' end as action
        from now_is as n
        full join ops.loaded_objects as o on o.kind = n.kind and o.name = n.name
        left join pg_temp.iwm_load_found as f on f.kind = o.kind and f.name = o.name
    ), history as (
        insert into ops.load_history (version, action, kind, name, path, definition, previous)
        select _version, c.action, c.kind, c.name, c.path, c.definition, c.previous
        from compared as c where c.action is not null
        order by c.path, c.kind, c.name
        returning action, kind, name
    ), gone as (
        delete from ops.loaded_objects as o using compared as c
        where c.action = 'dropped' and o.kind = c.kind and o.name = c.name
    ), kept as (
        insert into ops.loaded_objects (kind, name, path, definition, version)
        select c.kind, c.name, c.path, c.definition, _version
        from compared as c
        where c.action in ('created', 'replaced') or c.action is null and c.path <> c.old_path
        on conflict (kind, name) do update
        set path = excluded.path, definition = excluded.definition, version = excluded.version, loaded_at = clock_timestamp()
    ), files as (
        insert into ops.loaded_files as l (path, digest, version)
        select f.path, f.digest, _version from pg_temp.iwm_load_files as f
        on conflict (path) do update
        set digest = excluded.digest, version = excluded.version, loaded_at = clock_timestamp()
        where l.digest <> excluded.digest
        returning l.path
    ), gone_files as (
        delete from ops.loaded_files as l
        where l.path not in (select f.path from pg_temp.iwm_load_files as f)
        returning l.path
    )
    select jsonb_build_object('files', (select count(*) from pg_temp.iwm_load_files),
        'changed', (select coalesce(jsonb_agg(path order by path), '[]') from (
            select path from files union select path from gone_files
            union select f.path from pg_temp.iwm_load_files as f where f.state = 'done' and f.path !~ '^sql/9') as p),
        'created', coalesce(jsonb_agg(h.name order by h.name) filter (where h.action = 'created'), '[]'),
        'replaced', coalesce(jsonb_agg(h.name order by h.name) filter (where h.action = 'replaced'), '[]'),
        'dropped', coalesce(jsonb_agg(h.name order by h.name) filter (where h.action = 'dropped'), '[]'),
        'digest', _digest) into _report
    from history as h;
    if jsonb_array_length(_report -> 'changed') > 0
        or (select count(*) from jsonb_array_elements(_report -> 'created' || (_report -> 'replaced') || (_report -> 'dropped'))) > 0
    then
        insert into ops.loads (version, digest, files_changed, objects_changed)
        values (_version, _digest, jsonb_array_length(_report -> 'changed'),
            jsonb_array_length(_report -> 'created' || (_report -> 'replaced') || (_report -> 'dropped')));
    end if;
    return _report;
end
$fn$;
comment on function ops.record_load is 'Writes digests, definitions and history of a load. Returns its report.';
