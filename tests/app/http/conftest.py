"""A database with the operations of ./sql beside the real ones, and the application on it, in this process."""

import contextlib
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
import pytest_asyncio

from app import loader
from app.database.dsn import as_role
from app.http.app import App, create_app
from app.loader.project import ROOT
from app.settings import Settings
from tests.app.http.support import until
from tests.support import databases

TEMPLATE = "iwm_http_template"
TABLES = """
create table iwm.test_notes (id text primary key, body text not null, rating numeric, parts api.note_part[] not null
    default '{}', extra jsonb, changes bigint not null default 1);
create sequence iwm.test_calls;
create table iwm.test_tallies (id bigint generated always as identity primary key, word text not null);
insert into iwm.test_notes (id, body) select 'n' || i, 'note ' || i from generate_series(1, 50) as i;
"""


@pytest.fixture(scope="session")
def http_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's SQL with the operations of the tests."""
    root = tmp_path_factory.mktemp("http") / "project"
    shutil.copytree(ROOT / "sql", root / "sql")
    shutil.copytree(ROOT / "migrations", root / "migrations")
    (root / "scripts").mkdir()
    for name in ("pyproject.toml", "scripts/enable_extensions.sql"):
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(Path(__file__).parent / "sql", root / "sql/30_api/tests")
    return root


@pytest.fixture(scope="session")
def http_template(owner_dsn: str, template: str, http_root: Path) -> str:
    """Name of a database with the operations of the tests loaded."""
    dsn = databases.create(owner_dsn, TEMPLATE, template)
    loader.load(dsn, root=http_root)
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(TABLES)
    return TEMPLATE


@pytest.fixture(scope="module")
def http_dsn(owner_dsn: str, http_template: str) -> Iterator[str]:
    """The owner's connection to a clone that the tests of a module share."""
    with databases.cloned(owner_dsn, http_template, prefix="http") as dsn:
        yield dsn


@pytest.fixture
def owner(http_dsn: str) -> Iterator[psycopg.Connection]:
    """The owner's connection, in autocommit."""
    with psycopg.connect(http_dsn, autocommit=True) as connection:
        yield connection


Serving = Callable[..., contextlib.AbstractAsyncContextManager[httpx.AsyncClient]]


@contextlib.asynccontextmanager
async def running(app: App) -> AsyncIterator[httpx.AsyncClient]:
    """The application started, once its routes are there; stopped at the end."""
    await app.runtime.start()
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    try:
        async with httpx.AsyncClient(transport=transport, base_url="http://iwm.test", timeout=30) as client:
            client.app = app  # type: ignore[attr-defined]
            yield client
    finally:
        await app.runtime.stop()


@pytest.fixture(scope="module")
def serving(http_dsn: str) -> Serving:
    """serving(**settings): a client of an application on this test's database, with routes and a live cache."""

    @contextlib.asynccontextmanager
    async def serve(*, more: dict[str, Any] | None = None, **settings: Any) -> AsyncIterator[httpx.AsyncClient]:
        given = {"app_database_url": as_role(http_dsn, "iwm_app"), "log_level": "warning"}
        settings = {**given, "rate_limits": False, **settings}  # tests of other things call more often than people
        app = create_app(Settings(**settings), **(more or {}))
        async with running(app) as client:
            await until(lambda: app.runtime.front.ready and app.runtime.cache.live)
            yield client

    return serve


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(serving: Serving) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application with the default settings, for a module with one event loop (ONE_LOOP)."""
    async with serving() as found:
        yield found
