"""pg_cron asks for the chores where it is; where it is not, nothing is missing."""

import time
from collections.abc import Iterator

import psycopg
import pytest

from app import loader
from app.loader.project import ROOT
from tests.support import databases

FILE = "sql/optional/pg_cron/chores.sql"
JOBS = "select jobname, schedule, command, database, active from cron.job"


@pytest.fixture(scope="module")
def cron_dsn(owner_dsn: str, target: str) -> str:
    """The one database of the server that holds pg_cron, with everything installed."""
    if target != "docker":
        pytest.skip("pg_cron is part of the full image only")
    dsn = databases.with_database(owner_dsn, "iwm")
    loader.install(dsn)
    return dsn


@pytest.fixture
def cron(cron_dsn: str) -> Iterator[psycopg.Connection]:
    """A connection to it, in autocommit; its jobs are gone afterwards."""
    with psycopg.connect(cron_dsn, autocommit=True) as connection:
        connection.execute((ROOT / FILE).read_text())
        yield connection
        connection.execute("select cron.unschedule(jobid) from cron.job")


def test_a_database_without_it_is_loaded_all_the_same(conn: psycopg.Connection) -> None:
    assert conn.execute("select from pg_extension where extname = 'pg_cron'").fetchone() is None
    assert conn.execute("select from ops.loaded_files where path = %s", [FILE]).fetchone() is None
    assert conn.execute("select ops.run_chores() ? 'cleanup-sessions'").fetchone() == (True,)


def test_there_is_one_job_by_the_name_of_the_chore(cron: psycopg.Connection) -> None:
    assert cron.execute("select from ops.loaded_files where path = %s", [FILE]).fetchone() is not None
    job = ("cleanup-sessions", "0 * * * *", "call ops.do_chores()", "iwm", True)
    assert cron.execute(JOBS).fetchall() == [job]
    cron.execute((ROOT / FILE).read_text())
    assert cron.execute(JOBS).fetchall() == [job]


def test_pg_cron_does_the_chores(cron: psycopg.Connection) -> None:
    cron.execute("update ops.chores set last_slot = null, runs = 0")
    cron.execute("select cron.alter_job(jobid, schedule => '1 seconds') from cron.job")
    done = "select runs from ops.chores where name = 'cleanup-sessions' and last_result::jsonb ->> 'done' = 'true'"
    until = time.monotonic() + 60
    while cron.execute(done).fetchone() != (1,):
        assert time.monotonic() < until, cron.execute("select * from cron.job_run_details").fetchall()
        time.sleep(0.1)


def test_an_owner_who_may_not_use_it_is_told(cron: psycopg.Connection, act_as) -> None:
    told: list[str] = []
    cron.add_notice_handler(lambda notice: told.append(notice.message_primary or ""))
    with act_as(cron, "iwm_worker"):
        cron.execute((ROOT / FILE).read_text())
    assert any("iwm_worker may not use pg_cron" in text for text in told)
