-- Schemas, roles, the loader's tables, the registry of errors.
-- Roles belong to the whole server: they are made where they are absent and where the owner may make them.

create schema if not exists extensions;
create schema if not exists iwm;
create schema if not exists api;
create schema if not exists jobs;
create schema if not exists ops;

comment on schema iwm is 'The data: tables, views for readers, private functions.';
comment on schema api is 'What the HTTP API offers, and what a DBA may call just the same: select … from api.…().';
comment on schema jobs is 'The queue of background work.';
comment on schema ops is 'The loader''s history, schedules, partitions, monitoring.';
comment on schema extensions is 'Extensions of PostgreSQL, kept apart from what is ours.';

do $$
declare
    _role record;
begin
    for _role in
        select * from (values
            ('iwm_app', 'login', 'the HTTP API: executes functions of schema api, reads no table'),
            ('iwm_worker', 'login', 'background work: executes functions of schema jobs'),
            ('iwm_readonly', 'nologin', 'reports: selects from what is not private')
        ) as r(name, login, what)
        where r.name not in (select rolname from pg_roles)
    loop
        begin
            execute format('create role %I %s noinherit', _role.name, _role.login);
            execute format('comment on role %I is %L', _role.name, 'IWM, ' || _role.what);
        exception
            when duplicate_object or unique_violation then null; -- another install on this server was first
            when insufficient_privilege then
                raise warning 'role % is absent and % may not create roles: ask for "create role % %", then load again',
                    _role.name, current_user, _role.name, _role.login;
        end;
    end loop;
end
$$;

-- Only what is granted by name may be executed: without this PUBLIC gets every new function of the owner.
alter default privileges revoke execute on functions from public;
revoke create on schema iwm, api, jobs, ops, extensions from public;
grant usage on schema extensions to public;

create table ops.migrations (
    id text primary key,
    sha256 text not null,
    applied_at timestamptz not null default clock_timestamp(),
    applied_by text not null,
    executed_by name not null default current_user
);
comment on table ops.migrations is 'Migrations applied to this database, with the checksum of what was applied.
@distribution local';
comment on column ops.migrations.applied_by is 'yoyo or psql: the way it was applied.';

create table ops.loaded_files (
    path text primary key,
    digest text not null,
    loaded_at timestamptz not null default clock_timestamp(),
    version text not null
);
comment on table ops.loaded_files is 'Files of sql/ as they were last loaded.
@distribution local';

create table ops.loaded_objects (
    kind text not null check (kind in ('type', 'function', 'procedure', 'view', 'trigger', 'wrapper')),
    name text not null,
    path text not null,
    definition text not null,
    loaded_at timestamptz not null default clock_timestamp(),
    version text not null,
    primary key (kind, name)
);
comment on table ops.loaded_objects is 'Functions, views, types and triggers that come from files of sql/, as PostgreSQL shows them.
@distribution local';
comment on column ops.loaded_objects.name is 'schema.name; of a trigger: name on schema.table.';

create table ops.load_history (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    version text not null,
    action text not null check (action in ('created', 'replaced', 'dropped')),
    kind text not null,
    name text not null,
    path text not null,
    definition text,
    previous text
);
comment on table ops.load_history is 'Each change of a function, view or type by the loader: when, by which version, what it was before.
@distribution local';
create index load_history_object on ops.load_history (kind, name, at desc);
comment on index ops.load_history_object is 'select … from ops.load_history where kind = … and name = … order by at desc';

create table ops.loads (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    version text not null,
    digest text not null,
    files_changed integer not null,
    objects_changed integer not null,
    executed_by name not null default current_user
);
comment on table ops.loads is 'Each load of sql/ that changed something.
@distribution local';

create table ops.catalogue (
    only_row boolean primary key default true check (only_row),
    digest text not null,
    loaded_at timestamptz not null default clock_timestamp(),
    version text not null,
    migrations text not null,
    document jsonb not null
);
comment on table ops.catalogue is 'What api.catalogue() answers: operations, types and errors, made by the loader.
@distribution local';

create table ops.indexes (
    table_name text not null,
    index_name text not null,
    definition text not null,
    constraint_definition text,
    comment text,
    missing_since timestamptz,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (table_name, index_name)
);
comment on table ops.indexes is 'Indexes that the migrations made, so that one that is gone can be named and made again.
@distribution local';

create table ops.shape (
    kind text not null,
    name text not null,
    definition text not null,
    primary key (kind, name)
);
comment on table ops.shape is 'Columns, constraints and functions that the migrations made, so that a change by hand can be named.
@distribution local';

create table ops.cache_outbox (
    id bigint generated always as identity primary key,
    xid xid8 not null default pg_current_xact_id(),
    tags text[] not null,
    at timestamptz not null default clock_timestamp()
);
comment on table ops.cache_outbox is 'Cache tags touched by committed changes, read by every HTTP process.
@distribution local';
create index cache_outbox_xid on ops.cache_outbox (xid);
comment on index ops.cache_outbox_xid is 'api.cache_events(_horizon): rows of transactions that were open at the last poll, and newer ones';

create table iwm.errors (
    code text primary key check (code ~ '^[a-z][a-z0-9_]*$'),
    status integer not null check (status between 400 and 599),
    title text not null,
    path text default nullif(current_setting('iwm.load_path', true), '')
);
comment on table iwm.errors is 'Every error that the API answers, by its code.
@distribution reference';
comment on column iwm.errors.path is 'The file of sql/ that declares it; the loader removes it with the file.';

create type iwm.viewer as (
    user_id text,
    session_id text,
    scopes text[]
);
comment on type iwm.viewer is 'Who calls: public user id, public session id, scopes of the token. Null: not signed in.';
