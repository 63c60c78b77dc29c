"""One migration: the files in their order, a transaction for each thing, and the sum of what became of them."""

import contextlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, LiteralString, TypeVar

import psycopg
from psycopg.types.json import Jsonb

from app.errors import Problem
from app.migrate_files import history, people, videos
from app.migrate_files.reading import Wrong
from app.migrate_files.report import Report
from app.settings import Settings
from app.videos.ffmpeg import Failed, MediaError
from app.videos.probe import Probe
from app.videos.storage import Store, StoreError

# (stage, done, total)
Progress = Callable[[str, int, int | None], None]
Thing = TypeVar("Thing")
PATIENCE = "set lock_timeout = '3s'"
LOCK = "select pg_advisory_lock(1786, 3)"
PLACE = "with k as (select iwm.new_storage_key(%s, %s) as key) select k.key from k, lateral iwm.expect_file(k.key) as e"
REFUSED = (psycopg.DataError, psycopg.IntegrityError)


class Migration:
    """What the steps share: the connection of the owner, the folders, the store, what is told.

    `places`: a second connection, in autocommit; None in a dry run. `looked`: what was found ahead.
    """

    def __init__(
        self,
        connection: psycopg.Connection,
        places: psycopg.Connection | None,
        folder: Path,
        files: Path,
        store: Store,
        settings: Settings,
        report: Report,
        progress: Progress,
    ) -> None:
        self.connection = connection
        self.folder = folder
        self.files = files
        self.store = store
        self.settings = settings
        self.source = report.source
        self.dry_run = report.dry_run
        self.report = report
        self.looked: dict[Path, Probe | MediaError] = {}
        self._places = places
        self.progress = progress

    def ask(self, statement: LiteralString, *values: Any) -> Any:
        """The only value of a statement; an object goes as JSON."""
        given = [Jsonb(value) if isinstance(value, dict) else value for value in values]
        row = self.connection.execute(statement, given).fetchone()
        return row[0] if row else None

    def place(self, kind: str, suffix: str = "") -> str:
        """A key for a file that is going to be copied. Where we are lost before its row is there, it is removed."""
        found = (self._places or self.connection).execute(PLACE, [kind, suffix]).fetchone()
        assert found is not None  # noqa: S101 # nosec B101 - it is one row
        return found[0]

    def each(
        self,
        kind: str,
        things: Sequence[Thing],
        name: Callable[[Thing], str],
        key: Callable[[Thing], str],
        move: Callable[[Thing, str], dict],
    ) -> None:
        """Moves each thing of a kind by itself: what is wrong with one is no matter of the others.

        `name`: what is told of it; `key`: what tells it apart; of several with one key the first that can be is moved.
        """
        taken: dict[str, str] = {}
        for number, thing in enumerate(things, 1):
            told = "?"
            try:
                told = name(thing)
                old = key(thing)
                if old in taken:
                    raise Wrong(f"another one has the same id: {taken[old]}")
                with self.connection.transaction():
                    outcome = move(thing, old)
                if outcome["outcome"] != "rejected":
                    taken[old] = getattr(thing, "place", "")
            except Wrong as wrong:
                outcome = {"outcome": "rejected", "reason": str(wrong)}
            except psycopg.Error as error:
                if not isinstance(error, REFUSED) and not (error.sqlstate or "").startswith("IW"):
                    raise
                outcome = {"outcome": "rejected", "reason": error.diag.message_primary or str(error)}
            except (
                OSError,
                StoreError,
                Failed,
            ) as error:  # a file that cannot be read, or has no room: another run moves it
                reason = error.strerror if isinstance(error, OSError) else None
                outcome = {"outcome": "rejected", "reason": f"its file cannot be moved: {reason or error}"}
            self.report.add(kind, told, outcome, getattr(thing, "place", ""), getattr(thing, "remarks", ()))
            self.progress(kind, number, len(things))


def migrate(
    url: str,
    folder: Path,
    settings: Settings,
    store: Store,
    progress: Progress,
    *,
    files: Path | None = None,
    source: str = "files",
    dry_run: bool = False,
) -> Report:
    """Moves everything that is in `folder` into the database `url`. Nothing is changed by a dry run.

    `files`: the folder of the videos' files (default: storage in `folder`). `source`: tells older services apart.
    Raises Problem where the folder holds nothing of the kind, or another one runs.
    """
    begin = time.monotonic()
    report = Report(source, dry_run)
    with psycopg.connect(url, application_name="iwm migrate-files", autocommit=True) as places:
        try:
            places.execute(PATIENCE)  # the server may need a moment to notice that one was killed
            places.execute(LOCK)
        except psycopg.errors.LockNotAvailable:
            raise Problem("Another iwm migrate-files runs on this database.", "Wait until it has ended.") from None
        options = "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c synchronous_commit=off"
        with psycopg.connect(url, application_name="iwm migrate-files", autocommit=True, options=options) as connection:
            migration = Migration(
                connection,
                None if dry_run else places,
                folder,
                files or folder / "storage",
                store,
                settings,
                report,
                progress,
            )
            steps = (people.users, people.sessions, videos.videos, history.jobs)
            if dry_run:
                videos.look_ahead(migration)  # that may take hours, in which no transaction shall be open
            # in a dry run one transaction around all of them, which is given up
            with connection.transaction(force_rollback=True) if dry_run else contextlib.nullcontext():
                found = sum(step(migration) for step in steps)
    if not found:
        raise Problem(
            f"{folder} holds nothing that can be moved.",
            "It needs users.json, sessions.json, videos.json or jobs.json.",
        )
    report.seconds = time.monotonic() - begin
    return report
