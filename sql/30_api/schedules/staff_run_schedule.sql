create or replace function api.staff_run_schedule(_viewer iwm.viewer, _name iwm.schedule_name)
returns api.schedule_run
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'admin', 'staff:write');
    _run ops.schedule_runs;
begin
    perform iwm.act_as(_actor);
    _run := ops.run_now(_name, (select u.username from users as u where u.id = _actor), false);
    perform iwm.audit('run', 'schedule', _name);
    return (select ops.show_run(h) from ops.schedule_history as h where h.id = _run.id);
end
$$;
comment on function api.staff_run_schedule is $$
Run a schedule now

In a slot of its own: its times stay as they are. A job is in its queue at once, the rest is taken by a worker within a second. Also
one that is off.

@route POST /staff/schedules/{name}/run
@auth  admin
@status 202
@error schedule_not_found
@error schedule_running
@tag   Staff: schedules
$$;
