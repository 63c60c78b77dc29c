-- How jobs, queues and their like are shown, and who may see them.

create or replace function jobs.of_user(_user_id bigint, _job_id text)
returns jobs.all_jobs
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _job all_jobs := jobs.find(_job_id);
begin
    if _job.id is null or _job.user_id is distinct from _user_id and not iwm.is_staff(_user_id) then
        perform iwm.fail('job_not_found', 'No job of yours has this id.', 'GET /v1/me/jobs lists them.', 'job_id');
    end if;
    return _job;
end
$$;
comment on function jobs.of_user is 'A job that belongs to a user, or any one for staff; or the error job_not_found.';

create or replace function jobs.need_job(_job_id text)
returns jobs.all_jobs
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _job all_jobs := jobs.find(_job_id);
begin
    if _job.id is null then
        perform iwm.fail('job_not_found', 'No job has this id.', 'GET /v1/staff/jobs lists them.', 'job_id');
    end if;
    return _job;
end
$$;
comment on function jobs.need_job is 'A job by its public id, or the error job_not_found.';

create or replace function jobs.show(_job jobs.all_jobs)
returns api.job
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
as $$
begin
    return row(_job.public_id, _job.task, _job.state, _job.progress, _job.message, _job.subject, _job.attempt, _job.max_attempts,
        _job.state = 'running' and _job.cancel_requested_at is not null, _job.created_at, _job.run_at, _job.started_at,
        _job.finished_at, _job.result,
        -- what failed for good says why in words for people; of the rest there are only those for staff
        case _job.state when 'failed' then _job.errors -> -1 ->> 'error'
            when 'dead' then format('It failed %s times.', _job.attempt) end)::api.job;
end
$$;
comment on function jobs.show is 'A job as its owner sees it.';

create or replace function jobs.show_card(_job jobs.all_jobs)
returns api.job_card
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
as $$
begin
    return row(_job.public_id, (select q.name from queues as q where q.id = _job.queue_id), _job.task, _job.state, _job.waits,
        _job.priority, _job.progress, _job.message, _job.attempt, _job.max_attempts, _job.subject,
        (select u.external_id from iwm.users as u where u.id = _job.user_id), _job.created_at, _job.run_at, _job.started_at,
        _job.finished_at, _job.errors -> -1 ->> 'error')::api.job_card;
end
$$;
comment on function jobs.show_card is 'A job in a list, as staff sees it.';

create or replace function jobs.show_errors(_errors jsonb)
returns api.job_error[]
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
as $$
begin
    return array(
        select row((e ->> 'attempt')::integer, (e ->> 'at')::timestamptz, (e ->> 'started_at')::timestamptz,
            (select w.name from workers as w where w.id = (e ->> 'worker')::integer), e ->> 'error')::api.job_error
        from jsonb_array_elements(coalesce(_errors, '[]')) with ordinality as x(e, n) order by x.n);
end
$$;
comment on function jobs.show_errors is 'The errors of a job, with the names of workers.';

create or replace function jobs.show_timeline(_job jobs.all_jobs)
returns api.job_moment[]
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
as $$
begin
    return array(
        select row(m.at, m.what, m.detail)::api.job_moment
        from (
            select 1 as n, _job.created_at as at, 'added' as what, null::text as detail
            union all
            select 2, e.started_at, 'begun', concat_ws(', ', format('attempt %s', e.attempt), e.worker)
            from unnest(jobs.show_errors(_job.errors)) as e where e.started_at is not null
            union all
            select 3, e.at, 'failed', e.error from unnest(jobs.show_errors(_job.errors)) as e
            union all
            select 4, _job.run_at, 'due', null where _job.waits = 'time'
            union all
            select 5, _job.started_at, 'begun',
                concat_ws(', ', format('attempt %s', _job.attempt), (select w.name from workers as w where w.id = _job.worker_id))
            where _job.started_at is not null and not coalesce(
                _job.errors @> jsonb_build_array(jsonb_build_object('attempt', _job.attempt)), false)
            union all
            select 6, _job.cancel_requested_at, 'cancelled by somebody', null where _job.cancel_requested_at is not null
            union all
            select 7, _job.finished_at, _job.state::text, null where _job.finished_at is not null
        ) as m
        order by m.at, m.n);
end
$$;
comment on function jobs.show_timeline is 'What happened to a job, in order.';

create or replace function jobs.show_whole(_job jobs.all_jobs)
returns api.staff_job
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
as $$
begin
    return row(_job.public_id, (select q.name from queues as q where q.id = _job.queue_id), _job.task, _job.state, _job.waits,
        _job.priority, _job.progress, _job.message, _job.attempt, _job.max_attempts, _job.timeout_seconds,
        _job.state = 'running' and _job.cancel_requested_at is not null, _job.subject,
        (select u.external_id from iwm.users as u where u.id = _job.user_id),
        (select w.name from workers as w where w.id = _job.worker_id), _job.concurrency_key, _job.dedup_key,
        (select a.public_id from all_jobs as a where a.id = _job.parent_id limit 1), _job.children_open, _job.args, _job.result,
        _job.created_at, _job.run_at, _job.started_at, _job.finished_at, jobs.show_errors(_job.errors), jobs.show_timeline(_job),
        array(select jobs.show_card(a) from all_jobs as a where a.parent_id = _job.id order by a.id limit 100))::api.staff_job;
end
$$;
comment on function jobs.show_whole is 'A job with all that is known of it, for staff.';

create or replace function jobs.show_queues(_name text default null)
returns api.queue[]
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
as $$
begin
    return array(
        select row(o.name, o.paused_at is not null, o.paused_at, o.paused_by, o.max_running, o.max_attempts, o.timeout_seconds,
            round(q.backoff_seconds::numeric, 3), q.backoff_cap_seconds, o.queued, o.running, o.delayed, o.blocked, o.held,
            o.estimated, o.dead, o.oldest_ready_at, o.completed_last_hour, o.failed_last_hour, q.version)::api.queue
        from queue_overview as o join queues as q on q.name = o.name
        where _name is null or o.name = _name order by o.name);
end
$$;
comment on function jobs.show_queues is 'Queues as staff sees them, or the one of a name.';
