create or replace function api.run_chores()
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    return ops.run_chores();
end
$$;
comment on function api.run_chores is $$
Does the chores that are due, each slot once; called by every process once a minute

@internal
$$;
