-- Errors of the queue.

insert into iwm.errors (code, status, title) values
    ('job_not_found', 404, 'No job has this id'),
    ('queue_not_found', 404, 'There is no queue of this name'),
    ('job_over', 409, 'The job is over'),
    ('job_exists', 409, 'A job with this key is there'),
    ('worker_ended', 409, 'This worker has ended'),
    ('task_unknown', 422, 'No worker knows this task')
on conflict (code) do update set status = excluded.status, title = excluded.title, path = excluded.path;
