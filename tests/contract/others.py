"""What we have in place of everything else that the seeds name: scripts, extensions, jobs, operations, JSON, rows …"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from app.database.dsn import clean_url
from tests.contract.listing import Difference, Entry

ROOT = Path(__file__).parents[2]


def extension_differences(conn: psycopg.Connection, entry: Entry) -> Iterator[Difference]:
    """Enabled wherever the server offers it; required means that the set-up fails without it."""
    name = entry.fields.get("ours", entry.name)
    if name != entry.name:
        yield Difference(str(entry), "name", entry.name, name)
    script = (ROOT / "scripts/enable_extensions.sql").read_text()
    if re.search(rf"\b{name}\b", script) is None:
        yield Difference(str(entry), "extension", "enabled", "not in scripts/enable_extensions.sql")
    row = conn.execute(
        "select exists (select from pg_available_extensions where name = %s and installed_version is null)"
        " and (%s <> 'pg_cron' or current_setting('cron.database_name', true) = current_database())",
        [name, name],
    ).fetchone()
    assert row
    if row[0]:
        yield Difference(str(entry), "extension", "enabled", "offered by the server, and not enabled")
    if entry.fields["required"] and f"('{name}', true," not in script:
        yield Difference(str(entry), "required", "required", "optional")


def script_differences(_: psycopg.Connection, entry: Entry) -> Iterator[Difference]:
    """The script stands under scripts/ by its name, or what the list gives in its place is there."""
    same = f"scripts/{entry.name.rsplit('/', 1)[-1]}"
    ours = entry.fields.get("ours", same)
    if ours.startswith("iwm "):
        command = [sys.executable, "-m", "app", *ours.split()[1:], "--help"]
        exists = subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    else:
        exists = (ROOT / ours).is_file()
    if not exists or ours != same:
        yield Difference(str(entry), "file", same, ours if exists else f"{ours} is missing")


def rows_differences(conn: psycopg.Connection, entry: Entry) -> Iterator[Difference]:
    """The table holds the seed's rows."""
    query = sql.SQL("select {} from {}").format(
        sql.SQL(", ").join(map(sql.Identifier, entry.fields["fields"])), sql.Identifier(entry.name)
    )
    missing = {tuple(row) for row in entry.fields["rows"]} - set(conn.execute(query))
    for row in sorted(missing):
        yield Difference(str(entry), "rows", str(row), "missing")


def json_differences(conn: psycopg.Connection, entry: Entry) -> Iterator[Difference]:
    """The column's checks take the seed's example."""
    table, column = entry.fields["column"].split(".")
    checks = conn.execute(
        "select pg_get_expr(c.conbin, c.conrelid) from pg_constraint as c join pg_attribute as a"
        " on a.attrelid = c.conrelid and c.conkey = array[a.attnum]"
        " where c.conrelid = to_regclass(%s) and c.contype = 'c' and a.attname = %s",
        [table, column],
    ).fetchall()
    for (check,) in checks:
        statement = sql.SQL("select {} from (select %s::jsonb as {}) as row").format(
            sql.SQL(check), sql.Identifier(column)
        )
        if conn.execute(statement, [entry.fields["example"]]).fetchone() != (True,):
            yield Difference(str(entry), "example", "accepted", f"refused by {check}")
    if not checks:
        yield Difference(str(entry), "shape", "checked", "not checked")


def relation_differences(conn: psycopg.Connection, entry: Entry) -> Iterator[Difference]:
    """The table that relates the others refers to each of them."""
    for table in entry.fields["between"]:
        row = conn.execute(
            "select exists (select from pg_constraint where contype = 'f' and conrelid = to_regclass(%s)"
            " and confrelid = to_regclass(%s))",
            [entry.fields["through"], table],
        ).fetchone()
        if row != (True,):
            yield Difference(str(entry), "reference", table, f"{entry.fields['through']} does not refer to it")


def operation_differences(conn: psycopg.Connection, entry: Entry) -> Iterator[Difference]:
    """The operation is there under its route, cached as long as the seed says."""
    ours = _operations(conn).get(entry.fields["route"])
    if ours is None:
        yield Difference(str(entry), "route", entry.fields["route"], "missing")
        return
    ttl = (ours["cache"] or {}).get("ttl", 0)
    if ttl != entry.fields.get("ttl", ttl):
        yield Difference(str(entry), "ttl", str(entry.fields["ttl"]), str(ttl))


def envelope_differences(conn: psycopg.Connection, entry: Entry) -> Iterator[Difference]:
    """A page, as the wrapper of its function makes it, has the seed's fields."""
    page = next(o for o in _operations(conn).values() if o["result"]["kind"] == "page" and not _required(o))
    values: list[Any] = [1, *([None] for _ in page["args"])]
    marks = sql.SQL(", ").join([sql.SQL("%s::int"), *[sql.SQL("%s::text[]")] * len(page["args"])])
    wrapper = sql.Identifier("api", f"{page['function'].split('.')[-1]}__batch")
    row = conn.execute(sql.SQL("select state, body from {}({})").format(wrapper, marks), values).fetchone()
    assert row
    assert row[0] is None, row[1]
    body = json.loads(row[1])
    for field, fields in (("", entry.fields["fields"]), ("pagination", entry.fields["pagination"])):
        part = body.get(field, {}) if field else body
        if list(part) != fields:
            yield Difference(str(entry), field or "fields", ", ".join(fields), ", ".join(part))


def _operations(conn: psycopg.Connection) -> dict[str, dict[str, Any]]:
    row = conn.execute("select api.catalogue()").fetchone()
    assert row
    return {f"{o['method']} {o['path']}": o for o in row[0]["operations"]}


def _required(operation: dict[str, Any]) -> bool:
    return any(arg["required"] for arg in operation["args"] if arg["in"] != "injected")


def url_differences(_: psycopg.Connection, entry: Entry) -> Iterator[Difference]:
    """The URL is understood as it stands."""
    expected = entry.fields["url"].replace("+asyncpg", "")
    if clean_url(entry.fields["url"]) != expected:
        yield Difference(str(entry), "url", expected, clean_url(entry.fields["url"]))


def job_differences(conn: psycopg.Connection, entry: Entry) -> Iterator[Difference]:
    """The schedule is there under its name and time."""
    row = conn.execute("select cron from ops.schedules where name = %s", [entry.name]).fetchone()
    if row != (entry.fields["cron"],):
        yield Difference(str(entry), "cron", entry.fields["cron"], row[0] if row else "missing")


def partition_differences(conn: psycopg.Connection, entry: Entry) -> Iterator[Difference]:
    """The table is partitioned by the range of the seed's column, and its parts span the seed's period."""
    table = entry.fields["table"]
    if table != entry.name:
        yield Difference(str(entry), "table", entry.name, table)
    row = conn.execute("select pg_get_partkeydef(to_regclass(%s))", [table]).fetchone()
    if row != (f"RANGE ({entry.fields['by']})",):
        yield Difference(str(entry), "key", entry.fields["by"], row[0] if row and row[0] else "not partitioned")
    spans = conn.execute(
        r"""select distinct (bounds[2]::timestamptz - bounds[1]::timestamptz) between '27 days' and '32 days',
            (bounds[2]::timestamptz - bounds[1]::timestamptz) between '364 days' and '367 days'
        from pg_inherits join pg_class on oid = inhrelid,
            regexp_match(pg_get_expr(relpartbound, oid), 'FROM \(''(.*?)''\) TO \(''(.*?)''\)') as bounds
        where inhparent = to_regclass(%s)""",
        [table],
    ).fetchall()
    if spans != [(entry.fields["every"] == "1 month", entry.fields["every"] == "1 year")]:
        yield Difference(str(entry), "period", entry.fields["every"], "other periods" if spans else "no partitions")


COMPARE: dict[str, Callable[[psycopg.Connection, Entry], Iterator[Difference]]] = {
    "extension": extension_differences,
    "script": script_differences,
    "rows": rows_differences,
    "json": json_differences,
    "relation": relation_differences,
    "operation": operation_differences,
    "envelope": envelope_differences,
    "url": url_differences,
    "job": job_differences,
    "partition": partition_differences,
}
