"""Staff and a queue of a test's own, in autocommit."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count

import psycopg
import pytest

from tests.support.accounts import People, Person
from tests.support.queue import Queue
from tests.support.staff import Desk

_numbers = count(1)


@pytest.fixture
def connect(dsn: str) -> Iterator[Callable[[], psycopg.Connection]]:
    """connect(): a further connection in autocommit, closed with the test."""
    options = "-c lock_timeout=10s -c statement_timeout=60s"
    with ExitStack() as stack:
        yield lambda: stack.enter_context(psycopg.connect(dsn, autocommit=True, options=options))


@pytest.fixture
def queue(connect: Callable[[], psycopg.Connection]) -> Queue:
    """An empty queue."""
    found = Queue(connect(), connect)
    found.clear()
    return found


@pytest.fixture
def desk(queue: Queue) -> Desk:
    """desk(person, 'dashboard_jobs'): calls it."""
    return Desk(queue.conn)


@pytest.fixture
def new(queue: Queue) -> Callable[..., Person]:
    """new(role): somebody new."""
    return lambda role="moderator": People(queue.conn).user(f"staff{next(_numbers)}", role)


@pytest.fixture
def mod(new: Callable[..., Person]) -> Person:
    """A moderator."""
    return new()
