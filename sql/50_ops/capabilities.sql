-- The list stands in scripts/enable_extensions.sql too, which runs before there is anything to read it from.
create or replace view ops.capabilities as
select c.extension, a.default_version as available, e.extversion as installed,
    e.extnamespace::regnamespace::text as schema, c.required, e.oid is not null as present, c.serves, c.without,
    case when e.oid is not null then c.serves
        else format('%s: %s; without it, %s', case when c.required then 'needed' else 'optional' end, c.serves, c.without)
    end as meaning
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
) as c(extension, required, for_tests, serves, without)
left join pg_available_extensions as a on a.name = c.extension
left join pg_extension as e on e.extname = c.extension;
comment on view ops.capabilities is
'Extensions that IWM knows: available (version of the server''s package), installed, what each serves, what is done without it.';
