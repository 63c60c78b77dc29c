create or replace function api.cancel_job(_viewer iwm.viewer, _job_id iwm.public_id)
returns api.job
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'user', 'jobs:write');
    _job jobs.all_jobs := jobs.of_user(_actor, _job_id);
begin
    if jobs.cancel(_job.id) not in ('running', 'cancelled') then
        perform iwm.fail('job_over', 'This job is over already.', 'What is over cannot be cancelled.', 'job_id');
    end if;
    if _job.user_id is distinct from _actor and jobs.find(_job_id) is distinct from _job then
        perform iwm.act_as(_actor);
        perform iwm.audit('cancel', 'job', _job_id);
    end if;
    return jobs.show(jobs.find(_job_id));
end
$$;
comment on function api.cancel_job is $$
Cancel a job

One that waits is over at once, one that runs as soon as its worker hears of it (`cancelling`). A job that is cancelled already
stays as it is.

@route POST /jobs/{job_id}/cancel
@auth  user
@param job_id  Public id of a job of yours; for staff, of any
@error job_not_found
@error job_over
@tag   Jobs
$$;
