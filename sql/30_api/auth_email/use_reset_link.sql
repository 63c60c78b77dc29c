create or replace function api.use_reset_link(_token_id text, _hash text, _client text, _user_agent text)
returns api.email_state
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _link constant iwm.one_time_tokens := iwm.use_link(_token_id, 'reset_password');
begin
    -- whoever follows a link of a mail reads what comes to that address
    update users set email_verified_at = iwm.now() where id = _link.user_id and email_verified_at is null;
    if found then
        -- until now anybody may have made it with this address, and kept ways in of their own
        delete from user_identities where user_id = _link.user_id;
        perform iwm.turn_totp_off(_link.user_id, null, _client, _user_agent);
    end if;
    perform iwm.set_password(_link.user_id, _hash, null, _client, _user_agent);
    return (select (u.email, true)::api.email_state from users as u where u.id = _link.user_id);
end
$$;
comment on function api.use_reset_link is $$
Gives an account the password with this hash, by a link that was mailed: ends its sessions, verifies its address

Where the address was not verified before, sign-in services and a second factor go: they may be those of a stranger who
registered with it.

Fails with invalid_link, link_used, link_expired.

@internal
$$;
