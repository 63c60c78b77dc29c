create or replace function api.request_device_code(
    _client text, _client_name iwm.label, _scopes text[] default null
)
returns api.device_code
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.request_device_code is $$
Codes for a device that has no keyboard

Show user_code and verification_uri to the person, then ask POST /v1/auth/device/token every `interval` seconds (RFC 8628).
The codes are good for ten minutes.

@route   POST /auth/device/code
@auth    none
@handler request_device_code
@rate    login
@param   client_name  What the device is, as the person shall read it: TV in the living room
@param   scopes       What the device wants to do; without it, all but the work of staff
@error   unknown_scope
@tag     Devices
$$;
