-- The dead letter is what is dead: what failed by its own word, and is no part of it, may be much more.

create index history_dead on jobs.history (queue_id, finished_at) where state = 'dead';
comment on index jobs.history_dead is 'jobs.redrive_dead, jobs.queue_overview: the dead letter of a queue, oldest first';
drop index jobs.history_ended_badly;
