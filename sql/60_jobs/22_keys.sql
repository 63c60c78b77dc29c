-- Concurrency keys. A job with a key waits behind it until one that holds it ends; jobs.keys counts those that hold it:
-- they stand in a lane or run. Who adds a job leaves a call, since others may hold the count; who claims answers it.

create or replace function jobs.admit_key(_key text)
returns integer
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _active integer;
    _ids bigint[] := '{}'::bigint[];
    _lanes integer[];
    _count integer := 0;
    _it record;
begin
    loop
        select k.active into _active from keys as k where k.key = _key for update;
        exit when found;
        insert into keys (key) values (_key) on conflict (key) do nothing;
    end loop;
    -- the limit is that of the job: one whose limit is reached does not hold up one behind it that allows more
    for _it in
        select j.id, j.key_limit from jobs as j where j.concurrency_key = _key and j.waits = 'key'
        order by j.priority, j.seq limit 100 for update skip locked
    loop
        if _active + _count < _it.key_limit then
            _ids := _ids || _it.id;
            _count := _count + 1;
        end if;
    end loop;
    if _count > 0 then
        update keys set active = active + _count where key = _key;
        perform jobs.enter((select array_agg(distinct l.id) from jobs as j
            join lanes as l on l.queue_id = j.queue_id and l.priority = j.priority where j.id = any (_ids)));
        with admitted as (
            update jobs as j
            set waits = null, seq = nextval('jobs.place'), lane = (
                select l.id from lanes as l where l.queue_id = j.queue_id and l.priority = j.priority)
            where j.id = any (_ids)
            returning j.lane
        )
        select array_agg(distinct a.lane) into _lanes from admitted as a;
        perform jobs.wake(_lanes);
    elsif _active = 0 then
        delete from keys where key = _key;
    end if;
    -- there is room, and one waits that somebody else holds just now: it is asked for again
    if exists (
        select from (select j.key_limit from jobs as j where j.concurrency_key = _key and j.waits = 'key'
            order by j.priority, j.seq limit 100) as x
        where x.key_limit > _active + _count)
    then
        insert into key_calls (key) values (_key);
    end if;
    return _count;
end
$$;
comment on function jobs.admit_key is 'Lets jobs start that wait for a key, as many as there is room for. Returns how many.';

create or replace function jobs.admit(_limit integer default 500)
returns integer
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _key text;
    _count integer := 0;
begin
    for _key in
        with found as materialized (
            select c.id, c.key from key_calls as c order by c.id limit 20 * _limit for update skip locked
        ), chosen as (
            select distinct f.key from found as f limit _limit
        ), taken as (
            delete from key_calls where id = any (array(select f.id from found as f join chosen as c on c.key = f.key))
        )
        select c.key from chosen as c order by 1
    loop
        _count := _count + jobs.admit_key(_key);
    end loop;
    return _count;
end
$$;
comment on function jobs.admit is 'Answers calls of jobs that were added with a key, of so many keys. Returns how many jobs may start.';

create or replace function jobs.free_keys(_keys text[])
returns void
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _it record;
begin
    -- in the order of the keys, as jobs.admit takes them
    for _it in select u.key, count(*)::integer as count from unnest(_keys) as u(key) group by 1 order by 1 loop
        update keys set active = greatest(active - _it.count, 0) where key = _it.key;
        perform jobs.admit_key(_it.key);
    end loop;
end
$$;
comment on function jobs.free_keys is 'Jobs that held these keys hold them no more (a key as often as it is given): the next ones may start.';
