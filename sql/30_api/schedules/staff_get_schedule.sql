create or replace function api.staff_get_schedule(_viewer iwm.viewer, _name iwm.schedule_name)
returns api.schedule
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'moderator', 'staff:read');
    return ops.show_schedule(_name);
end
$$;
comment on function api.staff_get_schedule is $$
A schedule

With its next five times and its last 20 runs.

@route GET /staff/schedules/{name}
@auth  moderator
@error schedule_not_found
@version
@tag   Staff: schedules
$$;
