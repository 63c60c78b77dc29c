create or replace function iwm.use_ticket(_ticket_hash text, _seconds integer)
returns boolean
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    delete from used_tickets where ticket_hash in (
        select t.ticket_hash from used_tickets as t where t.expires_at < iwm.now()
        order by t.expires_at limit 20 for update skip locked);
    insert into used_tickets (ticket_hash, expires_at) values (_ticket_hash, iwm.now() + make_interval(secs => _seconds))
    on conflict do nothing;
    return found;
end
$$;
comment on function iwm.use_ticket is
'Notes that something with this SHA-256 was used; false where it was before. _seconds: for how long it could be used at all.';

create or replace function iwm.user_of_email(_email text, _verified boolean)
returns bigint
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _it record;
begin
    select u.id, u.email_verified_at into _it from users as u where lower(u.email) = lower(_email);
    if _it.id is null then
        return null;
    end if;
    -- A stranger may have registered with this address before its owner, or may write it into an account elsewhere.
    if not _verified or _it.email_verified_at is null then
        perform iwm.fail('email_needs_proof', 'There is an account with this e-mail address, and '
            || case when _verified then 'the address was never verified here.' else 'the sign-in service did not verify it.' end,
            'Sign in with its password (POST /v1/auth/password/forgot sets a new one) and link the service there.');
    end if;
    return _it.id;
end
$$;
comment on function iwm.user_of_email is $$
The account to which a sign-in elsewhere belongs by its address: only where that service and we have verified the address

_verified: whether the service did. Null where no account has the address. Fails with email_needs_proof.
$$;

create or replace function iwm.identities(_user_id bigint)
returns api.identity[]
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return array(
        select row(i.provider, i.email, i.created_at, i.last_used_at)::api.identity
        from user_identities as i where i.user_id = _user_id order by i.provider, i.created_at);
end
$$;
comment on function iwm.identities is 'The sign-in services that are linked to an account.';

create or replace function iwm.add_identity(
    _user_id bigint, _provider text, _subject text, _email text, _client text, _user_agent text, _session_id text default null
)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    insert into user_identities (provider, subject, user_id, email) values (_provider, _subject, _user_id, left(_email, 200));
    perform iwm.security_event(_user_id, 'identity_linked', _session_id, _client, _user_agent, _provider);
end
$$;
comment on function iwm.add_identity is 'Lets somebody sign in to an account with a sign-in service, too.';
