-- Following: at once where the profile is public, by a request that waits where it is for followers.

create or replace function iwm.follow(_me bigint, _username text)
returns bigint
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _other constant bigint := iwm.user_id_of(_username);
    _it record;
    _waits boolean;
begin
    if _other is null then
        perform iwm.no_such_user(_username);
    elsif _other = _me then
        perform iwm.fail('not_yourself', 'Nobody follows themselves.', null, 'username');
    end if;
    -- the visibility stays as it is until this is done: iwm.visibility_changed finds every request
    perform from users as u where u.id = _other for share;
    perform iwm.lock_relation(_me, _other);
    if exists (select from user_follows as f where f.follower_id = _me and f.following_id = _other) then
        return _other;
    end if;
    select u.visibility, iwm.suspended(u.suspended_at, u.suspended_until) as suspended, s.visible,
        exists (select from user_blocks as b where b.user_id = _me and b.blocked_id = u.id) as blocked
    into _it
    from users as u join user_sight(_me) as s on s.user_id = u.id
    where u.id = _other;
    if _it.blocked then
        perform iwm.fail('you_block_user', format('You block %s.', _username),
            format('DELETE /v1/users/%s/block first.', _username), 'username');
    elsif _it.visible is not true or _it.visibility = 'private' then
        perform iwm.no_such_user(_username);
    elsif _it.suspended then
        perform iwm.fail('user_suspended', 'This account is suspended: it cannot be followed.', null, 'username');
    end if;
    _waits := exists (select from follow_requests as r where r.user_id = _other and r.requester_id = _me);
    if _waits and _it.visibility = 'followers' then
        return _other;
    end if;
    -- what waits already may still be answered
    if _it.visibility = 'followers' and iwm.setting(_other, 'privacy.allow_follow_requests') = 'false' then
        perform iwm.fail('no_follow_requests', format('%s takes no requests to follow.', _username), null, 'username');
    end if;
    if not _waits and (iwm.policy()).most_follows <=
        (select s.following from user_stats as s where s.user_id = _me)
        + (select count(*) from follow_requests as r where r.requester_id = _me)
    then
        perform iwm.fail('too_many_follows',
            format('You follow %s users, requests counted: more is not possible.', (iwm.policy()).most_follows),
            'Unfollow somebody first.');
    end if;
    if _it.visibility = 'followers' then
        insert into follow_requests (user_id, requester_id, external_id) values (_other, _me, iwm.new_id('frq'));
    else
        delete from follow_requests as r where r.user_id = _other and r.requester_id = _me;
        insert into user_follows (follower_id, following_id) values (_me, _other);
    end if;
    return _other;
end
$$;
comment on function iwm.follow is $$
One user follows another, by username or public id, or asks to; returns the other's internal id

Nothing happens where they follow or wait already. Fails with not_yourself (422), you_block_user (409), user_not_found
(404: also a private profile and one that blocks), user_suspended and no_follow_requests (403), too_many_follows (422).
$$;

create or replace function iwm.unfollow(_me bigint, _other bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    perform iwm.lock_relation(_me, _other);
    delete from user_follows as f where f.follower_id = _me and f.following_id = _other;
    delete from follow_requests as r where r.user_id = _other and r.requester_id = _me;
end
$$;
comment on function iwm.unfollow is 'One user follows another no more, nor asks to.';

create or replace function iwm.answer_follow_request(_me bigint, _request_id text, _approve boolean)
returns bigint
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _requester constant bigint := (
        select r.requester_id from follow_requests as r where r.external_id = _request_id and r.user_id = _me);
    _answered boolean := false;
begin
    if _requester is not null then
        perform iwm.lock_relation(_me, _requester);
        delete from follow_requests as r
        where r.user_id = _me and r.requester_id = _requester and r.external_id = _request_id;
        _answered := found;
    end if;
    if not _answered then
        perform iwm.fail('follow_request_not_found', 'No request with this id waits for you.',
            'GET /v1/me/follow-requests lists them. It may have been answered or withdrawn.', 'request_id');
    end if;
    if _approve then
        insert into user_follows (follower_id, following_id) values (_requester, _me) on conflict do nothing;
    end if;
    return _requester;
end
$$;
comment on function iwm.answer_follow_request is
'Approves or denies a request to follow _me, and returns who asked. Unknown or answered: follow_request_not_found.';

create or replace function iwm.visibility_changed(_user_id bigint)
returns integer
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _visibility iwm.visibility;
    _requesters bigint[];
    _approved integer := 0;
begin
    -- from here on nobody begins to follow or to ask; the order of the other locks is that of iwm.lock_relation
    select u.visibility into _visibility from users as u where u.id = _user_id for no key update;
    if _visibility = 'private' then
        delete from follow_requests as r where r.user_id = _user_id;
    elsif _visibility = 'public' then
        _requesters := array(select r.requester_id from follow_requests as r where r.user_id = _user_id);
        perform from users as u where u.id = any (_requesters) order by u.id for key share;
        perform from user_stats as s where s.user_id = any (_requesters || _user_id) order by s.user_id for no key update;
        with approved as (
            delete from follow_requests as r where r.user_id = _user_id returning r.requester_id, r.external_id
        )
        insert into user_follows (follower_id, following_id)
        select a.requester_id, _user_id from approved as a order by a.external_id
        on conflict do nothing;
        get diagnostics _approved = row_count;
    end if;
    return _approved;
end
$$;
comment on function iwm.visibility_changed is $$
What follows from a changed visibility; to be called in the transaction that changed it, after the update

public: every request that waits is approved. private: requests end, since nobody can ask to follow a private profile; who
follows goes on following. followers: nothing. Returns how many requests were approved. Call it again as often as you like.
$$;
