"""What the tests of signing in share: people, what is refused, the clock, registering and refreshing in one line."""

import hashlib
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from tests.sql.conftest import Call
from tests.support.accounts import People, Person

Refused = Callable[..., tuple[int, str, str]]
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"


def hashed(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@pytest.fixture
def people(conn: psycopg.Connection) -> People:
    """Makes users in the test's transaction."""
    return People(conn)


@pytest.fixture
def ada(people: People) -> Person:
    """A user whose password has the hash h."""
    return people.user("ada", hashed_password="h")


@pytest.fixture
def refused(conn: psycopg.Connection, call: Call) -> Refused:
    """refused(function, …): status, code and argument of the error. What the call did is rolled back."""

    def told(function: str, **arguments: Any) -> tuple[int, str, str]:
        with pytest.raises(psycopg.Error) as failure, conn.transaction():
            call(f"api.{function}", **arguments)
        diagnosis = failure.value.diag
        assert str(diagnosis.sqlstate).startswith("IW"), failure.value
        return int(str(diagnosis.sqlstate)[2:]), str(diagnosis.constraint_name), diagnosis.column_name or ""

    return told


@pytest.fixture
def later(conn: psycopg.Connection) -> Callable[[str], None]:
    """later('1 hour'): moves the clock on."""

    def move(interval: str) -> None:
        conn.execute("select set_config('iwm.now', (iwm.now() + %s::interval)::text, true)", [interval])

    return move


@pytest.fixture
def policy(conn: psycopg.Connection) -> Callable[..., None]:
    """policy(column=value): changes the settings of accounts."""

    def change(**columns: Any) -> None:
        for name, value in columns.items():
            conn.execute(
                psycopg.sql.SQL("update iwm.account_policy set {} = %s").format(psycopg.sql.Identifier(name)), [value]
            )

    return change


@pytest.fixture
def register(call: Call) -> Callable[..., Any]:
    """register(name, email=…, username=…): an account made; api.account."""

    def make(name: str, email: str | None = None, username: str | None = None, **more: Any) -> Any:
        given = {
            "email": email or f"{hashed(name)[:12]}@example.org", "name": name, "username": username, "hash": "h",
            "session_id": f"ses_{hashed(name)[:28]}", "refresh_hash": "r", "client": HERE, "user_agent": "test/1",
            "device": None, **more,
        }  # fmt: skip
        return call("api.create_account", **given)

    return make


@pytest.fixture
def mails(conn: psycopg.Connection) -> Callable[[Person], list[str]]:
    """mails(person): the templates of mails to them, in their order."""
    return lambda person: [
        row[0] for row in conn.execute("select template from iwm.mails where user_id = %s order by id", [person.id])
    ]


@pytest.fixture
def events(conn: psycopg.Connection) -> Callable[[Person], list[str]]:
    """events(person): what happened to the account, in its order."""
    return lambda person: [
        row[0]
        for row in conn.execute("select kind from iwm.security_events where user_id = %s order by id", [person.id])
    ]
