create or replace function api.change_email(_viewer iwm.viewer, _email iwm.email, _password iwm.password, _client text)
returns api.email_change
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'user', 'account:write');
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.change_email is $$
Ask for another e-mail address

Mails a link to the new address; the account changes when it is followed. The address so far is told, and stays until then.
That the new one is taken is told at once, as it is when somebody registers.

@route   POST /me/email
@auth    user
@handler change_email
@rate    mail
@status  202
@message A mail with a link is on its way to the new address
@param   email     The new address
@param   password  The password of the account
@error   email_taken
@error   email_unchanged
@error   password_missing
@error   wrong_password
@error   login_locked
@tag     Accounts
$$;
