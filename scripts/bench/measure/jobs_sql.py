"""The SQL functions alone: claim and finish in batches beside plain INSERT and DELETE, enqueue beside a plain INSERT.

Plain means: a table with the same columns and indexes, the same rows, batches of the same size, one session. pgbench
drives the batches: two statements each, and two commits, on either side.
"""

import os
import shutil
import subprocess
import time
from pathlib import Path

import psycopg

from scripts.bench.measure.compare import median
from scripts.bench.measure.goals import Figure, Goal
from scripts.bench.measure.jobs_setting import Setting, enqueue, ratio_of
from scripts.bench.measure.pgbench import read_result

BATCH = 500
CYCLE = Goal("claim + finish in batches / plain INSERT + DELETE", "ratio", ">=", 0.5)
ENQUEUE = Goal("enqueue in one call / plain INSERT", "ratio", ">=", 0.7)
COLUMNS = "id, seq, lane, queue_id, timeout_seconds, priority, max_attempts, task, args"
# a worker remembers how far it has read a lane (:place), as ours does
OURS = f"""
select array_agg(id) as ids, array_agg(attempt) as attempts, max(seq) as place
from jobs.claim(:worker::int, {BATCH}, null, array[:lane::int], array[:place::bigint], false) \\gset
select jobs.finish(:ids::bigint[], :attempts::smallint[]);
"""
PLAIN = f"""
with i as (
    insert into jobs.plain ({COLUMNS}) select g, g, 1, 1, 1, 5, 5, 'noop', '{{"n": 1}}'
    from (select nextval('jobs.plain_id') as g from generate_series(1, {BATCH})) as n returning id)
select array_agg(id) as ids from i \\gset
delete from jobs.plain where id = any (:ids::bigint[]);
"""


def measure(setting: Setting) -> list[Figure]:
    """Both pairs, in turns that change."""
    count = 50_000 if setting.quick else 200_000
    found: dict[str, list[float]] = {"enqueue": [], "insert": [], "cycle": [], "plain": []}
    bench = PgBench(setting)
    with setting.database() as dsn, psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("create table jobs.plain (like jobs.jobs including all)")
        connection.execute("create sequence jobs.plain_id")
        for round_ in range(1 if setting.quick else 5):
            turns = {
                "insert": lambda: insert(connection, count),
                "enqueue": lambda: add(connection, count),
                "cycle": lambda: cycle(bench, dsn, connection, count),  # those that were added just now
                "plain": lambda: plain(bench, dsn, connection, count),
            }
            names = list(turns) if round_ % 2 == 0 else ["plain", "enqueue", "insert", "cycle"]
            for name in names:
                found[name].append(turns[name]())
    ratios = {
        "enqueue": [a / b for a, b in zip(found["enqueue"], found["insert"], strict=True)],
        "cycle": [a / b for a, b in zip(found["cycle"], found["plain"], strict=True)],
    }
    return [
        Figure("enqueue in one call", median(found["enqueue"]), "jobs/s"),
        ratio_of(ENQUEUE, ratios["enqueue"]),
        Figure("claim + finish in batches of 500, one session", median(found["cycle"]), "jobs/s"),
        Figure("plain INSERT + DELETE in batches of 500, one session", median(found["plain"]), "rows/s"),
        ratio_of(CYCLE, ratios["cycle"]),
    ]


class PgBench:
    """pgbench, by one client, so often."""

    def __init__(self, setting: Setting) -> None:
        own = setting.server.bin_dir / "pgbench"
        debian = [path / "bin/pgbench" for path in sorted(Path("/usr/lib/postgresql").glob("*"), reverse=True)]
        places = [path for path in (own, *debian) if path.exists()] or [Path(shutil.which("pgbench") or "")]
        if not places[0].is_file():
            raise SystemExit(f"{own} is not there, nor another pgbench. On Debian: apt-get install -y postgresql")
        self._program = places[0]
        self._folder = setting.folder

    def run(self, dsn: str, script: str, times: int, **variables: object) -> float:
        """Scripts a second, all of `times`, with `variables` set at the start."""
        file = self._folder / "bench.sql"
        file.write_text(script)
        given = [word for name, value in variables.items() for word in ("-D", f"{name}={value}")]
        options = ["-n", "-M", "prepared", "-c", "1", "-t", str(times), "-f", str(file)]
        command = [str(self._program), *options, *given, dsn]
        # as our functions have it: no plan of a table that was empty when it was made
        env = {**os.environ, "PGOPTIONS": "-c enable_seqscan=off -c enable_bitmapscan=off"}
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=env)
        if done.returncode:
            raise SystemExit(f"pgbench failed: {done.stderr.strip()}")
        load = read_result(done.stdout, done.stderr, {})
        if load.requests != times or load.errors:
            raise SystemExit(f"pgbench: {load.requests} of {times} done, {load.errors} failed: {done.stderr.strip()}")
        return load.rate


def add(connection: psycopg.Connection, count: int) -> float:
    """Jobs a second that one call adds to an empty table."""
    connection.execute("truncate jobs.jobs, jobs.history")
    started = time.perf_counter()
    enqueue(connection, count)
    return count / (time.perf_counter() - started)


def insert(connection: psycopg.Connection, count: int) -> float:
    """Rows a second of one INSERT into the table like it."""
    connection.execute("truncate jobs.plain")
    started = time.perf_counter()
    connection.execute(
        f"insert into jobs.plain ({COLUMNS}) select g, g, 1, 1, 1, 5, 5, 'noop', a from (select"
        " nextval('jobs.plain_id') as g, a from unnest(array(select '{\"n\": 1}'::jsonb from generate_series(1, %s)))"
        " as x(a)) as n",
        [count],
    )
    return count / (time.perf_counter() - started)


def cycle(bench: PgBench, dsn: str, connection: psycopg.Connection, count: int) -> float:
    """Jobs a second, claimed and finished, of those that add() left."""
    connection.execute("vacuum analyze jobs.jobs")
    # of a queue all lanes are made together; these jobs have the middle one
    [(lane,)] = connection.execute("select distinct lane from jobs.jobs where lane is not null").fetchall()
    [(number,)] = connection.execute("select jobs.register('bench', _lease_seconds => 3600)").fetchall()
    rate = bench.run(dsn, OURS, count // BATCH, worker=number, lane=lane, place=0)
    [(kept,)] = connection.execute("select count(*) from jobs.history where state = 'completed'").fetchall()
    if kept != count:
        raise SystemExit(f"{kept} of {count} claimed jobs are in the history")
    return rate * BATCH


def plain(bench: PgBench, dsn: str, connection: psycopg.Connection, count: int) -> float:
    """Rows a second, inserted and deleted in the same batches."""
    connection.execute("truncate jobs.plain")
    connection.execute("vacuum analyze jobs.plain")
    return bench.run(dsn, PLAIN, count // BATCH) * BATCH
