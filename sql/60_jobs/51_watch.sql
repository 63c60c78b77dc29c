create or replace function iwm.is_staff(_user_id bigint)
returns boolean
language sql stable
as $$
select exists (
    select from iwm.admin_user_meta as m join iwm.roles as r on r.role = m.role
    where m.user_id = _user_id and r.rank >= (select x.rank from iwm.roles as x where x.role = 'moderator'))
$$;
comment on function iwm.is_staff is 'Whether somebody is a moderator or more.';

create or replace function jobs.watch(_topic text, _user_id bigint, _staff boolean)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _kind constant text := split_part(_topic, ':', 1);
    _name constant text := substr(_topic, length(_kind) + 2);
begin
    if _kind = 'job' then
        return jobs.watch_job(_name, _user_id, _staff);
    elsif _topic = 'queues' and _staff then
        return jobs.live_queues(null);
    elsif _kind = 'queue' and _staff then
        return jobs.live_queues(_name) -> 0;
    end if;
    return iwm.watch_topic(_kind, _name, _user_id, _staff);
end
$$;
comment on function jobs.watch is 'The state of a topic for somebody who may watch it; null where it is not there or not for him.';

create or replace function jobs.watch_job(_name text, _user_id bigint, _staff boolean)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _id constant bigint := jobs.id_of(_name);
begin
    return (
        select jsonb_strip_nulls(jsonb_build_object('job', _name, 'task', x.task, 'state', x.state, 'progress', x.progress,
            'message', x.message, 'attempt', x.attempt, 'subject', x.subject))
        from (
            select j.task, j.state, j.progress, j.message, j.attempt, j.subject, j.user_id, j.created_at
            from jobs as j where j.id = _id
            union all
            select h.task, h.state, h.progress, h.message, h.attempt, h.subject, h.user_id, h.created_at
            from history as h where h.id = _id
        ) as x
        where (_staff or x.user_id = _user_id) and jobs.public_id(_id, x.created_at) = _name
        limit 1);
end
$$;
comment on function jobs.watch_job is 'The state of a job for its owner and staff, as events tell it; null for others.';

create or replace function iwm.watch_topic(_kind text, _name text, _user_id bigint, _staff boolean)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    if to_regclass('iwm.videos') is not null and _kind = 'video' then
        return iwm.watch_video(_name, _user_id, _staff);
    end if;
    return null;
end
$$;
comment on function iwm.watch_topic is 'Topics of other areas than the queue: videos.';

create or replace function jobs.live_queues(_name text default null)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('queue', q.name, 'paused', q.paused_at is not null, 'queued', c.ready,
            'running', c.running, 'waiting', c.delayed + c.blocked + c.held, 'estimated', c.estimated) order by q.name), '[]')
        from queues as q cross join lateral jobs.queue_counts(q.id, 1000) as c
        where _name is null or q.name = _name);
end
$$;
comment on function jobs.live_queues is 'How long queues are: ready, running, waiting for time, key or children; estimated beyond a thousand.';

create or replace function jobs.looked_at(_topics text[])
returns text[]
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _topic text;
    _found text[] := '{}'::text[];
begin
    foreach _topic in array _topics loop
        if _topic like any (array['queue:%', 'queues']) or _topic like 'job:%' and (
            exists (select from jobs as j where j.id = jobs.id_of(substr(_topic, 5)) and num_nonnulls(j.subject, j.user_id) = 0)
            or exists (select from history as h where h.id = jobs.id_of(substr(_topic, 5)) and num_nonnulls(h.subject, h.user_id) = 0))
        then
            _found := _found || _topic;
        end if;
    end loop;
    return _found;
end
$$;
comment on function jobs.looked_at is
'Of topics those that have no events, so that whoever watches has to look: queues, and jobs that are of nobody and about nothing.';

create or replace function jobs.live_states(_topics text[])
returns jsonb
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
as $$
begin
    return (
        select coalesce(jsonb_object_agg(s.topic, s.state) filter (where s.state is not null), '{}')
        from (
            select t.topic, case
                when t.topic = 'queues' then jobs.live_queues(null)
                when t.topic like 'queue:%' then jobs.live_queues(substr(t.topic, 7)) -> 0
                when t.topic like 'job:%' then jobs.watch_job(substr(t.topic, 5), null, true) end as state
            from unnest(_topics) as t(topic)
        ) as s);
end
$$;
comment on function jobs.live_states is 'The states of topics that are looked at, by topic; without those that are not there.';
