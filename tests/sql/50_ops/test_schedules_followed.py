"""Runs of pg_cron that are followed by their session, whether pg_cron is still there or not."""

import threading
import time
from collections.abc import Callable

import psycopg
import pytest

from tests.support.schedules import schedule

Open = Callable[[], psycopg.Connection]
RUN = "select state::text, error from ops.schedule_runs order by slot limit 1"
GONE = ("lost", "the session that ran it ended")
NOBODY = 2**31 - 1  # the number of no session


def follow(conn: psycopg.Connection, pid: int, timeout: int = 3600) -> None:
    """A VACUUM that pg_cron began just now, in this session."""
    schedule(conn, kind="vacuum", statement="vacuum ops.schedules", timeout_seconds=timeout)
    conn.execute("reset iwm.now")
    conn.execute(
        "insert into ops.schedule_runs (name, slot, state, followed, run_by, pid, started_at)"
        " values ('it', '2024-05-01 03:00Z', 'running', true, 'pg_cron', %s, clock_timestamp())",
        [pid],
    )


@pytest.mark.parametrize(
    "look", ["select ops.due()", "select ops.take_run('it', 'a worker')", "select ops.run_now('it')"]
)
def test_one_whose_session_ended_is_lost(opened: Open, look: str) -> None:
    conn = opened()
    follow(conn, NOBODY)
    conn.execute(look)  # type: ignore[call-overload]
    assert conn.execute(RUN).fetchone() == GONE


def test_it_holds_up_its_schedule_no_more(opened: Open) -> None:
    conn = opened()
    follow(conn, NOBODY)
    conn.execute("select ops.due()")
    taken = conn.execute("select state::text, command from ops.take_run('it', 'a worker')").fetchone()
    assert taken == ("running", "vacuum ops.schedules")


def test_a_session_of_the_same_number_that_began_later_is_another(opened: Open) -> None:
    conn, other = opened(), opened()
    follow(conn, other.info.backend_pid)
    conn.execute("update ops.schedule_runs set started_at = started_at - interval '1 minute'")
    conn.execute("select ops.due()")
    assert conn.execute(RUN).fetchone() == GONE


def test_one_whose_session_lives_goes_on(opened: Open) -> None:
    conn, other = opened(), opened()
    follow(conn, other.info.backend_pid)
    conn.execute("select ops.due()")
    assert conn.execute(RUN).fetchone() == ("running", None)
    assert conn.execute("select id from ops.take_run('it', 'a worker')").fetchone() == (None,)
    with pytest.raises(psycopg.Error) as caught:
        conn.execute("select ops.run_now('it')")
    assert caught.value.diag.constraint_name == "schedule_running"


@pytest.mark.parametrize("look", ["select ops.due()", "call ops.run_due('another')"])
def test_one_that_takes_too_long_is_cancelled(opened: Open, look: str) -> None:
    conn, other = opened(), opened()
    follow(conn, other.info.backend_pid, timeout=5)
    ended: list[str] = []

    def work() -> None:
        try:
            other.execute("select pg_sleep(60)")
        except psycopg.Error as error:
            ended.append(type(error).__name__)

    thread = threading.Thread(target=work)
    thread.start()
    while conn.execute("select from pg_stat_activity where query = 'select pg_sleep(60)'").fetchone() is None:
        time.sleep(0.01)
    for seconds, expected in ((9, 0), (11, 1)):
        conn.execute(
            "select set_config('iwm.now', (clock_timestamp() + %s * interval '1 second')::text, false)", [seconds]
        )
        conn.execute(look)  # type: ignore[call-overload]
        thread.join(0.3 if not expected else 30)
        assert len(ended) == expected
    assert ended == ["QueryCanceled"]
