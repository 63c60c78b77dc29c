create or replace function ops.migrate_job(
    _source text, _old text, _video text, _type text, _state text, _parameters jsonb default '{}', _attempts integer default 1,
    _error text default null, _created_at timestamptz default null, _started_at timestamptz default null,
    _finished_at timestamptz default null
)
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _before constant text := ops.migrated_id(_source, 'job', _old);
    _since constant timestamptz := ops.old_time(coalesce(_created_at, _started_at, _finished_at));
    _until constant timestamptz := greatest(_since, case when _finished_at is not null then ops.old_time(_finished_at) end);
    _kept constant boolean := _until > iwm.now() - case _state when 'completed' then interval '30 days' else interval '90 days' end;
    _name constant text := iwm.new_id('vop');
    _attempt constant smallint := least(greatest(coalesce(_attempts, 1), 1), 100);
    _it videos;
    _job bigint;
begin
    if _before is not null then
        return ops.migrated_before(_before);
    elsif not _type = any (enum_range(null::iwm.video_operation_type)::text[]) then
        return ops.not_migrated(format('%s is no operation of ours', left(_type, 50)));
    elsif not _state = any ('{completed,failed,cancelled,dead}') then
        return ops.not_migrated('it was not over: ask for it again');
    end if;
    select v.* into _it from videos as v where v.external_id = ops.migrated_id(_source, 'video', _video);
    if _it.id is null then
        return ops.not_migrated('its video is not there');
    end if;
    _job := nextval('jobs.place');
    insert into video_operations (
        user_id, video_id, external_id, type, parameters, job_id, job_created_at, outcome, error, created_at, finished_at)
    values (
        _it.user_id, _it.id, _name, _type::iwm.video_operation_type, coalesce(_parameters, '{}'), _job, _since,
        _state::jobs.state, left(_error, 4000), _since, _until);
    if _kept then
        perform jobs.make_lane('videos', 5::smallint);
        perform ops.make_partitions('jobs.history', 0, 3);
        insert into jobs.history (
            id, finished_at, queue_id, state, priority, attempt, max_attempts, progress, created_at, run_at, started_at,
            timeout_seconds, task, args, subject, user_id, errors)
        select _job, _until, q.id, _state::jobs.state, 5, _attempt, greatest(_attempt, 3), case _state when 'completed' then 100 else 0 end,
            _since, _since, least(greatest(_started_at, _since), _until), 14400, 'videos.' || _type,
            jsonb_build_object('operation_id', _name), 'video:' || _it.external_id, _it.user_id,
            case when _error is not null then jsonb_build_array(jsonb_build_object(
                'attempt', _attempt, 'at', _until, 'error', left(_error, 4000))) end
        from jobs.queues as q where q.name = 'videos';
    end if;
    return ops.migrated_as(_source, 'job', _old, _name);
end
$$;
comment on function ops.migrate_job is $$
A job of an older service that is over: an operation of its video; while history is kept so long, a job of the history, too

_state: completed, failed, cancelled or dead. One that was not over is rejected: whoever needs its result asks for it again.
$$;
