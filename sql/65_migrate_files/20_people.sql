create or replace function ops.migrate_user(
    _source text, _old text, _name text, _username text, _email text default null, _hash text default null,
    _created_at timestamptz default null
)
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _before constant text := ops.migrated_id(_source, 'user', _old);
    _since constant timestamptz := ops.old_time(_created_at);
    _shown text := left(coalesce(nullif(iwm.one_line(_name), ''), nullif(iwm.one_line(_username), '')), 100);
    _login text := btrim(_username);
    _address text := nullif(btrim(_email), '');
    _notes text[] := '{}'::text[];
    _user users;
    _id bigint;
begin
    if _before is not null then
        return ops.migrated_before(_before);
    elsif _shown is null then
        return ops.not_migrated('neither a name nor a username');
    end if;
    begin
        perform _address::iwm.email;
    exception when check_violation then
        _notes := _notes || format('%s is no e-mail address', left(_address, 100));
        _address := null;
    end;
    select u.* into _user from users as u where lower(u.email) = lower(_address);
    if _user.id is not null then
        -- the older service let everybody write down any address: only who has shown here that it is theirs gets what is
        -- under it there, and of several who claim it, the first one's
        if _user.email_verified_at is not null and not exists (
            select from ops.migrated as m where m.source = _source and m.kind = 'user' and m.new_id = _user.external_id)
        then
            return ops.migrated_as(_source, 'user', _old, _user.external_id,
                format('there is an account with this e-mail address: %s; it stays as it is', _user.username))
                || '{"outcome": "unchanged"}';
        end if;
        _notes := _notes || format('%s is the address of another account here, %s, %s', left(_address, 100), _user.username,
            case when _user.email_verified_at is null then 'where nobody has verified it' else 'which is another old user already' end);
        _address := null;
    end if;
    begin
        perform _login::iwm.username;
        perform iwm.check_username(_login);
    exception when check_violation or sqlstate 'IW409' or sqlstate 'IW422' then
        _login := null;
    end;
    if _login is null then
        _login := iwm.free_username(coalesce(nullif(btrim(_username), ''), _shown));
        _notes := _notes || format('the username is %s now', _login);
    end if;
    if _address is null then
        -- of a domain that never exists; who signs in with the username can set another one
        _address := lower(_login) || '@older-service.invalid';
        _notes := _notes || text 'no e-mail address';
    end if;
    if coalesce(_hash, '!') = '!' then
        _notes := _notes || text 'no password that can be checked: reset it';
    end if;
    _id := iwm.create_user(_address, _shown, _login, coalesce(_hash, '!'));
    update users set created_at = _since, password_changed_at = case when _hash is not null then _since end
    where id = _id returning * into _user;
    return ops.migrated_as(_source, 'user', _old, _user.external_id, nullif(array_to_string(_notes, '; '), ''));
end
$$;
comment on function ops.migrate_user is $$
An account of an older service becomes one here, unless it did before

_old: what the older service called it. _hash: bcrypt as it was, or Argon2id; verified and, of bcrypt, made anew at the next
login; null where there is none. One whose e-mail address has an account here that verified it is that one, which stays as it is,
for the first who claims it; any other becomes an account without that address. A username that cannot be had is made to fit.
Notes say so.
$$;

create or replace function ops.migrate_session(
    _source text, _old text, _user text, _created_at timestamptz default null, _last_seen_at timestamptz default null,
    _expires_at timestamptz default null, _device text default null, _user_agent text default null
)
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _before constant text := ops.migrated_id(_source, 'session', _old);
    _user_id constant bigint := ops.migrated_user_id(_source, _user);
    _since constant timestamptz := ops.old_time(_created_at);
    _seen constant timestamptz := greatest(_since, case when _last_seen_at is not null then ops.old_time(_last_seen_at) end);
    _id constant text := iwm.new_id('ses');
begin
    if _before is not null then
        return ops.migrated_before(_before);
    elsif _user_id is null then
        return ops.not_migrated('its user is not there');
    end if;
    insert into sessions (
        user_id, external_id, refresh_hash, device, user_agent, created_at, last_seen_at, expires_at, revoked_at, revoke_reason)
    values (
        _user_id, _id, encode(sha256(convert_to(gen_random_uuid()::text, 'UTF8')), 'hex'), left(iwm.one_line(_device), 100),
        left(iwm.one_line(_user_agent), 255), _since, _seen, coalesce(_expires_at, _seen), iwm.now(), 'moved from an older service');
    update users set last_seen_at = greatest(last_seen_at, _seen) where id = _user_id;
    return ops.migrated_as(_source, 'session', _old, _id);
end
$$;
comment on function ops.migrate_session is $$
A session of an older service: when somebody was last there

It is over here: its token, which the older service kept as it is, opens nothing. _old: the token, of which the SHA-256 is kept.
$$;
