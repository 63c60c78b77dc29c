create or replace function api.deny_device(_viewer iwm.viewer, _user_code iwm.user_code)
returns api.device_request
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'account:write');
begin
    return iwm.answer_device(_me, _user_code, 'denied');
end
$$;
comment on function api.deny_device is $$
Refuse a device

@route   POST /auth/device/deny
@auth    user
@rate    write
@message The device is refused
@error   device_not_found
@tag     Devices
$$;
