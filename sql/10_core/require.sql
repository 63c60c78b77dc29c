create or replace function iwm.require(_viewer iwm.viewer, _role text, _scope text default null)
returns bigint
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _session constant text := (_viewer).session_id;
    _it record;
begin
    if _role not in ('none', 'optional', 'user', 'moderator', 'admin') then
        raise exception 'iwm.require: unknown role %', _role using hint = 'none, optional, user, moderator or admin';
    end if;
    if _role = 'none' or (_session is null and _role = 'optional') then
        return null;
    end if;
    if _session is null then
        perform iwm.fail('unauthenticated', 'Sign in to do this.', 'Send an access token: Authorization: Bearer …');
    end if;

    if _session like 'tok:%' then -- an API token, by its SHA-256
        select u.id, u.suspended_at, u.suspended_until, u.deactivated_at, u.deletion_due_at is not null as leaving, t.scopes, m.role into _it
        from api_tokens as t
        join users as u on u.id = t.user_id
        left join admin_user_meta as m on m.user_id = u.id
        where t.token_hash = substr(_session, 5) and t.revoked_at is null
            and (t.expires_at is null or t.expires_at > iwm.now());
    else
        select u.id, u.suspended_at, u.suspended_until, u.deactivated_at, false as leaving, s.scopes, m.role into _it
        from sessions as s
        join users as u on u.id = s.user_id
        left join admin_user_meta as m on m.user_id = u.id
        where s.external_id = _session and s.revoked_at is null and s.expires_at > iwm.now()
            and u.external_id = (_viewer).user_id;
    end if;
    if _it.id is null or _it.deactivated_at is not null or _it.leaving then -- programs do not act for who has left
        perform iwm.fail('invalid_token', 'This token is not valid any more.', 'Sign in again.');
    end if;
    if _it.suspended_at is not null and (_it.suspended_until is null or _it.suspended_until > iwm.now()) then
        perform iwm.fail('account_suspended', 'This account is suspended'
            || coalesce(to_char(_it.suspended_until at time zone 'UTC', '" until "YYYY-MM-DD HH24:MI" UTC"'), '') || '.',
            'Write to the staff if you think that this is a mistake.');
    end if;
    if _role in ('moderator', 'admin')
        and (select r.rank from roles as r where r.role = coalesce(_it.role, 'user'))
            < (select r.rank from roles as r where r.role = _role) then
        perform iwm.fail('forbidden', format('This needs the role %s.', _role), 'Ask an administrator for it.');
    end if;
    if _scope is not null and _role <> 'optional' and not coalesce(_scope = any (_it.scopes), true) then
        perform iwm.fail('insufficient_scope', format('This token does not have the scope %s.', _scope),
            'Make a token with that scope, or sign in.');
    end if;
    return _it.id;
end
$$;
comment on function iwm.require is $$
The first line of every operation that is not @auth none: may this viewer do it?

_viewer: the session of an access token, or 'tok:' and the SHA-256 of an API token in place of the session; both are looked
up at each call, so that a revoked, demoted or suspended one has lost its power at once.
_role: none, optional, user, moderator, admin; _scope: what the token has to allow (a session without scopes may everything).
Returns the internal id of the user, null for an anonymous one where that is allowed.
Fails with unauthenticated, invalid_token (401), forbidden, insufficient_scope and account_suspended (403).
$$;

create or replace function iwm.may(_viewer iwm.viewer, _role text, _scope text default null)
returns boolean
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    perform iwm.require(_viewer, _role, _scope);
    return true;
exception when sqlstate 'IW403' then
    return false;
end
$$;
comment on function iwm.may is 'Whether iwm.require would let this viewer through; one who is not signed in still fails. For pages that show only what may be done.';
