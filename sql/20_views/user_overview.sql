create or replace view iwm.user_overview with (security_invoker = true) as
select u.username, u.name, u.email, coalesce(m.role, 'user') as role,
    case
        when u.deletion_due_at is not null then 'leaving'
        when u.deactivated_at is not null then 'deactivated'
        when iwm.suspended(u.suspended_at, u.suspended_until) then 'suspended'
        when u.email_verified_at is null then 'unverified'
        else 'active'
    end as state,
    u.visibility, coalesce(s.followers, 0) as followers, coalesce(s.following, 0) as following,
    (select count(*) from iwm.follow_requests as r where r.user_id = u.id) as requests,
    (select count(*) from iwm.user_blocks as b where b.blocked_id = u.id) as blocked_by,
    (select count(*) from iwm.user_reports as r where r.reported_id = u.id and r.state = 'open') as open_reports,
    u.created_at, u.last_seen_at, u.external_id, u.id
from iwm.users as u
left join iwm.admin_user_meta as m on m.user_id = u.id
left join iwm.user_stats as s on s.user_id = u.id;
comment on view iwm.user_overview is
'Users with role, state, counters and open reports: select * from user_overview where open_reports > 0 order by open_reports desc
@private';
