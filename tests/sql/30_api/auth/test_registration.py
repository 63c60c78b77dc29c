"""Making an account: the rows of one, usernames that are derived, asked for, taken and reserved."""

import threading
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from tests.sql.conftest import Call

Register = Callable[..., Any]


def test_an_account_comes_with_all_its_rows(conn: psycopg.Connection, register: Register) -> None:
    account = register("Ada Lovelace", "ada@example.org", device="laptop")
    assert (account["username"], account["name"], account["email"]) == (
        "ada-lovelace",
        "Ada Lovelace",
        "ada@example.org",
    )
    assert (account["email_verified"], account["role"], account["has_password"]) == (False, "user", True)
    assert account["visibility"] == "public"
    rows = conn.execute(
        """
        select u.hashed_password, u.password_changed_at = iwm.now(), u.last_seen_at = iwm.now(),
            (select count(*) from iwm.user_stats as x where x.user_id = u.id),
            (select count(*) from iwm.user_settings as x where x.user_id = u.id),
            (select array_agg(array[s.device, s.client, s.user_agent, s.refresh_hash]) from iwm.sessions as s
                where s.user_id = u.id),
            (select array_agg(array[t.purpose, t.email]) from iwm.one_time_tokens as t where t.user_id = u.id),
            (select array_agg(array[m.template, m.to_address, m.state]) from iwm.mails as m where m.user_id = u.id),
            (select array_agg(e.kind order by e.id) from iwm.security_events as e where e.user_id = u.id)
        from iwm.users as u where u.external_id = %s
        """,
        [account["id"]],
    ).fetchall()
    assert rows == [
        (
            "h", True, True, 1, 1, [["laptop", "192.0.2.1", "test/1", "r"]], [["verify_email", "ada@example.org"]],
            [["verify_email", "ada@example.org", "pending"]], ["registered", "signed_in"],
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("Ada Lovelace", "ada-lovelace"), ("  Ada  ", "ada"), ("Amélie Poulain", "amelie-poulain"), ("Åke Ö.", "ake-o"),
        ("J. R. R. Tolkien", "j-r-r-tolkien"), ("Мария", "member"), ("山田太郎", "member"), ("🎬🎬", "member"),
        ("X", "member"), ("---", "member"), ("admin", "admin2"), ("Support", "support2"), ("x" * 100, "x" * 20),
        ("a b c d e f g h i j k l", "a-b-c-d-e-f-g-h-i-j"), ("Robert'); drop table users", "robert-drop-table-us"),
        ("Ada Мария", "ada"),
    ],
)  # fmt: skip
def test_a_username_from_a_name(register: Register, name: str, username: str) -> None:
    assert register(name)["username"] == username


def test_names_that_many_have(register: Register) -> None:
    usernames = [register("Ada Lovelace", f"ada{number}@example.org")["username"] for number in range(12)]
    assert usernames[:5] == ["ada-lovelace", "ada-lovelace2", "ada-lovelace3", "ada-lovelace4", "ada-lovelace5"]
    assert len(set(usernames)) == 12
    assert all(username.removeprefix("ada-lovelace").isdigit() for username in usernames[1:])


def test_a_username_that_is_asked_for(register: Register, refused: Any, call: Call) -> None:
    assert register("Ada", username="Countess.Ada")["username"] == "Countess.Ada"
    more = {"email": "other@example.org", "name": "Other", "hash": "h", "session_id": "ses_1", "refresh_hash": "r"}
    more |= {"client": None, "user_agent": None, "device": None}
    assert refused("create_account", username="countess.ada", **more) == (409, "username_taken", "username")
    for reserved in ("admin", "Admin", "a.d-m_i.n", "support", "iwm", "me", "MODERATOR"):
        assert refused("create_account", username=reserved, **more) == (422, "username_reserved", "username")
        assert refused("check_registration", email=more["email"], username=reserved)[1] == "username_reserved"
    assert refused("check_registration", email=more["email"], username="COUNTESS.ADA")[1] == "username_taken"
    call("api.check_registration", email=more["email"], username="countess")


def test_an_address_belongs_to_one_account(conn: psycopg.Connection, register: Register, refused: Any) -> None:
    register("Ada", "ada@example.org")
    more = {"name": "Other", "username": None, "hash": "h", "session_id": "ses_1", "refresh_hash": "r"}
    more |= {"client": None, "user_agent": None, "device": None}
    for taken in ("ada@example.org", "ADA@Example.Org"):
        assert refused("create_account", email=taken, **more) == (409, "email_taken", "email")
        assert refused("check_registration", email=taken, username=None) == (409, "email_taken", "email")
    assert conn.execute("select count(*) from iwm.users where name = 'Other'").fetchone() == (0,)


def test_where_nobody_may_make_an_account(register: Register, refused: Any, policy: Any) -> None:
    policy(registration_open=False)
    assert refused("check_registration", email="ada@example.org", username=None)[:2] == (403, "registration_closed")
    with pytest.raises(psycopg.Error, match="New accounts are not made"):
        register("Ada")


def test_over_psql_a_registration_says_where_it_can_be_done(refused: Any) -> None:
    arguments = {"client": None, "email": "a@example.org", "password": "x", "name": "Ada"}
    assert refused("register", **arguments)[:2] == (501, "http_only")


def test_whether_a_username_is_free(call: Call, register: Register) -> None:
    assert call("api.check_username", "ada") == {
        "username": "ada",
        "available": True,
        "reason": None,
        "suggestion": None,
    }
    register("Ada")
    taken = {"username": "ADA", "available": False, "reason": "taken", "suggestion": "ada2"}
    assert call("api.check_username", "ADA") == taken
    answer = call("api.check_username", "Admin")
    assert (answer["available"], answer["reason"]) == (False, "reserved")
    assert call("api.check_username", answer["suggestion"])["available"]


def test_a_suggestion_can_always_be_taken(call: Call, register: Register) -> None:
    for username in ("member", "x" * 30, "a.b-c_d", "9" * 30):
        register("Somebody", f"{username[:9]}@example.org", username)
        suggestion = call("api.check_username", username)["suggestion"]
        assert register("Other", f"o{username[:9]}@example.org", suggestion)["username"] == suggestion


@pytest.mark.parametrize(("same", "code"), [("email", "email_taken"), ("username", "username_taken"), ("name", None)])
def test_two_at_once(fresh_dsn: str, same: str, code: str | None) -> None:
    """The second waits for the first, then hears that it is taken; a derived username is derived again."""

    def create(conn: psycopg.Connection, number: int) -> Any:
        email = "ada@example.org" if same == "email" else f"ada{number}@example.org"
        username = None if same == "name" else "ada" if same == "username" else f"ada{number}"
        return conn.execute(
            "select api.create_account(%s, 'Ada', %s, 'h', %s, 'r', null, null, null)",
            [email, username, f"ses_{number}"],
        ).fetchone()

    outcome: list[str] = []

    def second() -> None:
        with psycopg.connect(fresh_dsn) as conn:
            try:
                create(conn, 2)
                outcome.append("made")
            except psycopg.Error as error:
                outcome.append(str(error.diag.constraint_name))

    with psycopg.connect(fresh_dsn) as first, psycopg.connect(fresh_dsn, autocommit=True) as watch:
        create(first, 1)
        thread = threading.Thread(target=second)
        thread.start()
        while not watch.execute("select 1 from pg_stat_activity where wait_event_type = 'Lock'").fetchone():
            assert thread.is_alive()
        first.commit()
        thread.join()
        usernames = watch.execute("select array_agg(username order by username) from iwm.users").fetchone()
    assert outcome == [code or "made"]
    assert usernames == ((["ada", "ada2"],) if same == "name" else (["ada1"],) if same == "email" else (["ada"],))
