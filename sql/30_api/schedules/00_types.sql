-- Schedules as the API shows them to staff.

create type api.schedule_run as (
    slot timestamptz, -- The time that the schedule names; of a run that somebody asked for, when they did
    state iwm.schedule_run_state, -- waiting, running, succeeded, enqueued, failed, lost or missed
    manual boolean, -- Whether somebody asked for it
    attempt integer, -- How often it was begun
    started_at timestamptz, -- When it began @null
    finished_at timestamptz, -- When it ended; of a job, when that did @null
    seconds numeric, -- How long it took; of a job, how long that did @null
    run_by text, -- Who ran it @null
    job_id text, -- Public id of its job @null
    job_state jobs.state, -- What has become of its job @null
    result text, -- What it answered @null
    error text -- What went wrong @null
);
comment on type api.schedule_run is 'A slot of a schedule, and what became of it.';

create type api.schedule_run_feed as (
    items api.schedule_run[], -- Runs of this page, the newest first
    next_cursor text -- Where the next page begins @null
);
comment on type api.schedule_run_feed is 'Runs of a schedule.';

create type api.schedule_card as (
    name text, -- Name
    description text, -- What it is for
    kind iwm.schedule_kind, -- sql, job, vacuum or command
    cron text, -- When it runs
    time_zone text, -- In this time zone
    enabled boolean, -- Whether it is on
    shipped boolean, -- Whether it belongs to the product
    running boolean, -- Whether it runs, or is about to
    next_run_at timestamptz, -- When it runs next @null
    last_run api.schedule_run -- How it went the last time @null
);
comment on type api.schedule_card is 'A schedule, in short.';

create type api.schedule_page as (
    items api.schedule_card[], -- Schedules of this page
    total bigint -- How many there are
);
comment on type api.schedule_page is 'Schedules, by name.';

create type api.schedule as (
    name text, -- Name
    version integer, -- Counts the changes
    description text, -- What it is for
    kind iwm.schedule_kind, -- sql, job, vacuum or command
    command text, -- The function or the task, as it is sent; the whole statement of one that was written in psql
    args jsonb, -- Arguments of the function or the task
    queue text, -- Queue of its jobs @null
    cron text, -- When it runs
    time_zone text, -- In this time zone
    enabled boolean, -- Whether it is on
    catch_up iwm.catch_up, -- What becomes of missed slots: skip, once or all
    allow_overlap boolean, -- Whether a run may begin while the one before goes on
    timeout_seconds integer, -- How long a run may take
    shipped boolean, -- Whether it belongs to the product, and cannot be removed
    by_pg_cron boolean, -- Whether pg_cron has a job for it
    running boolean, -- Whether it runs, or is about to
    next_runs timestamptz[], -- The next five times; none while it is off
    runs api.schedule_run[], -- The last 20 runs, the newest first
    created_at timestamptz, -- When it was made
    updated_at timestamptz -- When it was last changed
);
comment on type api.schedule is 'A schedule: what runs when, and how it went.';
