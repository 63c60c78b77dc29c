"""One's own account: reading and changing the profile."""

import threading

import psycopg
import pytest

from tests.support.accounts import People, Person
from tests.support.calls import call_as, refused


@pytest.fixture
def people(conn: psycopg.Connection) -> People:
    return People(conn)


@pytest.fixture
def ada(people: People) -> Person:
    return people.user("ada", bio="Writes notes.", location="London")


def patch(conn: psycopg.Connection, person: Person, if_match: str | None = None, **body: object) -> dict:
    return call_as(conn, person, "patch_account", if_match=if_match, patch=body)


def test_reading_it(conn: psycopg.Connection, ada: Person) -> None:
    account = call_as(conn, ada, "get_account")
    assert account["id"] == ada.external_id
    assert (account["username"], account["email"], account["role"]) == ("ada", "ada@example.org", "user")
    assert (account["deactivated"], account["deletion_due_at"]) == (False, None)


def test_who_may_read_it(conn: psycopg.Connection, ada: Person) -> None:
    with refused("unauthenticated", 401), conn.transaction():
        call_as(conn, None, "get_account")
    with refused("unauthenticated", 401), conn.transaction():
        call_as(conn, None, "patch_account", if_match=None, patch={})


def test_what_is_left_out_stays_and_null_clears(conn: psycopg.Connection, ada: Person) -> None:
    before = call_as(conn, ada, "get_account")
    after = patch(conn, ada, name=" Ada Lovelace ", bio=None, website="https://ada.example/notes")
    changed = {"name": "Ada Lovelace", "bio": None, "website": "https://ada.example/notes"}
    assert after == {**before, **changed, "version": 2, "updated_at": after["updated_at"]}
    assert after["updated_at"] is not None
    assert call_as(conn, ada, "get_account") == after


def test_the_version_counts_changes_only(conn: psycopg.Connection, ada: Person) -> None:
    assert patch(conn, ada)["version"] == 1
    assert patch(conn, ada, bio="Writes notes.", name="Ada")["version"] == 1
    assert patch(conn, ada, bio="Writes more.")["version"] == 2


def test_text_of_blanks_is_none(conn: psycopg.Connection, ada: Person) -> None:
    assert patch(conn, ada, bio="   ")["bio"] is None
    assert patch(conn, ada, bio="")["bio"] is None


def test_only_the_version_that_was_seen_is_changed(conn: psycopg.Connection, ada: Person) -> None:
    assert patch(conn, ada, "1", bio="One")["version"] == 2
    with refused("precondition_failed", 412), conn.transaction():
        patch(conn, ada, "1", bio="Two")
    assert patch(conn, ada, "*", bio="Three")["bio"] == "Three"


@pytest.mark.parametrize(
    ("body", "field"), [({"email": "x@y.org"}, "email"), ({"name": None}, "name"), ({"visibility": None}, "visibility")]
)
def test_what_cannot_be_changed(conn: psycopg.Connection, ada: Person, body: dict, field: str) -> None:
    with refused("invalid_input", 422, field):
        patch(conn, ada, **body)


@pytest.mark.parametrize(
    "body",
    [
        {"name": " "}, {"name": "x" * 101}, {"bio": "x" * 1001}, {"location": ""}, {"website": "javascript:alert(1)"},
        {"avatar_url": "ftp://x"}, {"cover_url": "http://" + "x" * 250}, {"username": "a b"}, {"username": "a"},
    ],
)  # fmt: skip
def test_limits(conn: psycopg.Connection, ada: Person, body: dict) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        patch(conn, ada, **body)


def test_another_username(conn: psycopg.Connection, people: People, ada: Person) -> None:
    people.user("bob")
    assert patch(conn, ada, username="Ada")["username"] == "Ada"  # another case of one's own
    for taken in ("bob", "BOB"):
        with refused("username_taken", 409, "username"), conn.transaction():
            patch(conn, ada, username=taken)
    with refused("username_reserved", 422, "username"), conn.transaction():
        patch(conn, ada, username="admin")
    assert patch(conn, ada, username="countess")["username"] == "countess"
    people.user("ada", email="other@example.org")  # the old one is free
    kinds = conn.execute(
        "select kind, detail from iwm.security_events where user_id = %s order by id", [ada.id]
    ).fetchall()
    assert kinds == [("username_changed", "ada -> Ada"), ("username_changed", "Ada -> countess")]


def test_a_username_that_is_taken_at_the_same_moment(dsn: str) -> None:
    with psycopg.connect(dsn) as one, psycopg.connect(dsn, autocommit=True) as other:
        people = People(other)
        ann, ben = people.user("ann"), people.user("ben")
        patch(one, ann, username="same")
        outcome: list[object] = []

        def run() -> None:
            try:
                patch(other, ben, username="same")
            except psycopg.Error as error:
                outcome.append(error.diag.constraint_name)

        thread = threading.Thread(target=run)
        thread.start()
        with psycopg.connect(dsn, autocommit=True) as watcher:
            until_waiting(watcher, other.info.backend_pid)
        one.commit()
        thread.join()
        assert outcome == ["username_taken"]


def until_waiting(watcher: psycopg.Connection, pid: int) -> None:
    """Returns as soon as the session waits for a lock."""
    waiting = "select wait_event_type = 'Lock' from pg_stat_activity where pid = %s"
    while watcher.execute(waiting, [pid]).fetchone() != (True,):
        pass


def test_a_public_profile_approves_who_asked(conn: psycopg.Connection, people: People) -> None:
    ann = people.user("nora", visibility="followers")
    ben = people.user("otto")
    conn.execute(
        "insert into iwm.follow_requests (user_id, requester_id, external_id) values (%s, %s, 'frq_1')",
        [ann.id, ben.id],
    )
    assert patch(conn, ann, name="Ann")["followers"] == 0
    account = patch(conn, ann, visibility="public")
    assert (account["visibility"], account["followers"]) == ("public", 1)
    assert conn.execute("select count(*) from iwm.follow_requests").fetchone() == (0,)


def test_what_it_touches(conn: psycopg.Connection, ada: Person) -> None:
    (tags,) = conn.execute(
        "select tags from api.patch_account__call(%s, null, '{\"bio\": null}')", [ada.viewer]
    ).fetchone()
    assert tags == [f"user:{ada.external_id}"]
