"""A schedule for a test, and ticks at the moments that it names."""

import time

import psycopg
from psycopg import sql

RUNS = (
    "select to_char(slot at time zone 'UTC', 'DD HH24:MI'), state::text, attempt"
    " from ops.schedule_runs where name = 'it' order by slot"
)
WAITS = "select count(*) from pg_locks where locktype = 'advisory' and not granted"


def schedule(conn: psycopg.Connection, cron: str = "0 3 * * *", statement: str = "select 1", **columns: object) -> None:
    """A schedule named `it`, as of 1 May 2024."""
    conn.execute("set iwm.now = '2024-05-01 00:00Z'")
    values = {"name": "it", "cron": cron, "kind": "sql", "command": statement, "description": "it", **columns}
    conn.execute(
        sql.SQL("insert into ops.schedules ({}) values ({})").format(
            sql.SQL(", ").join(map(sql.Identifier, values)), sql.SQL(", ").join(sql.Placeholder() * len(values))
        ),
        list(values.values()),
    )


def tick(conn: psycopg.Connection, at: str) -> int:
    """ops.tick() at a moment: how many ran of it."""
    conn.execute(sql.SQL("set iwm.now = {}").format(at))
    before = conn.execute("select count(*) from ops.schedule_runs where name = 'it' and state <> 'missed'").fetchone()
    conn.execute("select ops.tick()")
    after = conn.execute("select count(*) from ops.schedule_runs where name = 'it' and state <> 'missed'").fetchone()
    assert before
    assert after
    return after[0] - before[0]


def until(conn: psycopg.Connection, query: str) -> tuple:
    """The first row that the query finds, for which pg_cron has a minute."""
    end = time.monotonic() + 60
    while (row := conn.execute(query).fetchone()) is None:  # type: ignore[call-overload]
        told = conn.execute("select command, status, return_message from cron.job_run_details").fetchall()
        assert time.monotonic() < end, told
        time.sleep(0.05)
    return row
