create or replace function api.get_job(_viewer iwm.viewer, _job_id iwm.public_id)
returns api.job
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _user_id constant bigint := iwm.require(_viewer, 'user', 'jobs:read');
begin
    return jobs.show(jobs.of_user(_user_id, _job_id));
end
$$;
comment on function api.get_job is $$
A job

How far it is, and what came of it. To hear of each change: GET /v1/live with the topic `job:` and its id.

@route GET /jobs/{job_id}
@auth  user
@param job_id  Public id of a job of yours; for staff, of any
@error job_not_found
@tag   Jobs
$$;
