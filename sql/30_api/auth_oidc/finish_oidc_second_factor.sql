create or replace function api.finish_oidc_second_factor(
    _ticket iwm.oidc_ticket, _code iwm.otp_code, _client text
)
returns api.oidc_result
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.finish_oidc_second_factor is $$
Sign in elsewhere: the second factor

Accounts with a second factor are asked for it also when they sign in elsewhere. A ticket is good for five minutes, and once.

@route   POST /auth/oidc/second-factor
@auth    none
@handler finish_oidc_second_factor
@rate    login
@param   ticket  The ticket of an answer whose `next` is second_factor
@param   code    Six digits of the app, or a recovery code
@error   sign_in_expired
@error   invalid_credentials
@error   login_locked
@error   account_suspended
@tag     Signing in elsewhere
$$;
