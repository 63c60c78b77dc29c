create or replace function api.staff_disable_schedule(_viewer iwm.viewer, _name iwm.schedule_name)
returns api.schedule
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'admin', 'staff:write');
begin
    perform iwm.act_as(_actor);
    perform ops.enable_schedule(_name, false);
    return ops.show_schedule(_name);
end
$$;
comment on function api.staff_disable_schedule is $$
Switch a schedule off

A run that goes on is not broken off. It can still be run by hand.

@route POST /staff/schedules/{name}/disable
@auth  admin
@error schedule_not_found
@version
@tag   Staff: schedules
$$;
