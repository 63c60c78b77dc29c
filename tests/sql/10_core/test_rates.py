"""Token buckets: how they empty, how they fill, and what many callers at once do to them. The clock is set."""

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from tests.support.accounts import People

CLASS = """
insert into iwm.rate_limits (class, account_burst, account_seconds, client_burst, client_seconds, description)
values (%s, %s, %s, %s, %s, 'For tests')
"""
NOON = datetime(2024, 2, 29, 12, tzinfo=UTC)


@pytest.fixture
def clock(conn: psycopg.Connection):
    """clock(seconds): sets the time, in seconds after noon; a class with six tokens a minute, and four an address."""
    conn.execute(CLASS, ["test", 6, 60, 4, 20])

    def set_to(seconds: float) -> None:
        conn.execute("select set_config('iwm.now', %s, true)", [(NOON + timedelta(seconds=seconds)).isoformat()])

    set_to(0)
    return set_to


def take(conn: psycopg.Connection, account: str | None = "usr_a", client: str | None = None) -> tuple:
    """Takes a token: quota, window, remaining, reset."""
    return conn.execute("select * from iwm.take('test', %s, %s)", [account, client]).fetchone()  # type: ignore[return-value]


def refused(conn: psycopg.Connection, *key: str | None) -> str:
    """The detail of the error with which a take is refused."""
    with pytest.raises(psycopg.Error) as caught, conn.transaction():
        take(conn, *key)
    diag = caught.value.diag
    assert (diag.sqlstate, diag.constraint_name) == ("IW429", "too_many_requests")
    return diag.message_detail or ""


def test_a_bucket_empties_and_fills(conn: psycopg.Connection, clock) -> None:
    assert [take(conn) for _ in range(6)] == [(6, 60, 6 - n, 10 * n) for n in range(1, 7)]
    assert refused(conn) == '10;"test";q=6;w=60'
    clock(9.5)
    assert refused(conn) == '1;"test";q=6;w=60'
    clock(10)
    assert take(conn) == (6, 60, 0, 60)
    assert refused(conn).startswith("10;")
    clock(35)  # two and a half came back
    assert take(conn) == (6, 60, 1, 45)
    clock(10_000)
    assert take(conn) == (6, 60, 5, 10)


def test_a_bucket_holds_no_more_than_its_limit(conn: psycopg.Connection, clock) -> None:
    take(conn)
    clock(1_000_000)
    assert take(conn)[2] == 5


def test_a_clock_that_goes_back_gives_nothing_and_takes_nothing(conn: psycopg.Connection, clock) -> None:
    clock(100)
    assert take(conn)[2] == 5
    clock(0)
    assert take(conn)[2] == 4
    clock(100)
    assert take(conn)[2] == 3


def test_the_nearer_limit_is_told(conn: psycopg.Connection, clock) -> None:
    assert take(conn, "usr_a", "198.51.100.1") == (4, 20, 3, 5)
    assert take(conn, "usr_a", "198.51.100.2") == (4, 20, 3, 5)
    assert take(conn, "usr_a", "198.51.100.3") == (6, 60, 3, 30)
    assert take(conn, None, "198.51.100.1") == (4, 20, 2, 10)
    assert take(conn, None, None) == (None, None, None, None)


def test_who_is_refused_uses_nothing(conn: psycopg.Connection, clock) -> None:
    for _ in range(4):
        take(conn, None, "198.51.100.1")
    assert refused(conn, "usr_a", "198.51.100.1") == '5;"test";q=4;w=20'
    assert conn.execute("select count(*) from iwm.rate_buckets where key = 'a:usr_a'").fetchone() == (0,)


def test_an_account_and_an_address_of_the_same_name_are_two(conn: psycopg.Connection, clock) -> None:
    assert take(conn, "same", "same") == (4, 20, 3, 5)
    assert conn.execute("select key, tokens from iwm.rate_buckets order by key").fetchall() == [
        ("a:same", 5.0),
        ("c:same", 3.0),
    ]


def test_looking_takes_nothing(conn: psycopg.Connection, clock) -> None:
    check = "select iwm.check_rate('test', 'usr_a', '198.51.100.1')"
    for _ in range(10):
        assert conn.execute(check).fetchone() == (True,)
    for _ in range(4):
        take(conn, "usr_a", "198.51.100.1")
    with pytest.raises(psycopg.Error) as caught, conn.transaction():
        conn.execute(check)
    assert caught.value.diag.message_detail == '5;"test";q=4;w=20'
    clock(5)
    assert conn.execute(check).fetchone() == (True,)
    take(conn, "usr_a", "198.51.100.1")
    take(conn, "usr_a", None)
    with pytest.raises(psycopg.Error) as caught, conn.transaction():
        conn.execute(check)
    assert caught.value.diag.message_detail == '5;"test";q=6;w=60'  # the longer wait of the two


def test_an_unknown_class_does_not_limit(conn: psycopg.Connection) -> None:
    assert conn.execute("select * from iwm.take('none', 'usr_a', 'x')").fetchone() == (None, None, None, None)
    assert conn.execute("select iwm.check_rate('none', 'usr_a', 'x')").fetchone() == (True,)
    assert conn.execute("select count(*) from iwm.rate_buckets where class = 'none'").fetchone() == (0,)


def test_a_limit_that_was_lowered_counts_at_once(conn: psycopg.Connection, clock) -> None:
    take(conn)
    conn.execute("update iwm.rate_limits set account_burst = 2, account_seconds = 10 where class = 'test'")
    assert take(conn) == (2, 10, 1, 5)


def test_whose_bucket_it_is(conn: psycopg.Connection) -> None:
    people = People(conn)
    ann = people.user("rate.ann")
    token = people.api_token(ann, "profile:write")
    of = "select iwm.rate_account(%s::iwm.viewer)"
    digest = "select encode(sha256(convert_to(%s, 'UTF8')), 'hex')"
    (hashed,) = conn.execute(digest, [token]).fetchone()  # type: ignore[misc]
    assert conn.execute(of, [ann.viewer]).fetchone() == (ann.external_id,)
    assert conn.execute(of, [f"(,tok:{hashed},)"]).fetchone() == (ann.external_id,)
    assert conn.execute(of, ["(,tok:none,)"]).fetchone() == (None,)
    assert conn.execute(of, [None]).fetchone() == (None,)


def test_a_name_is_kept_as_its_digest(conn: psycopg.Connection) -> None:
    def of(kind: str, name: str | None, client: str | None = "x") -> str | None:
        (found,) = conn.execute("select iwm.rate_login(%s, %s, %s)", [kind, name, client]).fetchone()  # type: ignore[misc]
        return found

    assert of("mail", "Ada@example.org") == of("mail", "ada@EXAMPLE.org", "y")
    assert of("login", "ada") == of("login", "ADA")
    assert of("login", "ada") != of("login", "ada", "y")
    assert of("login", None) is None
    assert "ada" not in (of("mail", "ada") or "")


def test_sensible_limits_are_there_and_stay_as_they_were_changed(conn: psycopg.Connection) -> None:
    rows = conn.execute(
        "select class, account_burst, account_seconds, client_burst, client_seconds from iwm.rate_limits"
    )
    limits = {row[0]: row[1:] for row in rows}
    assert limits["write"] == (120, 60, 600, 60)
    assert limits["login"] == (10, 60, 60, 60)
    assert limits.keys() >= {"write", "bulk", "login", "refresh", "registration", "mail"}
    assert limits["registration"][2:] == (10, 3600)
    assert limits["mail"][:2] == (5, 3600)


def test_many_at_once_lose_no_token_and_never_wait_for_each_other(dsn: str) -> None:
    """Thirty callers of three accounts at three addresses, each both ways: exactly so many get through."""
    with psycopg.connect(dsn, autocommit=True) as owner:
        owner.execute(CLASS, ["crowd", 50, 100_000_000, 40, 100_000_000])
        outcomes: Counter[str] = Counter()
        guard = threading.Lock()

        def call(number: int) -> None:
            with psycopg.connect(dsn, autocommit=True) as connection:
                for turn in range(10):
                    try:
                        connection.execute(
                            "select iwm.take('crowd', %s, %s)", [f"usr_{number % 3}", f"c{(number + turn) % 3}"]
                        )
                        outcome = "taken"
                    except psycopg.Error as error:
                        outcome = error.sqlstate or "lost"
                    with guard:
                        outcomes[outcome] += 1

        threads = [threading.Thread(target=call, args=(number,)) for number in range(30)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        left = dict(
            owner.execute("select left(key, 1), sum(tokens) from iwm.rate_buckets where class = 'crowd' group by 1")
        )
        owner.execute(
            "delete from iwm.rate_buckets where class = 'crowd'; delete from iwm.rate_limits where class = 'crowd'"
        )
    assert outcomes.keys() == {"taken", "IW429"}
    assert outcomes["taken"] == 120  # three addresses with 40 each; what was refused took from neither bucket
    assert left["a"] == pytest.approx(150 - 120, abs=0.01)
    assert left["c"] == pytest.approx(0, abs=0.01)
