-- What the owner of the database does about accounts (iwm users, psql), beside what staff may: the audit log names the role.

create or replace function iwm.need_account(_name text)
returns bigint
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _id constant bigint := coalesce(
        (select u.id from users as u where lower(u.email) = lower(_name)), iwm.user_id_of(_name));
begin
    if _id is null then
        perform iwm.fail('user_not_found', format('There is no account %s.', left(_name, 200)), 'iwm users list shows them.');
    end if;
    return _id;
end
$$;
comment on function iwm.need_account is 'The internal id of an account by e-mail address, username or public id, or the error user_not_found.';

create or replace function iwm.list_accounts(_text text, _role text, _state iwm.account_state, _most integer)
returns table (
    id text, username text, email text, name text, role text, state iwm.account_state, created_at timestamptz,
    last_seen_at timestamptz
)
language sql stable
as $$
select u.external_id, u.username, u.email, u.name, coalesce(m.role, 'user'), iwm.account_state_of(u), u.created_at, u.last_seen_at
from iwm.users as u left join iwm.admin_user_meta as m on m.user_id = u.id
where (_text is null or u.name_search like '%' || iwm.normalize(_text) || '%' and iwm.normalize(_text) <> ''
        or strpos(lower(u.email), lower(_text)) > 0)
    and (_role is null or coalesce(m.role, 'user') = _role)
    and (_state is null or iwm.account_state_of(u) = _state)
order by u.id desc limit _most
$$;
comment on function iwm.list_accounts is
'Accounts, the newest first; _text: part of name, username or e-mail address. What is null does not count.';

create or replace function iwm.create_account(
    _email iwm.email, _name iwm.display_name, _username iwm.username, _hash text, _role text default 'user',
    _verified boolean default true
)
returns bigint
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _id bigint;
begin
    _id := iwm.create_user(_email, _name, _username, _hash);
    if _verified then
        update users set email_verified_at = iwm.now() where id = _id;
    else
        perform iwm.send_link(_id, 'verify_email', _email, (iwm.policy()).mail_link_lifetime);
    end if;
    perform iwm.security_event(_id, 'registered', _detail => 'by the owner of the database');
    if _role <> 'user' then
        perform iwm.set_role(null, _id, _role, 'made with this role');
    end if;
    return _id;
end
$$;
comment on function iwm.create_account is $$
Makes an account in the name of the owner of the database, also where nobody may register; returns its internal id

_verified: the owner vouches for the address; else the link that verifies it is mailed.
Fails as iwm.create_user and iwm.set_role do.
$$;

create or replace function iwm.replace_password(_user_id bigint, _hash text)
returns integer
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    perform iwm.act_on_user(null, _user_id, 'a new password');
    return iwm.set_password(_user_id, _hash);
end
$$;
comment on function iwm.replace_password is 'Gives an account a new password in the name of the owner of the database: iwm.set_password, audited.';

create or replace function iwm.verify_account(_user_id bigint)
returns boolean
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    perform iwm.act_on_user(null, _user_id, 'address verified');
    update one_time_tokens set used_at = iwm.now() where user_id = _user_id and purpose = 'verify_email' and used_at is null;
    update users set email_verified_at = iwm.now() where id = _user_id and email_verified_at is null;
    if found then
        perform iwm.security_event(_user_id, 'email_verified', _detail => 'by the owner of the database');
        return true;
    end if;
    return false;
end
$$;
comment on function iwm.verify_account is
'Takes the e-mail address of an account for verified; false where it was. Links that would verify it end.';

create or replace function iwm.delete_account(_user_id bigint, _now boolean)
returns timestamptz
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    perform iwm.act_on_user(null, _user_id, 'deleted');
    if _now then
        perform iwm.keep_an_admin(_user_id);
        perform iwm.purge_account(_user_id);
        return null;
    end if;
    perform iwm.schedule_deletion(_user_id);
    return (select u.deletion_due_at from users as u where u.id = _user_id);
end
$$;
comment on function iwm.delete_account is $$
Lets an account be deleted after the time of grace, which its owner may cancel, and returns when; or (_now) at once: null

Fails with last_admin (409).
$$;

create or replace function iwm.as_user(_name text)
returns iwm.viewer
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _id constant bigint := iwm.need_account(_name);
    _user constant text := (select u.external_id from users as u where u.id = _id);
    _session text := (
        select s.external_id from sessions as s
        where s.user_id = _id and s.methods = '{operator}' and s.revoked_at is null and s.expires_at > iwm.now()
        order by s.expires_at desc limit 1);
begin
    if _session is null then
        _session := iwm.new_id('ses');
        -- a session that no token belongs to: nothing has this hash
        insert into sessions (user_id, external_id, refresh_hash, methods, device, expires_at)
        values (_id, _session, '!', '{operator}', 'psql', iwm.now() + interval '1 hour');
        perform iwm.security_event(_id, 'signed_in', _session, _detail => 'by the owner of the database');
        perform iwm.act_as(null);
        perform iwm.audit('act_as', 'user', _user);
    end if;
    return (_user, _session, null)::iwm.viewer;
end
$$;
comment on function iwm.as_user is $$
The _viewer with which the owner of the database calls functions of api in the name of a user, for an hour

In psql: select iwm.as_user('ada') as me \gset, then select * from api.get_account(:'me'). By e-mail address, username or public
id. The user sees the session, and can end it; the audit log names the role. Fails with user_not_found.
$$;
