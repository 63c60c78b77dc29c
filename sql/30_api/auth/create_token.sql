create or replace function api.create_token(
    _viewer iwm.viewer, _client text, _name iwm.label, _scopes text[], _expires_in_days iwm.token_days default null
)
returns api.api_token
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'account:write');
    -- 244 random bits of the server's own generator
    _secret constant text := 'iwm_' || replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
    _most constant integer := (iwm.policy()).most_api_tokens;
    _wanted text[];
    _wrong text;
    _token api.api_token;
begin
    select min(w) into _wrong from unnest(_scopes) as w
    where w is null or not exists (select from scopes as s where s.scope = w and s.grantable);
    if _wrong is not null or cardinality(_scopes) = 0 or array_position(_scopes, null) is not null then
        perform iwm.fail('unknown_scope', case when _wrong is null then 'A token needs at least one scope.'
            else format('A token cannot have the scope %s.', left(_wrong, 100)) end, 'GET /v1/auth/scopes lists them.', 'scopes');
    end if;
    _wanted := array(select distinct w from unnest(_scopes) as w order by w);
    perform from users as u where u.id = _user_id for no key update; -- or two at once could be one too many
    if (select count(*) from api_tokens as t where t.user_id = _user_id and t.revoked_at is null
            and (t.expires_at is null or t.expires_at > iwm.now())) >= _most then
        perform iwm.fail('too_many_tokens', format('You have %s tokens, as many as one may have.', _most),
            'Revoke one that nothing uses: DELETE /v1/me/tokens/{token_id}.');
    end if;
    insert into api_tokens as t (user_id, external_id, name, token_hash, hint, scopes, expires_at)
    values (_user_id, iwm.new_id('tok'), btrim(_name), encode(sha256(convert_to(_secret, 'UTF8')), 'hex'), right(_secret, 4),
        _wanted, iwm.now() + make_interval(days => _expires_in_days))
    returning t.external_id, t.name, t.hint, t.scopes, t.created_at, t.expires_at, t.last_used_at, _secret into _token;
    perform iwm.security_event(_user_id, 'api_token_made', (_viewer).session_id, _client, null, _token.name);
    return _token;
end
$$;
comment on function api.create_token is $$
Make an API token

For programs. It is shown this once: only its SHA-256 is kept. It may do what its scopes allow, and nothing with the account
itself. Send it like an access token: Authorization: Bearer iwm_… Repeated with its Idempotency-Key, the answer says which
token was made, without the token: revoke that one and make another where the first answer was lost.

@route  POST /me/tokens
@auth   user
@rate   write
@status 201
@secret token
@param  name    What it is for
@param  scopes  What it may do; GET /v1/auth/scopes lists what there is
@param  expires_in_days  Without it, it is good until it is revoked
@error  unknown_scope
@error  too_many_tokens
@tag    Accounts: sessions and tokens
$$;
