-- Rows of ops.schedules: checked when they are written, by whomever.

insert into iwm.errors (code, status, title) values
    ('schedule_not_found', 404, 'There is no such schedule'),
    ('schedule_command_refused', 422, 'A schedule cannot do this'),
    ('schedule_shipped', 409, 'This schedule belongs to the product'),
    ('schedule_running', 409, 'This schedule is running')
on conflict (code) do update set status = excluded.status, title = excluded.title, path = excluded.path;

create or replace function ops.check_schedule()
returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    _zone text;
    _state text;
    _message text;
    _field text;
begin
    select x.field, x.message into _field, _message
    from (values
        ('name', new.name ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and char_length(new.name) <= 60,
            'A schedule has a name of at most 60 lower-case letters, digits and single hyphens.'),
        ('cron', char_length(new.cron) <= 200, 'When it runs is a cron expression of at most 200 characters, as in 0 4 * * 1.'),
        ('kind', new.kind is not null, 'A schedule is of kind sql, job, command or vacuum.'),
        ('command', char_length(new.command) between 1 and 2000, 'A schedule has a command of 1 to 2,000 characters.'),
        ('description', char_length(new.description) <= 500, 'A description has at most 500 characters.'),
        ('queue', new.queue ~ '^[a-z][a-z0-9_.-]*$' and char_length(new.queue) <= 60,
            'The name of a queue has at most 60 lower-case letters, digits and _ . -'),
        ('args', jsonb_typeof(new.args) = 'object' and pg_column_size(new.args) <= 10000,
            'args are a JSON object of at most 10,000 bytes.'),
        ('timeout_seconds', new.timeout_seconds between 1 and 86400, 'A run may take 1 second to a day.'),
        ('catch_up', new.catch_up is not null, 'catch_up is skip, once or all.'),
        ('enabled', new.enabled is not null, 'A schedule is enabled or not: true or false.'),
        ('allow_overlap', new.allow_overlap is not null, 'Runs may overlap or not: true or false.')
    ) as x(field, fits, message)
    where x.fits is not true limit 1;
    if _field is not null then
        perform iwm.fail('invalid_input', _message, null, _field);
    end if;
    _zone := case when upper(new.time_zone) = 'UTC' then 'UTC' else (
        select min(z.name) from pg_timezone_names as z where lower(z.name) = lower(new.time_zone)) end;
    if _zone is null then
        perform iwm.fail('invalid_time_zone', format('There is no time zone %s.', left(new.time_zone, 64)),
            'Write it as IANA does: UTC, Europe/Berlin.', 'time_zone');
    end if;
    new.time_zone := _zone;
    new.cron := btrim(new.cron);
    if new.kind = 'sql' then
        if new.command !~* '^\s*select\s' or new.command ~ ';' then
            perform iwm.fail('schedule_command_refused', 'A schedule of kind sql is one select that calls a function, without a semicolon.',
                'As in: select jobs.prune()', 'command');
        end if;
        begin
            execute 'explain ' || new.command;
        exception when others then
            get stacked diagnostics _state = returned_sqlstate, _message = message_text;
            if coalesce(current_setting('iwm.load_path', true), '') <> '' then
                raise; -- the loader comes back once what it calls is there
            end if;
            perform iwm.fail('schedule_command_refused', 'PostgreSQL says of this statement: ' || _message, 'SQLSTATE ' || _state,
                'command');
        end;
    elsif new.kind = 'vacuum' then
        if new.command !~* '^\s*(vacuum|analyze|reindex)\M' or new.command ~ ';|--' then
            perform iwm.fail('schedule_command_refused', 'A schedule of kind vacuum is one vacuum, analyze or reindex, without a semicolon.',
                'As in: vacuum (analyze)', 'command');
        end if;
    elsif new.command !~ '^[a-z][a-z0-9_]*([.-][a-z0-9_]+)*$' or char_length(new.command) > 100 then
        perform iwm.fail('schedule_command_refused', 'The command of a job is the name of its task.', 'As in: system.backup', 'command');
    end if;
    if tg_op = 'INSERT' or (new.cron, new.time_zone) <> (old.cron, old.time_zone) or new.enabled and not old.enabled then
        new.last_slot := iwm.now(); -- what lies before is not caught up
    end if;
    new.next_slot := ops.next_slot(new.cron, new.last_slot, new.time_zone);
    if not new.enabled then
        new.next_slot := null;
    end if;
    new.updated_at := iwm.now();
    if tg_op = 'UPDATE' then
        new.version := old.version + 1;
    end if;
    return new;
end
$$;
comment on function ops.check_schedule is 'Trigger: refuses what could not run, and works out the next slot.';

create or replace trigger schedules_check
before insert or update of name, cron, time_zone, kind, command, args, queue, enabled, catch_up, allow_overlap,
timeout_seconds, description on ops.schedules
for each row execute function ops.check_schedule();

create or replace trigger schedules_audit
after insert or delete or update of cron, time_zone, kind, command, args, queue, enabled, catch_up, allow_overlap,
timeout_seconds, description on ops.schedules
for each row when (current_setting('iwm.audit', true) is distinct from 'off') execute function iwm.audit_row(
    'schedule', 'name', 'cron', 'time_zone', 'kind', 'command', 'args', 'queue', 'enabled', 'catch_up', 'allow_overlap',
    'timeout_seconds', 'description');

create or replace function ops.need_schedule(_name text)
returns ops.schedules
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    _schedule ops.schedules;
begin
    select * into _schedule from ops.schedules as s where s.name = _name;
    if _schedule.name is null then
        perform iwm.fail('schedule_not_found', format('There is no schedule %s.', left(_name, 60)),
            'GET /v1/staff/schedules, or select * from ops.schedules, has them all.', 'name');
    end if;
    return _schedule;
end
$$;
comment on function ops.need_schedule is 'A schedule by its name, or the error schedule_not_found.';

create or replace function ops.add_schedule(
    _name text, _cron text, _command text, _kind iwm.schedule_kind default 'sql', _description text default null,
    _args jsonb default '{}', _queue text default null, _time_zone text default 'UTC', _enabled boolean default true,
    _catch_up iwm.catch_up default 'once', _allow_overlap boolean default false, _timeout interval default '1 hour'
)
returns timestamptz
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    _next timestamptz;
begin
    insert into ops.schedules as s (name, cron, time_zone, kind, command, args, queue, enabled, catch_up,
        allow_overlap, timeout_seconds, description)
    values (_name, _cron, _time_zone, _kind, _command, _args,
        coalesce(_queue, case _kind when 'command' then 'system' else 'default' end), _enabled, _catch_up,
        _allow_overlap, extract(epoch from _timeout)::integer, coalesce(_description, left(_command, 500)))
    on conflict (name) do update
    set cron = excluded.cron, time_zone = excluded.time_zone, kind = excluded.kind, command = excluded.command,
        args = excluded.args, queue = excluded.queue, enabled = excluded.enabled,
        catch_up = excluded.catch_up, allow_overlap = excluded.allow_overlap, timeout_seconds = excluded.timeout_seconds,
        description = excluded.description
    returning s.next_slot into _next;
    return _next;
end
$$;
comment on function ops.add_schedule is $$
Makes a schedule, or changes it to what is given here. Returns its next slot

_kind: sql (_command is a select), job and command (the name of a task; _args and _queue are those of its job), vacuum (vacuum,
analyze or reindex, which run in no function). _catch_up: what becomes of missed slots: skip, once, all.
_allow_overlap: a run may begin while the one before goes on. A select that answers a JSON object with "done": false is called
again, in a transaction of its own where the caller can.
$$;

create or replace function ops.enable_schedule(_name text, _enabled boolean default true)
returns timestamptz
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform ops.need_schedule(_name);
    update ops.schedules as s set enabled = _enabled where s.name = _name and s.enabled <> _enabled;
    return (select s.next_slot from ops.schedules as s where s.name = _name);
end
$$;
comment on function ops.enable_schedule is
'Switches a schedule on, or off (_enabled false). Slots from while it was off are not caught up. Returns its next slot, null when off.';

create or replace function ops.drop_schedule(_name text)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    _schedule constant ops.schedules := ops.need_schedule(_name);
begin
    if _schedule.shipped is not null then
        perform iwm.fail('schedule_shipped', format('%s belongs to the product: the next load would bring it back.', _name),
            format('Switch it off: select ops.enable_schedule(%L, false), or POST /v1/staff/schedules/%s/disable.', _name, _name), 'name');
    end if;
    delete from ops.schedules as s where s.name = _name;
end
$$;
comment on function ops.drop_schedule is 'Removes a schedule and its history. Those that the product ships can only be switched off.';

create or replace function ops.ship_schedule(
    _name text, _cron text, _kind iwm.schedule_kind, _command text, _description text, _enabled boolean default true,
    _catch_up iwm.catch_up default 'once', _timeout interval default '1 hour', _args jsonb default '{}',
    _queue text default null
)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    _was ops.schedules;
    _is ops.schedules;
    _wanted constant jsonb := jsonb_build_object('cron', _cron, 'time_zone', 'UTC', 'command', _command, 'args', _args,
        'queue', coalesce(_queue, case _kind when 'command' then 'system' else 'default' end), 'enabled', _enabled,
        'catch_up', _catch_up, 'allow_overlap', false, 'timeout_seconds', extract(epoch from _timeout)::integer);
begin
    select * into _was from ops.schedules as s where s.name = _name for update;
    -- what an operator changed stays, the rest follows; another kind is another thing
    _is := jsonb_populate_record(_was, _wanted || coalesce((
        select jsonb_object_agg(w.key, to_jsonb(_was) -> w.key) from jsonb_each(_wanted) as w
        where _was.kind = _kind and to_jsonb(_was) -> w.key is distinct from _was.shipped -> w.key), '{}'));
    _is.kind := _kind;
    _is.description := _description;
    _is.shipped := _wanted;
    if _was.name is not null and _is = _was then
        return;
    end if;
    insert into ops.schedules as s (name, cron, time_zone, kind, command, args, queue, enabled, catch_up,
        allow_overlap, timeout_seconds, description, shipped)
    values (_name, _is.cron, _is.time_zone, _is.kind, _is.command, _is.args, _is.queue, _is.enabled,
        _is.catch_up, _is.allow_overlap, _is.timeout_seconds, _is.description, _is.shipped)
    on conflict (name) do update
    set cron = excluded.cron, time_zone = excluded.time_zone, kind = excluded.kind, command = excluded.command,
        args = excluded.args, queue = excluded.queue, enabled = excluded.enabled,
        catch_up = excluded.catch_up, allow_overlap = excluded.allow_overlap, timeout_seconds = excluded.timeout_seconds,
        description = excluded.description, shipped = excluded.shipped;
end
$$;
comment on function ops.ship_schedule is $$
A schedule that the product ships: called by the file of sql/ that it belongs to, at each load of it

What an operator changed of it (its time, its arguments, whether it is on …) stays as it is; what nobody changed follows the file.
$$;
