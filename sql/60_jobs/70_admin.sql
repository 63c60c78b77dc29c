-- What operators do with queues: configure, pause, resume; and how long queues are.

create or replace function jobs.need_queue(_name text)
returns jobs.queues
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _queue jobs.queues;
begin
    select * into _queue from queues as q where q.name = _name for update;
    if _queue.id is null then
        perform iwm.fail('queue_not_found', format('There is no queue %s.', left(_name, 60)),
            'A queue is made by its first job, or by jobs.configure.', 'name');
    end if;
    return _queue;
end
$$;
comment on function jobs.need_queue is 'A queue by its name, locked; or the error queue_not_found.';

create or replace function jobs.configure(_queue text, _changes jsonb)
returns jobs.queues
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _old jobs.queues;
    _new jobs.queues;
    _unknown text;
    _field text;
    _message text;
begin
    if jsonb_typeof(_changes) <> 'object' then
        perform iwm.fail('invalid_input', 'What changes is an object.', 'As in {"max_running": 2}.');
    end if;
    select k into _unknown from jsonb_object_keys(_changes) as k
    where k not in ('max_running', 'max_attempts', 'timeout_seconds', 'backoff_seconds', 'backoff_cap_seconds') limit 1;
    if _unknown is not null then
        perform iwm.fail('invalid_input', format('A queue has no setting %s.', left(_unknown, 60)),
            'max_running, max_attempts, timeout_seconds, backoff_seconds, backoff_cap_seconds.', left(_unknown, 60));
    end if;
    perform jobs.make_lane(_queue, 5::smallint);
    _old := jobs.need_queue(_queue);
    begin
        _new := jsonb_populate_record(_old, _changes);
    exception when data_exception then
        get stacked diagnostics _message = message_text;
        perform iwm.fail('invalid_input', 'The settings of a queue are numbers: ' || _message);
    end;
    select x.field, x.message into _field, _message
    from (values
        ('max_running', coalesce(_new.max_running, 1) > 0, 'max_running is 1 or more, or null: any number.'),
        ('max_attempts', _new.max_attempts between 1 and 100, 'There may be 1 to 100 attempts.'),
        ('timeout_seconds', _new.timeout_seconds between 1 and 2592000, 'A job may take 1 second to 30 days.'),
        ('backoff_seconds', _new.backoff_seconds between 0 and 86400, 'backoff_seconds is at most a day.'),
        ('backoff_cap_seconds', _new.backoff_cap_seconds between 0 and 604800, 'backoff_cap_seconds is at most a week.')
    ) as x(field, fits, message)
    where x.fits is not true limit 1;
    if _field is not null then
        perform iwm.fail('invalid_input', _message, null, _field);
    end if;
    if _new is not distinct from _old then
        return _old;
    end if;
    update queues
    set max_running = _new.max_running, max_attempts = _new.max_attempts, timeout_seconds = _new.timeout_seconds,
        backoff_seconds = _new.backoff_seconds, backoff_cap_seconds = _new.backoff_cap_seconds, version = version + 1,
        -- what runs now is counted by jobs.care, when no claim is under way that does not know of the limit
        limit_xid = case when _new.max_running is null then null when _old.max_running is null then pg_current_xact_id()
            else limit_xid end
    where id = _old.id
    returning * into _new;
    if _new.max_running is null and _old.max_running is not null then
        delete from limited where queue_id = _old.id;
    end if;
    if _new.max_running is distinct from _old.max_running then
        perform pg_notify('iwm_jobs', _queue); -- there may be more room
    end if;
    return _new;
end
$$;
comment on function jobs.configure is $$
Changes settings of a queue, which is made where it is absent: select jobs.configure('videos', '{"max_running": 2}')

max_running: so many of its jobs run at once, on all workers (null: any number); what runs already is not broken off.
max_attempts, timeout_seconds: of its jobs that are added from now on. backoff_seconds: before the second attempt, twice as long
before each that follows, at most backoff_cap_seconds.
$$;

create or replace function jobs.pause(_queue text, _by text default session_user::text)
returns boolean
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
begin
    perform jobs.make_lane(_queue, 5::smallint);
    update queues set paused_at = clock_timestamp(), paused_by = _by where name = _queue and paused_at is null;
    return found;
end
$$;
comment on function jobs.pause is 'No job of the queue, which is made where it is absent, starts until jobs.resume; running ones go on. False where it was paused.';

create or replace function jobs.resume(_queue text)
returns boolean
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
begin
    update queues set paused_at = null, paused_by = null where name = _queue and paused_at is not null;
    if not found then
        return false;
    end if;
    perform jobs.busy(array(select l.id from lanes as l join queues as q on q.id = l.queue_id where q.name = _queue));
    perform pg_notify('iwm_jobs', _queue);
    return true;
end
$$;
comment on function jobs.resume is 'Jobs of a paused queue start again. False where it was not paused.';

create or replace function jobs.queue_counts(_queue_id integer, _most integer default 10000)
returns table (
    ready bigint, running bigint, delayed bigint, blocked bigint, held bigint, estimated boolean, oldest_ready_at timestamptz
)
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _lane record;
    _some record;
    _last bigint;
begin
    ready := 0;
    running := 0;
    estimated := false;
    for _lane in select l.id, l.floor from lanes as l where l.queue_id = _queue_id loop
        -- what runs stands in front of what waits
        select count(*) filter (where x.state = 'queued') as ready, count(*) filter (where x.state = 'running') as running,
            count(*) as rows, min(x.seq) as first, max(x.seq) as last, min(x.run_at) filter (where x.state = 'queued') as oldest
        into _some
        from (select j.state, j.run_at, j.seq from jobs as j where j.lane = _lane.id and j.seq > _lane.floor
            order by j.seq limit _most) as x;
        ready := ready + _some.ready;
        running := running + _some.running;
        oldest_ready_at := least(oldest_ready_at, _some.oldest);
        if _some.rows >= _most then
            estimated := true;
            _last := (select j.seq from jobs as j where j.lane = _lane.id order by j.seq desc limit 1);
            ready := ready + ((_last - _some.last)::numeric * _some.rows / (_some.last - _some.first + 1))::bigint;
        end if;
    end loop;
    -- not waits = …: an index that holds those of all queues would fit that as well
    delayed := (select count(*) from (
        select from jobs as j where j.queue_id = _queue_id and j.waits between 'time' and 'time' limit _most) as x);
    blocked := (select count(*) from (
        select from jobs as j where j.queue_id = _queue_id and j.waits between 'key' and 'key' limit _most) as x);
    held := (select count(*) from (
        select from jobs as j where j.queue_id = _queue_id and j.waits between 'children' and 'children' limit _most) as x);
    estimated := estimated or greatest(delayed, blocked, held) >= _most;
    return next;
end
$$;
comment on function jobs.queue_counts is $$
How long a queue is: ready to start, running, delayed, waiting for their key, for their children

Counted up to _most in each lane. Beyond that, estimated is true: of what is ready, the rest of the lane is taken to be as dense in
places as what was counted (exact where the jobs of a lane were added together); of what waits, _most stands for that or more.
$$;
