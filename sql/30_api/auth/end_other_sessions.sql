create or replace function api.end_other_sessions(_viewer iwm.viewer, _client text)
returns api.ended_sessions
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'account:write');
begin
    perform iwm.security_event(_user_id, 'signed_out_elsewhere', (_viewer).session_id, _client);
    return row(iwm.revoke_sessions(_user_id, 'ended by its owner', (_viewer).session_id))::api.ended_sessions;
end
$$;
comment on function api.end_other_sessions is $$
Sign out all other devices

@route DELETE /me/sessions
@auth  user
@rate  write
@tag   Accounts: sessions and tokens
$$;
