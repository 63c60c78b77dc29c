create or replace function api.use_ticket(_ticket_hash text, _seconds integer)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    return iwm.use_ticket(_ticket_hash, _seconds);
end
$$;
comment on function api.use_ticket is $$
Notes that something with this SHA-256 was used; false where it was before. _seconds: for how long it can be used at all

@internal
$$;
