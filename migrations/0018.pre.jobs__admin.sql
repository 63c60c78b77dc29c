-- The queue as operators and its owners see it: limits set while jobs run, workers that are lost at once, jobs of a user, sums.

alter table jobs.queues add column version integer not null default 1;
alter table jobs.queues add column limit_xid xid8;
comment on column jobs.queues.version is 'Counts the changes of its settings.';
comment on column jobs.queues.limit_xid is
'max_running was set while jobs ran: these are counted (jobs.care) once every transaction before this one has ended.';

alter table jobs.workers add column session boolean not null default false;
alter table jobs.workers add column running integer not null default 0;
comment on column jobs.workers.session is 'It holds an advisory lock (1788, id) as long as its session lives.';

create index limited_job on jobs.limited (job_id);
comment on index jobs.limited_job is 'jobs.release: a job that ended takes up no room any more';
alter table jobs.limited set (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);
alter table jobs.keys set (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);
alter table jobs.key_calls set (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);
alter table jobs.lanes set (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);

create index jobs_held on jobs.jobs (queue_id) where waits = 'children';
comment on index jobs.jobs_held is 'jobs.queue_counts: how many wait for their children';
create index jobs_user on jobs.jobs (user_id, id) where user_id is not null;
comment on index jobs.jobs_user is 'api.list_jobs: the jobs of a user';
create index history_user on jobs.history (user_id, id) where user_id is not null;
comment on index jobs.history_user is 'api.list_jobs: the jobs of a user';

-- Sums of what ended, so that a month of jobs need not be read to say how it went.

create table jobs.sums (
    only_row boolean primary key default true check (only_row),
    upto timestamptz not null default now(),
    next_upto timestamptz,
    next_xid xid8
);
comment on table jobs.sums is 'Up to when the history is summed up; and up to when it can be once every transaction before next_xid has ended.
@distribution local';
insert into jobs.sums default values;

create table jobs.hourly (
    hour timestamptz not null,
    queue_id integer not null,
    task text not null,
    completed bigint not null default 0,
    failed bigint not null default 0,
    dead bigint not null default 0,
    cancelled bigint not null default 0,
    retries bigint not null default 0,
    wait_seconds double precision not null default 0,
    run_seconds double precision not null default 0,
    primary key (hour, queue_id, task)
);
comment on table jobs.hourly is 'Jobs that ended in an hour, a row a task: how many, attempts beyond the first, seconds waited and run in all.
@distribution local';

create table jobs.daily_times (
    day date not null,
    queue_id integer not null,
    task text not null,
    running boolean not null,
    bucket smallint not null,
    jobs bigint not null default 0,
    primary key (day, queue_id, task, running, bucket)
);
comment on table jobs.daily_times is 'How long jobs of a day (UTC) waited, or ran: how many of them in each bucket of jobs.bucket.
@distribution local';

create table jobs.minutes (
    minute timestamptz not null,
    kind text not null,
    bucket smallint not null default 0,
    jobs bigint not null default 0,
    primary key (minute, kind, bucket),
    constraint minutes_kind check (kind in ('completed', 'failed', 'dead', 'cancelled', 'wait', 'run'))
);
comment on table jobs.minutes is 'Jobs that ended in a minute by state; and how many waited and ran how long, in buckets of jobs.bucket. Kept for two days.
@distribution local';

create table jobs.tasks (
    name text primary key,
    kind text not null,
    description text,
    arguments jsonb,
    seen_at timestamptz not null default clock_timestamp(),
    constraint tasks_name_length check (char_length(name) between 1 and 100)
);
comment on table jobs.tasks is 'Tasks that workers know, as the last worker that began told. arguments: a JSON Schema.
@distribution local';

alter type iwm.audit_entity add value 'job';
alter type iwm.audit_entity add value 'queue';

create domain iwm.queue_name as text check (value ~ '^[a-z][a-z0-9_.-]*$' and char_length(value) <= 60);
comment on domain iwm.queue_name is 'Name of a queue: at most 60 lower-case letters, digits and _ . -
@schema {"description": "a name of at most 60 lower-case letters, digits and _ . -, as in videos", "type": "string", "pattern": "^[a-z][a-z0-9_.-]*$", "minLength": 1, "maxLength": 60}';

create domain iwm.task_name as text check (value ~ '^[a-z][a-z0-9_]*([.-][a-z0-9_]+)*$' and char_length(value) <= 100);
comment on domain iwm.task_name is 'Name of a task, as in videos.resize.
@schema {"description": "the name of a task, as in videos.resize", "type": "string", "pattern": "^[a-z][a-z0-9_]*([.-][a-z0-9_]+)*$", "minLength": 1, "maxLength": 100}';

create domain iwm.job_priority as integer check (value between 0 and 9);
comment on domain iwm.job_priority is 'Priority: 0 is the most urgent, 9 the least.
@schema {"type": "integer", "minimum": 0, "maximum": 9}';

create domain iwm.job_attempts as integer check (value between 1 and 100);
comment on domain iwm.job_attempts is 'How often a job is tried, at most 100 times.
@schema {"type": "integer", "minimum": 1, "maximum": 100}';

create domain iwm.job_timeout as integer check (value between 1 and 2592000);
comment on domain iwm.job_timeout is 'Seconds that a job may run, at most 30 days.
@schema {"type": "integer", "minimum": 1, "maximum": 2592000}';

create domain iwm.job_delay as integer check (value between 0 and 31536000);
comment on domain iwm.job_delay is 'Seconds until it may begin, at most a year.
@schema {"type": "integer", "minimum": 0, "maximum": 31536000}';

create domain iwm.job_backoff as numeric check (value between 0 and 86400);
comment on domain iwm.job_backoff is 'Seconds before the second attempt, at most a day; the double of it before each that follows.
@schema {"type": "number", "minimum": 0, "maximum": 86400}';

create domain iwm.job_backoff_cap as integer check (value between 0 and 604800);
comment on domain iwm.job_backoff_cap is 'The longest time between two attempts in seconds, at most a week.
@schema {"type": "integer", "minimum": 0, "maximum": 604800}';

create domain iwm.queue_limit as integer check (value between 1 and 10000);
comment on domain iwm.queue_limit is 'How many jobs may run at once, at most 10,000.
@schema {"type": "integer", "minimum": 1, "maximum": 10000}';

create domain iwm.bulk_limit as integer check (value between 1 and 10000);
comment on domain iwm.bulk_limit is 'How many to change at once, at most 10,000.
@schema {"type": "integer", "minimum": 1, "maximum": 10000}';

create domain iwm.past_days as integer check (value between 1 and 366);
comment on domain iwm.past_days is 'So many days back, at most 366.
@schema {"type": "integer", "minimum": 1, "maximum": 366}';

create domain iwm.job_text as text check (value ~ '[^\s]' and char_length(value) between 2 and 200);
comment on domain iwm.job_text is 'A text of 2 to 200 characters to look for.
@schema {"description": "something to look for, of 2 to 200 characters", "type": "string", "pattern": "[^\\s]", "minLength": 2, "maxLength": 200}';

create domain iwm.dedup_key as text check (value ~ '^[!-~]+$' and char_length(value) between 1 and 200);
comment on domain iwm.dedup_key is 'A key of which one job exists until it is over, at most 200 ASCII characters without spaces.
@schema {"description": "a key of at most 200 ASCII characters without spaces", "type": "string", "pattern": "^[!-~]+$", "minLength": 1, "maxLength": 200}';
