-- Taking a slot. Whoever comes (a worker, pg_cron, psql) locks the row of the schedule first and passes by where it is locked;
-- the unique key (name, slot) is the second guard. So each slot is decided once.
-- A run that is committed before it works (_session) holds an advisory lock of class 1787 for as long as its session lives:
-- one that is not finished and whose lock is free has lost its session.

create or replace function ops.clock()
returns timestamptz
language sql volatile
as $$ select coalesce(nullif(current_setting('iwm.now', true), '')::timestamptz, clock_timestamp()) $$;
comment on function ops.clock is 'iwm.now(), but for the moment and not for the transaction: when a run began and ended.';

create or replace function ops.is_dead(_run_id bigint)
returns boolean
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- whoever is just finishing it has the row locked
    perform from ops.schedule_runs as r where r.id = _run_id and r.state = 'running' and not r.followed for update skip locked;
    return found and pg_try_advisory_xact_lock(1787, (_run_id % 2147483648)::integer);
end
$$;
comment on function ops.is_dead is 'True for a run whose session ended before it did. It stays locked until the end of the transaction.';

create or replace function ops.cron_is_here()
returns boolean
language sql stable
as $$
select coalesce(current_setting('cron.database_name', true) = current_database(), false)
    -- not to_regclass: whoever only reads has no right in that schema
    and exists (select from pg_class as c join pg_namespace as n on n.oid = c.relnamespace where (n.nspname, c.relname) = ('cron', 'job'))
    and to_regproc('ops.follow_cron') is not null
$$;
comment on function ops.cron_is_here is 'Whether pg_cron works in this database, and sql/optional/pg_cron is loaded.';

create or replace function ops.is_followed_alive(_pid integer, _started_at timestamptz)
returns boolean
language sql stable
as $$
select exists (
    select from pg_stat_activity as a
    where a.pid = _pid and a.datname = current_database()
        -- pg_cron writes down the time when it heard that its session began
        and (a.backend_start is null or a.backend_start <= _started_at + interval '10 seconds'))
$$;
comment on function ops.is_followed_alive is 'Whether the session is there that pg_cron began for a plain command.';

create or replace function ops.settle_followed()
returns integer
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    _open bigint[] := array[]::bigint[]; -- of these pg_cron has still to say how they went
    _count integer;
begin
    if ops.cron_is_here() and has_schema_privilege('cron', 'usage') then
        execute format('select %s()', to_regproc('ops.follow_cron'));
        execute format('select array(select r.id from ops.schedule_runs as r
            join %s as d on (d.job_pid, d.start_time) = (r.pid, r.started_at)
                and d.status not in (''succeeded'', ''failed'')
            where r.followed and r.state = ''running'')', to_regclass('cron.job_run_details'))
        into _open;
    end if;
    update ops.schedule_runs as r set state = 'lost', finished_at = ops.clock(), error = 'the session that ran it ended'
    where r.followed and r.state = 'running' and r.id <> all (_open) and not ops.is_followed_alive(r.pid, r.started_at);
    get diagnostics _count = row_count;
    return _count;
end
$$;
comment on function ops.settle_followed is $$
Takes over how the plain commands of pg_cron went; those whose session ended without a word of it are lost. Returns how many

Also where pg_cron, or its job, has gone meanwhile.
$$;

create or replace function ops.note_missed(_schedule ops.schedules, _before timestamptz, _why text)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    _slot timestamptz := _schedule.last_slot;
begin
    for _number in 1..100 loop
        _slot := ops.next_slot(_schedule.cron, _slot, _schedule.time_zone);
        exit when _slot >= _before;
        insert into ops.schedule_runs (name, slot, state, error)
        values (_schedule.name, _slot, 'missed', case _number when 100 then _why || '; and so were all until ' || _before else _why end)
        on conflict (name, slot) do nothing;
    end loop;
end
$$;
comment on function ops.note_missed is 'Writes down the slots that will not run, up to a hundred.';

create or replace function ops.due_slot(_schedule ops.schedules)
returns timestamptz
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    _now constant timestamptz := iwm.now();
    -- a tick that comes so late is still in time
    _grace constant interval := interval '5 minutes';
    _slot timestamptz;
begin
    if not _schedule.enabled or _schedule.next_slot > _now then
        return null;
    end if;
    _slot := case when _schedule.catch_up = 'all' then ops.next_slot(_schedule.cron, _schedule.last_slot, _schedule.time_zone)
        else ops.last_slot(_schedule.cron, _now, _schedule.last_slot, _schedule.time_zone) end;
    if _slot is null or _slot > _now then
        update ops.schedules as s set next_slot = ops.next_slot(s.cron, s.last_slot, s.time_zone) where s.name = _schedule.name;
        return null; -- the rules of the time zone are others now
    end if;
    if _schedule.catch_up = 'skip' and _slot < _now - _grace then
        perform ops.note_missed(_schedule, _slot + interval '1 second', 'nobody ran it in time');
    else
        perform ops.note_missed(_schedule, _slot, case _schedule.catch_up when 'skip' then 'nobody ran it in time'
            else 'made up for by the run of ' || to_char(_slot at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC' end);
    end if;
    update ops.schedules as s set last_slot = _slot, next_slot = ops.next_slot(s.cron, _slot, s.time_zone) where s.name = _schedule.name;
    if _schedule.catch_up = 'skip' and _slot < _now - _grace then
        return null;
    end if;
    return _slot;
end
$$;
comment on function ops.due_slot is
'The slot of a schedule that is to run now, by its policy for missed ones; the schedule moves on behind it. Null where none is.';

create or replace function ops.claim_run(_name text, _by text default null, _session boolean default false)
returns ops.schedule_runs
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    _schedule ops.schedules;
    _run ops.schedule_runs;
    _it record;
    _slot timestamptz;
    _again bigint;
    _busy boolean := false;
begin
    if current_setting('iwm.schedule', true) <> '' then
        return null; -- a run does not start another one
    end if;
    if exists (select from ops.schedule_runs as r where r.name = _name and r.state = 'running' and r.followed) then
        perform ops.settle_followed();
    end if;
    select * into _schedule from ops.schedules as s where s.name = _name for update skip locked;
    if _schedule.name is null then
        return null;
    end if;
    for _it in
        select r.id, r.attempt, r.manual, r.followed from ops.schedule_runs as r
        where r.name = _name and r.state = 'running' order by r.slot
    loop
        if _it.followed or not ops.is_dead(_it.id) then
            _busy := true;
        elsif _again is null and _schedule.enabled and _schedule.catch_up <> 'skip' and not _it.manual and _it.attempt < 3
            and (_schedule.catch_up = 'all' or _schedule.next_slot > iwm.now())
        then
            _again := _it.id;
        else
            update ops.schedule_runs set state = 'lost', finished_at = ops.clock(), error = 'the session that ran it ended'
            where id = _it.id;
        end if;
    end loop;
    _busy := _busy or _schedule.kind in ('job', 'command')
        and exists (select from jobs.jobs as j where j.dedup_key = 'schedule:' || _name);
    if _busy and not _schedule.allow_overlap then
        return null; -- its slots wait; once it has ended they are as late as they are
    end if;
    select coalesce((select r.id from ops.schedule_runs as r where r.name = _name and r.state = 'waiting' order by r.id limit 1), _again)
    into _again;
    if _again is not null then
        update ops.schedule_runs
        set state = 'running', attempt = attempt + (state = 'running')::integer, started_at = ops.clock(), run_by = _by,
            pid = pg_backend_pid(), batches = 0
        where id = _again
        returning * into _run;
    else
        loop
            _slot := ops.due_slot(_schedule);
            exit when _slot is null;
            insert into ops.schedule_runs (name, slot, state, started_at, run_by, pid)
            values (_name, _slot, 'running', ops.clock(), _by, pg_backend_pid())
            on conflict (name, slot) do nothing
            returning * into _run;
            exit when _run.id is not null;
            select * into _schedule from ops.schedules as s where s.name = _name; -- that slot was decided before
        end loop;
    end if;
    if _run.id is null then
        return null;
    end if;
    if _schedule.kind in ('job', 'command') then
        return ops.enqueue_run(_schedule, _run.id);
    end if;
    if _session then
        perform pg_advisory_lock(1787, (_run.id % 2147483648)::integer);
    end if;
    return _run;
end
$$;
comment on function ops.claim_run is $$
Takes the next slot of a schedule that is due, or a run that was asked for; null where there is none, or somebody else is at it

What it returns is running and for the caller: ops.perform_run does it (kind sql), or the caller does and tells ops.finish_run
(kind vacuum). Jobs are in the queue already (enqueued, in this transaction). _by: who does it, for the history.
_session: the caller commits before it works, so the run holds a lock of the session, which shows that it goes on.
$$;

create or replace function ops.enqueue_run(_schedule ops.schedules, _run_id bigint)
returns ops.schedule_runs
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    _job bigint;
    _failure text;
    _run ops.schedule_runs;
begin
    begin
        _job := jobs.enqueue(_schedule.command, _schedule.args, _schedule.queue,
            _dedup_key => case when not _schedule.allow_overlap then 'schedule:' || _schedule.name end,
            _timeout => make_interval(secs => _schedule.timeout_seconds));
    exception when others then
        _failure := sqlerrm;
    end;
    update ops.schedule_runs
    set state = case when _failure is null then 'enqueued' else 'failed' end::iwm.schedule_run_state, job_id = _job,
        job_created_at = (select j.created_at from jobs.jobs as j where j.id = _job), finished_at = ops.clock(), error = _failure
    where id = _run_id
    returning * into _run;
    return _run;
end
$$;
comment on function ops.enqueue_run is 'Puts the job of a run into its queue.';
