create or replace function jobs.finish(
    _ids bigint[], _attempts smallint[], _results jsonb[] default null, _state jobs.state default 'completed'
)
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _it record;
    _count integer := 0;
    _over bigint[];
    _keys text[];
    _parents bigint[];
    _watched bigint[];
    _now timestamptz;
begin
    if _state in ('queued', 'running') then
        perform iwm.fail('invalid_input', format('A job does not end as %s.', _state), 'completed, failed, cancelled or dead.', 'state');
    end if;
    perform pg_current_xact_id(); -- before the time is taken: see jobs.sum_up
    _now := clock_timestamp();
    if _attempts[1] <> any (_attempts) then -- each attempt by itself, so that the index is asked for a list of numbers
        for _it in
            select array_agg(x.id) as ids, array_agg(x.attempt) as attempts, array_agg(x.result) as results
            from unnest(_ids, _attempts, _results) as x(id, attempt, result) group by x.attempt
        loop
            _count := _count + jobs.finish(_it.ids, _it.attempts, case when _results is not null then _it.results end, _state);
        end loop;
        return _count;
    end if;
    with over as (
        delete from jobs as j
        where j.id = any (_ids) and j.attempt = _attempts[1] and j.state = 'running'
            and (_state <> 'cancelled' or j.cancel_requested_at is not null) -- a worker that is mistaken cancels nothing
        returning j.*
    ), kept as (
        insert into history (
            id, finished_at, queue_id, state, priority, attempt, max_attempts, progress, worker_id, created_at, run_at,
            started_at, timeout_seconds, task, args, parent_id, subject, user_id, dedup_key, concurrency_key, key_limit,
            message, errors, result)
        select o.id, _now, o.queue_id, _state, o.priority, o.attempt, o.max_attempts,
            case when _state = 'completed' then 100 else o.progress end, o.worker_id, o.created_at, o.run_at, o.started_at,
            o.timeout_seconds, o.task, o.args, o.parent_id, o.subject, o.user_id, o.dedup_key, o.concurrency_key, o.key_limit,
            o.message, o.errors, case when _results is not null then _results[array_position(_ids, o.id)] end
        from over as o
    )
    -- a key is held from when its job gets a lane
    select array_agg(o.id), array_agg(o.concurrency_key) filter (where o.concurrency_key is not null and o.lane is not null),
        array_agg(o.parent_id) filter (where o.parent_id is not null),
        array_agg(o.id) filter (where o.subject is not null or o.user_id is not null)
    into _over, _keys, _parents, _watched
    from over as o;
    perform jobs.release(_over, _keys, _parents);
    if _watched is not null then
        perform jobs.tell(_watched, _state::text);
    end if;
    return coalesce(cardinality(_over), 0);
end
$$;
comment on function jobs.finish is $$
Ends running jobs that a worker claimed: they move to the history. Returns how many were still its own

_attempts: as jobs.claim gave them; one that does not fit any more (the job was given to somebody else meanwhile) changes
nothing. _results: what the API shows of them. _state: cancelled only where jobs.cancel asked for it.
$$;

create or replace function jobs.release(_ids bigint[], _keys text[], _parents bigint[])
returns void
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _it record;
    _parent bigint;
    _ready bigint[] := '{}'::bigint[];
begin
    if exists (select from limited) then
        delete from limited where job_id = any (_ids);
    end if;
    if _parents is not null then
        for _it in select u.id, count(*)::integer as count from unnest(_parents) as u(id) group by 1 order by 1 loop
            update jobs set children_open = greatest(children_open - _it.count, 0) where id = _it.id
            returning case when children_open = 0 and waits = 'children' then id end into _parent;
            _ready := _ready || _parent;
        end loop;
        _ready := array_remove(_ready, null);
        if _ready <> '{}' then
            perform jobs.place(_ready);
        end if;
    end if;
    if _keys is not null then -- after the parents: rows of jobs are locked before keys
        perform jobs.free_keys(_keys);
    end if;
end
$$;
comment on function jobs.release is 'What jobs that ended held up: room in their queue and key, parents that waited for them.';

create or replace function jobs.error_of(_job jobs.jobs, _error text)
returns jsonb
language sql volatile
as $$
select jsonb_build_object('attempt', _job.attempt, 'at', clock_timestamp(), 'error', left(_error, 4000),
    'started_at', _job.started_at, 'worker', _job.worker_id)
$$;
comment on function jobs.error_of is 'What is kept of a failure in the errors of a job.';

create or replace function jobs.fail(
    _id bigint, _attempt integer, _error text, _final boolean default false, _retry_in interval default null
)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _job jobs.jobs;
    _queue jobs.queues;
    _wait interval;
    _state state;
begin
    select * into _job from jobs as j where j.id = _id and j.attempt = _attempt and j.state = 'running' for update;
    if _job.id is null then
        return null;
    end if;
    select * into _queue from queues as q where q.id = _job.queue_id;
    update jobs set errors = coalesce(errors, '[]') || jobs.error_of(_job, _error) where id = _id;
    if _final or _attempt >= _job.max_attempts or _job.cancel_requested_at is not null then
        _state := case when _job.cancel_requested_at is not null then 'cancelled'::state when _final then 'failed' else 'dead' end;
        perform jobs.finish(array[_id], array[_attempt::smallint], null, _state);
        return _state;
    end if;
    -- twice as long each time, half of it by chance, so that what failed together does not come back together
    _wait := coalesce(case when _retry_in is not null then least(greatest(_retry_in, interval '0'), interval '1 year') end, make_interval(secs => least(_queue.backoff_cap_seconds::double precision,
        _queue.backoff_seconds * 2.0 ^ least(_attempt - 1, 30)) * (0.5 + 0.5 * random())));
    update jobs
    set state = 'queued', waits = 'time', lane = null, worker_id = null, run_at = clock_timestamp() + _wait, progress = 0
    where id = _id;
    perform jobs.release(array[_id], case when _job.concurrency_key is not null then array[_job.concurrency_key] end, null);
    if _job.subject is not null or _job.user_id is not null then
        perform jobs.tell(array[_id], 'retried');
    end if;
    return 'queued';
end
$$;
comment on function jobs.fail is $$
A running job failed: it is tried again later, or is over

After backoff_seconds * 2^(attempt - 1), at most backoff_cap_seconds, half of it by chance; or after _retry_in, at most a year.
_final: trying again would not help. One that was cancelled is not tried again. Returns its state now (queued, failed, dead, cancelled), null
where the attempt is out of date.
$$;

create or replace function jobs.hand_back(_ids bigint[], _attempts smallint[], _worker integer default null)
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _over bigint[];
    _ended smallint[];
    _back bigint[];
    _lanes integer[];
begin
    with mine as materialized (
        select j.id, j.attempt, j.lane, j.cancel_requested_at is not null as over
        from jobs as j
        where j.id = any (_ids) and j.state = 'running' and (_worker is null or j.worker_id = _worker) for update
    ), fit as (
        select m.* from mine as m join unnest(_ids, _attempts) as x(id, attempt) on x.id = m.id and x.attempt = m.attempt
    )
    select array_agg(f.id) filter (where f.over), array_agg(f.attempt) filter (where f.over),
        array_agg(f.id) filter (where not f.over), array_agg(distinct f.lane) filter (where not f.over)
    into _over, _ended, _back, _lanes
    from fit as f;
    if _over is not null then
        perform jobs.finish(_over, _ended, null, 'cancelled');
    end if;
    if _back is null then
        return 0;
    end if;
    update jobs set attempt = attempt - 1 where id = any (_back);
    perform jobs.give_back(_back, _lanes);
    return cardinality(_back);
end
$$;
comment on function jobs.hand_back is $$
Gives claimed jobs back that were not begun, or were broken off: no attempt is used up, their place in the lane stays

_worker: only while they are this worker's; the attempt alone does not tell, as the next one gets the same number.
Returns how many. One that was cancelled meanwhile is over.
$$;

create or replace function jobs.give_back(_ids bigint[], _lanes integer[])
returns void
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
begin
    perform jobs.enter(_lanes); -- nobody sees yet that they are to be started
    update jobs set state = 'queued', worker_id = null, started_at = null, progress = 0 where id = any (_ids);
    if exists (select from limited) then
        delete from limited where job_id = any (_ids);
    end if;
    perform jobs.busy(_lanes);
    perform pg_notify('iwm_jobs', '');
end
$$;
comment on function jobs.give_back is 'Running jobs are to be started again, at their place in their lane; what they hold of their key stays theirs.';

create or replace function jobs.cancel(_id bigint)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _job jobs.jobs;
begin
    select * into _job from jobs as j where j.id = _id for update;
    if _job.id is null then
        return (select h.state::text from history as h where h.id = _id order by h.finished_at desc limit 1);
    end if;
    if _job.state = 'running' then
        update jobs set cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp()) where id = _id;
        perform pg_notify('iwm_jobs_cancel', _id::text);
        return 'running';
    end if;
    -- it does not run: over at once, as a running one
    update jobs set state = 'running', cancel_requested_at = clock_timestamp() where id = _id;
    perform jobs.finish(array[_id], array[_job.attempt], null, 'cancelled');
    if _job.waits = 'children' then
        perform jobs.cancel(j.id) from jobs as j where j.parent_id = _id order by j.id;
    end if;
    return 'cancelled';
end
$$;
comment on function jobs.cancel is $$
Cancels a job: a waiting one at once, a running one as soon as its worker hears of it

With a job that waits for its children, these are cancelled too. Returns its state; null: no such job.
$$;
