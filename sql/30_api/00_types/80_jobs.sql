-- Jobs as their owners see them, and as staff does: queues, workers, tasks, figures.

create type api.job as (
    id text, -- Public id
    task text, -- What is done, as in videos.resize
    state jobs.state, -- queued, running, completed, failed, cancelled or dead (tried as often as it may be)
    progress integer, -- 0 to 100, never back within an attempt
    message text, -- What it says of itself @null
    subject text, -- What it is about, as in video:vid_… @null
    attempt integer, -- How often it was begun
    max_attempts integer, -- How often it may be
    cancelling boolean, -- It runs, and was cancelled: it ends soon
    created_at timestamptz, -- When it was added
    run_at timestamptz, -- Not before
    started_at timestamptz, -- When the last attempt began @null
    finished_at timestamptz, -- When it was over @null
    result jsonb, -- What came of it @null
    error text -- Why it failed, where it says so itself @null
);
comment on type api.job is 'A job.';

create type api.job_feed as (
    items api.job[], -- Jobs of this page, the newest first
    next_cursor text -- Where the next page begins @null
);
comment on type api.job_feed is 'Jobs.';

create type api.job_card as (
    id text, -- Public id
    queue text, -- Name of its queue
    task text, -- What is done
    state jobs.state, -- queued, running, completed, failed, cancelled or dead
    waits jobs.waits, -- What a queued one waits for: time, key, children @null
    priority integer, -- 0 (most urgent) to 9
    progress integer, -- 0 to 100
    message text, -- What it says of itself @null
    attempt integer, -- How often it was begun
    max_attempts integer, -- How often it may be
    subject text, -- What it is about @null
    user_id text, -- Public id of whose it is @null
    created_at timestamptz, -- When it was added
    run_at timestamptz, -- Not before
    started_at timestamptz, -- When the last attempt began @null
    finished_at timestamptz, -- When it was over @null
    error text -- The last error @null
);
comment on type api.job_card is 'A job in a list, for staff.';

create type api.job_card_feed as (
    items api.job_card[], -- Jobs of this page, the newest first; fewer than asked for where many had to be read
    next_cursor text -- Where the next page begins @null
);
comment on type api.job_card_feed is 'Jobs, for staff.';

create type api.job_error as (
    attempt integer, -- Which attempt it was
    at timestamptz, -- When it failed
    started_at timestamptz, -- When it had begun @null
    worker text, -- Who ran it @null
    error text -- What went wrong
);
comment on type api.job_error is 'A failed attempt.';

create type api.job_moment as (
    at timestamptz, -- When
    what text, -- added, begun, failed, cancelled by somebody, over; due where it waits for its time
    detail text -- More about it @null
);
comment on type api.job_moment is 'Something that happened to a job.';

create type api.staff_job as (
    id text, -- Public id
    queue text, -- Name of its queue
    task text, -- What is done
    state jobs.state, -- queued, running, completed, failed, cancelled or dead
    waits jobs.waits, -- What a queued one waits for: time, key, children @null
    priority integer, -- 0 (most urgent) to 9
    progress integer, -- 0 to 100
    message text, -- What it says of itself @null
    attempt integer, -- How often it was begun
    max_attempts integer, -- How often it may be
    timeout_seconds integer, -- How long an attempt may take
    cancelling boolean, -- It runs, and was cancelled
    subject text, -- What it is about @null
    user_id text, -- Public id of whose it is @null
    worker text, -- Who runs it, or ran it last @null
    concurrency_key text, -- Of jobs with this key only so many run at once @null
    dedup_key text, -- One job with this key until it is over @null
    parent_id text, -- Public id of the job that waits for it @null
    children_open integer, -- Children that are not over
    args jsonb, -- Its arguments
    result jsonb, -- What came of it @null
    created_at timestamptz, -- When it was added
    run_at timestamptz, -- Not before
    started_at timestamptz, -- When the last attempt began @null
    finished_at timestamptz, -- When it was over @null
    errors api.job_error[], -- Failed attempts, the first one first
    timeline api.job_moment[], -- What happened to it, in order
    children api.job_card[] -- Its children, at most 100, the first one first
);
comment on type api.staff_job is 'A job with all that is known of it.';

create type api.queue as (
    name text, -- Name
    paused boolean, -- No job of it starts
    paused_at timestamptz, -- Since when @null
    paused_by text, -- By whom @null
    max_running integer, -- So many of its jobs run at once; null: any number @null
    max_attempts integer, -- How often a job is tried
    timeout_seconds integer, -- How long an attempt may take
    backoff_seconds numeric, -- Before the second attempt, twice as long before each that follows
    backoff_cap_seconds integer, -- At most this
    ready bigint, -- Jobs that may start
    running bigint, -- Jobs that run
    delayed bigint, -- Jobs that wait for their time
    blocked bigint, -- Jobs that wait for their key
    held bigint, -- Jobs that wait for their children
    estimated boolean, -- More than 10,000 of a kind: that number is estimated, or the least that it is
    dead bigint, -- Jobs in the dead letter, at most 10,000
    oldest_ready_at timestamptz, -- Since when the oldest that may start may @null
    completed_last_hour bigint, -- Since the full hour before
    failed_last_hour bigint, -- Since the full hour before
    version integer -- Counts the changes of its settings
);
comment on type api.queue is 'A queue, its settings and how long it is.';

create type api.queue_patch as (
    max_running iwm.queue_limit, -- So many of its jobs run at once; null: any number @null
    max_attempts iwm.job_attempts, -- How often a job is tried that is added from now on
    timeout_seconds iwm.job_timeout, -- How long an attempt of it may take
    backoff_seconds iwm.job_backoff, -- Before the second attempt
    backoff_cap_seconds iwm.job_backoff_cap -- The longest time between two attempts
);
comment on type api.queue_patch is 'What can be changed of a queue. What is not named stays.';

create type api.queue_changed as (
    name text, -- Name of the queue
    jobs integer -- How many jobs were changed
);
comment on type api.queue_changed is 'What was done to the jobs of a queue.';

create type api.worker as (
    name text, -- Machine and process
    host text, -- Machine @null
    alive boolean, -- It has given a sign of life within its lease
    stopping boolean, -- It takes no more jobs
    queues text[], -- Queues that it works on; none: all
    concurrency integer, -- Jobs at once
    running integer, -- Jobs that it runs
    completed bigint, -- Jobs that it completed
    failed bigint, -- Attempts that failed with it
    started_at timestamptz, -- When it began
    seen_at timestamptz, -- Its last sign of life
    ended_at timestamptz -- When it ended, or was lost @null
);
comment on type api.worker is 'A process that runs jobs.';

create type api.task as (
    name text, -- Name
    kind text, -- async, thread or process: how it runs
    description text, -- What it does @null
    arguments jsonb, -- JSON Schema of its arguments @null
    seen_at timestamptz -- When a worker that knows it began
);
comment on type api.task is 'A task that workers know.';

create type api.job_figures as (
    day date, -- Day (UTC)
    queue text, -- Queue
    task text, -- Task
    jobs bigint, -- Jobs that ended
    completed bigint, -- Completed
    failed bigint, -- Failed for good, the dead among them
    dead bigint, -- Tried as often as they may be
    cancelled bigint, -- Cancelled
    success_rate numeric, -- Of those that were not cancelled, from 0 to 1 @null
    retries bigint, -- Attempts beyond the first
    per_hour numeric, -- Jobs an hour, over the part of the day that is past
    wait_p50 numeric, -- Seconds that the last attempt waited: half waited less @null
    wait_p95 numeric, -- 95 of 100 waited less @null
    wait_p99 numeric, -- 99 of 100 waited less @null
    run_p50 numeric, -- Seconds that it ran: half ran less @null
    run_p95 numeric, -- 95 of 100 ran less @null
    run_p99 numeric -- 99 of 100 ran less @null
);
comment on type api.job_figures is 'Jobs of a task that ended on a day. Times are right within 5 %.';

create type api.job_analytics as (
    since date, -- First day
    until date, -- Last day
    history bigint, -- Jobs in the history, as the planner knows it
    days api.job_figures[] -- A row a day, queue and task, the newest day first
);
comment on type api.job_analytics is 'How jobs went.';
