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
    _parent bigint;
begin
    select * into _old from history as h where h.id = _id order by h.finished_at desc limit 1 for update;
    if _old.id is null then
        return (select j.state::text from jobs as j where j.id = _id);
    end if;
    if _old.state = 'completed' then
        perform iwm.fail('job_over', 'This job was completed.', 'Add a new one instead.');
    end if;
    delete from history where id = _id and finished_at = _old.finished_at;
    -- a parent that still waits for others waits for this one again
    update jobs set children_open = children_open + 1 where id = _old.parent_id and waits = 'children'
    returning id into _parent;
    insert into jobs (
        id, seq, queue_id, timeout_seconds, waits, priority, attempt, max_attempts, progress, created_at, run_at, task, args,
        concurrency_key, key_limit, parent_id, subject, user_id, errors)
    values (_old.id, _old.id, _old.queue_id, _old.timeout_seconds, 'time', _old.priority, _old.attempt,
        least(_old.attempt + (select q.max_attempts from queues as q where q.id = _old.queue_id), 32000),
        0, _old.created_at, clock_timestamp(), _old.task, _old.args, _old.concurrency_key, _old.key_limit, _parent,
        _old.subject, _old.user_id, _old.errors);
    perform jobs.make_lane(q.name, _old.priority) from queues as q where q.id = _old.queue_id;
    perform jobs.place(array[_id]);
    if _old.subject is not null or _old.user_id is not null then
        perform jobs.tell(array[_id], 'queued');
    end if;
    return 'queued';
end
$$;
comment on function jobs.redrive is $$
A job that failed, died or was cancelled begins again, with as many attempts as its queue gives; it keeps its id and its errors

Returns queued, or its state where it is not over; null: no such job. Fails with job_over (409) for one that was completed.
$$;

create or replace function jobs.redrive_dead(_queue text, _task text default null, _limit integer default 1000)
returns integer
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _id bigint;
    _count integer := 0;
begin
    for _id in
        select h.id from history as h join queues as q on q.id = h.queue_id
        where q.name = _queue and h.state = 'dead' and (_task is null or h.task = _task)
        order by h.finished_at limit _limit for update of h skip locked
    loop
        perform jobs.redrive(_id);
        _count := _count + 1;
    end loop;
    return _count;
end
$$;
comment on function jobs.redrive_dead is
'The dead letter of a queue begins again (of a task, where one is named), oldest first, at most _limit. Returns how many.';

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
