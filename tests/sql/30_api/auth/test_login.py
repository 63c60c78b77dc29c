"""Signing in: who is found, wrong passwords and what they hold up, what a session begins with."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from tests.sql.conftest import Call
from tests.support.accounts import People, Person

HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"
Later = Callable[[str], None]


@pytest.fixture
def fail(call: Call) -> Callable[..., int]:
    """fail(person or name, client): a wrong password; the seconds to wait."""

    def wrong(who: Person | str, client: str = ELSEWHERE) -> int:
        known = isinstance(who, Person)
        return call(
            "api.fail_login",
            user_id=who.external_id if known else None,
            login=who.username if known else who,
            client=client,
        )

    return wrong


@pytest.fixture
def wait(call: Call) -> Callable[..., int]:
    """wait(name, client): the seconds for which nothing is tried."""
    return lambda login, client=ELSEWHERE: call("api.begin_login", login=login, client=client)["wait"]


@pytest.fixture
def finish(call: Call) -> Callable[..., Any]:
    """finish(person): the password was right."""

    def right(person: Person, client: str = HERE, **more: Any) -> Any:
        given = {"hash": "h", "new_hash": None, "session_id": "ses_new", "refresh_hash": "r", **more}
        return call(
            "api.finish_login", user_id=person.external_id, client=client, user_agent="test/1", device=None,
            methods=["pwd"], **given,
        )  # fmt: skip

    return right


@pytest.mark.parametrize("login", ["ada", "ADA", "ada@example.org", "Ada@Example.ORG"])
def test_who_signs_in_by_address_or_username(call: Call, ada: Person, login: str) -> None:
    user = {"id": ada.external_id, "email": "ada@example.org", "username": "ada", "hash": "h", "totp": False}
    assert call("api.begin_login", login=login, client=HERE) == {"user": user, "wait": 0}


@pytest.mark.parametrize("login", ["ada2", "ada@example.com", "@", "x' or true --", "%", "ada ", "\u00e4"])
def test_nobody_else_is_found(call: Call, ada: Person, login: str) -> None:
    assert call("api.begin_login", login=login, client=HERE) == {"user": None, "wait": 0}


def test_a_second_factor_is_told(conn: psycopg.Connection, call: Call, ada: Person) -> None:
    conn.execute("insert into iwm.user_totp (user_id, secret) values (%s, 's')", [ada.id])
    assert call("iwm.totp_state", ada.id) == "pending"
    assert call("api.begin_login", login="ada", client=HERE)["user"]["totp"] is False
    conn.execute("update iwm.user_totp set confirmed_at = iwm.now()")
    assert call("iwm.totp_state", ada.id) == "on"
    assert call("api.begin_login", login="ada", client=HERE)["user"]["totp"] is True
    assert call("iwm.totp_state", 0) == "off"


@pytest.mark.parametrize("of", ["an account", "nobody"])
def test_wrong_passwords_hold_up_more_and_more(ada: Person, fail: Any, wait: Any, later: Later, of: str) -> None:
    """A name that nobody has is answered as that of an account is."""
    who, login = (ada, "ada") if of == "an account" else ("nobody@example.org", "NOBODY@example.org")
    assert [fail(who) for _ in range(4)] == [0, 0, 0, 0]
    assert wait(login) == 0
    for seconds in (2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900):
        assert fail(who) == 0
        assert wait(login) == seconds
        later(f"{seconds - 1} seconds")
        assert wait(login) == 1
        assert fail(who) == 1  # not tried, and not counted
        later("1 second")
        assert wait(login) == 0


def test_lock_seconds_for_any_number(call: Call) -> None:
    assert [call("iwm.lock_seconds", n) for n in (0, 1, 4, 5, 6, 13, 14, 100, 2_000_000_000)] == [
        0, 0, 0, 2, 4, 512, 900, 900, 900,
    ]  # fmt: skip


@pytest.mark.parametrize("of", ["an account", "nobody"])
def test_a_day_without_a_wrong_one_forgets_those_before(
    ada: Person, fail: Any, wait: Any, later: Later, of: str
) -> None:
    who, login = (ada, "ada") if of == "an account" else ("nobody", "nobody")
    for _ in range(5):
        fail(who)
    later("23 hours")
    fail(who)
    assert wait(login) == 4
    later("25 hours")
    for _ in range(4):
        fail(who)
    assert wait(login) == 0


def test_a_stranger_does_not_lock_out_the_owner(
    conn: psycopg.Connection, ada: Person, people: People, fail: Any, wait: Any, finish: Any, later: Later
) -> None:
    people.session(ada.id, client=HERE)
    for _ in range(5):
        fail(ada, ELSEWHERE)
    assert (wait("ada", ELSEWHERE), wait("ada", "203.0.113.1"), wait("ada", HERE)) == (2, 2, 0)
    assert "account" in finish(ada, HERE)
    assert wait("ada", ELSEWHERE) == 2  # strangers gain nothing by it
    for _ in range(5):
        fail(ada, HERE)
    assert wait("ada", HERE) == 2
    assert wait("ada", None) == 2
    rows = conn.execute("select known, failures from iwm.login_failures order by 1").fetchall()
    assert rows == [(False, 5), (True, 5)]


def test_what_an_account_knows_as_its_own(
    conn: psycopg.Connection, call: Call, ada: Person, people: People, later: Later, finish: Any
) -> None:
    def known(client: str | None) -> bool:
        return call("iwm.knows_client", ada.id, client)

    assert not known(HERE)
    people.session(ada.id, client=HERE)
    assert (known(HERE), known(ELSEWHERE), known(None)) == (True, False, False)
    conn.execute("delete from iwm.sessions where user_id = %s", [ada.id])
    assert not known(HERE)
    finish(ada, HERE)
    conn.execute("delete from iwm.sessions where user_id = %s", [ada.id])  # ended, and cleaned away
    assert known(HERE)
    later("91 days")
    assert not known(HERE)


def test_wrong_passwords_of_one_account_are_nothing_to_another(
    ada: Person, people: People, fail: Any, wait: Any
) -> None:
    people.user("bob")
    for _ in range(9):
        fail(ada)
        fail("carol")
    assert wait("bob") == wait("dave") == 0


def test_a_right_password_forgets_wrong_ones(conn: psycopg.Connection, ada: Person, fail: Any, finish: Any) -> None:
    for _ in range(4):
        fail(ada)
    finish(ada, ELSEWHERE)
    assert conn.execute("select count(*) from iwm.login_failures").fetchone() == (0,)


def test_a_right_password_among_many_guesses_at_once_is_not_told(
    conn: psycopg.Connection, ada: Person, fail: Any, finish: Any
) -> None:
    """All began before the first of them failed; by the end of this one, the account is locked."""
    for _ in range(5):
        fail(ada)
    assert finish(ada, ELSEWHERE) == {"wait": 2}
    assert conn.execute("select count(*) from iwm.sessions where external_id = 'ses_new'").fetchone() == (0,)


def test_that_it_was_locked_is_told_to_the_owner_once(ada: Person, fail: Any, later: Later, events: Any) -> None:
    for _ in range(8):
        fail(ada)
        later("1 hour")
    assert events(ada) == ["login_locked"]


def test_names_that_nobody_has_are_kept_as_digests_for_a_day(conn: psycopg.Connection, fail: Any, later: Later) -> None:
    for number in range(30):
        fail(f"nobody{number}@example.org")
    assert conn.execute("select count(*), max(length(login_hash)) from iwm.unknown_login_failures").fetchone() == (
        30,
        64,
    )
    later("25 hours")
    for _ in range(3):
        fail("somebody else")
    assert conn.execute("select count(*) from iwm.unknown_login_failures").fetchone() == (1,)


def test_a_session_begins(conn: psycopg.Connection, ada: Person, finish: Any, events: Any) -> None:
    account = finish(ada)["account"]
    assert (account["id"], account["deletion_due_at"]) == (ada.external_id, None)
    rows = conn.execute(
        "select client, user_agent, methods, scopes, expires_at - iwm.now(), revoked_at from iwm.sessions"
        " where external_id = 'ses_new'"
    ).fetchall()
    [(client, agent, methods, scopes, lifetime, revoked)] = rows
    assert (client, agent, methods, scopes, lifetime.days, revoked) == (HERE, "test/1", ["pwd"], None, 90, None)
    assert events(ada) == ["signed_in"]


def test_a_hash_that_was_changed_meanwhile_is_not_signed_in_with(refused: Any, ada: Person) -> None:
    arguments = {"new_hash": "x", "session_id": "ses_1", "refresh_hash": "r", "client": None, "user_agent": None}
    arguments |= {"device": None, "methods": ["pwd"]}
    wrong = (401, "invalid_credentials", "")
    assert refused("finish_login", user_id=ada.external_id, hash="old", **arguments) == wrong
    assert refused("finish_login", user_id="usr_gone", hash="h", **arguments) == wrong


def test_an_outdated_hash_is_replaced(conn: psycopg.Connection, ada: Person, finish: Any) -> None:
    conn.execute("update iwm.users set password_changed_at = '2020-01-01Z' where id = %s", [ada.id])
    finish(ada, new_hash="better")
    row = conn.execute("select hashed_password, password_changed_at::date::text from iwm.users where id = %s", [ada.id])
    assert row.fetchone() == ("better", "2020-01-01")


def test_a_suspended_account(conn: psycopg.Connection, ada: Person, finish: Any, later: Later) -> None:
    conn.execute(
        "update iwm.users set suspended_at = iwm.now(), suspended_until = '2090-01-02 03:04Z',"
        " suspension_reason = 'Spam.' where id = %s", [ada.id],
    )  # fmt: skip
    with pytest.raises(psycopg.Error) as caught, conn.transaction():
        finish(ada)
    assert (caught.value.sqlstate, caught.value.diag.constraint_name) == ("IW403", "account_suspended")
    assert caught.value.diag.message_primary == "This account is suspended until 2090-01-02 03:04 UTC: Spam."
    conn.execute("select set_config('iwm.now', '2090-01-02 03:05Z', true)")
    assert "account" in finish(ada)
    conn.execute("update iwm.users set suspended_at = iwm.now(), suspended_until = null, suspension_reason = null")
    with pytest.raises(psycopg.Error, match="This account is suspended\\.") as caught, conn.transaction():
        finish(ada)


def test_a_deactivated_account_is_active_again(conn: psycopg.Connection, ada: Person, finish: Any, events: Any) -> None:
    conn.execute("update iwm.users set deactivated_at = iwm.now() where id = %s", [ada.id])
    assert finish(ada)["account"]["deactivated"] is False
    assert events(ada) == ["reactivated", "signed_in"]


def test_an_account_that_is_to_be_deleted_may_sign_in(conn: psycopg.Connection, ada: Person, finish: Any) -> None:
    conn.execute("update iwm.users set deletion_due_at = '2090-01-01Z', deactivated_at = iwm.now()")
    assert finish(ada)["account"]["deletion_due_at"].startswith("2090-01-01")


def test_the_longest_unused_session_goes_where_there_are_too_many(
    conn: psycopg.Connection, ada: Person, people: People, finish: Any, policy: Any
) -> None:
    policy(most_sessions=3)
    conn.execute("update iwm.sessions set last_seen_at = iwm.now() - interval '3 hours'")
    for hours in (1, 2):
        people.session(ada.id, device=f"{hours}", last_seen_at=f"{2026 - hours}-01-01Z")
    finish(ada)
    left = conn.execute("select coalesce(device, external_id) from iwm.sessions where revoked_at is null order by id")
    assert [row[0] for row in left] == [ada.session_id, "1", "ses_new"]
    assert conn.execute("select revoke_reason from iwm.sessions where device = '2'").fetchone() == (
        "too many sessions",
    )
