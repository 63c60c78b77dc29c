create or replace function jobs.enqueue_batch(_jobs jsonb)
returns bigint[]
language plpgsql volatile security definer
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _job jsonb;
    _ids bigint[] := '{}'::bigint[];
begin
    if jsonb_typeof(_jobs) is distinct from 'array' then
        perform iwm.fail('invalid_input', 'jobs must be an array of objects.', 'As in [{"task": "system.noop"}].', 'jobs');
    end if;
    for _job in select j from jsonb_array_elements(_jobs) as j loop
        _ids := _ids || jobs.enqueue_one(_job, null, 1);
    end loop;
    return _ids;
end
$$;
comment on function jobs.enqueue_batch is $$
Adds different jobs at once, with children: their numbers in the order given; null where one was skipped

Each is an object of what jobs.enqueue takes: task, args, queue, priority, run_at (a time) or delay_seconds, dedup_key,
on_duplicate, max_attempts, timeout_seconds, concurrency_key, key_limit, subject, user_id; and children, an array of the same: the
job starts when these are over.
$$;

create or replace function jobs.enqueue_one(_job jsonb, _parent bigint, _depth integer)
returns bigint
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _it record;
    _child jsonb;
    _id bigint;
    _unknown text;
begin
    if jsonb_typeof(_job) <> 'object' or jsonb_typeof(_job -> 'task') is distinct from 'string' or _depth > 10
        or jsonb_typeof(_job -> 'children') not in ('array', 'null') or jsonb_typeof(_job -> 'args') not in ('object', 'null')
    then
        perform iwm.fail('invalid_input', 'A job is an object with a task, args that are an object, children that are an array.',
            'As in {"task": "system.noop", "args": {}, "children": []}; at most ten generations.', 'jobs');
    end if;
    select k into _unknown from jsonb_object_keys(_job) as k
    where k not in ('task', 'args', 'queue', 'priority', 'run_at', 'delay_seconds', 'dedup_key', 'on_duplicate', 'max_attempts',
        'timeout_seconds', 'concurrency_key', 'key_limit', 'subject', 'user_id', 'children') limit 1;
    if _unknown is not null then
        perform iwm.fail('invalid_input', format('A job has no %s.', left(_unknown, 60)), null, 'jobs');
    end if;
    if jsonb_array_length(coalesce(nullif(_job -> 'children', 'null'), '[]')) > 0 and _job ->> 'dedup_key' is not null then
        perform iwm.fail('invalid_input', 'A job with children has no dedup_key.', 'The one that is there has children of its own.',
            'jobs');
    end if;
    select * into _it from jsonb_to_record(_job) as x(
        task text, args jsonb, queue text, priority integer, run_at timestamptz, delay_seconds double precision, dedup_key text,
        on_duplicate text, max_attempts integer, timeout_seconds integer, concurrency_key text, key_limit integer, subject text,
        user_id bigint, children jsonb);
    _it.children := coalesce(nullif(_it.children, 'null'), '[]');
    _id := jobs.enqueue(_it.task, coalesce(nullif(_it.args, 'null'), '{}'), coalesce(_it.queue, 'default'), coalesce(_it.priority, 5),
        coalesce(_it.run_at, clock_timestamp() + make_interval(secs => _it.delay_seconds)), _it.dedup_key,
        coalesce(_it.on_duplicate, 'keep'), _it.max_attempts, make_interval(secs => _it.timeout_seconds), _it.concurrency_key,
        coalesce(_it.key_limit, 1), _parent, _it.subject, _it.user_id, jsonb_array_length(_it.children) > 0);
    for _child in select c from jsonb_array_elements(_it.children) as c loop
        perform jobs.enqueue_one(_child, _id, _depth + 1);
    end loop;
    -- each of its children was a duplicate: nobody will end and let it start
    if jsonb_array_length(_it.children) > 0 and exists (
        select from jobs.jobs as j where j.id = _id and j.waits = 'children' and j.children_open = 0)
    then
        perform jobs.place(array[_id]);
    end if;
    return _id;
end
$$;
comment on function jobs.enqueue_one is 'Adds one job of jobs.enqueue_batch, with its children. Returns its number.';
