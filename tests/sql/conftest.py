"""What tests of the SQL functions share: the sample to read, a small catalogue to change, calls giving plain data."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import psycopg
import pytest

from tests.sql.catalogue import Catalogue

Call = Callable[..., Any]


def caller(connection: psycopg.Connection) -> Call:
    """call('api.get_movie', 'tt0133093', append='credits'): the result as JSON shows it."""

    def call(function: str, *args: Any, **named: Any) -> Any:
        places = [f"%s::{kind}" if (kind := TYPES.get(type(a))) else "%s" for a in args]
        places += [f"_{name} => %s" for name in named]
        # a float would have no numeric argument to go to
        values = [Decimal(str(v)) if isinstance(v, float) else v for v in (*args, *named.values())]
        row = connection.execute(f"select to_jsonb({function}({', '.join(places)}))", values).fetchone()
        return row[0] if row else None

    return call


TYPES = {str: "text"}


@pytest.fixture(scope="module")
def sample(sample_dsn: str) -> Iterator[psycopg.Connection]:
    """A connection to the imported sample, each statement by itself, nothing can be written."""
    with psycopg.connect(sample_dsn, autocommit=True, options="-c default_transaction_read_only=on") as connection:
        yield connection


@pytest.fixture
def ask(sample: psycopg.Connection) -> Call:
    """Calls a function on the sample."""
    return caller(sample)


@pytest.fixture
def call(conn: psycopg.Connection) -> Call:
    """Calls a function on the small catalogue, in the test's transaction."""
    return caller(conn)


@pytest.fixture
def catalogue(conn: psycopg.Connection) -> Catalogue:
    """Makes films and people in the test's transaction."""
    return Catalogue(conn)
