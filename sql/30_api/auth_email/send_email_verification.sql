create or replace function api.send_email_verification(_viewer iwm.viewer)
returns api.email_state
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'account:write');
    _state api.email_state;
begin
    select u.email, u.email_verified_at is not null into _state from users as u where u.id = _me;
    if not _state.verified then
        perform iwm.send_link(_me, 'verify_email', _state.email, (iwm.policy()).mail_link_lifetime);
    end if;
    return _state;
end
$$;
comment on function api.send_email_verification is $$
Send the verification mail again

Does nothing where the address is verified already. A new link makes the one before useless.

@route   POST /auth/email/verification
@auth    user
@rate    mail
@tag     Accounts
$$;
