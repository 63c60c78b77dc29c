create or replace view iwm.api_usage with (security_invoker = true) as
select c.day, c.caller, coalesce(u.username, o.username) as username, c.client,
    sum(c.calls)::bigint as calls, sum(c.errors)::bigint as errors
from iwm.api_calls as c
left join iwm.users as u on u.external_id = c.caller
left join iwm.api_tokens as t on t.external_id = c.caller
left join iwm.users as o on o.id = t.user_id
group by c.day, c.caller, coalesce(u.username, o.username), c.client;
comment on view iwm.api_usage is
'Calls a day by caller (user, API token, anonymous) and address: select * from api_usage where day = current_date order by calls desc. @private';
