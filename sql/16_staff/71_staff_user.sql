create or replace function iwm.masked_email(_email text)
returns text
language sql immutable parallel safe
as $$ select left(_email, 1) || '***@' || split_part(_email, '@', 2) $$;
comment on function iwm.masked_email is 'An e-mail address of which the domain is to be seen.';

create or replace function iwm.staff_user(_viewer_id bigint, _user_id bigint)
returns api.staff_user
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _user api.staff_user;
begin
    select u.external_id, u.username, u.name,
        case when iwm.rank_of(_viewer_id) >= (select r.rank from roles as r where r.role = 'admin') then u.email
            else iwm.masked_email(u.email) end,
        u.email_verified_at, coalesce(m.role, 'user'),
        (select r.permissions from roles as r where r.role = coalesce(m.role, 'user')),
        iwm.account_state_of(u), u.visibility, u.suspended_at, u.suspended_until, u.suspension_reason, u.deactivated_at,
        u.deletion_due_at, u.hashed_password <> '!', u.password_changed_at,
        exists (select from user_totp as t where t.user_id = u.id and t.confirmed_at is not null),
        array(select i.provider from user_identities as i where i.user_id = u.id order by i.provider),
        (select count(*) from sessions as s where s.user_id = u.id and s.revoked_at is null and s.expires_at > iwm.now()),
        (select count(*) from api_tokens as t
            where t.user_id = u.id and t.revoked_at is null and (t.expires_at is null or t.expires_at > iwm.now())),
        coalesce((select sum(f.failures) from login_failures as f where f.user_id = u.id), 0),
        (select max(f.locked_until) from login_failures as f where f.user_id = u.id and f.locked_until > iwm.now()),
        coalesce(s.followers, 0), coalesce(s.following, 0),
        (select count(*) from user_reports as r where r.reported_id = u.id and r.state = 'open'),
        m.notes, u.created_at, u.last_seen_at
    into _user
    from users as u
    left join admin_user_meta as m on m.user_id = u.id
    left join user_stats as s on s.user_id = u.id
    where u.id = _user_id;
    return _user;
end
$$;
comment on function iwm.staff_user is
'A user as staff sees them, neither hash nor secret; the e-mail address is masked for all but administrators (_viewer_id).';
