create or replace function api.end_session(_viewer iwm.viewer, _client text, _session_id iwm.public_id)
returns api.ended_sessions
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'account:write');
begin
    update sessions set revoked_at = iwm.now(), revoke_reason = 'ended by its owner'
    where user_id = _user_id and external_id = _session_id and revoked_at is null;
    if found then
        perform iwm.security_event(_user_id, 'session_ended', _session_id, _client);
        return row(1)::api.ended_sessions;
    end if;
    if not exists (select from sessions as s where s.user_id = _user_id and s.external_id = _session_id) then
        perform iwm.fail('session_not_found', 'You have no such session.', 'GET /v1/me/sessions lists them.', 'session_id');
    end if;
    return row(0)::api.ended_sessions;
end
$$;
comment on function api.end_session is $$
Sign out one device

Its tokens are good for nothing from now on. A session that is over already stays so.

@route DELETE /me/sessions/{session_id}
@auth  user
@rate  write
@error session_not_found
@tag   Accounts: sessions and tokens
$$;
