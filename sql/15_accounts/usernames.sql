-- Usernames: which nobody may have, which are free, and one made from a name.

create or replace function iwm.username_reserved(_username text)
returns boolean
language sql immutable
as $$
select translate(lower(_username), '._-', '') = any (array[
    'abuse', 'account', 'accounts', 'admin', 'admins', 'administrator', 'all', 'anonymous', 'api', 'auth', 'billing', 'bot',
    'contact', 'deleted', 'everyone', 'guest', 'help', 'helpdesk', 'hostmaster', 'info', 'iwatchmovies', 'iwm', 'iwmapp',
    'iwmteam', 'legal', 'login', 'logout', 'mail', 'mailerdaemon', 'me', 'mod', 'moderation', 'moderator', 'moderators', 'nobody',
    'none', 'noreply', 'null', 'official', 'operator', 'owner', 'postmaster', 'privacy', 'register', 'root', 'search',
    'security', 'self', 'service', 'settings', 'signin', 'signup', 'staff', 'suggestions', 'superuser', 'support', 'sysadmin', 'system',
    'team', 'undefined', 'unknown', 'user', 'username', 'users', 'webmaster', 'www'])
$$;
comment on function iwm.username_reserved is 'Whether a username could pass for the staff or for an address. Case and . _ - do not count.';

create or replace function iwm.username_taken(_username text, _by_other_than bigint default null)
returns boolean
language sql stable
as $$
select exists (
    select from iwm.users as u where lower(u.username) = lower(_username) and u.id is distinct from _by_other_than)
$$;
comment on function iwm.username_taken is 'Whether an account, other than _by_other_than, has this username. Case does not count.';

create or replace function iwm.check_username(_username text, _user_id bigint default null)
returns void
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    if iwm.username_reserved(_username) then
        perform iwm.fail('username_reserved', format('The username %s is reserved.', _username), 'Take another one.', 'username');
    end if;
    if iwm.username_taken(_username, _user_id) then
        perform iwm.fail('username_taken', format('Somebody has the username %s.', _username),
            format('GET /v1/auth/username/%s suggests one that is free.', _username), 'username');
    end if;
end
$$;
comment on function iwm.check_username is
'Fails with username_reserved (422) or username_taken (409) where _user_id (null: a new account) may not have this username.';

create or replace function iwm.free_username(_name text)
returns text
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    -- of a name in letters that have no plain form nothing may be left
    _slug constant text := btrim(left(btrim(regexp_replace(iwm.slugify(_name), '[^a-z0-9]+', '-', 'g'), '-'), 20), '-');
    _base constant text := case when char_length(_slug) >= 2 then _slug else 'member' end;
    _username text := _base;
begin
    for _try in 2..30 loop
        exit when not iwm.username_reserved(_username) and not iwm.username_taken(_username);
        _username := _base || case when _try < 6 then _try else floor(random() * 10 ^ least(_try - 2, 9))::bigint end;
    end loop;
    return _username;
end
$$;
comment on function iwm.free_username is
'A username that is free, made from a name: ada-lovelace, then ada-lovelace2 …, then with a random number.';
