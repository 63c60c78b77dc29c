create or replace function api.dashboard_act(_viewer iwm.viewer, _action text, _target text)
returns text
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _said text;
begin
    perform iwm.require(_viewer, 'moderator', 'jobs:write');
    case _action
        when 'retry' then
            select format('%s, attempt %s of %s', r.state, r.attempt, r.max_attempts) into _said
            from api.staff_retry_job(_viewer, _target) as r;
        when 'cancel' then
            select case when r.cancelling then 'it stops in a moment' else r.state::text end into _said
            from api.cancel_job(_viewer, _target) as r;
        when 'urgent' then
            select format('priority %s', r.priority) into _said from api.staff_reprioritise_job(_viewer, _target, 0) as r;
        when 'pause' then
            select format('%s is paused', r.name) into _said from api.staff_pause_queue(_viewer, _target) as r;
        when 'resume' then
            select format('%s goes on', r.name) into _said from api.staff_resume_queue(_viewer, _target) as r;
        when 'redrive' then
            select format('%s jobs begin again', r.jobs) into _said from api.staff_redrive_queue(_viewer, _target) as r;
        when 'run' then
            select format('%s: %s', _target, r.state) into _said from api.staff_run_schedule(_viewer, _target) as r;
        when 'enable' then
            select format('%s is on', r.name) into _said from api.staff_enable_schedule(_viewer, _target) as r;
        when 'disable' then
            select format('%s is off', r.name) into _said from api.staff_disable_schedule(_viewer, _target) as r;
        else
            perform iwm.fail('invalid_input', 'There is no such action.', null, 'action');
    end case;
    return _said;
end
$$;
comment on function api.dashboard_act is $$
What staff does on the dashboard; returns what came of it, in words

cancel, retry or hurry (urgent) a job; pause, resume a queue, or redrive its dead letter; run, enable or disable a schedule
(administrators). Each is the operation of the API of the same meaning, with its rights, its errors and its entry in the audit log.

@internal
@error invalid_input
@error job_not_found
@error job_over
@error queue_not_found
@error schedule_not_found
@error schedule_running
$$;
