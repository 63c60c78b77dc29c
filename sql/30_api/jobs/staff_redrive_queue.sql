create or replace function api.staff_redrive_queue(
    _viewer iwm.viewer, _name iwm.queue_name, _task iwm.task_name default null, _limit iwm.bulk_limit default 1000
)
returns api.queue_changed
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'jobs:write');
    _count integer;
begin
    perform iwm.act_as(_actor);
    perform jobs.need_queue(_name);
    _count := jobs.redrive_dead(_name, _task, coalesce(_limit, 1000));
    if _count > 0 then
        perform iwm.audit('redrive', 'queue', _name, hstore('jobs', _count::text) || hstore('task', _task));
    end if;
    return (_name::text, _count);
end
$$;
comment on function api.staff_redrive_queue is $$
Begin the dead jobs of a queue again

The oldest first. Each keeps its id and its errors, and has as many attempts as the queue gives. Those whose dedup_key
another job has by now stay.

@route POST /staff/queues/{name}/redrive
@auth  moderator
@param task   Only those of this task
@param limit  How many, at most 10,000
@error queue_not_found
@tag   Staff: jobs
$$;
