"""Coverage of PL/pgSQL statements, read out of plpgsql_check's profiler on the full image.

It is on when IWM_SQL_COVERAGE names the file to write. Which functions count, with how many statements, is read
from the template; what ran is gathered from every database before it is dropped. A function that a test made or
changed is not the one of the template and does not count.
"""

import json
import os
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg

FILE = os.environ.get("IWM_SQL_COVERAGE")
SCHEMAS = ["iwm", "api", "jobs", "ops"]
SETTINGS = {"plpgsql_check.profiler": "on", "plpgsql_check.profiler_max_shared_chunks": "100000"}

# Generated at each load from the signatures of the functions that they wrap, so not written by anybody.
GENERATED = r"__(batch|call)$"

_STATEMENTS = """
select p.pronamespace::regnamespace || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ') '
       || md5(p.prosrc), s.stmtid, s.lineno, s.stmtname,
       s.exec_stmts + s.exec_stmts_err > 0
from pg_proc p
join pg_language l on l.oid = p.prolang and l.lanname = 'plpgsql'
cross join lateral plpgsql_profiler_function_statements_tb(p.oid::regprocedure) s
where p.pronamespace = any (%(schemas)s::regnamespace[]) and p.proname !~ %(generated)s
  and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  -- what takes any type has statements only once it is called with one
  and not exists (select from unnest(p.proargtypes) a join pg_type t on t.oid = a where t.typtype = 'p')
  and (%(all)s or p.oid in (select funcoid from plpgsql_profiler_functions_all()))
"""

_known: dict[str, list[dict[str, Any]]] = {}
_ran: dict[str, set[int]] = defaultdict(set)


def baseline(dsn: str) -> None:
    """Takes every function of this database as what there is to cover; keeps what the installation itself ran."""
    if FILE:
        for function, statement, line, kind, executed in _read(dsn, everything=True):
            _known.setdefault(function, []).append({"id": statement, "line": line, "kind": kind})
            if executed:
                _ran[function].add(statement)


def collect(dsn: str) -> None:
    """Adds what ran in this database, and frees its place in the profiler's memory. Call it before the drop."""
    if FILE and _known:
        with suppress(psycopg.OperationalError):  # there is no such database
            for function, statement, _line, _kind, executed in _read(dsn, everything=False):
                if executed and function in _known:
                    _ran[function].add(statement)


def write() -> None:
    """Writes {function: [{id, line, kind, ran}]} at the end of the session."""
    if FILE and _known:
        result = {
            name.rsplit(" ", 1)[0]: [{**statement, "ran": statement["id"] in _ran[name]} for statement in statements]
            for name, statements in _known.items()
        }
        Path(FILE).write_text(json.dumps(result))


def _read(dsn: str, *, everything: bool) -> list[tuple[Any, ...]]:
    with psycopg.connect(dsn, autocommit=True, options="-c plpgsql_check.profiler=off") as conn:
        schemas = conn.execute("select nspname from pg_namespace where nspname = any (%s)", [SCHEMAS]).fetchall()
        if not schemas:
            return []
        conn.execute("create schema if not exists extensions")
        conn.execute("create extension if not exists plpgsql_check schema extensions")
        # functions name tables as types of their variables, which are looked for when they are compiled here
        conn.execute("set search_path = pg_catalog, extensions, iwm, jobs, ops")
        names = [name for (name,) in schemas]
        values = {"schemas": names, "generated": GENERATED, "all": everything}
        rows = conn.execute(_STATEMENTS, values).fetchall()
        if not everything:
            conn.execute("select plpgsql_profiler_reset(funcoid) from plpgsql_profiler_functions_all()")
        return rows
