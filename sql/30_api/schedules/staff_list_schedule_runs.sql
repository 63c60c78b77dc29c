create or replace function api.staff_list_schedule_runs(
    _viewer iwm.viewer, _name iwm.schedule_name, _state iwm.schedule_run_state default null,
    _cursor iwm.feed_cursor default null, _limit iwm.list_limit default 20
)
returns api.schedule_run_feed
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _list constant text := 'schedule runs:' || _name;
    -- microseconds since 1970 are the place in the list
    _before constant bigint := iwm.from_cursor(_list, _cursor);
    _found ops.schedule_history[];
    _feed api.schedule_run_feed;
begin
    perform iwm.require(_viewer, 'moderator', 'staff:read');
    perform ops.need_schedule(_name);
    _found := array(
        select h from ops.schedule_history as h
        where h.name = _name and (_state is null or h.state = _state)
            and h.slot < case when _before between 0 and 253402300799000000
                then timestamptz '1970-01-01 00:00+00' + _before * interval '1 microsecond' else 'infinity' end
        order by h.slot desc limit _limit + 1);
    _feed.items := array(select ops.show_run(f) from unnest(_found[:_limit]) as f order by f.slot desc);
    if cardinality(_found) > _limit then
        _feed.next_cursor := iwm.to_cursor(_list, (extract(epoch from (_found[_limit]).slot) * 1000000)::bigint);
    end if;
    return _feed;
end
$$;
comment on function api.staff_list_schedule_runs is $$
Runs of a schedule

Each slot that ran or was missed, and each run that somebody asked for; the newest first. Kept for 90 days.

@route GET /staff/schedules/{name}/runs
@auth  moderator
@param state   Only runs that ended so
@param cursor  next_cursor of the page before
@param limit   How many, at most 100
@error schedule_not_found
@tag   Staff: schedules
$$;
