create or replace function api.dashboard_analytics(_viewer iwm.viewer, _days integer default 7, _task text default null)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _until constant date := (clock_timestamp() at time zone 'UTC')::date;
    _since constant date := _until - (least(greatest(coalesce(_days, 7), 1), 90) - 1);
    _monday constant date := date_trunc('week', _since + 6)::date; -- the first one of them
    _first_hour constant timestamptz := date_trunc('hour', clock_timestamp(), 'UTC') - interval '47 hours';
    _found jsonb;
begin
    perform iwm.require(_viewer, 'moderator', 'jobs:read');
    with hours as materialized (
        select h.*, (h.hour at time zone 'UTC')::date as day
        from jobs.hours_in_parts(least(_since, _until - 2)::timestamp at time zone 'UTC') as h
        where _task is null or h.task = _task
    ), counts as materialized (
        select h.day, h.queue_id, h.task, sum(h.completed) as completed, sum(h.failed + h.dead) as failed, sum(h.dead) as dead,
            sum(h.cancelled) as cancelled, sum(h.retries) as retries
        from hours as h where h.day >= _since
        group by grouping sets ((h.day), (h.queue_id, h.task), (h.day, h.queue_id, h.task))
    ), recent as materialized (
        select r.* from jobs.recent_times(_since::timestamp at time zone 'UTC') as r where _task is null or r.task = _task
    ), buckets as (
        -- of all tasks in each day, then of each task in all days: whole weeks of them at once
        select d.day, null::integer as queue_id, null as task, d.running, d.bucket, sum(d.jobs) as jobs
        from (
            select t.day, t.running, t.bucket, t.jobs from jobs.daily_totals as t where _task is null and t.day >= _since
            union all
            select t.day, t.running, t.bucket, t.jobs from jobs.daily_times as t where t.day >= _since and t.task = _task
            union all
            select r.day, r.running, r.bucket, r.jobs from recent as r
        ) as d group by d.day, d.running, d.bucket
        union all
        select null, t.queue_id, t.task, t.running, t.bucket, sum(t.jobs)
        from (
            select w.queue_id, w.task, w.running, w.bucket, w.jobs from jobs.weekly_times as w
            where w.week >= _monday and (_task is null or w.task = _task)
            union all
            select x.queue_id, x.task, x.running, x.bucket, x.jobs from jobs.daily_times as x
            where x.day >= _since and x.day < _monday and (_task is null or x.task = _task)
            union all
            select r.queue_id, r.task, r.running, r.bucket, r.jobs from recent as r
        ) as t group by t.queue_id, t.task, t.running, t.bucket
    ), ranked as (
        select b.*, sum(b.jobs) over (partition by b.day, b.queue_id, b.task, b.running order by b.bucket) as upto,
            sum(b.jobs) over (partition by b.day, b.queue_id, b.task, b.running) as total
        from buckets as b
    ), times as materialized (
        select r.day, r.queue_id, r.task,
            jobs.bucket_seconds(min(r.bucket) filter (where not r.running and r.upto >= 0.5 * r.total)) as wait_p50,
            jobs.bucket_seconds(min(r.bucket) filter (where not r.running and r.upto >= 0.95 * r.total)) as wait_p95,
            jobs.bucket_seconds(min(r.bucket) filter (where not r.running and r.upto >= 0.99 * r.total)) as wait_p99,
            jobs.bucket_seconds(min(r.bucket) filter (where r.running and r.upto >= 0.5 * r.total)) as run_p50,
            jobs.bucket_seconds(min(r.bucket) filter (where r.running and r.upto >= 0.95 * r.total)) as run_p95,
            jobs.bucket_seconds(min(r.bucket) filter (where r.running and r.upto >= 0.99 * r.total)) as run_p99
        from ranked as r group by 1, 2, 3
    ), days as (
        select d.day::date as day, coalesce(c.completed, 0) as completed, coalesce(c.failed, 0) as failed,
            coalesce(c.cancelled, 0) as cancelled, t.wait_p50, t.wait_p95, t.wait_p99, t.run_p50, t.run_p95, t.run_p99
        from generate_series(_since::timestamp, _until::timestamp, interval '1 day') as d(day)
        left join counts as c on c.day = d.day::date and c.task is null
        left join times as t on t.day = d.day::date and t.task is null
    ), tasks as (
        select q.name as queue, c.task, c.completed + c.failed + c.cancelled as jobs, c.completed, c.failed, c.dead, c.cancelled,
            c.retries, t.wait_p50, t.wait_p95, t.wait_p99, t.run_p50, t.run_p95, t.run_p99, (
                select jsonb_agg(jsonb_build_object('day', d.day, 'failed', coalesce(x.failed, 0),
                    'ended', coalesce(x.completed + x.failed, 0)) order by d.day)
                from days as d left join counts as x on (x.day, x.queue_id, x.task) = (d.day, c.queue_id, c.task)) as days
        from counts as c
        join jobs.queues as q on q.id = c.queue_id
        left join times as t on (t.queue_id, t.task) = (c.queue_id, c.task)
        where c.day is null
        order by jobs desc, q.name, c.task limit 50
    )
    select jsonb_build_object('since', _since, 'until', _until,
        'hours', (
            select jsonb_agg(to_jsonb(x) order by x.hour)
            from (
                select n.hour, coalesce(sum(h.completed), 0) as completed, coalesce(sum(h.failed + h.dead), 0) as failed
                from generate_series(_first_hour, clock_timestamp(), interval '1 hour') as n(hour)
                left join hours as h on h.hour = n.hour and h.hour >= _first_hour group by 1
            ) as x),
        'days', (select jsonb_agg(to_jsonb(d) order by d.day) from days as d),
        'tasks', (select coalesce(jsonb_agg(to_jsonb(t) order by t.jobs desc, t.queue, t.task), '[]') from tasks as t))
    into _found;
    return _found;
end
$$;
comment on function api.dashboard_analytics is $$
How jobs went, for the dashboard: in each of the last 48 hours, on each day, and a row a task

failed: for good, those that are dead among them. Percentiles of waiting and running are of all jobs of a day, and of a task in all
days, within 5 %. The 50 tasks with the most jobs.

_days: so many back, today among them, 1 to 90. _task: only this one.

@internal
$$;
