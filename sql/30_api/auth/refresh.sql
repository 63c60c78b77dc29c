create or replace function api.refresh(_client text, _refresh_token iwm.secret_text)
returns api.session_tokens
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.http_only();
    return null;
end
$$;
comment on function api.refresh is $$
Get a new access token

Each refresh token can be used once: the answer has the next one. Where that answer was lost, the token before the newest gets
the newest once more, within half a minute. Anything else that was used already means that two have it: the session ends for
both (401), and the owner is told by mail.

@route   POST /auth/refresh
@auth    none
@handler refresh
@rate    refresh
@param   refresh_token  The newest one of the session
@error   invalid_token
@error   account_suspended
@tag     Accounts: signing in
$$;
