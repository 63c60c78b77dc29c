"""The dashboard over HTTP in this process: a database with people, and somebody's browser without a window."""

from collections.abc import AsyncIterator, Iterator

import httpx
import psycopg
import pytest
import pytest_asyncio

from app.database.dsn import as_role
from app.http.app import App, create_app
from app.settings import Settings
from tests.app.http.support import until
from tests.support import databases
from tests.support.accounts import People, Person


@pytest.fixture(scope="module")
def dashboard_dsn(owner_dsn: str, template: str) -> Iterator[str]:
    """The owner's connection to a clone that the tests of a module share, without limits of calls."""
    with databases.cloned(owner_dsn, template, prefix="dashboard") as dsn:
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute("update iwm.rate_limits set account_burst = 1000000, client_burst = 1000000")
        yield dsn


@pytest.fixture
def owner(dashboard_dsn: str) -> Iterator[psycopg.Connection]:
    """The owner's connection, in autocommit; no job is there, and nothing is paused."""
    with psycopg.connect(dashboard_dsn, autocommit=True) as connection:
        connection.execute(
            "truncate jobs.jobs, jobs.history, jobs.events, jobs.workers, jobs.hourly, jobs.daily_times,"
            " jobs.daily_totals, jobs.weekly_times, jobs.minutes"
        )
        connection.execute("update jobs.queues set paused_at = null, paused_by = null")
        yield connection


class Somebody:
    """Makes people, each with a name of their own."""

    count = 0

    def __init__(self, owner: psycopg.Connection) -> None:
        self.people = People(owner)

    def __call__(self, role: str = "user", **columns: object) -> Person:
        """Somebody new, with a role."""
        Somebody.count += 1
        return self.people.user(f"board{Somebody.count}", role, **columns)


@pytest.fixture
def somebody(owner: psycopg.Connection) -> Somebody:
    """somebody(role): a new user."""
    return Somebody(owner)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def app(dashboard_dsn: str) -> AsyncIterator[App]:
    """An application in this process, for a module with one event loop (ONE_LOOP)."""
    settings = Settings(app_database_url=as_role(dashboard_dsn, "iwm_app"), log_level="error", mail="none")
    found = create_app(settings)
    await found.runtime.start()
    try:
        await until(lambda: found.runtime.front.ready)
        yield found
    finally:
        await found.runtime.stop()


@pytest_asyncio.fixture(loop_scope="module")
async def client(app: App) -> AsyncIterator[httpx.AsyncClient]:
    """A client that keeps cookies."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://iwm.test", timeout=60) as found:
        yield found
