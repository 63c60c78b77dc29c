"""Calls by day: what processes have counted is added up, and staff sees it by caller."""

import hashlib
import json
import threading
from datetime import date

import psycopg
import pytest

from tests.support.accounts import People


@pytest.fixture
def day(conn: psycopg.Connection) -> date:
    """The day that it is set to."""
    conn.execute("select set_config('iwm.now', '2024-02-29 23:30:00+00', true)")
    return date(2024, 2, 29)


def count(conn: psycopg.Connection, *rows: tuple) -> int:
    """Adds rows of counts."""
    (written,) = conn.execute("select api.count_calls(%s)", [json.dumps(rows)]).fetchone()  # type: ignore[misc]
    return written


def test_counts_are_added_up(conn: psycopg.Connection, day: date) -> None:
    ann = People(conn).user("counts.ann").external_id
    assert count(conn, (ann, "198.51.100.1", "get_movie", 3, 1), (ann, "198.51.100.1", "rate", 1, 0)) == 2
    assert count(conn, (ann, "198.51.100.1", "get_movie", 4, 2), ("anonymous", "::/64", "get_movie", 1, 0)) == 2
    rows = conn.execute("select * from iwm.api_calls order by caller, operation").fetchall()
    assert rows == [
        (day, "anonymous", "::/64", "get_movie", 1, 0),
        (day, ann, "198.51.100.1", "get_movie", 7, 3),
        (day, ann, "198.51.100.1", "rate", 1, 0),
    ]
    conn.execute("select set_config('iwm.now', '2024-03-01 00:30:00+00', true)")
    count(conn, (ann, "198.51.100.1", "get_movie", 1, 0))
    assert conn.execute("select count(distinct day) from iwm.api_calls").fetchone() == (2,)


def test_nothing_is_counted_as_nothing(conn: psycopg.Connection) -> None:
    assert count(conn) == 0


def test_who_is_gone_is_not_named(conn: psycopg.Connection) -> None:
    """A process may still count calls of somebody whose account was just purged."""
    count(conn, ("usr_gone", "x", "f", 1, 1), ("anonymous", "x", "f", 1, 0), ("other", "other", "other", 5, 0))
    rows = conn.execute("select caller, calls, errors from iwm.api_calls order by caller").fetchall()
    assert rows == [("anonymous", 2, 1), ("other", 5, 0)]


def test_an_api_token_is_counted_by_its_id_and_was_used(conn: psycopg.Connection, day: date) -> None:
    people = People(conn)
    ann = people.user("calls.ann")
    token, unused = people.api_token(ann, "profile:read"), people.api_token(ann, "profile:read")
    digest, other = (hashlib.sha256(text.encode()).hexdigest() for text in (token, "no token of ours"))
    count(conn, (f"tok:{digest}", "x", "f", 2, 0), (f"tok:{other}", "x", "f", 3, 3), ("anonymous", "x", "f", 1, 0))
    (public_id,) = conn.execute("select external_id from iwm.api_tokens where token_hash = %s", [digest]).fetchone()  # type: ignore[misc]
    rows = conn.execute("select caller, calls, errors from iwm.api_calls order by calls").fetchall()
    assert rows == [(public_id, 2, 0), ("anonymous", 4, 3)]
    used = dict(conn.execute("select hint, last_used_at = iwm.now() from iwm.api_tokens").fetchall())
    assert used == {token[-4:]: True, unused[-4:]: None}


def test_usage_by_caller(conn: psycopg.Connection, day: date) -> None:
    people = People(conn)
    ann = people.user("usage.ann")
    digest = hashlib.sha256(people.api_token(ann, "profile:read").encode()).hexdigest()
    count(
        conn,
        (ann.external_id, "198.51.100.1", "f", 5, 1),
        (ann.external_id, "198.51.100.1", "g", 2, 0),
        (ann.external_id, "198.51.100.2", "g", 1, 0),
        (f"tok:{digest}", "198.51.100.1", "f", 4, 0),
        ("anonymous", "198.51.100.9", "f", 9, 9),
    )
    rows = conn.execute("select day, left(caller, 4), username, client, calls, errors from iwm.api_usage").fetchall()
    assert sorted(rows, key=lambda row: row[4]) == [
        (day, "usr_", "usage.ann", "198.51.100.2", 1, 0),
        (day, "tok_", "usage.ann", "198.51.100.1", 4, 0),
        (day, "usr_", "usage.ann", "198.51.100.1", 7, 1),
        (day, "anon", None, "198.51.100.9", 9, 9),
    ]


def test_processes_that_count_at_once_do_not_wait_for_each_other(dsn: str) -> None:
    """The same rows in the opposite order: a deadlock, were they not sorted."""
    with psycopg.connect(dsn, autocommit=True) as owner:
        people = People(owner)
        ann = people.user("crowd.ann")
        digests = [hashlib.sha256(people.api_token(ann, "profile:read").encode()).hexdigest() for _ in range(20)]
        failures: list[BaseException] = []

        def flush(backwards: bool) -> None:
            try:
                with psycopg.connect(dsn, autocommit=True) as connection:
                    for _ in range(20):
                        rows = [(f"tok:{digest}", "x", "f", 1, 0) for digest in digests]
                        count(connection, *(reversed(rows) if backwards else rows))
            except psycopg.Error as error:
                failures.append(error)

        threads = [threading.Thread(target=flush, args=(number % 2 == 1,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        total = owner.execute("select sum(calls) from iwm.api_calls where operation = 'f' and client = 'x'").fetchone()
        owner.execute("delete from iwm.api_calls")
        owner.execute("delete from iwm.users where id = %s", [ann.id])
    assert failures == []
    assert total == (4 * 20 * 20,)
