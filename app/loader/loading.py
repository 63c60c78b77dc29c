"""Extensions, migrations and sql/ into a database, and all of it out again."""

import tomllib
from pathlib import Path

import msgspec
import psycopg

from app import __version__
from app.loader import migrations, project
from app.loader.connection import LOCK_TIMEOUT, Progress, locked, patiently, told


class LoadReport(msgspec.Struct):
    """What a load did: files there are, paths of those that ran, names of the objects made, replaced and dropped."""

    files: int
    changed: list[str]
    created: list[str]
    replaced: list[str]
    dropped: list[str]
    digest: str
    migrated: list[str] = []
    extensions: list[tuple[str, str, str | None, str | None]] = []

    def __str__(self) -> str:
        lines = [f"applied {name}" for name in self.migrated]
        off = [
            f"{name} ({meaning})"
            for name, state, _, meaning in self.extensions
            if state != "on" and not meaning.startswith("only for tests")
        ]
        if off and self.migrated:
            lines.append("without " + ", ".join(off))
        if not self.changed and not self.created and not self.replaced and not self.dropped:
            lines.append(f"nothing to load: {self.files} files are as they were")
        else:
            lines.append(
                f"loaded {len(self.changed)} of {self.files} files: {len(self.created)} objects made, "
                f"{len(self.replaced)} replaced, {len(self.dropped)} dropped"
            )
        return "\n".join(lines)


def install(
    dsn: str,
    progress: Progress | None = None,
    *,
    root: Path = project.ROOT,
    test_extensions: bool = False,
    force: bool = False,
) -> LoadReport:
    """Brings a database up to date: extensions, migrations, sql/. Nothing to do costs a fraction of a second.

    `test_extensions` also enables those that only tests use; `force` runs every file of sql/ again.
    """
    files = project.migrations(root)
    with locked(dsn, progress) as connection:
        extensions = enable_extensions(connection, root, test_extensions)
        migrated = migrations.apply(connection, dsn, files, progress)
        report = _load(connection, progress, root, force)
    report.migrated, report.extensions = migrated.applied, extensions
    return report


def load(dsn: str, progress: Progress | None = None, *, root: Path = project.ROOT, force: bool = False) -> LoadReport:
    """Loads sql/ in one transaction, after the migrations.

    Raises Problem with file and line, and leaves all as it was.
    """
    with locked(dsn, progress) as connection:
        return _load(connection, progress, root, force)


def enable_extensions(
    connection: psycopg.Connection, root: Path = project.ROOT, test_extensions: bool = False
) -> list[tuple[str, str, str | None, str | None]]:
    """Runs scripts/enable_extensions.sql. Returns (extension, on|off|absent, version, what that means)."""
    script = project.read_text(root / "scripts" / "enable_extensions.sql")
    try:
        if test_extensions:
            connection.execute("set iwm.test_extensions = on")
        cursor = connection.execute(script.encode())
        while cursor.nextset():
            pass
        return cursor.fetchall()
    except psycopg.Error as error:
        raise told(error, "scripts/enable_extensions.sql") from error


def reset(dsn: str) -> None:
    """Throws away everything of IWM in the database: its schemas and all they hold. Extensions and roles stay."""
    with locked(dsn) as connection:

        def drop() -> None:
            with connection.transaction():
                connection.execute(f"set local lock_timeout = '{LOCK_TIMEOUT}'")
                connection.execute("drop schema if exists api, jobs, iwm, ops cascade")

        patiently(drop, "reset")


def _load(connection: psycopg.Connection, progress: Progress | None, root: Path, force: bool) -> LoadReport:
    files = project.sql_files(root)
    if progress:
        progress(f"loading {len(files)} files of sql/")

    def work() -> dict:
        with connection.transaction():
            connection.execute(f"set local lock_timeout = '{LOCK_TIMEOUT}'")
            _load_loader(connection, [file for file in files if file.path.startswith("sql/00_loader/")], force)
            connection.execute("select ops.load_begin(%s)", [product_version(root)])
            with connection.cursor() as cursor:
                cursor.executemany("select ops.load_file(%s, %s)", [(file.path, file.text) for file in files])
            row = connection.execute("select ops.load_end(%s)", [force]).fetchone()
            return row[0] if row else {}

    try:
        return msgspec.convert(patiently(work, "loading", progress), LoadReport)
    except psycopg.Error as error:
        raise told(error, "loading sql/") from error


def _load_loader(connection: psycopg.Connection, files: list[project.SourceFile], force: bool) -> None:
    """The loader itself, when it changed: the old one goes whole, so that its signatures may change too."""
    row = connection.execute("select to_regclass('ops.loaded_files')::text").fetchone()
    if row is None or row[0] is None:
        raise psycopg.errors.UndefinedTable("ops.loaded_files is missing: run the migrations first")
    if not force and not _loader_changed(connection, {file.path: file.sha256 for file in files}):
        return
    connection.execute(
        "do $$ declare _it record; begin for _it in select p.oid::regprocedure as name from pg_proc as p "
        "join ops.loaded_objects as o on o.path like 'sql/00_loader/%' "
        "and o.name = p.pronamespace::regnamespace || '.' || p.proname "
        "loop execute format('drop routine %s', _it.name); end loop; end $$"
    )
    for file in files:
        try:
            connection.execute(file.text.encode())
        except psycopg.Error as error:
            position = int(error.diag.statement_position or 1)
            line = file.text.count("\n", 0, position - 1) + 1
            raise told(error, f"{file.path}:{line}") from error


def _loader_changed(connection: psycopg.Connection, wanted: dict[str, str]) -> bool:
    known = connection.execute("select path, digest from ops.loaded_files where path like 'sql/00_loader/%'").fetchall()
    if dict(known) != wanted:
        return True
    for other in (
        "select from ops.loaded_objects where path like 'sql/00_loader/%' and to_regproc(name) is null limit 1",
        "select from ops.changed_objects() where path like 'sql/00_loader/%' limit 1",
    ):
        if connection.execute(other).fetchone() is not None:
            return True
    return False


def product_version(root: Path = project.ROOT) -> str:
    """Version of the product, as recorded with each load."""
    project_file = root / "pyproject.toml"
    if project_file.exists():
        with project_file.open("rb") as file:
            return str(tomllib.load(file)["project"]["version"])
    return __version__
