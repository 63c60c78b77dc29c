"""What PostgreSQL's own words mean for the person who started it."""

import re
from pathlib import Path

import psycopg
from psycopg import errors as pg

from app.database.dsn import place_of
from app.errors import DatabaseProblem, Problem

OLDEST = 16
_SERVER_WORDS = (
    (r"No space left on device|could not (?:write|extend).*(?:ENOSPC|quota)", "The disk that holds {path} is full",
     "Free some space there and start again: nothing that was committed is lost."),
    (r"database files are incompatible", "{path} was made by another PostgreSQL than this one",
     "Start it with the programs that made it (IWM_BIN_DIR), or choose another folder with --data-dir."),
    (r"lock file \"postmaster\.pid\" already exists", "Another PostgreSQL runs on {path}",
     "Stop it first, or choose another folder with --data-dir (IWM_DATA_DIR)."),
    (r"could not (?:create|resize) shared memory|Cannot allocate memory|could not map anonymous shared memory",
     "Not enough memory (or /dev/shm) for PostgreSQL",
     "Put a smaller shared_buffers into {path}/postgres/local.conf, or give this machine more memory."),
    (r"could not create lock file|Address already in use|could not bind", "PostgreSQL's address is in use",
     "Is another server running on {path}? Stop it, or choose another --data-dir."),
    (r"has (?:wrong ownership|invalid permissions)", "The data folder {path}/postgres has the wrong owner or mode",
     "It must belong to the user who runs this, with mode 0700: chmod 700 {path}/postgres"),
    (r"could not locate a valid checkpoint|invalid checkpoint|could not locate required checkpoint",
     "The database in {path} is damaged: its write-ahead log cannot be read",
     "Restore a backup, or move {path} away and start anew."),
)  # fmt: skip


def explain(output: str, path: Path, fallback: str) -> DatabaseProblem:
    """The problem behind the output of initdb or a server that did not start."""
    for pattern, message, hint in _SERVER_WORDS:
        if re.search(pattern, output):
            return DatabaseProblem(message.format(path=path), hint.format(path=path))
    wrong = re.search(
        r"(unrecognized configuration parameter|invalid value for parameter|syntax error in file).*", output
    )
    if wrong:
        return DatabaseProblem(
            f"PostgreSQL's settings are wrong: {wrong[0]}", f"Yours stand in {path}/postgres/local.conf."
        )
    fatal = re.findall(r"(?:FATAL|PANIC|initdb: error):\s+(.*)", output)
    words = fatal or re.findall(r"(?:error|LOG):\s+(.*)", output) or output.strip().splitlines() or ["no output"]
    return DatabaseProblem(f"{fallback}: {words[-1].strip()}", f"Its log: {path}/log/postgres.log")


def explain_connection(error: psycopg.Error, url: str) -> DatabaseProblem:
    """The problem behind a connection that failed: where, why and what to do, without the password."""
    text, place = str(error).strip(), place_of(url)
    cases = (
        (r"could not translate host name|failed to resolve|Name or service not known|getaddrinfo",
         "there is no host of that name", "Check the host in DATABASE_URL."),
        (r"[Cc]onnection refused|No such file or directory",
         "nothing answers there", "Is the server running, and are host and port in DATABASE_URL right?"),
        (r"timeout|timed out|No route|unreachable", "it does not answer in time",
         "Check host, port and firewall of DATABASE_URL."),
        (r"password authentication failed|no password supplied", "it refuses user or password",
         "Check user and password in DATABASE_URL."),
        (r"no pg_hba\.conf entry", "it does not accept connections from here",
         "Add a line for this address to its pg_hba.conf, or try sslmode=require."),
        (r'database "[^"]*" does not exist', "it has no such database",
         f"Create it first: createdb {place.rpartition('/')[2]}"),
        (r'role "[^"]*" does not exist', "it has no such role", "Check the user in DATABASE_URL, or create the role."),
        (r"too many clients|remaining connection slots", "it has no connection left",
         "Raise its max_connections, or lower IWM_POOL_SIZE or IWM_WORKERS."),
        (r"starting up|recovery|shutting down", "it is starting up or shutting down", "Try again in a moment."),
    )  # fmt: skip
    for pattern, reason, hint in cases:
        if re.search(pattern, text):
            return DatabaseProblem(f"Cannot use the database at {place}: {reason}", hint)
    last = text.splitlines()[-1] if text else type(error).__name__
    return DatabaseProblem(f"Cannot use the database at {place}: {last}", "Check DATABASE_URL.")


def check_reachable(url: str, timeout: int = 10) -> int:
    """Connects once and returns the major version. Raises DatabaseProblem if that fails or the server is too old."""
    try:
        with psycopg.connect(url, connect_timeout=timeout) as connection:
            version = connection.info.server_version // 10000
    except psycopg.OperationalError as error:
        raise explain_connection(error, url) from None
    if version < OLDEST:
        raise DatabaseProblem(
            f"The database at {place_of(url)} is PostgreSQL {version}, {OLDEST} or newer is needed",
            "Point DATABASE_URL to a newer server.",
        )
    return version


def explain_statement(error: psycopg.Error) -> Problem:
    """A problem for a statement that failed where we did not expect it: the database's own words, in one line each."""
    message = error.diag.message_primary or str(error).strip().splitlines()[0]
    if isinstance(error, pg.DiskFull):
        return DatabaseProblem(f"The disk of the database is full: {message}", "Free some space, then try again.")
    if isinstance(error, psycopg.OperationalError) and error.sqlstate in (None, "57P01", "57P02", "57P03"):
        return DatabaseProblem(f"The connection to the database was lost: {message}", "Is it still running? Try again.")
    if isinstance(error, pg.InsufficientPrivilege):
        return Problem(f"The database refuses: {message}", "Connect as the owner of the database (DATABASE_URL).")
    return Problem(f"The database says: {message} (SQLSTATE {error.sqlstate})", error.diag.message_hint or "")
