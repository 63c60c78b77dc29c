create or replace function ops.make_partitions(_parent regclass, _ahead integer default 3, _behind integer default 0)
returns integer
language plpgsql volatile
set search_path = pg_catalog, pg_temp
set timezone = 'UTC' -- the same bounds, whoever calls
as $$
declare
    _month date;
    _name text;
    _count integer := 0;
begin
    for _month in
        select m::date from generate_series(
            date_trunc('month', now()) - make_interval(months => _behind),
            date_trunc('month', now()) + make_interval(months => _ahead), interval '1 month') as m
    loop
        _name := format('%s_%s', (select c.relname from pg_class as c where c.oid = _parent), to_char(_month, 'YYYY_MM'));
        if to_regclass(format('%s.%I', (select c.relnamespace::regnamespace from pg_class as c where c.oid = _parent), _name)) is null then
            perform ops.make_partition(_parent, _name, _month::timestamptz, _month + interval '1 month');
            _count := _count + 1;
        end if;
    end loop;
    return _count;
end
$$;
comment on function ops.make_partitions is 'Makes the monthly partitions of a table, from _behind months ago to _ahead months from now. Returns how many were absent.';

do $$
declare
    _partition text;
    -- rows only come: after each 2 million of them a vacuum is enough, one at each fifth more would never end
    _options constant text[] := '{autovacuum_vacuum_insert_scale_factor=0.0,autovacuum_vacuum_insert_threshold=2000000,'
        'autovacuum_analyze_threshold=500000}';
begin
    perform ops.make_partitions('jobs.history');
    for _partition in
        select c.oid::regclass::text from pg_inherits as i join pg_class as c on c.oid = i.inhrelid
        where i.inhparent = 'jobs.history'::regclass and not coalesce(c.reloptions, '{}') @> _options
    loop
        execute format('alter table %s set (%s)', _partition, array_to_string(_options, ', '));
    end loop;
end
$$;
