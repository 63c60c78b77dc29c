create or replace function api.turn_totp_off(_viewer iwm.viewer, _client text, _user_agent text)
returns api.totp_state
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    return iwm.turn_totp_off(iwm.require(_viewer, 'user', 'account:write'), (_viewer).session_id, _client, _user_agent);
end
$$;
comment on function api.turn_totp_off is $$
Turns the second factor off, once password and code were checked

@internal
$$;
