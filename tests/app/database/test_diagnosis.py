"""What PostgreSQL's words are turned into."""

from pathlib import Path

import psycopg
import pytest

from app.database.diagnosis import check_reachable, explain, explain_connection, explain_statement

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("output", "message"),
    [
        (
            'FATAL:  could not write lock file "postmaster.pid": No space left on device',
            "The disk that holds /d is full",
        ),
        ("FATAL:  database files are incompatible with server", "/d was made by another PostgreSQL"),
        ('FATAL:  lock file "postmaster.pid" already exists', "Another PostgreSQL runs on /d"),
        ("FATAL:  could not map anonymous shared memory: Cannot allocate memory", "Not enough memory"),
        ('FATAL:  could not create lock file "/x/.s.PGSQL.5432.lock"', "PostgreSQL's address is in use"),
        ('FATAL:  data directory "/d/postgres" has wrong ownership', "has the wrong owner or mode"),
        ("PANIC:  could not locate a valid checkpoint record", "The database in /d is damaged"),
        ("LOG:  a\nFATAL:  something new", "It failed: something new"),
        ("something else", "It failed: something else"),
        ("", "It failed: no output"),
    ],
)
def test_output_of_a_server_that_did_not_start(output, message):
    problem = explain(output, Path("/d"), "It failed")
    assert message in problem.message
    assert problem.hint
    assert problem.exit_code == 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('failed to resolve host "h"', "there is no host of that name"),
        ("connection timeout expired", "it does not answer in time"),
        ("FATAL:  no pg_hba.conf entry for host", "it does not accept connections from here"),
        ('FATAL:  role "x" does not exist', "it has no such role"),
        ("FATAL:  sorry, too many clients already", "it has no connection left"),
        ("FATAL:  the database system is starting up", "it is starting up or shutting down"),
        ("something else", "something else"),
        ("", "OperationalError"),
    ],
)
def test_connections_that_fail(text, reason):
    problem = explain_connection(psycopg.OperationalError(text), "postgresql://u:secret@h:1/d")
    assert problem.message == f"Cannot use the database at h:1/d: {reason}"
    assert problem.hint


def test_statements_that_fail():
    assert "disk of the database is full" in explain_statement(psycopg.errors.DiskFull("x")).message
    assert "connection to the database was lost" in explain_statement(psycopg.OperationalError("gone")).message
    assert "as the owner" in explain_statement(psycopg.errors.InsufficientPrivilege("no")).hint
    assert "SQLSTATE 22012" in explain_statement(psycopg.errors.DivisionByZero("zero")).message


def test_an_old_server_is_told(owner_dsn, monkeypatch):
    assert check_reachable(owner_dsn) >= 16
    monkeypatch.setattr("app.database.diagnosis.OLDEST", 99)
    with pytest.raises(Exception, match="99 or newer is needed"):
        check_reachable(owner_dsn)
