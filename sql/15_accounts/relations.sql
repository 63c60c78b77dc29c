-- What two people are to each other, and the one order in which all that changes it takes its locks.

create or replace function iwm.relations(_viewer_id bigint, _user_ids bigint[])
returns api.relation[]
language plpgsql stable parallel safe
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return array(
        select row(u.external_id, u.username, r.follows, r.followed_by, r.follows and r.followed_by,
            (select 1 from follow_requests as q where q.user_id = u.id and q.requester_id = _viewer_id) is not null,
            (select 1 from follow_requests as q where q.user_id = _viewer_id and q.requester_id = u.id) is not null,
            (select 1 from user_blocks as b where b.user_id = _viewer_id and b.blocked_id = u.id) is not null,
            (select 1 from user_mutes as m where m.user_id = _viewer_id and m.muted_id = u.id) is not null)::api.relation
        from unnest(_user_ids) with ordinality as i(id, place)
        join users as u on u.id = i.id
        cross join lateral (
            select (
                    select 1 from user_follows as f where f.follower_id = _viewer_id and f.following_id = u.id
                ) is not null as follows,
                (
                    select 1 from user_follows as f where f.follower_id = u.id and f.following_id = _viewer_id
                ) is not null as followed_by
        ) as r
        order by i.place);
end
$$;
comment on function iwm.relations is 'What users are to a viewer, in the order of the ids. Whether the viewer may know of them, the caller has asked.';

create or replace function iwm.relation(_viewer_id bigint, _user_id bigint)
returns api.relation
language plpgsql stable parallel safe
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return (iwm.relations(_viewer_id, array[_user_id]))[1];
end
$$;
comment on function iwm.relation is 'What a user is to a viewer.';

create or replace function iwm.lock_relation(_one bigint, _other bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _locked integer;
begin
    -- first that both stay, then their counters; each by id. Whoever deletes a user waits here and holds no counter yet.
    perform from users as u where u.id in (_one, _other) order by u.id for key share;
    get diagnostics _locked = row_count;
    if _locked < 2 then
        perform iwm.fail('user_not_found', 'This user is not there any more.', null, 'username');
    end if;
    for _try in 1..2 loop
        perform from user_stats as s where s.user_id in (_one, _other) order by s.user_id for no key update;
        get diagnostics _locked = row_count;
        exit when _locked = 2;
        insert into user_stats (user_id)
        select u.id from users as u where u.id in (_one, _other) order by u.id
        on conflict do nothing;
    end loop;
end
$$;
comment on function iwm.lock_relation is $$
One change at a time between two users, until the end of the transaction

Locks in the order: rows of users by id (for key share), rows of user_stats by id, then what is between the two. All that
writes follows, requests and blocks begins with this, or takes the same locks in the same order for more users.
Fails with user_not_found where one was deleted meanwhile.
$$;

create or replace function iwm.block(_me bigint, _other bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    perform iwm.lock_relation(_me, _other);
    insert into user_blocks (user_id, blocked_id) values (_me, _other) on conflict do nothing;
    delete from user_follows as f where (f.follower_id, f.following_id) in ((_me, _other), (_other, _me));
    delete from follow_requests as r where (r.user_id, r.requester_id) in ((_me, _other), (_other, _me));
end
$$;
comment on function iwm.block is 'One user blocks another: follows and requests in both directions end.';
