create or replace function jobs.estimated_history()
returns bigint
language sql stable
as $$
select coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint
from pg_inherits as i join pg_class as c on c.oid = i.inhrelid
where i.inhparent = 'jobs.history'::regclass
$$;
comment on function jobs.estimated_history is 'How many jobs the history holds, as the planner knows it: counting a million takes a second.';
