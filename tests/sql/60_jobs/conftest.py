"""A queue to test, on connections in autocommit."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import psycopg
import pytest

from tests.support.queue import Queue


@pytest.fixture
def connect(dsn: str) -> Iterator[Callable[[], psycopg.Connection]]:
    """connect(): a further connection in autocommit, closed with the test."""
    # what would wait forever fails instead
    options = "-c lock_timeout=10s -c statement_timeout=60s"
    with ExitStack() as stack:
        yield lambda: stack.enter_context(psycopg.connect(dsn, autocommit=True, options=options))


@pytest.fixture
def queue(connect: Callable[[], psycopg.Connection]) -> Queue:
    """An empty queue."""
    found = Queue(connect(), connect)
    found.clear()
    return found
