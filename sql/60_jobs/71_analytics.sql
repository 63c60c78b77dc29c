-- How the queue does, as views for readers with psql, and for the dashboard. What ended comes from the sums (74_sums.sql), with
-- what ended since the last summing read from the history.

create or replace function jobs.hours_in_parts(_since timestamptz, _until timestamptz default 'infinity')
returns table (
    hour timestamptz, queue_id integer, task text, completed bigint, failed bigint, dead bigint, cancelled bigint,
    retries bigint, wait_seconds double precision, run_seconds double precision
)
language sql stable
as $$
select h.* from jobs.hourly as h where h.hour >= _since and h.hour < _until
union all
select date_trunc('hour', e.finished_at, 'UTC'), e.queue_id, e.task, count(*) filter (where e.state = 'completed'),
    count(*) filter (where e.state = 'failed'), count(*) filter (where e.state = 'dead'),
    count(*) filter (where e.state = 'cancelled'), sum(e.retries), coalesce(sum(e.wait), 0), coalesce(sum(e.run), 0)
from jobs.ended(greatest(_since, (select s.upto from jobs.sums as s)), _until) as e group by 1, 2, 3
$$;
comment on function jobs.hours_in_parts is 'Jobs that ended in each hour, by queue and task; an hour may come twice, to be added.';

create or replace function jobs.hours_ended(_since timestamptz, _until timestamptz default 'infinity')
returns table (
    hour timestamptz, queue_id integer, task text, completed bigint, failed bigint, dead bigint, cancelled bigint,
    retries bigint, wait_seconds double precision, run_seconds double precision
)
language sql stable
as $$
select x.hour, x.queue_id, x.task, sum(x.completed)::bigint, sum(x.failed)::bigint, sum(x.dead)::bigint,
    sum(x.cancelled)::bigint, sum(x.retries)::bigint, sum(x.wait_seconds), sum(x.run_seconds)
from jobs.hours_in_parts(_since, _until) as x group by 1, 2, 3
$$;
comment on function jobs.hours_ended is 'Jobs that ended in each hour, by queue and task, also those of the last moments.';

create or replace function jobs.recent_times(_since timestamptz, _until timestamptz default 'infinity')
returns table (day date, queue_id integer, task text, running boolean, bucket smallint, jobs bigint)
language sql stable
as $$
select (e.finished_at at time zone 'UTC')::date, e.queue_id, e.task, t.running, jobs.bucket(t.seconds), count(*)
from jobs.ended(greatest(_since, (select s.upto from jobs.sums as s)), _until) as e
cross join lateral (values (false, e.wait), (true, e.run)) as t(running, seconds)
where e.wait is not null group by 1, 2, 3, 4, 5
$$;
comment on function jobs.recent_times is 'As jobs.times_by_bucket: only what is not in the sums yet.';

create or replace function jobs.times_by_bucket(_since date, _until date default 'infinity')
returns table (day date, queue_id integer, task text, running boolean, bucket smallint, jobs bigint)
language sql stable
as $$
select t.* from jobs.daily_times as t where t.day >= _since and t.day <= _until
union all
select r.* from jobs.recent_times(_since::timestamp at time zone 'UTC',
    (least(_until, '9999-12-30') + 1)::timestamp at time zone 'UTC') as r
$$;
comment on function jobs.times_by_bucket is
'How many jobs of a day (UTC) waited, or ran, in each bucket of jobs.bucket; a bucket may come twice, to be added.';

create or replace function jobs.times(_since date, _until date default 'infinity')
returns table (
    day date, queue_id integer, task text, running boolean, p50 double precision, p95 double precision, p99 double precision
)
language sql stable
as $$
with buckets as (
    select b.day, b.queue_id, b.task, b.running, b.bucket, sum(b.jobs) as jobs
    from jobs.times_by_bucket(_since, _until) as b group by 1, 2, 3, 4, 5
), ranked as (
    select b.*, sum(b.jobs) over (partition by b.day, b.queue_id, b.task, b.running order by b.bucket) as upto,
        sum(b.jobs) over (partition by b.day, b.queue_id, b.task, b.running) as total
    from buckets as b
)
select r.day, r.queue_id, r.task, r.running,
    jobs.bucket_seconds(min(r.bucket) filter (where r.upto >= 0.5 * r.total)),
    jobs.bucket_seconds(min(r.bucket) filter (where r.upto >= 0.95 * r.total)),
    jobs.bucket_seconds(min(r.bucket) filter (where r.upto >= 0.99 * r.total))
from ranked as r
group by 1, 2, 3, 4
$$;
comment on function jobs.times is 'How long jobs of a day (UTC) waited and ran, in seconds, by queue and task: percentiles, right within 5 %.';

create or replace function jobs.daily(_since date, _until date default 'infinity')
returns table (
    day date, queue text, task text, jobs bigint, completed bigint, failed bigint, dead bigint, cancelled bigint,
    success_rate numeric, retries bigint, wait_seconds double precision[], run_seconds double precision[]
)
language sql stable
as $$
with days as (
    select (h.hour at time zone 'UTC')::date as day, h.queue_id, h.task, sum(h.completed) as completed, sum(h.failed) as failed,
        sum(h.dead) as dead, sum(h.cancelled) as cancelled, sum(h.retries) as retries
    from jobs.hours_ended(_since::timestamp at time zone 'UTC', (least(_until, '9999-12-30') + 1)::timestamp at time zone 'UTC') as h
    group by 1, 2, 3
), times as materialized (
    select t.* from jobs.times(_since, _until) as t
)
select d.day, q.name, d.task, (d.completed + d.failed + d.dead + d.cancelled)::bigint, d.completed::bigint,
    (d.failed + d.dead)::bigint, d.dead::bigint, d.cancelled::bigint,
    round(d.completed / nullif(d.completed + d.failed + d.dead, 0), 4), d.retries::bigint,
    array[w.p50, w.p95, w.p99], array[r.p50, r.p95, r.p99]
from days as d
join jobs.queues as q on q.id = d.queue_id
left join times as w on (w.day, w.queue_id, w.task) = (d.day, d.queue_id, d.task) and not w.running
left join times as r on (r.day, r.queue_id, r.task) = (d.day, d.queue_id, d.task) and r.running
$$;
comment on function jobs.daily is $$
Jobs that ended, a row a day (UTC), queue and task

failed: for good, those that are dead among them. success_rate: of those that were not cancelled. retries: attempts beyond the first.
wait_seconds, run_seconds: p50, p95 and p99 of the last attempt, within 5 %.
$$;

create or replace view jobs.analytics_daily as
select d.day, d.queue, d.task, d.jobs, d.completed, d.failed, d.cancelled, d.success_rate, d.retries, d.wait_seconds,
    d.run_seconds, d.dead
from jobs.daily((now() - interval '1 year')::date) as d;
comment on view jobs.analytics_daily is
'Jobs that ended, a day (UTC) and task: success rate, retries, p50, p95 and p99 of waiting and running in seconds, within 5 %.';

create or replace function jobs.throughput(_minutes integer default 60)
returns table (
    minute timestamptz, completed bigint, failed bigint, wait_p95 double precision, run_p50 double precision,
    run_p95 double precision
)
language sql stable
as $$
with since as (
    select date_trunc('minute', now()) - make_interval(mins => least(greatest(_minutes, 1), 2880) - 1) as at
), sums as materialized (
    select x.minute, x.kind, x.bucket, sum(x.jobs) as jobs
    from (
        select m.* from jobs.minutes as m where m.minute >= (select s.at from since as s)
        union all
        select date_trunc('minute', e.finished_at), t.kind, t.bucket, count(*)
        from jobs.ended(greatest((select s.at from since as s), (select u.upto from jobs.sums as u))) as e
        cross join lateral (values (e.state::text, 0::smallint), ('wait', jobs.bucket(e.wait)), ('run', jobs.bucket(e.run)))
            as t(kind, bucket)
        where t.bucket is not null group by 1, 2, 3
    ) as x
    group by 1, 2, 3
), ranked as (
    select s.*, sum(s.jobs) over (partition by s.minute, s.kind order by s.bucket) as upto,
        sum(s.jobs) over (partition by s.minute, s.kind) as total
    from sums as s
)
select m.minute, coalesce(sum(r.jobs) filter (where r.kind = 'completed'), 0)::bigint,
    coalesce(sum(r.jobs) filter (where r.kind in ('failed', 'dead')), 0)::bigint,
    jobs.bucket_seconds(min(r.bucket) filter (where r.kind = 'wait' and r.upto >= 0.95 * r.total)),
    jobs.bucket_seconds(min(r.bucket) filter (where r.kind = 'run' and r.upto >= 0.5 * r.total)),
    jobs.bucket_seconds(min(r.bucket) filter (where r.kind = 'run' and r.upto >= 0.95 * r.total))
from since as s
cross join lateral generate_series(s.at, date_trunc('minute', now()), interval '1 minute') as m(minute)
left join ranked as r on r.minute = m.minute
group by 1
order by 1
$$;
comment on function jobs.throughput is
'Jobs that ended in each of the last minutes (two days at most), and how long they waited and ran in seconds, within 5 %.';

create or replace view jobs.queue_overview as
select q.name, q.max_running, q.paused_at, q.paused_by, q.max_attempts, q.timeout_seconds, c.ready as queued, c.running,
    c.delayed + c.blocked + c.held as waiting, c.oldest_ready_at, c.delayed, c.blocked, c.held, c.estimated, d.dead,
    coalesce(e.completed, 0) as completed_last_hour, coalesce(e.failed, 0) as failed_last_hour
from jobs.queues as q
cross join lateral jobs.queue_counts(q.id) as c
cross join lateral (
    select count(*) as dead from (
        select from jobs.history as h where h.queue_id = q.id and h.state = 'dead' limit 10000) as x
) as d
left join (
    select x.queue_id, sum(x.completed) as completed, sum(x.failed + x.dead) as failed
    from jobs.hours_ended(date_trunc('hour', now() - interval '1 hour', 'UTC')) as x group by 1
) as e on e.queue_id = q.id;
comment on view jobs.queue_overview is
'Queues with what is in them now; more than 10,000 are estimated (jobs.queue_counts). dead: in the dead letter, up to 10,000. Since the full hour before.';
