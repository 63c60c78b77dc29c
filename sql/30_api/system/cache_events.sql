create or replace function api.cache_events(_horizon xid8 default null)
returns table (id bigint, xid xid8, tags text[], horizon xid8, digest text)
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
#variable_conflict use_column
declare
    _now constant xid8 := pg_snapshot_xmin(pg_current_snapshot());
    _digest constant text := (select c.digest from ops.catalogue as c);
begin
    return query
    select o.id, o.xid, o.tags, _now, _digest from ops.cache_outbox as o where o.xid >= _horizon order by o.id;
    if not found then
        return query select null::bigint, null::xid8, null::text[], _now, _digest;
    end if;
end
$$;
comment on function api.cache_events is $$
Cache tags touched since a horizon, and the horizon for the next call

Rows of transactions from _horizon on; always at least one row, with id null when there is nothing. horizon: the oldest
transaction that was still running, so the next call with it misses nothing; a reader remembers the ids that it has seen
at or above it. digest: of the catalogue that is loaded, a new one means new routes. Without _horizon: only the present.

@internal
$$;
