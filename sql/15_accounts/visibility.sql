-- Who sees whom. Every list of people, and every list of what people write, filters by what stands here:
--
--     one profile           _id := iwm.visible_user(_me, _username);             fails with user_not_found
--     what is on it         perform iwm.require_content(_me, _id);               fails with followers_only
--     a list of people      join iwm.user_sight(_me) as s on s.user_id = x.user_id and s.listed
--     a search for people   join iwm.user_sight(_me) as s on s.user_id = x.user_id and s.found
--     a list of content     where not exists (select from iwm.hidden_users(_me) as h where h.user_id = x.user_id)
--
-- _me is what iwm.require gave, null for an anonymous caller. The set functions are inlined into the query that uses them:
-- they cost a lookup by primary key for each row that is looked at, not a pass over all users. (select 1 …) is not distinct from 1
-- instead of exists: PostgreSQL would gather all whom the viewer follows, or is followed by, into a hash table first. And instead
-- of is not null: it would take nearly everybody for blocked, expect a list of a single row, and read all users for it.

create or replace function iwm.suspended(_since timestamptz, _until timestamptz)
returns boolean
language sql stable parallel safe
as $$ select _since is not null and (_until is null or _until > iwm.now()) $$;
comment on function iwm.suspended is 'Whether an account with these suspended_at and suspended_until is suspended now.';

create or replace function iwm.user_sight(_viewer_id bigint)
returns table (
    user_id bigint, visible boolean, listed boolean, content boolean, muted boolean, known boolean, found boolean, proved boolean
)
language sql stable parallel safe
as $$
select s.id, s.visible, s.visible and s.standing, s.visible and s.standing and s.open, s.muted,
    s.own or not s.gone and (s.blocked or not s.blocking and (
        s.visible or s.muted
        or (select 1 from iwm.user_follows as f where f.follower_id = s.id and f.following_id = _viewer_id) is not distinct from 1
        or (select 1 from iwm.follow_requests as r where r.user_id = _viewer_id and r.requester_id = s.id) is not distinct from 1)),
    s.visible and s.standing and (s.own or s.followed or s.searchable and s.proved),
    s.own or s.staff or s.proved
from (
    select t.*,
        t.own or not t.gone and not t.blocked and not t.blocking and (t.visibility <> 'private' or t.followed or t.staff)
            as visible,
        t.own or t.staff or not t.suspended as standing,
        t.own or t.visibility = 'public' or t.followed or t.staff as open
    from (
        select u.id, u.visibility, u.id is not distinct from _viewer_id as own,
            u.deactivated_at is not null or u.deletion_due_at is not null as gone,
            iwm.suspended(u.suspended_at, u.suspended_until) as suspended,
            (select 1 from iwm.user_follows as f where f.follower_id = _viewer_id and f.following_id = u.id) is not distinct from 1 as followed,
            (select 1 from iwm.user_blocks as b where b.user_id = _viewer_id and b.blocked_id = u.id) is not distinct from 1 as blocked,
            (select 1 from iwm.user_blocks as b where b.user_id = u.id and b.blocked_id = _viewer_id) is not distinct from 1 as blocking,
            (select 1 from iwm.user_mutes as m where m.user_id = _viewer_id and m.muted_id = u.id) is not distinct from 1 as muted,
            u.email_verified_at is not null or not (select p.verified_to_reach_others from iwm.account_policy as p) as proved,
            -- as iwm.setting, and inlined
            coalesce(
                (select x.settings #> '{privacy,searchable}' from iwm.user_settings as x where x.user_id = u.id),
                (select d.initial from iwm.setting_definitions as d where d.key = 'privacy.searchable')) <> 'false' as searchable,
            exists (
                select from iwm.admin_user_meta as m join iwm.roles as r on r.role = m.role
                where m.user_id = _viewer_id
                    and r.rank >= (select x.rank from iwm.roles as x where x.role = 'moderator')) as staff
        from iwm.users as u
    ) as t
) as s
$$;
comment on function iwm.user_sight is $$
What each user is to the eyes of a viewer (null: anonymous); inlined, so join it to few rows by user_id

visible: the profile exists for the viewer: not deactivated, not waiting for deletion, no block in either direction, and not
private, unless the viewer follows or is staff. Oneself is always visible.
listed: visible, and not suspended (staff sees those too): shown in lists of people.
content: listed, and public, or followed by the viewer; staff sees it: what is on the profile and what they wrote.
muted: the viewer does not want to read them.
known: the viewer may block, mute or report them: visible, or a private one that follows the viewer or asked to,
or one whom the viewer blocks or mutes.
found: listed, verified, and does not mind to be found by search or suggested (the setting privacy.searchable); oneself and
whom the viewer follows are found in any case.
proved: what they say about themselves may be shown: the e-mail address is verified, or iwm.account_policy does not ask for it
(verified_to_reach_others). Oneself and staff see it in any case.
$$;

create or replace function iwm.hidden_users(_viewer_id bigint)
returns table (user_id bigint)
language sql stable parallel safe
as $$ select s.user_id from iwm.user_sight(_viewer_id) as s where not s.content or s.muted $$;
comment on function iwm.hidden_users is $$
Whose reviews, lists, posts … a list of many authors leaves out for a viewer (null: anonymous)

Gone, suspended, blocked in either direction, muted, and those who show it to followers only. Inlined:
where not exists (select from iwm.hidden_users(_me) as h where h.user_id = r.user_id)
$$;

create or replace function iwm.may_see_content(_viewer_id bigint, _user_id bigint)
returns boolean
language plpgsql stable parallel safe
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return coalesce((select s.content from user_sight(_viewer_id) as s where s.user_id = _user_id), false);
end
$$;
comment on function iwm.may_see_content is
'Whether a viewer (null: anonymous) may see what is on the profile of a user: diary, lists, followers. Mutes do not matter.';

create or replace function iwm.user_id_of(_username text)
returns bigint
language plpgsql stable strict parallel safe
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return coalesce(
        (select u.id from users as u where lower(u.username) = lower(_username)),
        (select u.id from users as u where u.external_id = _username));
end
$$;
comment on function iwm.user_id_of is 'The id of a user by username, whatever its case, or by public id; null where there is none.';

create or replace function iwm.no_such_user(_username text)
returns void
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    perform iwm.fail('user_not_found', format('No user has the name %s.', _username),
        'Look for them with GET /v1/users?q=…', 'username');
end
$$;
comment on function iwm.no_such_user is 'The error user_not_found: the same whether there is no such user or the caller may not know.';

create or replace function iwm.visible_user(_viewer_id bigint, _username text)
returns bigint
language plpgsql stable parallel safe
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _id constant bigint := iwm.user_id_of(_username);
begin
    if not coalesce((select s.visible from user_sight(_viewer_id) as s where s.user_id = _id), false) then
        perform iwm.no_such_user(_username);
    end if;
    return _id;
end
$$;
comment on function iwm.visible_user is
'The id of a user by username or public id, if the viewer (null: anonymous) may know of the profile; else user_not_found.';

create or replace function iwm.known_user(_viewer_id bigint, _username text)
returns bigint
language plpgsql stable parallel safe
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _id constant bigint := iwm.user_id_of(_username);
begin
    if not coalesce((select s.known from user_sight(_viewer_id) as s where s.user_id = _id), false) then
        perform iwm.no_such_user(_username);
    end if;
    if _id = _viewer_id then
        perform iwm.fail('not_yourself', 'This is you: it is about somebody else.', null, 'username');
    end if;
    return _id;
end
$$;
comment on function iwm.known_user is $$
The id of somebody else whom the viewer may block, mute or report, by username or public id

Fails with user_not_found, and with not_yourself (422).
$$;

create or replace function iwm.require_content(_viewer_id bigint, _user_id bigint)
returns void
language plpgsql stable parallel safe
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _sight record;
begin
    select s.listed, s.content into _sight from user_sight(_viewer_id) as s where s.user_id = _user_id;
    if not coalesce(_sight.listed, false) then
        perform iwm.fail('user_suspended', 'This account is suspended.', 'What is on it comes back with it.');
    elsif not _sight.content then
        perform iwm.fail('followers_only', 'Only followers see this.', 'Ask to follow: PUT /v1/users/{username}/follow');
    end if;
end
$$;
comment on function iwm.require_content is $$
Ends a call about what is on a profile of which the viewer may see the card only

For a user of iwm.visible_user. Fails with followers_only and user_suspended (403).
$$;
