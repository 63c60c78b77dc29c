"""Jobs, commands, VACUUM, and runs that somebody asks for."""

from collections.abc import Callable

import psycopg
import pytest

from tests.support.schedules import RUNS, schedule, tick

Open = Callable[[], psycopg.Connection]


def test_a_job_is_enqueued_in_the_same_transaction(alone: psycopg.Connection) -> None:
    schedule(alone, kind="job", statement="mails.digest", args='{"size": 3}', queue="mails", timeout_seconds=90)
    assert tick(alone, "2024-05-01 03:00Z") == 1
    job = alone.execute(
        "select j.task, j.args, q.name, j.timeout_seconds"
        " from jobs.jobs as j join jobs.queues as q on q.id = j.queue_id"
    ).fetchall()
    assert job == [("mails.digest", {"size": 3}, "mails", 90)]
    history = alone.execute(
        "select state::text, job_state::text, job_id ~ '^job_' from ops.schedule_history"
    ).fetchall()
    assert history == [("enqueued", "queued", True)]


def test_the_next_job_waits_until_the_one_before_is_over(alone: psycopg.Connection) -> None:
    schedule(alone, kind="job", statement="mails.digest", cron="* * * * *", catch_up="once")
    assert tick(alone, "2024-05-01 00:01Z") == 1
    assert tick(alone, "2024-05-01 00:02Z") == 0
    worker = alone.execute("select jobs.register('test')").fetchone()
    [job] = alone.execute("select id, attempt from jobs.claim(%s, 1)", worker).fetchall()
    assert tick(alone, "2024-05-01 00:03Z") == 0
    alone.execute("select jobs.finish(array[%s::bigint], array[%s::smallint])", job)
    assert tick(alone, "2024-05-01 00:03:30Z") == 1
    rows = alone.execute("select state::text, job_state::text from ops.schedule_history order by slot").fetchall()
    assert rows == [("enqueued", "completed"), ("missed", None), ("enqueued", "queued")]


def test_a_job_that_is_not_over_runs_and_has_no_end_yet(alone: psycopg.Connection) -> None:
    """What a run of this kind took is what its job took, whenever it came to its turn."""
    schedule(alone, kind="job", statement="mails.digest", cron="* * * * *", catch_up="once")
    assert tick(alone, "2024-05-01 00:01Z") == 1
    alone.execute("reset iwm.now")
    history = "select job_state::text, finished_at is null, seconds from ops.schedule_history"
    running = "select running, last_seconds from ops.schedule_overview"
    assert alone.execute(history).fetchall() == [("queued", True, None)]
    assert alone.execute(running).fetchall() == [(True, None)]
    worker = alone.execute("select jobs.register('test')").fetchone()
    [job] = alone.execute("select id, attempt from jobs.claim(%s, 1)", worker).fetchall()
    assert alone.execute(history).fetchall() == [("running", True, None)]
    assert alone.execute(running).fetchall() == [(True, None)]
    alone.execute("select jobs.finish(array[%s::bigint], array[%s::smallint])", job)
    [(state, open_, seconds)] = alone.execute(history).fetchall()
    assert (state, open_) == ("completed", False)
    assert 0 <= seconds < 60
    assert alone.execute(running).fetchall() == [(False, seconds)]


def test_jobs_side_by_side_run_until_the_last_is_over(alone: psycopg.Connection) -> None:
    schedule(alone, kind="job", statement="mails.digest", cron="* * * * *", allow_overlap=True)
    tick(alone, "2024-05-01 00:01Z")
    tick(alone, "2024-05-01 00:02Z")
    assert alone.execute("select running from ops.schedule_overview").fetchall() == [(True,)]
    alone.execute("delete from jobs.jobs")
    assert alone.execute("select running from ops.schedule_overview").fetchall() == [(False,)]


def test_jobs_side_by_side_where_overlap_is_allowed(alone: psycopg.Connection) -> None:
    schedule(alone, kind="command", statement="system.backup", cron="* * * * *", allow_overlap=True)
    assert tick(alone, "2024-05-01 00:01Z") == 1
    assert tick(alone, "2024-05-01 00:02Z") == 1
    assert alone.execute("select count(*) from jobs.jobs").fetchone() == (2,)


def test_vacuum_is_left_to_who_can(opened: Open) -> None:
    """In psql: select ops.take_commands() \\gexec."""
    conn = opened()
    schedule(conn, kind="vacuum", statement="vacuum (analyze) ops.schedules")
    assert tick(conn, "2024-05-01 03:00Z") == 0
    conn.execute("call ops.run_due()")
    conn.execute("select ops.run_slot('it')")
    statements = [row[0] for row in conn.execute("select ops.take_commands()")]
    assert statements[0] == "vacuum (analyze) ops.schedules"
    assert conn.execute(RUNS).fetchall() == [("01 03:00", "running", 1)]
    for statement in statements:
        conn.execute(statement)
    assert conn.execute(RUNS).fetchall() == [("01 03:00", "succeeded", 1)]
    assert conn.execute("select count(*) from pg_locks where locktype = 'advisory'").fetchone() == (0,)
    assert conn.execute("select ops.take_commands()").fetchall() == []


def test_run_now_has_a_slot_of_its_own(alone: psycopg.Connection) -> None:
    schedule(alone)
    alone.execute("set iwm.now = '2024-05-01 02:00Z'")
    for _ in range(2):
        assert alone.execute("select state::text, manual from ops.run_now('it')").fetchone() == ("succeeded", True)
    assert tick(alone, "2024-05-01 03:00Z") == 1
    rows = alone.execute("select slot::text, manual from ops.schedule_runs order by slot").fetchall()
    assert rows == [
        ("2024-05-01 02:00:00+00", True),
        ("2024-05-01 02:00:00.001+00", True),
        ("2024-05-01 03:00:00+00", False),
    ]


def test_run_now_at_the_very_time_of_a_slot(alone: psycopg.Connection) -> None:
    schedule(alone)
    alone.execute("set iwm.now = '2024-05-01 03:00Z'")
    alone.execute("select ops.run_now('it')")
    assert tick(alone, "2024-05-01 03:00Z") == 0, "that slot has run"
    assert tick(alone, "2024-05-02 03:00Z") == 1


def test_run_now_of_one_that_is_off(alone: psycopg.Connection) -> None:
    schedule(alone, enabled=False)
    assert alone.execute("select state::text from ops.run_now('it', _here => false)").fetchone() == ("waiting",)
    assert tick(alone, "2024-05-01 02:00Z") == 0, "it is there already, and runs"
    assert alone.execute("select state::text, manual from ops.schedule_runs").fetchall() == [("succeeded", True)]


def test_run_now_while_it_runs(opened: Open) -> None:
    conn, other = opened(), opened()
    schedule(conn)
    other.execute("set iwm.now = '2024-05-01 03:00Z'")
    other.execute("select ops.claim_run('it', 'long', true)")
    with pytest.raises(psycopg.Error) as caught:
        conn.execute("select ops.run_now('it')")
    assert caught.value.diag.constraint_name == "schedule_running"


def test_run_now_twice_while_it_waits(alone: psycopg.Connection) -> None:
    schedule(alone)
    alone.execute("select ops.run_now('it', 'somebody', false)")
    with pytest.raises(psycopg.Error) as caught:
        alone.execute("select ops.run_now('it', 'somebody', false)")
    assert caught.value.diag.constraint_name == "schedule_running"


def test_run_now_of_a_job(alone: psycopg.Connection) -> None:
    schedule(alone, kind="job", statement="mails.digest")
    assert alone.execute("select state::text, job_id is not null from ops.run_now('it')").fetchone() == (
        "enqueued",
        True,
    )
    with pytest.raises(psycopg.Error) as caught:
        alone.execute("select ops.run_now('it')")
    assert caught.value.diag.constraint_name == "schedule_running"


def test_no_such_schedule(alone: psycopg.Connection) -> None:
    with pytest.raises(psycopg.Error) as caught:
        alone.execute("select ops.run_now('nothing')")
    assert caught.value.diag.constraint_name == "schedule_not_found"


def test_what_is_due_and_when_the_next_will_be(alone: psycopg.Connection) -> None:
    schedule(alone)
    alone.execute("select ops.add_schedule('soon', '* * * * *', 'select 2')")
    alone.execute("set iwm.now = '2024-05-01 00:00:45Z'")
    assert alone.execute("select * from ops.due()").fetchone() == (None, 15, [], [])
    alone.execute("set iwm.now = '2024-05-01 00:01:00Z'")
    assert alone.execute("select * from ops.due()").fetchone() == (["soon"], 3 * 3600 - 60, [], [])


def test_a_run_of_another_session_cannot_be_performed(opened: Open) -> None:
    conn, other = opened(), opened()
    schedule(conn)
    other.execute("set iwm.now = '2024-05-01 03:00Z'")
    run = other.execute("select id from ops.claim_run('it', 'x', true)").fetchone()
    with pytest.raises(psycopg.errors.RaiseException):
        conn.execute("select ops.perform_run(%s)", run)
    conn.execute("select ops.finish_run(%s)", run)
    assert conn.execute(RUNS).fetchall() == [("01 03:00", "running", 1)]
