"""What the parts of the job benchmark share: the server, fresh databases, our worker as a process."""

import itertools
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg
from psycopg import sql

from app import loader
from app.database.embedded import EmbeddedPostgres

BENCH = Path(__file__).resolve().parents[1]
PEERS = BENCH / ".peers"
OURS = BENCH / "peers/jobs/ours.py"
TEMPLATE = "bench_jobs_template"
NOOP = "select jobs.enqueue_many('noop', array(select '{{\"n\": 1}}'::jsonb from generate_series(1, {})), {})"


@dataclass
class Setting:
    """One run: `quick` is short, `rounds` of the comparison, `peers` or ours alone."""

    server: EmbeddedPostgres
    folder: Path
    quick: bool
    rounds: int
    peers: bool
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    @contextmanager
    def database(self, installed: bool = True) -> Iterator[str]:
        """The owner's connection to a fresh database, with ours installed or empty; dropped afterwards."""
        owner = self.server.owner_dsn("postgres")
        with psycopg.connect(owner, autocommit=True) as connection:
            if (
                installed
                and not connection.execute("select 1 from pg_database where datname = %s", [TEMPLATE]).fetchone()
            ):
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(TEMPLATE)))
                loader.install(self.server.owner_dsn(TEMPLATE))
            name = f"bench_jobs_{next(self._numbers)}"
            template = sql.Identifier(TEMPLATE if installed else "template0")
            connection.execute(sql.SQL("create database {} template {}").format(sql.Identifier(name), template))
        try:
            yield self.server.owner_dsn(name)
        finally:
            with psycopg.connect(owner, autocommit=True) as connection:
                connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def enqueue(connection: psycopg.Connection, count: int, queue: str = "default") -> None:
    """Adds jobs that do nothing."""
    connection.execute(NOOP.format(count, f"'{queue}'"))


def worker(dsn: str, jobs: int, concurrency: int = 20, seconds: float = 0) -> subprocess.Popen[str]:
    """Our worker as a process of its own."""
    command = [sys.executable, str(OURS), dsn, str(jobs), str(concurrency), str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def result(process: subprocess.Popen[str], within: float) -> dict[str, Any]:
    """What a contestant printed. Raises RuntimeError where it failed or took too long."""
    try:
        out, _ = process.communicate(timeout=within)
    except subprocess.TimeoutExpired:
        process.kill()
        raise RuntimeError(f"{process.args} took longer than {within:g} s") from None
    if process.returncode:
        raise RuntimeError(f"{process.args} ended with {process.returncode}")
    return json.loads(out.strip().splitlines()[-1])


def run_ours(dsn: str, jobs: int, concurrency: int = 20) -> float:
    """Jobs a second of our worker on jobs that are there."""
    found = result(worker(dsn, jobs, concurrency), 300)
    return found["jobs"] / found["seconds"]


def url_for_others(dsn: str) -> str:
    """The address in a form that every client library reads (the socket's folder as a parameter, not encoded)."""
    parts = urlsplit(dsn)
    query = parse_qs(parts.query)
    return (
        f"postgresql://{parts.username}:{parts.password}@{parts.path}?host={query['host'][0]}"
        f"&port={query.get('port', ['5432'])[0]}"
    )
