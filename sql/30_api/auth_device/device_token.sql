create or replace function api.device_token(_device_code iwm.secret_text, _client text)
returns api.session_tokens
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.device_token is $$
Has somebody allowed the device?

The tokens of a new session, once. Until then 400 with a code: authorization_pending (ask again after `interval` seconds),
slow_down (add 5 seconds to `interval`), access_denied, expired_token, invalid_grant (nobody gave this code out, or its
tokens were fetched). Retry-After says how long to wait.

@route   POST /auth/device/token
@auth    none
@handler device_token
@rate    refresh
@param   device_code  The device_code of POST /v1/auth/device/code
@error   authorization_pending
@error   slow_down
@error   expired_token
@error   access_denied
@error   invalid_grant
@tag     Devices
$$;
