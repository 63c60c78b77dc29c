create or replace function api.staff_retry_job(_viewer iwm.viewer, _job_id iwm.public_id)
returns api.staff_job
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'jobs:write');
    _job jobs.all_jobs := jobs.need_job(_job_id);
begin
    perform iwm.act_as(_actor);
    if _job.state = 'completed' then
        perform iwm.fail('job_over', 'This job was completed.', 'Add a new one instead.', 'job_id');
    end if;
    perform jobs.retry(_job.id);
    if jobs.find(_job_id) is distinct from _job then
        perform iwm.audit('retry', 'job', _job_id);
    end if;
    return jobs.show_whole(jobs.find(_job_id));
end
$$;
comment on function api.staff_retry_job is $$
Start a job now

One that waits for its time, or for the time of its next attempt, starts at once; one that waits for its children, without them. One that
failed, died or was cancelled begins again, as with redrive; one that runs, or waits for its turn or its key, stays as it is.

@route POST /staff/jobs/{job_id}/retry
@auth  moderator
@param job_id  Public id of a job
@error job_not_found
@error job_over
@error job_exists
@tag   Staff: jobs
$$;
