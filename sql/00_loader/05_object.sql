-- One object of a file: replaced in place, dropped and made again only where PostgreSQL cannot replace it.

create or replace function ops.load_object(_kind text, _name text, _path text, _line integer, _statement text)
returns void
language plpgsql
as $fn$
declare
    _before constant oid := ops.object_oid(_kind, _name);
begin
    if _kind = 'type' then
        perform ops.load_type(_path, _line, _name, _statement);
        perform ops.clear_comment(_kind, _name);
        return;
    end if;
    begin
        execute _statement;
    exception
        -- 42P13 and 42809: another return type, argument names or kind; 42P16: other columns of a view
        when invalid_function_definition or wrong_object_type or invalid_table_definition then
            if _kind = 'trigger' or not exists (
                select from pg_proc as p
                where p.pronamespace = to_regnamespace(split_part(_name, '.', 1)) and p.proname = split_part(_name, '.', 2)
                union all
                select from pg_class as c
                where c.relnamespace = to_regnamespace(split_part(_name, '.', 1)) and c.relname = split_part(_name, '.', 2)
                    and c.relkind = 'v')
            then
                raise;
            end if;
            if _kind = 'view' then
                perform ops.drop_object(_kind, _name, _path, _line);
            else
                perform ops.drop_routines(_name, _path, _line, null);
            end if;
            execute _statement;
    end;
    if _kind in ('function', 'procedure') then
        -- With another argument list PostgreSQL made a second one beside the old.
        perform ops.drop_routines(_name, _path, _line, ops.newest_routine(_name, _before));
        perform ops.clear_privileges(ops.object_oid(_kind, _name));
    end if;
    perform ops.clear_comment(_kind, _name);
end
$fn$;
comment on function ops.load_object is 'Makes or replaces one object; what cannot be replaced is dropped with its dependants first.';

create or replace function ops.newest_routine(_name text, _before oid)
returns oid
language sql stable
set search_path = pg_catalog, pg_temp
as $fn$
select p.oid
from pg_proc as p
where p.pronamespace = to_regnamespace(split_part(_name, '.', 1)) and p.proname = split_part(_name, '.', 2)
order by p.oid <> coalesce(_before, 0) desc, p.oid desc
limit 1
$fn$;
comment on function ops.newest_routine is 'The routine of a name that was made last: any other than the one that was there before.';

create or replace function ops.drop_routines(_name text, _path text, _line integer, _keep oid)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $fn$
declare
    _old record;
begin
    for _old in
        select p.oid, case p.prokind when 'p' then 'procedure' else 'function' end as kind
        from pg_proc as p
        where p.pronamespace = to_regnamespace(split_part(_name, '.', 1)) and p.proname = split_part(_name, '.', 2)
            and p.oid is distinct from _keep
    loop
        perform ops.drop_object(_old.kind, _name, _path, _line, _old.oid);
    end loop;
end
$fn$;
comment on function ops.drop_routines is 'Drops every routine of a name but one.';

create or replace function ops.clear_privileges(_routine oid)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $fn$
declare
    _grantee record;
begin
    -- A grant that left the file must leave the function: those of the file follow, the general ones come last.
    for _grantee in
        select distinct case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end as name
        from pg_proc as p
        cross join lateral aclexplode(p.proacl) as a
        where p.oid = _routine and a.grantee <> p.proowner
    loop
        execute format('revoke all on routine %s from %s', _routine::regprocedure, _grantee.name);
    end loop;
end
$fn$;
comment on function ops.clear_privileges is 'Takes back what others than the owner may do with a routine.';

create or replace function ops.clear_comment(_kind text, _name text)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $fn$
declare
    _oid constant oid := ops.object_oid(_kind, _name);
begin
    -- A comment that left the file must leave the object; the file's own follows.
    if _kind in ('function', 'procedure') and obj_description(_oid, 'pg_proc') is not null then
        execute format('comment on routine %s is null', _oid::regprocedure);
    elsif _kind = 'view' and obj_description(_oid, 'pg_class') is not null then
        execute format('comment on view %s is null', _name);
    elsif _kind = 'type'
        and obj_description((select c.reltype from pg_class as c where c.oid = _oid), 'pg_type') is not null then
        execute format('comment on type %s is null', _name);
    end if;
end
$fn$;
comment on function ops.clear_comment is 'Removes the comment of an object before its file gives the present one.';

create or replace function ops.check_object(_kind text, _name text, _path text, _line integer, _head text)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $fn$
begin
    if _kind = 'function' and _head !~* '\m(volatile|stable|immutable)\M' and _head !~* ' returns (event_)?trigger\M' then
        perform ops.load_error(_path, _line, format('%s does not say volatile, stable or immutable', _name),
            'Stable reads (GET, cached, coalesced); volatile writes.');
    end if;
    if exists (
        select from pg_proc as p
        where _kind in ('function', 'procedure') and p.oid = ops.object_oid(_kind, _name) and p.prosecdef
            and not coalesce(array_to_string(p.proconfig, ',') ~ 'search_path=', false))
    then
        perform ops.load_error(_path, _line, format('%s is security definer and pins no search_path', _name),
            'Add: set search_path = pg_catalog, iwm, extensions, pg_temp');
    end if;
end
$fn$;
comment on function ops.check_object is 'Stops the load when a function leaves unsaid what it has to say.';
