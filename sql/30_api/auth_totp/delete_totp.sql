create or replace function api.delete_totp(_viewer iwm.viewer, _client text)
returns api.totp_state
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _me constant bigint := iwm.require(_viewer, 'user', 'account:write');
begin
    if iwm.totp_state(_me) = 'on' then
        perform iwm.require_fresh(_viewer);
        if not exists (
            select from sessions as s where s.external_id = (_viewer).session_id and s.methods && '{otp,recovery}')
        then
            perform iwm.fail('fresh_sign_in_needed', 'This needs a sign-in with a code of the second factor.',
                'Sign in with a code and call again with the new token, or POST /v1/me/totp/disable with password and code.');
        end if;
    end if;
    return iwm.turn_totp_off(_me, (_viewer).session_id, _client, null);
end
$$;
comment on function api.delete_totp is $$
Turn the second factor off, just after a sign-in with it

Needs a session that signed in a few minutes ago with a code; POST /v1/me/totp/disable takes password and code from any other.
Where it is off already, it stays so.

@route   DELETE /me/totp
@auth    user
@rate    write
@message The second factor is off
@error   fresh_sign_in_needed
@tag     Accounts
$$;
