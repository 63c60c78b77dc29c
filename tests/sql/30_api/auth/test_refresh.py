"""Refresh tokens: each once, the one before once more and in time, anything else ends the session."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from tests.sql.conftest import Call
from tests.support.accounts import People, Person

HERE = "192.0.2.1"
Later = Callable[[str], None]
OVER = (401, "invalid_token", "")


class Family:
    """A session and its refresh tokens: number n has the hash h<n>."""

    def __init__(self, call: Call, session_id: str) -> None:
        self.call = call
        self.session_id = session_id

    def arguments(self, count: int) -> dict[str, Any]:
        return {
            "session_id": self.session_id, "count": count, "hash": f"h{count}", "next_hash": f"h{count + 1}",
            "client": HERE, "user_agent": "test/2",
        }  # fmt: skip

    def use(self, count: int) -> str:
        """What showing token `count` brings: new (tokens) or reused."""
        answer = self.call("api.refresh_session", **self.arguments(count))
        assert answer.keys() == {"scopes", "account"} or answer == {"reused": True}
        return "reused" if "reused" in answer else "new"


@pytest.fixture
def family(call: Call, people: People, ada: Person) -> Family:
    return Family(call, people.session(ada.id, refresh_hash="h0", device="phone"))


@pytest.fixture
def state(conn: psycopg.Connection, family: Family) -> Callable[[], tuple]:
    """state(): count, newest and previous hash, why it is over."""
    return lambda: conn.execute(
        "select refresh_count, refresh_hash, previous_hash, revoke_reason from iwm.sessions where external_id = %s",
        [family.session_id],
    ).fetchone()


def test_each_token_leads_to_the_next(family: Family, state: Any) -> None:
    for count in range(5):
        assert family.use(count) == "new"
        assert state() == (count + 1, f"h{count + 1}", f"h{count}", None)


def test_refreshing_notes_who_was_seen(conn: psycopg.Connection, family: Family, ada: Person, later: Later) -> None:
    later("1 hour")
    family.use(0)
    row = conn.execute(
        "select s.last_seen_at = iwm.now(), s.refreshed_at = iwm.now(), s.client, s.user_agent,"
        " u.last_seen_at = iwm.now() from iwm.sessions as s join iwm.users as u on u.id = s.user_id"
        " where s.external_id = %s",
        [family.session_id],
    ).fetchone()
    assert row == (True, True, HERE, "test/2", True)


def test_one_lost_answer_is_repeated_once(family: Family, state: Any) -> None:
    family.use(0)
    assert family.use(0) == "new"
    assert state() == (1, "h1", "h0", None)  # the newest stays the newest
    assert family.use(1) == "new"
    assert state() == (2, "h2", "h1", None)


def test_the_one_before_a_second_time_ends_the_session(
    family: Family, state: Any, mails: Any, events: Any, ada: Person
) -> None:
    family.use(0)
    family.use(0)
    assert family.use(0) == "reused"
    assert state() == (1, "h1", "h0", "refresh token reused")
    assert mails(ada) == ["security_alert"]
    assert events(ada) == ["refresh_token_reused"]


def test_the_one_before_after_the_grace_ends_the_session(family: Family, state: Any, later: Later) -> None:
    family.use(0)
    later("30 seconds")
    family.use(0)
    family.use(1)
    later("31 seconds")
    assert family.use(1) == "reused"
    assert state()[3] == "refresh token reused"


def test_without_grace_every_second_use_ends_the_session(family: Family, policy: Any, later: Later) -> None:
    policy(refresh_grace="0 seconds")
    family.use(0)
    later("1 second")
    assert family.use(0) == "reused"


@pytest.mark.parametrize("count", [0, 1])
def test_an_older_one_ends_the_session_even_within_the_grace(family: Family, state: Any, count: int) -> None:
    for used in range(3):
        family.use(used)
    assert family.use(count) == "reused"
    assert state()[3] == "refresh token reused"


@pytest.mark.parametrize(
    "changed", [{"hash": "x"}, {"count": 1}, {"count": 7}, {"count": -1}, {"hash": "h1", "count": 1}]
)
def test_one_that_was_never_given_out_ends_the_session(call: Call, family: Family, changed: dict) -> None:
    assert call("api.refresh_session", **{**family.arguments(0), **changed}) == {"reused": True}


def test_after_its_end_nothing_is_good_any_more(family: Family, refused: Any, mails: Any, ada: Person) -> None:
    family.use(0)
    family.use(0)
    family.use(0)
    for count in range(3):
        assert refused("refresh_session", **family.arguments(count)) == OVER
    assert mails(ada) == ["security_alert"]  # told once


def test_other_sessions_go_on(
    conn: psycopg.Connection, call: Call, people: People, ada: Person, family: Family
) -> None:
    other = Family(call, people.session(ada.id, refresh_hash="h0"))
    for _ in range(3):
        family.use(0)
    assert other.use(0) == "new"


def test_the_mail_says_which_device_and_from_where(conn: psycopg.Connection, family: Family) -> None:
    for _ in range(3):
        family.use(0)
    [(data,)] = conn.execute("select data from iwm.mails").fetchall()
    assert (data["event"], data["device"], data["client"]) == ("refresh_token_reused", "phone", HERE)


def test_a_session_that_is_over(
    conn: psycopg.Connection, family: Family, refused: Any, policy: Any, later: Later
) -> None:
    assert refused("refresh_session", **{**family.arguments(0), "session_id": "ses_none"}) == OVER
    for change in ("revoked_at = iwm.now()", "expires_at = iwm.now()", "last_seen_at = iwm.now() - interval '30 days'"):
        with conn.transaction(force_rollback=True):
            conn.execute(f"update iwm.sessions set {change} where external_id = %s", [family.session_id])
            assert refused("refresh_session", **family.arguments(0)) == OVER
    policy(session_idle="1 hour")
    later("59 minutes")
    assert family.use(0) == "new"
    later("59 minutes")
    assert family.use(1) == "new"
    later("1 hour")
    assert refused("refresh_session", **family.arguments(2)) == OVER


def test_a_session_ends_at_its_time_however_often_it_is_refreshed(family: Family, refused: Any, later: Later) -> None:
    for count in range(3):  # tests' sessions have a day
        later("7 hours")
        assert family.use(count) == "new"
    later("3 hours")
    assert refused("refresh_session", **family.arguments(3)) == OVER


def test_whose_account_is_suspended_or_deactivated(
    conn: psycopg.Connection, family: Family, refused: Any, state: Any
) -> None:
    conn.execute("update iwm.users set suspended_at = iwm.now()")
    assert refused("refresh_session", **family.arguments(0)) == (403, "account_suspended", "")
    conn.execute("update iwm.users set suspended_at = null, deactivated_at = iwm.now()")
    assert refused("refresh_session", **family.arguments(0)) == OVER
    conn.execute("update iwm.users set deactivated_at = null")
    assert family.use(0) == "new"


def test_a_session_of_some_scopes_keeps_them(call: Call, people: People, ada: Person) -> None:
    family = Family(call, people.session(ada.id, refresh_hash="h0", scopes=["follows:read"]))
    assert call("api.refresh_session", **family.arguments(0))["scopes"] == ["follows:read"]
