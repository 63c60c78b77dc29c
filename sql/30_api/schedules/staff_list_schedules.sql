create or replace function api.staff_list_schedules(
    _viewer iwm.viewer, _kind iwm.schedule_kind default null, _enabled boolean default null, _page iwm.page default 1,
    _per_page iwm.per_page default 50
)
returns api.schedule_page
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _out api.schedule_page;
begin
    perform iwm.require(_viewer, 'moderator', 'staff:read');
    select count(*) into _out.total from ops.schedules as s
    where (_kind is null or s.kind = _kind) and (_enabled is null or s.enabled = _enabled);
    _out.items := array(
        select row(s.name, s.description, s.kind, s.cron, s.time_zone, s.enabled, s.shipped is not null,
            ops.is_running(s.name), s.next_slot, (
                select ops.show_run(h) from ops.schedule_history as h
                where h.name = s.name and h.state <> 'missed' order by h.slot desc limit 1))::api.schedule_card
        from ops.schedules as s
        where (_kind is null or s.kind = _kind) and (_enabled is null or s.enabled = _enabled)
        order by s.name limit _per_page offset (_page - 1)::bigint * _per_page);
    return _out;
end
$$;
comment on function api.staff_list_schedules is $$
Schedules

What runs at which times: when it runs next, how it went the last time. By name.

@route GET /staff/schedules
@auth  moderator
@param kind      Only those that are a statement (sql), a job, a vacuum, or a command that reaches out of the database
@param enabled   Only those that are on, or off
@param page      Page, from 1
@param per_page  Schedules on a page, at most 100
@tag   Staff: schedules
$$;
