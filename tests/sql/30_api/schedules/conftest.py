"""Staff at work on schedules, in the test's transaction."""

import psycopg
import pytest

from tests.support.accounts import People, Person
from tests.support.staff import Desk


@pytest.fixture
def people(conn: psycopg.Connection) -> People:
    return People(conn)


@pytest.fixture
def moderator(people: People) -> Person:
    return people.user("mo", "moderator")


@pytest.fixture
def admin(people: People) -> Person:
    return people.user("ada", "admin")


@pytest.fixture
def desk(conn: psycopg.Connection) -> Desk:
    """A worker was there, and told which tasks it knows."""
    conn.execute("set iwm.now = '2024-05-01 12:00Z'")
    conn.execute("insert into jobs.tasks (name, kind) values ('mails.digest', 'async'), ('x', 'async')")
    return Desk(conn)
