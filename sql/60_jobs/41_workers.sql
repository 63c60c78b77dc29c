-- Workers: they register, give signs of life, leave; what becomes of the jobs of one that is lost.

create or replace function jobs.register(
    _name text, _host text default null, _pid integer default null, _queues text[] default '{}',
    _concurrency integer default 1, _lease_seconds integer default 30
)
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _id integer;
begin
    insert into workers (name, host, pid, queues, concurrency, lease_seconds)
    values (_name, _host, _pid, _queues, _concurrency, _lease_seconds)
    returning id into _id;
    return _id;
end
$$;
comment on function jobs.register is 'A worker begins. Returns the number that jobs.claim takes. It has to give a sign of life (jobs.heartbeat) within its lease.';

create or replace function jobs.know(_tasks jsonb)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
as $$
begin
    insert into tasks as t (name, kind, description, arguments)
    select x.name, x.kind, x.description, x.arguments
    from jsonb_to_recordset(_tasks) as x(name text, kind text, description text, arguments jsonb) order by x.name
    on conflict (name) do update
    set kind = excluded.kind, description = excluded.description, arguments = excluded.arguments, seen_at = clock_timestamp();
    delete from tasks where seen_at < clock_timestamp() - interval '90 days';
end
$$;
comment on function jobs.know is 'A worker that begins tells the tasks that it knows: [{"name", "kind", "description", "arguments": JSON Schema}].';

create or replace function jobs.alive(_host text)
returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, jobs, pg_temp
as $$
begin
    return exists (
        select from workers as w
        where w.host = _host and w.ended_at is null and w.seen_at > clock_timestamp() - make_interval(secs => w.lease_seconds));
end
$$;
comment on function jobs.alive is 'Whether a worker of this machine has given a sign of life within its lease.';

create or replace function jobs.hold_session(_worker integer)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
as $$
begin
    if not pg_try_advisory_lock(1788, _worker) then
        return false;
    end if;
    update workers set session = true where id = _worker;
    return true;
end
$$;
comment on function jobs.hold_session is $$
A worker says that it lives as long as this session: it is lost after a third of its lease without a sign of life where that ended

False: its session before is not gone yet; to be asked again.
$$;

create or replace function jobs.heartbeat(
    _worker integer, _ids bigint[] default '{}', _attempts smallint[] default '{}', _progress smallint[] default null,
    _messages text[] default null, _completed bigint default null, _failed bigint default null,
    _running integer default null, _stopping boolean default null, _begun bigint[] default '{}'
)
returns bigint[]
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _watched bigint[];
    _stop bigint[];
begin
    update workers
    set seen_at = clock_timestamp(), ended_at = null, completed = coalesce(_completed, completed),
        failed = coalesce(_failed, failed), running = coalesce(_running, running), stopping = coalesce(_stopping, stopping)
    where id = _worker;
    with mine as materialized (
        select j.id, j.attempt, j.progress, j.message, j.cancel_requested_at is not null as over
        from jobs as j where j.id = any (_ids) and j.state = 'running' and j.worker_id = _worker
    )
    select array_agg(x.id) filter (where m.id is null or m.over),
        array_agg(x.id) filter (where x.progress > m.progress or x.message <> coalesce(m.message, ''))
    into _stop, _watched
    from unnest(_ids, _attempts, _progress, _messages) as x(id, attempt, progress, message)
    left join mine as m on m.id = x.id and m.attempt = x.attempt;
    if _watched is not null then
        -- one that somebody holds just now is told the next time: a sign of life waits for nobody
        select array_agg(h.id) into _watched from (
            select j.id from jobs as j
            where j.id = any (_watched) and j.state = 'running' and j.worker_id = _worker for update skip locked) as h;
        with moved as (
            update jobs as j
            set progress = greatest(j.progress, least(coalesce(_progress[array_position(_ids, j.id)], 0), 100)),
                message = coalesce(left(_messages[array_position(_ids, j.id)], 500), j.message)
            where j.id = any (_watched)
            returning j.id, j.subject, j.user_id
        )
        select array_agg(m.id) into _watched from moved as m where m.subject is not null or m.user_id is not null;
        if _watched is not null then
            perform jobs.tell(_watched, 'progress');
        end if;
    end if;
    if _begun <> '{}' then
        select array_agg(j.id) into _watched from jobs as j
        where j.id = any (_begun) and j.id <> all (coalesce(_watched, '{}')) and j.state = 'running' and j.worker_id = _worker
            and (j.subject is not null or j.user_id is not null);
        if _watched is not null then
            perform jobs.tell(_watched, 'running');
        end if;
    end if;
    return coalesce(_stop, '{}');
end
$$;
comment on function jobs.heartbeat is $$
A worker is alive, and how far its jobs are

_progress: 0 to 100, never back; _messages: a line to show. _completed, _failed: how many it ended so far; _running: how many it
runs; _stopping: it takes no more; _begun: those whose watchers are to be told that they run. Returns the jobs that it must stop: cancelled, or not its own any more.
$$;

create or replace function jobs.rescue(_up_since timestamptz default '-infinity')
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = on
as $$
declare
    _now constant timestamptz := clock_timestamp();
    _lost constant text := 'the worker was lost';
    _gone integer[];
    _it record;
    _back bigint[] := '{}'::bigint[];
    _count integer := 0;
begin
    with lost as (
        update workers set ended_at = _now, cleared = false
        where id in (
            select w.id from workers as w
            where w.ended_at is null and (greatest(w.seen_at, _up_since) < _now - make_interval(secs => w.lease_seconds)
                or w.session and greatest(w.seen_at, _up_since) < _now - make_interval(secs => w.lease_seconds / 3.0) and not exists (
                    select from pg_locks as l
                    where l.locktype = 'advisory' and l.classid = 1788 and l.objid = w.id::oid and l.objsubid = 2
                        and l.database = (select d.oid from pg_database as d where d.datname = current_database())))
            for update skip locked)
        returning id
    )
    select count(*) into _count from lost as l;
    if _count = 0 and not exists (select from workers as w where w.ended_at is not null and not w.cleared) then
        return 0;
    end if;
    -- the next statement sees what those have claimed of which no claim is under way; others are looked at again
    select array_agg(w.id) into _gone
    from workers as w where w.ended_at is not null and not w.cleared and pg_try_advisory_xact_lock(1789, w.id);
    _count := 0;
    for _it in
        select j.id, j.attempt, j.lane, j.attempt < j.max_attempts and j.cancel_requested_at is null
                and not coalesce(j.errors @> jsonb_build_array(jsonb_build_object('error', _lost)), false) as first
        from jobs as j
        where j.state = 'running' and not exists (select from workers as w where w.id = j.worker_id and w.ended_at is null)
        order by j.id for update skip locked
    loop
        if _it.first then
            _back := _back || _it.id;
        else -- with a pause by chance, so that one which kills its workers parts from those beside it
            perform jobs.fail(_it.id, _it.attempt, _lost, _retry_in => make_interval(secs => 1 + 4 * random()));
        end if;
        _count := _count + 1;
    end loop;
    if _back <> '{}' then
        update jobs as j set errors = coalesce(j.errors, '[]') || jobs.error_of(j, _lost) where j.id = any (_back);
        perform jobs.give_back(_back, array(select distinct j.lane from jobs as j where j.id = any (_back)));
    end if;
    update workers as w set cleared = true
    where w.id = any (_gone) and not exists (select from jobs as j where j.state = 'running' and j.worker_id = w.id);
    return _count;
end
$$;
comment on function jobs.rescue is $$
Takes their jobs from workers that were not seen for their lease, or whose session ended without a word

They start again, where they stood; from the second time on after a pause of at most 5 seconds. Each time uses an attempt: where
there is none left they are dead. Jobs of a worker that has ended, or is not there, are nobody's too.
_up_since: nobody could give a sign of life before (the server was away), so nobody is lost for that. Returns how many.
$$;

create or replace function jobs.leave(_worker integer)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
as $$
begin
    perform jobs.stray(_worker);
    update workers set seen_at = clock_timestamp(), ended_at = clock_timestamp(), running = 0, cleared = false
    where id = _worker and ended_at is null;
end
$$;
comment on function jobs.leave is 'A worker ends: what it still has is given back, no attempt is used up.';

create or replace function jobs.stray(_worker integer, _ids bigint[] default '{}', _session text default null)
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = on
as $$
declare
    _it record;
begin
    if _session is not null then
        begin
            perform pg_terminate_backend(a.pid, 2000) from pg_stat_activity as a
            where a.application_name = _session and a.datname = current_database() and a.pid <> pg_backend_pid();
        exception when insufficient_privilege then
            null; -- it ends by itself as soon as it speaks
        end;
    end if;
    select array_agg(j.id) as ids, array_agg(j.attempt) as attempts into _it
    from jobs as j where j.state = 'running' and j.worker_id = _worker and j.id <> all (_ids);
    if _it.ids is null then
        return 0;
    end if;
    return jobs.hand_back(_it.ids, _it.attempts, _worker);
end
$$;
comment on function jobs.stray is $$
Gives back the jobs of a worker that it does not know of: a claim took effect, and its answer was lost

_ids: those that it has. _session: application_name of the session that was lost, which may still be at it: it is ended first.
Returns how many.
$$;

create or replace function jobs.count_limits()
returns integer
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _it record;
    _count integer := 0;
begin
    for _it in
        select q.id from queues as q
        where q.limit_xid <= pg_snapshot_xmin(pg_current_snapshot()) and pg_try_advisory_xact_lock(1785, q.id)
    loop
        insert into limited (queue_id, job_id)
        select _it.id, j.id from jobs as j
        where j.lane = any (array(select l.id from lanes as l where l.queue_id = _it.id)) and j.state = 'running'
        on conflict do nothing;
        update queues set limit_xid = null where id = _it.id;
        _count := _count + 1;
    end loop;
    return _count;
end
$$;
comment on function jobs.count_limits is 'Counts what ran of a queue when it got a limit, as soon as no claim can be under way that does not know of it.';

create or replace function jobs.care(_up_since timestamptz default pg_postmaster_start_time())
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _count integer;
begin
    if not pg_try_advisory_xact_lock(1786, 0) then
        return 0; -- one of the workers does it
    end if;
    perform jobs.sweep();
    _count := jobs.rescue(_up_since);
    if exists (select from queues as q where q.limit_xid is not null) then
        perform jobs.count_limits();
    end if;
    if to_regclass('jobs.history_' || to_char((now() + interval '1 day') at time zone 'UTC', 'YYYY_MM')) is null then
        perform ops.make_partitions('jobs.history'); -- a schedule does it long before, where one runs
    end if;
    return _count;
end
$$;
comment on function jobs.care is $$
What has to be seen to once a second: floors of lanes, lost workers, limits that were set, room for tomorrow's history

Any number of workers may call it; and jobs.keep_sums beside it, in a transaction of its own: what only counts keeps no job from
being rescued. _up_since: see jobs.rescue. Returns jobs rescued.
$$;

create or replace function jobs.next_due()
returns double precision
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
begin
    return (select extract(epoch from j.run_at - clock_timestamp()) from jobs as j where j.waits = 'time' order by j.run_at limit 1);
end
$$;
comment on function jobs.next_due is 'Seconds until the next delayed job may start, null where there is none: so long a worker with nothing to do may sleep.';
