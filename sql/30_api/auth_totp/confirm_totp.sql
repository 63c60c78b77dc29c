create or replace function api.confirm_totp(_viewer iwm.viewer, _code iwm.otp_code, _client text)
returns api.recovery_codes
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'user', 'account:write');
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.confirm_totp is $$
Turn the second factor on

With a code that the app shows. Gives ten recovery codes, shown only now. All other sessions end: they were opened without
a second factor.

@route   POST /me/totp/confirm
@auth    user
@handler confirm_totp
@rate    login
@param   code  Six digits of the app
@message The second factor is on
@error   invalid_code
@error   totp_enabled
@error   totp_not_begun
@error   login_locked
@tag     Accounts
$$;
