create or replace view iwm.follow_overview with (security_invoker = true) as
select a.username as follower, b.username as following, f.created_at as since,
    exists (
        select from iwm.user_follows as x
        where x.follower_id = f.following_id and x.following_id = f.follower_id) as friends,
    f.id, f.follower_id, f.following_id
from iwm.user_follows as f
inner join iwm.users as a on a.id = f.follower_id
inner join iwm.users as b on b.id = f.following_id;
comment on view iwm.follow_overview is
'Who follows whom, since when, and whether it is mutual: select * from follow_overview where follower = ''ada'' order by id desc
@private';
