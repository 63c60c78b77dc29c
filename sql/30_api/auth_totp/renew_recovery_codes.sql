create or replace function api.renew_recovery_codes(
    _viewer iwm.viewer, _password iwm.password, _code iwm.otp_code, _client text
)
returns api.recovery_codes
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'user', 'account:write');
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.renew_recovery_codes is $$
New recovery codes

With the password and a code. Ten new ones, shown only now; those before are worth nothing any more.

@route   POST /me/totp/recovery-codes
@auth    user
@handler renew_recovery_codes
@rate    login
@status  201
@param   password  The password of the account
@param   code      Six digits of the app, or a recovery code
@error   totp_not_enabled
@error   password_missing
@error   wrong_password
@error   invalid_code
@error   login_locked
@tag     Accounts
$$;
