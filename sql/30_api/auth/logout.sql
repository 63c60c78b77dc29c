create or replace function api.logout(_viewer iwm.viewer, _client text)
returns api.ended_sessions
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user');
    _it constant text := (_viewer).session_id;
begin
    if _it like 'tok:%' then -- a program may always throw its token away
        update api_tokens set revoked_at = iwm.now() where user_id = _user_id and token_hash = substr(_it, 5);
        perform iwm.security_event(_user_id, 'api_token_revoked', null, _client);
        return row(0)::api.ended_sessions;
    end if;
    update sessions set revoked_at = iwm.now(), revoke_reason = 'signed out'
    where user_id = _user_id and external_id = _it and revoked_at is null;
    perform iwm.security_event(_user_id, 'signed_out', _it, _client);
    return row(1)::api.ended_sessions;
end
$$;
comment on function api.logout is $$
Sign out

Ends this session: its access and refresh tokens are good for nothing from now on. An API token ends itself.

@route   POST /auth/logout
@auth    user
@rate    write
@message Signed out
@tag     Accounts: signing in
$$;
