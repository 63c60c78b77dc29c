"""The application on a database of its own, over HTTP in this process: who calls, and from where."""

import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx
import psycopg
import pytest
import pytest_asyncio

from app.database.dsn import as_role
from app.http.app import create_app
from app.settings import Settings
from tests.app.http.support import until
from tests.support import databases
from tests.support.accounts import People

Serving = Callable[..., contextlib.AbstractAsyncContextManager[httpx.AsyncClient]]


@pytest.fixture(scope="module")
def accounts_dsn(owner_dsn: str, template: str) -> Iterator[str]:
    """The owner's connection to a clone that the tests of a module share, without limits of calls."""
    with databases.cloned(owner_dsn, template, prefix="accounts") as dsn:
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute("update iwm.rate_limits set account_burst = 1000000, client_burst = 1000000")
        yield dsn


@pytest.fixture
def owner(accounts_dsn: str) -> Iterator[psycopg.Connection]:
    """The owner's connection to that database, in autocommit."""
    with psycopg.connect(accounts_dsn, autocommit=True) as connection:
        yield connection


@pytest.fixture
def people(owner: psycopg.Connection) -> People:
    """Makes users there."""
    return People(owner)


@pytest.fixture(scope="module")
def serving(accounts_dsn: str) -> Serving:
    """serving(**settings): a client of an application on this database; client.app is the application."""

    @contextlib.asynccontextmanager
    async def serve(**settings: Any) -> AsyncIterator[httpx.AsyncClient]:
        settings = {
            "app_database_url": as_role(accounts_dsn, "iwm_app"), "log_level": "warning", "mail": "none", **settings
        }  # fmt: skip
        app = create_app(Settings(**settings))
        await app.runtime.start()
        try:
            # a busy machine is no reason to turn logins of a test away
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("app.accounts.passwords.LONGEST_WAIT", 600)
                async with client_of(app) as client:
                    await until(lambda: app.runtime.front.ready and app.runtime.cache.live)
                    yield client
        finally:
            await app.runtime.stop()

    return serve


def client_of(app: Any, address: str = "192.0.2.1") -> httpx.AsyncClient:
    """A client of an application, from an address."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False, client=(address, 40000))
    client = httpx.AsyncClient(transport=transport, base_url="http://iwm.test", timeout=60)
    client.app = app  # type: ignore[attr-defined]
    return client


@pytest.fixture
def client_from(client: httpx.AsyncClient) -> Callable[[str], httpx.AsyncClient]:
    """client_from(address): a client of the same application from another address."""
    return lambda address: client_of(client.app, address)  # type: ignore[attr-defined]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(serving: Serving) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application with the default settings, for a module with one event loop (ONE_LOOP)."""
    async with serving() as found:
        yield found
