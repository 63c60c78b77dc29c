create or replace function api.open_device_code(
    _device_code_hash text, _user_code text, _client_name text, _scopes text[], _client text, _user_agent text
)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    delete from device_codes where id in (
        select d.id from device_codes as d where d.expires_at < iwm.now() - interval '1 hour'
        order by d.expires_at limit 20 for update skip locked);
    insert into device_codes (device_code_hash, user_code, client_name, scopes, client, user_agent, expires_at)
    values (_device_code_hash, iwm.plain_user_code(_user_code), _client_name, iwm.device_scopes(_scopes), _client,
        left(_user_agent, 255), iwm.now() + interval '10 minutes')
    on conflict (user_code) do nothing;
    return found;
end
$$;
comment on function api.open_device_code is $$
A device begins to wait, for ten minutes; false where another one has this user code: take a new one

_device_code_hash: SHA-256 of the code that the device keeps. Fails with unknown_scope.

@internal
$$;
