create or replace function api.disable_totp(
    _viewer iwm.viewer, _password iwm.password, _code iwm.otp_code, _client text
)
returns api.totp_state
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'user', 'account:write');
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.disable_totp is $$
Turn the second factor off

With the password and a code of the app, or a recovery code. The recovery codes are gone with it.

@route   POST /me/totp/disable
@auth    user
@handler disable_totp
@rate    login
@param   password  The password of the account
@param   code      Six digits of the app, or a recovery code
@message The second factor is off
@error   totp_not_enabled
@error   password_missing
@error   wrong_password
@error   invalid_code
@error   login_locked
@tag     Accounts
$$;
