create or replace function api.take_token(_class text, _viewer iwm.viewer, _login text, _client text)
returns text
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    return iwm.take(_class, coalesce(iwm.rate_account(_viewer), iwm.rate_login(_class, _login, _client)), _client)::text;
end
$$;
comment on function api.take_token is $$
Takes the tokens of a call that Python serves, before it is served

_login: the name of the account that the caller gave, for who is not signed in. Returns iwm.take as text: (quota, seconds, what
remains, seconds until it is full). Fails with too_many_requests (429).

@internal
$$;
