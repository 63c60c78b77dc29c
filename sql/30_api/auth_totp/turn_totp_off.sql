create or replace function api.turn_totp_off(_viewer iwm.viewer, _client text, _user_agent text)
returns api.totp_state
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'account:write');
begin
    delete from user_totp where user_id = _me;
    if found then
        delete from recovery_codes where user_id = _me;
        perform iwm.security_event(_me, 'totp_disabled', (_viewer).session_id, _client, _user_agent);
        perform iwm.send_mail(_me, 'security_alert', jsonb_strip_nulls(jsonb_build_object('event', 'totp_disabled',
            'client', _client)));
    end if;
    return iwm.second_factor_state(_me);
end
$$;
comment on function api.turn_totp_off is $$
Turns the second factor off, once password and code were checked; its recovery codes go with it

@internal
$$;
