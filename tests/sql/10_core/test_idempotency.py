"""Keys of repeated requests: whose they are, when they are taken, for how long answers are kept."""

import psycopg
import pytest

KEEP = "select iwm.keep_answer('usr_a', 'key', 'api.f', 'print', '{\"data\": 1}', '3')"
REPLAY = "select body, version from iwm.replay(%s, %s, %s, %s)"


def failure(conn: psycopg.Connection, *arguments: str) -> str | None:
    """The code of the error that a replay ends with."""
    with pytest.raises(psycopg.Error) as caught, conn.transaction():
        conn.execute(REPLAY, arguments)
    return caught.value.diag.constraint_name


def test_an_answer_is_given_again(conn: psycopg.Connection) -> None:
    assert conn.execute(REPLAY, ["usr_a", "key", "api.f", "print"]).fetchone() == (None, None)
    conn.execute(KEEP)
    assert conn.execute(REPLAY, ["usr_a", "key", "api.f", "print"]).fetchone() == ('{"data": 1}', "3")
    assert conn.execute(REPLAY, ["usr_b", "key", "api.f", "print"]).fetchone() == (None, None)
    assert conn.execute(REPLAY, ["usr_a", "Key", "api.f", "print"]).fetchone() == (None, None)


def test_another_request_with_the_key_is_refused(conn: psycopg.Connection) -> None:
    conn.execute(KEEP)
    assert failure(conn, "usr_a", "key", "api.f", "another") == "idempotency_key_reused"
    assert failure(conn, "usr_a", "key", "api.g", "print") == "idempotency_key_reused"


def test_a_key_is_free_again_after_a_day(conn: psycopg.Connection) -> None:
    conn.execute("select set_config('iwm.now', '2024-02-29 12:00+00', true)")
    conn.execute(KEEP)
    conn.execute("select set_config('iwm.now', '2024-03-01 11:59+00', true)")
    assert failure(conn, "usr_a", "key", "api.f", "another") == "idempotency_key_reused"
    conn.execute("select set_config('iwm.now', '2024-03-01 12:01+00', true)")
    assert conn.execute(REPLAY, ["usr_a", "key", "api.f", "another"]).fetchone() == (None, None)
    conn.execute("select iwm.keep_answer('usr_a', 'key', 'api.f', 'another', '{}', null)")
    assert conn.execute(REPLAY, ["usr_a", "key", "api.f", "another"]).fetchone() == ("{}", None)


def test_who_comes_while_the_first_one_runs_does_not_wait(dsn: str) -> None:
    with psycopg.connect(dsn) as first, psycopg.connect(dsn) as second:
        second.execute("set lock_timeout = '1ms'")
        first.execute(REPLAY, ["usr_a", "busy", "api.f", "print"])
        assert failure(second, "usr_a", "busy", "api.f", "print") == "idempotency_key_running"
        assert second.execute(REPLAY, ["usr_b", "busy", "api.f", "print"]).fetchone() == (None, None)
        first.rollback()
        assert second.execute(REPLAY, ["usr_a", "busy", "api.f", "print"]).fetchone() == (None, None)
        second.rollback()


@pytest.mark.parametrize(
    ("viewer", "client", "owner"),
    [
        ("(usr_1,ses_1,)", "198.51.100.1", "usr_1"),
        ("(,tok:ab,)", "198.51.100.1", "tok:ab"),
        (None, "198.51.100.1", "client 198.51.100.1"),
        ("(,,)", None, "client unknown"),
    ],
)
def test_whose_key_it_is(conn: psycopg.Connection, viewer: str | None, client: str | None, owner: str) -> None:
    found = conn.execute("select iwm.idempotency_owner(%s::iwm.viewer, %s)", [viewer, client]).fetchone()
    assert found == (owner,)
