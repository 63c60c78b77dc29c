"""Each slot once: the next one, and those that were missed."""

from collections.abc import Callable

import psycopg
import pytest

from tests.support.schedules import RUNS, schedule, tick

LOG = "create table public.log (n integer generated always as identity, what text)"


def test_a_slot_runs_once(alone: psycopg.Connection) -> None:
    schedule(alone)
    assert tick(alone, "2024-05-01 02:59:59Z") == 0
    assert tick(alone, "2024-05-01 03:00:00Z") == 1
    assert tick(alone, "2024-05-01 03:00:01Z") == 0
    assert tick(alone, "2024-05-02 03:00:20Z") == 1
    assert alone.execute(RUNS).fetchall() == [("01 03:00", "succeeded", 1), ("02 03:00", "succeeded", 1)]


def test_what_it_answers_is_kept(alone: psycopg.Connection) -> None:
    schedule(alone, statement="select 'forty-two'")
    tick(alone, "2024-05-01 03:00Z")
    row = alone.execute("select result, error, batches, started_at::text, run_by from ops.schedule_runs").fetchone()
    assert row
    assert row[:4] == ("forty-two", None, 1, "2024-05-01 03:00:00+00")
    assert "iwm_owner" in row[4]


def test_an_error_is_written_down_and_undoes_what_the_statement_did(alone: psycopg.Connection) -> None:
    alone.execute(LOG)
    alone.execute("create function public.bad() returns void language plpgsql as $$ begin"
                  " insert into public.log (what) values ('half'); perform 1 / 0; end $$")  # fmt: skip
    schedule(alone, statement="select public.bad()")
    assert tick(alone, "2024-05-01 03:00Z") == 1
    assert alone.execute("select state::text, error from ops.schedule_runs").fetchall() == [
        ("failed", "division by zero (SQLSTATE 22012)")
    ]
    assert alone.execute("select count(*) from public.log").fetchone() == (0,)
    assert tick(alone, "2024-05-02 03:00Z") == 1


def test_one_that_fails_does_not_stop_the_others(alone: psycopg.Connection) -> None:
    schedule(alone, statement="select 1 / (select 0)")
    alone.execute("select ops.add_schedule('other', '0 3 * * *', 'select 2')")
    tick(alone, "2024-05-01 03:00Z")
    rows = alone.execute("select name, state::text from ops.schedule_runs order by 1").fetchall()
    assert rows == [("it", "failed"), ("other", "succeeded")]


def test_one_that_is_off_does_not_run_and_catches_nothing_up(alone: psycopg.Connection) -> None:
    schedule(alone, catch_up="all")
    alone.execute("select ops.enable_schedule('it', false)")
    assert tick(alone, "2024-05-03 12:00Z") == 0
    assert alone.execute("select ops.enable_schedule('it')::text").fetchone() == ("2024-05-04 03:00:00+00",)
    assert tick(alone, "2024-05-03 12:00Z") == 0
    assert tick(alone, "2024-05-04 03:00Z") == 1
    assert alone.execute(RUNS).fetchall() == [("04 03:00", "succeeded", 1)]


def test_another_time_counts_from_now(alone: psycopg.Connection) -> None:
    schedule(alone)
    alone.execute("set iwm.now = '2024-05-01 12:00Z'")
    alone.execute("update ops.schedules set cron = '0 10 * * *'")
    assert tick(alone, "2024-05-01 12:00Z") == 0
    assert tick(alone, "2024-05-02 10:00Z") == 1


def test_a_statement_in_batches_is_called_again(alone: psycopg.Connection) -> None:
    alone.execute(LOG)
    alone.execute(
        "create function public.part() returns jsonb language sql as $$"
        " with i as (insert into public.log (what) values ('x') returning n)"
        " select jsonb_build_object('done', i.n >= 3, 'n', i.n) from i $$"
    )
    schedule(alone, statement="select public.part()")
    tick(alone, "2024-05-01 03:00Z")
    assert alone.execute("select batches, result from ops.schedule_runs").fetchall() == [(3, '{"n": 3, "done": true}')]


def test_one_whose_batches_do_not_end_is_ended(opened: Callable[[], psycopg.Connection]) -> None:
    conn = opened()
    schedule(conn, statement="""select '{"done": false}'::jsonb""", timeout_seconds=1)
    conn.execute("set iwm.now = '2024-05-01 03:00Z'")
    conn.execute("select ops.claim_run('it')")
    run = "select ops.perform_run((select id from ops.schedule_runs))"
    assert conn.execute(run).fetchone() == (True,)
    conn.execute("set iwm.now = '2024-05-01 03:00:02Z'")
    assert conn.execute(run).fetchone() == (False,)
    assert conn.execute("select state::text, left(error, 15) from ops.schedule_runs").fetchone() == (
        "failed",
        "longer than 1 s",
    )


def test_a_run_does_not_tick(alone: psycopg.Connection) -> None:
    schedule(alone, statement="select ops.tick()")
    alone.execute("select ops.add_schedule('later', '1 3 * * *', 'select 2')")
    tick(alone, "2024-05-01 03:01Z")
    rows = alone.execute("select name, result from ops.schedule_runs order by 1").fetchall()
    assert rows == [("it", "0"), ("later", "2")]


@pytest.mark.parametrize(
    ("policy", "back_at", "expected"),
    [
        ("skip", "2024-05-03 12:00Z", [("01 03:00", "missed"), ("02 03:00", "missed"), ("03 03:00", "missed")]),
        ("skip", "2024-05-03 03:02Z", [("01 03:00", "missed"), ("02 03:00", "missed"), ("03 03:00", "succeeded")]),
        ("once", "2024-05-03 12:00Z", [("01 03:00", "missed"), ("02 03:00", "missed"), ("03 03:00", "succeeded")]),
        ("all", "2024-05-03 12:00Z", [("01 03:00", "succeeded"), ("02 03:00", "succeeded"), ("03 03:00", "succeeded")]),
    ],
)
def test_downtime_across_three_slots(alone: psycopg.Connection, policy: str, back_at: str, expected: list) -> None:
    schedule(alone, catch_up=policy)
    tick(alone, back_at)
    assert [row[:2] for row in alone.execute(RUNS)] == expected
    assert tick(alone, back_at) == 0
    assert tick(alone, "2024-05-04 03:00Z") == 1


def test_all_runs_them_in_their_order(alone: psycopg.Connection) -> None:
    schedule(alone, catch_up="all")
    tick(alone, "2024-05-03 12:00Z")
    order = alone.execute("select array_agg(slot order by id) = array_agg(slot order by slot) from ops.schedule_runs")
    assert order.fetchone() == (True,)


def test_long_downtime_of_a_schedule_of_each_minute(alone: psycopg.Connection) -> None:
    """Half a million slots: found without being walked, a hundred of them written down."""
    schedule(alone, cron="* * * * *")
    assert tick(alone, "2025-05-01 00:00:30Z") == 1
    rows = alone.execute(
        "select state::text, count(*), max(slot)::text from ops.schedule_runs group by 1 order by 1"
    ).fetchall()
    assert rows == [("missed", 100, "2024-05-01 01:40:00+00"), ("succeeded", 1, "2025-05-01 00:00:00+00")]
    assert tick(alone, "2025-05-01 00:01:00Z") == 1


def test_all_is_not_without_end_in_one_go(alone: psycopg.Connection) -> None:
    schedule(alone, cron="* * * * *", catch_up="all")
    assert tick(alone, "2024-05-01 03:00Z") == 100
    assert tick(alone, "2024-05-01 03:00Z") == 80
    assert tick(alone, "2024-05-01 03:00Z") == 0
