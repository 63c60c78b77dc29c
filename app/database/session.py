"""The database that the settings name, for as long as a command needs it."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec
import psycopg

from app.database.diagnosis import check_reachable
from app.database.dsn import as_role, place_of
from app.database.embedded import EmbeddedPostgres
from app.errors import DatabaseProblem, Problem
from app.settings import Settings


@dataclass(frozen=True)
class Database:
    """A database that answers. `embedded` is its server where that is ours."""

    owner_url: str
    app_url: str
    worker_url: str
    embedded: EmbeddedPostgres | None = None

    @property
    def place(self) -> str:
        """Where it is, in words."""
        if self.embedded:
            return f"embedded in {self.embedded.folder.path}"
        return place_of(self.owner_url)

    def settings(self, settings: Settings) -> Settings:
        """The settings with all URLs filled in."""
        return msgspec.structs.replace(
            settings,
            database_url=self.owner_url,
            app_database_url=self.app_url,
            worker_database_url=self.worker_url,
        )


@contextmanager
def open_database(
    settings: Settings,
    say: Callable[[str], None] | None = None,
    *,
    alone: bool = False,
    new: bool = False,
    loaded: bool = True,
) -> Iterator[Database]:
    """The database of `settings`. The embedded server is started, and stopped at the end.

    One that another process of ours runs on the same folder is used with it, unless `alone`: then DatabaseProblem.
    A folder without a database gets one only where `new`: else it is the wrong folder. `loaded`: raises Problem where
    no SQL is loaded.
    """
    if settings.database_url:
        check_reachable(settings.database_url)
        owner = settings.database_url
        if loaded and not is_loaded(owner):
            raise _nothing_in(place_of(owner))
        yield Database(
            owner,
            settings.app_database_url or as_role(owner, "iwm_app"),
            settings.worker_database_url or as_role(owner, "iwm_worker"),
        )
        return
    server = EmbeddedPostgres(settings.data_dir, settings.bin_dir or None, say=say)
    if not alone and server.attach():
        yield _embedded(server, loaded)
        return
    if not new and server.folder.version() is None:
        raise _nothing_in(str(server.folder.path))
    server.start()
    try:
        yield _embedded(server, loaded)
    except (psycopg.OperationalError, DatabaseProblem) as error:
        raise server.problem() or error from None
    finally:
        with _undisturbed():
            server.stop()


def _embedded(server: EmbeddedPostgres, loaded: bool) -> Database:
    if loaded and not is_loaded(server.owner_dsn()):
        raise _nothing_in(str(server.folder.path))
    return Database(server.owner_dsn(), server.app_dsn(), server.dsn("iwm_worker"), server)


def is_loaded(url: str) -> bool:
    """Whether SQL of ours is in the database, of whatever version."""
    with psycopg.connect(url, connect_timeout=10) as connection:
        row = connection.execute("select to_regnamespace('iwm') is not null").fetchone()
    return bool(row and row[0])


def _nothing_in(place: str) -> Problem:
    return Problem(
        f"Nothing is loaded in this database ({place})",
        "Run scripts/up or iwm db load, or name the one that you mean: --data-dir, IWM_DATA_DIR or DATABASE_URL.",
    )


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Lets the block end: a second Ctrl-C would leave the server running."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
