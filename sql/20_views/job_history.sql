create or replace view iwm.job_history with (security_invoker = true) as
select jobs.public_id(h.id, h.created_at) as job_id, q.name as queue, h.task, h.state, h.attempt, h.max_attempts, h.subject,
    h.created_at, h.started_at, h.finished_at, h.message, h.errors, h.result
from jobs.history as h
inner join jobs.queues as q on q.id = h.queue_id;
comment on view iwm.job_history is 'Jobs that are over: select * from job_history where state = ''dead'' order by finished_at desc. @private';
