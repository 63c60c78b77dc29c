create or replace function jobs.prune(
    _completed interval default interval '30 days', _others interval default interval '90 days', _limit integer default 50000
)
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, jobs, pg_temp
as $$
declare
    _partition text;
    _months text[];
    _jobs bigint;
    _some bigint;
    _events bigint;
    _workers bigint;
begin
    -- a month of which all is old enough goes as a whole
    perform set_config('lock_timeout', '3s', true); -- whoever waits for a table's lock holds up all that come after
    _months := array(
        select t.partition::text from ops.time_partitions('jobs.history') as t
        where t.upper_bound <= clock_timestamp() - greatest(_completed, _others));
    foreach _partition in array _months loop
        execute format('drop table %s', _partition);
    end loop;
    delete from history as h using (
        select x.id, x.finished_at from history as x
        where x.finished_at < clock_timestamp() - _completed and x.state = 'completed' limit _limit) as o
    where h.id = o.id and h.finished_at = o.finished_at;
    get diagnostics _jobs = row_count;
    if _jobs < _limit then
        delete from history as h using (
            select x.id, x.finished_at from history as x
            where x.finished_at < clock_timestamp() - _others limit _limit - _jobs) as o
        where h.id = o.id and h.finished_at = o.finished_at;
        get diagnostics _some = row_count;
        _jobs := _jobs + _some;
    end if;
    delete from events where id in (
        select e.id from events as e where e.at < clock_timestamp() - interval '1 hour' order by e.id limit _limit);
    get diagnostics _events = row_count;
    delete from workers as w
    where w.ended_at < clock_timestamp() - interval '7 days'
        and not exists (select from jobs as j where j.worker_id = w.id and j.state = 'running');
    get diagnostics _workers = row_count;
    delete from hourly where hour < clock_timestamp() - interval '1 year';
    delete from daily_times where day < (clock_timestamp() - interval '1 year')::date;
    return jsonb_build_object('done', _jobs < _limit and _events < _limit, 'months', to_jsonb(_months), 'jobs', _jobs,
        'events', _events, 'workers', _workers);
end
$$;
comment on function jobs.prune is $$
History older than it is to be kept goes, whole months at once, the rest in batches; events after an hour, workers after a week

_completed: for how long completed jobs are kept, _others: those that failed, died or were cancelled. At most _limit rows at once:
to be called again while the result says {"done": false}. Sums of hours and days are kept for a year.

@schedulable
$$;
