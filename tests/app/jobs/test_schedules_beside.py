"""Schedules that run beside each other and beside themselves, and sessions of which the other side vanished."""

from collections.abc import Callable

import psycopg
import pytest

from app.http.connection import Connection
from app.jobs.schedules import AT_ONCE
from tests.support.ticking import RUNS, ticking, until

Add = Callable[..., None]


async def test_one_runs_beside_itself_where_that_is_allowed(fresh_dsn: str, db: psycopg.Connection, add: Add) -> None:
    db.execute("select pg_advisory_lock(42)")
    add("beside", "select pg_advisory_xact_lock_shared(42)", allow_overlap=True)
    add("alone", "select pg_advisory_xact_lock_shared(42)")
    async with ticking(fresh_dsn) as (schedules, steps):
        await steps.next()
        await until(db, "select from ops.schedule_runs where state = 'running' offset 1")
        db.execute("update ops.schedules set cron = to_char(now() at time zone 'UTC', 'FMMI FMHH24 * * *')")
        db.execute("update ops.schedules set last_slot = now() - interval '1 hour', next_slot = now()")
        steps.go()
        await steps.next()
        await until(db, "select from ops.schedule_runs where state = 'running' offset 2")
        running = "select name, count(*) from ops.schedule_runs where state = 'running' group by 1 order by 1"
        assert db.execute(running).fetchall() == [("alone", 1), ("beside", 2)]
        db.execute("select pg_advisory_unlock(42)")
        await schedules.finish(60)
    assert {row[1] for row in db.execute(RUNS)} == {"succeeded"}


async def test_long_ones_do_not_hold_up_the_others(
    fresh_dsn: str, db: psycopg.Connection, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.execute("select pg_advisory_lock(42)")
    for number in range(AT_ONCE):
        add(f"long-{number}", "select pg_advisory_xact_lock_shared(42)")
    async with ticking(fresh_dsn) as (schedules, steps):
        await steps.next()
        await until(db, f"select from ops.schedule_runs where state = 'running' offset {AT_ONCE - 1}")
        add("short", "select 1")
        steps.go()
        await steps.next()
        assert len(schedules._running) == AT_ONCE
        monkeypatch.setattr("app.jobs.schedules.LONG", 0.0)
        steps.go()
        await steps.next()
        await until(db, "select from ops.schedule_runs where name = 'short' and state = 'succeeded'")
        db.execute("select pg_advisory_unlock(42)")
        await schedules.finish(60)


async def test_a_session_whose_client_vanished_ends_soon(fresh_dsn: str, db: psycopg.Connection) -> None:
    """The server asks whether it is there; the lock of whoever ticks goes with it. A socket file needs no asking."""
    connection = await Connection.open(fresh_dsn)
    try:
        rows = await connection.run(
            "select name, source, setting from pg_settings where name like 'tcp\\_%' order by 1", (), within=10
        )
    finally:
        connection.close()
    assert {(name, source) for name, source, _ in rows} == {
        (b"tcp_keepalives_count", b"session"), (b"tcp_keepalives_idle", b"session"),
        (b"tcp_keepalives_interval", b"session"), (b"tcp_user_timeout", b"session"),
    }  # fmt: skip
    if not db.info.host.startswith("/"):
        assert [int(setting or 0) for _, _, setting in rows] == [3, 10, 5, 15000]
