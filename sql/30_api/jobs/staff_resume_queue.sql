create or replace function api.staff_resume_queue(_viewer iwm.viewer, _name iwm.queue_name)
returns api.queue
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'jobs:write');
begin
    perform iwm.act_as(_actor);
    perform jobs.need_queue(_name);
    if jobs.resume(_name) then
        perform iwm.audit('resume', 'queue', _name);
    end if;
    return (jobs.show_queues(_name))[1];
end
$$;
comment on function api.staff_resume_queue is $$
Resume a queue

Its jobs start again. One that is not paused stays as it is.

@route POST /staff/queues/{name}/resume
@auth  moderator
@error queue_not_found
@version
@tag   Staff: jobs
$$;
