"""What is new since a snapshot: each event once, in whatever order transactions end."""

from collections.abc import Iterator

import psycopg
import pytest

ASK = "select id, topic, kind, data, snapshot::text from api.live_events(%s::pg_snapshot)"


@pytest.fixture
def owner(dsn: str) -> Iterator[psycopg.Connection]:
    """A connection in autocommit; no event is there."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("delete from jobs.events")
        yield connection


@pytest.fixture
def others(dsn: str) -> Iterator[list[psycopg.Connection]]:
    """Three connections with transactions."""
    found = [psycopg.connect(dsn) for _ in range(3)]
    yield found
    for connection in found:
        connection.close()


def tell(conn: psycopg.Connection, topic: str) -> None:
    """An event."""
    conn.execute("insert into jobs.events (topic, kind, data) values (%s, 'x', '{\"a\": 1}')", [topic])


def look(owner: psycopg.Connection, since: str | None) -> tuple[list[str], str]:
    """The topics of new events, and the next snapshot."""
    rows = owner.execute(ASK, [since]).fetchall()
    assert rows
    assert len({row[4] for row in rows}) == 1
    return [row[1] for row in rows if row[0] is not None], rows[0][4]


def test_nothing_is_before_the_first_look(owner: psycopg.Connection) -> None:
    tell(owner, "before")
    [(number, topic, kind, data, snapshot)] = owner.execute(ASK, [None]).fetchall()
    assert (number, topic, kind, data) == (None, None, None, None)
    assert look(owner, snapshot)[0] == []


def test_each_once(owner: psycopg.Connection) -> None:
    _, since = look(owner, None)
    tell(owner, "a")
    tell(owner, "b")
    rows = owner.execute(ASK, [since]).fetchall()
    assert [(row[1], row[2], row[3]) for row in rows] == [("a", "x", '{"a": 1}'), ("b", "x", '{"a": 1}')]
    found, since = look(owner, since)
    assert found == ["a", "b"]
    tell(owner, "c")
    found, since = look(owner, since)
    assert found == ["c"]
    assert look(owner, since)[0] == []


def test_transactions_that_end_in_another_order(owner: psycopg.Connection, others: list[psycopg.Connection]) -> None:
    first, second, third = others
    tell(first, "first")
    tell(second, "second")
    _, since = look(owner, None)
    tell(third, "third")
    tell(owner, "own")
    found, since = look(owner, since)
    assert found == ["own"]
    third.commit()
    found, since = look(owner, since)
    assert found == ["third"]
    first.commit()
    tell(owner, "more")
    found, since = look(owner, since)
    assert found == ["first", "more"]
    second.rollback()
    assert look(owner, since)[0] == []


def test_a_transaction_in_parts(owner: psycopg.Connection, others: list[psycopg.Connection]) -> None:
    """Savepoints have numbers of their own; events carry that of the whole."""
    first = others[0]
    tell(first, "one")
    _, since = look(owner, None)
    with first.transaction():
        tell(first, "two")
    with first.transaction(force_rollback=True):
        tell(first, "never")
    first.commit()
    found, since = look(owner, since)
    assert found == ["one", "two"]
    assert look(owner, since)[0] == []


def test_it_is_found_by_the_index(owner: psycopg.Connection) -> None:
    """Also with a plan that was made while nothing was there."""
    _, since = look(owner, None)
    for _ in range(7):
        look(owner, since)
    owner.execute("insert into jobs.events (topic, kind) select 'many', 'x' from generate_series(1, 20000)")
    _, since = look(owner, since)
    tell(owner, "a")
    owner.execute("select pg_stat_force_next_flush()")
    [(before,)] = owner.execute("select seq_tup_read from pg_stat_user_tables where relid = 'jobs.events'::regclass")
    assert look(owner, since)[0] == ["a"]
    owner.execute("select pg_stat_force_next_flush()")
    [(after,)] = owner.execute("select seq_tup_read from pg_stat_user_tables where relid = 'jobs.events'::regclass")
    assert after == before
