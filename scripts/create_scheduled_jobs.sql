-- Sets up the schedules: those of the product that are missing, and a job of pg_cron for each, where that is installed in this
-- database. States of each when it runs and who runs it. Run it as often as you like:
--   psql -d iwm -f scripts/create_scheduled_jobs.sql
-- The load makes all of them; this is for a database where one was removed, or where pg_cron came later.
-- Without pg_cron a worker runs them (iwm worker), or a line of a crontab:
--   * * * * *  psql -d iwm -qAtc 'select ops.tick()'

\set ON_ERROR_STOP on
\set VERBOSITY terse
\pset pager off

do $$
begin
    if to_regproc('ops.create_scheduled_jobs') is null then
        raise exception 'IWM is not installed in this database: run scripts/install.sql first, which makes the schedules';
    end if;
end
$$;

select name, cron, time_zone, state, next_run, run_by, description
from ops.create_scheduled_jobs();
