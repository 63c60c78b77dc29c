create or replace function iwm.security_event(
    _user_id bigint, _kind text, _session_id text default null, _client text default null, _user_agent text default null,
    _detail text default null
)
returns void
language sql volatile
as $$
insert into iwm.security_events (user_id, kind, session_id, client, user_agent, detail)
values (_user_id, _kind, _session_id, _client, left(_user_agent, 255), left(_detail, 255))
$$;
comment on function iwm.security_event is 'Notes what happened to an account, for its owner to see.';

create or replace function iwm.open_session(
    _user_id bigint, _session_id text, _refresh_hash text, _client text, _user_agent text, _device text, _methods text[],
    _scopes text[] default null
)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    insert into sessions (user_id, external_id, refresh_hash, client, user_agent, device, methods, scopes, expires_at)
    values (_user_id, _session_id, _refresh_hash, _client, left(_user_agent, 255), left(_device, 100), _methods, _scopes,
        iwm.now() + (iwm.policy()).session_lifetime);
    -- the longest unused go where there are too many
    update sessions as s set revoked_at = iwm.now(), revoke_reason = 'too many sessions'
    where s.user_id = _user_id and s.id in (
        select x.id from sessions as x where x.user_id = _user_id and x.revoked_at is null
        order by x.last_seen_at desc, x.id desc offset (iwm.policy()).most_sessions);
    update users set last_seen_at = iwm.now() where id = _user_id;
    perform iwm.security_event(_user_id, 'signed_in', _session_id, _client, _user_agent, array_to_string(_methods, '+'));
end
$$;
comment on function iwm.open_session is
'A new session of a user. _session_id and the SHA-256 of its first refresh token are made outside; _scopes null: everything.';

create or replace function iwm.revoke_sessions(_user_id bigint, _reason text, _keep text default null)
returns integer
language sql volatile
as $$
with gone as (
    update iwm.sessions set revoked_at = iwm.now(), revoke_reason = _reason
    where user_id = _user_id and revoked_at is null and external_id is distinct from _keep
    returning 1
), unfetched as (
    delete from iwm.device_codes where user_id = _user_id and state = 'approved'
)
select count(*)::integer from gone
$$;
comment on function iwm.revoke_sessions is $$
Ends all sessions of a user but _keep, at once, and those that devices were allowed and have not fetched. Returns how many
$$;
