-- A request that is sent again with its Idempotency-Key takes effect once and is answered as it was the first time.

create or replace function iwm.idempotency_owner(_viewer iwm.viewer, _client text)
returns text
language sql immutable parallel safe
as $$
select coalesce((_viewer).user_id, (_viewer).session_id, 'client ' || coalesce(_client, 'unknown'))
$$;
comment on function iwm.idempotency_owner is
'Whose key it is: the user''s, else the token''s, else that of the address. Keys of different owners never meet.';

create or replace function iwm.replay(
    _owner text, _key text, _operation text, _fingerprint text, out body text, out version text
)
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _kept record;
begin
    -- Until the end of the transaction: what the first request wrote is visible before its lock is gone.
    if not pg_try_advisory_xact_lock(hashtextextended(_key, hashtextextended(_owner, 20)))
    then
        perform iwm.fail('idempotency_key_running', 'The first request with this Idempotency-Key is still running.',
            'Try again in a moment.');
    end if;
    select k.operation, k.fingerprint, k.body, k.version into _kept
    from idempotency_keys as k
    where k.owner = _owner and k.key = _key and k.created_at > iwm.now() - interval '24 hours';
    if _kept.operation is null then
        return;
    end if;
    if (_kept.operation, _kept.fingerprint) is distinct from (_operation, _fingerprint) then
        perform iwm.fail('idempotency_key_reused', 'This Idempotency-Key was used for another request.',
            'Take a new key for each request that is not a repetition.');
    end if;
    body := _kept.body;
    version := _kept.version;
end
$$;
comment on function iwm.replay is $$
The answer that a request with this key got before, within a day; null where it is the first, which may now run

_fingerprint: a digest of the whole request. Fails with idempotency_key_running (409) at once while the first one runs, and with
idempotency_key_reused (422) where the key was used for another request.
$$;

create or replace function iwm.keep_answer(
    _owner text, _key text, _operation text, _fingerprint text, _body text, _version text
)
returns void
language sql volatile
as $$
insert into iwm.idempotency_keys as k (owner, key, operation, fingerprint, body, version, created_at)
values (_owner, _key, _operation, _fingerprint, _body, _version, iwm.now())
on conflict (owner, key) do update
set operation = excluded.operation, fingerprint = excluded.fingerprint, body = excluded.body, version = excluded.version,
    created_at = excluded.created_at
$$;
comment on function iwm.keep_answer is 'Keeps the answer of a request with an Idempotency-Key, in the transaction that did what it asked for.';
