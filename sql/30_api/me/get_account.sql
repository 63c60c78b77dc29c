create or replace function api.get_account(_viewer iwm.viewer)
returns api.account
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'profile:read');
begin
    return iwm.account(_user_id);
end
$$;
comment on function api.get_account is $$
Your account

@route GET /me
@auth  user
@version
@tag   Account
$$;
