create or replace function api.list_sessions(_viewer iwm.viewer)
returns api.session[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'account:read');
begin
    return array(
        select row(s.external_id, s.device, s.user_agent, s.client, s.methods, s.scopes, s.created_at, s.last_seen_at,
            s.expires_at, s.external_id = (_viewer).session_id)::api.session
        from sessions as s
        where s.user_id = _user_id and s.revoked_at is null and s.expires_at > iwm.now()
            and s.last_seen_at > iwm.now() - (iwm.policy()).session_idle
        order by s.last_seen_at desc, s.id desc);
end
$$;
comment on function api.list_sessions is $$
Where you are signed in

All sessions that are not over, the last used first. There are at most 50 of them: the longest unused go.

@route GET /me/sessions
@auth  user
@tag   Accounts: sessions and tokens
$$;
