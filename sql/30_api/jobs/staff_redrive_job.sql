create or replace function api.staff_redrive_job(_viewer iwm.viewer, _job_id iwm.public_id)
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
    perform jobs.redrive(_job.id);
    if jobs.find(_job_id) is distinct from _job then
        perform iwm.audit('redrive', 'job', _job_id);
    end if;
    return jobs.show_whole(jobs.find(_job_id));
end
$$;
comment on function api.staff_redrive_job is $$
Begin a job again

One that failed, died or was cancelled begins again, with as many attempts as its queue gives. It keeps its id and its errors. One
that is under way stays as it is. So does it where another job has its dedup_key by now: job_exists.

@route POST /staff/jobs/{job_id}/redrive
@auth  moderator
@param job_id  Public id of a job
@error job_not_found
@error job_over
@error job_exists
@tag   Staff: jobs
$$;
