"""Ada and Bob, and a studio for their videos."""

import psycopg
import pytest

from tests.support.accounts import People, Person
from tests.support.videos import Studio


@pytest.fixture
def people(conn: psycopg.Connection) -> People:
    """Makes users in the test's transaction."""
    return People(conn)


@pytest.fixture
def ada(people: People) -> Person:
    """A user."""
    return people.user("ada")


@pytest.fixture
def bob(people: People) -> Person:
    """Another one."""
    return people.user("bob")


@pytest.fixture
def mona(people: People) -> Person:
    """A moderator."""
    return people.user("mona", "moderator")


@pytest.fixture
def studio(conn: psycopg.Connection) -> Studio:
    """Videos in the test's transaction."""
    return Studio(conn)
