create or replace function api.revoke_token(_viewer iwm.viewer, _client text, _token_id iwm.public_id)
returns api.revoked_token
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'account:write');
    _name text;
begin
    update api_tokens as t set revoked_at = iwm.now()
    where t.user_id = _user_id and t.external_id = _token_id and t.revoked_at is null returning t.name into _name;
    if found then
        perform iwm.security_event(_user_id, 'api_token_revoked', (_viewer).session_id, _client, null, _name);
    elsif not exists (select from api_tokens as t where t.user_id = _user_id and t.external_id = _token_id) then
        perform iwm.fail('token_not_found', 'You have no such token.', 'GET /v1/me/tokens lists them.', 'token_id');
    end if;
    return row(_token_id, true)::api.revoked_token;
end
$$;
comment on function api.revoke_token is $$
Revoke an API token

It is good for nothing from now on. Revoking it again changes nothing.

@route DELETE /me/tokens/{token_id}
@auth  user
@rate  write
@error token_not_found
@tag   Accounts: sessions and tokens
$$;
