-- What the queue needs so that nothing of it is lost or waits where it need not.

-- As 0018 has key_calls: a lane that could not be woken, since its row was somebody else's, is called.
create table jobs.lane_calls (
    id bigint generated always as identity primary key,
    lane integer not null
) with (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);
comment on table jobs.lane_calls is 'Idle lanes that got a job while somebody else changed them: written by who adds one, taken by who claims.
@distribution local';
-- until now idle lanes were read too; the first claims put those to rest that are empty
update jobs.lanes set idle = false where idle;

alter table jobs.workers add column cleared boolean not null default false;
comment on column jobs.workers.cleared is 'It has ended, its jobs are given back, and no claim of it was under way then.';

alter table jobs.history add column dedup_key text;

create index jobs_waiting on jobs.jobs (queue_id, waits) where waits is not null;
comment on index jobs.jobs_waiting is 'jobs.queue_counts: how many wait for their time, their key, their children';
drop index jobs.jobs_held;
