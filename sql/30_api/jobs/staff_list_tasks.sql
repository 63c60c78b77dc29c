create or replace function api.staff_list_tasks(_viewer iwm.viewer)
returns api.task[]
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'moderator', 'jobs:read');
    return array(
        select row(t.name, t.kind, t.description, t.arguments, t.seen_at)::api.task from jobs.tasks as t order by t.name);
end
$$;
comment on function api.staff_list_tasks is $$
Tasks

What workers can do, with the arguments that it takes, as the last worker that began told.

@route GET /staff/tasks
@auth  moderator
@tag   Staff: jobs
$$;
