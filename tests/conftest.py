"""Fixtures of the whole suite. IWM_TEST_TARGET = embedded (default), docker or pg16 picks the server.

A database is installed once per session, and each test that changes something works on a clone of it:

    target      which server this is               template    name of the installed, empty database
    owner_dsn   its maintenance database           fresh_dsn   a clone for one test
    dsn         a clone for one test module        conn        a connection to it, rolled back after the test
    sample_dsn  a clone with the imported sample, to be read only
    act_as      act_as(conn, 'iwm_app'): a block with the rights of that role only
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import psycopg
import pytest

from tests.support import databases, profiler, servers

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell that starts us in the background has Ctrl-C ignored, and so would all that the tests start and interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)

TARGET = os.environ.get("IWM_TEST_TARGET", "embedded")


def pytest_report_header() -> str:
    """Says in pytest's header which server is used."""
    return f"iwm: tests run on the database {TARGET!r}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out, on the other databases, what one run proves for all."""
    if TARGET == "embedded":
        return
    left_out = [item for item in items if is_once(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


# Of the accounts' handlers, pages and tokens these are what a database's version could change.
ON_EVERY_DATABASE = ("test_sign_in.py", "test_refresh.py", "test_staff_over_http.py")


def is_once(item: pytest.Item) -> bool:
    """Whether one run of a test proves it for every database."""
    if item.get_closest_marker("once") or item.get_closest_marker("compose"):
        return True
    return "tests/app/accounts/" in item.path.as_posix() and item.path.name not in ON_EVERY_DATABASE


@pytest.fixture(scope="session")
def target() -> str:
    """Which server this is: embedded, docker or pg16."""
    return TARGET


@pytest.fixture(scope="session")
def server() -> Iterator[servers.Server]:
    """The running server of this session."""
    with servers.running(TARGET) as running:
        yield running


@pytest.fixture(scope="session")
def owner_dsn(server: servers.Server) -> str:
    """The owner's connection to the maintenance database, for creating databases and roles."""
    return server.owner_dsn


@pytest.fixture(scope="session")
def template(owner_dsn: str) -> Iterator[str]:
    """Name of a database with everything installed and nothing in the catalogue. Nothing connects to it."""
    from app import loader

    dsn = databases.create(owner_dsn, databases.TEMPLATE)
    loader.install(dsn, test_extensions=True)
    profiler.baseline(dsn)
    yield databases.TEMPLATE
    profiler.write()


@pytest.fixture(scope="session")
def clone(owner_dsn: str) -> Callable[..., AbstractContextManager[str]]:
    """clone(template) as a block: a copy of that database, dropped at its end."""
    return lambda template: databases.cloned(owner_dsn, template)


@pytest.fixture
def fresh_dsn(owner_dsn: str, template: str) -> Iterator[str]:
    """The owner's connection to a clone of the template for this test alone."""
    with databases.cloned(owner_dsn, template) as dsn:
        yield dsn


@pytest.fixture(scope="module")
def dsn(owner_dsn: str, template: str) -> Iterator[str]:
    """The owner's connection to a clone of the template that the tests of one module share."""
    with databases.cloned(owner_dsn, template) as dsn:
        yield dsn


@pytest.fixture
def conn(dsn: str) -> Iterator[psycopg.Connection]:
    """A connection to the module's clone; all that the test did is rolled back."""
    with psycopg.connect(dsn) as connection:
        yield connection
        connection.rollback()


@pytest.fixture(scope="session")
def sample_dsn(owner_dsn: str, template: str) -> Iterator[str]:
    """The owner's connection to a clone with the imported sample. It is shared: read it only."""
    from app import importers

    with databases.cloned(owner_dsn, template, prefix="sample") as dsn:
        importers.import_sample(dsn, None)
        yield dsn


@pytest.fixture
def act_as() -> Callable[[psycopg.Connection, str], AbstractContextManager[psycopg.Connection]]:
    """act_as(conn, role) as a block: the connection has the rights of that role only."""
    return databases.act_as
