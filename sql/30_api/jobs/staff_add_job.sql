create or replace function api.staff_add_job(
    _viewer iwm.viewer, _task iwm.task_name, _args jsonb default '{}', _queue iwm.queue_name default 'default',
    _priority iwm.job_priority default 5, _delay_seconds iwm.job_delay default 0, _max_attempts iwm.job_attempts default null,
    _timeout_seconds iwm.job_timeout default null, _dedup_key iwm.dedup_key default null
)
returns api.staff_job
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'admin', 'jobs:write');
    _id bigint;
    _job api.staff_job;
begin
    perform iwm.act_as(_actor);
    _args := coalesce(nullif(_args, 'null'), '{}');
    if jsonb_typeof(_args) <> 'object' or pg_column_size(_args) > 100000 then
        perform iwm.fail('invalid_input', 'args must be an object of at most 100,000 bytes.', 'As in {"seconds": 1}.', 'args');
    elsif not exists (select from jobs.tasks as t where t.name = _task) then
        perform iwm.fail('task_unknown', format('No worker knows a task %s.', _task), 'GET /v1/staff/tasks lists them.', 'task');
    end if;
    _id := jobs.enqueue(_task, _args, coalesce(_queue, 'default'), coalesce(_priority, 5),
        case when _delay_seconds > 0 then clock_timestamp() + make_interval(secs => _delay_seconds) end,
        case when _dedup_key is not null then 'staff:' || _dedup_key end, 'skip', _max_attempts,
        make_interval(secs => _timeout_seconds));
    if _id is null then
        perform iwm.fail('job_exists', 'A job with this key is there, and not over.', 'Wait for it, or take another key.', 'dedup_key');
    end if;
    select (s).* into _job from (select jobs.show_whole(a) as s from jobs.all_jobs as a where a.id = _id) as x;
    perform iwm.audit('create', 'job', _job.id, hstore('task', _task) || hstore('args', _args::text));
    return _job;
end
$$;
comment on function api.staff_add_job is $$
Add a job

Of a task that workers know (GET /v1/staff/tasks).

@route POST /staff/jobs
@auth  admin
@status 201
@param task             Name of the task
@param args             Its arguments, an object
@param queue            Queue; made where there is none of this name
@param priority         0 (most urgent) to 9
@param delay_seconds    Not before so many seconds are over
@param max_attempts     How often it is tried; as its queue has it
@param timeout_seconds  How long an attempt may take; as its queue has it
@param dedup_key        One job with this key until it is over
@error invalid_input
@error task_unknown
@error job_exists
@tag   Staff: jobs
$$;
