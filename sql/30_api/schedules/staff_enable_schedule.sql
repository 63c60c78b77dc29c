create or replace function api.staff_enable_schedule(_viewer iwm.viewer, _name iwm.schedule_name)
returns api.schedule
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'admin', 'staff:write');
begin
    perform iwm.act_as(_actor);
    perform ops.enable_schedule(_name, true);
    return ops.show_schedule(_name);
end
$$;
comment on function api.staff_enable_schedule is $$
Switch a schedule on

It goes on with its next time; those from while it was off are not caught up.

@route POST /staff/schedules/{name}/enable
@auth  admin
@error schedule_not_found
@version
@tag   Staff: schedules
$$;
