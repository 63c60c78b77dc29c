create or replace function api.staff_list_queues(_viewer iwm.viewer)
returns api.queue[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'moderator', 'jobs:read');
    return jobs.show_queues();
end
$$;
comment on function api.staff_list_queues is $$
Queues

With their settings and how long they are. More than 10,000 jobs are estimated.

@route GET /staff/queues
@auth  moderator
@tag   Staff: jobs
$$;
