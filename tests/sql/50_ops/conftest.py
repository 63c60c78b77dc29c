"""Databases without the schedules that the product ships, and the one that pg_cron lives in."""

from collections.abc import Callable, Iterator

import psycopg
import pytest

from app import loader
from tests.support import databases


@pytest.fixture
def alone(conn: psycopg.Connection) -> psycopg.Connection:
    """No other schedules."""
    conn.execute("delete from ops.schedules")
    return conn


@pytest.fixture
def opened(fresh_dsn: str) -> Iterator[Callable[[], psycopg.Connection]]:
    """opened(): a connection in autocommit to a database of this test alone, which has no other schedules."""
    connections: list[psycopg.Connection] = []

    def open_one() -> psycopg.Connection:
        connections.append(psycopg.connect(fresh_dsn, autocommit=True))
        return connections[-1]

    first = open_one()
    first.execute("delete from ops.schedules")
    first.execute("create table public.log (n integer generated always as identity, what text)")
    yield open_one
    for connection in connections:
        connection.close()


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
    """A connection to it, in autocommit; jobs and runs are gone afterwards, and so is the schedule `it`."""
    with psycopg.connect(cron_dsn, autocommit=True) as connection:
        connection.execute("select ops.create_scheduled_jobs()")
        yield connection
        connection.execute("delete from ops.schedules where name = 'it'")
        connection.execute("select cron.unschedule(jobid) from cron.job")
        connection.execute("delete from cron.job_run_details; delete from ops.schedule_runs")
