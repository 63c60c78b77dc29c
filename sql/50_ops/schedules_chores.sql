-- What the schedules of the catalogue and of the house call. A function with @schedulable may be scheduled over HTTP too.
-- One that has more to do than a few seconds answers {"done": false, …} and is called again.

create or replace function ops.update_movie_stats(_most integer default 20000)
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _films integer;
    _people bigint;
    _totals integer;
begin
    -- a film that somebody is changing just now has its turn next time
    with due as (
        select m.id, s.score
        from movies as m join movie_stats as s on s.movie_id = m.id
        where m.siddu_score is distinct from s.score
        limit _most
        for update of m skip locked
    )
    update movies as m set siddu_score = d.score from due as d where m.id = d.id;
    get diagnostics _films = row_count;
    if _films = _most then
        return jsonb_build_object('done', false, 'films', _films);
    end if;
    _people := ops.refresh_person_stats();
    -- locked first: what commits from now on is counted on top by its trigger
    perform from catalogue_totals as t order by t.kind for update;
    update catalogue_totals as t set total = c.total
    from (
        select 'movies' as kind, count(*) as total from movies where deleted_at is null and merged_into is null and not adult
        union all
        select 'people', count(*) from people where deleted_at is null and merged_into is null
    ) as c
    where t.kind = c.kind and t.total <> c.total;
    get diagnostics _totals = row_count;
    return jsonb_build_object('done', true, 'films', _films, 'people', _people, 'totals', _totals);
end
$$;
comment on function ops.update_movie_stats is $$
movies.siddu_score as movie_stats has it, in batches of _most; then what is counted of people, and the totals of the catalogue

Returns {"done", "films", "people", "totals"}: how many rows differed. "done": false asks to be called again.

@schedulable
$$;

create or replace function ops.time_partitions(_parent regclass)
returns table (partition regclass, lower_bound timestamptz, upper_bound timestamptz)
language sql stable
as $$
select i.inhrelid::regclass, b[1]::timestamptz, b[2]::timestamptz
from pg_catalog.pg_inherits as i
join pg_catalog.pg_class as c on c.oid = i.inhrelid
cross join lateral regexp_match(pg_catalog.pg_get_expr(c.relpartbound, c.oid), 'FROM \(''([^'']+)''\) TO \(''([^'']+)''\)') as b
where i.inhparent = _parent and b is not null
order by 2
$$;
comment on function ops.time_partitions is 'The partitions of a table by time, with the times from which and until which they hold.';

create or replace function ops.make_partition(_parent regclass, _name text, _from timestamptz, _until timestamptz)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
set timezone = 'UTC' -- the same bounds, whoever calls
as $$
declare
    -- a partitioned table has no settings of storage of its own: its newest partition says them
    _options constant text := (
        select array_to_string(c.reloptions, ', ') from ops.time_partitions(_parent) as t
        join pg_class as c on c.oid = t.partition
        order by t.upper_bound desc limit 1);
begin
    execute format('create table %s.%I partition of %s for values from (%L) to (%L)%s',
        (select c.relnamespace::regnamespace from pg_class as c where c.oid = _parent), _name, _parent, _from, _until,
        ' with (' || nullif(_options, '') || ')');
end
$$;
comment on function ops.make_partition is 'Makes a partition of a table by time, with the settings of storage (autovacuum) of its newest one.';

create or replace function ops.make_partitions_ahead(_months integer default 3, _years integer default 2)
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $$
declare
    _it record;
    _last record;
    _yearly boolean;
    _name text;
    _names text[] := array[]::text[];
begin
    -- whoever waits for a table's lock holds up all that come after
    perform set_config('lock_timeout', '3s', true);
    for _it in
        select c.oid::regclass as parent, c.relname
        from pg_partitioned_table as p join pg_class as c on c.oid = p.partrelid
        where p.partstrat = 'r' and c.relnamespace = any (array['iwm', 'jobs', 'ops']::regnamespace[])
        order by 1
    loop
        loop
            select t.lower_bound, t.upper_bound into _last from ops.time_partitions(_it.parent) as t order by t.upper_bound desc limit 1;
            exit when _last.upper_bound is null; -- not by time, or without a first one to go by
            _yearly := _last.upper_bound - _last.lower_bound > interval '40 days';
            exit when _last.upper_bound > case when _yearly then date_trunc('year', iwm.now()) + make_interval(years => _years)
                else date_trunc('month', iwm.now()) + make_interval(months => _months) end;
            _name := _it.relname || '_' || to_char(_last.upper_bound, case when _yearly then 'YYYY' else 'YYYY_MM' end);
            perform ops.make_partition(_it.parent, _name, _last.upper_bound,
                _last.upper_bound + case when _yearly then interval '1 year' else interval '1 month' end);
            _names := _names || _name;
        end loop;
    end loop;
    return jsonb_build_object('made', to_jsonb(_names));
end
$$;
comment on function ops.make_partitions_ahead is $$
Makes the partitions of the coming months, or years, of every table that is partitioned by time

A table goes on with the step and the settings of its newest partition. Returns {"made": [names]}.

@schedulable
$$;

create or replace function ops.prune_schedule_runs(_keep interval default '90 days')
returns jsonb
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    _runs integer;
    _details integer := 0;
    _theirs regclass;
    _since constant timestamptz := iwm.now() - _keep;
begin
    delete from ops.schedule_runs as r
    where r.id in (
        select x.id from ops.schedule_runs as x
        where x.slot < _since and x.state not in ('waiting', 'running')
            -- the last one of each stays
            and exists (select from ops.schedule_runs as y where y.name = x.name and y.slot > x.slot)
        order by x.slot limit 50000);
    get diagnostics _runs = row_count;
    if ops.cron_is_here() and has_schema_privilege('cron', 'usage') then
        _theirs := to_regclass('cron.job_run_details');
    end if;
    if has_table_privilege(_theirs, 'delete') then
        -- what could not begin has no time: it is as old as what stands around it
        execute format('delete from %1$s as d
            where d.database = current_database() and (coalesce(d.end_time, d.start_time) < $1
                or coalesce(d.end_time, d.start_time) is null
                and d.runid < (select max(o.runid) from %1$s as o where o.end_time < $1))', _theirs)
        using _since;
        get diagnostics _details = row_count;
    end if;
    return jsonb_build_object('done', _runs < 50000, 'runs', _runs, 'cron_runs', _details);
end
$$;
comment on function ops.prune_schedule_runs is $$
Takes away runs of schedules older than _keep, the last one of each excepted, and what pg_cron notes of its own

Returns {"done", "runs", "cron_runs"}.

@schedulable
$$;
