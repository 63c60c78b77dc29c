create or replace function api.start_oidc(
    _provider iwm.provider_name, _for iwm.oidc_purpose default 'sign_in', _origin iwm.web_url default null
)
returns api.oidc_start
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.start_oidc is $$
Sign in elsewhere: the beginning

To be opened in a browser, which is sent on to the service (302) and comes back to the callback. A caller that accepts only
application/json gets the address instead, and a cookie that the callback needs.

A site opens it as a window of its own with `origin`, and hears from it by postMessage: {"source": "iwm", "next", "session",
"ticket"}, the last three as POST /v1/auth/oidc/{provider}/finish answers them.

@route   GET /auth/oidc/{provider}/start
@auth    none
@handler start_oidc
@param   provider  A name of GET /v1/auth/providers
@param   for       sign_in, or link: to get a ticket for POST /v1/me/identities
@param   origin    The site that opened the window and is to get the result by postMessage: ours, or one of IWM_CORS_ORIGINS
@error   provider_not_found
@error   provider_unavailable
@error   invalid_input
@tag     Signing in elsewhere
$$;
