"""Sessions as their owner sees and ends them; what ended is without power at once."""

from typing import Any

import psycopg
import pytest

from tests.sql.conftest import Call
from tests.support.accounts import People, Person

CLIENT = "192.0.2.1"


def test_where_one_is_signed_in(conn: psycopg.Connection, call: Call, people: People, ada: Person) -> None:
    people.user("bob")
    phone = people.session(ada.id, device="phone", user_agent="app/1", client=CLIENT, scopes=["follows:read"],
        methods=["device"], last_seen_at="2026-01-01Z", created_at="2025-12-31Z")  # fmt: skip
    conn.execute("select set_config('iwm.now', '2026-01-02Z', true)")
    conn.execute("update iwm.sessions set expires_at = '2026-02-01Z', last_seen_at = least(last_seen_at, iwm.now())")
    for over in ("revoked_at = iwm.now()", "expires_at = iwm.now()", "last_seen_at = iwm.now() - interval '30 days'"):
        ended = people.session(ada.id)
        conn.execute(f"update iwm.sessions set {over} where external_id = %s", [ended])
    mine, other = call("api.list_sessions", viewer=ada.viewer)
    assert other == {
        "id": phone, "device": "phone", "user_agent": "app/1", "client": CLIENT, "methods": ["device"],
        "scopes": ["follows:read"], "created_at": "2025-12-31T00:00:00+00:00",
        "last_seen_at": "2026-01-01T00:00:00+00:00", "expires_at": "2026-02-01T00:00:00+00:00", "current": False,
    }  # fmt: skip
    assert (mine["id"], mine["current"], mine["device"], mine["scopes"]) == (ada.session_id, True, None, None)


def test_signing_out(call: Call, refused: Any, people: People, ada: Person, events: Any) -> None:
    other = people.session(ada.id)
    assert call("api.logout", viewer=ada.viewer, client=CLIENT) == {"ended": 1}
    assert refused("list_sessions", viewer=ada.viewer) == (401, "invalid_token", "")
    assert refused("logout", viewer=ada.viewer, client=CLIENT) == (401, "invalid_token", "")
    left = call("api.list_sessions", viewer=f"({ada.external_id},{other},)")
    assert [session["id"] for session in left] == [other]
    assert events(ada) == ["signed_out"]


def test_signing_out_everywhere(call: Call, refused: Any, people: People, ada: Person) -> None:
    bob, other = people.user("bob"), people.session(ada.id)
    assert call("api.logout_all", viewer=ada.viewer, client=CLIENT) == {"ended": 2}
    for session in (ada.session_id, other):
        assert refused("list_sessions", viewer=f"({ada.external_id},{session},)")[1] == "invalid_token"
    assert len(call("api.list_sessions", viewer=bob.viewer)) == 1


def test_signing_out_one_device(call: Call, refused: Any, people: People, ada: Person, events: Any) -> None:
    other = people.session(ada.id)
    end = {"viewer": ada.viewer, "client": CLIENT}
    assert call("api.end_session", session_id=other, **end) == {"ended": 1}
    assert call("api.end_session", session_id=other, **end) == {"ended": 0}
    assert refused("list_sessions", viewer=f"({ada.external_id},{other},)")[1] == "invalid_token"
    assert events(ada) == ["session_ended"]
    assert call("api.end_session", session_id=ada.session_id, **end) == {"ended": 1}
    assert refused("list_sessions", viewer=ada.viewer)[1] == "invalid_token"


def test_sessions_of_others_do_not_exist(call: Call, refused: Any, people: People, ada: Person) -> None:
    bob = people.user("bob")
    for session in (bob.session_id, "ses_none"):
        told = refused("end_session", viewer=ada.viewer, client=CLIENT, session_id=session)
        assert told == (404, "session_not_found", "session_id")
    assert len(call("api.list_sessions", viewer=bob.viewer)) == 1


def test_signing_out_all_other_devices(call: Call, people: People, ada: Person) -> None:
    for _ in range(3):
        people.session(ada.id)
    assert call("api.end_other_sessions", viewer=ada.viewer, client=CLIENT) == {"ended": 3}
    assert [session["id"] for session in call("api.list_sessions", viewer=ada.viewer)] == [ada.session_id]
    assert call("api.end_other_sessions", viewer=ada.viewer, client=CLIENT) == {"ended": 0}


@pytest.mark.parametrize("function", ["list_sessions", "list_security_events", "list_tokens"])
def test_what_only_a_whole_session_may_see(refused: Any, people: People, ada: Person, function: str) -> None:
    narrow = people.session(ada.id, scopes=["profile:read", "follows:write"])
    assert refused(function, viewer=f"({ada.external_id},{narrow},)") == (403, "insufficient_scope", "")
    assert refused(function, viewer=None) == (401, "unauthenticated", "")


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        ("logout_all", {}), ("end_other_sessions", {}), ("end_session", {"session_id": "ses_1"}),
        ("create_token", {"name": "x", "scopes": ["follows:read"]}), ("revoke_token", {"token_id": "tok_1"}),
        ("replace_password", {"user_agent": None, "hash": "h", "new_hash": "n"}), ("begin_confirmation", {}),
        ("finish_confirmation", {}), ("change_password", {"new_password": "x"}),
    ],
)  # fmt: skip
def test_what_only_a_whole_session_may_do(
    refused: Any, people: People, ada: Person, function: str, arguments: Any
) -> None:
    narrow = people.session(ada.id, scopes=["profile:write", "account:read"])
    viewer = f"({ada.external_id},{narrow},)"
    assert refused(function, viewer=viewer, client=CLIENT, **arguments) == (403, "insufficient_scope", "")
    assert refused(function, viewer=None, client=CLIENT, **arguments) == (401, "unauthenticated", "")


def test_a_session_of_some_scopes_may_sign_itself_out(call: Call, people: People, ada: Person) -> None:
    narrow = people.session(ada.id, scopes=["follows:read"])
    assert call("api.logout", viewer=f"({ada.external_id},{narrow},)", client=None) == {"ended": 1}


def test_a_session_is_good_for_its_own_user_only(refused: Any, people: People, ada: Person) -> None:
    bob = people.user("bob")
    assert refused("list_sessions", viewer=f"({bob.external_id},{ada.session_id},)") == (401, "invalid_token", "")


def test_what_happened_comes_in_parts(conn: psycopg.Connection, call: Call, people: People, ada: Person) -> None:
    """Also where many things happened in the same moment, and while more happens."""
    bob = people.user("bob")
    conn.execute("select iwm.security_event(%s, 'of_bob')", [bob.id])
    for number in range(25):
        if number % 8 == 0:
            conn.execute("select set_config('iwm.now', (iwm.now() + interval '1 minute')::text, true)")
        conn.execute(
            "select iwm.security_event(%s, %s, 'ses_1', %s, 'test/1', 'more')", [ada.id, f"kind{number}", CLIENT]
        )
    assert call("api.list_security_events", viewer=ada.viewer, limit=1)["items"][0] | {"at": None} == {
        "kind": "kind24", "at": None, "session_id": "ses_1", "client": CLIENT, "user_agent": "test/1", "detail": "more",
    }  # fmt: skip
    for limit in (1, 3, 8, 9, 24):
        kinds, cursor, parts = [], None, 0
        while parts == 0 or cursor:
            part = call("api.list_security_events", viewer=ada.viewer, cursor=cursor, limit=limit)
            assert len(part["items"]) <= limit
            kinds += [event["kind"] for event in part["items"]]
            cursor, parts = part["next_cursor"], parts + 1
            if parts == 1:
                conn.execute("select iwm.security_event(%s, 'new')", [bob.id])
        assert kinds == [f"kind{number}" for number in range(24, -1, -1)]
        assert parts == -(-25 // limit)
    assert call("api.list_security_events", viewer=ada.viewer, limit=25)["next_cursor"] is None
    assert len(call("api.list_security_events", viewer=ada.viewer)["items"]) == 20


@pytest.mark.parametrize("cursor", ["0-0", "99999999999999999-999999", "1-0"])
def test_a_cursor_of_nowhere(call: Call, ada: Person, cursor: str) -> None:
    call("api.list_security_events", viewer=ada.viewer, cursor=cursor)
