"""Jobs a second, end to end: our worker and those of others, in turns."""

import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg

from scripts.bench.measure.goals import Figure, Goal, judged
from scripts.bench.measure.jobs_setting import BENCH, PEERS, Setting, enqueue, result, run_ours, url_for_others

SCRIPTS = BENCH / "peers/jobs"
GOALS = {
    "pgqueuer on asyncpg": Goal("jobs/s, our worker / pgqueuer on asyncpg", "ratio", ">=", 2),
    "graphile-worker": Goal("jobs/s, our worker / graphile-worker, no batching", "ratio", ">=", 8),
    "graphile-worker, batched": Goal("jobs/s, our worker / graphile-worker, batching", "ratio", ">=", 1),
    "BullMQ on Redis": Goal("jobs/s, our worker / BullMQ on Redis", "ratio", ">=", 1.5),
    "pg-boss": Goal("jobs/s, our worker / pg-boss, batches of 200", "ratio", ">=", 1.5),
}


def measure(setting: Setting) -> list[Figure]:
    """Each contestant in turn, `rounds` times; medians."""
    quick = setting.quick
    ours_jobs = 50_000 if quick else 200_000
    found: dict[str, list[float]] = {}
    with redis() as redis_port:
        others: dict[str, Callable[[str], list[str]]] = {
            "pgqueuer on asyncpg": lambda url: python("pgqueuer_peer.py", url, 15_000 if quick else 60_000, 100),
            "graphile-worker": lambda url: node("graphile.mjs", url, 8_000 if quick else 30_000, "plain"),
            "graphile-worker, batched": lambda url: node("graphile.mjs", url, 50_000 if quick else 200_000, "batched"),
            "BullMQ on Redis": lambda _: node("bullmq.mjs", redis_port, 20_000 if quick else 100_000),
            "pg-boss": lambda url: node("pgboss.mjs", url, 20_000 if quick else 60_000),
            "procrastinate": lambda url: python("procrastinate_peer.py", url, 1_000 if quick else 3_000),
        }
        for round_ in range(setting.rounds):
            with setting.database() as dsn:
                with psycopg.connect(dsn, autocommit=True) as connection:
                    enqueue(connection, ours_jobs)
                found.setdefault("ours", []).append(run_ours(dsn, ours_jobs))
            for name, command in others.items() if setting.peers else ():
                print(f"   round {round_ + 1}: {name}", file=sys.stderr, flush=True)
                with setting.database(installed=False) as dsn:
                    process = subprocess.Popen(command(url_for_others(dsn)), stdout=subprocess.PIPE, text=True)
                    answer = result(process, 300)
                    found.setdefault(name, []).append(answer["jobs"] / answer["seconds"])
    medians = {name: statistics.median(values) for name, values in found.items()}
    figures = [Figure(f"jobs/s, {name}", value, "jobs/s") for name, value in medians.items()]
    return figures + [judged(goal, medians["ours"] / medians[name]) for name, goal in GOALS.items() if name in medians]


def python(script: str, *arguments: object) -> list[str]:
    """The command of a contestant in Python."""
    return [str(PEERS / "bin/python"), str(SCRIPTS / script), *map(str, arguments)]


def node(script: str, *arguments: object) -> list[str]:
    """The command of a contestant in JavaScript: it runs beside its packages."""
    shutil.copy(SCRIPTS / script, PEERS / "jobs" / script)
    return ["node", str(PEERS / "jobs" / script), *map(str, arguments)]


@contextmanager
def redis() -> Iterator[int]:
    """A Redis server of its own, that keeps nothing: its port."""
    if not shutil.which("redis-server"):
        yield 0
        return
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait(10)
