create or replace function api.confirm_email_change(_token iwm.secret_text, _client text)
returns api.email_state
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.confirm_email_change is $$
Change the e-mail address

With the token of the link that was mailed to the new address, which is verified by that. The old one is told.

@route   POST /auth/email/confirm
@auth    none
@handler confirm_email_change
@rate    write
@param   token  What stands behind token= in the link
@message The address is changed
@error   invalid_link
@error   link_used
@error   link_expired
@error   email_taken
@tag     Accounts
$$;
