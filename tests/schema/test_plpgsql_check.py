"""plpgsql_check finds nothing to say about any function."""

import re

import psycopg
import pytest

# A viewer that an operation only hands on is part of the convention; parts of a film that were not asked for stay
# null, so the row has fewer columns than its type; what RETURN QUERY EXECUTE returns is not seen as a change of OUT.
ACCEPTED = re.compile(
    r'unused parameter "_viewer"|too few attributes for composite variable|OUT variable "\w+" is maybe unmodified'
)
# An operation with @handler declares its arguments, and Python uses them: its body is iwm.http_only().
ACCEPTED_OF_HANDLED = re.compile(r'unused parameter "\w+"')


def test_plpgsql_check_finds_nothing(conn: psycopg.Connection, target: str) -> None:
    found = conn.execute("select from pg_extension where extname = 'plpgsql_check'").fetchone()
    if found is None:
        if target == "docker":
            pytest.fail("the full image lacks plpgsql_check")
        pytest.skip("plpgsql_check is part of the full image only")
    # what a load has in its transaction
    conn.execute("select ops.load_begin(''); create type pg_temp.iwm_load_type as (a integer)")
    conn.execute("set search_path = pg_catalog, iwm, extensions")
    functions = conn.execute(
        """
        select p.oid::regprocedure::text, coalesce(t.tgrelid, 0),
            coalesce(t.tgoldtable::text, max(t.tgoldtable::text) over (partition by p.oid)),
            coalesce(t.tgnewtable::text, max(t.tgnewtable::text) over (partition by p.oid))
        from pg_proc as p
        join pg_language as l on l.oid = p.prolang and l.lanname = 'plpgsql'
        left join pg_trigger as t on t.tgfoid = p.oid
        where p.pronamespace = any (array['iwm', 'api', 'jobs', 'ops']::regnamespace[])
            and (p.prorettype <> 'trigger'::regtype or t.oid is not null)
        """
    ).fetchall()
    assert functions
    rows = conn.execute(
        "select 'api.' || (o ->> 'function') from ops.catalogue as c "
        "cross join jsonb_array_elements(c.document -> 'operations') as o where o ->> 'handler' is not null"
    ).fetchall()
    handled = {name for (name,) in rows}
    assert handled
    problems = []
    for name, table, old, new in functions:
        rows = conn.execute(
            "select lineno, level, message from extensions.plpgsql_check_function_tb(%s::regprocedure, %s::oid, "
            "oldtable => %s, newtable => %s)",
            [name, table, old, new],
        ).fetchall()
        problems += [(name, *row) for row in rows if not _accepted(name.split("(")[0], row[2], handled)]
    assert not problems, "\n".join(map(str, problems))


def _accepted(name: str, message: str, handled: set[str]) -> bool:
    return bool(ACCEPTED.fullmatch(message) or (name in handled and ACCEPTED_OF_HANDLED.fullmatch(message)))
