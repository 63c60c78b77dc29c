"""Devices that wait for a code to be typed: how long, how often they ask, what they get."""

import psycopg
import pytest

from tests.sql.conftest import Call
from tests.support.accounts import People, Person

HASH = "a" * 64


@pytest.fixture
def people(conn: psycopg.Connection) -> People:
    return People(conn)


@pytest.fixture
def ada(people: People) -> Person:
    return people.user("ada")


@pytest.fixture
def device(call: Call) -> str:
    """A device that waits; its user code."""
    assert opened(call) is True
    return "BCDF-GHJK"


def opened(call: Call, code: str = "BCDF-GHJK", scopes: list[str] | None = None, key: str = HASH) -> bool:
    return call(
        "api.open_device_code", device_code_hash=key, user_code=code, client_name="TV", scopes=scopes,
        client="192.0.2.1", user_agent="tv/1",
    )  # fmt: skip


def poll(call: Call, session: str = "ses_1", key: str = HASH) -> dict:
    return call(
        "api.poll_device", device_code_hash=key, session_id=session, refresh_hash="r", client="192.0.2.1",
        user_agent="tv/1",
    )  # fmt: skip


def answer(conn: psycopg.Connection, what: str, person: Person, code: str) -> dict:
    return conn.execute(f"select to_jsonb(api.{what}_device(%s::iwm.viewer, %s))", [person.viewer, code]).fetchone()[0]


def later(conn: psycopg.Connection, seconds: int) -> None:
    """Moves the clock on."""
    conn.execute("select set_config('iwm.now', (iwm.now() + make_interval(secs => %s))::text, true)", [seconds])


def test_a_device_waits_is_allowed_and_gets_a_session_once(conn, call, ada, device):
    assert poll(call) == {"code": "authorization_pending", "interval": 5}
    seen = conn.execute("select to_jsonb(api.get_device(%s::iwm.viewer, 'bcdfghjk'))", [ada.viewer]).fetchone()[0]
    assert seen["client_name"] == "TV"
    assert seen["user_code"] == "BCDF-GHJK"
    assert seen["address"] == "192.0.2.1"
    assert answer(conn, "approve", ada, "bcdf-ghjk")["state"] == "approved"
    later(conn, 5)
    done = poll(call)
    assert done["user"]["username"] == "ada"
    row = conn.execute(
        "select user_id, device, methods, scopes, client from iwm.sessions where external_id = 'ses_1'"
    ).fetchone()
    assert row == (ada.id, "TV", ["device"], done["scopes"], "192.0.2.1")
    later(conn, 5)
    assert poll(call, "ses_2") == {"code": "invalid_grant"}


def test_what_a_device_may_without_asking(conn, call, device):
    scopes = conn.execute("select scopes from iwm.device_codes").fetchone()[0]
    assert "profile:write" in scopes
    assert not [scope for scope in scopes if scope.startswith(("account:", "staff:", "catalogue:"))]


def test_a_device_gets_the_scopes_that_it_asked_for(conn, call, ada):
    opened(call, scopes=["profile:read", "follows:read", "profile:read"])
    answer(conn, "approve", ada, "BCDFGHJK")
    assert poll(call)["scopes"] == ["follows:read", "profile:read"]


@pytest.mark.parametrize("scopes", [["account:write"], ["profile:read", "nope"], [None], ["x" * 5000]])
def test_a_device_cannot_ask_for_what_no_token_may(call, scopes):
    with pytest.raises(psycopg.Error) as caught:
        opened(call, scopes=scopes)
    assert (caught.value.sqlstate, caught.value.diag.constraint_name) == ("IW422", "unknown_scope")


def test_asking_too_often_makes_the_interval_longer(conn, call, device):
    assert poll(call) == {"code": "authorization_pending", "interval": 5}
    later(conn, 3)
    assert poll(call) == {"code": "slow_down", "interval": 10}
    later(conn, 9)
    assert poll(call) == {"code": "slow_down", "interval": 15}
    later(conn, 15)
    assert poll(call) == {"code": "authorization_pending", "interval": 15}


def test_the_interval_does_not_grow_for_ever(conn, call, device):
    found = [poll(call).get("interval") for _ in range(20)]
    assert found[-1] == 60


def test_an_allowed_device_that_asks_too_often_waits_too(conn, call, ada, device):
    poll(call)
    answer(conn, "approve", ada, device)
    assert poll(call)["code"] == "slow_down"
    later(conn, 10)
    assert "user" in poll(call)


def test_a_code_is_good_for_ten_minutes(conn, call, ada, device):
    later(conn, 600)
    assert poll(call) == {"code": "expired_token"}
    for what in ("approve", "deny"):
        with pytest.raises(psycopg.Error) as caught, conn.transaction():
            answer(conn, what, ada, device)
        assert caught.value.diag.constraint_name == "device_not_found"


def test_a_refused_device_is_told(conn, call, ada, device):
    assert answer(conn, "deny", ada, device)["state"] == "denied"
    assert answer(conn, "deny", ada, device)["state"] == "denied"
    assert poll(call) == {"code": "access_denied"}
    with pytest.raises(psycopg.Error, match="No device waits"):
        answer(conn, "approve", ada, device)


def test_one_answer_and_nobody_elses(conn, people, call, ada, device):
    answer(conn, "approve", ada, device)
    assert answer(conn, "approve", ada, device)["state"] == "approved"
    with pytest.raises(psycopg.Error, match="No device waits"):
        answer(conn, "approve", people.user("eve"), device)


def test_a_code_that_another_device_has_is_not_given_again(call, device):
    assert opened(call, "bcdf-ghjk", key="b" * 64) is False
    assert opened(call, "LMNP-QRST", key="b" * 64) is True


def test_nobody_gave_this_code_out(call, device):
    assert poll(call, key="c" * 64) == {"code": "invalid_grant"}


@pytest.mark.parametrize("column", ["deactivated_at", "suspended_at"])
def test_a_user_who_may_not_sign_in_meanwhile(conn, call, ada, device, column):
    answer(conn, "approve", ada, device)
    conn.execute(f"update iwm.users set {column} = iwm.now() where id = %s", [ada.id])
    assert poll(call) == {"code": "access_denied"}
    assert conn.execute("select count(*) from iwm.sessions where device = 'TV'").fetchone() == (0,)


@pytest.mark.parametrize("what", ["approve", "deny", "get"])
def test_only_who_signed_in_allows_devices(conn, people, call, ada, device, what):
    """Neither an API token nor a session with limited scopes, such as that of another device."""
    limited = Person(ada.id, ada.external_id, "ada", people.session(ada.id, scopes=["profile:read"]))
    with pytest.raises(psycopg.Error) as caught:
        answer(conn, what, limited, device)
    assert caught.value.diag.constraint_name == "insufficient_scope"


def test_old_codes_go(conn, call, device):
    later(conn, 600 + 3601)
    opened(call, "LMNP-QRST", key="b" * 64)
    assert conn.execute("select user_code from iwm.device_codes").fetchall() == [("LMNPQRST",)]
