create or replace function api.staff_delete_schedule(_viewer iwm.viewer, _name iwm.schedule_name)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'admin', 'staff:write');
begin
    perform iwm.act_as(_actor);
    perform ops.drop_schedule(_name);
end
$$;
comment on function api.staff_delete_schedule is $$
Remove a schedule

With its history; a run of pg_cron that goes on is broken off. Those that the product ships can only be switched off.

@route DELETE /staff/schedules/{name}
@auth  admin
@status 204
@error schedule_not_found
@error schedule_shipped
@tag   Staff: schedules
$$;
