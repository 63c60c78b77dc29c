-- Makes the indexes that are missing, and states of each whether it exists or was made, and which query it serves.
-- Run it as often as you like:
--   psql -d iwm -f scripts/create_indexes.sql
-- The migrations make all of them; this is for a database where one was dropped, say for a large import.
-- It builds within one transaction and holds up writers of a table while it does.

\set ON_ERROR_STOP on
\set VERBOSITY terse

do $$
begin
    if to_regproc('ops.create_indexes') is null then
        raise exception 'IWM is not installed in this database: run scripts/install.sql first, which makes every index';
    end if;
end
$$;

select index_name, table_name, state, serves
from ops.create_indexes();
