"""The benchmark's own database: embedded, in scripts/bench/.data/http, with the sample; made once and used again."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from app import importers, loader
from app.database.cluster import wheel_bin_dir
from app.database.dsn import as_role
from app.database.embedded import EmbeddedPostgres
from scripts.bench.measure.services import BENCH, ROOT

DATA = BENCH / ".data" / "http"


@dataclass(frozen=True)
class Database:
    """The running server with the catalogue in it."""

    owner: str
    app: str
    pid: int | None  # of the server, where it is ours
    programs: Path

    @property
    def watched(self) -> list[tuple[str, int]]:
        """The server's process, for counting its processor time."""
        return [("database", self.pid)] if self.pid else []

    def films(self) -> list[tuple[str, str]]:
        """(public id, title) of every film, in a fixed random order."""
        with psycopg.connect(self.owner, autocommit=True) as connection:
            rows = connection.execute(
                "select external_id, title from iwm.movies where deleted_at is null and merged_into is null"
                " order by md5(external_id)"
            ).fetchall()
        return [(str(external), str(title)) for external, title in rows]


def given(url: str) -> Database:
    """A database that somebody else runs, with everything installed and imported; `url` is its owner's."""
    return Database(url, as_role(url, "iwm_app"), None, wheel_bin_dir())


def _name() -> str:
    """A database is as new as its migrations: others of ours are dropped."""
    digest = hashlib.sha256()
    for file in sorted((ROOT / "migrations").glob("*.sql")):
        digest.update(file.read_bytes())
    return f"bench_{digest.hexdigest()[:12]}"


@contextmanager
def running(say: Callable[[str], None], url: str | None = None) -> Iterator[Database]:
    """Starts the server, brings the database up to date, stops the server at the end. With `url`: uses that one."""
    if url:
        yield given(url)
        return
    server = EmbeddedPostgres(DATA)
    server.start()
    try:
        name = _name()
        _create(server.owner_dsn("postgres"), name)
        dsn = server.owner_dsn(name)
        loader.install(dsn)
        with psycopg.connect(dsn, autocommit=True) as connection:
            if connection.execute("select not exists (select from iwm.movies)").fetchone() == (True,):
                say("importing the sample (once) …")
                importers.import_sample(dsn, None)
                connection.execute("vacuum analyze")
                connection.execute("checkpoint")
        yield Database(dsn, server.app_dsn(name), server.pid, server.bin_dir)
    finally:
        server.stop()


def _create(maintenance: str, name: str) -> None:
    with psycopg.connect(maintenance, autocommit=True) as connection:
        names = {row[0] for row in connection.execute("select datname from pg_database where datname ~ '^bench_'")}
        for old in names - {name}:
            connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(old)))
        if name not in names:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
