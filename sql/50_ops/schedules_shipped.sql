-- The schedules of the tables that are there. An area brings its own with its tables: a file sql/50_ops/schedules_<area>.sql with
-- a function ops.ship_<area>_schedules() and the call of it.

create or replace function ops.ship_base_schedules()
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform ops.ship_schedule('vacuum-analyze', '0 4 * * 1', 'vacuum', 'vacuum (analyze)',
        'Vacuum and analyze: takes away dead rows, renews what the planner knows.', _timeout => '6 hours');
    perform ops.ship_schedule('update-movie-stats', '0 5 * * *', 'sql', 'select ops.update_movie_stats()',
        'Scores of films for psql, counts of people, totals of the catalogue.');
    perform ops.ship_schedule('daily-backup', '0 3 * * *', 'command', 'system.backup',
        'A backup of the database. Switched off: there is no task system.backup yet.', false, _timeout => '6 hours');
    perform ops.ship_schedule('cleanup-sessions', '0 * * * *', 'sql', 'select ops.cleanup_sessions()',
        'Sessions, links, keys and mails that are over; accounts whose time of grace is over.', _timeout => '10 minutes');
    perform ops.ship_schedule('make-partitions', '30 1 * * *', 'sql', 'select ops.make_partitions_ahead()',
        'Partitions of the coming three months, or two years.', _timeout => '5 minutes');
    perform ops.ship_schedule('prune-jobs', '20 * * * *', 'sql', 'select jobs.prune()',
        'Jobs that are over (30 days; 90 where they failed), events (an hour), workers (a week).', _timeout => '10 minutes');
    perform ops.ship_schedule('prune-schedule-runs', '40 2 * * *', 'sql', 'select ops.prune_schedule_runs()',
        'Old runs of schedules (90 days).', _timeout => '10 minutes');
end
$$;
comment on function ops.ship_base_schedules is 'The schedules of the catalogue, of accounts, of jobs and of the house.';

create or replace function ops.create_scheduled_jobs()
returns table (name text, cron text, time_zone text, state text, next_run timestamptz, run_by text, description text)
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    _before constant text[] := array(select s.name from ops.schedules as s);
    _area text;
    _sync constant regproc := to_regproc('ops.sync_cron'); -- of sql/optional/pg_cron
begin
    for _area in
        select p.proname from pg_proc as p
        where p.pronamespace = 'ops'::regnamespace and p.proname ~ '^ship_[a-z_]+_schedules$' and p.pronargs = 0 order by 1
    loop
        execute format('select ops.%I()', _area);
    end loop;
    if exists (select from pg_extension as e where e.extname = 'pg_cron') then
        if _sync is null then
            raise exception 'pg_cron is installed, and what IWM does with it is not loaded yet'
                using hint = 'Load again: iwm db load, or psql -f scripts/install.sql.';
        end if;
        execute format('select %s()', _sync);
    end if;
    return query
    select s.name, s.cron, s.time_zone,
        case when s.name = any (_before) then 'exists' else 'made' end || case when s.enabled then '' else ', off' end, s.next_slot,
        case when s.carried and ops.cron_is_here() then 'pg_cron' else 'a worker, or psql' end,
        s.description
    from ops.schedules as s order by s.name;
end
$$;
comment on function ops.create_scheduled_jobs is
'Makes the schedules of the product that are missing, and the jobs of pg_cron for all of them; states of each when and by whom it runs.';

do $$ begin perform ops.ship_base_schedules(); end $$;
