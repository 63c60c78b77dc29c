create or replace function api.begin_totp(_viewer iwm.viewer, _password iwm.password, _client text)
returns api.totp_setup
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'user', 'account:write');
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.begin_totp is $$
Begin with a second factor

Gives a secret for an authenticator app (RFC 6238: SHA-1, 6 digits, 30 seconds). Signing in asks for codes only after
POST /v1/me/totp/confirm; until then a new secret takes the place of this one.

@route   POST /me/totp
@auth    user
@handler begin_totp
@rate    login
@status  201
@param   password  The password of the account
@error   totp_enabled
@error   password_missing
@error   wrong_password
@error   login_locked
@tag     Accounts
$$;
