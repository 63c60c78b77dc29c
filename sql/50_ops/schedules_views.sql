-- For psql and the dashboard: schedules with their last run, and the history with what became of jobs.

create or replace view ops.schedule_history as
select r.name, r.slot, r.state, coalesce(j.state, h.state) as job_state,
    case when r.job_id is not null then jobs.public_id(r.job_id, r.job_created_at) end as job_id,
    r.manual, r.attempt, r.batches, r.run_by, r.started_at,
    -- a run that is a job was over for itself when that was in its queue
    case when r.job_id is null then r.finished_at else h.finished_at end as finished_at,
    extract(epoch from case when r.job_id is null then r.finished_at - r.started_at
        else h.finished_at - h.started_at end)::numeric(12, 3) as seconds,
    r.result, coalesce(r.error, h.errors -> -1 ->> 'error') as error, r.id
from ops.schedule_runs as r
left join jobs.jobs as j on j.id = r.job_id
left join lateral (
    select x.state, x.started_at, x.finished_at, x.errors from jobs.history as x
    where x.id = r.job_id and x.finished_at >= r.job_created_at and j.id is null
    order by x.finished_at desc limit 1
) as h on true;
comment on view ops.schedule_history is
'Runs of schedules; job_state, finished_at, seconds and error of a run that is a job are those of the job. Newest: order by slot desc.';

create or replace function ops.is_running(_name text)
returns boolean
language sql stable
as $$
select exists (select from ops.schedule_runs as r where r.name = _name and r.state in ('waiting', 'running'))
    or exists (select from jobs.jobs as j where j.dedup_key = 'schedule:' || _name)
    -- jobs that may overlap have no key
    or exists (
        select from (select r.job_id from ops.schedule_runs as r where r.name = _name order by r.slot desc limit 20) as x
        join jobs.jobs as j on j.id = x.job_id)
$$;
comment on function ops.is_running is 'Whether a schedule runs, or is about to: a run of it, or the job of one of its last 20 runs.';

create or replace view ops.schedule_overview as
select s.name, s.cron, s.time_zone, s.kind, s.enabled, s.next_slot, ops.is_running(s.name) as running,
    l.slot as last_slot, coalesce(l.job_state::text, l.state::text) as last_state, l.started_at as last_started_at,
    l.seconds as last_seconds, l.error as last_error,
    s.carried and ops.cron_is_here() as by_pg_cron, s.command, s.description
from ops.schedules as s
left join lateral (
    select h.* from ops.schedule_history as h
    where h.name = s.name and h.state <> 'missed' order by h.slot desc limit 1) as l on true;
comment on view ops.schedule_overview is 'Schedules: when they run next, how the last run went, whether pg_cron carries them.';
