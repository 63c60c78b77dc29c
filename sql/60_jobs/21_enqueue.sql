create or replace function jobs.enqueue(
    _task text, _args jsonb default '{}', _queue text default 'default', _priority integer default 5,
    _run_at timestamptz default null, _dedup_key text default null, _on_duplicate text default 'keep',
    _max_attempts integer default null, _timeout interval default null, _concurrency_key text default null,
    _key_limit integer default 1, _parent bigint default null, _subject text default null, _user_id bigint default null,
    _hold boolean default false
)
returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _it record;
    _id bigint;
    _waits waits;
begin
    perform jobs.check_job(_priority, _on_duplicate, _max_attempts, _timeout, _key_limit, _task, _args, _run_at, _dedup_key,
        _concurrency_key, _subject);
    loop
        select q.id, q.max_attempts, q.timeout_seconds, l.id as lane into _it
        from queues as q join lanes as l on l.queue_id = q.id and l.priority = _priority
        where q.name = _queue;
        exit when found;
        perform jobs.make_lane(_queue, _priority::smallint);
    end loop;
    if _parent is not null then
        perform jobs.adopt(_parent, 1);
    end if;
    _waits := case when _hold then 'children'::waits when _run_at > clock_timestamp() then 'time'
        when _concurrency_key is not null then 'key' end;
    if _waits is null or _waits = 'key' then
        perform jobs.enter(array[_it.lane]);
    end if;
    loop
        insert into jobs (
            id, seq, lane, queue_id, timeout_seconds, waits, priority, max_attempts, run_at, task, args, dedup_key,
            concurrency_key, key_limit, parent_id, subject, user_id)
        select n.id, n.id, case when _waits is null then _it.lane end, _it.id,
            coalesce(extract(epoch from _timeout)::integer, _it.timeout_seconds), _waits, _priority,
            coalesce(_max_attempts, _it.max_attempts), coalesce(_run_at, now()), _task, coalesce(_args, '{}'), _dedup_key,
            _concurrency_key, case when _concurrency_key is not null then _key_limit end, _parent, _subject, _user_id
        from (select nextval('jobs.place') as id) as n
        on conflict (dedup_key) where dedup_key is not null do nothing
        returning id into _id;
        exit when _id is not null;
        _id := jobs.duplicate(_dedup_key, _on_duplicate, _args, _run_at);
        if _id is not null or _on_duplicate = 'skip' then
            if _parent is not null then
                perform jobs.adopt(_parent, -1); -- the one that is there is no child of it
            end if;
            return _id;
        end if; -- else it ended just now
    end loop;
    if _waits = 'key' then
        insert into key_calls (key) values (_concurrency_key);
    end if;
    if _waits is null or _waits = 'key' then
        perform jobs.wake(array[_it.lane]);
    end if;
    if _subject is not null or _user_id is not null then
        perform jobs.tell(array[_id], 'queued');
    end if;
    return _id;
end
$$;
comment on function jobs.enqueue is $$
Adds a job, in the caller's transaction: it is there when that commits. Returns its number; null where it was skipped.

_priority: 0 (most urgent) to 9. _run_at: not before. _dedup_key: one job a key until it is over; _on_duplicate: keep the
one that is there (its number is returned), replace its arguments and time while it has not started, or skip (null).
_concurrency_key: at most _key_limit jobs of a key run at once. _parent: counts as a child of that job; _hold: waits for its
children (add them with _parent, then it starts by itself). _timeout and _max_attempts: default as the queue has it.
_subject and _user_id: what it is about and for whom; changes of such jobs are told to those who watch them.
$$;

create or replace function jobs.duplicate(_dedup_key text, _on_duplicate text, _args jsonb, _run_at timestamptz)
returns bigint
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    _it record;
begin
    if _on_duplicate = 'replace' then
        update jobs set args = coalesce(_args, '{}'), run_at = coalesce(_run_at, run_at)
        where dedup_key = _dedup_key and state = 'queued'
        returning id, waits into _it;
        if _it.id is not null then
            if _run_at is not null and _it.waits is distinct from 'children' then
                perform jobs.place(array[_it.id]);
            end if;
            return _it.id;
        end if;
    end if;
    return case when _on_duplicate <> 'skip' then (select j.id from jobs as j where j.dedup_key = _dedup_key) end;
end
$$;
comment on function jobs.duplicate is 'What jobs.enqueue does where a job with this key is there. Null: skipped, or it ended meanwhile.';

create or replace function jobs.adopt(_parent bigint, _count integer)
returns void
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
set enable_seqscan = off set enable_bitmapscan = off
as $$
begin
    update jobs set children_open = children_open + _count where id = _parent;
    if not found then
        perform iwm.fail('job_not_found', 'There is no such parent, or it is over.', 'Add children while it waits or runs.',
            'parent');
    end if;
end
$$;
comment on function jobs.adopt is 'So many more children of a job are open.';

create or replace function jobs.check_job(
    _priority integer, _on_duplicate text default 'keep', _max_attempts integer default null, _timeout interval default null,
    _key_limit integer default 1, _task text default 'any', _args jsonb default null, _run_at timestamptz default null,
    _dedup_key text default null, _concurrency_key text default null, _subject text default null
)
returns void
language plpgsql stable
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _field text;
    _message text;
begin
    if _priority between 0 and 9 and _on_duplicate in ('keep', 'replace', 'skip') and coalesce(_max_attempts, 1) between 1 and 100
        and coalesce(_timeout, '1 s') between interval '1 second' and interval '30 days' and coalesce(_key_limit, 0) between 1 and 10000
        and char_length(_task) between 1 and 100 and (_args is null or jsonb_typeof(_args) = 'object')
        and (_run_at is null or _run_at between timestamptz '2000-01-01 00:00+00' and clock_timestamp() + interval '10 years')
        and (_dedup_key is null or char_length(_dedup_key) <= 200)
        and (_concurrency_key is null or char_length(_concurrency_key) <= 200) and (_subject is null or octet_length(_subject) <= 2000)
    then
        return;
    end if;
    select x.field, x.message into _field, _message -- first, so that psql does not show all of this as the context
    from (values
        ('priority', _priority between 0 and 9, 'Priorities go from 0 (most urgent) to 9.'),
        ('on_duplicate', _on_duplicate in ('keep', 'replace', 'skip'), 'on_duplicate is keep, replace or skip.'),
        ('max_attempts', coalesce(_max_attempts, 1) between 1 and 100, 'There may be 1 to 100 attempts.'),
        ('timeout', coalesce(_timeout, '1 s') between interval '1 second' and interval '30 days', 'A job may take 1 second to 30 days.'),
        ('key_limit', coalesce(_key_limit, 0) between 1 and 10000, 'Of a key, 1 to 10000 jobs may run at once.'),
        ('task', char_length(_task) between 1 and 100, 'A task has a name of 1 to 100 characters, as in videos.resize.'),
        ('args', _args is null or jsonb_typeof(_args) = 'object', 'args are a JSON object, as in {"seconds": 1}.'),
        ('run_at', _run_at is null or _run_at between timestamptz '2000-01-01 00:00+00' and clock_timestamp() + interval '10 years',
            'A job may begin from the year 2000 on, and within ten years.'),
        ('dedup_key', coalesce(char_length(_dedup_key), 0) <= 200, 'A dedup_key has at most 200 characters.'),
        ('concurrency_key', coalesce(char_length(_concurrency_key), 0) <= 200, 'A concurrency_key has at most 200 characters.'),
        ('subject', coalesce(octet_length(_subject), 0) <= 2000, 'A subject has at most 2,000 bytes.')
    ) as x(field, fits, message)
    where x.fits is not true limit 1;
    perform iwm.fail('invalid_input', _message, null, _field);
end
$$;
comment on function jobs.check_job is 'Fails with invalid_input where a value of a new job is out of bounds.';

create or replace function jobs.refuse_args()
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
begin
    perform jobs.check_job(5, _args => '[]');
    return null;
end
$$;
comment on function jobs.refuse_args is 'Fails as jobs.check_job does: called in place of arguments that are no object.';

create or replace function jobs.enqueue_many(
    _task text, _args jsonb[], _queue text default 'default', _priority integer default 5,
    _run_at timestamptz default null, _max_attempts integer default null, _timeout interval default null
)
returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _it record;
    _waits constant waits := case when _run_at > clock_timestamp() then 'time'::waits end;
    _count bigint;
begin
    perform jobs.check_job(_priority, 'keep', _max_attempts, _timeout, 1, _task, null, _run_at);
    loop
        select q.id, coalesce(_max_attempts, q.max_attempts) as max_attempts, l.id as lane,
            coalesce(extract(epoch from _timeout)::integer, q.timeout_seconds) as timeout into _it
        from queues as q join lanes as l on l.queue_id = q.id and l.priority = _priority
        where q.name = _queue;
        exit when found;
        perform jobs.make_lane(_queue, _priority::smallint);
    end loop;
    perform jobs.enter(array[_it.lane]);
    insert into jobs (id, seq, lane, queue_id, timeout_seconds, waits, priority, max_attempts, run_at, task, args)
    select n.id, n.id, case when _waits is null then _it.lane end, _it.id, _it.timeout, _waits, _priority,
        _it.max_attempts, coalesce(_run_at, now()), _task,
        case when jsonb_typeof(n.args) = 'object' then n.args else jobs.refuse_args() end
    from (select nextval('jobs.place') as id, a.args from unnest(_args) as a(args) offset 0) as n;
    get diagnostics _count = row_count;
    if _waits is null and _count > 0 then
        perform jobs.wake(array[_it.lane]);
    end if;
    return _count;
end
$$;
comment on function jobs.enqueue_many is 'Adds many jobs of one kind in one statement: a job for each element of _args. Returns how many.';
