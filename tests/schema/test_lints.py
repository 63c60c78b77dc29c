"""Rules that every object of the database keeps: each test lists the ones that do not."""

import psycopg
import pytest

OURS = "any (array['iwm', 'api', 'jobs', 'ops']::regnamespace[])"
# Partitions follow their parent, and yoyo's tables are yoyo's.
TABLES = f"""
    pg_class as t where t.relnamespace = {OURS} and t.relkind in ('r', 'p') and not t.relispartition
    and t.relname not like '%yoyo%'
"""
FUNCTIONS = f"pg_proc as p where p.pronamespace = {OURS} and p.prokind in ('f', 'p')"

RULES = {
    "a table without primary key": f"""
        select t.oid::regclass from {TABLES}
        and not exists (select from pg_constraint where conrelid = t.oid and contype = 'p')""",
    "a table without comment or label (@distribution reference, user_id, movie_id, local)": f"""
        select t.oid::regclass from {TABLES}
        and coalesce(obj_description(t.oid, 'pg_class'), '') !~
             '^[^@].*\\n(.*\\n)*@distribution (reference|user_id|movie_id|local)(\\n|$)'""",
    "a table of user_id or movie_id without that column in its primary key": f"""
        select t.oid::regclass from {TABLES}
        and substring(obj_description(t.oid, 'pg_class') from '@distribution (user_id|movie_id)') is not null
        and not exists (
            select from pg_constraint as c
            join pg_attribute as a on a.attrelid = t.oid and a.attnum = any (c.conkey)
            where c.conrelid = t.oid and c.contype = 'p' and a.attname = substring(
                obj_description(t.oid, 'pg_class') from '@distribution (user_id|movie_id)'))""",
    "a foreign key whose columns no index begins with": f"""
        select c.conrelid::regclass, c.conname from pg_constraint as c
        join pg_class as t on t.oid = c.conrelid and t.relnamespace = {OURS} and not t.relispartition
        where c.contype = 'f' and not exists (
            select from pg_index as i
            where i.indrelid = c.conrelid
                and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ '^\\([a-z_]+ IS NOT NULL\\)$')
                and (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey)""",
    "two indexes that are the same": f"""
        select i.indexrelid::regclass, j.indexrelid::regclass from pg_index as i
        join pg_index as j on j.indrelid = i.indrelid and j.indexrelid > i.indexrelid
            and (i.indkey, i.indclass, i.indoption, i.indcollation) is not distinct from
                (j.indkey, j.indclass, j.indoption, j.indcollation)
            and pg_get_expr(i.indpred, i.indrelid) is not distinct from pg_get_expr(j.indpred, j.indrelid)
            and pg_get_expr(i.indexprs, i.indrelid) is not distinct from pg_get_expr(j.indexprs, j.indrelid)
        join pg_class as a on a.oid = i.indexrelid
        join pg_class as b on b.oid = j.indexrelid and b.relam = a.relam
        where i.indrelid in (select t.oid from {TABLES})""",
    "an index whose comment names no query": f"""
        select i.indexrelid::regclass from pg_index as i
        where i.indrelid in (select t.oid from {TABLES}) and not i.indisprimary
            and obj_description(i.indexrelid, 'pg_class') is null""",
    "an index that is not valid": "select indexrelid::regclass from pg_index where not indisvalid",
    "columns of types that lose something": f"""
        select t.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod) from pg_attribute as a
        join pg_class as t on t.oid = a.attrelid and t.relkind in ('r', 'p', 'c') and t.relnamespace = {OURS}
        where a.attnum > 0 and not a.attisdropped and t.relname not like '%yoyo%'
            and a.atttypid = any (
                array['timestamp', 'timetz', 'money', 'json', 'char', 'bpchar', 'varchar']::regtype[])""",
    "a default partition": "select partdefid::regclass from pg_partitioned_table where partdefid <> 0",
    "an overloaded function": f"""
        select p.pronamespace::regnamespace, p.proname from {FUNCTIONS} group by 1, 2 having count(*) > 1""",
    "a function without comment": f"""
        select p.oid::regprocedure from {FUNCTIONS} and obj_description(p.oid, 'pg_proc') is null""",
    "a security definer that does not pin its search_path, pg_temp last": f"""
        select p.oid::regprocedure, p.proconfig from {FUNCTIONS} and p.prosecdef
        and not coalesce(array_to_string(p.proconfig, E'\\n') ~ 'search_path=.*pg_temp"?(\\n|$)', false)""",
    "a function of api that is not PL/pgSQL": """
        select p.oid::regprocedure from pg_proc as p join pg_language as l on l.oid = p.prolang
        where p.pronamespace = 'api'::regnamespace and l.lanname <> 'plpgsql'""",
    "a function that everybody may execute": f"""
        select p.oid::regprocedure from {FUNCTIONS} and exists (
            select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a where a.grantee = 0)""",
    "a table or sequence that the HTTP layer's role may touch": f"""
        select c.oid::regclass from pg_class as c
        where c.relnamespace = {OURS} and c.relkind in ('r', 'p', 'v', 'm', 'S')
            and case c.relkind when 'S' then has_sequence_privilege('iwm_app', c.oid, 'usage, select, update')
                else has_table_privilege('iwm_app', c.oid, 'select, insert, update, delete, references') end""",
    "a function outside of api that the HTTP layer's role may execute": f"""
        select p.oid::regprocedure from {FUNCTIONS} and p.pronamespace <> 'api'::regnamespace
        and has_function_privilege('iwm_app', p.oid, 'execute')""",
    "a function of api that the HTTP layer's role may not execute": """
        select p.oid::regprocedure from pg_proc as p
        where p.pronamespace = 'api'::regnamespace and not has_function_privilege('iwm_app', p.oid, 'execute')""",
    "a type of api or an attribute of one without comment": """
        select c.oid::regclass, a.attname from pg_class as c
        join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = 'api'::regnamespace and c.relkind = 'c' and col_description(c.oid, a.attnum) is null
        union all
        select c.oid::regclass, null from pg_class as c
        where c.relnamespace = 'api'::regnamespace and c.relkind = 'c'
            and obj_description(c.reltype, 'pg_type') is null""",
    "a view without comment": f"""
        select c.oid::regclass from pg_class as c
        where c.relnamespace = {OURS} and c.relkind in ('v', 'm') and obj_description(c.oid, 'pg_class') is null""",
    "a domain or enum without comment": f"""
        select t.oid::regtype from pg_type as t
        where t.typnamespace = {OURS} and t.typtype in ('d', 'e') and obj_description(t.oid, 'pg_type') is null""",
    "a file of sql/30_api whose function has another name": """
        select o.path, o.name from ops.loaded_objects as o
        where o.kind = 'function' and o.path ~ '^sql/(30_api|optional)/' and o.name like 'api.%'
            and o.path !~ ('/' || split_part(o.name, '.', 2) || '[.]sql$')""",
    "an operation that raises an error that its comment does not name": """
        select p.oid::regprocedure, code[1] from pg_proc as p
        cross join lateral regexp_matches(p.prosrc, 'iwm\\.fail\\s*\\(\\s*''(\\w+)''', 'g') as code
        where p.pronamespace = 'api'::regnamespace
            and obj_description(p.oid, 'pg_proc') !~ ('@error\\s+' || code[1] || '(\\s|$)')""",
    "an operation whose answer is kept for a repetition with a secret in it": """
        select p.oid::regprocedure, a.attname from pg_proc as p
        join pg_proc as w on w.pronamespace = p.pronamespace and w.proname = p.proname || '__call'
            and '_call_key' = any (w.proargnames)
        join pg_type as t on t.oid = p.prorettype
        join pg_attribute as a on a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
        where a.attname ~ '(^|_)(tokens?|secret|password|recovery_codes)$'
            and a.atttypid = any ('{text,text[]}'::regtype[])
            and obj_description(p.oid, 'pg_proc') !~ ('@secret\\s+' || a.attname || '(\\s|$)')""",
}


@pytest.mark.parametrize("rule", RULES)
def test_there_is_not(conn: psycopg.Connection, rule: str) -> None:
    assert conn.execute(RULES[rule]).fetchall() == []


def test_the_rules_find_what_they_look_for(conn: psycopg.Connection) -> None:
    """Each rule that can be broken within a transaction is broken, and says so."""
    conn.execute(
        """
        create table iwm.bad (a integer references iwm.bad_target (id), b timestamp, c json);
        create index bad_one on iwm.bad (b);
        create index bad_two on iwm.bad (b);
        create function api.bad() returns integer language sql as 'select 1';
        create function api.bad(integer) returns integer language sql security definer as 'select 1';
        grant execute on function api.bad() to public;
        grant select on iwm.bad to iwm_app;
        create type api.bad_type as (a integer);
        create view iwm.bad_view as select 1 as one;
        create domain iwm.bad_domain as integer;
        create type api.bad_made as (token text);
        create function api.bad_make() returns api.bad_made language plpgsql as 'begin return null; end';
        comment on function api.bad_make() is 'Makes';
        create function api.bad_make__call(_call_key text) returns text language plpgsql as 'begin return null; end';
        """.replace("create table iwm.bad (", "create table iwm.bad_target (id integer unique); create table iwm.bad (")
    )
    broken = {rule for rule, query in RULES.items() if "bad" in str(conn.execute(query).fetchall())}
    assert broken >= {
        "a table without primary key",
        "a table without comment or label (@distribution reference, user_id, movie_id, local)",
        "a foreign key whose columns no index begins with",
        "two indexes that are the same",
        "an index whose comment names no query",
        "columns of types that lose something",
        "an overloaded function",
        "a function without comment",
        "an operation whose answer is kept for a repetition with a secret in it",
        "a security definer that does not pin its search_path, pg_temp last",
        "a function of api that is not PL/pgSQL",
        "a function that everybody may execute",
        "a table or sequence that the HTTP layer's role may touch",
        "a type of api or an attribute of one without comment",
        "a view without comment",
        "a domain or enum without comment",
    }
