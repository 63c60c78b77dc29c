"""A small project of the loader's own files, and databases that have it, or nothing."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from app import loader
from tests.loader.project import Project
from tests.support import databases

TEMPLATE = "iwm_loader_template"


@pytest.fixture(scope="session")
def loader_template(owner_dsn: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Name of a database with the small project loaded."""
    with psycopg.connect(owner_dsn) as connection:
        # tests/migrations has this fixture too, and with it another turn of it
        if connection.execute("select from pg_database where datname = %s", [TEMPLATE]).fetchone() is not None:
            return TEMPLATE
    dsn = databases.create(owner_dsn, TEMPLATE)
    loader.install(dsn, root=Project(tmp_path_factory.mktemp("base")).root)
    return TEMPLATE


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The small project, in files that the test may change."""
    return Project(tmp_path / "project")


@pytest.fixture
def base_dsn(owner_dsn: str, loader_template: str) -> Iterator[str]:
    """A database with the small project loaded, for this test alone."""
    with databases.cloned(owner_dsn, loader_template, prefix="loader") as dsn:
        yield dsn


@pytest.fixture
def empty_dsn(owner_dsn: str) -> Iterator[str]:
    """A database with nothing in it."""
    with databases.cloned(owner_dsn, "template0", prefix="empty") as dsn:
        yield dsn


@pytest.fixture
def db(base_dsn: str) -> Iterator[psycopg.Connection]:
    """A connection in autocommit to `base_dsn`."""
    with psycopg.connect(base_dsn, autocommit=True) as connection:
        yield connection
