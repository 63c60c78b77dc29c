"""Migrations through yoyo, under a lock of ours, with checksums of ours.

yoyo knows a migration by its file name: it does not notice that one was edited. Its own lock is a row that a crash
leaves behind, and it computes what is pending before it takes it. So: an advisory lock around all, pending computed
inside, stale rows removed, and each migration recorded with its checksum in ops.migrations by its own transaction.
"""

import getpass
import platform
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import psycopg
from psycopg.conninfo import conninfo_to_dict
from yoyo.backends.core.postgresql import PostgresqlPsycopgBackend
from yoyo.connections import DatabaseURI
from yoyo.migrations import MigrationStep, TransactionWrapper, read_migrations

from app.database.dsn import clean_url
from app.errors import Problem
from app.loader import project
from app.loader.connection import LOCK_TIMEOUT, Progress, locked, patiently, told

TABLE = "_yoyo_migration"


class MigrateReport(msgspec.Struct):
    """What a migrate did: ids of the migrations applied now, and how many the database has in all."""

    applied: list[str]
    total: int

    def __str__(self) -> str:
        if not self.applied:
            return f"nothing to migrate: {self.total} migrations are applied"
        return "\n".join([*(f"applied {name}" for name in self.applied), f"{self.total} migrations are applied"])


class Cursor(psycopg.Cursor):
    """Keeps the statement with its error, so that the error can name the line of the file."""

    def execute(self, query: Any, *args: Any, **kwargs: Any) -> "Cursor":
        """As psycopg's."""
        try:
            return super().execute(query, *args, **kwargs)
        except psycopg.Error as error:
            error.add_note(str(query))
            raise


class Backend(PostgresqlPsycopgBackend):
    """yoyo's tables in schema ops; the connection's parts as libpq takes them, no lookup of the machine's name."""

    def connect(self, dburi: DatabaseURI) -> psycopg.Connection:
        """A connection in autocommit whose unqualified names are those of yoyo's tables."""
        connection = psycopg.connect(**dburi.args, autocommit=True, cursor_factory=Cursor)
        connection.execute(f"set search_path = ops; set lock_timeout = '{LOCK_TIMEOUT}'")
        return connection

    def get_log_data(self, migration: Any = None, operation: str = "apply") -> dict[str, Any]:
        """The row of yoyo's log."""
        try:
            user = getpass.getuser()
        except (KeyError, OSError):  # a user id without a name, as in a container
            user = "unknown"
        return {
            "id": str(uuid.uuid4()),
            "migration_id": migration.id if migration else None,
            "migration_hash": migration.hash if migration else None,
            "username": user,
            "hostname": platform.node(),
            "created_at_utc": datetime.now(UTC).replace(tzinfo=None),
            "operation": operation,
        }


def migrate(dsn: str, progress: Progress | None = None, *, root: Path = project.ROOT) -> MigrateReport:
    """Applies the migrations that the database does not have yet. Two at once do no harm.

    Raises Problem for an edited or unknown migration, and with file and line for one that fails.
    """
    files = project.migrations(root)
    with locked(dsn, progress) as connection:
        return apply(connection, dsn, files, progress)


def apply(
    connection: psycopg.Connection, dsn: str, files: list[project.Migration], progress: Progress | None
) -> MigrateReport:
    """What `migrate` does, for one who holds the lock."""
    recorded = recorded_migrations(connection)
    check_recorded(recorded, files)
    if {file.id for file in files} <= set(recorded) and _yoyo_knows(connection, recorded):
        return MigrateReport([], len(recorded))
    connection.execute("create schema if not exists ops")
    if recorded:
        _note_missing_indexes(connection)
    parts = {name: value for name, value in conninfo_to_dict(clean_url(dsn)).items() if value is not None}
    parts["application_name"] = "iwm loader"
    backend = Backend(DatabaseURI("postgresql+psycopg", None, None, None, None, "", parts), TABLE)
    with backend:
        backend.create_lock_table()
        backend.break_lock()
        found = read_migrations(str(files[0].file.parent)) if files else []
        known = {file.id: file for file in files}
        # Applied by psql, or applied and then cut off before yoyo could note it.
        backend.mark_migrations([item for item in backend.to_apply(found) if item.id in recorded])
        applied = []
        for item in sorted(backend.to_apply(found), key=lambda migration: migration.id):
            if progress:
                progress(f"migrating {item.id}")
            item.load()
            if item.use_transactions:
                item.steps.append(_record_step(known[item.id]))
            try:
                patiently(lambda item=item: backend.apply_one(item), item.id, progress)
            except psycopg.Error as error:
                raise told(error, _place(error, known[item.id])) from error
            if not item.use_transactions:
                _record(connection, known[item.id])
            applied.append(item.id)
    return MigrateReport(applied, len(files))


def _note_missing_indexes(connection: psycopg.Connection) -> None:
    row = connection.execute("select to_regproc('ops.note_missing_indexes') is not null").fetchone()
    if row and row[0]:
        connection.execute("select ops.note_missing_indexes()")


def recorded_migrations(connection: psycopg.Connection) -> dict[str, str]:
    """Ids and checksums of what the database has."""
    row = connection.execute("select to_regclass('ops.migrations')::text").fetchone()
    if row is None or row[0] is None:
        return {}
    return dict(connection.execute("select id, sha256 from ops.migrations order by id").fetchall())


def check_recorded(recorded: dict[str, str], files: list[project.Migration]) -> None:
    """Raises Problem where database and files tell different stories."""
    known = {file.id: file for file in files}
    for name, checksum in recorded.items():
        if name not in known:
            raise Problem(
                f"The database has the migration {name}, and migrations/ does not",
                "The database is newer than this code, or the file was deleted. Bring the code up to date.",
            )
        if known[name].sha256 != checksum:
            raise Problem(
                f"{known[name].path} was edited after it was applied to this database",
                f"Put it back (git checkout -- {known[name].path}) and write the change as a new migration.",
            )


def _yoyo_knows(connection: psycopg.Connection, recorded: dict[str, str]) -> bool:
    row = connection.execute("select to_regclass(%s) is not null", ["ops._yoyo_migration"]).fetchone()
    if not row or not row[0]:
        return False
    marked = {name for (name,) in connection.execute("select migration_id from ops._yoyo_migration")}
    return set(recorded) <= marked


def _record_step(file: project.Migration) -> TransactionWrapper:
    step = MigrationStep(0, lambda connection: _record(connection, file), None)
    return TransactionWrapper(step)


def _record(connection: psycopg.Connection, file: project.Migration) -> None:
    connection.execute(
        "insert into ops.migrations (id, sha256, applied_by) values (%s, %s, 'yoyo') on conflict do nothing",
        [file.id, file.sha256],
    )


def _place(error: psycopg.Error, file: project.Migration) -> str:
    """file:line of a failing statement: yoyo sends statements one by one, PostgreSQL knows the place within one."""
    statement = next(iter(getattr(error, "__notes__", [])), "")
    at = file.text.find(statement) if statement else -1
    position = int(error.diag.statement_position or 1) - 1
    line = file.text.count("\n", 0, at + position) + 1 if at >= 0 else 1
    return f"{file.path}:{line}"
