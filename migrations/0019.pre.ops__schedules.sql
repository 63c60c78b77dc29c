-- Schedules: what runs at which times, and each run of it. Rules: sql/50_ops/schedules*.sql, docs/SCHEDULES.md.

create domain iwm.schedule_name as text check (value ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and char_length(value) <= 60);
comment on domain iwm.schedule_name is 'Name of a schedule: lower-case letters, digits and single hyphens.
@schema {"description": "a name of at most 60 lower-case letters, digits and single hyphens, as in vacuum-analyze", "type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "minLength": 1, "maxLength": 60}';

create domain iwm.cron as text check (value ~ '^[@A-Za-z0-9*,/ -]+$' and char_length(value) <= 200);
comment on domain iwm.cron is 'When it runs: minute, hour, day of the month, month and day of the week (0 4 * * 1), or @hourly, @daily, @weekly, @monthly, @yearly.
@schema {"description": "five fields as in 0 4 * * 1, or one of @hourly, @daily, @weekly, @monthly, @yearly", "type": "string", "pattern": "^[@A-Za-z0-9*,/ -]+$", "minLength": 1, "maxLength": 200}';

create domain iwm.time_zone as text check (value ~ '^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$' and char_length(value) <= 64);
comment on domain iwm.time_zone is 'Time zone as IANA has it (UTC, Europe/Berlin).
@schema {"description": "a time zone as IANA has it, as in Europe/Berlin", "type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$", "minLength": 1, "maxLength": 64}';

create domain iwm.schedule_command as text check (value ~ '^[a-z][a-z0-9_]*([.-][a-z0-9_]+)*$' and char_length(value) <= 100);
comment on domain iwm.schedule_command is 'What it does: the name of a task, or of a function (jobs.prune).
@schema {"description": "the name of a task or a function, as in jobs.prune", "type": "string", "pattern": "^[a-z][a-z0-9_]*([.-][a-z0-9_]+)*$", "minLength": 1, "maxLength": 100}';

create domain iwm.schedule_timeout as integer check (value between 1 and 86400);
comment on domain iwm.schedule_timeout is 'Seconds that a run may take, at most a day.
@schema {"type": "integer", "minimum": 1, "maximum": 86400}';

create domain iwm.schedule_description as text check (value ~ '[^\s]' and char_length(value) between 1 and 500);
comment on domain iwm.schedule_description is 'What a schedule is for, at most 500 characters.
@schema {"description": "a sentence of at most 500 characters", "type": "string", "pattern": "[^\\s]", "minLength": 1, "maxLength": 500}';

create domain iwm.schedule_queue as text check (value ~ '^[a-z][a-z0-9_.-]*$' and char_length(value) <= 60);
comment on domain iwm.schedule_queue is 'Name of a queue.
@schema {"description": "a name of at most 60 lower-case letters, digits and _ . -", "type": "string", "pattern": "^[a-z][a-z0-9_.-]*$", "minLength": 1, "maxLength": 60}';

create type iwm.schedule_kind as enum ('sql', 'job', 'vacuum', 'command');
comment on type iwm.schedule_kind is 'sql: a statement that calls a function; job: a task of a queue; vacuum: a command that runs in no function; command: a task that reaches out of the database.';

create type iwm.catch_up as enum ('skip', 'once', 'all');
comment on type iwm.catch_up is 'What becomes of slots that were missed: skip: nothing; once: one run for all of them; all: a run for each.';

create type iwm.schedule_run_state as enum ('waiting', 'running', 'succeeded', 'enqueued', 'failed', 'lost', 'missed');
comment on type iwm.schedule_run_state is 'waiting: asked for; enqueued: its job is in the queue; lost: it began and its session ended; missed: nobody was there at its time.';

create table ops.schedules (
    name text primary key,
    cron text not null,
    time_zone text not null default 'UTC',
    kind iwm.schedule_kind not null,
    command text not null,
    args jsonb not null default '{}',
    queue text not null default 'default',
    enabled boolean not null default true,
    catch_up iwm.catch_up not null default 'once',
    allow_overlap boolean not null default false,
    timeout_seconds integer not null default 3600,
    description text not null default '',
    shipped jsonb,
    carried boolean not null default false,
    version integer not null default 1,
    last_slot timestamptz not null default iwm.now(),
    next_slot timestamptz,
    created_at timestamptz not null default iwm.now(),
    updated_at timestamptz not null default iwm.now(),
    constraint schedules_name_shape check (name ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and char_length(name) <= 60),
    constraint schedules_lengths check (
        char_length(cron) <= 200 and char_length(time_zone) <= 64 and char_length(command) between 1 and 2000
        and char_length(description) <= 500),
    constraint schedules_queue_shape check (queue ~ '^[a-z][a-z0-9_.-]*$' and char_length(queue) <= 60),
    constraint schedules_args_shape check (jsonb_typeof(args) = 'object' and pg_column_size(args) <= 10000),
    constraint schedules_timeout_range check (timeout_seconds between 1 and 86400)
) with (fillfactor = 50);
comment on table ops.schedules is 'What runs at which times. Write it with ops.add_schedule and its like, or by hand: a trigger checks it.
@distribution local';
comment on column ops.schedules.command is 'sql: a select, called again while it answers {"done": false}; job, command: name of the task; vacuum: vacuum, analyze or reindex.';
comment on column ops.schedules.shipped is 'What the product ships of what an operator may change; null: made here. What was not changed follows a new version.';
comment on column ops.schedules.carried is 'pg_cron has a job of this name.';
comment on column ops.schedules.last_slot is 'All slots until this one are decided.';
comment on column ops.schedules.next_slot is 'The first slot after last_slot; null while it is not enabled.';
create index schedules_next_slot on ops.schedules (next_slot) where next_slot is not null;
comment on index ops.schedules_next_slot is 'ops.due_schedules: whose time has come, and when the next one will';

create table ops.schedule_runs (
    id bigint generated always as identity primary key,
    name text not null references ops.schedules (name) on update cascade on delete cascade,
    slot timestamptz not null,
    state iwm.schedule_run_state not null,
    manual boolean not null default false,
    followed boolean not null default false,
    attempt smallint not null default 1,
    batches integer not null default 0,
    run_by text,
    pid integer,
    job_id bigint,
    job_created_at timestamptz,
    started_at timestamptz,
    finished_at timestamptz,
    result text,
    error text,
    constraint schedule_runs_slot unique (name, slot)
) with (fillfactor = 70);
comment on table ops.schedule_runs is 'Each slot of a schedule, once. Kept for 90 days (prune-schedule-runs).
@distribution local';
comment on column ops.schedule_runs.slot is 'The time that the schedule names, however late it ran; of a run that somebody asked for, when they did.';
comment on column ops.schedule_runs.followed is 'pg_cron runs it as a plain command: how it went is read from cron.job_run_details.';
comment on column ops.schedule_runs.run_by is 'Who took it: a worker, pg_cron, a session of psql; who asked for it, until then.';
comment on column ops.schedule_runs.batches is 'How often the statement was called.';
comment on column ops.schedule_runs.job_id is 'Number of the job in jobs.jobs or jobs.history; job_created_at makes its public id.';
comment on index ops.schedule_runs_slot is 'each slot once; api.staff_list_schedule_runs: the history of a schedule, newest first; foreign key';
create index schedule_runs_open on ops.schedule_runs (name) where state in ('waiting', 'running');
comment on index ops.schedule_runs_open is 'ops.due_schedules, ops.claim_run: what is asked for, what runs';
create index schedule_runs_at on ops.schedule_runs (slot);
comment on index ops.schedule_runs_at is 'ops.prune_schedule_runs: what is old';

alter type iwm.audit_entity add value 'schedule';
