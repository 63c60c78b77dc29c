create or replace function iwm.suggestible_users(_viewer_id bigint)
returns table (user_id bigint)
language sql stable parallel safe
as $$
select u.id
from iwm.users as u join iwm.user_sight(_viewer_id) as s on s.user_id = u.id
where u.id <> _viewer_id and s.found and not s.muted and u.visibility <> 'private'
    and not iwm.suspended(u.suspended_at, u.suspended_until)
    and (select 1 from iwm.user_follows as f where f.follower_id = _viewer_id and f.following_id = u.id) is distinct from 1
    and (select 1 from iwm.follow_requests as r where r.user_id = u.id and r.requester_id = _viewer_id) is distinct from 1
$$;
comment on function iwm.suggestible_users is
'Whom a user might follow and does not; inlined, as iwm.user_sight: join it to few rows by user_id.';
