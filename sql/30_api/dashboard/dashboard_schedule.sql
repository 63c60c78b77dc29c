create or replace function api.dashboard_schedule(_viewer iwm.viewer, _name text, _before timestamptz default null)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _runs ops.schedule_history[];
begin
    perform iwm.require(_viewer, 'moderator', 'jobs:read');
    perform ops.need_schedule(_name);
    _runs := array(
        select h from ops.schedule_history as h where h.name = _name and h.slot < coalesce(_before, 'infinity')
        order by h.slot desc limit 51);
    return to_jsonb(ops.show_schedule(_name)) || jsonb_build_object(
        'may_change', iwm.may(_viewer, 'admin', 'staff:write'),
        'runs', array(select to_jsonb(ops.show_run(r)) from unnest(_runs[:50]) as r order by r.slot desc),
        'next', case when cardinality(_runs) > 50 then _runs[50].slot end);
end
$$;
comment on function api.dashboard_schedule is $$
A schedule with its runs, the newest first, 50 at once, for the dashboard

_before: `next` of the page before. may_change: whether the viewer may run it and switch it.

@internal
@error schedule_not_found
$$;
