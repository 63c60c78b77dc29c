-- A worker runs 5 jobs at once: videos, which may take hours, leave one of these places to all else. What an operator has
-- set stays as it is; who has more workers sets more (jobs.configure).

insert into jobs.queues as q (name, max_running) values ('videos', 4)
on conflict (name) do update
set max_running = excluded.max_running, limit_xid = pg_current_xact_id(), version = q.version + 1
where q.max_running is null;
