"""People of a test and what they do: act(ada, 'follow_user', username='bob'), and what is refused to them."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from tests.sql.conftest import Call
from tests.support.accounts import People, Person

Act = Callable[..., Any]


@pytest.fixture
def people(conn: psycopg.Connection) -> People:
    """Makes users in the test's transaction."""
    return People(conn)


@pytest.fixture
def act(call: Call) -> Act:
    """act(person, function, **arguments): calls an operation as that person; None is anonymous."""

    def as_somebody(person: Person | None, function: str, **arguments: Any) -> Any:
        return call(f"api.{function}", viewer=person.viewer if person else None, **arguments)

    return as_somebody


@pytest.fixture
def refused(act: Act, conn: psycopg.Connection) -> Act:
    """Like act, for what fails: (status, code). What it did is rolled back."""

    def told(person: Person | None, function: str, **arguments: Any) -> tuple[int, str]:
        with pytest.raises(psycopg.Error) as failure, conn.transaction():
            act(person, function, **arguments)
        diagnosis = failure.value.diag
        assert diagnosis.sqlstate is not None
        assert diagnosis.sqlstate.startswith("IW"), failure.value
        return int(diagnosis.sqlstate[2:]), str(diagnosis.constraint_name)

    return told


@pytest.fixture
def names() -> Callable[[Any], list[str]]:
    """names(page or list): the usernames, in their order."""

    def of(found: Any) -> list[str]:
        items = found["items"] if isinstance(found, dict) else found
        return [item.get("user", item)["username"] for item in items]

    return of


@pytest.fixture
def counted(conn: psycopg.Connection) -> Callable[[], dict[str, tuple[int, int]]]:
    """counted(): username -> (followers, following) of those who have any, once it is sure that they equal the rows."""

    def counters() -> dict[str, tuple[int, int]]:
        rows = conn.execute(
            """
            select u.username, s.followers, s.following,
                (select count(*) from iwm.user_follows where following_id = u.id),
                (select count(*) from iwm.user_follows where follower_id = u.id)
            from iwm.users as u left join iwm.user_stats as s on s.user_id = u.id
            """
        ).fetchall()
        assert [row for row in rows if (row[1] or 0, row[2] or 0) != row[3:]] == []
        return {row[0]: (row[1], row[2]) for row in rows if row[1] or row[2]}

    return counters
