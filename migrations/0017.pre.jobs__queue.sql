-- The queue. What runs or waits stands in jobs.jobs, which stays small; what is over moves to jobs.history.
--
-- A job that may start has a lane (its queue and priority) and a place in it (seq). Both keep their values when it is
-- claimed, so that a claim changes no indexed column (a HOT update), and readers of a lane begin behind the place that
-- they have seen: the dead rows before it, which an old snapshot may hold, are not read again.
-- A job that has to wait (for a time, for its key, for its children) has no lane; it gets a new place when it may start.

create type jobs.state as enum ('queued', 'running', 'completed', 'failed', 'cancelled', 'dead');
comment on type jobs.state is 'failed: for good, by its own word; dead: attempts used up, may be redriven.';

create type jobs.waits as enum ('time', 'key', 'children');
comment on type jobs.waits is 'What a queued job waits for: its time, another job of its key, its children.';

create table jobs.queues (
    id integer generated always as identity primary key,
    name text not null constraint queues_name unique,
    max_running integer,
    max_attempts smallint not null default 5,
    timeout_seconds integer not null default 3600,
    backoff_seconds real not null default 2,
    backoff_cap_seconds integer not null default 3600,
    paused_at timestamptz,
    paused_by text,
    created_at timestamptz not null default clock_timestamp(),
    constraint queues_name_shape check (name ~ '^[a-z][a-z0-9_.-]*$' and char_length(name) <= 60),
    constraint queues_range check (
        max_running > 0 and max_attempts between 1 and 100 and timeout_seconds > 0 and backoff_seconds >= 0
        and backoff_cap_seconds >= 0)
);
comment on table jobs.queues is 'Queues, made at their first job. max_running: so many of its jobs run at once, on all workers.
@distribution local';
comment on index jobs.queues_name is 'a queue by its name';

create table jobs.lanes (
    id integer generated always as identity primary key,
    queue_id integer not null references jobs.queues (id) on delete cascade,
    priority smallint not null,
    idle boolean not null default true,
    floor bigint not null default 0,
    next_floor bigint,
    next_floor_xid xid8,
    constraint lanes_queue_priority unique (queue_id, priority)
) with (fillfactor = 50);
comment on table jobs.lanes is 'Queue and priority. floor: nothing before this place will start any more; idle: nothing was to be started.
@distribution local';
comment on column jobs.lanes.next_floor is 'The floor as soon as every transaction that was open at next_floor_xid has ended.';
comment on index jobs.lanes_queue_priority is 'jobs.enqueue: the lane of a job';
create index lanes_busy on jobs.lanes (priority, id) where not idle;
comment on index jobs.lanes_busy is 'jobs.claim: lanes where something may be, most urgent first';

create sequence jobs.place;

create table jobs.jobs (
    id bigint primary key default nextval('jobs.place'),
    seq bigint not null,
    lane integer,
    queue_id integer not null,
    timeout_seconds integer not null,
    worker_id integer,
    state jobs.state not null default 'queued',
    waits jobs.waits,
    priority smallint not null,
    attempt smallint not null default 0,
    max_attempts smallint not null,
    progress smallint not null default 0,
    children_open integer not null default 0,
    created_at timestamptz not null default now(),
    run_at timestamptz not null default now(),
    started_at timestamptz,
    cancel_requested_at timestamptz,
    task text not null,
    args jsonb not null default '{}',
    dedup_key text,
    concurrency_key text,
    key_limit smallint,
    parent_id bigint,
    subject text,
    user_id bigint,
    message text,
    errors jsonb,
    constraint jobs_progress_range check (progress between 0 and 100),
    constraint jobs_task_length check (char_length(task) between 1 and 100),
    constraint jobs_keys_length check (char_length(dedup_key) <= 200 and char_length(concurrency_key) <= 200),
    constraint jobs_waits_without_lane check ((lane is null) = (waits is not null))
) with (
    fillfactor = 50, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 20000,
    autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0.0, autovacuum_analyze_threshold = 200000,
    autovacuum_vacuum_insert_scale_factor = 0.0, autovacuum_vacuum_insert_threshold = 1000000
);
comment on table jobs.jobs is 'Jobs that wait or run. Priority: 0 most urgent, 9 least. subject and user_id: whom it is for, who may watch it.
@distribution local';
create index jobs_lane on jobs.jobs (lane, seq) where lane is not null;
comment on index jobs.jobs_lane is 'jobs.claim: the next of a lane';
create index jobs_run_at on jobs.jobs (run_at) where waits = 'time';
comment on index jobs.jobs_run_at is 'jobs.promote: whose time has come';
create index jobs_waiting_key on jobs.jobs (concurrency_key, priority, seq) where waits = 'key';
comment on index jobs.jobs_waiting_key is 'jobs.admit: the next of a key';
create unique index jobs_dedup_key on jobs.jobs (dedup_key) where dedup_key is not null;
comment on index jobs.jobs_dedup_key is 'jobs.enqueue: one job a key, until it is over';
create index jobs_parent on jobs.jobs (parent_id) where parent_id is not null;
comment on index jobs.jobs_parent is 'children of a job';
create index jobs_subject on jobs.jobs (subject, id) where subject is not null;
comment on index jobs.jobs_subject is 'jobs about a video, a user …';

create table jobs.keys (
    key text primary key,
    active integer not null default 0,
    constraint keys_range check (active >= 0)
) with (fillfactor = 50);
comment on table jobs.keys is 'Concurrency keys with jobs in lanes or running: how many.
@distribution local';

create table jobs.key_calls (
    id bigint generated always as identity primary key,
    key text not null
);
comment on table jobs.key_calls is 'Keys of which another job may be able to start: written by who adds or ends one, taken by who claims.
@distribution local';

create table jobs.limited (
    queue_id integer not null,
    job_id bigint not null,
    primary key (queue_id, job_id)
);
comment on table jobs.limited is 'Running jobs of queues with max_running.
@distribution local';

create table jobs.workers (
    id integer generated always as identity primary key,
    name text not null,
    host text,
    pid integer,
    queues text[] not null default '{}',
    concurrency integer not null default 1,
    started_at timestamptz not null default clock_timestamp(),
    seen_at timestamptz not null default clock_timestamp(),
    lease_seconds integer not null default 30,
    stopping boolean not null default false,
    ended_at timestamptz,
    completed bigint not null default 0,
    failed bigint not null default 0,
    constraint workers_lease_range check (lease_seconds between 1 and 3600)
) with (fillfactor = 50);
comment on table jobs.workers is 'Processes that run jobs. One that is not seen for its lease has lost its jobs.
@distribution local';
create index workers_alive on jobs.workers (seen_at) where ended_at is null;
comment on index jobs.workers_alive is 'jobs.rescue: who has not been seen';

create table jobs.history (
    id bigint not null,
    finished_at timestamptz not null,
    queue_id integer not null,
    state jobs.state not null,
    priority smallint not null,
    attempt smallint not null,
    max_attempts smallint not null,
    progress smallint not null,
    worker_id integer,
    created_at timestamptz not null,
    run_at timestamptz not null,
    started_at timestamptz,
    timeout_seconds integer not null,
    task text not null,
    args jsonb not null,
    parent_id bigint,
    subject text,
    user_id bigint,
    concurrency_key text,
    key_limit smallint,
    message text,
    errors jsonb,
    result jsonb,
    primary key (id, finished_at)
) partition by range (finished_at);
comment on table jobs.history is 'Jobs that are over, by month.
@distribution local';
create index history_finished_at on jobs.history using brin (finished_at) with (pages_per_range = 32);
comment on index jobs.history_finished_at is 'analytics: a day or an hour; jobs.prune';
create index history_ended_badly on jobs.history (queue_id, finished_at desc) where state in ('dead', 'failed');
comment on index jobs.history_ended_badly is 'the dead letter of a queue, newest first';
create index history_subject on jobs.history (subject, finished_at desc) where subject is not null;
comment on index jobs.history_subject is 'jobs about a video, a user …';
create index history_parent on jobs.history (parent_id) where parent_id is not null;
comment on index jobs.history_parent is 'children of a job';

create table jobs.events (
    id bigint generated always as identity primary key,
    xid xid8 not null default pg_current_xact_id(),
    at timestamptz not null default clock_timestamp(),
    topic text not null,
    kind text not null,
    data jsonb not null default '{}'
);
comment on table jobs.events is 'What is told to those who watch: a row a change of a job with a subject or a user. Kept for an hour.
@distribution local';
create index events_topic on jobs.events (topic, id);
comment on index jobs.events_topic is 'what a watcher of a topic missed';

create table jobs.id_salt (
    only_row boolean primary key default true check (only_row),
    salt bigint not null default ('x' || substr(replace(gen_random_uuid()::text, '-', ''), 17, 16))::bit(64)::bigint
);
comment on table jobs.id_salt is 'Mixed into the public ids of jobs.
@distribution local';
insert into jobs.id_salt default values;
