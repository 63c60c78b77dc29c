"""A server process and an application in this process, on a database of their own."""

from collections.abc import AsyncIterator, Iterator

import psycopg
import pytest
import pytest_asyncio

from app.database.dsn import as_role
from app.http.app import App, create_app
from app.settings import Settings
from tests.app.http.support import until
from tests.app.http.test_server import process
from tests.support import databases
from tests.support.accounts import People, Person


@pytest.fixture(scope="module")
def live_dsn(owner_dsn: str, template: str) -> Iterator[str]:
    """The owner's connection to a clone that the tests of a module share."""
    with databases.cloned(owner_dsn, template, prefix="live") as dsn:
        yield dsn


@pytest.fixture
def owner(live_dsn: str) -> Iterator[psycopg.Connection]:
    """The owner's connection, in autocommit; nothing is in the queue."""
    with psycopg.connect(live_dsn, autocommit=True) as connection:
        connection.execute("delete from jobs.jobs")
        yield connection


@pytest.fixture
def another(live_dsn: str) -> Iterator[psycopg.Connection]:
    """Another connection of the owner, with transactions."""
    with psycopg.connect(live_dsn) as connection:
        yield connection


class Names:
    """People by the first letters of the alphabet, new ones for each test."""

    count = 0

    def __init__(self, owner: psycopg.Connection) -> None:
        self.people = People(owner)

    def __call__(self, role: str = "user", **columns: object) -> Person:
        """Somebody new."""
        Names.count += 1
        return self.people.user(f"live{Names.count}", role, **columns)


@pytest.fixture
def somebody(owner: psycopg.Connection) -> Names:
    """somebody(role): a new user."""
    return Names(owner)


@pytest.fixture(scope="module")
def site(live_dsn: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of one process; its log is in `log` beside."""
    with process(tmp_path_factory.mktemp("live"), live_dsn, workers=1, log_level="info") as (_, address):
        yield address


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def app(live_dsn: str) -> AsyncIterator[App]:
    """An application in this process, for a module with one event loop (ONE_LOOP)."""
    settings = Settings(app_database_url=as_role(live_dsn, "iwm_app"), log_level="warning", mail="none")
    found = create_app(settings)
    await found.runtime.start()
    try:
        await until(lambda: found.runtime.front.ready)
        yield found
    finally:
        await found.runtime.stop()
