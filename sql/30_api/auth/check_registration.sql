create or replace function api.check_registration(_email iwm.email, _username iwm.username)
returns void
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require_open_registration();
    if exists (select from users as u where lower(u.email) = lower(_email)) then
        perform iwm.fail('email_taken', 'There is an account with this e-mail address.', 'Sign in, or set a new password.',
            'email');
    end if;
    if _username is not null then
        perform iwm.check_username(_username);
    end if;
end
$$;
comment on function api.check_registration is $$
Whether an account could be made: asked before the password is hashed, which is dear

@internal
@error email_taken
$$;
