create or replace function api.staff_reprioritise_queue(
    _viewer iwm.viewer, _name iwm.queue_name, _priority iwm.job_priority, _task iwm.task_name default null,
    _subject iwm.public_id default null, _limit iwm.bulk_limit default 1000
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
    _count := jobs.reprioritise_many(_name, _priority, _task, _subject, coalesce(_limit, 1000));
    if _count > 0 then
        perform iwm.audit('reprioritise', 'queue', _name, hstore('jobs', _count::text) || hstore('task', _task)
            || hstore('subject', _subject) || hstore('priority', _priority::text));
    end if;
    return (_name::text, _count);
end
$$;
comment on function api.staff_reprioritise_queue is $$
Another priority for jobs of a queue

For those that have not begun: all, those of a task, those about something; the most urgent of them first.

@route POST /staff/queues/{name}/reprioritise
@auth  moderator
@param priority  0 (most urgent) to 9
@param task      Only those of this task
@param subject   Only those about this, as in video:vid_…
@param limit     How many, at most 10,000
@error queue_not_found
@tag   Staff: jobs
$$;
