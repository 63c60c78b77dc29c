-- Builds the whole database with psql alone, or brings it up to date: extensions, migrations, sql/.
-- From the root folder of the project:
--   createdb iwm && psql -d iwm -f scripts/install.sql
-- It hands the same files to the same functions of schema ops as `iwm db load` does; the two can take turns.
-- It needs a shell with find, sort and sed on the machine where psql runs, and psql 15 or newer.

\set ON_ERROR_STOP on
\set QUIET on
\set VERBOSITY terse
\pset pager off
set client_encoding = 'UTF8';
set statement_timeout = 0;

\set here `[ -f sql/90_privileges.sql ] && [ -f scripts/lib/files_to_csv.sh ] && echo yes || echo no`
\if :here
\else
    do $$ begin
        raise exception 'start psql in the root folder of the project, the one that holds sql/ and migrations/';
    end $$;
\endif

-- one loader at a time, whichever it is
select pg_advisory_lock(491913175) \gset ignored_

\echo '== extensions'
set client_min_messages = warning;
\ir enable_extensions.sql

create temp table iwm_source (path text, content text);
\copy iwm_source from program 'sh scripts/lib/files_to_csv.sh' with (format csv)
update iwm_source set content = replace(content, E'\r\n', E'\n');

\echo '== migrations'
create temp table iwm_recorded (id text, sha256 text);
select to_regclass('ops.migrations') is not null as installed \gset
\if :installed
    insert into iwm_recorded select id, sha256 from ops.migrations;
\endif
create temp view iwm_migrations as
select path, content, substring(path from 'migrations/(.*)\.sql$') as id,
    encode(sha256(convert_to(content, 'UTF8')), 'hex') as sha256
from iwm_source where path like 'migrations/%.sql';

do $$
declare
    _it record;
begin
    for _it in
        select m.path from iwm_recorded as r join iwm_migrations as m using (id) where m.sha256 <> r.sha256
    loop
        raise exception '% was edited after it was applied to this database', _it.path
            using hint = 'Put it back (git checkout) and write the change as a new migration.';
    end loop;
    for _it in select r.id from iwm_recorded as r where r.id not in (select id from iwm_migrations) loop
        raise exception 'the database has the migration %, and migrations/ does not', _it.id
            using hint = 'The database is newer than these files. Bring the files up to date.';
    end loop;
    for _it in
        select split_part(line, '  ', 1) as sha256, split_part(line, '  ', 2) as name
        from iwm_source cross join lateral regexp_split_to_table(content, E'\n') as line
        where path = 'migrations/frozen.txt' and line ~ '^[0-9a-f]{64}  '
    loop
        if not exists (select from iwm_migrations as m where m.id || '.sql' = _it.name and m.sha256 = _it.sha256) then
            raise exception 'migrations/% is released, and was edited or is gone', _it.name
                using hint = 'Put it back (git checkout) and write the change as a new migration.';
        end if;
    end loop;
end
$$;

select to_regproc('ops.note_missing_indexes') is not null as can_note \gset
\if :can_note
    select ops.note_missing_indexes() \gset ignored_
\endif

set client_min_messages = notice;
set lock_timeout = '10s';
-- each in a transaction of its own, with its record; the line of an error is the line of the file
select format('do $do$ begin raise notice %L; end $do$', 'migrating ' || m.path),
    case when m.content ~ '^\s*--\s*transactional:\s*false' then m.content else
        'begin; ' || m.content || format(
            E'\n;insert into ops.migrations (id, sha256, applied_by) values (%L, %L, ''psql'');\ncommit;',
            m.id, m.sha256)
    end,
    case when m.content ~ '^\s*--\s*transactional:\s*false' then
        format('insert into ops.migrations (id, sha256, applied_by) values (%L, %L, ''psql'')', m.id, m.sha256)
    end
from iwm_migrations as m
where m.id not in (select id from iwm_recorded)
order by m.path collate "C" \gexec

\echo '== sql/'
\set version `sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml`
begin;
-- the loader itself, when it changed: the old one goes whole, so that its signatures may change too
select exists (
    select from (
        select path, encode(sha256(convert_to(rtrim(content, E'\n') || E'\n', 'UTF8')), 'hex') as digest
        from iwm_source where path like 'sql/00_loader/%'
    ) as s
    full join (select path, digest from ops.loaded_files where path like 'sql/00_loader/%') as l using (path)
    where l.digest is distinct from s.digest
    union all
    select from ops.loaded_objects where path like 'sql/00_loader/%' and to_regproc(name) is null
) as loader_changed \gset
\if :loader_changed
\else
    select exists (select from ops.changed_objects() where path like 'sql/00_loader/%') as loader_changed \gset
\endif
\if :loader_changed
    select format('drop routine %s', p.oid::regprocedure)
    from pg_proc as p
    inner join ops.loaded_objects as o on o.path like 'sql/00_loader/%'
        and o.name = p.pronamespace::regnamespace || '.' || p.proname \gexec
    select content from iwm_source where path like 'sql/00_loader/%' order by path collate "C" \gexec
\endif
select ops.load_begin(:'version') \gset ignored_
select count(ops.load_file(path, content)) as files from iwm_source where path like 'sql/%.sql' \gset
select ops.load_end() as report \gset
commit;

select format('%s files, %s changed; objects: %s made, %s replaced, %s dropped', r -> 'files',
    jsonb_array_length(r -> 'changed'), jsonb_array_length(r -> 'created'), jsonb_array_length(r -> 'replaced'),
    jsonb_array_length(r -> 'dropped')) as "loaded"
from (select (:'report')::jsonb as r) as report;
select pg_advisory_unlock(491913175) \gset ignored_
drop view iwm_migrations;
drop table iwm_source, iwm_recorded;
\echo 'Ready. Try:  select title, year from movies where title % ''Intersteller'';   (in a new session)'
