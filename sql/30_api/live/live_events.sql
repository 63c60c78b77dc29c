create or replace function api.live_events(_since pg_snapshot default null)
returns table (id bigint, xid xid8, topic text, kind text, data text, snapshot pg_snapshot)
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
#variable_conflict use_column
declare
    _now constant pg_snapshot := pg_current_snapshot();
begin
    return query select e.id, e.xid, e.topic, e.kind, e.data::text, _now from jobs.events_since(_since) as e order by e.id;
    if not found then
        return query select null::bigint, null::xid8, null::text, null::text, null::text, _now;
    end if;
end
$$;
comment on function api.live_events is $$
Events of all topics that were committed since a snapshot, and the snapshot for the next call

Each event comes once, also that of a transaction which was open for long: what the snapshot did not see, and this call sees.
At least one row (id null where there is nothing). Without _since: only the present.

@internal
$$;
