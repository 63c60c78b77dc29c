-- Roles and the audit log; limits of calls, keys of repeated calls, counts of calls; when something last ran.

create table iwm.roles (
    role text primary key,
    rank integer not null unique,
    title text not null,
    permissions text[] not null default '{}'
);
comment on table iwm.roles is 'Roles; a higher rank may all that a lower one may.
@distribution reference';
comment on index iwm.roles_rank_key is 'iwm.require: is this role enough';
insert into iwm.roles (role, rank, title, permissions) values
('user', 10, 'User', '{}'),
('moderator', 20, 'Moderator', '{catalogue:write,reports:write,users:suspend}'),
('admin', 30, 'Administrator', '{catalogue:write,reports:write,users:suspend,users:write,roles:write,settings:write}');

create table iwm.admin_user_meta (
    user_id bigint primary key references iwm.users (id) on delete cascade,
    role text not null references iwm.roles (role),
    notes text,
    granted_by bigint references iwm.users (id) on delete set null,
    granted_at timestamptz not null default iwm.now(),
    constraint admin_user_meta_notes_length check (char_length(notes) <= 2000)
);
comment on table iwm.admin_user_meta is 'Who is more than a user. Who has no row is a user. @private
@distribution user_id';
create index idx_admin_user_meta_role on iwm.admin_user_meta (role);
comment on index iwm.idx_admin_user_meta_role is 'staff: who has a role; is there another admin; foreign key';
create index idx_admin_user_meta_granted_by on iwm.admin_user_meta (granted_by) where granted_by is not null;
comment on index iwm.idx_admin_user_meta_granted_by is 'foreign key';

create table iwm.audit_log (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    actor_id bigint references iwm.users (id) on delete set null,
    actor text not null,
    action text not null,
    entity text not null,
    entity_id text not null,
    changed extensions.hstore,
    previous extensions.hstore,
    reason text
);
comment on table iwm.audit_log is 'Each change by staff or in psql: new values (hstore(new) - hstore(old)) and the values that they replaced. @private
@distribution reference';
comment on column iwm.audit_log.actor is 'Username, or the database role of a change in psql.';
create index idx_audit_log_entity on iwm.audit_log (entity, entity_id, id desc);
comment on index iwm.idx_audit_log_entity is 'api.list_audit_log: what happened to one thing';
create index idx_audit_log_actor on iwm.audit_log (actor_id, id desc);
comment on index iwm.idx_audit_log_actor is 'api.list_audit_log: what one person did; foreign key';
create index idx_audit_log_at on iwm.audit_log using brin (at);
comment on index iwm.idx_audit_log_at is 'select … from audit_log where at between …';

create table iwm.rate_limits (
    class text primary key,
    account_burst integer not null,
    account_seconds integer not null,
    client_burst integer not null,
    client_seconds integer not null,
    description text not null,
    constraint rate_limits_class_shape check (class ~ '^[a-z][a-z0-9_]*$'),
    constraint rate_limits_range check (
        account_burst > 0 and account_seconds > 0 and client_burst > 0 and client_seconds > 0)
);
comment on table iwm.rate_limits is 'Token buckets by class: so many calls at once, filled again evenly in so many seconds; for an account and for an address.
@distribution reference';

create unlogged table iwm.rate_buckets (
    class text not null,
    key text not null,
    tokens double precision not null,
    at timestamptz not null,
    primary key (class, key)
) with (fillfactor = 50);
comment on table iwm.rate_buckets is 'How full each bucket was when it was last used. Empty after a crash, which only forgives. @private
@distribution local';

create table iwm.idempotency_keys (
    owner text not null,
    key text not null,
    operation text not null,
    fingerprint text not null,
    body text,
    tags text[],
    created_at timestamptz not null default clock_timestamp(),
    primary key (owner, key)
);
comment on table iwm.idempotency_keys is 'Answers of calls that carried an Idempotency-Key, written with what they did. @private
@distribution local';
create index idx_idempotency_keys_created_at on iwm.idempotency_keys (created_at);
comment on index iwm.idx_idempotency_keys_created_at is 'cleanup-sessions: keys older than a day go';

create table iwm.api_calls (
    day date not null,
    caller text not null,
    client text not null,
    operation text not null,
    calls bigint not null default 0,
    errors bigint not null default 0,
    primary key (day, caller, client, operation)
);
comment on table iwm.api_calls is 'Calls a day: caller is the public id of a user or of an API token, or anonymous. @private
@distribution local';

create table ops.chores (
    name text primary key,
    every interval not null,
    last_slot timestamptz,
    last_started_at timestamptz,
    last_finished_at timestamptz,
    last_result text,
    runs bigint not null default 0
);
comment on table ops.chores is 'What is to be done again and again, each slot once, whoever asks: pg_cron, a server process or psql.
@distribution local';
insert into ops.chores (name, every) values ('cleanup-sessions', interval '1 hour');

create table iwm.scopes (
    scope text primary key,
    title text not null,
    grantable boolean not null default true,
    constraint scopes_shape check (scope ~ '^[a-z]+:(read|write)$')
);
comment on table iwm.scopes is 'What a token may be allowed. Not grantable: only somebody who signed in may do it, no API token.
@distribution reference';

create table iwm.account_policy (
    only_row boolean primary key default true check (only_row),
    verified_to_reach_others boolean not null default true,
    registration_open boolean not null default true,
    session_lifetime interval not null default interval '90 days',
    session_idle interval not null default interval '30 days',
    refresh_grace interval not null default interval '30 seconds',
    mail_link_lifetime interval not null default interval '24 hours',
    reset_link_lifetime interval not null default interval '1 hour',
    deletion_grace interval not null default interval '30 days',
    most_sessions integer not null default 50,
    most_api_tokens integer not null default 50,
    most_follows integer not null default 5000,
    updated_at timestamptz not null default iwm.now(),
    constraint account_policy_range check (
        session_lifetime > interval '0' and session_idle > interval '0' and refresh_grace >= interval '0'
        and mail_link_lifetime > interval '0' and reset_link_lifetime > interval '0' and deletion_grace >= interval '0'
        and most_sessions > 0 and most_api_tokens > 0 and most_follows > 0)
);
comment on table iwm.account_policy is 'Settings of accounts that the rules in SQL read: one row, changed by staff or in psql.
@distribution reference';
insert into iwm.account_policy default values;
