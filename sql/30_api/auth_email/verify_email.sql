create or replace function api.verify_email(_token iwm.secret_text, _client text)
returns api.email_state
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.verify_email is $$
Verify an e-mail address

With the token of the link that was mailed to it. A link can be used once, and only while the account has that address.

@route   POST /auth/email/verify
@auth    none
@handler verify_email
@rate    write
@param   token  What stands behind token= in the link
@message The address is verified
@error   invalid_link
@error   link_used
@error   link_expired
@tag     Accounts
$$;
