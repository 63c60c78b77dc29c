create or replace function api.dashboard_schedules(_viewer iwm.viewer)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _may constant jsonb := jsonb_build_object('may_change', iwm.may(_viewer, 'admin', 'staff:write'));
begin
    perform iwm.require(_viewer, 'moderator', 'jobs:read');
    return (
        select coalesce(jsonb_agg(to_jsonb(x.schedule) || _may order by x.name), '[]')
        from (select s.name, ops.show_schedule(s.name) as schedule from ops.schedules as s) as x);
end
$$;
comment on function api.dashboard_schedules is $$
Schedules with their last and next runs, for the dashboard

may_change: whether the viewer may run them and switch them.

@internal
$$;
