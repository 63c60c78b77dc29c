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
from scripts.bench.measure.compare import median, spread
from scripts.bench.measure.goals import Figure, Goal, judged

BENCH = Path(__file__).resolve().parents[1]
PEERS = BENCH / ".peers"
TEMPLATE = "bench_jobs_template"
SCRIPTS = BENCH / "peers/jobs"
OURS = SCRIPTS / "ours.py"
ADD = "select jobs.enqueue_many('noop', array(select '{\"n\": 1}'::jsonb from generate_series(1, %s::int)))"


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


def enqueue(connection: psycopg.Connection, count: int) -> None:
    """Adds jobs that do nothing."""
    connection.execute(ADD, [count])


def worker(dsn: str, jobs: int, concurrency: int = 5, seconds: float = 0) -> list[str]:
    """The command of our worker as a process of its own."""
    return [sys.executable, str(OURS), dsn, str(jobs), str(concurrency), str(seconds)]


@contextmanager
def started(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """A process that is gone afterwards, whatever happens."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def result(process: subprocess.Popen[str], within: float) -> dict[str, Any]:
    """What a contestant printed. Ends the run where it failed or took too long."""
    name = " ".join(Path(word).name for word in process.args[:2])  # type: ignore[index]
    try:
        out, _ = process.communicate(timeout=within)
    except subprocess.TimeoutExpired:
        raise SystemExit(f"{name} took longer than {within:g} s") from None
    if process.returncode:
        raise SystemExit(f"{name} ended with {process.returncode}; what it said stands above")
    return json.loads(out.strip().splitlines()[-1])


def rate_of(command: list[str], within: float = 300) -> float:
    """Jobs a second of a contestant."""
    with started(command) as process:
        found = result(process, within)
    return found["jobs"] / found["seconds"]


def run_ours(dsn: str, jobs: int, concurrency: int = 5) -> float:
    """Jobs a second of our worker on jobs that are there."""
    return rate_of(worker(dsn, jobs, concurrency))


def ratio_of(goal: Goal, ratios: list[float], note: str = "") -> Figure:
    """The figure of a goal from the ratios of its rounds: their median, and from where to where they go."""
    notes = [note] if note else []
    return judged(goal, median(ratios), "; ".join(notes + ([spread(ratios)] if len(ratios) > 1 else [])))


def told(figure: Figure) -> str:
    """A figure as a line."""
    verdict = "" if figure.ok is None else f"  goal {figure.goal}: {'met' if figure.ok else 'MISSED'}"
    note = f"  ({figure.note})" if figure.note else ""
    return f"{figure.name:<78} {figure.value:>12,.3f} {figure.unit:<8}{verdict}{note}"


def url_for_others(dsn: str) -> str:
    """The address in a form that every client library reads (the socket's folder as a parameter, not encoded)."""
    parts = urlsplit(dsn)
    query = parse_qs(parts.query)
    return (
        f"postgresql://{parts.username}:{parts.password}@{parts.path}?host={query['host'][0]}"
        f"&port={query.get('port', ['5432'])[0]}"
    )
