-- iwm.user_stats follows iwm.user_follows in the same transaction, whatever changes it: a call, a cascade, psql.

create or replace function iwm.count_follows()
returns trigger
language plpgsql
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _change constant integer := case tg_op when 'INSERT' then 1 else -1 end;
begin
    if tg_op = 'INSERT' then
        insert into user_stats (user_id)
        select x.user_id
        from (select c.follower_id as user_id from changed as c union select c.following_id from changed as c) as x
        where not exists (select from user_stats as s where s.user_id = x.user_id)
        order by x.user_id
        on conflict do nothing;
    end if;
    -- always in the order of the ids: who waits for one row holds only lower ones
    perform from user_stats as s
    where s.user_id in (select c.follower_id from changed as c union all select c.following_id from changed as c)
    order by s.user_id
    for no key update;
    update user_stats as s
    set followers = s.followers + _change * d.followers, following = s.following + _change * d.following
    from (
        select x.user_id, sum(x.followers) as followers, sum(x.following) as following
        from (
            select c.following_id as user_id, 1 as followers, 0 as following from changed as c
            union all
            select c.follower_id, 0, 1 from changed as c
        ) as x
        group by x.user_id
    ) as d
    where s.user_id = d.user_id;
    return null;
end
$$;
comment on function iwm.count_follows is $$
Trigger: keeps the counters of both sides of each follow. Rows are never updated

Of a deleted user it counts both directions at once: what the foreign keys of one statement delete comes in one call.
$$;

create or replace trigger user_follows_insert after insert on iwm.user_follows
referencing new table as changed for each statement execute function iwm.count_follows();
create or replace trigger user_follows_delete after delete on iwm.user_follows
referencing old table as changed for each statement execute function iwm.count_follows();

-- Rows may have come before the triggers did.
update iwm.user_stats as s set followers = c.followers, following = c.following
from (
    select u.id,
        (select count(*) from iwm.user_follows as f where f.following_id = u.id) as followers,
        (select count(*) from iwm.user_follows as f where f.follower_id = u.id) as following
    from iwm.users as u
) as c
where c.id = s.user_id and (s.followers, s.following) is distinct from (c.followers, c.following);
