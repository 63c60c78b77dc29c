create or replace function jobs.tell(_ids bigint[], _kind text)
returns void
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _since constant timestamptz := clock_timestamp() - interval '1 minute';
begin
    with here as materialized (
        select j.id, j.created_at, j.state, j.progress, j.message, j.subject, j.user_id, j.task, j.attempt
        from jobs as j where j.id = any (_ids)
    ), changed as (
        select h.* from here as h
        union all
        select h.id, h.created_at, h.state, h.progress, h.message, h.subject, h.user_id, h.task, h.attempt
        from history as h
        where h.id = any (_ids) and h.finished_at > _since and h.id not in (select x.id from here as x)
    ), topics as (
        select c.*, t.topic from changed as c
        cross join lateral (values ('job:' || jobs.public_id(c.id, c.created_at)), (c.subject)) as t(topic)
        where t.topic is not null
    )
    insert into events (topic, kind, data)
    select t.topic, _kind, jsonb_strip_nulls(jsonb_build_object('job', jobs.public_id(t.id, t.created_at), 'task', t.task,
        'state', t.state, 'progress', t.progress, 'message', t.message, 'attempt', t.attempt, 'subject', t.subject))
    from topics as t;
    perform pg_notify('iwm_live', '');
end
$$;
comment on function jobs.tell is 'Writes down what changed about jobs that are watched, and says that there is something.';

create or replace function jobs.events_since(_since pg_snapshot)
returns setof jobs.events
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off
as $$
begin
    return query
    select e.* from events as e where e.xid >= pg_snapshot_xmax(_since)
    union all
    select e.* from events as e where e.xid = any (array(select pg_snapshot_xip(_since)));
end
$$;
comment on function jobs.events_since is 'Events that can be seen and could not be in a snapshot. Null: none.';
