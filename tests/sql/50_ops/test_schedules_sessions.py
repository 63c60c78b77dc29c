"""Several sessions: tickers at the same time, sessions that end in the middle, overlap, limits of time."""

import threading
from collections.abc import Callable

import psycopg
import pytest
from psycopg import sql

from tests.support.schedules import RUNS, WAITS, schedule, tick

Open = Callable[[], psycopg.Connection]


def test_two_tickers_at_once(opened: Open) -> None:
    """Eight sessions, ticking in both ways at the same moment, over forty slots."""
    first = opened()
    first.execute(
        "create function public.note() returns void language sql as $$ insert into public.log (what) values ('x') $$"
    )
    schedule(first, cron="* * * * *", statement="select public.note()", catch_up="all")
    start = threading.Barrier(8)
    errors: list[BaseException] = []

    def work(conn: psycopg.Connection, statement: str) -> None:
        try:
            for minute in range(1, 41):
                conn.execute(sql.SQL("set iwm.now = {}").format(f"2024-05-01 00:{minute:02}:00Z"))
                start.wait(60)
                conn.execute(statement)  # type: ignore[call-overload]
        except BaseException as error:
            errors.append(error)
            start.abort()

    threads = [
        threading.Thread(target=work, args=(opened(), "call ops.run_due()" if n % 2 else "select ops.tick()"))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    first.execute("set iwm.now = '2024-05-01 00:40:30Z'")
    first.execute("select ops.tick()")  # what all passed by while it was locked
    rows = first.execute(
        "select state::text, count(*), count(distinct slot) from ops.schedule_runs group by 1"
    ).fetchall()
    assert rows == [("succeeded", 40, 40)]
    assert first.execute("select count(*) from public.log").fetchone() == (40,)


def test_who_comes_while_another_has_it_goes_on(opened: Open) -> None:
    one, two = opened(), opened()
    schedule(one)
    for conn in (one, two):
        conn.execute("set iwm.now = '2024-05-01 03:00Z'")
    with one.transaction():
        assert one.execute("select ops.run_slot('it')").fetchone() == (1,)
        assert two.execute("select ops.run_slot('it')").fetchone() == (0,)
    assert two.execute("select ops.run_slot('it')").fetchone() == (0,)


def test_one_that_a_tick_has_for_long_cannot_be_run_now(opened: Open) -> None:
    one, two = opened(), opened()
    schedule(one)
    with one.transaction():
        one.execute("set iwm.now = '2024-05-01 03:00Z'")
        one.execute("select ops.run_slot('it')")
        with pytest.raises(psycopg.Error) as caught:
            two.execute("select ops.run_now('it')")
        assert caught.value.diag.constraint_name == "schedule_running"
    assert two.execute("show lock_timeout").fetchone() == ("0",)


def test_the_unique_key_is_the_second_guard(alone: psycopg.Connection) -> None:
    schedule(alone)
    alone.execute("insert into ops.schedule_runs (name, slot, state) values ('it', '2024-05-01 03:00Z', 'succeeded')")
    assert tick(alone, "2024-05-01 03:00Z") == 0
    assert tick(alone, "2024-05-02 03:00Z") == 1


def killed_in_the_middle(opened: Open, **columns: object) -> psycopg.Connection:
    """A run that is committed as running, and whose session is gone."""
    conn, victim = opened(), opened()
    schedule(conn, **columns)
    for each in (conn, victim):
        each.execute("set iwm.now = '2024-05-01 03:00Z'")
    victim.execute("select ops.claim_run('it', 'the victim', true)")
    assert conn.execute(RUNS).fetchall() == [("01 03:00", "running", 1)]
    assert conn.execute("select ops.tick()").fetchone() == (0,), "it lives"
    conn.execute("select pg_terminate_backend(%s, 10000)", [victim.info.backend_pid])
    return conn


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("skip", [("01 03:00", "lost", 1)]),
        ("once", [("01 03:00", "succeeded", 2)]),
        ("all", [("01 03:00", "succeeded", 2)]),
    ],
)
def test_killed_in_the_middle(opened: Open, policy: str, expected: list) -> None:
    conn = killed_in_the_middle(opened, catch_up=policy)
    conn.execute("select ops.tick()")
    assert conn.execute(RUNS).fetchall() == expected
    assert conn.execute("select ops.tick()").fetchone() == (0,)
    assert tick(conn, "2024-05-02 03:00Z") == 1


@pytest.mark.parametrize(("policy", "first"), [("skip", "lost"), ("once", "lost"), ("all", "succeeded")])
def test_killed_and_found_after_the_next_slot(opened: Open, policy: str, first: str) -> None:
    conn = killed_in_the_middle(opened, catch_up=policy)
    tick(conn, "2024-05-02 03:00:30Z")
    assert [row[:2] for row in conn.execute(RUNS)] == [("01 03:00", first), ("02 03:00", "succeeded")]


def test_one_that_kills_its_session_is_given_up(opened: Open) -> None:
    """The third attempt was the last."""
    conn = killed_in_the_middle(opened)
    for attempt in (2, 3):
        victim = opened()
        victim.execute("set iwm.now = '2024-05-01 03:00Z'")
        victim.execute("select ops.claim_run('it', 'a victim', true)")
        assert conn.execute(RUNS).fetchall() == [("01 03:00", "running", attempt)]
        conn.execute("select pg_terminate_backend(%s, 10000)", [victim.info.backend_pid])
    conn.execute("select ops.tick()")
    assert conn.execute("select state::text, attempt, error from ops.schedule_runs").fetchall() == [
        ("lost", 3, "the session that ran it ended")
    ]


def test_killed_in_a_tick_nothing_was_done(opened: Open) -> None:
    """In one transaction: the slot is as due as before."""
    conn, victim = opened(), opened()
    conn.execute("create function public.slow() returns void language plpgsql as $$ begin insert into public.log (what)"
                 " values ('half'); perform pg_advisory_lock(42); end $$")  # fmt: skip
    schedule(conn, statement="select public.slow()")
    conn.execute("select pg_advisory_lock(42)")
    victim.execute("set iwm.now = '2024-05-01 03:00Z'")
    outcome: list[str] = []

    def work() -> None:
        try:
            victim.execute("select ops.tick()")
        except psycopg.Error as error:
            outcome.append(type(error).__name__)

    thread = threading.Thread(target=work)
    thread.start()
    while conn.execute(WAITS).fetchone() != (1,):
        pass
    conn.execute("set iwm.now = '2024-05-01 03:00Z'")
    assert conn.execute("select ops.tick()").fetchone() == (0,), "the row is locked"
    conn.execute("select pg_terminate_backend(%s, 10000)", [victim.info.backend_pid])
    thread.join()
    assert outcome == ["AdminShutdown"]
    assert conn.execute(RUNS).fetchall() == []
    conn.execute("select pg_advisory_unlock(42)")
    assert conn.execute("select ops.tick()").fetchone() == (1,)
    assert conn.execute("select count(*) from public.log").fetchone() == (1,)


def test_no_overlap(opened: Open) -> None:
    """While a run goes on its slots wait, and are then dealt with as the policy says."""
    conn, other = opened(), opened()
    schedule(conn, cron="* * * * *", catch_up="once")
    other.execute("set iwm.now = '2024-05-01 00:01Z'")
    run = other.execute("select id from ops.claim_run('it', 'long', true)").fetchone()
    assert run
    assert tick(conn, "2024-05-01 00:02Z") == 0
    assert tick(conn, "2024-05-01 00:05Z") == 0
    other.execute("select ops.perform_run(%s)", run)
    assert tick(conn, "2024-05-01 00:05:30Z") == 1
    assert [row[1] for row in conn.execute(RUNS)] == ["succeeded", "missed", "missed", "missed", "succeeded"]


def test_overlap_where_it_is_allowed(opened: Open) -> None:
    conn, other = opened(), opened()
    schedule(conn, cron="* * * * *", allow_overlap=True)
    other.execute("set iwm.now = '2024-05-01 00:01Z'")
    other.execute("select ops.claim_run('it', 'long', true)")
    assert tick(conn, "2024-05-01 00:02Z") == 1
    assert [row[1] for row in conn.execute(RUNS)] == ["running", "succeeded"]


def test_a_cancelled_one_is_written_down(opened: Open) -> None:
    conn = opened()
    schedule(conn, statement="select pg_sleep(60)", timeout_seconds=7)
    conn.execute("set iwm.now = '2024-05-01 03:00Z'")
    conn.execute("set statement_timeout = 50")
    assert conn.execute("select ops.tick()").fetchone() == (1,)
    conn.execute("reset statement_timeout")
    assert conn.execute("select state::text, error from ops.schedule_runs").fetchall() == [
        ("failed", "cancelled, or longer than 7 s")
    ]


def test_what_takes_too_long_is_cancelled_by_who_looks(opened: Open) -> None:
    conn, slow = opened(), opened()
    schedule(conn, statement="select pg_advisory_lock(42)", timeout_seconds=5)
    conn.execute("select pg_advisory_lock(42)")
    slow.execute("set iwm.now = '2024-05-01 03:00Z'")
    thread = threading.Thread(target=lambda: slow.execute("call ops.run_due('it')"))
    thread.start()
    while conn.execute(WAITS).fetchone() != (1,):
        pass
    conn.execute("set iwm.now = '2024-05-01 03:00:09Z'")
    conn.execute("select ops.due()")
    assert conn.execute(RUNS).fetchall() == [("01 03:00", "running", 1)]
    conn.execute("set iwm.now = '2024-05-01 03:00:11Z'")
    conn.execute("select ops.due()")
    thread.join()
    assert conn.execute(RUNS).fetchall() == [("01 03:00", "failed", 1)]
