create or replace function api.list_tokens(_viewer iwm.viewer)
returns api.api_token[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'account:read');
begin
    return array(
        select row(t.external_id, t.name, t.hint, t.scopes, t.created_at, t.expires_at, t.last_used_at, null)::api.api_token
        from api_tokens as t
        where t.user_id = _user_id and t.revoked_at is null and (t.expires_at is null or t.expires_at > iwm.now())
        order by t.id desc);
end
$$;
comment on function api.list_tokens is $$
Your API tokens

Those that are good, the newest first. The tokens themselves are not kept: a program that has lost its own needs a new one.

@route GET /me/tokens
@auth  user
@tag   Accounts: sessions and tokens
$$;
