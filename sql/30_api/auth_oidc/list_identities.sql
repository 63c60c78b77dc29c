create or replace function api.list_identities(_viewer iwm.viewer)
returns api.identity[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'account:read');
begin
    return iwm.identities(_me);
end
$$;
comment on function api.list_identities is $$
Your sign-in services

With which one can sign in to this account, beside the password.

@route GET /me/identities
@auth  user
@tag   Signing in elsewhere
$$;
