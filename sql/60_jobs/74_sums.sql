-- Sums of what ended, made as time goes by: exact, and up to half a minute behind; who reads them adds the rest.
-- Times go into buckets of which each ends a tenth after the one before: a percentile is right within 5 %.

create or replace function jobs.bucket(_seconds double precision)
returns smallint
language sql immutable parallel safe
as $$
select case when _seconds <= 0.001 then 0 else least(ceil(ln(least(_seconds, 1e10) * 1000) / ln(1.1)), 400) end::smallint
$$;
comment on function jobs.bucket is 'The bucket of a time: 0 up to a millisecond, each further one a tenth longer.';

create or replace function jobs.bucket_seconds(_bucket integer)
returns double precision
language sql immutable parallel safe
as $$ select case when _bucket <= 0 then 0.0005 else 1.1 ^ (_bucket - 0.5) / 1000 end::double precision $$;
comment on function jobs.bucket_seconds is 'The time in the middle of a bucket, in seconds.';

create or replace function jobs.ended(_since timestamptz, _until timestamptz default 'infinity')
returns table (
    finished_at timestamptz, queue_id integer, task text, state jobs.state, retries integer, wait double precision,
    run double precision
)
language sql stable
as $$
select h.finished_at, h.queue_id, h.task, h.state, greatest(h.attempt - 1, 0),
    case when h.started_at is not null then greatest(extract(epoch from h.started_at - greatest(h.run_at, h.created_at)), 0) end::double precision,
    case when h.started_at is not null then greatest(extract(epoch from h.finished_at - h.started_at), 0) end::double precision
from jobs.history as h where h.finished_at >= _since and h.finished_at < _until
$$;
comment on function jobs.ended is 'Jobs that ended in a time: attempts beyond the first, seconds that the last attempt waited and ran (null: it never began).';

create or replace function jobs.sum_up()
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _it jobs.sums;
    _upto timestamptz;
begin
    -- nothing to do yet is the usual case, and is not written down
    if not exists (select from sums as s where s.next_upto is null or s.next_upto < now() - interval '15 seconds'
        and s.next_xid <= pg_snapshot_xmin(pg_current_snapshot()))
    then
        return false;
    end if;
    select * into _it from sums as s for update skip locked;
    if _it.upto is null or _it.next_xid > pg_snapshot_xmin(pg_current_snapshot()) then
        return false;
    end if;
    if _it.next_upto > _it.upto then
        _upto := least(_it.next_upto, _it.upto + interval '1 hour');
        with over as materialized (
            select e.*, date_trunc('minute', e.finished_at) as minute from jobs.ended(_it.upto, _upto) as e
        ), hours as (
            insert into hourly as h (
                hour, queue_id, task, completed, failed, dead, cancelled, retries, wait_seconds, run_seconds)
            select date_trunc('hour', o.finished_at, 'UTC'), o.queue_id, o.task,
                count(*) filter (where o.state = 'completed'), count(*) filter (where o.state = 'failed'),
                count(*) filter (where o.state = 'dead'), count(*) filter (where o.state = 'cancelled'),
                sum(o.retries), coalesce(sum(o.wait), 0), coalesce(sum(o.run), 0)
            from over as o group by 1, 2, 3
            on conflict (hour, queue_id, task) do update set
                completed = h.completed + excluded.completed, failed = h.failed + excluded.failed,
                dead = h.dead + excluded.dead, cancelled = h.cancelled + excluded.cancelled,
                retries = h.retries + excluded.retries, wait_seconds = h.wait_seconds + excluded.wait_seconds,
                run_seconds = h.run_seconds + excluded.run_seconds
        ), times as materialized (
            select (o.finished_at at time zone 'UTC')::date as day, o.queue_id, o.task, t.running, jobs.bucket(t.seconds) as bucket,
                count(*) as jobs
            from over as o cross join lateral (values (false, o.wait), (true, o.run)) as t(running, seconds)
            where o.wait is not null group by 1, 2, 3, 4, 5
        ), days as (
            insert into daily_times as d (day, queue_id, task, running, bucket, jobs) select t.* from times as t
            on conflict (day, queue_id, task, running, bucket) do update set jobs = d.jobs + excluded.jobs
        ), totals as (
            insert into daily_totals as d (day, running, bucket, jobs)
            select t.day, t.running, t.bucket, sum(t.jobs) from times as t group by 1, 2, 3
            on conflict (day, running, bucket) do update set jobs = d.jobs + excluded.jobs
        ), weeks as (
            insert into weekly_times as w (week, queue_id, task, running, bucket, jobs)
            select date_trunc('week', t.day)::date, t.queue_id, t.task, t.running, t.bucket, sum(t.jobs) from times as t
            group by 1, 2, 3, 4, 5
            on conflict (week, queue_id, task, running, bucket) do update set jobs = w.jobs + excluded.jobs
        )
        insert into minutes as m (minute, kind, bucket, jobs)
        select o.minute, o.state::text, 0, count(*) from over as o group by 1, 2
        union all
        select o.minute, t.kind, jobs.bucket(t.seconds), count(*)
        from over as o cross join lateral (values ('wait', o.wait), ('run', o.run)) as t(kind, seconds)
        where o.wait is not null group by 1, 2, 3
        on conflict (minute, kind, bucket) do update set jobs = m.jobs + excluded.jobs;
        delete from minutes where minute < now() - interval '2 days';
        delete from daily_totals where day < (now() - interval '1 year')::date;
        delete from weekly_times where week < (now() - interval '1 year')::date;
    end if;
    -- what ended before this transaction began has a smaller number than this one: jobs.finish takes the number first
    update sums set upto = coalesce(_upto, upto), next_upto = case when _upto < _it.next_upto then next_upto else now() end,
        next_xid = case when _upto < _it.next_upto then next_xid else pg_current_xact_id() end;
    return true;
end
$$;
comment on function jobs.sum_up is 'Adds what ended to the sums, once nothing can come between any more. True where it did something.';

create or replace function jobs.keep_sums()
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _upto timestamptz;
    _much constant integer := 100000; -- jobs
begin
    -- after a time in which nobody did it: a little each time, so that it ends within any limit for statements
    select s.upto into _upto from sums as s where s.next_upto > s.upto + interval '2 minutes' for update skip locked;
    if found then
        update sums as s
        set next_upto = least(s.next_upto, _upto + case when (
            select count(*) from (
                select from history as h where h.finished_at >= _upto and h.finished_at < _upto + interval '1 hour' limit _much) as x
        ) < _much then interval '1 hour' else interval '2 minutes' end);
    end if;
    return jobs.sum_up();
end
$$;
comment on function jobs.keep_sums is 'Keeps the figures for analytics up to date, once a second, by any number of workers. True where it did something.';

-- A worker of an older version may have summed up while its sums were made (migration 0027): they are made up for here, since
-- from here on both are kept. Who sums up just now is waited for.
do $$
begin
    perform from jobs.sums for update;
    insert into jobs.daily_totals as d (day, running, bucket, jobs)
    select t.day, t.running, t.bucket, sum(t.jobs) from jobs.daily_times as t group by 1, 2, 3
    on conflict (day, running, bucket) do update set jobs = excluded.jobs where d.jobs < excluded.jobs;
    insert into jobs.weekly_times as w (week, queue_id, task, running, bucket, jobs)
    select date_trunc('week', t.day)::date, t.queue_id, t.task, t.running, t.bucket, sum(t.jobs) from jobs.daily_times as t
    group by 1, 2, 3, 4, 5
    on conflict (week, queue_id, task, running, bucket) do update set jobs = excluded.jobs where w.jobs < excluded.jobs;
end
$$;
