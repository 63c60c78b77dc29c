"""Calls of API functions in the name of a person, with named arguments, as plain data."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.support.accounts import Person


def call_as(conn: psycopg.Connection, person: Person | None, function: str, **arguments: Any) -> Any:
    """api.<function>(_viewer => person, _name => value …), as JSON. A dict goes as jsonb, a list as an array."""
    values: dict[str, Any] = {"viewer": person.viewer if person else None, **arguments}
    places = ", ".join(f"_{name} => %s" for name in values)
    given = [Jsonb(value) if isinstance(value, dict) else value for value in values.values()]
    given = ["{" + ",".join(map(str, value)) + "}" if isinstance(value, list) else value for value in given]
    row = conn.execute(f"select to_jsonb(api.{function}({places}))", given).fetchone()
    return row[0] if row else None


def refused(code: str, status: int, field: str | None = None) -> AbstractContextManager[Any]:
    """A block that must end with this error of iwm.errors."""

    def fits(error: BaseException) -> bool:
        assert isinstance(error, psycopg.Error)
        assert (error.sqlstate, error.diag.constraint_name) == (f"IW{status}", code), str(error)
        assert field is None or error.diag.column_name == field
        return True

    return pytest.raises(psycopg.Error, check=fits)


Ask = Callable[..., Any]
