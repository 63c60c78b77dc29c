create or replace function api.staff_get_queue(_viewer iwm.viewer, _name iwm.queue_name)
returns api.queue
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _queue api.queue;
begin
    perform iwm.require(_viewer, 'moderator', 'jobs:read');
    _queue := (jobs.show_queues(_name))[1];
    if _queue.name is null then
        perform iwm.fail('queue_not_found', format('There is no queue %s.', _name), 'GET /v1/staff/queues lists them.', 'name');
    end if;
    return _queue;
end
$$;
comment on function api.staff_get_queue is $$
A queue

@route GET /staff/queues/{name}
@auth  moderator
@error queue_not_found
@version
@tag   Staff: jobs
$$;
