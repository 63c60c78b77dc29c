create or replace function api.logout_all(_viewer iwm.viewer, _client text)
returns api.ended_sessions
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'account:write');
begin
    perform iwm.security_event(_user_id, 'signed_out_everywhere', (_viewer).session_id, _client);
    return row(iwm.revoke_sessions(_user_id, 'signed out everywhere'))::api.ended_sessions;
end
$$;
comment on function api.logout_all is $$
Sign out everywhere

Ends all sessions, this one too. API tokens stay: DELETE /v1/me/tokens/{token_id}.

@route   POST /auth/logout-all
@auth    user
@rate    write
@message Signed out
@tag     Accounts: signing in
$$;
