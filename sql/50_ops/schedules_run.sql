-- Doing what was taken, and writing down how it went.

create or replace function ops.perform_run(_run_id bigint)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, iwm, api, jobs, ops, extensions, pg_temp
as $$
declare
    _it record;
    _result text;
    _failure text;
    _more boolean := false;
begin
    select r.started_at, s.command, s.kind, s.timeout_seconds into _it
    from ops.schedule_runs as r join ops.schedules as s on s.name = r.name
    where r.id = _run_id and r.state = 'running' and r.pid = pg_backend_pid() and not r.followed;
    if _it.command is null or _it.kind <> 'sql' then
        raise exception 'run % is not one of kind sql that this session has taken', _run_id
            using hint = 'ops.claim_run takes one; ops.run_slot does both.';
    end if;
    begin
        perform set_config('iwm.schedule', 'on', true);
        execute _it.command into _result;
    exception
        when query_canceled then
            _failure := format('cancelled, or longer than %s s', _it.timeout_seconds);
        when others or assert_failure then
            _failure := format('%s (SQLSTATE %s)', sqlerrm, sqlstate);
    end;
    perform set_config('iwm.schedule', '', true);
    _more := _failure is null and coalesce(_result ~ '^\{.*"done": false', false);
    if _more and ops.clock() > _it.started_at + make_interval(secs => _it.timeout_seconds) then
        _more := false;
        _failure := format('longer than %s s; the batches until then are done', _it.timeout_seconds);
    end if;
    update ops.schedule_runs set batches = batches + 1 where id = _run_id;
    if not _more then
        perform ops.finish_run(_run_id, _failure, _result);
    end if;
    return _more;
end
$$;
comment on function ops.perform_run is $$
Runs the statement of a run that this session has taken, and finishes it. An error does not pass: it stands in the history

True: the statement answered {"done": false}, so there is more to do; call it again, best in a transaction of its own.
$$;

create or replace function ops.finish_run(_run_id bigint, _error text default null, _result text default null)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    update ops.schedule_runs
    set state = case when _error is null then 'succeeded' else 'failed' end::iwm.schedule_run_state,
        finished_at = ops.clock(), error = left(_error, 2000), result = left(_result, 2000)
    where id = _run_id and state = 'running' and pid = pg_backend_pid();
    if exists (select from pg_locks as l
        where l.locktype = 'advisory' and l.classid = 1787 and l.objid = (_run_id % 2147483648)::oid and l.objsubid = 2
            and l.pid = pg_backend_pid() and l.granted)
    then
        -- the row is locked until the commit, so nobody takes it for a lost one
        perform pg_advisory_unlock(1787, (_run_id % 2147483648)::integer);
    end if;
end
$$;
comment on function ops.finish_run is 'Writes down how a run ended that this session has taken. _error null: well.';

create or replace function ops.run_slot(_name text)
returns integer
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    _run ops.schedule_runs;
    _kind constant iwm.schedule_kind := (ops.need_schedule(_name)).kind;
    _count integer := 0;
begin
    if _kind = 'vacuum' then
        raise notice '% cannot run in a function; in psql: select ops.take_commands() \gexec', _name;
        return 0;
    end if;
    -- what policy "all" has missed comes in turn, but not without end
    while _count < 100 loop
        _run := ops.claim_run(_name, ops.who());
        exit when _run.id is null;
        _count := _count + 1;
        if _run.state = 'running' then
            while ops.perform_run(_run.id) loop
                null;
            end loop;
        end if;
    end loop;
    return _count;
end
$$;
comment on function ops.run_slot is $$
Runs the slots of a schedule that are due, by its policy for missed ones, in this transaction. Returns how many ran

A slot that somebody else has taken is theirs. Where the session ends before the transaction does, nothing was done and the slot
is as due as before; ops.run_due leaves a trace of such a run.
$$;

create or replace function ops.who()
returns text
language sql stable
as $$
select left(concat_ws(' ', nullif(current_setting('application_name'), ''), session_user::text), 100)
$$;
comment on function ops.who is 'Who runs something, for the history: the name of the program and the role.';

create or replace function ops.run_now(_name text, _by text default null, _here boolean default true)
returns ops.schedule_runs
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    _schedule ops.schedules;
    _run ops.schedule_runs;
    _slot timestamptz := ops.clock();
    _patience constant text := current_setting('lock_timeout');
begin
    perform ops.need_schedule(_name);
    if exists (select from ops.schedule_runs as r where r.name = _name and r.state = 'running' and r.followed) then
        perform ops.settle_followed();
    end if;
    begin -- ops.tick in another session may have it for long
        perform set_config('lock_timeout', '2s', true);
        select * into _schedule from ops.schedules as s where s.name = _name for update;
        perform set_config('lock_timeout', _patience, true);
    exception when lock_not_available then
        perform iwm.fail('schedule_running', format('%s is running.', _name), 'Wait until it has ended.', 'name');
    end;
    if exists (select from ops.schedule_runs as r where r.name = _name and r.state = 'waiting')
        or not _schedule.allow_overlap and (
            exists (select from ops.schedule_runs as r
                where r.name = _name and r.state = 'running' and (r.followed or not ops.is_dead(r.id)))
            or exists (select from jobs.jobs as j where j.dedup_key = 'schedule:' || _name))
    then
        perform iwm.fail('schedule_running', format('%s is running, or about to.', _name), 'Wait until it has ended.', 'name');
    end if;
    while _run.id is null loop
        insert into ops.schedule_runs (name, slot, state, manual, run_by) values (_name, _slot, 'waiting', true, coalesce(_by, ops.who()))
        on conflict (name, slot) do nothing
        returning * into _run;
        _slot := _slot + interval '1 millisecond';
    end loop;
    if _schedule.kind in ('job', 'command') then
        update ops.schedule_runs set state = 'running', started_at = ops.clock(), pid = pg_backend_pid() where id = _run.id;
        return ops.enqueue_run(_schedule, _run.id);
    elsif _schedule.kind = 'sql' and _here then
        update ops.schedule_runs set state = 'running', started_at = ops.clock(), pid = pg_backend_pid() where id = _run.id;
        while ops.perform_run(_run.id) loop
            null;
        end loop;
        select * into _run from ops.schedule_runs as r where r.id = _run.id;
    end if;
    return _run;
end
$$;
comment on function ops.run_now is $$
Runs a schedule now, in a slot of its own: its times stay as they are. Returns the run

Also one that is switched off. Jobs go into their queue, a statement runs here and now (_here false: a worker takes it within a
second). What runs in no function waits for a worker. Fails with schedule_running.
$$;
