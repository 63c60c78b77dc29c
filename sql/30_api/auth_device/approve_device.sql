create or replace function api.approve_device(_viewer iwm.viewer, _user_code iwm.user_code)
returns api.device_request
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'account:write');
begin
    return iwm.answer_device(_me, _user_code, 'approved');
end
$$;
comment on function api.approve_device is $$
Allow a device

It is signed in as the viewer when it asks the next time, and stands among the sessions, where it can be ended.

@route   POST /auth/device/approve
@auth    user
@rate    write
@message The device is signed in
@error   device_not_found
@tag     Devices
$$;
