create or replace function api.staff_pause_queue(_viewer iwm.viewer, _name iwm.queue_name)
returns api.queue
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'jobs:write');
begin
    perform iwm.act_as(_actor);
    perform jobs.need_queue(_name);
    if jobs.pause(_name, (select u.username from users as u where u.id = _actor)) then
        perform iwm.audit('pause', 'queue', _name);
    end if;
    return (jobs.show_queues(_name))[1];
end
$$;
comment on function api.staff_pause_queue is $$
Pause a queue

No job of it starts until it is resumed; those that run go on. One that is paused stays so.

@route POST /staff/queues/{name}/pause
@auth  moderator
@error queue_not_found
@version
@tag   Staff: jobs
$$;
