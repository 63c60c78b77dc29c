create or replace function api.register(
    _client text, _email iwm.email, _password iwm.password, _name iwm.display_name, _username iwm.username default null,
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
comment on function api.register is $$
Make an account

Makes an account, signs in, and mails a link that verifies the address. Without a username, one is derived from the name. The
account can be used at once; what reaches other people waits for the verification. The rules for passwords: a least number of
characters (8 unless set otherwise), at most 1,000, not the e-mail address or username, not one of those that everybody tries.

@route   POST /auth/register
@auth    none
@handler register
@rate    registration
@status  201
@message Welcome
@param   device    Name of the device, shown in the list of sessions
@param   username  Without it, one is derived from the name
@param   name      Name to show
@error   registration_closed
@error   email_taken
@error   username_taken
@error   username_reserved
@tag     Accounts: signing in
$$;
