create or replace function jobs.promote(_limit integer default 1000)
returns integer
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _now constant timestamptz := clock_timestamp(); -- the function itself could not be looked for in the index
    _ids bigint[];
begin
    select array_agg(d.id) into _ids
    from (select j.id from jobs as j where j.waits = 'time' and j.run_at <= _now
        order by j.run_at limit _limit for update skip locked) as d;
    if _ids is not null then
        perform jobs.place(_ids);
    end if;
    return coalesce(cardinality(_ids), 0);
end
$$;
comment on function jobs.promote is 'Puts jobs whose time has come into their lanes. Returns how many.';

create or replace function jobs.claim(
    _worker integer, _limit integer, _queues text[] default null, _lanes integer[] default '{}',
    _places bigint[] default '{}', _look boolean default true
)
returns table (id bigint, attempt smallint, task text, args text, lane integer, seq bigint, timeout_seconds integer)
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
#variable_conflict use_column
declare
    _now constant timestamptz := clock_timestamp();
    _it record;
    _room integer := _limit;
    _most integer;
    _got integer;
    _at integer;
    _after bigint;
    _called integer[] := '{}'::integer[];
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        perform iwm.fail('invalid_input', 'Jobs are claimed in READ COMMITTED only: an old snapshot shows what is not so any more.',
            'begin isolation level read committed.');
    end if;
    perform pg_advisory_xact_lock_shared(1789, _worker); -- then the look at the worker: see jobs.rescue
    if not exists (select from workers as w where w.id = _worker and w.ended_at is null) then
        perform iwm.fail('worker_ended', 'This worker has ended, or never began: nobody would see that its jobs are lost.',
            'jobs.register gives a number to a worker.');
    end if;
    if _look then
        if exists (select from lane_calls) then
            _called := jobs.answer_lanes();
        end if;
        if exists (select from jobs as j where j.waits = 'time' and j.run_at <= _now) then
            perform jobs.promote();
        end if;
        if exists (select from key_calls) then
            perform jobs.admit();
        end if;
    end if;
    for _it in
        select l.id, l.floor, q.id as queue_id, q.max_running
        from (
            select b.* from lanes as b where not b.idle
            union all
            select c.* from lanes as c where c.idle and c.id = any (_called)
        ) as l
        join queues as q on q.id = l.queue_id
        where q.paused_at is null and (_queues is null or q.name = any (_queues))
        order by l.priority, random() -- no queue is always the last
    loop
        exit when _room <= 0;
        _most := _room;
        if _it.max_running is not null then
            _most := least(_room, jobs.room(_it.queue_id, _it.max_running));
            continue when _most <= 0;
        end if;
        _after := _it.floor;
        _at := array_position(_lanes, _it.id);
        if _at is not null and not _look then
            _after := greatest(_after, _places[_at]);
        end if;
        if _it.max_running is null then
            return query
            update jobs as j
            set state = 'running', attempt = j.attempt + 1, worker_id = _worker, started_at = clock_timestamp()
            where j.ctid = any (array( -- the lock holds the row where it is
                select x.ctid from jobs as x
                where x.lane = _it.id and x.seq > _after and x.state = 'queued'
                order by x.seq limit _most for update skip locked))
            returning j.id, j.attempt, j.task, j.args::text, j.lane, j.seq, j.timeout_seconds;
        else
            return query
            with taken as (
                update jobs as j
                set state = 'running', attempt = j.attempt + 1, worker_id = _worker, started_at = clock_timestamp()
                where j.ctid = any (array(
                    select x.ctid from jobs as x
                    where x.lane = _it.id and x.seq > _after and x.state = 'queued'
                    order by x.seq limit _most for update skip locked))
                returning j.id, j.attempt, j.task, j.args::text as args, j.lane, j.seq, j.timeout_seconds
            ), counted as (
                insert into limited (queue_id, job_id) select _it.queue_id, t.id from taken as t
            )
            select t.id, t.attempt, t.task, t.args, t.lane, t.seq, t.timeout_seconds from taken as t;
        end if;
        get diagnostics _got = row_count;
        _room := _room - _got;
        if _got = 0 then
            perform jobs.rest(_it.id);
        end if;
    end loop;
end
$$;
comment on function jobs.claim is $$
Takes up to _limit jobs for a worker, most urgent first, and marks them as running

_queues: these only (null: all). _lanes, _places: where the worker has read each lane up to; it goes on behind that.
_look: read every lane from its floor, and let start what waited for its time or its key: at start, when told of new jobs,
and once a second, so that a job is found that committed late or was handed back. Without a worker's memory (in psql) that is
the right way. Lanes at rest are not read, however many they are.
The attempt number goes with the run: jobs.finish and its like take it, and refuse one that is out of date. A job that was
handed back has the same one again: who hands it back has to forget it.
Errors: worker_ended (register again); invalid_input in a transaction that is not READ COMMITTED.
$$;

create or replace function jobs.room(_queue_id integer, _max_running integer)
returns integer
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
begin
    for _try in 1..5 loop
        if pg_try_advisory_xact_lock(1785, _queue_id) then
            return _max_running - (select count(*) from limited as r where r.queue_id = _queue_id);
        end if;
        perform pg_sleep(0.002); -- who counts, counts alone, for a moment
    end loop;
    return 0;
end
$$;
comment on function jobs.room is 'How many more jobs of a queue with a limit may run. Nobody else starts one of it before this transaction ends.';

create or replace function jobs.last_place()
returns bigint
language sql stable
as $$
select case when p.is_called then p.last_value else p.last_value - 1 end from jobs.place as p
$$;
comment on function jobs.last_place is 'The last place that was taken; 0 where none was yet.';

create or replace function jobs.rest(_lane integer)
returns void
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _place bigint;
begin
    if not pg_try_advisory_xact_lock(1784, _lane) then
        return; -- somebody is adding to it
    end if;
    -- nothing is on its way: what comes later takes a later place
    _place := jobs.last_place();
    update lanes as l
    set idle = true, next_floor_xid = null,
        floor = coalesce((select j.seq - 1 from jobs as j where j.lane = _lane and j.seq > l.floor order by j.seq limit 1), _place),
        -- to be reached when those have ended that still run
        next_floor = (select _place from jobs as j where j.lane = _lane and j.seq > l.floor limit 1)
    where l.id in (select x.id from lanes as x where x.id = _lane and not x.idle for update skip locked)
        and not exists (select from jobs as j where j.lane = _lane and j.seq > l.floor and j.state = 'queued')
        and not exists (select from key_calls); -- of jobs that may be for this lane
end
$$;
comment on function jobs.rest is
'Calls a lane idle where nothing is to be started and nothing is on its way: the next job in it will tell the workers. Its floor moves up.';

create or replace function jobs.sweep()
returns integer
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _it record;
    -- read before this transaction gets its number
    _place constant bigint := case when pg_current_xact_id_if_assigned() is null then jobs.last_place() end;
    _lowest bigint;
    _count integer := 0;
begin
    if _place is null then
        return 0;
    end if;
    for _it in select l.* from lanes as l where not l.idle or l.next_floor is not null order by l.id for update skip locked loop
        continue when _it.next_floor_xid > pg_snapshot_xmin(pg_current_snapshot());
        _lowest := _it.floor;
        if _it.next_floor is not null then
            -- all that could put a job at or before next_floor has ended
            _lowest := least(_it.next_floor, coalesce((
                select j.seq - 1 from jobs as j where j.lane = _it.id and j.seq > _it.floor order by j.seq limit 1), _it.next_floor));
        end if;
        if _it.idle then
            continue when _lowest = _it.floor;
            update lanes set floor = _lowest, next_floor = nullif(next_floor, _lowest) where id = _it.id;
        else
            update lanes set floor = _lowest, next_floor = _place, next_floor_xid = pg_current_xact_id() where id = _it.id;
        end if;
        _count := _count + 1;
    end loop;
    return _count;
end
$$;
comment on function jobs.sweep is $$
Moves the floors of lanes forward, to the first job that is still there; once a second is enough

A place is taken after its transaction has its number (jobs.enter). So what took a place before it was read here has a smaller
number than this transaction, and once every transaction below that number has ended, no job can come at such a place. A
snapshot held for long does not hold this up, an open transaction that wrote something does. Does nothing in a transaction
that has written already. Returns how many it moved.
$$;

-- What an older version left idle with a job in it is read once; lanes that are empty come to rest again.
update jobs.lanes set idle = false where idle;
