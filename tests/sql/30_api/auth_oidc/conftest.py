"""What the tests of sign-in services share."""

from collections.abc import Callable

import psycopg
import pytest

from tests.support.accounts import People, Person


@pytest.fixture
def people(conn: psycopg.Connection) -> People:
    """Makes users in the test's transaction."""
    return People(conn)


@pytest.fixture
def ada(people: People) -> Person:
    """A user whose address is verified."""
    return people.user("ada")


@pytest.fixture
def later(conn: psycopg.Connection) -> Callable[[str], None]:
    """later('1 hour'): moves the clock on."""

    def later(interval: str) -> None:
        conn.execute("select set_config('iwm.now', (iwm.now() + %s::interval)::text, true)", [interval])

    return later
