-- Queues and their lanes: made at the first job, woken when they were idle.
-- Who adds to a lane holds its advisory lock shared until the end of the transaction; who would call it idle takes it
-- alone, and so knows that nothing is on its way. 1784 is the class of these locks, 1785 that of queues with a limit,
-- 1786 that of what one does for all (0: jobs.care, 2: ticking, 3: the migration of files), 1787 that of runs of schedules, 1788
-- that of workers that live, 1789 that of their claims.
--
-- Functions that look for jobs turn other ways of reading than by an index off, and join jobs to nothing: a plan that was
-- made while the table was empty is kept, and would read all of it when it has grown.

create or replace function jobs.make_lane(_queue text, _priority smallint)
returns integer
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _lane integer;
begin
    if (_queue ~ '^[a-z][a-z0-9_.-]*$' and char_length(_queue) <= 60) is not true then
        perform iwm.fail('invalid_input', 'The name of a queue has at most 60 lower-case letters, digits and _ . -',
            'It begins with a letter, as in videos.', 'queue');
    end if;
    -- who comes second waits for the first one's transaction: only this once, since all lanes are made together
    insert into queues (name) values (_queue) on conflict (name) do nothing;
    insert into lanes (queue_id, priority)
    select q.id, p from queues as q cross join generate_series(0, 9) as p where q.name = _queue
    on conflict (queue_id, priority) do nothing;
    select l.id into _lane from lanes as l join queues as q on q.id = l.queue_id
    where q.name = _queue and l.priority = _priority;
    return _lane;
end
$$;
comment on function jobs.make_lane is 'The lane of a queue and priority; queue and lanes are made where they are absent.';

do $$ begin perform jobs.make_lane('default', 5::smallint); end $$;

create or replace function jobs.enter(_lanes integer[])
returns void
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
begin
    perform pg_current_xact_id(); -- before any place is taken: see jobs.sweep
    perform pg_advisory_xact_lock_shared(1784, l) from unnest(_lanes) as l order by l;
end
$$;
comment on function jobs.enter is 'Before jobs are put into lanes: nobody will call these idle until this transaction ends.';

create or replace function jobs.busy(_lanes integer[])
returns void
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _called integer[];
begin
    if current_setting('transaction_isolation') = 'read committed' then
        with woken as (
            update lanes set idle = false where id in (
                select l.id from lanes as l where l.id = any (_lanes) and l.idle order by l.id for update skip locked)
            returning id
        )
        insert into lane_calls (lane)
        select l.id from lanes as l where l.id = any (_lanes) and l.idle and l.id not in (select w.id from woken as w);
    else
        -- An old snapshot may show a lane busy that is idle by now, and cannot change it. Each is called once a transaction;
        -- the setting ends, and goes back to a savepoint, as the calls do (to read them would be a conflict of serializable ones).
        _called := coalesce(nullif(current_setting('iwm.lanes_called', true), ''), '{}')::integer[];
        if not _lanes <@ _called then
            insert into lane_calls (lane) select x.lane from unnest(_lanes) as x(lane) where x.lane <> all (_called);
            perform set_config('iwm.lanes_called', (_called || _lanes)::text, true);
        end if;
    end if;
end
$$;
comment on function jobs.busy is 'Lanes are not idle. One that somebody else changes just now is not waited for: it is called, and who claims answers.';

create or replace function jobs.answer_lanes(_limit integer default 1000)
returns integer[]
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _called constant integer[] := array(
        select distinct c.lane from (select x.lane from lane_calls as x order by x.id limit _limit) as c);
begin
    with calls as materialized (
        select c.id, c.lane from lane_calls as c order by c.id limit _limit for update skip locked
    ), free as materialized (
        select l.id from lanes as l where l.id = any (_called) order by l.id for update skip locked
    ), woken as (
        update lanes set idle = false where idle and id = any (array(select f.id from free as f))
    )
    -- one whose row is somebody else's just now is called still, by one call
    delete from lane_calls where id = any (array(
        select x.id from (select c.id, c.lane, min(c.id) over (partition by c.lane) as first from calls as c) as x
        where x.lane in (select f.id from free as f) or x.id > x.first
            or not exists (select from lanes as l where l.id = x.lane)));
    return _called;
end
$$;
comment on function jobs.answer_lanes is 'Lanes that were called are not idle any more, as far as nobody else changes them. Returns those: they are to be read.';

create or replace function jobs.wake(_lanes integer[])
returns void
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _old constant boolean := current_setting('transaction_isolation') <> 'read committed'; -- its snapshot tells nothing of now
    _queue text;
begin
    if not _old and not exists (select from lanes as l where l.id = any (_lanes) and l.idle) then
        return;
    end if;
    for _queue in
        select distinct q.name from lanes as l join queues as q on q.id = l.queue_id where l.id = any (_lanes) and (l.idle or _old)
    loop
        perform pg_notify('iwm_jobs', _queue);
    end loop;
    perform jobs.busy(_lanes);
end
$$;
comment on function jobs.wake is 'After jobs were put into lanes: those that were idle are not any more, and workers are told. Silent otherwise.';

create or replace function jobs.place(_ids bigint[])
returns void
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _now constant timestamptz := clock_timestamp();
    _lanes integer[];
    _waiting text[];
    _freed text[];
begin
    with mine as materialized (
        select j.queue_id, j.priority, j.run_at, j.lane, j.concurrency_key
        from jobs as j where j.id = any (_ids) and j.state = 'queued' order by j.id for update
    )
    select array(select distinct l.id from mine as m join lanes as l on l.queue_id = m.queue_id and l.priority = m.priority
            where m.run_at <= _now),
        array(select distinct m.concurrency_key from mine as m
            where m.run_at <= _now and m.lane is null and m.concurrency_key is not null),
        array(select m.concurrency_key from mine as m
            where m.run_at > _now and m.lane is not null and m.concurrency_key is not null)
    into _lanes, _waiting, _freed;
    perform jobs.enter(_lanes);
    update jobs as j
    set seq = nextval('jobs.place'),
        -- one that has a lane holds its key already
        waits = case when j.run_at > _now then 'time'::waits when j.concurrency_key is not null and j.lane is null then 'key' end,
        lane = case when j.run_at <= _now and (j.concurrency_key is null or j.lane is not null) then (
            select l.id from lanes as l where l.queue_id = j.queue_id and l.priority = j.priority) end
    where j.id = any (_ids) and j.state = 'queued';
    insert into key_calls (key) select k from unnest(_waiting) as k;
    if _freed <> '{}' then
        perform jobs.free_keys(_freed);
    end if;
    perform jobs.wake(_lanes);
end
$$;
comment on function jobs.place is 'Puts queued jobs where they belong now: into their lane, behind their key, or to wait for their time.';
