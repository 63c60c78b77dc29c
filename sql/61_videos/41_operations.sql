-- Operations: asked for, shown, and how they end.

create or replace function iwm.operation_cards(_user_ids bigint[], _ids bigint[])
returns api.video_operation[]
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return array(
        select row(
            jobs.public_id(o.job_id, o.job_created_at), o.external_id, v.external_id, o.type, o.parameters, s.state,
            case when s.state = 'completed' then 100 else coalesce(j.progress, h.progress, 0) end,
            coalesce(j.attempt, h.attempt, 0), coalesce(j.message, h.message),
            case when s.state in ('failed', 'dead') then coalesce(h.errors -> -1 ->> 'error', o.error)
                else j.errors -> -1 ->> 'error' end,
            (iwm.asset_cards(array[a.user_id], array[a.id]))[1],
            o.created_at, coalesce(j.started_at, h.started_at),
            case when j.id is null then coalesce(o.finished_at, h.finished_at) end)::api.video_operation
        from unnest(_user_ids, _ids) with ordinality as x(user_id, id, place)
        join video_operations as o on o.user_id = x.user_id and o.id = x.id
        join videos as v on v.user_id = o.user_id and v.id = o.video_id
        left join jobs.jobs as j on j.id = o.job_id
        left join lateral (
            select p.state, p.progress::integer, p.attempt::integer, p.message, p.errors, p.started_at, p.finished_at
            from jobs.history as p
            where p.id = o.job_id and j.id is null
            order by p.finished_at desc limit 1
        ) as h on true
        cross join lateral (select coalesce(j.state, o.outcome, h.state, 'failed') as state) as s
        left join video_assets as a on a.user_id = o.user_id and a.operation_id = o.id
        order by x.place);
end
$$;
comment on function iwm.operation_cards is 'Operations with the state of their jobs, in the order of these ids.';

create or replace function iwm.operation_card(_user_id bigint, _id bigint)
returns api.video_operation
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return (iwm.operation_cards(array[_user_id], array[_id]))[1];
end
$$;
comment on function iwm.operation_card is 'An operation with the state of its job.';

create or replace function iwm.operation_timeout(_type iwm.video_operation_type, _parameters jsonb, _video iwm.videos)
returns interval
language sql stable
as $$
select least(p.operation_timeout, interval '10 minutes' + make_interval(secs => case _type
    when 'thumbnail' then 0
    when 'extract_audio' then (_video).duration_seconds
    -- the slowest codecs on a slow machine, by the pixels that they have to go through
    else x.seconds * (10 + 15 * x.pixels / 1000000.0 * greatest((_video).frames_per_second / 25, 1)) end::double precision
    + (_video).bytes / 1048576.0)) -- it may have to come from a bucket first
from iwm.video_policy as p
cross join lateral (select case _type
    when 'trim' then (_parameters ->> 'end')::numeric - (_parameters ->> 'start')::numeric
    when 'preview' then (_parameters ->> 'seconds')::numeric
    else (_video).duration_seconds end as seconds,
    greatest((_video).width::bigint * (_video).height,
        (_parameters ->> 'width')::bigint * (_parameters ->> 'height')::bigint) as pixels) as x
$$;
comment on function iwm.operation_timeout is $$
How long the job of an operation may take: by what is made, how long that is, how large and how many the pictures are

The larger ones count, of the video or of what is made; the file has a second for each MiB to come from the store.
A worker that hangs is not waited for longer than there is work. At most iwm.video_policy.operation_timeout.
$$;

create or replace function iwm.start_operation(_video iwm.videos, _type iwm.video_operation_type, _given jsonb)
returns bigint
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _limits constant iwm.video_policy := iwm.video_policy();
    _parameters constant jsonb := iwm.operation_parameters(_type, _given, _video);
    _owner constant text := (select u.external_id from users as u where u.id = (_video).user_id);
    _quota api.video_quota;
    _id bigint;
    _name text;
    _job bigint;
begin
    -- the video is locked: nobody else asks for the same at this moment
    select o.id into _id from video_operations as o
    join jobs.jobs as j on j.id = o.job_id
    where o.user_id = (_video).user_id and o.video_id = (_video).id and o.type = _type and o.parameters = _parameters
        and j.cancel_requested_at is null
    order by o.id desc limit 1;
    if _id is not null then
        return _id;
    end if;
    _quota := iwm.video_quota((_video).user_id);
    if _quota.active_operations >= _limits.most_active_operations then
        perform iwm.fail('too_many_operations', format('%s of your operations wait or run, as many as there may be.',
            _quota.active_operations), 'Wait for one to end, or cancel one: POST /v1/jobs/{job_id}/cancel.');
    elsif _quota.bytes >= _quota.most_bytes then
        perform iwm.fail('quota_exceeded', format('Your videos may take %s bytes in all, and none is left.', _quota.most_bytes),
            'Delete what you need no more; GET /v1/me/quota tells how much there is.');
    end if;
    insert into video_operations (user_id, video_id, external_id, type, parameters)
    values ((_video).user_id, (_video).id, iwm.new_id('vop'), _type, _parameters)
    returning id, external_id into _id, _name;
    _job := jobs.enqueue('videos.' || _type, jsonb_build_object('operation_id', _name), _queue => 'videos', _max_attempts => 3,
        _timeout => iwm.operation_timeout(_type, _parameters, _video), _concurrency_key => 'videos ' || _owner, _key_limit => _limits.most_at_once,
        _subject => 'video:' || (_video).external_id, _user_id => (_video).user_id);
    update video_operations as o set job_id = j.id, job_created_at = j.created_at
    from jobs.jobs as j where o.user_id = (_video).user_id and o.id = _id and j.id = _job;
    return _id;
end
$$;
comment on function iwm.start_operation is $$
Lets something be made of a video that the caller has locked; returns the operation's id

At most one of the same kind with the same parameters is under way: where there is one, that is it. One whose job is being
cancelled does not count. Fails with invalid_input, no_audio, too_many_operations and quota_exceeded.
$$;
