"""How runs of pg_cron end: switched off or removed meanwhile, never begun, or with pg_cron itself gone."""

import psycopg
import pytest

from tests.support.schedules import until

EVERY_SECOND = "select cron.alter_job(jobid, schedule => '1 seconds') from cron.job where jobname = 'it'"
JOB = "select from cron.job where jobname = 'it'"
DUE = "update ops.schedules set last_slot = now() - interval '3 minutes', next_slot = now() where name = 'it'"
RUN = "select state::text, error from ops.schedule_runs where name = 'it' and state <> 'missed' order by slot desc"


@pytest.fixture
def held(cron: psycopg.Connection) -> psycopg.Connection:
    """A schedule `it` of kind vacuum, which pg_cron has begun and which waits for the lock 42 of the connection."""
    cron.execute("create table if not exists public.held (n integer)")
    cron.execute("select ops.add_schedule('it', '* * * * *', 'vacuum public.held', 'vacuum')")
    cron.execute(DUE)
    return cron


def begin(cron: psycopg.Connection, other: psycopg.Connection) -> None:
    """pg_cron begins to vacuum a table that the other connection has locked."""
    other.execute("lock table public.held in access exclusive mode")
    cron.execute(EVERY_SECOND)
    until(cron, "select from pg_stat_activity where query like 'vacuum public.held%' and wait_event_type = 'Lock'")
    cron.execute("select cron.alter_job(jobid, schedule => '0 0 1 1 *') from cron.job where jobname = 'it'")
    cron.execute("select ops.due()")
    assert cron.execute(RUN).fetchone() == ("running", None)


@pytest.fixture
def other(cron_dsn: str):
    with psycopg.connect(cron_dsn) as connection:
        yield connection


def test_a_statement_goes_on_when_its_schedule_is_switched_off(cron: psycopg.Connection) -> None:
    cron.execute("select pg_advisory_lock(42)")
    cron.execute("select ops.add_schedule('it', '0 3 * * *', 'select pg_advisory_xact_lock(42)')")
    cron.execute(
        "update ops.schedules set last_slot = now() - interval '1 day 1 second', next_slot = now() - interval '1 hour'"
        " where name = 'it'"
    )
    cron.execute(EVERY_SECOND)
    until(cron, "select from ops.schedule_runs where name = 'it' and state = 'running'")
    until(cron, "select from pg_locks where locktype = 'advisory' and not granted")
    cron.execute("select ops.enable_schedule('it', false)")
    cron.execute("select pg_sleep(1.5), ops.due()")  # pg_cron looks once a second
    assert cron.execute(RUN).fetchone() == ("running", None)
    cron.execute("select pg_advisory_unlock(42)")
    until(cron, "select from ops.schedule_runs where name = 'it' and state = 'succeeded'")
    until(cron, "select where not exists (select from cron.job_run_details where end_time is null)")
    cron.execute("select ops.due()")
    assert cron.execute(JOB).fetchone() is None
    assert cron.execute("select carried, next_slot from ops.schedules where name = 'it'").fetchone() == (False, None)


def test_a_vacuum_goes_on_when_its_schedule_is_switched_off(held: psycopg.Connection, other) -> None:
    begin(held, other)
    held.execute("select ops.enable_schedule('it', false)")
    held.execute("select pg_sleep(1.5), ops.due()")
    assert held.execute(RUN).fetchone() == ("running", None)
    other.rollback()
    until(held, "select where not exists (select from cron.job_run_details where end_time is null)")
    held.execute("select ops.due()")
    assert held.execute(RUN).fetchone() == ("succeeded", None)
    assert held.execute(JOB).fetchone() is None
    assert held.execute("select carried, next_slot from ops.schedules where name = 'it'").fetchone() == (False, None)


def test_a_vacuum_whose_job_was_taken_away_is_over(held: psycopg.Connection, other) -> None:
    begin(held, other)
    held.execute("select cron.unschedule(jobid) from cron.job where jobname = 'it'")
    until(held, "select where not exists (select from cron.job_run_details where end_time is null)")
    held.execute("select ops.due()")
    assert held.execute(RUN).fetchone() == ("failed", "job canceled")
    assert held.execute("select state::text from ops.run_now('it')").fetchone() == ("waiting",)


def test_a_vacuum_that_takes_too_long_is_cancelled(held: psycopg.Connection, other) -> None:
    begin(held, other)
    held.execute("update ops.schedules set timeout_seconds = 1 where name = 'it'")
    until(held, "select from ops.schedule_runs where started_at < now() - interval '6.5 seconds' and name = 'it'")
    held.execute("call ops.run_due('prune-schedule-runs')")
    until(held, "select where not exists (select from cron.job_run_details where end_time is null)")
    held.execute("select ops.due()")
    state, error = held.execute(RUN).fetchone() or ("", "")
    assert state == "failed"
    assert "cancel" in (error or "")


@pytest.mark.parametrize("unscheduled", [False, True])
def test_a_vacuum_that_a_restart_of_the_server_broke_off_has_failed(
    held: psycopg.Connection, unscheduled: bool
) -> None:
    """pg_cron writes that down without a time of its end."""
    held.execute(
        "insert into cron.job_run_details (jobid, runid, job_pid, database, username, command, status, start_time)"
        " select jobid, -6, 4000000, database, username, command, 'running', now() from cron.job where jobname = 'it'"
    )
    held.execute("select ops.due()")
    assert held.execute(RUN).fetchone() == ("running", None)
    if unscheduled:
        held.execute("select cron.unschedule(jobid) from cron.job where jobname = 'it'")
    held.execute(
        "update cron.job_run_details set status = 'failed', return_message = 'server restarted' where runid = -6"
    )
    held.execute("select ops.due()")
    assert held.execute(RUN).fetchone() == ("failed", "server restarted")
    held.execute("select ops.enable_schedule('it', false)")
    assert held.execute(JOB).fetchone() is None
    held.execute("delete from cron.job_run_details where runid = -6")


def test_what_could_not_begin_is_no_run(cron: psycopg.Connection) -> None:
    """Its slot is as due as before, for whoever else ticks."""
    cron.execute("select ops.add_schedule('it', '* * * * *', 'vacuum ops.schedules', 'vacuum')")
    cron.execute(DUE)
    cron.execute(
        "insert into cron.job_run_details (jobid, runid, database, username, command, status, return_message)"
        " select jobid, -5, database, username, command, 'failed', 'job startup timeout'"
        " from cron.job where jobname = 'it'"
    )
    cron.execute("select ops.due()")
    assert cron.execute(RUN).fetchall() == []
    assert cron.execute("select next_slot <= now() from ops.schedules where name = 'it'").fetchone() == (True,)
    cron.execute("select cron.schedule('mine', '1 seconds', 'select 1')")
    until(cron, "select from cron.job_run_details where status = 'succeeded'")
    cron.execute("select cron.unschedule('mine')")
    cron.execute("select ops.prune_schedule_runs(interval '0')")
    assert cron.execute("select from cron.job_run_details where runid = -5").fetchone() is None


def test_without_pg_cron_all_goes_on(cron: psycopg.Connection) -> None:
    """It was dropped, and nobody has loaded since."""
    cron.execute("select ops.add_schedule('it', '* * * * *', 'vacuum ops.schedules', 'vacuum')")
    cron.execute(DUE)
    with cron.transaction(force_rollback=True):
        cron.execute("drop extension pg_cron")
        assert "it" in cron.execute("select plain from ops.due()").fetchone()[0]  # type: ignore[index]
        cron.execute("select ops.enable_schedule('it', false)")
        assert cron.execute("select bool_or(by_pg_cron) from ops.schedule_overview").fetchone() == (False,)
        assert cron.execute("select ops.prune_schedule_runs() ->> 'cron_runs'").fetchone() == ("0",)
