create or replace function api.login(
    _client text, _email iwm.login_name, _password iwm.password, _totp iwm.otp_code default null,
    _device iwm.label default null
)
returns api.session_tokens
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.login is $$
Sign in

Answers with an access token for a few minutes, and a refresh token that gets the next one: POST /v1/auth/refresh. Whether the
name or the password is wrong is not told. After five wrong passwords in a row nothing is tried for 2 s, then 4, 8 … up to 15
minutes (429, Retry-After); wrong ones from addresses that the account was never used from are counted apart. A deactivated
account is active again; one that is to be deleted says so in `user.deletion_due_at`.

@route   POST /auth/login
@auth    none
@handler login
@rate    login
@param   email   E-mail address or username
@param   totp    Code of the authenticator, or a recovery code, where the account has a second factor
@param   device  Name of the device, shown in the list of sessions
@error   invalid_credentials
@error   totp_required
@error   account_suspended
@error   login_locked
@tag     Accounts: signing in
$$;
