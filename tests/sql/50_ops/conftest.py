"""Databases without the schedules that the product ships."""

from collections.abc import Callable, Iterator

import psycopg
import pytest


@pytest.fixture
def alone(conn: psycopg.Connection) -> psycopg.Connection:
    """No other schedules."""
    conn.execute("delete from ops.schedules")
    return conn


@pytest.fixture
def opened(fresh_dsn: str) -> Iterator[Callable[[], psycopg.Connection]]:
    """opened(): a connection in autocommit to a database of this test alone, which has no other schedules."""
    connections: list[psycopg.Connection] = []

    def open_one() -> psycopg.Connection:
        connections.append(psycopg.connect(fresh_dsn, autocommit=True))
        return connections[-1]

    first = open_one()
    first.execute("delete from ops.schedules")
    first.execute("create table public.log (n integer generated always as identity, what text)")
    yield open_one
    for connection in connections:
        connection.close()
