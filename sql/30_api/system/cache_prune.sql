create or replace function api.cache_prune()
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _deleted bigint;
begin
    delete from ops.cache_outbox as o where o.at < clock_timestamp() - interval '1 hour';
    get diagnostics _deleted = row_count;
    return _deleted;
end
$$;
comment on function api.cache_prune is $$
Deletes cache events older than an hour

Returns how many. Every process polls far more often than that; one that did not drops its whole cache.

@internal
$$;
