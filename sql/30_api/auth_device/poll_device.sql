create or replace function api.poll_device(
    _device_code_hash text, _session_id text, _refresh_hash text, _client text, _user_agent text
)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _device iwm.device_codes;
    _account api.account;
begin
    select d.* into _device from device_codes as d where d.device_code_hash = _device_code_hash for update;
    if _device.id is null or _device.state = 'used' then
        return jsonb '{"code": "invalid_grant"}';
    elsif _device.expires_at <= iwm.now() then
        return jsonb '{"code": "expired_token"}';
    elsif _device.state = 'denied' then
        return jsonb '{"code": "access_denied"}';
    elsif _device.last_polled_at + make_interval(secs => _device.poll_interval) > iwm.now() then
        update device_codes set last_polled_at = iwm.now(), poll_interval = least(poll_interval + 5, 60) where id = _device.id;
        return jsonb_build_object('code', 'slow_down', 'interval', least(_device.poll_interval + 5, 60));
    elsif _device.state = 'pending' then
        update device_codes set last_polled_at = iwm.now() where id = _device.id;
        return jsonb_build_object('code', 'authorization_pending', 'interval', _device.poll_interval);
    end if;
    update device_codes set state = 'used' where id = _device.id;
    if exists (
        select from users as u where u.id = _device.user_id and (u.deactivated_at is not null
            or u.suspended_at is not null and (u.suspended_until is null or u.suspended_until > iwm.now())))
    then -- since it was allowed
        return jsonb '{"code": "access_denied"}';
    end if;
    _account := iwm.sign_in(_device.user_id, _session_id, _refresh_hash, _client, _user_agent, _device.client_name,
        '{device}', _device.scopes);
    return jsonb_build_object('user', to_jsonb(_account), 'scopes', to_jsonb(_device.scopes));
end
$$;
comment on function api.poll_device is $$
A device asks whether it was allowed

{"user", "scopes"} once it was, with a session opened; else {"code", "interval"}, in the words of RFC 8628. Returned, not
raised: that somebody asked, and too often, has to be kept.

@internal
$$;
