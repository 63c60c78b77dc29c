"""Leaving and coming back: deactivation, deletion with a time of grace, restoring."""

import psycopg
import pytest

from tests.support.accounts import People, Person
from tests.support.calls import call_as, refused


@pytest.fixture
def people(conn: psycopg.Connection) -> People:
    return People(conn)


@pytest.fixture
def ada(people: People) -> Person:
    return people.user("ada")


def with_session(people: People, person: Person, **columns: object) -> Person:
    """The same person in another session."""
    return Person(person.id, person.external_id, person.username, people.session(person.id, **columns))


def row(conn: psycopg.Connection, query: str, *values: object) -> tuple | None:
    return conn.execute(query, values).fetchone()


# Deactivating.


def test_deactivating_ends_every_session_and_token(conn: psycopg.Connection, people: People, ada: Person) -> None:
    other = with_session(people, ada)
    token = people.api_token(ada, "profile:read")
    digest = row(conn, "select token_hash from iwm.api_tokens where hint = %s", token[-4:])[0]  # type: ignore[index]
    as_token = Person(ada.id, "", "", f"tok:{digest}")
    assert call_as(conn, as_token, "get_account")["username"] == "ada"
    account = call_as(conn, ada, "deactivate_account", client="192.0.2.1")
    assert account["deactivated"] is True
    for caller in (ada, other, as_token):
        with refused("invalid_token", 401), conn.transaction():
            call_as(conn, caller, "get_account")
    assert row(conn, "select count(*) from iwm.sessions where user_id = %s and revoked_at is null", ada.id) == (0,)
    kind = "select kind, client from iwm.security_events where user_id = %s order by id desc limit 1"
    assert row(conn, kind, ada.id) == ("deactivated", "192.0.2.1")


def test_signing_in_reactivates(conn: psycopg.Connection, ada: Person) -> None:
    call_as(conn, ada, "deactivate_account", client=None)
    conn.execute("select iwm.sign_in(%s, 'ses_new', 'hash', null, null, null, '{pwd}')", [ada.id])
    back = Person(ada.id, ada.external_id, ada.username, "ses_new")
    assert call_as(conn, back, "get_account")["deactivated"] is False


def test_nobody_sees_who_is_deactivated_or_leaving(conn: psycopg.Connection, people: People, ada: Person) -> None:
    def visible() -> bool:
        return row(conn, "select visible from iwm.user_sight(null) where user_id = %s", ada.id) == (True,)

    assert visible()
    with conn.transaction(force_rollback=True):
        call_as(conn, ada, "deactivate_account", client=None)
        assert not visible()
    call_as(conn, ada, "delete_account")
    assert not visible()
    call_as(conn, ada, "restore_account")
    assert visible()


# Deleting.


def test_the_account_is_deleted_after_the_time_of_grace(conn: psycopg.Connection, people: People, ada: Person) -> None:
    conn.execute("set local iwm.now = '2024-02-01 12:00+00'")
    here, there = with_session(people, ada), with_session(people, ada)
    account = call_as(conn, here, "delete_account")
    assert account["deletion_due_at"] == "2024-03-02T12:00:00+00:00"  # 30 days
    assert call_as(conn, here, "get_account")["deletion_due_at"] == account["deletion_due_at"]
    with refused("invalid_token", 401), conn.transaction():
        call_as(conn, there, "get_account")
    mails = conn.execute("select template, to_address, data from iwm.mails").fetchall()
    assert [(t, a) for t, a, _ in mails] == [("account_deletion_scheduled", "ada@example.org")]
    assert mails[0][2]["due"] == account["deletion_due_at"]


def test_the_grace_is_a_setting(conn: psycopg.Connection, people: People, ada: Person) -> None:
    conn.execute("update iwm.account_policy set deletion_grace = '1 day'")
    conn.execute("set local iwm.now = '2024-02-01 12:00+00'")
    account = call_as(conn, with_session(people, ada), "delete_account")
    assert account["deletion_due_at"] == "2024-02-02T12:00:00+00:00"


def test_asked_for_again_the_first_date_holds(conn: psycopg.Connection, people: People, ada: Person) -> None:
    conn.execute("set local iwm.now = '2024-02-01 12:00+00'")
    first = call_as(conn, with_session(people, ada), "delete_account")
    conn.execute("set local iwm.now = '2024-02-05 12:00+00'")
    again = call_as(conn, with_session(people, ada), "delete_account")
    assert again["deletion_due_at"] == first["deletion_due_at"]
    assert row(conn, "select count(*) from iwm.mails") == (1,)


def test_taking_it_back(conn: psycopg.Connection, ada: Person) -> None:
    call_as(conn, ada, "delete_account")
    for _ in range(2):
        assert call_as(conn, ada, "restore_account")["deletion_due_at"] is None
    assert conn.execute("select template, data ->> 'event' from iwm.mails order by id").fetchall() == [
        ("account_deletion_scheduled", None), ("security_alert", "deletion_cancelled"),
    ]  # fmt: skip
    kinds = conn.execute("select kind from iwm.security_events where user_id = %s order by id", [ada.id]).fetchall()
    assert kinds == [("deletion_scheduled",), ("deletion_cancelled",)]


def test_only_a_session_that_has_just_signed_in_may(conn: psycopg.Connection, people: People, ada: Person) -> None:
    conn.execute("set local iwm.now = '2024-02-01 12:00+00'")
    older = with_session(people, ada, created_at="2024-02-01 11:49:59+00", refreshed_at="2024-02-01 11:59:59+00")
    device = with_session(people, ada, methods=["device"])
    for session in (older, device):
        with refused("fresh_sign_in_needed", 403), conn.transaction():
            call_as(conn, session, "delete_account")
    fresh = with_session(people, ada, created_at="2024-02-01 11:50:01+00")
    conn.execute("update iwm.account_policy set fresh_sign_in = '5 minutes'")
    with refused("fresh_sign_in_needed", 403), conn.transaction():
        call_as(conn, fresh, "delete_account")
    conn.execute("update iwm.account_policy set fresh_sign_in = '10 minutes'")
    assert call_as(conn, fresh, "delete_account")["deletion_due_at"] is not None


def test_an_api_token_never_may(conn: psycopg.Connection, people: People, ada: Person) -> None:
    people.api_token(ada, "profile:write", "settings:write")
    (digest,) = row(conn, "select token_hash from iwm.api_tokens")  # type: ignore[misc]
    for function, arguments in (
        ("delete_account", {}), ("deactivate_account", {"client": None}), ("restore_account", {}),
        ("export_account", {}),
    ):  # fmt: skip
        with refused("insufficient_scope", 403), conn.transaction():
            call_as(conn, Person(ada.id, "", "", f"tok:{digest}"), function, **arguments)


@pytest.mark.parametrize("function", ["delete_account", "deactivate_account", "restore_account", "export_account"])
def test_nobody_else_may(conn: psycopg.Connection, ada: Person, function: str) -> None:
    arguments = {"client": None} if function == "deactivate_account" else {}
    with refused("unauthenticated", 401):
        call_as(conn, None, function, **arguments)


@pytest.mark.parametrize("function", ["delete_account", "deactivate_account"])
@pytest.mark.parametrize("absence", ["none", "deactivated_at", "deletion_due_at", "suspended_at"])
def test_the_last_administrator_stays(conn: psycopg.Connection, people: People, function: str, absence: str) -> None:
    boss = people.user("boss", "admin")
    if absence != "none":  # one who is away is none
        people.user("away", "admin", **{absence: "2024-01-01"})
    arguments = {"client": None} if function == "deactivate_account" else {}
    with refused("last_admin", 409), conn.transaction():
        call_as(conn, boss, function, **arguments)
    people.user("deputy", "admin")
    call_as(conn, boss, function, **arguments)
