create or replace function api.may_call(_viewer iwm.viewer, _role text)
returns void
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, _role, null);
end
$$;
comment on function api.may_call is $$
May this viewer call an operation of this @auth at all? Asked before a handler in Python begins with it

So that who may not learns nothing of what the handler would find out first. The scope is asked for by what it calls.

@internal
$$;
