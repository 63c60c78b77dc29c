-- pg_cron carries the schedules where it is: a cron.job for each, by its name and time. It lives in one database of a server;
-- in a copy of that database its tables are there too, and nobody reads them: then all of this does nothing.

create or replace function ops.cron_expression(_schedule ops.schedules)
returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    _cron constant text := ops.plain_cron(_schedule.cron);
    _zone constant text := coalesce(current_setting('cron.timezone', true), 'GMT');
begin
    if _schedule.time_zone = 'UTC' and upper(_zone) in ('UTC', 'GMT', 'ETC/UTC', 'ETC/GMT') then
        return case when _schedule.cron ~ '^@' then _cron else _schedule.cron end;
    elsif _schedule.kind = 'vacuum' then
        return null; -- a plain command cannot look whether its time has come
    end if;
    -- more often than needed: ops.run_due passes by where no slot is due
    return case when (
            select bool_and(extract(minute from (t at time zone _schedule.time_zone) - (t at time zone _zone)) = 0)
            from unnest(array[now(), now() + interval '3 months', now() + interval '6 months', now() + interval '9 months']) as t)
        then split_part(_cron, ' ', 1) else '*' end || ' * * * *';
end
$$;
comment on function ops.cron_expression is
'The time of a schedule as pg_cron has it; where time zones differ, each hour or minute. Null for what it cannot carry.';

create or replace function ops.cron_command(_schedule ops.schedules)
returns text
language sql immutable
as $$
select case _schedule.kind when 'vacuum' then _schedule.command || ' /* ops.schedules */'
    else format('call ops.run_due(%L, ''pg_cron'')', _schedule.name) end
$$;
comment on function ops.cron_command is 'What the job of pg_cron does for a schedule. VACUUM stands alone, since it runs in no function.';

create or replace function ops.cron_goes_on(_name text, _jobid bigint)
returns boolean
language sql stable
as $$
select exists (select from ops.schedule_runs as r where r.name = _name and r.state = 'running' and r.run_by = 'pg_cron')
    or exists (select from cron.job_run_details as d
        where d.jobid = _jobid and d.start_time is not null and d.status not in ('succeeded', 'failed'))
$$;
comment on function ops.cron_goes_on is 'Whether pg_cron runs the job of a schedule just now.';

create or replace function ops.sync_cron(_only text default null)
returns integer
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    _it record;
    _count integer := 0;
begin
    if not ops.cron_is_here() then
        update ops.schedules set carried = false where carried;
        return 0;
    end if;
    for _it in
        select j.jobid from cron.job as j
        where j.database = current_database() and j.username = current_user and (_only is null or j.jobname = _only)
            and (j.command like 'call ops.run\_due(%' or j.command like '%/* ops.schedules */')
            and j.jobname <> 'catch-up-schedules'
            and not exists (select from ops.schedules as s
                where s.name = j.jobname and ops.cron_expression(s) is not null
                    -- without its job pg_cron breaks a run off; ops.due comes back
                    and (s.enabled or ops.cron_goes_on(j.jobname, j.jobid)))
    loop
        perform cron.unschedule(_it.jobid);
        _count := _count + 1;
    end loop;
    for _it in
        select s.name, ops.cron_expression(s) as schedule, ops.cron_command(s) as command
        from ops.schedules as s
        where s.enabled and (_only is null or s.name = _only) and ops.cron_expression(s) is not null
        union all
        select 'catch-up-schedules', '*/15 * * * *', 'call ops.run_due(null, ''pg_cron'')' where _only is null
    loop
        if not exists (select from cron.job as j where j.jobname = _it.name and j.username = current_user
            and j.database = current_database() and (j.schedule, j.command) = (_it.schedule, _it.command))
        then
            perform cron.schedule(_it.name, _it.schedule, _it.command);
            _count := _count + 1;
        end if;
    end loop;
    -- one that a DBA made inactive stays so, and is left to whoever ticks
    update ops.schedules as s set carried = not s.carried
    where (_only is null or s.name = _only)
        and s.carried <> exists (select from cron.job as j where j.jobname = s.name and j.username = current_user
            and j.database = current_database() and j.active);
    return _count;
exception
    when insufficient_privilege then
        raise warning '% may not use pg_cron, so the worker runs the schedules; to change that: grant usage on schema cron to %',
            current_user, current_user;
        update ops.schedules set carried = false where carried;
        return 0;
end
$$;
comment on function ops.sync_cron is
'Makes the jobs of pg_cron those of ops.schedules (one schedule: _only). A trigger calls it. Returns how many jobs it changed.';

create or replace function ops.follow_schedule()
returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op <> 'INSERT' then
        perform ops.sync_cron(old.name);
    end if;
    if tg_op = 'INSERT' or tg_op = 'UPDATE' and new.name <> old.name then
        perform ops.sync_cron(new.name);
    end if;
    return null;
end
$$;
comment on function ops.follow_schedule is 'Trigger: pg_cron follows ops.schedules.';

create or replace trigger schedules_pg_cron
after insert or delete or update of name, cron, time_zone, kind, command, enabled on ops.schedules
for each row execute function ops.follow_schedule();

create or replace function ops.follow_cron()
returns integer
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    _it record;
    _schedule ops.schedules;
    _slot timestamptz;
    _count integer := 0;
begin
    for _it in
        -- what a restart of the server broke off has failed, and no time of its end
        select s.name, d.job_pid, d.start_time as started_at, d.return_message,
            coalesce(d.end_time, case when d.status in ('succeeded', 'failed') then d.start_time end) as end_time,
            case d.status when 'succeeded' then 'succeeded' when 'failed' then 'failed' else 'running' end as state
        from ops.schedules as s
        join cron.job as j on j.jobname = s.name and j.username = current_user and j.database = current_database()
        join cron.job_run_details as d on d.jobid = j.jobid
        -- what could not begin has no time, and is no run: its slot stays due
        where s.kind = 'vacuum' and s.carried and d.start_time > s.last_slot - interval '1 day'
        order by d.runid
    loop
        select * into _schedule from ops.schedules as s where s.name = _it.name for update skip locked;
        continue when _schedule.name is null;
        _slot := ops.last_slot(_schedule.cron, _it.started_at, _it.started_at - interval '1 hour', _schedule.time_zone);
        continue when _slot is null or _slot < _schedule.last_slot and not exists (
            select from ops.schedule_runs as r where r.name = _it.name and r.slot = _slot and r.followed);
        if _slot > _schedule.last_slot then
            perform ops.note_missed(_schedule, _slot, 'nobody ran it in time');
            update ops.schedules as s
            set last_slot = _slot, next_slot = case when s.enabled then ops.next_slot(s.cron, _slot, s.time_zone) end
            where s.name = _it.name;
        end if;
        insert into ops.schedule_runs as r (name, slot, state, followed, batches, run_by, pid, started_at, finished_at, result, error)
        values (_it.name, _slot, _it.state::iwm.schedule_run_state, true, 1, 'pg_cron', _it.job_pid, _it.started_at, _it.end_time,
            case when _it.state = 'succeeded' then _it.return_message end, case when _it.state = 'failed' then _it.return_message end)
        on conflict (name, slot) do update
        set state = excluded.state, pid = excluded.pid, started_at = excluded.started_at, finished_at = excluded.finished_at,
            result = excluded.result, error = excluded.error
        where r.followed and (r.state, r.finished_at) is distinct from (excluded.state, excluded.finished_at);
        _count := _count + 1;
    end loop;
    -- those whose job is gone
    update ops.schedule_runs as r
    set state = case d.status when 'succeeded' then 'succeeded' else 'failed' end::iwm.schedule_run_state,
        finished_at = coalesce(d.end_time, d.start_time), result = case d.status when 'succeeded' then d.return_message end,
        error = case when d.status <> 'succeeded' then d.return_message end
    from cron.job_run_details as d
    where r.followed and r.state = 'running' and (d.job_pid, d.start_time) = (r.pid, r.started_at)
        and d.status in ('succeeded', 'failed');
    return _count;
end
$$;
comment on function ops.follow_cron is
'Takes over from cron.job_run_details how plain commands (vacuum) went, so that their slots are decided. Returns how many it read.';

do $$ begin perform ops.sync_cron(); end $$;
