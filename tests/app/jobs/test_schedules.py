"""Ticking by a worker: what is due runs, one worker ticks, and a lost database is waited for."""

import asyncio
import time
from collections.abc import Callable

import psycopg
import pytest

from app.database.dsn import as_role
from app.jobs.schedules import FOLLOW, PAUSE, wait
from app.jobs.tasks import Registry
from app.jobs.worker import Worker
from tests.support.ticking import RUNS, ticking, until

Add = Callable[..., None]


@pytest.mark.once
@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(None, 1.0), (3600.0, 1.0), (2.0, 1.0), (1.7, 1.7), (1.0, 1.0), (0.3, 1.0), (0.0, 1.0)],
)
def test_at_most_one_look_a_second_and_in_time_for_the_slot(seconds: float | None, expected: float) -> None:
    assert wait(1.0, seconds) == expected


async def test_what_is_due_runs(fresh_dsn: str, db: psycopg.Connection, add: Add) -> None:
    add("a-statement", "select 'done'")
    add("a-job", "mails.digest", "job")
    add("a-vacuum", "vacuum (analyze) ops.schedules", "vacuum")
    add("bad", "select 1 / (select 0)")
    add("bad-vacuum", "vacuum ops.schedule_overview_of_nothing", "vacuum")
    add("off", "select 1", enabled=False)
    db.execute("update ops.schedules set next_slot = null where name = 'off'")
    async with ticking(fresh_dsn) as (schedules, steps):
        assert await steps.next() == 1.0
        for _ in range(2):  # four at a time
            await schedules.finish(60)
            steps.go()
            await steps.next()
        await schedules.finish(60)
        assert schedules.runs == 5
    assert db.execute(RUNS).fetchall() == [
        ("a-job", "enqueued", 1), ("a-statement", "succeeded", 1), ("a-vacuum", "succeeded", 1), ("bad", "failed", 1),
        ("bad-vacuum", "failed", 1),
    ]  # fmt: skip
    assert db.execute("select distinct run_by from ops.schedule_runs").fetchall() == [("tester",)]
    rows = db.execute("select error from ops.schedule_runs where error is not null order by name").fetchall()
    assert rows[0] == ("division by zero (SQLSTATE 22012)",)
    assert "does not exist (SQLSTATE 42P01)" in rows[1][0]
    assert db.execute("select task from jobs.jobs").fetchall() == [("mails.digest",)]


async def test_batches_are_transactions_of_their_own(fresh_dsn: str, db: psycopg.Connection, add: Add) -> None:
    db.execute("create table public.seen (xid xid8 default pg_current_xact_id())")
    db.execute(
        "create function public.part() returns jsonb language sql as $$ insert into public.seen default values;"
        " select jsonb_build_object('done', count(*) = 3) from public.seen $$"
    )
    add("parts", "select public.part()")
    async with ticking(fresh_dsn) as (schedules, steps):
        await steps.next()
        await schedules.finish(60)
    assert db.execute("select count(distinct xid) from public.seen").fetchone() == (3,)
    assert db.execute("select batches, state::text from ops.schedule_runs").fetchall() == [(3, "succeeded")]


async def test_one_that_takes_too_long(fresh_dsn: str, db: psycopg.Connection, add: Add) -> None:
    add("slow", "select pg_sleep(60)", timeout="1 second")
    async with ticking(fresh_dsn) as (schedules, steps):
        await steps.next()
        await schedules.finish(60)
    assert db.execute("select state::text, error from ops.schedule_runs").fetchall() == [
        ("failed", "cancelled, or longer than 1 s")
    ]


async def test_one_worker_ticks_and_another_takes_over(fresh_dsn: str, db: psycopg.Connection, add: Add) -> None:
    async with (
        ticking(fresh_dsn, "second") as (second, second_steps),
        ticking(fresh_dsn, "first") as (first, first_steps),
    ):
        waits = await asyncio.gather(first_steps.next(), second_steps.next())
        assert sorted(waits) == [1.0, FOLLOW]
        assert first.leads != second.leads
        leader, follower = (first, second) if first.leads else (second, first)
        steps, other_steps = (first_steps, second_steps) if first.leads else (second_steps, first_steps)
        db.execute(
            "select pg_terminate_backend(pid, 10000) from pg_locks where locktype = 'advisory' and classid = 1786"
        )
        add("it", "select 1")
        other_steps.go()
        assert await other_steps.next() == 1.0
        assert follower.leads
        await follower.finish(60)
        run = db.execute("select state::text, run_by from ops.schedule_runs").fetchall()
        assert run == [("succeeded", follower.name)]
        # the one that lost its connection comes back, and waits for its turn
        steps.go()
        assert await steps.next() == PAUSE
        steps.go()
        assert await steps.next() == FOLLOW
        assert not leader.leads


async def test_one_that_cannot_begin_is_not_asked_about_each_second(
    fresh_dsn: str, db: psycopg.Connection, add: Add
) -> None:
    add("it", "select 1")
    with psycopg.connect(fresh_dsn) as other:
        other.execute("select from ops.schedules for update")
        async with ticking(fresh_dsn) as (schedules, steps):
            await steps.next()
            await schedules.finish(60)
            assert db.execute(RUNS).fetchall() == []
            other.rollback()
            steps.go()
            await steps.next()
            await schedules.finish(60)
            assert db.execute(RUNS).fetchall() == []
    async with ticking(fresh_dsn) as (schedules, steps):
        await steps.next()
        await schedules.finish(60)
    assert db.execute(RUNS).fetchall() == [("it", "succeeded", 1)]


async def test_a_statement_goes_on_when_its_worker_is_gone(fresh_dsn: str, db: psycopg.Connection, add: Add) -> None:
    db.execute("select pg_advisory_lock(42)")
    add("it", "select pg_advisory_lock(42)")
    async with ticking(fresh_dsn) as (schedules, steps):
        await steps.next()
        await until(db, "select from pg_locks where locktype = 'advisory' and not granted")
        await schedules.finish(0)
    assert db.execute(RUNS).fetchall() == [("it", "running", 1)]
    db.execute("select pg_advisory_unlock(42)")
    await until(db, "select where not exists (select from ops.schedule_runs where state = 'running')")
    assert db.execute(RUNS).fetchall() == [("it", "succeeded", 1)]


VACUUMED = "select count(*) from pg_stat_all_tables where last_vacuum is not null and relid = %s::regclass"


@pytest.mark.parametrize("whose", ["its own", "the owner's"])
async def test_a_worker_that_is_not_the_owner_vacuums(
    fresh_dsn: str, db: psycopg.Connection, add: Add, whose: str
) -> None:
    """As the role of workers where that was granted it (from PostgreSQL 17 on), or as the owner where it is known."""
    add("it", "vacuum (analyze)", "vacuum")
    owner = fresh_dsn if whose == "the owner's" else None
    async with ticking(as_role(fresh_dsn, "iwm_worker"), owner_dsn=owner) as (schedules, steps):
        await steps.next()
        await schedules.finish(60)
    if owner is None and db.info.server_version < 170000:
        assert db.execute(RUNS).fetchall() == []
        assert schedules._held["it"] > time.monotonic() + 3000, "asked about once an hour"
        return
    assert db.execute(RUNS).fetchall() == [("it", "succeeded", 1)]
    for table in ("jobs.jobs", "iwm.movies", "ops.schedules"):
        assert db.execute(VACUUMED, [table]).fetchone() == (1,), table


async def test_run_now_is_taken(fresh_dsn: str, db: psycopg.Connection, add: Add) -> None:
    db.execute("select ops.add_schedule('it', '@yearly', 'analyze ops.schedules', 'vacuum', _enabled => false)")
    async with ticking(fresh_dsn) as (schedules, steps):
        await steps.next()
        db.execute("select ops.run_now('it')")
        steps.go()
        await steps.next()
        await schedules.finish(60)
    assert db.execute(RUNS).fetchall() == [("it", "succeeded", 1)]


async def test_a_worker_ticks(fresh_dsn: str, db: psycopg.Connection, add: Add) -> None:
    add("it", "select 1")
    worker = Worker(fresh_dsn, Registry(), name="w", grace=10)
    task = asyncio.create_task(worker.run())
    await until(db, "select from ops.schedule_runs where state = 'succeeded'")
    worker.stop()
    await task
    assert db.execute("select run_by from ops.schedule_runs").fetchall() == [("worker w",)]
    await until(
        db, "select where not exists (select from pg_stat_activity where application_name like 'iwm schedules%')"
    )


async def test_a_worker_and_a_run_of_the_same_number(fresh_dsn: str, db: psycopg.Connection, add: Add) -> None:
    """Both hold a lock of their session by their number; neither waits for the other."""
    add("it", "select 1")
    with psycopg.connect(fresh_dsn, autocommit=True) as other:
        for number in range(1, 20):
            other.execute("select jobs.hold_session(%s)", [number])
        db.execute("set statement_timeout = '20s'")
        [(run,)] = db.execute("select id from ops.take_run('it', 'me')").fetchall()
        assert run < 20
        db.execute("select ops.perform_run(%s)", [run])
    assert db.execute(RUNS).fetchall() == [("it", "succeeded", 1)]


async def test_a_worker_told_not_to_does_not(fresh_dsn: str) -> None:
    assert Worker(fresh_dsn, Registry(), schedules=False).schedules is None
