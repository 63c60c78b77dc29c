create or replace function api.replace_recovery_codes(
    _viewer iwm.viewer, _code_hashes text[], _client text, _user_agent text
)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'account:write');
begin
    if iwm.totp_state(_me) <> 'on' then
        perform iwm.fail('totp_not_enabled', null, 'Turn it on: POST /v1/me/totp.');
    end if;
    perform iwm.set_recovery_codes(_me, _code_hashes);
    perform iwm.security_event(_me, 'recovery_codes_renewed', (_viewer).session_id, _client, _user_agent);
    perform iwm.send_mail(_me, 'security_alert', jsonb_strip_nulls(jsonb_build_object('event', 'recovery_codes_renewed',
        'client', _client)));
end
$$;
comment on function api.replace_recovery_codes is $$
Puts new recovery codes (their SHA-256) in the place of the old ones

Fails with totp_not_enabled.

@internal
@error totp_not_enabled
$$;
