-- Enables the extensions that this server has, in schema extensions, and states what is on, what is absent and what
-- that means. Run it as often as you like:
--   psql -d iwm -f scripts/enable_extensions.sql
-- Those that only tests need (plpgsql_check, pgtap, hypopg) are made when asked for:
--   PGOPTIONS='-c iwm.test_extensions=on' psql -d iwm -f scripts/enable_extensions.sql

create schema if not exists extensions;

-- ops.capabilities has the same list: it is what a DBA asks later
create or replace temp view iwm_extensions as
select w.name, w.required, w.for_tests, w.serves, w.without
from (values
    ('pg_trgm', true, false, 'search with typing errors, titles like another', 'nothing works'),
    ('hstore', true, false, 'the audit log: what changed in a row', 'nothing works'),
    ('unaccent', true, false, 'search without regard to accents', 'nothing works'),
    ('pg_stat_statements', true, false, 'statistics of statements', 'the monitoring views of statements are empty'),
    ('pgcrypto', false, false, 'encryption in queries of yours', 'nothing of IWM is missing'),
    ('vector', false, false, 'similarity by embedding', 'similarity goes by genres, people and keywords'),
    ('postgis', false, false, 'distances and areas on the globe', 'distances come from a formula in SQL'),
    ('pg_cron', false, false, 'schedules run by the database', 'the worker, or a crontab with psql, runs the schedules'),
    ('pg_partman', false, false, 'partitions made ahead by pg_partman', 'functions of ops make the partitions ahead'),
    ('plpgsql_check', false, true, 'what the tests find out about function bodies', 'the tests leave that out'),
    ('pgtap', false, true, 'tests written in SQL', 'the tests run from pytest alone'),
    ('hypopg', false, true, 'trying an index without making it', 'an index is tried by making it')
) as w(name, required, for_tests, serves, without);

do $$
declare
    _it record;
    _reason text;
begin
    for _it in
        select w.*, a.name is not null as available, e.oid is not null as installed, e.extnamespace, e.extowner
        from pg_temp.iwm_extensions as w
        left join pg_available_extensions as a using (name)
        left join pg_extension as e on e.extname = w.name
        where not w.for_tests or current_setting('iwm.test_extensions', true) = 'on' or e.oid is not null
        order by w.required desc, w.for_tests, w.name
    loop
        _reason := null;
        begin
            if not _it.available then
                _reason := 'its files are not on the server (a package such as postgresql-contrib)';
            elsif _it.installed and _it.name <> 'pg_cron' and _it.extnamespace <> 'extensions'::regnamespace then
                execute format('alter extension %I set schema extensions', _it.name);
            elsif _it.installed then
                null;
            elsif _it.name = 'pg_cron' then
                -- one database of a server may hold it, and only where it was preloaded
                if current_setting('cron.database_name', true) = current_database() then
                    create extension pg_cron;
                end if;
            else
                execute format('create extension %I schema extensions', _it.name);
            end if;
        exception
            when insufficient_privilege then
                _reason := format('%s may not: a superuser has to say "create extension %s schema extensions"',
                    current_user, _it.name);
                -- not trusted, so an owner who is no superuser goes on without statistics until somebody does that
                _it.required := _it.required and _it.name <> 'pg_stat_statements';
            when duplicate_object or unique_violation then
                null; -- another session made it at this moment
            when feature_not_supported or undefined_file or object_not_in_prerequisite_state then
                _reason := sqlerrm;
        end;
        if _reason is not null and _it.required and not (_it.installed and _it.available) then
            raise exception 'IWM needs the extension %, and it cannot be enabled: %', _it.name, _reason;
        elsif _reason is not null and _it.available then
            raise warning 'extension % is left as it is: %', _it.name, _reason;
        end if;
    end loop;
end
$$;

select w.name as extension,
    case when e.oid is not null then 'on' when a.name is not null then 'off' else 'absent' end as state,
    coalesce(e.extversion, a.default_version) as version,
    case
        when e.oid is not null then w.serves
        when w.for_tests then 'only for tests: ' || w.serves
        when w.name = 'pg_cron' and a.name is not null
            then 'only in the database that cron.database_name names, and preloaded; without it, ' || w.without
        when a.name is not null then 'could not be enabled; without it, ' || w.without
        else 'without it, ' || w.without
    end as meaning
from pg_temp.iwm_extensions as w
left join pg_available_extensions as a using (name)
left join pg_extension as e on e.extname = w.name
order by w.required desc, w.for_tests, w.name;
