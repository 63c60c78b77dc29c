create or replace function api.list_sign_in_providers()
returns api.sign_in_provider[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.list_sign_in_providers is $$
Services of others to sign in with

Those of the settings (IWM_OIDC_PROVIDERS); none unless some are set.

@route   GET /auth/providers
@auth    none
@handler list_sign_in_providers
@tag     Signing in elsewhere
$$;
