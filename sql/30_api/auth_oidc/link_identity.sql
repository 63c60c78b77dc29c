create or replace function api.link_identity(_viewer iwm.viewer, _ticket iwm.oidc_ticket, _client text)
returns api.identity[]
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'user', 'account:write');
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.link_identity is $$
Link a sign-in service

With the ticket that GET /v1/auth/oidc/{provider}/start?for=link leads to: it says which account there, this call says which
one here. Needs a session that signed in a few minutes ago. The owner is told by mail. Answers with all that are linked.

@route   POST /me/identities
@auth    user
@handler link_identity
@rate    write
@status  201
@param   ticket  The ticket of an answer whose `next` is link; good for five minutes, and once
@error   sign_in_expired
@error   fresh_sign_in_needed
@error   identity_taken
@error   provider_linked
@tag     Signing in elsewhere
$$;
