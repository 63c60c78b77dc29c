"""pg_cron carries the schedules where it is; where it is not, nothing is missing."""

import asyncio

import psycopg
import pytest

from app.database.dsn import as_role
from app.http.tasks import end
from app.jobs.schedules import Schedules
from tests.support.psql import SCRIPT, psql
from tests.support.schedules import until

JOBS = "select jobname, schedule, command, database, active from cron.job order by jobname"


def test_without_it_somebody_else_runs_them(conn: psycopg.Connection) -> None:
    assert conn.execute("select to_regproc('ops.sync_cron')").fetchone() == (None,)
    assert conn.execute("select distinct run_by from ops.create_scheduled_jobs()").fetchall() == [
        ("a worker, or psql",)
    ]
    assert conn.execute("select bool_or(by_pg_cron) from ops.schedule_overview").fetchone() != (True,)


def test_each_schedule_is_a_job_by_its_name_and_time(cron: psycopg.Connection) -> None:
    wanted = cron.execute("select name, cron from ops.schedules where enabled order by name").fetchall()
    jobs = cron.execute(JOBS).fetchall()
    assert [job[:2] for job in jobs if job[0] != "catch-up-schedules"] == wanted
    assert ("update-movie-stats", "0 5 * * *", "call ops.run_due('update-movie-stats', 'pg_cron')", "iwm", True) in jobs
    assert ("vacuum-analyze", "0 4 * * 1", "vacuum (analyze) /* ops.schedules */", "iwm", True) in jobs
    assert ("catch-up-schedules", "*/15 * * * *", "call ops.run_due(null, 'pg_cron')", "iwm", True) in jobs
    assert not [job for job in jobs if job[0] == "daily-backup"]
    carried = cron.execute("select bool_and(by_pg_cron = enabled) from ops.schedule_overview").fetchone()
    assert carried == (True,)


def test_a_second_time_changes_nothing(cron: psycopg.Connection) -> None:
    before = cron.execute("select jobid, jobname from cron.job order by 1").fetchall()
    assert cron.execute("select ops.sync_cron()").fetchone() == (0,)
    assert cron.execute("select jobid, jobname from cron.job order by 1").fetchall() == before


def test_the_jobs_follow_the_schedules(cron: psycopg.Connection) -> None:
    job = "select schedule, command from cron.job where jobname = 'it'"
    cron.execute("select ops.add_schedule('it', '@yearly', 'select 1')")
    assert cron.execute(job).fetchone() == ("0 0 1 1 *", "call ops.run_due('it', 'pg_cron')")
    cron.execute("update ops.schedules set cron = '5 3 * * mon' where name = 'it'")
    assert cron.execute(job).fetchone() == ("5 3 * * mon", "call ops.run_due('it', 'pg_cron')")
    cron.execute("select ops.enable_schedule('it', false)")
    assert cron.execute(job).fetchone() is None
    cron.execute("select ops.enable_schedule('it')")
    cron.execute("update ops.schedules set name = 'renamed' where name = 'it'")
    assert cron.execute(job).fetchone() is None
    assert cron.execute("select command from cron.job where jobname = 'renamed'").fetchone() == (
        "call ops.run_due('renamed', 'pg_cron')",
    )
    cron.execute("select ops.drop_schedule('renamed')")
    assert cron.execute("select from cron.job where jobname = 'renamed'").fetchone() is None


def test_jobs_of_others_are_left_alone(cron: psycopg.Connection) -> None:
    cron.execute("select cron.schedule('mine', '0 0 1 1 *', 'select 1')")
    cron.execute("select ops.sync_cron()")
    assert cron.execute("select command from cron.job where jobname = 'mine'").fetchone() == ("select 1",)


@pytest.mark.parametrize(
    ("zone", "schedule"), [("Europe/Berlin", "30 * * * *"), ("Asia/Kolkata", "* * * * *"), ("UTC", "30 2 * * *")]
)
def test_other_time_zones_are_asked_more_often(cron: psycopg.Connection, zone: str, schedule: str) -> None:
    cron.execute("select ops.add_schedule('it', '30 2 * * *', 'select 1', _time_zone => %s)", [zone])
    assert cron.execute("select schedule from cron.job where jobname = 'it'").fetchone() == (schedule,)


def test_a_vacuum_of_another_time_zone_is_left_to_the_worker(cron: psycopg.Connection) -> None:
    cron.execute("select ops.add_schedule('it', '30 2 * * *', 'vacuum', 'vacuum', _time_zone => 'Europe/Berlin')")
    assert cron.execute("select from cron.job where jobname = 'it'").fetchone() is None
    assert cron.execute("select carried from ops.schedules where name = 'it'").fetchone() == (False,)


def test_a_worker_leaves_them_to_pg_cron_for_a_while(cron: psycopg.Connection) -> None:
    cron.execute("select ops.add_schedule('it', '0 3 * * *', 'select 1')")
    cron.execute("update ops.schedules set next_slot = now() - interval '80 seconds' where name = 'it'")
    assert "it" not in (cron.execute("select names from ops.due()").fetchone()[0] or [])
    assert "it" in cron.execute("select names from ops.due(false)").fetchone()[0]
    cron.execute("update ops.schedules set next_slot = now() - interval '100 seconds' where name = 'it'")
    assert "it" in cron.execute("select names from ops.due()").fetchone()[0]


def test_one_that_a_dba_made_inactive_is_left_to_the_worker(cron: psycopg.Connection) -> None:
    cron.execute("select ops.add_schedule('it', '0 3 * * *', 'select 1')")
    cron.execute("select cron.alter_job(jobid, active => false) from cron.job where jobname = 'it'")
    cron.execute("select ops.sync_cron()")
    assert cron.execute("select active from cron.job where jobname = 'it'").fetchone() == (False,)
    assert cron.execute("select carried from ops.schedules where name = 'it'").fetchone() == (False,)


def test_pg_cron_runs_a_slot_once(cron: psycopg.Connection) -> None:
    cron.execute("select ops.add_schedule('it', '0 3 * * *', 'select ''done''')")
    cron.execute(
        "update ops.schedules set last_slot = now() - interval '1 day 1 second', next_slot = now() - interval '1 hour'"
        " where name = 'it'"
    )
    cron.execute("select cron.alter_job(jobid, schedule => '1 seconds') from cron.job where jobname = 'it'")
    until(cron, "select from cron.job_run_details where status = 'succeeded' offset 2")
    rows = cron.execute(
        "select state::text, run_by, attempt, result from ops.schedule_runs where name = 'it'"
    ).fetchall()
    assert rows == [("succeeded", "pg_cron", 1, "done")]
    # the seeds' query
    history = cron.execute("SELECT * FROM cron.job_run_details \nORDER BY start_time DESC \nLIMIT 10")
    assert history.rowcount >= 3


async def test_pg_cron_and_a_worker_tick_at_once(cron: psycopg.Connection, cron_dsn: str) -> None:
    """Three hundred slots are due, and both are at them: each is run once."""
    cron.execute("create table if not exists public.noted (slot integer); truncate public.noted")
    cron.execute(
        "create or replace function public.note() returns void language sql as"
        " 'select pg_advisory_xact_lock_shared(42); insert into public.noted default values'"
    )
    cron.execute("select pg_advisory_lock(42)")
    cron.execute(
        "select ops.add_schedule('it', '* * * * *', 'select public.note()', _catch_up => 'all', _allow_overlap => true)"
    )
    cron.execute(
        "update ops.schedules set last_slot = date_trunc('minute', now()) - interval '301 minutes',"
        " next_slot = date_trunc('minute', now()) - interval '300 minutes' where name = 'it'"
    )
    cron.execute("select cron.alter_job(jobid, schedule => '1 seconds') from cron.job where jobname = 'it'")
    worker = Schedules(as_role(cron_dsn, "iwm_worker"), name="a worker")
    ticking = asyncio.create_task(worker.run())

    async def until_it_holds(condition: str) -> None:
        async with asyncio.timeout(120):
            while cron.execute(f"select {condition} from ops.schedule_runs where name = 'it'").fetchone() != (True,):  # type: ignore[call-overload]  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    try:
        await until_it_holds("array_agg(distinct run_by order by run_by) = '{a worker,pg_cron}'")
        cron.execute("select pg_advisory_unlock(42)")
        await until_it_holds("count(*) filter (where state = 'succeeded') >= 300")
    finally:
        await end([ticking])
        await worker.finish(60)
        cron.execute("select ops.enable_schedule('it', false)")
    await until_it_holds("bool_and(state = 'succeeded')")
    rows = cron.execute(
        "select count(*), count(distinct slot), max(attempt), (select count(*) from public.noted)"
        " from ops.schedule_runs where name = 'it'"
    ).fetchone()
    assert rows
    assert rows[0] >= 300
    assert rows == (rows[0], rows[0], 1, rows[0])


def test_the_script_makes_a_job_of_each_schedule(cron: psycopg.Connection, cron_dsn: str) -> None:
    """Also of those that an area ships, and of one that was removed."""
    cron.execute("delete from ops.schedules where name in ('cleanup-videos', 'prune-jobs')")
    cron.execute("select cron.unschedule(jobid) from cron.job")
    done = psql(cron_dsn, "-At", "-F", " ; ", "-f", SCRIPT)
    assert done.returncode == 0, done.stderr
    said = [line.split(" ; ") for line in done.stdout.splitlines() if " ; " in line]
    schedules = {name: cron_ for name, cron_, _, state, *_ in said if not state.endswith("off")}
    assert {"cleanup-videos", "prune-jobs", "vacuum-analyze", "cleanup-sessions", "update-movie-stats"} <= set(
        schedules
    )
    assert {line[5] for line in said if line[0] in schedules} == {"pg_cron"}
    jobs = dict(row[:2] for row in cron.execute(JOBS))
    assert jobs == {**schedules, "catch-up-schedules": "*/15 * * * *"}


def test_vacuum_runs_as_a_plain_command_and_its_slot_is_noted(cron: psycopg.Connection) -> None:
    cron.execute("select ops.add_schedule('it', '* * * * *', 'vacuum ops.schedules', 'vacuum')")
    cron.execute(
        "update ops.schedules set last_slot = now() - interval '3 minutes', next_slot = now() where name = 'it'"
    )
    cron.execute("select cron.alter_job(jobid, schedule => '1 seconds') from cron.job where jobname = 'it'")
    until(cron, "select from cron.job_run_details where command like 'vacuum%' and status = 'succeeded'")
    cron.execute("select cron.alter_job(jobid, schedule => '0 0 1 1 *') from cron.job where jobname = 'it'")
    until(
        cron, "select where not exists (select from cron.job_run_details where status not in ('succeeded', 'failed'))"
    )
    cron.execute("select ops.due()")
    rows = cron.execute(
        "select distinct state::text, run_by, followed, slot > now() - interval '2 minutes' from ops.schedule_runs"
        " where name = 'it' and state <> 'missed'"
    ).fetchall()
    assert rows == [("succeeded", "pg_cron", True, True)]
    assert cron.execute("select next_slot > last_slot from ops.schedules where name = 'it'").fetchone() == (True,)
    assert cron.execute("select ops.follow_cron() > 0").fetchone() == (True,)
    again = "select count(*), count(distinct slot) from ops.schedule_runs where name = 'it'"
    counts = cron.execute(again).fetchone()
    assert counts
    assert counts[0] == counts[1]


def test_a_command_that_fails_is_noted(cron: psycopg.Connection) -> None:
    cron.execute("select ops.add_schedule('it', '* * * * *', 'vacuum ops.nothing', 'vacuum')")
    cron.execute(
        "update ops.schedules set last_slot = now() - interval '3 minutes', next_slot = now() where name = 'it'"
    )
    cron.execute("select cron.alter_job(jobid, schedule => '1 seconds') from cron.job where jobname = 'it'")
    until(cron, "select from cron.job_run_details where command like 'vacuum%' and status = 'failed'")
    cron.execute("select ops.due()")
    row = until(cron, "select error from ops.schedule_runs where name = 'it' and state = 'failed'")
    assert "does not exist" in row[0]


def test_a_long_procedure_of_pg_cron_is_seen_while_it_runs(cron: psycopg.Connection) -> None:
    cron.execute("select pg_advisory_lock(42)")
    cron.execute("select ops.add_schedule('it', '0 3 * * *', 'select pg_advisory_xact_lock(42)')")
    cron.execute("update ops.schedules set last_slot = now() - interval '1 day 1 second' where name = 'it'")
    cron.execute("update ops.schedules set next_slot = now() - interval '1 hour' where name = 'it'")
    cron.execute("select cron.alter_job(jobid, schedule => '1 seconds') from cron.job where jobname = 'it'")
    assert until(cron, "select run_by from ops.schedule_runs where name = 'it' and state = 'running'") == ("pg_cron",)
    cron.execute("select pg_advisory_unlock(42)")
    until(cron, "select from ops.schedule_runs where name = 'it' and state = 'succeeded'")


def test_an_owner_who_may_not_use_it_is_told(cron: psycopg.Connection, act_as) -> None:
    told: list[str] = []
    cron.add_notice_handler(lambda notice: told.append(notice.message_primary or ""))
    with cron.transaction(force_rollback=True):
        cron.execute("grant execute on all functions in schema ops to iwm_worker")
        cron.execute("grant select, update on ops.schedules to iwm_worker")
        with act_as(cron, "iwm_worker"):
            assert cron.execute("select ops.sync_cron()").fetchone() == (0,)
    assert any("iwm_worker may not use pg_cron" in text for text in told)


def test_old_notes_of_pg_cron_are_pruned(cron: psycopg.Connection) -> None:
    cron.execute("select cron.schedule('mine', '1 seconds', 'select 1')")
    until(cron, "select from cron.job_run_details where status = 'succeeded'")
    cron.execute("select cron.unschedule('mine')")
    until(
        cron, "select where not exists (select from cron.job_run_details where status not in ('succeeded', 'failed'))"
    )
    (pruned,) = cron.execute("select ops.prune_schedule_runs(interval '0')").fetchone()  # type: ignore[misc]
    assert pruned["cron_runs"] >= 1
