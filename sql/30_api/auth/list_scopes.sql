create or replace function api.list_scopes()
returns api.scope[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
begin
    return array(select row(s.scope, s.title, s.grantable)::api.scope from scopes as s order by s.scope);
end
$$;
comment on function api.list_scopes is $$
What a token can be allowed

@route GET /auth/scopes
@auth  none
@tag   Accounts: sessions and tokens
$$;
