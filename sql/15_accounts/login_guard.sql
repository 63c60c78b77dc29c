-- Wrong passwords: counted for each account, apart for clients that it knows, so that a stranger locks out strangers only.

create or replace function iwm.lock_seconds(_failures integer)
returns integer
language sql immutable
as $$ select case when _failures < 5 then 0 else least(2.0 ^ least(_failures - 4, 20), 900)::integer end $$;
comment on function iwm.lock_seconds is
'For how long nothing is tried after so many wrong passwords in a row: 2 s after the fifth, doubled by each, at most 15 minutes.';

create or replace function iwm.knows_client(_user_id bigint, _client text)
returns boolean
language sql stable
as $$
select exists (
    select from iwm.sessions as s
    where s.user_id = _user_id and s.client = _client and s.revoked_at is null
        and s.last_seen_at > iwm.now() - interval '90 days'
) or exists (
    select from iwm.security_events as e
    where e.user_id = _user_id and e.client = _client and e.kind = 'signed_in' and e.at > iwm.now() - interval '90 days')
$$;
comment on function iwm.knows_client is 'Whether this account was signed in from this address within the last 90 days.';

create or replace function iwm.login_wait(_user_id bigint, _login text, _client text)
returns integer
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _until timestamptz;
begin
    if _user_id is null then
        select f.locked_until into _until from unknown_login_failures as f where f.login_hash = iwm.login_hash(_login);
    else
        select f.locked_until into _until from login_failures as f
        where f.user_id = _user_id and f.known = iwm.knows_client(_user_id, _client);
    end if;
    return ceil(greatest(extract(epoch from _until - iwm.now()), 0))::integer;
end
$$;
comment on function iwm.login_wait is
'Seconds for which no password of this account (null: of this name, which nobody has) is tried; 0 or null: none.';

create or replace function iwm.login_hash(_login text)
returns text
language sql immutable
as $$ select encode(sha256(convert_to(lower(_login), 'UTF8')), 'hex') $$;
comment on function iwm.login_hash is 'What is kept of a name that nobody has.';

create or replace function iwm.login_failed(_user_id bigint, _login text, _client text)
returns integer
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _known constant boolean := _user_id is not null and iwm.knows_client(_user_id, _client);
    _hash constant text := iwm.login_hash(_login);
    _failures integer;
    _last timestamptz;
    _until timestamptz;
begin
    -- The row is locked before it is read: of many guesses at once, those beyond the fifth learn nothing.
    if _user_id is null then
        insert into unknown_login_failures (login_hash) values (_hash) on conflict do nothing;
        select f.failures, f.last_failed_at, f.locked_until into _failures, _last, _until
        from unknown_login_failures as f where f.login_hash = _hash for update;
    else
        insert into login_failures (user_id, known) values (_user_id, _known) on conflict do nothing;
        select f.failures, f.last_failed_at, f.locked_until into _failures, _last, _until
        from login_failures as f where f.user_id = _user_id and f.known = _known for update;
    end if;
    if _until > iwm.now() then
        return ceil(extract(epoch from _until - iwm.now()))::integer;
    end if;
    _failures := case when _last < iwm.now() - interval '1 day' then 0 else coalesce(_failures, 0) end + 1;
    _until := iwm.now() + make_interval(secs => iwm.lock_seconds(_failures));
    if _user_id is null then
        insert into unknown_login_failures as f (login_hash, failures, last_failed_at, locked_until)
        values (_hash, _failures, iwm.now(), _until)
        on conflict (login_hash) do update
        set failures = excluded.failures, last_failed_at = excluded.last_failed_at, locked_until = excluded.locked_until;
        delete from unknown_login_failures where login_hash in (
            select f.login_hash from unknown_login_failures as f where f.last_failed_at < iwm.now() - interval '1 day'
            order by f.last_failed_at limit 10 for update skip locked);
    else
        update login_failures as f set failures = _failures, last_failed_at = iwm.now(), locked_until = _until
        where f.user_id = _user_id and f.known = _known;
        if _failures = 5 then
            perform iwm.security_event(_user_id, 'login_locked', null, _client, null, '5 wrong passwords');
        end if;
    end if;
    return 0;
end
$$;
comment on function iwm.login_failed is $$
Counts a wrong password of an account, or (_user_id null) of a name that nobody has

Returns 0; or, where it is locked by now because of others, the seconds to wait, and does not count.
A day without a wrong one forgets those before.
$$;

create or replace function iwm.login_passed(_user_id bigint, _client text)
returns integer
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _known constant boolean := iwm.knows_client(_user_id, _client);
    _until timestamptz;
begin
    select f.locked_until into _until from login_failures as f
    where f.user_id = _user_id and f.known = _known for update;
    if _until > iwm.now() then
        return ceil(extract(epoch from _until - iwm.now()))::integer;
    end if;
    delete from login_failures where user_id = _user_id and known = _known;
    return 0;
end
$$;
comment on function iwm.login_passed is
'Forgets the wrong passwords before a right one, and returns 0; or the seconds to wait where it is locked by now.';
