-- Who may do what. Last, and again after every change: it gives to each role what is there by then.
-- iwm_app executes functions of api and nothing else; it has not one table privilege.

do $$
declare
    _it record;
    _has_app constant boolean := to_regrole('iwm_app') is not null;
    _has_worker constant boolean := to_regrole('iwm_worker') is not null;
    _has_readonly constant boolean := to_regrole('iwm_readonly') is not null;
begin
    for _it in
        select r.name, r.login from (values ('iwm_app', 'login'), ('iwm_worker', 'login'), ('iwm_readonly', 'nologin'))
            as r(name, login)
        where to_regrole(r.name) is null
    loop
        raise warning 'role % is absent and % may not create it; ask for: create role % %; then load again',
            _it.name, current_user, _it.name, _it.login;
    end loop;
    -- A server of yours: the HTTP layer and the worker come in as the owner and act as iwm_app and iwm_worker.
    for _it in
        select r.name, r.setting from (values ('iwm_app', 'IWM_APP_DATABASE_URL'), ('iwm_worker', 'IWM_WORKER_DATABASE_URL'))
            as r(name, setting)
        where to_regrole(r.name) is not null and not pg_has_role(current_user, r.name, 'set')
    loop
        begin
            execute format('grant %I to %I with inherit false, set true', _it.name, current_user);
        exception when insufficient_privilege then
            raise warning '% may not act as %; ask for: grant % to %; or set %', current_user, _it.name, _it.name, current_user,
                _it.setting;
        end;
    end loop;
    if _has_app then
        grant usage on schema api to iwm_app;
        for _it in
            select p.oid::regprocedure as name from pg_proc as p
            where p.pronamespace = 'api'::regnamespace and not has_function_privilege('iwm_app', p.oid, 'execute')
        loop
            execute format('grant execute on routine %s to iwm_app', _it.name);
        end loop;
    end if;

    if _has_worker then
        grant usage on schema jobs, ops to iwm_worker;
        for _it in
            select p.oid::regprocedure as name from pg_proc as p
            where (p.pronamespace = 'jobs'::regnamespace or p.pronamespace = 'ops'::regnamespace
                    and p.proname in ('due', 'take_run', 'perform_run', 'finish_run'))
                and not has_function_privilege('iwm_worker', p.oid, 'execute')
        loop
            execute format('grant execute on routine %s to iwm_worker', _it.name);
        end loop;
    end if;

    -- VACUUM runs in no function of the owner; what may be vacuumed cannot be read by that
    if _has_worker and current_setting('server_version_num')::integer >= 170000 then
        for _it in
            select c.oid::regclass as name from pg_class as c
            where c.relnamespace = any (array['iwm', 'jobs', 'ops']::regnamespace[]) and c.relkind in ('r', 'p', 'm', 'v')
                and not has_table_privilege('iwm_worker', c.oid, 'maintain')
        loop
            execute format('grant maintain on %s to iwm_worker', _it.name);
        end loop;
        if not exists (
            select from pg_default_acl as d cross join aclexplode(d.defaclacl) as a
            where d.defaclrole = current_user::regrole and d.defaclnamespace = 'jobs'::regnamespace and d.defaclobjtype = 'r'
                and a.grantee = 'iwm_worker'::regrole)
        then -- partitions that come later; it counts for views too, so they have it above
            alter default privileges in schema iwm, jobs, ops grant maintain on tables to iwm_worker;
        end if;
    end if;

    if _has_readonly then
        grant usage on schema iwm to iwm_readonly;
        -- a table whose comment carries @private is for the owner alone; a partition is read through its parent
        for _it in
            select c.oid::regclass as name, has_table_privilege('iwm_readonly', c.oid, 'select') as granted,
                coalesce(obj_description(c.oid, 'pg_class') ~ '@private\M', false) as private
            from pg_class as c
            where c.relnamespace = 'iwm'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
        loop
            if _it.private and _it.granted then
                execute format('revoke select on %s from iwm_readonly', _it.name);
            elsif not _it.private and not _it.granted then
                execute format('grant select on %s to iwm_readonly', _it.name);
            end if;
        end loop;
        -- the helpers that views and queries call: they read with the rights of the caller
        for _it in
            select p.oid::regprocedure as name from pg_proc as p
            where p.pronamespace = 'iwm'::regnamespace and p.prokind = 'f' and p.provolatile <> 'v' and not p.prosecdef
                and not has_function_privilege('iwm_readonly', p.oid, 'execute')
        loop
            execute format('grant execute on function %s to iwm_readonly', _it.name);
        end loop;
    end if;

    -- Extensions made by the owner got the owner's default: nobody may execute. Operators of theirs are for all.
    for _it in
        select p.oid::regprocedure as name from pg_proc as p
        where p.pronamespace = 'extensions'::regnamespace and p.proowner = current_user::regrole
            and not exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a where a.grantee = 0)
    loop
        execute format('grant execute on routine %s to public', _it.name);
    end loop;
end
$$;

-- select * from movies just works in psql. A path set for a database is not copied to a clone of it,
-- one that is set for a role holds everywhere.
do $$
declare
    _it record;
begin
    for _it in
        select r.rolname as name, p.path
        from pg_roles as r
        join (values ('iwm_app', 'api, extensions'), ('iwm_worker', 'jobs, ops, extensions'),
            ('iwm_readonly', 'iwm, api, extensions'),
            ('iwm_owner', 'iwm, api, jobs, ops, extensions, public')) as p(role, path) on p.role = r.rolname
        where not exists (
            select from pg_db_role_setting as s
            where s.setrole = r.oid and s.setdatabase = 0 and s.setconfig @> array['search_path=' || p.path])
    loop
        begin
            execute format('alter role %I set search_path = %s', _it.name, _it.path);
        exception
            when insufficient_privilege then null; -- roles made by somebody else: their search_path is theirs
            when internal_error then null; -- another install on this server sets the same at this moment
        end;
    end loop;
    if not exists (
        select from pg_db_role_setting as s
        where s.setrole = 0 and s.setdatabase = (select oid from pg_database where datname = current_database())
            and s.setconfig @> array['search_path=iwm, api, jobs, ops, extensions, public'])
    then
        begin
            execute format('alter database %I set search_path = iwm, api, jobs, ops, extensions, public', current_database());
        exception
            when insufficient_privilege then
                raise warning 'only the owner of database % may set its search_path; type: set search_path = iwm, api, extensions',
                    current_database();
            when internal_error then null;
        end;
    end if;
end
$$;
