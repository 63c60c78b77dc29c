create or replace function api.forgot_password(_email iwm.email)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    -- Whether there is such an account is looked up when the mail is made: here both cases are the same work.
    insert into mails (to_address, template) values (_email, 'reset_requested');
    return null;
end
$$;
comment on function api.forgot_password is $$
Ask for a new password

Mails a link with which a new password can be set, where there is an account with this address. The answer is the same
where there is none. One mail a minute goes to an account, and five an hour; each makes the links before it useless.

@route   POST /auth/password/forgot
@auth    none
@rate    mail
@status  202
@message If there is an account with this address, a mail is on its way
@tag     Accounts
$$;
