"""Drift: where files and database differ, both ways."""

from pathlib import Path

import msgspec
import psycopg

from app.loader import migrations, project
from app.loader.connection import connect


class Status(msgspec.Struct):
    """What is loaded and what differs. Lists hold ids of migrations, paths of files, names of objects."""

    installed: bool = False
    version: str = ""
    digest: str = ""
    loaded_at: str = ""
    migrations: int = 0
    files: int = 0
    migrations_pending: list[str] = []
    migrations_changed: list[str] = []
    migrations_unknown: list[str] = []
    files_new: list[str] = []
    files_changed: list[str] = []
    files_gone: list[str] = []
    objects_changed: list[str] = []
    objects_dropped: list[str] = []
    objects_added: list[str] = []
    tables_changed: list[str] = []
    indexes_missing: list[str] = []
    roles_missing: list[str] = []

    @property
    def current(self) -> bool:
        """True if files and database agree."""
        return self.installed and not any(getattr(self, name) for name in _FINDINGS)

    def __str__(self) -> str:
        if not self.installed:
            return "nothing is installed in this database; to do it: iwm db load"
        lines = [
            f"version {self.version}, loaded {self.loaded_at}, digest {self.digest[:12]}: "
            f"{self.migrations} migrations, {self.files} files of sql/"
        ]
        for field, text in _FINDINGS.items():
            lines += [f"{text}: {name}" for name in getattr(self, field)]
        if self.current:
            lines.append("files and database agree")
        elif self.migrations_changed or self.migrations_unknown:
            lines.append("a migration that was applied is not the one of the files: put the files right first")
        elif any(getattr(self, name) for name in _LOADED):
            lines.append("to bring the database up to date: iwm db load")
        return "\n".join(lines)


_FINDINGS = {
    "migrations_pending": "migration not applied yet",
    "migrations_changed": "migration edited after it was applied",
    "migrations_unknown": "migration applied, but not among the files",
    "files_new": "file not loaded yet",
    "files_changed": "file changed since it was loaded",
    "files_gone": "file gone, still loaded",
    "objects_changed": "changed by hand in the database",
    "objects_dropped": "dropped by hand in the database",
    "objects_added": "made by hand, no load takes it away (drop it, or give it a file in sql/ or migrations/)",
    "tables_changed": "not as the migrations made it, no load puts it back (undo it, or write a migration)",
    "roles_missing": "role missing (a superuser makes it; then iwm db load gives it its rights)",
    "indexes_missing": "index missing (scripts/create_indexes.sql makes it)",
}

# what a load puts right; of the rest each line says itself who does
_LOADED = [
    name for name in _FINDINGS if name not in ("objects_added", "tables_changed", "roles_missing", "indexes_missing")
]


def status(dsn: str, *, root: Path = project.ROOT) -> Status:
    """Compares migrations/ and sql/ with the database. Changes nothing."""
    files, found = project.sql_files(root), project.migrations(root)
    with connect(dsn) as connection:
        state = Status()
        _migrations(connection, found, state)
        row = connection.execute("select to_regclass('ops.catalogue')::text").fetchone()
        if row is None or row[0] is None:
            return state
        row = connection.execute(
            "select version, digest, to_char(loaded_at, 'YYYY-MM-DD HH24:MI:SS TZ') from ops.catalogue"
        ).fetchone()
        if row is None:
            return state
        state.installed = True
        state.version, state.digest, state.loaded_at = row
        _files(connection, files, state)
        _objects(connection, state)
        roles = connection.execute(
            "select format('create role %s %s noinherit', name, may) from (values ('iwm_app', 'login'), "
            "('iwm_worker', 'login'), ('iwm_readonly', 'nologin')) as r(name, may) where to_regrole(name) is null"
        )
        state.roles_missing = [name for (name,) in roles]
        return state


def _migrations(connection: psycopg.Connection, found: list[project.Migration], state: Status) -> None:
    recorded = migrations.recorded_migrations(connection)
    known = {file.id: file.sha256 for file in found}
    state.migrations = len(recorded)
    state.migrations_pending = [name for name in known if name not in recorded]
    state.migrations_unknown = [name for name in recorded if name not in known]
    state.migrations_changed = [name for name, checksum in recorded.items() if known.get(name, checksum) != checksum]


def _files(connection: psycopg.Connection, files: list[project.SourceFile], state: Status) -> None:
    loaded = dict(connection.execute("select path, digest from ops.loaded_files order by path").fetchall())
    extensions = {name for (name,) in connection.execute("select extname from pg_extension")}
    # what serves an extension that is not there is not loaded
    wanted = {
        file.path: file.sha256
        for file in files
        if not file.path.startswith("sql/optional/") or file.path.split("/")[2] in extensions
    }
    state.files = len(loaded)
    state.files_new = [path for path in wanted if path not in loaded]
    state.files_gone = [path for path in loaded if path not in wanted]
    state.files_changed = [path for path, digest in wanted.items() if loaded.get(path, digest) != digest]


def _objects(connection: psycopg.Connection, state: Status) -> None:
    row = connection.execute("select to_regproc('ops.drift')::text").fetchone()
    if row is None or row[0] is None:
        state.objects_dropped.append("function ops.drift (sql/00_loader)")
        return
    lists = {"changed": state.objects_changed, "dropped": state.objects_dropped, "added": state.objects_added}
    for kind, name, path, found in connection.execute("select kind, name, path, state from ops.drift()"):
        if found == "missing":
            state.indexes_missing.append(f"{name} on {path}")
        elif path is None and found != "added":
            state.tables_changed.append(f"{kind} {name} {found}")
        else:
            lists[found].append(f"{kind} {name}" + (f" ({path})" if path else ""))
