-- How often somebody may call. A bucket holds as many tokens as may be used at once and fills evenly; a call takes one.

-- These run in every write: they name schemas, and set none, which would cost as much as the rest of them.

-- What a DBA changed stays as it is.
insert into iwm.rate_limits (class, account_burst, account_seconds, client_burst, client_seconds, description) values
    ('write', 120, 60, 600, 60, 'Whatever changes something and names no other class'),
    ('bulk', 30, 60, 60, 60, 'Many things at once, by staff'),
    ('login', 10, 60, 60, 60, 'Passwords and codes; the account is the name that was given'),
    ('refresh', 30, 60, 120, 60, 'New access tokens'),
    ('registration', 10, 3600, 10, 3600, 'New accounts; the account is the e-mail address that was given'),
    ('mail', 5, 3600, 30, 3600, 'What sends a mail')
on conflict (class) do nothing;

create or replace function iwm.tokens_at(_tokens double precision, _at timestamptz, _burst integer, _seconds integer)
returns double precision
language sql stable parallel safe
as $$
select case when _tokens is not null then
    least(_burst, _tokens + greatest(extract(epoch from iwm.now() - _at)::double precision, 0) * _burst / _seconds) end
$$;
comment on function iwm.tokens_at is 'What a bucket that held so many tokens at a time holds now; null for none.';

create or replace function iwm.too_many(_class text, _tokens double precision, _burst integer, _seconds integer)
returns void
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _wait constant integer := greatest(ceil((1 - _tokens) * _seconds / _burst), 1);
begin
    raise exception using errcode = 'IW429', message = 'That was too often.', constraint = 'too_many_requests',
        hint = format('Wait %s second%s.', _wait, case _wait when 1 then '' else 's' end),
        detail = format('%s;"%s";q=%s;w=%s', _wait, _class, _burst, _seconds);
end
$$;
comment on function iwm.too_many is $$
Ends a call for which a bucket has no token: too_many_requests (429)

The error's detail: seconds to wait, a semicolon, the policy as RateLimit-Policy shows it.
$$;

create or replace function iwm.check_rate(_class text, _account_key text, _client_key text)
returns boolean
language plpgsql stable
as $$
declare
    _limit iwm.rate_limits;
    _account iwm.rate_buckets;
    _client iwm.rate_buckets;
    _of_account double precision;
    _of_client double precision;
begin
    select * into _limit from iwm.rate_limits as l where l.class = _class;
    select * into _account from iwm.rate_buckets as b where b.class = _class and b.key = 'a:' || _account_key;
    select * into _client from iwm.rate_buckets as b where b.class = _class and b.key = 'c:' || _client_key;
    _of_account := iwm.tokens_at(_account.tokens, _account.at, _limit.account_burst, _limit.account_seconds);
    _of_client := iwm.tokens_at(_client.tokens, _client.at, _limit.client_burst, _limit.client_seconds);
    -- whichever takes longer to have one again
    if _of_account < 1 and coalesce((1 - _of_account) * _limit.account_seconds / _limit.account_burst
        >= (1 - _of_client) * _limit.client_seconds / _limit.client_burst, true)
    then
        perform iwm.too_many(_class, _of_account, _limit.account_burst, _limit.account_seconds);
    elsif _of_client < 1 then
        perform iwm.too_many(_class, _of_client, _limit.client_burst, _limit.client_seconds);
    end if;
    return true;
end
$$;
comment on function iwm.check_rate is
'Ends a call that could not take its tokens, with too_many_requests (429), before it does anything; takes none and locks nothing.';

create or replace function iwm.take_one(_class text, _key text, _burst integer, _seconds integer)
returns double precision
language plpgsql volatile
as $$
declare
    _left double precision;
begin
    insert into iwm.rate_buckets as b (class, key, tokens, at) values (_class, _key, _burst - 1, iwm.now())
    on conflict (class, key) do update
    set tokens = iwm.tokens_at(b.tokens, b.at, _burst, _seconds) - 1, at = greatest(b.at, excluded.at)
    where iwm.tokens_at(b.tokens, b.at, _burst, _seconds) >= 1
    returning b.tokens into _left;
    if _left is null then
        select iwm.tokens_at(b.tokens, b.at, _burst, _seconds) into _left
        from iwm.rate_buckets as b where b.class = _class and b.key = _key;
        perform iwm.too_many(_class, _left, _burst, _seconds);
    end if;
    return _left;
end
$$;
comment on function iwm.take_one is 'Takes a token from one bucket and returns how many are left, or ends the call with too_many_requests (429).';

create or replace function iwm.take(
    _class text, _account_key text, _client_key text,
    out quota integer, out window_seconds integer, out remaining integer, out reset integer
)
language plpgsql volatile
as $$
declare
    _limit iwm.rate_limits;
    _account double precision;
    _client double precision;
begin
    select * into _limit from iwm.rate_limits as l where l.class = _class;
    if _limit.class is null or coalesce(_account_key, _client_key) is null then
        return;
    end if;
    -- Always the account first: whoever waits for the other's bucket holds none that the other waits for.
    if _account_key is not null then
        _account := iwm.take_one(_class, 'a:' || _account_key, _limit.account_burst, _limit.account_seconds);
    end if;
    if _client_key is not null then
        _client := iwm.take_one(_class, 'c:' || _client_key, _limit.client_burst, _limit.client_seconds);
    end if;
    if _account <= coalesce(_client, _account) then
        quota := _limit.account_burst;
        window_seconds := _limit.account_seconds;
    else
        quota := _limit.client_burst;
        window_seconds := _limit.client_seconds;
    end if;
    remaining := floor(least(_account, _client));
    reset := ceil((quota - least(_account, _client)) * window_seconds / quota);
end
$$;
comment on function iwm.take is $$
Takes a token from the bucket of an account and from that of a client (null: none), for a class of iwm.rate_limits

Returns the limit that is nearer: its quota, in how many seconds that fills, what remains, and after how many seconds it is
full again. Ends the call with too_many_requests (429) where a bucket has no token. Holds both buckets until the end of the
transaction: take last, so that nobody waits for longer than a commit. A class that is not there does not limit.
$$;

create or replace function iwm.rate_account(_viewer iwm.viewer)
returns text
language plpgsql stable
as $$
begin
    if (_viewer).session_id like 'tok:%' then
        return (
            select u.external_id from iwm.api_tokens as t join iwm.users as u on u.id = t.user_id
            where t.token_hash = substr((_viewer).session_id, 5));
    end if;
    return (_viewer).user_id;
end
$$;
comment on function iwm.rate_account is 'Whose bucket a caller takes from: the public id of the user, also of an API token; null for nobody.';

create or replace function iwm.rate_login(_class text, _login text, _client_key text)
returns text
language sql immutable parallel safe
as $$
-- Who signs in wrongly in somebody's name from elsewhere must not keep them out: the guard of passwords sees to that.
select 'login:' || encode(sha256(convert_to(lower(_login), 'UTF8')), 'hex')
    || case _class when 'login' then ' ' || coalesce(_client_key, '') else '' end
$$;
comment on function iwm.rate_login is $$
Whose bucket somebody takes from who is not signed in and names an account: a digest of the name, null for none

In the class login, each address has a bucket of its own for a name.
$$;
