"""A new password: who may set it, and what ends with the old one."""

from typing import Any

import psycopg

from tests.sql.conftest import Call
from tests.support.accounts import People, Person

CLIENT = "192.0.2.1"


def replace(call: Call, person: Person, old: str = "h", new: str = "n") -> Any:
    return call(
        "api.replace_password", viewer=person.viewer, client=CLIENT, user_agent="test/1", hash=old, new_hash=new
    )


def test_a_new_password_ends_other_sessions_and_is_told(
    conn: psycopg.Connection, call: Call, people: People, ada: Person, mails: Any, events: Any
) -> None:
    for _ in range(2):
        people.session(ada.id)
    assert replace(call, ada) == {"ended": 2}
    assert [session["id"] for session in call("api.list_sessions", viewer=ada.viewer)] == [ada.session_id]
    row = conn.execute("select hashed_password, password_changed_at = iwm.now() from iwm.users where id = %s", [ada.id])
    assert row.fetchone() == ("n", True)
    assert (mails(ada), events(ada)) == (["password_changed"], ["password_changed"])
    assert conn.execute("select data ->> 'client' from iwm.mails").fetchone() == (CLIENT,)


def test_another_change_that_came_first_wins(call: Call, refused: Any, ada: Person) -> None:
    replace(call, ada)
    told = refused("replace_password", viewer=ada.viewer, client=None, user_agent=None, hash="h", new_hash="x")
    assert told == (403, "wrong_password", "current_password")


def test_an_account_without_password_gets_one(conn: psycopg.Connection, call: Call, people: People) -> None:
    bob = people.user("bob")
    assert call("api.begin_confirmation", viewer=bob.viewer, client=None)["hash"] == "!"
    assert replace(call, bob, "!", "n") == {"ended": 0}


def test_without_a_password_a_session_of_an_hour_ago_sets_none(
    call: Call, refused: Any, people: People, later: Any
) -> None:
    bob = people.user("bob")
    later("1 hour")
    told = refused("replace_password", viewer=bob.viewer, client=None, user_agent=None, hash="!", new_hash="n")
    assert told[:2] == (403, "fresh_sign_in_needed")
    people.conn.execute("update iwm.users set hashed_password = 'h' where id = %s", [bob.id])
    assert replace(call, bob) == {"ended": 0}


def test_a_device_that_was_allowed_and_has_not_asked_yet_gets_nothing(
    conn: psycopg.Connection, call: Call, ada: Person
) -> None:
    call("api.open_device_code", "d" * 64, "BCDFGHJK", "TV", None, CLIENT, None)
    conn.execute("select api.approve_device(%s::iwm.viewer, 'BCDFGHJK')", [ada.viewer])
    replace(call, ada)
    done = call("api.poll_device", "d" * 64, "ses_" + "0" * 28, "r", CLIENT, None)
    assert done == {"code": "invalid_grant"}


def test_links_to_reset_it_or_to_take_the_account_elsewhere_and_locks_end(
    conn: psycopg.Connection, call: Call, ada: Person
) -> None:
    for purpose in ("reset_password", "change_email", "verify_email"):
        conn.execute("select iwm.send_link(%s, %s, 'ada@example.org', '1 hour')", [ada.id, purpose])
    for _ in range(5):
        call("api.fail_login", user_id=ada.external_id, login="ada", client=CLIENT)
    replace(call, ada)
    assert conn.execute("select array_agg(purpose) from iwm.one_time_tokens where used_at is null").fetchone() == (
        ["verify_email"],
    )
    assert call("api.begin_login", login="ada", client=CLIENT)["wait"] == 0


def test_api_tokens_stay_at_a_change_and_end_at_a_reset(
    conn: psycopg.Connection, call: Call, people: People, ada: Person
) -> None:
    """Who resets takes the account back, from whoever had it."""
    people.api_token(ada, "follows:read")
    replace(call, ada)
    left = "select count(*) from iwm.api_tokens where revoked_at is null"
    assert conn.execute(left).fetchone() == (1,)
    assert call("iwm.set_password", ada.id, "reset") == 1
    assert conn.execute(left).fetchone() == (0,)


def test_confirming_tells_how_long_to_wait_and_forgets_wrong_ones(
    conn: psycopg.Connection, call: Call, ada: Person, later: Any
) -> None:
    conn.execute("update iwm.sessions set client = %s", [CLIENT])
    who = {"viewer": ada.viewer, "client": CLIENT}
    for _ in range(5):
        call("api.fail_login", user_id=ada.external_id, login="ada", client=CLIENT)
    assert call("api.begin_confirmation", **who) == {
        "id": ada.external_id, "email": "ada@example.org", "username": "ada", "hash": "h", "totp": False, "wait": 2,
    }  # fmt: skip
    assert call("api.finish_confirmation", **who) == 2
    later("2 seconds")
    assert call("api.finish_confirmation", **who) == 0
    assert conn.execute("select count(*) from iwm.login_failures").fetchone() == (0,)


def test_over_psql_it_says_where_it_can_be_done(refused: Any, ada: Person) -> None:
    told = refused("change_password", viewer=ada.viewer, client=None, new_password="x", current_password="y")
    assert told[:2] == (501, "http_only")
    assert refused("login", client=None, email="ada", password="x")[:2] == (501, "http_only")
    assert refused("refresh", client=None, refresh_token="x")[:2] == (501, "http_only")
