create or replace function api.get_device(_viewer iwm.viewer, _user_code iwm.user_code)
returns api.device_request
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _device iwm.device_codes;
begin
    perform iwm.require(_viewer, 'user', 'account:write');
    select d.* into _device from device_codes as d
    where d.user_code = iwm.plain_user_code(_user_code) and d.state = 'pending' and d.expires_at > iwm.now();
    if _device.id is null then
        perform iwm.fail('device_not_found', null, 'Look at the device again: a code is good for ten minutes, and once.',
            'user_code');
    end if;
    return iwm.device_request(_device);
end
$$;
comment on function api.get_device is $$
Which device waits with this code

So that a person sees what is to be allowed before allowing it.

@route GET /auth/device/{user_code}
@auth  user
@error device_not_found
@tag   Devices
$$;
