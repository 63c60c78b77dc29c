"""The database sessions of a worker: one for each use, opened at need and again where it was lost."""

import secrets
from typing import Any

import psycopg

from app.http.connection import Connection, ConnectionLost
from app.http.sqlstates import SqlError

STATEMENT = 60.0  # seconds
LOST = (ConnectionLost, psycopg.Error, OSError, TimeoutError)
FAILURES = (*LOST, SqlError)


class Sessions:
    """Runs statements, each use on a session of its own, in autocommit."""

    def __init__(self, dsn: str) -> None:
        self.dsn = dsn
        self.name = f"iwm worker {secrets.token_hex(4)}"  # of this process, in pg_stat_activity
        self._open: dict[str, Connection] = {}

    def name_of(self, use: str) -> str:
        """The application_name of the session for a use."""
        return f"{self.name} {use}"

    def is_open(self, use: str) -> bool:
        """Whether the session for a use is there; one that was lost is not noticed before it is used."""
        return use in self._open and not self._open[use].closed

    async def run(self, use: str, sql: str, values: list[Any]) -> list[tuple[bytes | None, ...]]:
        """The rows of one statement. Raises one of FAILURES."""
        connection = self._open.get(use)
        if connection is None or connection.closed:
            connection = await Connection.open(self.dsn, statement_timeout=STATEMENT, name=self.name_of(use))
            self._open[use] = connection
        return await connection.run(
            sql, [None if value is None else as_bytes(value) for value in values], within=STATEMENT + 2
        )

    def close(self) -> None:
        """Closes them all."""
        for connection in self._open.values():
            connection.close()


def as_bytes(value: Any) -> bytes:
    """A value as PostgreSQL reads it. What no text of a database can hold is replaced."""
    return str(value).replace("\x00", "\ufffd").encode("utf-8", "replace")


def numbers(values: Any) -> str:
    """An array of numbers as a literal."""
    return "{" + ",".join(map(str, values)) + "}"


def first_line(error: BaseException) -> str:
    """What an error says, on one line."""
    return (str(error).splitlines() or [type(error).__name__])[0]
