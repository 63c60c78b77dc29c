create or replace function api.staff_reprioritise_job(_viewer iwm.viewer, _job_id iwm.public_id, _priority iwm.job_priority)
returns api.staff_job
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'jobs:write');
    _job jobs.all_jobs := jobs.need_job(_job_id);
begin
    perform iwm.act_as(_actor);
    if _job.finished_at is not null then
        perform iwm.fail('job_over', 'This job is over.', 'Begin it again first (redrive).', 'job_id');
    end if;
    if jobs.reprioritise(_job.id, _priority) then
        perform iwm.audit('reprioritise', 'job', _job_id, hstore('priority', _priority::text),
            hstore('priority', _job.priority::text));
    end if;
    return jobs.show_whole(jobs.find(_job_id));
end
$$;
comment on function api.staff_reprioritise_job is $$
Another priority for a job

It comes behind those that have this priority already. For one that runs, it holds for the next attempt.

@route POST /staff/jobs/{job_id}/reprioritise
@auth  moderator
@param job_id    Public id of a job
@param priority  0 (most urgent) to 9
@error job_not_found
@error job_over
@tag   Staff: jobs
$$;
