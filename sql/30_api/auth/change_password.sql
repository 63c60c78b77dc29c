create or replace function api.change_password(
    _viewer iwm.viewer, _client text, _new_password iwm.password, _current_password iwm.password default null
)
returns api.ended_sessions
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'user', 'account:write');
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.change_password is $$
Change your password

Ends all other sessions and says so by mail. An account that has no password yet, because one signs in elsewhere, gets one:
with a session that signed in a few minutes ago, else the answer is fresh_sign_in_needed.
Wrong present passwords count as they do at sign-in.

@route   POST /me/password
@auth    user
@handler change_password
@rate    login
@message The password is changed
@param   current_password  The present one; needed where the account has one
@param   new_password      The new one, by the rules of POST /v1/auth/register
@error   wrong_password
@error   fresh_sign_in_needed
@error   login_locked
@tag     Accounts: signing in
$$;
