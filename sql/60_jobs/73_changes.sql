-- What operators do with jobs: retry, redrive, reprioritise.

create or replace function jobs.retry(_id bigint)
returns text
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _job jobs.jobs;
begin
    select * into _job from jobs as j where j.id = _id for update;
    if _job.id is null then
        return jobs.redrive(_id);
    end if;
    if _job.state = 'queued' and _job.waits in ('time', 'children') then
        update jobs set run_at = least(run_at, clock_timestamp()) where id = _id;
        perform jobs.place(array[_id]);
    end if;
    return _job.state::text;
end
$$;
comment on function jobs.retry is
'A job that waits for its time or its children starts now; one that is over begins again (jobs.redrive). Returns its state; null: no such job.';

create or replace function jobs.redrive(_id bigint)
returns text
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _old history;
begin
    select * into _old from history as h where h.id = _id order by h.finished_at desc limit 1 for update;
    if _old.id is null then
        return (select j.state::text from jobs as j where j.id = _id);
    end if;
    if _old.state = 'completed' then
        perform iwm.fail('job_over', 'This job was completed.', 'Add a new one instead.');
    end if;
    if not jobs.begin_again(_old) then
        perform iwm.fail('job_exists', 'Another job has the dedup_key of this one.', 'Wait until that one is over, or cancel it.',
            'job_id');
    end if;
    return 'queued';
end
$$;
comment on function jobs.redrive is $$
A job that failed, died or was cancelled begins again, with as many attempts as its queue gives; it keeps its id and its errors

Returns queued, or its state where it is not over; null: no such job. Fails with job_over (409) for one that was completed, with
job_exists (409) where another job has its dedup_key now.
$$;

create or replace function jobs.begin_again(_old jobs.history)
returns boolean
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _parent bigint;
begin
    insert into jobs (
        id, seq, queue_id, timeout_seconds, waits, priority, attempt, max_attempts, progress, created_at, run_at, task, args,
        dedup_key, concurrency_key, key_limit, subject, user_id, errors)
    values (_old.id, _old.id, _old.queue_id, _old.timeout_seconds, 'time', _old.priority, _old.attempt,
        least(_old.attempt + (select q.max_attempts from queues as q where q.id = _old.queue_id), 32000),
        0, _old.created_at, clock_timestamp(), _old.task, _old.args, _old.dedup_key, _old.concurrency_key, _old.key_limit,
        _old.subject, _old.user_id, _old.errors)
    on conflict (dedup_key) where dedup_key is not null do nothing;
    if not found then
        return false;
    end if;
    delete from history where id = _old.id and finished_at = _old.finished_at;
    -- a parent that still waits for others waits for this one again
    update jobs set children_open = children_open + 1 where id = _old.parent_id and waits = 'children'
    returning id into _parent;
    if _parent is not null then
        update jobs set parent_id = _parent where id = _old.id;
    end if;
    perform jobs.make_lane(q.name, _old.priority) from queues as q where q.id = _old.queue_id;
    perform jobs.place(array[_old.id]);
    if _old.subject is not null or _old.user_id is not null then
        perform jobs.tell(array[_old.id], 'queued');
    end if;
    return true;
end
$$;
comment on function jobs.begin_again is 'Moves a job from the history back into the queue. False: another one has its dedup_key, nothing was changed.';

create or replace function jobs.redrive_dead(_queue text, _task text default null, _limit integer default 1000)
returns integer
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _old history;
    _count integer := 0;
begin
    for _old in
        select h.* from history as h join queues as q on q.id = h.queue_id
        where q.name = _queue and h.state = 'dead' and (_task is null or h.task = _task)
            and (h.dedup_key is null or not exists (select from jobs as j where j.dedup_key = h.dedup_key))
        order by h.finished_at limit _limit for update of h skip locked
    loop
        _count := _count + jobs.begin_again(_old)::integer; -- one of two with the same key
    end loop;
    return _count;
end
$$;
comment on function jobs.redrive_dead is
'The dead letter of a queue begins again (of a task, where one is named), oldest first, at most _limit; without those whose dedup_key
another job has. Returns how many.';

create or replace function jobs.reprioritise(_id bigint, _priority integer)
returns boolean
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _job jobs.jobs;
begin
    perform jobs.check_job(_priority);
    select * into _job from jobs as j where j.id = _id for update;
    if _job.id is null or _job.priority = _priority then
        return false;
    end if;
    perform jobs.make_lane(q.name, _priority::smallint) from queues as q where q.id = _job.queue_id;
    update jobs set priority = _priority where id = _id;
    if _job.state = 'queued' and _job.lane is not null then
        perform jobs.place(array[_id]);
    end if;
    return true;
end
$$;
comment on function jobs.reprioritise is
'Another priority for a job: behind those that have it already; of a running one, for its next attempt. False where nothing changed.';

create or replace function jobs.reprioritise_many(
    _queue text, _priority integer, _task text default null, _subject text default null, _limit integer default 10000
)
returns integer
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _queue_id constant integer := (select q.id from queues as q where q.name = _queue);
    _ids bigint[];
begin
    perform jobs.check_job(_priority);
    if _queue_id is null then
        return 0;
    end if;
    perform jobs.make_lane(_queue, _priority::smallint);
    _ids := array(
        select j.id from jobs as j
        where j.queue_id = _queue_id and j.state = 'queued' and j.priority <> _priority
            and (_task is null or j.task = _task) and (_subject is null or j.subject = _subject)
        order by j.priority, j.seq limit _limit for update skip locked);
    update jobs set priority = _priority where id = any (_ids);
    perform jobs.place(array(select j.id from jobs as j where j.id = any (_ids) and j.lane is not null));
    return cardinality(_ids);
end
$$;
comment on function jobs.reprioritise_many is
'Another priority for the jobs of a queue that have not begun: all, those of a task, those about something. Returns how many.';
