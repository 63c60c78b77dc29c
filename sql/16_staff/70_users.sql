-- What staff does about users. iwm users (the command line) calls the same with _actor null: the owner of the database.

create or replace function iwm.account_state_of(_user iwm.users)
returns iwm.account_state
language sql stable
as $$
select case
    when _user.deletion_due_at is not null then 'leaving'
    when _user.deactivated_at is not null then 'deactivated'
    when _user.suspended_at is not null and (_user.suspended_until is null or _user.suspended_until > iwm.now()) then 'suspended'
    when _user.email_verified_at is null then 'unverified'
    else 'active'
end::iwm.account_state
$$;
comment on function iwm.account_state_of is 'In what state an account is: of several, what weighs most.';

create or replace function iwm.rank_of(_user_id bigint)
returns integer
language sql stable
as $$
select r.rank from iwm.roles as r
where _user_id is not null and r.role = coalesce((select m.role from iwm.admin_user_meta as m where m.user_id = _user_id), 'user')
$$;
comment on function iwm.rank_of is 'The rank of the role of a user; null for nobody.';

create or replace function iwm.need_user(_username text)
returns bigint
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _id constant bigint := iwm.user_id_of(_username);
begin
    if _id is null then
        perform iwm.fail('user_not_found', format('No user has the name %s.', _username), 'GET /v1/staff/users?q=… looks for one.',
            'username');
    end if;
    return _id;
end
$$;
comment on function iwm.need_user is 'The id of a user by username or public id, in whatever state, or the error user_not_found.';

create or replace function iwm.act_on_user(_actor bigint, _user_id bigint, _reason text)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    -- the ranks are those that hold once the rows are ours: two who act on each other come one after the other
    perform from users as u where u.id in (_actor, _user_id) order by u.id for update;
    perform from admin_user_meta as m where m.user_id in (_actor, _user_id) order by m.user_id for update;
    if _actor = _user_id then
        perform iwm.fail('not_on_yourself', 'Nobody may do this to themselves.', 'Ask a colleague.', 'username');
    elsif iwm.rank_of(_actor) <= iwm.rank_of(_user_id)
        and iwm.rank_of(_actor) < (select r.rank from roles as r where r.role = 'admin')
    then
        perform iwm.fail('rank_too_low', 'This user has a role that is not below yours.', 'Ask an administrator.', 'username');
    end if;
    perform iwm.act_as(_actor, _reason);
end
$$;
comment on function iwm.act_on_user is $$
Locks a user for what staff is about to do, checks that _actor may do it, and says to the audit log who does it

Nobody acts on themselves; a moderator on nobody of the same or a higher rank; an administrator on everybody else.
_actor null: the owner of the database, who may. Fails with not_on_yourself and rank_too_low (403).
$$;

create or replace function iwm.set_role(_actor bigint, _user_id bigint, _role text, _reason text default null)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _present text;
begin
    if not exists (select from roles as r where r.role = _role) then
        perform iwm.fail('unknown_role', format('There is no role %s.', left(_role, 50)),
            (select 'One of ' || string_agg(r.role, ', ' order by r.rank) || '.' from roles as r), 'role');
    end if;
    perform iwm.act_on_user(_actor, _user_id, _reason);
    _present := coalesce((select m.role from admin_user_meta as m where m.user_id = _user_id), 'user');
    if _role = _present then
        return;
    end if;
    if _role <> 'admin' then
        perform iwm.keep_an_admin(_user_id);
    end if;
    if _role = 'user' then
        delete from admin_user_meta where user_id = _user_id;
    else
        insert into admin_user_meta (user_id, role, granted_by) values (_user_id, _role, _actor)
        on conflict (user_id) do update set role = excluded.role, granted_by = excluded.granted_by, granted_at = iwm.now();
    end if;
    perform iwm.security_event(_user_id, 'role_changed', _detail => format('%s -> %s', _present, _role));
end
$$;
comment on function iwm.set_role is $$
Gives a user a role, from the next call on: iwm.require looks it up each time

The only active administrator keeps the role. Fails with unknown_role (422), not_on_yourself, rank_too_low (403), last_admin (409).
$$;

create or replace function iwm.suspend_user(_actor bigint, _user_id bigint, _reason text, _until timestamptz default null)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    if _until <= iwm.now() or _until = 'infinity' then
        perform iwm.fail('ends_in_the_past', 'A suspension ends in the future, or without a date not at all.',
            'Leave out until for one without an end.', 'until');
    end if;
    perform iwm.act_on_user(_actor, _user_id, _reason);
    perform iwm.keep_an_admin(_user_id);
    update users as u set suspended_at = case when u.suspended_at is not null
            and (u.suspended_until is null or u.suspended_until > iwm.now()) then u.suspended_at else iwm.now() end,
        suspended_until = _until, suspension_reason = _reason
    where u.id = _user_id;
    perform iwm.security_event(_user_id, 'suspended', _detail => _reason);
    perform iwm.send_mail(_user_id, 'account_suspended', jsonb_build_object('reason', _reason, 'until', _until));
end
$$;
comment on function iwm.suspend_user is $$
Suspends a user, until a time or without an end; said again, the reason and the end are the new ones

Sessions and tokens have no power from the next call on: iwm.require refuses them, and they have it again afterwards.
Fails with ends_in_the_past (422), not_on_yourself, rank_too_low (403), last_admin (409).
$$;

create or replace function iwm.unsuspend_user(_actor bigint, _user_id bigint, _reason text default null)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    perform iwm.act_on_user(_actor, _user_id, _reason);
    update users set suspended_at = null, suspended_until = null, suspension_reason = null
    where id = _user_id and suspended_at is not null;
    if found then
        perform iwm.security_event(_user_id, 'unsuspended', _detail => _reason);
    end if;
end
$$;
comment on function iwm.unsuspend_user is
'Ends the suspension of a user; nothing where there is none. Fails with not_on_yourself, rank_too_low (403).';

create or replace function iwm.sign_out_user(
    _actor bigint, _user_id bigint, _reason text default null, _tokens boolean default false
)
returns integer
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _sessions integer;
    _revoked integer := 0;
begin
    perform iwm.act_on_user(_actor, _user_id, _reason);
    _sessions := iwm.revoke_sessions(_user_id, 'signed out by staff');
    if _tokens then
        update api_tokens set revoked_at = iwm.now() where user_id = _user_id and revoked_at is null;
        get diagnostics _revoked = row_count;
    end if;
    perform iwm.audit('sign_out', 'user', (select u.external_id from users as u where u.id = _user_id),
        hstore(array['sessions', _sessions::text, 'api_tokens', _revoked::text]));
    perform iwm.security_event(_user_id, 'signed_out_by_staff', _detail => _reason);
    return _sessions + _revoked;
end
$$;
comment on function iwm.sign_out_user is $$
Ends all sessions of a user, with _tokens the API tokens too; returns how many ended

Fails with not_on_yourself, rank_too_low (403).
$$;
