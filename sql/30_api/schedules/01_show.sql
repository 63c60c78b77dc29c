create or replace function ops.show_run(_run ops.schedule_history)
returns api.schedule_run
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return row(_run.slot, _run.state, _run.manual, _run.attempt, _run.started_at, _run.finished_at, _run.seconds, _run.run_by,
        _run.job_id, _run.job_state, _run.result, _run.error)::api.schedule_run;
end
$$;
comment on function ops.show_run is 'A run as the API shows it.';

create or replace function ops.called_function(_statement text)
returns text
language sql immutable
as $$ select substring(_statement from '^\s*select ([a-z_0-9]+\.[a-z_0-9]+)\([^()]*\)\s*$') $$;
comment on function ops.called_function is 'The function that a statement calls, where it does nothing else; else null.';

create or replace function ops.show_schedule(_name text)
returns api.schedule
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    _schedule constant ops.schedules := ops.need_schedule(_name);
begin
    return row(_schedule.name, _schedule.version, _schedule.description, _schedule.kind,
        case _schedule.kind when 'sql' then coalesce(ops.called_function(_schedule.command), _schedule.command)
            else _schedule.command end,
        _schedule.args, case when _schedule.kind in ('job', 'command') then _schedule.queue end, _schedule.cron,
        _schedule.time_zone, _schedule.enabled, _schedule.catch_up, _schedule.allow_overlap, _schedule.timeout_seconds,
        _schedule.shipped is not null, _schedule.carried and ops.cron_is_here(), ops.is_running(_name),
        case when _schedule.enabled then ops.next_slots(_schedule.cron, 5, _schedule.time_zone) else '{}' end,
        array(select ops.show_run(h) from ops.schedule_history as h where h.name = _name order by h.slot desc limit 20),
        _schedule.created_at, _schedule.updated_at)::api.schedule;
end
$$;
comment on function ops.show_schedule is 'A schedule as the API shows it. Fails with schedule_not_found.';

create or replace function ops.schedulable()
returns table (name text, oid oid)
language sql stable
as $$
select p.pronamespace::regnamespace || '.' || p.proname, p.oid
from pg_proc as p
where p.pronamespace = any (array['iwm', 'jobs', 'ops']::regnamespace[]) and p.prokind = 'f'
    and obj_description(p.oid, 'pg_proc') ~ '(^|\n)@schedulable(\n|$)'
$$;
comment on function ops.schedulable is 'The functions that may be scheduled over HTTP: those whose comment has the line @schedulable.';

create or replace function ops.scheduled_call(_function text, _args jsonb)
returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    _oid constant oid := (select s.oid from ops.schedulable() as s where s.name = _function);
    _unknown text;
begin
    if _oid is null then
        perform iwm.fail('schedule_command_refused', format('%s is no function that may be scheduled.', _function),
            (select 'One of ' || string_agg(s.name, ', ' order by s.name) || '.' from ops.schedulable() as s), 'command');
    end if;
    select a.key into _unknown from jsonb_each(_args) as a
    where jsonb_typeof(a.value) in ('object', 'array')
        or not '_' || a.key = any (coalesce((select p.proargnames from pg_proc as p where p.oid = _oid), '{}'));
    if _unknown is not null then
        perform iwm.fail('schedule_command_refused', format('%s takes no such argument: %s', _function, left(_unknown, 60)),
            'It takes: ' || coalesce(nullif(pg_get_function_arguments(_oid), ''), 'none'), 'args');
    end if;
    return format('select %s(%s)', _function, (
        select string_agg(format('%I => %L', '_' || a.key, a.value #>> '{}'), ', ' order by a.key) from jsonb_each(_args) as a));
end
$$;
comment on function ops.scheduled_call is
'The statement that calls a function with arguments by name (without the underscore). Fails with schedule_command_refused.';
