-- Asking for what is due: the worker once a second, pg_cron, a crontab, a DBA.

create or replace function ops.due(
    _patient boolean default true, out names text[], out seconds double precision, out plain text[], out overlapping text[]
)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    _now constant timestamptz := iwm.now();
    _cron_here constant boolean := ops.cron_is_here();
begin
    if _cron_here and exists (select from ops.schedules as s
            where s.carried and s.kind = 'vacuum' and (s.next_slot <= _now or not s.enabled))
        or exists (select from ops.schedule_runs as r where r.state = 'running' and r.followed)
    then
        perform ops.settle_followed();
    end if;
    if _cron_here and exists (select from ops.schedules as s where s.carried and not s.enabled) then
        -- switched off while a run went on, which pg_cron ends with its job
        execute format('select %s(s.name) from ops.schedules as s where s.carried and not s.enabled', to_regproc('ops.sync_cron'));
    end if;
    select array_agg(d.name order by d.next_slot, d.name) into names
    from (
        select s.name, s.next_slot from ops.schedules as s
        where s.next_slot <= _now - case when s.carried and _cron_here and _patient then interval '90 seconds' else '0' end
        union
        select s.name, s.next_slot
        from ops.schedule_runs as r join ops.schedules as s on s.name = r.name
        where r.state = 'waiting' or r.state = 'running' and not r.followed and ops.is_dead(r.id)
    ) as d;
    plain := array(select s.name from ops.schedules as s where s.name = any (names) and s.kind = 'vacuum');
    overlapping := array(select s.name from ops.schedules as s where s.name = any (names) and s.allow_overlap);
    if exists (select from ops.schedule_runs as r where r.state = 'running') then
        perform ops.stop_overdue();
    end if;
    select extract(epoch from min(s.next_slot) - _now) into seconds from ops.schedules as s where s.next_slot > _now;
end
$$;
comment on function ops.due is $$
The schedules that have something to run now, and in how many seconds the next one will

plain: those of them that run in no function; overlapping: those of which a run may begin while another goes on.
_patient: what pg_cron has a job for is its own for 90 seconds.
$$;

create or replace function ops.stop_overdue()
returns integer
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    _it record;
    _count integer := 0;
begin
    for _it in
        select r.pid from ops.schedule_runs as r
        join ops.schedules as s on s.name = r.name
        where r.state = 'running' and r.started_at + make_interval(secs => s.timeout_seconds + 5) < ops.clock()
            and r.pid <> pg_backend_pid()
            -- and the session is still the one that took it
            and (exists (
                    select from pg_locks as l
                    where l.locktype = 'advisory' and l.classid = 1787 and l.objid = (r.id % 2147483648)::oid
                        and l.objsubid = 2 and l.pid = r.pid and l.granted)
                or r.followed and ops.is_followed_alive(r.pid, r.started_at))
    loop
        begin
            _count := _count + pg_cancel_backend(_it.pid)::integer;
        exception when insufficient_privilege then
            null; -- of another role; the worker sets a limit of its own
        end;
    end loop;
    return _count;
end
$$;
comment on function ops.stop_overdue is 'Cancels runs that take longer than their schedule allows. Returns how many.';

create or replace function ops.tick()
returns integer
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    _name text;
    _count integer := 0;
begin
    for _name in
        select d.name from unnest((ops.due()).names) with ordinality as d(name, place)
        join ops.schedules as s on s.name = d.name and s.kind <> 'vacuum'
        order by d.place
    loop
        _count := _count + ops.run_slot(_name);
    end loop;
    return _count;
end
$$;
comment on function ops.tick is $$
Runs everything that is due, in this transaction: for a crontab (psql -c 'select ops.tick()'). Returns how many runs

Any number of tickers at once is safe. What runs in no function is left to a worker, pg_cron or ops.take_commands.
$$;

create or replace procedure ops.run_due(_name text default null, _by text default null)
language plpgsql
as $$
declare
    _names text[];
    _each text;
    _run ops.schedule_runs;
    _more boolean;
begin
    if _name is null then
        _names := (ops.due()).names;
    else
        _names := array[_name];
        perform ops.stop_overdue();
    end if;
    commit;
    foreach _each in array coalesce(_names, '{}') loop
        continue when exists (select from ops.schedules as s where s.name = _each and s.kind = 'vacuum');
        for _number in 1..100 loop
            _run := ops.claim_run(_each, coalesce(_by, ops.who()), true);
            commit;
            exit when _run.id is null;
            _more := _run.state = 'running';
            while _more loop
                _more := ops.perform_run(_run.id);
                commit;
            end loop;
        end loop;
    end loop;
end
$$;
comment on procedure ops.run_due is $$
ops.tick in steps: what begins is committed before it works, so that all see it, and one that is killed is known as lost

call ops.run_due() runs what is due, call ops.run_due('name') one schedule; pg_cron's jobs do that. It needs to be called outside of a
transaction.
$$;

create or replace function ops.take_commands()
returns setof text
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    _it record;
    _run ops.schedule_runs;
begin
    for _it in
        select s.name, s.command from unnest((ops.due()).names) as d(name)
        join ops.schedules as s on s.name = d.name and s.kind = 'vacuum'
    loop
        _run := ops.claim_run(_it.name, ops.who(), true);
        if _run.id is not null then
            return next _it.command;
            return next format('select ops.finish_run(%s)', _run.id);
        end if;
    end loop;
end
$$;
comment on function ops.take_commands is $$
Takes what is due and runs in no function (vacuum), and returns the statements that do it: select ops.take_commands() \gexec

With psql -v ON_ERROR_STOP=1, so that one that fails is not called finished.
$$;

create or replace function ops.may_vacuum(_role text)
returns boolean
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    _table constant regclass := 'ops.schedules';
begin
    return pg_has_role(_role, (select c.relowner from pg_class as c where c.oid = _table), 'usage')
        or current_setting('server_version_num')::integer >= 170000 and has_table_privilege(_role, _table, 'maintain');
end
$$;
comment on function ops.may_vacuum is 'Whether a role may vacuum the tables: their owner, or from PostgreSQL 17 on whoever was granted that.';

create or replace function ops.take_run(
    _name text, _by text, out id bigint, out state iwm.schedule_run_state, out kind iwm.schedule_kind, out command text,
    out timeout_seconds integer
)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    _schedule ops.schedules;
    _run ops.schedule_runs;
    -- in here the owner is current: whoever called, and will do it
    _who constant text := coalesce(nullif(current_setting('role'), 'none'), session_user);
begin
    select * into _schedule from ops.schedules as s where s.name = _name;
    if _schedule.kind = 'vacuum' and not ops.may_vacuum(_who) then
        raise exception using errcode = '42501', message = format('%s may not vacuum the tables, so %s is left to others', _who, _name),
            hint = case when current_setting('server_version_num')::integer >= 170000
                then format('Load again, which lets %I do it; or give the worker the owner of the tables in DATABASE_URL.', _who)
                else 'Before PostgreSQL 17 only the owner of the tables may: give the worker that in DATABASE_URL.' end;
    end if;
    _run := ops.claim_run(_name, _by, true);
    id := _run.id;
    state := _run.state;
    kind := _schedule.kind;
    command := _schedule.command;
    timeout_seconds := _schedule.timeout_seconds;
end
$$;
comment on function ops.take_run is $$
ops.claim_run for a worker: the next run of a schedule and what it does; id null where there is none

The caller's session holds the run: ops.perform_run for kind sql; of kind vacuum it runs the command itself, and then ops.finish_run.
$$;
