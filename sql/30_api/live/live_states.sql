create or replace function api.live_states(_topics text[])
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    return jobs.live_states(_topics);
end
$$;
comment on function api.live_states is $$
How topics without events are now: queues, and jobs of nobody; asked once a second while somebody watches them

@internal
$$;
