create or replace function api.staff_get_policy(_viewer iwm.viewer)
returns api.policy
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'admin', 'staff:read');
    return iwm.staff_policy();
end
$$;
comment on function api.staff_get_policy is $$
Settings of accounts

What the rules of accounts go by; times in seconds.

@route GET /staff/policy
@auth  admin
@version
@tag   Staff: service
$$;
