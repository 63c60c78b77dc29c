"""A connection of the owner for loading: told apart from others, locked, patient with locks."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import psycopg

from app.database.dsn import clean_url, place_of
from app.errors import DatabaseProblem, Problem

# The same number stands in sql/00_loader and scripts/install.sql: one loader at a time, whichever it is.
LOCK = 491913175
LOCK_WAIT_SECONDS = 600
LOCK_TIMEOUT = "3s"
ATTEMPTS = 20
BUSY = ("55P03", "40P01", "40001")

T = TypeVar("T")
Progress = Callable[[str], object]


def connect(dsn: str) -> psycopg.Connection:
    """A connection in autocommit, with the settings that loading needs. Raises DatabaseProblem if there is none."""
    try:
        connection = psycopg.connect(clean_url(dsn), autocommit=True, connect_timeout=10, application_name="iwm loader")
        connection.execute(
            "set client_encoding = 'UTF8'; set client_min_messages = warning; set statement_timeout = 0; "
            "set idle_in_transaction_session_timeout = 0"
        )
    except psycopg.OperationalError as error:
        raise DatabaseProblem(
            f"The database at {place_of(clean_url(dsn))} cannot be reached: {str(error).strip().splitlines()[-1]}",
            "Is the server running, and does the address hold the right user, password and database?",
        ) from None
    if connection.info.server_version < 160000:
        version = connection.info.parameter_status("server_version")
        connection.close()
        raise DatabaseProblem(f"PostgreSQL {version} is too old: IWM needs 16 or newer")
    return connection


@contextmanager
def locked(dsn: str, progress: Progress | None = None) -> Iterator[psycopg.Connection]:
    """A connection that holds the loader's lock for the block: a second loader waits, up to ten minutes."""
    with connect(dsn) as connection:
        if progress:
            connection.add_notice_handler(lambda notice: progress(f"warning: {notice.message_primary}"))
        started, told = time.monotonic(), False
        while True:
            row = connection.execute("select pg_try_advisory_lock(%s)", [LOCK]).fetchone()
            if row and row[0]:
                break
            if not told and progress:
                progress("waiting for another loader to finish")
            told = True
            if time.monotonic() - started > LOCK_WAIT_SECONDS:
                raise Problem(
                    "Another loader has held the lock for ten minutes",
                    "Look for it: select * from pg_stat_activity where application_name = 'iwm loader'",
                )
            time.sleep(0.1)
        try:
            yield connection
        finally:
            if not connection.closed:
                connection.execute("select pg_advisory_unlock(%s)", [LOCK])


def patiently(work: Callable[[], T], what: str, progress: Progress | None = None) -> T:
    """Runs `work` again while readers hold a lock that it needs (55P03, 40P01, 40001), up to 20 times.

    A lock is waited for 3 s only: whoever waits for a table's lock holds up all that come after.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return work()
        except psycopg.Error as error:
            if error.sqlstate not in BUSY or attempt == ATTEMPTS:
                raise
            if progress:
                progress(f"{what}: the tables are busy, trying again ({attempt} of {ATTEMPTS - 1})")
            time.sleep(min(0.1 * 2**attempt, 5))
    raise AssertionError("not reached")  # pragma: no cover


def told(error: psycopg.Error, what: str) -> Problem:
    """A database error as a Problem: file and line first, then what PostgreSQL says."""
    message = error.diag.message_primary or str(error).strip()
    details = [part for part in (error.diag.message_detail, error.diag.message_hint) if part]
    where = re.match(r"(sql|migrations)/[^:]+:\d+: ", message)
    return Problem(message if where else f"{what}: {message}", "\n".join(details))
