-- Everything that belongs to a user, found in the catalogue: a table that comes later is exported without a word about it.

create or replace function iwm.owned_tables()
returns table (of regclass, owners text[])
language sql stable
as $$
with keys as (
    select c.conrelid, a.attnum, a.attname::text as name, c.confdeltype = 'c' as goes_too,
        coalesce(col_description(c.conrelid, a.attnum) ~ '@mine\M', false) as mine
    from pg_constraint as c
    join pg_class as t on t.oid = c.conrelid and not t.relispartition
    join pg_attribute as a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'iwm.users'::regclass and cardinality(c.conkey) = 1
)
select k.conrelid::regclass, array_agg(k.name order by k.attnum)
from keys as k
where k.name = 'user_id' or k.mine
    or k.goes_too and not exists (select from keys as o where o.conrelid = k.conrelid and o.name = 'user_id')
group by k.conrelid
$$;
comment on function iwm.owned_tables is $$
Tables whose rows belong to users, with the columns that name the owner

That is user_id, and any other column whose comment says @mine. Where a table has no user_id, as a list of pairs, a row
belongs to each user with whom it goes (on delete cascade). Who blocks or reports somebody is not theirs to know.
$$;

create or replace function iwm.exported_columns(_table regclass, _owners text[])
returns text
language sql stable
as $$
select string_agg(
    case when r.public_name is null then format('x.%I', a.attname)
        else format('(select r.%I from %s as r where r.%I = x.%I) as %I', r.public_name, r.of, r.key, a.attname,
            regexp_replace(a.attname, '_id$', '')) end, ', ' order by a.attnum)
from pg_attribute as a
left join lateral (
    -- what others call the row that a number refers to
    select c.confrelid::regclass as of, k.attname as key, (
        select p.attname from pg_attribute as p
        where p.attrelid = c.confrelid and not p.attisdropped and p.attname = any ('{username,external_id,slug,code}')
        order by array_position('{username,external_id,slug,code}', p.attname::text) limit 1) as public_name
    from pg_constraint as c
    join pg_attribute as k on k.attrelid = c.confrelid and k.attnum = c.confkey[1]
    where c.contype = 'f' and c.conrelid = _table and c.conkey = array[a.attnum]
        and a.atttypid = any ('{bigint,integer,smallint}'::regtype[])
    limit 1
) as r on true
where a.attrelid = _table and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
    and (not a.attname = any (_owners) or cardinality(_owners) > 1)
    and a.attname !~ '(^|_)(hash|hashed|secret)(_|$)'
    and coalesce(col_description(a.attrelid, a.attnum), '') !~ '@unexported\M'
    -- a number that refers to something without a public name is of no use outside
    and (r.public_name is not null or not exists (
        select from pg_constraint as c
        where c.contype = 'f' and c.conrelid = _table and a.attnum = any (c.conkey)
            and a.atttypid = any ('{bigint,integer,smallint}'::regtype[])))
$$;
comment on function iwm.exported_columns is $$
The columns of a table as an export shows them, as SQL over x

Left out: internal ids, hashes and secrets, generated columns, what a comment marks @unexported, the one owner. References
by number become public names: following_id -> following, the username.
$$;

create or replace function iwm.export_rows(_user_id bigint, _table regclass, _owners text[])
returns jsonb
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _columns constant text := iwm.exported_columns(_table, _owners);
    _order constant text := (
        select string_agg(format('x.%I', a.attname), ', ' order by k.place)
        from pg_constraint as c
        cross join lateral unnest(c.conkey) with ordinality as k(attnum, place)
        join pg_attribute as a on a.attrelid = c.conrelid and a.attnum = k.attnum
        where c.contype = 'p' and c.conrelid = _table);
    _rows jsonb;
begin
    execute format('select coalesce(jsonb_agg(to_jsonb(y)), ''[]'') from (select %s from %s as x where $1 in (%s) order by %s) as y',
        _columns, _table, (select string_agg(format('x.%I', o), ', ') from unnest(_owners) as o), _order)
    into _rows using _user_id;
    return _rows;
end
$$;
comment on function iwm.export_rows is 'Rows of a table that belong to a user by any of these columns, without secrets and internal ids.';

create or replace function iwm.export_account(_user_id bigint)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    return jsonb_build_object(
        'exported_at', iwm.now(),
        'account', iwm.export_rows(_user_id, 'iwm.users', '{id}') -> 0,
        'data', (select jsonb_object_agg(split_part(t.of::text, '.', -1), iwm.export_rows(_user_id, t.of, t.owners))
            from iwm.owned_tables() as t)
            -- the one table that names its user by a public id
            || jsonb_build_object('api_calls', (
                select coalesce(jsonb_agg(to_jsonb(c) order by c.day, c.caller, c.client, c.operation), '[]')
                from api_calls as c
                where c.caller = any (
                    select u.external_id from users as u where u.id = _user_id
                    union all
                    select t.external_id from api_tokens as t where t.user_id = _user_id))));
end
$$;
comment on function iwm.export_account is $$
All that belongs to a user: {"exported_at", "account": {…}, "data": {"sessions": […], …}}, a list for each table

And api_calls: how often the user and their API tokens called what, from where.
$$;
