-- Looking for jobs: one by its public id, many by what they are, newest first. What waits and runs and what is over is one list.

create or replace view jobs.all_jobs as
select j.id, jobs.public_id(j.id, j.created_at) as public_id, j.queue_id, j.task, j.state, j.waits, j.priority, j.attempt,
    j.max_attempts, j.progress, j.message, j.created_at, j.run_at, j.started_at, null::timestamptz as finished_at,
    j.cancel_requested_at, j.timeout_seconds, j.worker_id, j.args, null::jsonb as result, j.errors, j.subject, j.user_id,
    j.parent_id, j.children_open, j.concurrency_key, j.dedup_key
from jobs.jobs as j
union all
select h.id, jobs.public_id(h.id, h.created_at), h.queue_id, h.task, h.state, null, h.priority, h.attempt, h.max_attempts,
    h.progress, h.message, h.created_at, h.run_at, h.started_at, h.finished_at, null, h.timeout_seconds, h.worker_id, h.args,
    h.result, h.errors, h.subject, h.user_id, h.parent_id, 0, h.concurrency_key, h.dedup_key
from jobs.history as h;
comment on view jobs.all_jobs is 'All jobs, those that are over too. Ask by id, subject, user_id or parent_id, or for a time of finished_at.';

create or replace view jobs.recent as
select a.public_id, q.name as queue, a.task, a.state, a.waits, a.priority, a.attempt, a.progress, a.message, a.subject,
    a.created_at, a.started_at, a.finished_at, a.started_at - greatest(a.run_at, a.created_at) as waited,
    a.finished_at - a.started_at as ran,
    a.errors -> -1 ->> 'error' as last_error, a.args, a.result
from jobs.all_jobs as a
inner join jobs.queues as q on q.id = a.queue_id
where a.finished_at is null or a.finished_at > now() - interval '1 day';
comment on view jobs.recent is 'Jobs that wait, run, or ended within a day, for reading: select * from jobs.recent where task = … order by created_at desc limit 20.';

create or replace function jobs.find(_public_id text)
returns jobs.all_jobs
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _id constant bigint := jobs.id_of(_public_id);
    _job all_jobs;
begin
    select * into _job from all_jobs as a where a.id = _id order by a.finished_at desc nulls first limit 1;
    -- the number alone is not the id: the time before it belongs to it
    return case when _job.public_id = _public_id then _job end;
end
$$;
comment on function jobs.find is 'A job by its public id, wherever it is; null where there is none.';

create or replace function jobs.find_shown(_text text)
returns jobs.all_jobs
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _end constant text := substring(lower(btrim(_text)) from '^(?:…|\.\.\.)?([0-9a-f]{16})$');
    _id constant bigint := jobs.id_of('job_000000000000' || _end);
    _job all_jobs;
begin
    if _end is null then
        return jobs.find(lower(btrim(_text)));
    end if;
    select * into _job from all_jobs as a where a.id = _id order by a.finished_at desc nulls first limit 1;
    return _job;
end
$$;
comment on function jobs.find_shown is 'A job by its public id, or by the end of it that lists show: the last 16 digits, which are its number.';

create or replace function jobs.id_at(_time timestamptz)
returns bigint
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _low bigint := 0;
    _high bigint := (select p.last_value from place as p);
    _middle bigint;
    _created timestamptz;
begin
    -- a transaction takes its numbers after its time, and may be long
    while _high - _low > 1000 loop
        _middle := (_low + _high) / 2;
        _created := coalesce((select h.created_at from history as h where h.id <= _middle order by h.id desc limit 1), '-infinity');
        if _created > _time + interval '1 hour' then
            _high := _middle;
        else
            _low := _middle;
        end if;
    end loop;
    return _high;
end
$$;
comment on function jobs.id_at is 'A number that jobs added before a time do not have, as small as can be said quickly.';

create or replace function jobs.search(
    _before bigint, _limit integer, _states jobs.state[] default null, _queue text default null, _task text default null,
    _text text default null, _subject text default null, _user_id bigint default null, _since timestamptz default null,
    _until timestamptz default null, _scan integer default 20000
)
returns table (ids bigint[], next_before bigint)
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off set plan_cache_mode = force_custom_plan
as $$
declare
    _over constant boolean := _states is null or _states && '{completed,failed,dead,cancelled}';
    _open constant boolean := _states is null or _states && '{queued,running}';
    _queue_id constant integer := case when _queue is not null then coalesce((select q.id from queues as q where q.name = _queue), 0) end;
    _where text := '';
    _fits text;
    _source text;
    _some bigint[];
    _cut bigint := 0; -- nothing before this was looked at
    _end bigint;
begin
    ids := '{}';
    _before := least(_before, case when _until is not null then jobs.id_at(_until) end);
    -- by index, newest first
    _where := case when _user_id is not null then ' and j.user_id = $8' when _subject is not null then ' and j.subject = $7' else '' end;
    -- of those that are read
    _fits := concat(
        case when _states is not null then ' and j.state = any ($3)' end, case when _queue_id is not null then ' and j.queue_id = $4' end,
        case when _task is not null then ' and j.task = $5' end, case when _subject is not null then ' and j.subject = $7' end,
        case when _since is not null then ' and j.created_at >= $9' end, case when _until is not null then ' and j.created_at < $10' end,
        case when _text is not null then ' and (strpos(lower(concat_ws(E''\n'', j.task, j.subject, j.message)), $6) > 0
            or strpos(lower(j.args::text), $6) > 0 or strpos(lower(j.errors::text), $6) > 0)' end);
    foreach _source in array array['jobs.jobs', 'jobs.history'] loop
        continue when not case _source when 'jobs.jobs' then _open else _over end;
        if _source = 'jobs.jobs' and _states = '{running}' then
            -- in front of their lanes, before all that waits
            execute 'select array(select j.id from jobs.lanes as l cross join lateral (
                    select x.* from jobs.jobs as x where x.lane = l.id and x.seq > l.floor order by x.seq limit 5000) as j
                where j.id < $1' || _where || _fits || ' order by j.id desc limit $2)'
            into _some using _before, _limit + 1, _states, _queue_id, _task, lower(_text), _subject, _user_id, _since, _until;
        else
            if _source = 'jobs.history' and not _states && '{completed,queued,running}' then
                _where := _where || ' and j.state <> ''completed'' and j.state = any ($3)';
            end if;
            execute format('select array(select j.id from (select j.* from %s as j where j.id < $1%s order by j.id desc limit $11) as j
                where true%s order by j.id desc limit $2)', _source, _where, _fits)
            into _some using _before, _limit + 1, _states, _queue_id, _task, lower(_text), _subject, _user_id, _since, _until, _scan;
            if cardinality(_some) <= _limit then
                execute format('select j.id from %s as j where j.id < $1%s order by j.id desc offset $11 - 1 limit 1', _source, _where)
                into _end using _before, _limit + 1, _states, _queue_id, _task, lower(_text), _subject, _user_id, _since, _until, _scan;
                _cut := greatest(_cut, coalesce(_end, 0));
            end if;
        end if;
        ids := ids || _some;
    end loop;
    -- of two lists of which one was read further than the other, only what lies within both is in its right order
    ids := array(select distinct i from unnest(ids) as i where i >= _cut order by i desc limit _limit + 1);
    next_before := case when cardinality(ids) > _limit then ids[_limit] when _cut > 0 then _cut end;
    ids := ids[:_limit];
    return next;
end
$$;
comment on function jobs.search is $$
Numbers of jobs, newest first, before _before: in these states, of a queue, a task, about something, for a user, with a text

Reads at most _scan jobs of each table: where it did not find _limit among them, next_before says from where to go on (null: that was
all). _text: part of task, subject, message, arguments or errors, in any case.
$$;

create or replace function jobs.list(
    _states jobs.state[] default null, _queue text default null, _task text default null, _text text default null,
    _subject text default null, _user_id bigint default null, _since timestamptz default null, _until timestamptz default null,
    _limit integer default 20
)
returns setof jobs.all_jobs
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _before bigint := 9223372036854775807;
    _left integer := _limit;
    _found record;
begin
    while _left > 0 and _before is not null loop
        select * into _found from jobs.search(
            _before, _left, _states, _queue, _task, _text, _subject, _user_id, _since, _until);
        return query select a.* from all_jobs as a where a.id = any (_found.ids) order by a.id desc;
        _left := _left - cardinality(_found.ids);
        _before := _found.next_before;
    end loop;
end
$$;
comment on function jobs.list is
'The newest jobs in these states, of a queue, a task …, as jobs.search takes them: for psql, it reads as far as it needs to.';
