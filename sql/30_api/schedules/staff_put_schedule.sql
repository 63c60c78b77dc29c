create or replace function api.staff_put_schedule(
    _viewer iwm.viewer, _if_match text, _name iwm.schedule_name, _cron iwm.cron default null,
    _time_zone iwm.time_zone default null, _kind iwm.schedule_kind default null,
    _command iwm.schedule_command default null, _args jsonb default null, _queue iwm.schedule_queue default null,
    _enabled boolean default null, _catch_up iwm.catch_up default null, _allow_overlap boolean default null,
    _timeout_seconds iwm.schedule_timeout default null, _description iwm.schedule_description default null
)
returns api.schedule
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'admin', 'staff:write');
    _old ops.schedules;
    _does text;
    _other boolean; -- it is new, or does something else from now on
begin
    perform iwm.act_as(_actor);
    select * into _old from ops.schedules as s where s.name = _name for update;
    if nullif(_if_match, '') is not null then
        perform iwm.check_version(_if_match, _old.version);
    end if;
    if jsonb_typeof(_args) not in ('object', 'null') then
        perform iwm.fail('invalid_input', 'args must be an object.', 'As in {"keep": "30 days"}.', 'args');
    elsif _old.name is null and (_cron is null or _kind is null or _command is null) then
        perform iwm.fail('invalid_input', 'A new schedule needs cron, kind and command.', null,
            case when _cron is null then 'cron' when _kind is null then 'kind' else 'command' end);
    end if;
    _args := nullif(_args, 'null');
    _does := case _old.kind when 'sql' then coalesce(ops.called_function(_old.command), _old.command) else _old.command end;
    _kind := coalesce(_kind, _old.kind);
    _other := _old.name is null or _kind <> _old.kind or coalesce(_command, _does) <> _does;
    if _other and (_kind = 'vacuum' or _old.shipped is not null) then
        perform iwm.fail('schedule_command_refused', case when _old.shipped is not null
            then format('%s belongs to the product: what it does stays.', _name)
            else 'What runs in no function is scheduled in psql.' end,
            'Over HTTP: kind job with the name of a task, or kind sql with the name of a function.', 'command');
    elsif _other and _kind <> 'sql' and not exists (select from jobs.tasks as t where t.name = coalesce(_command, _does)) then
        perform iwm.fail('task_unknown', format('No worker knows a task %s.', coalesce(_command, _does)),
            'GET /v1/staff/tasks lists them.', 'command');
    end if;
    if _kind <> 'sql' then
        _does := coalesce(_command, _does);
    elsif _other or _args is not null then
        _does := ops.scheduled_call(coalesce(_command, _does), coalesce(_args, '{}'));
    else
        _does := _old.command; -- also one that was written in psql, and is no plain call
    end if;
    perform ops.add_schedule(_name, coalesce(_cron, _old.cron), _does, _kind, coalesce(_description, _old.description),
        -- arguments belong to what they were given to
        coalesce(_args, case when not _other then _old.args end, '{}'), coalesce(_queue, _old.queue),
        coalesce(_time_zone, _old.time_zone, 'UTC'), coalesce(_enabled, _old.enabled, true),
        coalesce(_catch_up, _old.catch_up, 'once'), coalesce(_allow_overlap, _old.allow_overlap, false),
        make_interval(secs => coalesce(_timeout_seconds, _old.timeout_seconds, 3600)));
    return ops.show_schedule(_name);
end
$$;
comment on function api.staff_put_schedule is $$
Make or change a schedule

A new one needs cron, kind and command. Of one that is there, what is not sent stays; arguments stay with what they were given to.
Over HTTP a schedule is a job (the name of a task that workers know, GET /v1/staff/tasks) or a call of one of the functions that may
be scheduled (kind sql, the name of the function); the others are written in psql.
With If-Match, only if that is the version which is there.

@route PUT /staff/schedules/{name}
@auth  admin
@param kind           job, sql, or command: a job of the queue system
@param command        Name of the task or the function (jobs.prune)
@param args           Arguments of the task or the function by name, as an object
@param queue          Queue of the job; default without it
@param enabled        Whether it is on
@param catch_up       What becomes of missed slots: skip, once or all
@param allow_overlap  Whether a run may begin while the one before goes on
@error invalid_input
@error invalid_cron
@error invalid_time_zone
@error schedule_command_refused
@error task_unknown
@error precondition_failed
@version
@tag   Staff: schedules
$$;
