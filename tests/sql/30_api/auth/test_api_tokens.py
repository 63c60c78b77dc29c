"""API tokens: made once, scoped, counted, revoked; nothing of the account itself."""

from typing import Any

import psycopg
import pytest

from tests.sql.conftest import Call
from tests.support.accounts import People, Person

from .conftest import hashed

CLIENT = "192.0.2.1"


@pytest.fixture
def make(call: Call, ada: Person) -> Any:
    """make(scope…, name=…, expires_in_days=…): a token of ada."""

    def token(*scopes: str, name: str = "backup", **more: Any) -> Any:
        return call("api.create_token", viewer=ada.viewer, client=CLIENT, name=name, scopes=list(scopes), **more)

    return token


def of(token: str) -> str:
    """The viewer that the HTTP layer makes of a token."""
    return f"(,tok:{hashed(token)},)"


def test_a_token_is_shown_once_and_kept_as_a_digest(
    conn: psycopg.Connection, call: Call, ada: Person, make: Any
) -> None:
    made = make("follows:read", "profile:read", "follows:read", name="  backup ")
    assert made["token"].startswith("iwm_")
    assert len(made["token"]) == 68
    assert made["hint"] == made["token"][-4:]
    assert (made["name"], made["scopes"], made["expires_at"]) == ("backup", ["follows:read", "profile:read"], None)
    assert call("api.list_tokens", viewer=ada.viewer) == [{**made, "token": None}]
    row = conn.execute("select token_hash, to_jsonb(t)::text from iwm.api_tokens as t").fetchone()
    assert row is not None
    assert row[0] == hashed(made["token"])
    assert made["token"] not in row[1]
    assert make("follows:read")["token"] != made["token"]


def test_a_token_does_what_its_scopes_allow(conn: psycopg.Connection, refused: Any, ada: Person, make: Any) -> None:
    viewer = of(make("follows:read")["token"])
    may = "select iwm.require(%s::iwm.viewer, 'user', %s)"
    assert conn.execute(may, [viewer, "follows:read"]).fetchone() == (ada.id,)
    for scope in ("follows:write", "profile:write", "account:read", "account:write", "none:read"):
        with pytest.raises(psycopg.Error) as caught, conn.transaction():
            conn.execute(may, [viewer, scope])
        assert (caught.value.sqlstate, caught.value.diag.constraint_name) == ("IW403", "insufficient_scope")
    told = refused("create_token", viewer=viewer, client=None, name="x", scopes=["follows:read"])
    assert told[1] == "insufficient_scope"


@pytest.mark.parametrize(
    "scopes",
    [[], ["account:write"], ["account:read"], ["follows:read", "account:write"], ["all"], ["*"], [""], ["follows:READ"],
     [None], ["follows:read", None], ["x" * 10_000], ["follows:read "] * 10_000],
)  # fmt: skip
def test_scopes_that_no_token_can_have(refused: Any, ada: Person, scopes: Any) -> None:
    told = refused("create_token", viewer=ada.viewer, client=None, name="x", scopes=scopes)
    assert told == (422, "unknown_scope", "scopes")


def test_a_token_ends_in_its_time(call: Call, refused: Any, ada: Person, make: Any, later: Any) -> None:
    token = make("follows:read", expires_in_days=7)
    later("7 days")
    assert refused("logout", viewer=of(token["token"]), client=None) == (401, "invalid_token", "")


def test_expired_ones_are_not_listed(
    conn: psycopg.Connection, call: Call, people: People, ada: Person, make: Any
) -> None:
    make("follows:read", name="short", expires_in_days=1)
    make("follows:read", name="long")
    conn.execute("update iwm.api_tokens set expires_at = iwm.now() where name = 'short'")
    assert [token["name"] for token in call("api.list_tokens", viewer=ada.viewer)] == ["long"]


def test_there_is_a_most(
    refused: Any, ada: Person, make: Any, policy: Any, conn: psycopg.Connection, call: Call
) -> None:
    policy(most_api_tokens=2)
    first, _ = make("follows:read"), make("follows:read")
    arguments = {"viewer": ada.viewer, "client": None, "name": "x", "scopes": ["follows:read"]}
    assert refused("create_token", **arguments)[:2] == (409, "too_many_tokens")
    call("api.revoke_token", viewer=ada.viewer, client=None, token_id=first["id"])
    make("follows:read")
    conn.execute("update iwm.api_tokens set expires_at = iwm.now()")
    make("follows:read")


def test_a_revoked_token_is_without_power(call: Call, refused: Any, ada: Person, make: Any, events: Any) -> None:
    token = make("follows:read")
    for _ in range(2):
        done = call("api.revoke_token", viewer=ada.viewer, client=CLIENT, token_id=token["id"])
        assert done == {"id": token["id"], "revoked": True}
    assert refused("logout", viewer=of(token["token"]), client=None) == (401, "invalid_token", "")
    assert call("api.list_tokens", viewer=ada.viewer) == []
    assert events(ada) == ["api_token_made", "api_token_revoked"]


def test_tokens_of_others_do_not_exist(call: Call, refused: Any, people: People, ada: Person, make: Any) -> None:
    bob, token = people.user("bob"), make("follows:read")
    for token_id in (token["id"], "tok_none"):
        told = refused("revoke_token", viewer=bob.viewer, client=None, token_id=token_id)
        assert told == (404, "token_not_found", "token_id")
    assert call("api.list_tokens", viewer=bob.viewer) == []
    assert len(call("api.list_tokens", viewer=ada.viewer)) == 1


def test_a_token_may_throw_itself_away(call: Call, refused: Any, ada: Person, make: Any) -> None:
    viewer = of(make("follows:read")["token"])
    assert call("api.logout", viewer=viewer, client=None) == {"ended": 0}
    assert refused("logout", viewer=viewer, client=None) == (401, "invalid_token", "")
    assert len(call("api.list_sessions", viewer=ada.viewer)) == 1


@pytest.mark.parametrize(
    "change",
    ["suspended_at = iwm.now()", "deactivated_at = iwm.now()", "deletion_due_at = iwm.now() + interval '1 day'"],
)
def test_tokens_of_a_suspended_deactivated_or_leaving_account(
    conn: psycopg.Connection, refused: Any, make: Any, change: str
) -> None:
    viewer = of(make("follows:read")["token"])
    conn.execute(f"update iwm.users set {change}")
    assert refused("logout", viewer=viewer, client=None)[0] == (403 if "suspended" in change else 401)


def test_scopes_are_listed(call: Call) -> None:
    scopes = call("api.list_scopes")
    assert {"scope": "account:write", "grantable": False}.items() <= scopes[1].items()
    assert [scope["scope"] for scope in scopes] == sorted(scope["scope"] for scope in scopes)
    assert all(not scope["grantable"] for scope in scopes if scope["scope"].startswith("account:"))
    assert all(scope["title"] for scope in scopes)
