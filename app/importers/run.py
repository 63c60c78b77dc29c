"""One import: its transaction, its lock, COPY into staging, the merge, the summary."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, LiteralString

import psycopg
from psycopg import sql

from app.errors import DatabaseProblem, Problem
from app.importers.rejects import Rejects
from app.importers.summary import Counts, Summary

# (stage, done, total): total is None while it is not known.
Progress = Callable[[str, int, int | None], None]
Source = Literal["sample", "movielens", "imdb"]

_STEPS = 18  # about as many as the longest merge tells; only for the bar
_EVERY = 2000  # rows between two calls of progress

# In this one transaction: few, large flushes of the trigram indexes instead of one every 4 MB.
_SETTINGS: LiteralString = """
    set local work_mem = '64MB';
    set local maintenance_work_mem = '256MB';
    set local gin_pending_list_limit = '256MB';
    set local lock_timeout = 0;
    set local statement_timeout = 0;
    set local idle_in_transaction_session_timeout = 0
"""


class ImportRun:
    """What a reader needs while the transaction is open."""

    def __init__(self, connection: psycopg.Connection, source: Source, progress: Progress | None, folder: Path | None):
        self.connection = connection
        self.source = source
        self.rejects = Rejects(source, folder)
        self.summary = Summary(source, kinds={}, notes=[])
        self._progress = progress or (lambda _stage, _done, _total: None)

    def tell(self, stage: str, done: int, total: int | None = None) -> None:
        """Reports progress."""
        self._progress(stage, done, total)

    def reject(self, kind: str, reason: str, **details: Any) -> None:
        """Leaves one thing out, with its reason."""
        self.rejects.add(kind, reason, **details)

    def copy(
        self, table: str, columns: str, rows: Iterable[Sequence[Any]], stage: str = "", total: int | None = None
    ) -> int:
        """Copies rows into a staging table of schema ops (columns: names with blanks between). Returns how many.

        Without a stage the reader of the rows tells the progress.
        """
        done = 0
        statement = sql.SQL("copy ops.{} ({}) from stdin").format(
            sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns.split()))
        )
        with self.connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                if stage and done % _EVERY == 0:
                    self.tell(stage, done, total)
                copy.write_row(row)
                done += 1
        if stage:
            self.tell(stage, done, total if total is not None else done)
        return done

    def merge(self) -> None:
        """Calls the source's merge function and gathers its counts and rejects."""
        step = 0
        raised: BaseException | None = None

        def on_notice(notice: psycopg.errors.Diagnostic) -> None:
            nonlocal step, raised
            message = notice.message_primary or ""
            if raised or not message.startswith("import: "):
                return
            step += 1
            try:
                self.tell(f"merging {message.removeprefix('import: ')}", step, max(step, _STEPS))
            except BaseException as error:  # Ctrl-C, too: psycopg would drop it here
                raised = error
                self.connection.cancel()

        self.connection.add_notice_handler(on_notice)
        try:
            function = sql.Identifier("ops", f"import_{self.source}")
            merged = self.connection.execute(sql.SQL("select (i).* from {}() as i").format(function)).fetchall()
        finally:
            self.connection.remove_notice_handler(on_notice)
            if raised:
                raise raised
        for kind, added, changed, unchanged in merged:
            self.summary.kinds[kind] = Counts(added, changed, unchanged)
        for kind, number in self.connection.execute("select * from ops.import_reject_counts()").fetchall():
            self.rejects.counts[kind] += number
        self._write_rejects()
        for kind, number in self.rejects.counts.items():
            self.summary.kinds.setdefault(kind, Counts()).rejected = number
        self.summary.rejects = self.rejects.path

    def _write_rejects(self) -> None:
        query = "select kind, source_id, field, value, reason from ops.stage_rejects order by line"
        with self.connection.cursor(name="iwm_import_rejects") as cursor:
            cursor.itersize = 10_000
            for kind, source_id, field, value, reason in cursor.execute(query):
                self.rejects.add(kind, reason, count=False, id=source_id, field=field, value=value)


@contextmanager
def import_run(dsn: str, source: Source, progress: Progress | None, reject_folder: Path | None) -> Iterator[ImportRun]:
    """The transaction of an import: committed when the block ends well, else nothing happened.

    Waits for an import that runs already, and says so. Raises Problem with what to do.
    """
    began = time.monotonic()
    try:
        with psycopg.connect(dsn, application_name=f"iwm import {source}") as connection:
            run = ImportRun(connection, source, progress, reject_folder)
            try:
                connection.execute(_SETTINGS)
                if connection.execute("select ops.import_begin(false)").fetchone() != (True,):
                    run.tell("waiting for the import that runs already", 0)
                    connection.execute("select ops.import_begin(true)")
                yield run
                tags = _TAGS if run.summary.added or run.summary.changed else []
                connection.execute("select ops.import_end(%s)", [tags])
                connection.commit()
            except BaseException:
                run.rejects.close(keep=False)
                raise
            run.rejects.close(keep=True)
    except (psycopg.errors.UndefinedFunction, psycopg.errors.InvalidSchemaName) as error:
        raise Problem(
            "This database lacks the import functions of this version.", "Load them first: iwm db load"
        ) from error
    except psycopg.errors.DiskFull as error:
        raise DatabaseProblem(
            f"The disk of the database is full: the import of {source} ended without a change",
            "Free some space there, and start it again.",
        ) from error
    except psycopg.OperationalError as error:
        raise DatabaseProblem(
            f"The import of {source} ended without a change: {str(error).strip().splitlines()[0]}",
            "Nothing was written: it is one transaction. See that the database runs, and start it again.",
        ) from error
    except psycopg.errors.IntegrityError as error:
        raise Problem(
            f"The import of {source} ended without a change: {error.diag.message_primary}",
            "Somebody else wrote the same at that moment; start the import again.",
        ) from error
    run.summary.seconds = time.monotonic() - began


# Every list that an import may change; catalogue stands at the pages of single films.
_TAGS = ["catalogue", "movies", "people", "genres", "keywords", "companies", "countries", "languages"]
