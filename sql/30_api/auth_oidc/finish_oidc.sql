create or replace function api.finish_oidc(
    _provider iwm.provider_name, _client text, _state iwm.secret_text, _code iwm.secret_text default null,
    _error iwm.secret_text default null, _iss iwm.secret_text default null
)
returns api.oidc_result
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.finish_oidc is $$
Sign in elsewhere: the end

With what the service has put behind the address of GET /v1/auth/oidc/{provider}/callback, and the cookie of the beginning. Known
there before: the same account. Else the account with the same e-mail address, where the service and we both have verified
it; else a new account. The page at that address calls this; so do programs that read the address themselves.

@route   POST /auth/oidc/{provider}/finish
@auth    none
@handler finish_oidc
@rate    login
@param   provider  The service that one comes back from
@param   code      What is exchanged for the person's identity
@param   state     What was sent along at the beginning
@param   error     Why the service refused, where it did
@param   iss       The service as it calls itself (RFC 9207), where it tells that
@error   provider_not_found
@error   provider_unavailable
@error   sign_in_failed
@error   sign_in_expired
@error   email_not_given
@error   email_needs_proof
@error   account_suspended
@error   registration_closed
@tag     Signing in elsewhere
$$;
