"""An owner who is no superuser, as on a server of somebody else."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from app import loader
from app.database.dsn import as_role, with_parts
from app.errors import Problem
from tests.loader.project import Project
from tests.support import databases

ROLE, PASSWORD = "iwm_plain_owner", "plain"


@pytest.fixture
def plain_dsn(owner_dsn: str) -> Iterator[str]:
    """An empty database that belongs to a role with CREATEROLE only, and its DSN for that role."""
    name = databases.unique_name("plain")
    with psycopg.connect(owner_dsn, autocommit=True) as connection:
        connection.execute(f"create role {ROLE} login createrole password '{PASSWORD}'")
        connection.execute(sql.SQL("create database {} owner {}").format(sql.Identifier(name), sql.Identifier(ROLE)))
        try:
            yield with_parts(owner_dsn, user=ROLE, password=PASSWORD, dbname=name)
        finally:
            databases.drop(owner_dsn, name)
            connection.execute(f"drop owned by {ROLE} cascade; drop role {ROLE}")


def test_it_installs_what_it_may_and_says_the_rest(
    plain_dsn: str, owner_dsn: str, loader_template: str, project: Project
) -> None:
    said: list[str] = []
    loader.install(plain_dsn, said.append, root=project.root)
    assert project.status(plain_dsn).current
    # the roles of this server belong to somebody else
    assert any(f"{ROLE} may not act as iwm_app" in line for line in said)
    assert any("extension pg_stat_statements is left as it is" in line for line in said)
    with psycopg.connect(owner_dsn, autocommit=True) as connection:
        connection.execute(f"grant iwm_app to {ROLE}")
    with psycopg.connect(as_role(plain_dsn, "iwm_app")) as connection:
        assert connection.execute("select api.catalogue() is not null").fetchone() == (True,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("select * from iwm.things")


def test_without_the_right_to_enable_what_is_needed_it_says_so(
    plain_dsn: str, owner_dsn: str, loader_template: str, project: Project
) -> None:
    path = project.root / "scripts/enable_extensions.sql"
    # pageinspect is there, and superusers alone may make it
    path.write_text(path.read_text().replace("('pg_trgm', true,", "('pageinspect', true,"))
    with pytest.raises(Problem, match=r"IWM needs the extension pageinspect.*a superuser has to say"):
        loader.install(plain_dsn, root=project.root)


def test_a_role_that_came_later_gets_its_rights(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    db.execute("revoke usage on schema api from iwm_app; revoke all on function api.catalogue from iwm_app")
    project.install(base_dsn)
    db.execute("set role iwm_app")
    assert db.execute("select api.catalogue() is not null").fetchone() == (True,)
    db.execute("reset role; revoke usage on schema iwm from iwm_readonly; revoke usage on schema jobs from iwm_worker")
    project.install(base_dsn)
    assert db.execute("select has_schema_privilege('iwm_readonly', 'iwm', 'usage')").fetchone() == (True,)
    assert db.execute("select has_schema_privilege('iwm_worker', 'jobs', 'usage')").fetchone() == (True,)
