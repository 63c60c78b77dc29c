create or replace function api.staff_job_analytics(
    _viewer iwm.viewer, _days iwm.past_days default 7, _queue iwm.queue_name default null, _task iwm.task_name default null
)
returns api.job_analytics
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _it api.job_analytics;
begin
    perform iwm.require(_viewer, 'moderator', 'jobs:read');
    _it.until := (clock_timestamp() at time zone 'UTC')::date;
    _it.since := _it.until - (coalesce(_days, 7) - 1);
    _it.history := jobs.estimated_history();
    _it.days := array(
        select row(d.day, d.queue, d.task, d.jobs, d.completed, d.failed, d.dead, d.cancelled, d.success_rate, d.retries,
            round((d.jobs / greatest(extract(epoch from least(clock_timestamp(), (d.day + 1)::timestamp at time zone 'UTC')
                - d.day::timestamp at time zone 'UTC') / 3600, 0.01))::numeric, 2),
            round(d.wait_seconds[1]::numeric, 4), round(d.wait_seconds[2]::numeric, 4), round(d.wait_seconds[3]::numeric, 4),
            round(d.run_seconds[1]::numeric, 4), round(d.run_seconds[2]::numeric, 4), round(d.run_seconds[3]::numeric, 4)
        )::api.job_figures
        from jobs.daily(_it.since, _it.until) as d
        where (_queue is null or d.queue = _queue) and (_task is null or d.task = _task)
        order by d.day desc, d.jobs desc, d.queue, d.task limit 2000);
    return _it;
end
$$;
comment on function api.staff_job_analytics is $$
How jobs went

A row a day (UTC), queue and task: how many ended and how, retries, jobs an hour, and how long they waited and ran (percentiles,
within 5 %). Exact up to this moment, from sums that are made as jobs end; the size of the history is estimated. 2,000 rows at most.

@route GET /staff/jobs/analytics
@auth  moderator
@param days   So many days back, today among them
@param queue  Only this queue
@param task   Only this task
@tag   Staff: jobs
$$;
