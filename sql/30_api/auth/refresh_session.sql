create or replace function api.refresh_session(
    _session_id text, _count integer, _hash text, _next_hash text, _client text, _user_agent text
)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _policy constant iwm.account_policy := iwm.policy();
    _it iwm.sessions;
    _user iwm.users;
begin
    -- One at a time: of many uses at once the first turns the token, the second may repeat, the third ends the session.
    select * into _it from sessions as s where s.external_id = _session_id for no key update;
    if _it.id is null or _it.revoked_at is not null or _it.expires_at <= iwm.now()
        or _it.last_seen_at <= iwm.now() - _policy.session_idle
    then
        perform iwm.fail('invalid_token', 'This session is over.', 'Sign in again.');
    end if;
    select * into _user from users as u where u.id = _it.user_id;
    if _user.deactivated_at is not null then
        perform iwm.fail('invalid_token', 'This account is deactivated.', 'Sign in again: that activates it.');
    end if;
    perform iwm.check_suspension(_it.user_id);

    if _it.refresh_hash = _hash and _it.refresh_count = _count then
        update sessions set previous_hash = _hash, previous_reused = false, refresh_hash = _next_hash,
            refresh_count = _count + 1, refreshed_at = iwm.now(), last_seen_at = iwm.now(), client = coalesce(_client, client),
            user_agent = coalesce(left(_user_agent, 255), user_agent)
        where user_id = _it.user_id and id = _it.id;
        update users set last_seen_at = iwm.now() where id = _it.user_id;
    elsif _it.previous_hash = _hash and _it.refresh_count = _count + 1 and not _it.previous_reused
        and _it.refresh_hash = _next_hash and iwm.now() <= _it.refreshed_at + _policy.refresh_grace
    then
        update sessions set previous_reused = true, last_seen_at = iwm.now() where user_id = _it.user_id and id = _it.id;
    else
        update sessions set revoked_at = iwm.now(), revoke_reason = 'refresh token reused'
        where user_id = _it.user_id and id = _it.id;
        perform iwm.security_event(_it.user_id, 'refresh_token_reused', _session_id, _client, _user_agent, _it.device);
        perform iwm.send_mail(_it.user_id, 'security_alert', jsonb_strip_nulls(jsonb_build_object(
            'event', 'refresh_token_reused', 'client', _client, 'device', _it.device, 'at', iwm.now())));
        return jsonb_build_object('reused', true); -- not an error here: that would take the end of the session back
    end if;
    return jsonb_build_object('scopes', to_jsonb(_it.scopes), 'account', to_jsonb(iwm.account(_it.user_id)));
end
$$;
comment on function api.refresh_session is $$
Turns the refresh token of a session: the newest one for the next, the one before, once and in time, for the newest

_count and _hash: number and SHA-256 of the token that was shown; _next_hash: that of number _count + 1.
{"scopes", "account"}; or {"reused": true}, and the session is over.

@internal
@error invalid_token
$$;
