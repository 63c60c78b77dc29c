create or replace function api.reset_password(_token iwm.secret_text, _password iwm.password, _client text)
returns api.email_state
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.reset_password is $$
Set a new password

With the token of the link that POST /v1/auth/password/forgot mails. Ends all sessions and API tokens of the account
and verifies its address; where that was not verified before, linked sign-in services and a second factor go too. A password
that is refused leaves the link as it was.

@route   POST /auth/password/reset
@auth    none
@handler reset_password
@rate    login
@param   token     What stands behind token= in the link
@param   password  The new password
@message The password is changed; sign in with it
@error   invalid_link
@error   link_used
@error   link_expired
@error   invalid_input
@tag     Accounts
$$;
