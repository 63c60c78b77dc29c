create or replace function api.turn_totp_on(
    _viewer iwm.viewer, _secret text, _step bigint, _code_hashes text[], _client text, _user_agent text
)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'account:write');
begin
    update user_totp set confirmed_at = iwm.now(), last_step = _step
    where user_id = _me and secret = _secret and confirmed_at is null;
    if not found then -- another call turned it on, or began anew
        perform iwm.fail('totp_enabled', 'The second factor was changed in the meantime.', 'Look at it: GET /v1/me/totp.');
    end if;
    perform iwm.set_recovery_codes(_me, _code_hashes);
    perform iwm.revoke_sessions(_me, 'second factor turned on', (_viewer).session_id);
    perform iwm.security_event(_me, 'totp_enabled', (_viewer).session_id, _client, _user_agent);
    perform iwm.send_mail(_me, 'security_alert', jsonb_strip_nulls(jsonb_build_object('event', 'totp_enabled',
        'client', _client)));
end
$$;
comment on function api.turn_totp_on is $$
Turns the second factor on, after a code of this time step was right; ends all other sessions

_secret: as it is stored, the one that the code was checked against. _code_hashes: SHA-256 of the recovery codes.
Fails with totp_enabled.

@internal
@error totp_enabled
$$;
