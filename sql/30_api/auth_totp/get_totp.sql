create or replace function api.get_totp(_viewer iwm.viewer)
returns api.totp_state
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'account:read');
begin
    return iwm.second_factor_state(_me);
end
$$;
comment on function api.get_totp is $$
The second factor

Whether signing in asks for a code, and how many recovery codes are left.

@route GET /me/totp
@auth  user
@tag   Accounts
$$;
