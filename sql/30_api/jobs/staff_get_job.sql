create or replace function api.staff_get_job(_viewer iwm.viewer, _job_id iwm.public_id)
returns api.staff_job
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'moderator', 'jobs:read');
    return jobs.show_whole(jobs.need_job(_job_id));
end
$$;
comment on function api.staff_get_job is $$
A job with all that is known of it

Its arguments, attempts, errors, what happened when, and its children.

@route GET /staff/jobs/{job_id}
@auth  moderator
@param job_id  Public id of a job
@error job_not_found
@tag   Staff: jobs
$$;
