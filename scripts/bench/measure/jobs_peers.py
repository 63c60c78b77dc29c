"""Jobs a second, end to end: our worker and those of others, in turns. Each is one process, with its fastest settings.

What was tried for each stands in docs/PERFORMANCE.md. All tables have seen VACUUM and ANALYZE before a worker begins.
"""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg

from scripts.bench.measure.compare import median
from scripts.bench.measure.goals import Figure, Goal
from scripts.bench.measure.jobs_setting import (
    PEERS,
    SCRIPTS,
    Setting,
    enqueue,
    rate_of,
    ratio_of,
    run_ours,
    url_for_others,
)

OURS = "our worker"
GOALS = {
    "pgqueuer on asyncpg": Goal("jobs/s, our worker / pgqueuer on asyncpg", "ratio", ">=", 2),
    "graphile-worker": Goal("jobs/s, our worker / graphile-worker, no batching", "ratio", ">=", 8),
    "graphile-worker, batched": Goal("jobs/s, our worker / graphile-worker, batching", "ratio", ">=", 1),
    "BullMQ on Redis": Goal("jobs/s, our worker / BullMQ on Redis", "ratio", ">=", 1.5),
    "pg-boss": Goal("jobs/s, our worker / pg-boss", "ratio", ">=", 1.5),
}
NEEDED = (PEERS / "bin/node", PEERS / "jobs/node_modules/pg-boss", PEERS / "bin/python")


def check_tools() -> None:
    """Ends the run where the others are not installed."""
    if not all(path.exists() for path in NEEDED) or not shutil.which("redis-server"):
        raise SystemExit(
            "The other queues are not installed here. Run scripts/bench/setup, or leave them out with --no-peers."
        )


def measure(setting: Setting) -> list[Figure]:
    """Each contestant in turn, `rounds` times; a ratio is the median of those of the rounds."""
    with redis() as redis_port:
        run = contestants(setting, redis_port)
        found: dict[str, list[float]] = {name: [] for name in run}
        for round_ in range(setting.rounds):
            for name in order(list(run), round_, setting.rounds):
                found[name].append(run[name]())
                print(f"   round {round_ + 1}: {name}: {found[name][-1]:,.0f} jobs/s", file=sys.stderr, flush=True)
    figures = [Figure(f"jobs/s, {name}", median(rates), "jobs/s") for name, rates in found.items()]
    for name, goal in GOALS.items():
        if name in found:
            ratios = [ours / theirs for ours, theirs in zip(found[OURS], found[name], strict=True)]
            figures.append(ratio_of(goal, ratios))
    return figures


def order(names: list[str], round_: int, rounds: int) -> list[str]:
    """Who runs when: each round begins with another one, and every other round goes backwards."""
    first = round_ * len(names) // rounds
    turned = names[first:] + names[:first]
    return turned if round_ % 2 == 0 else turned[::-1]


def contestants(setting: Setting, redis_port: int) -> dict[str, Callable[[], float]]:
    """Jobs a second of each, on a database of its own."""
    few = setting.quick

    def ours() -> float:
        count = 50_000 if few else 200_000
        with setting.database() as dsn:
            with psycopg.connect(dsn, autocommit=True) as connection:
                enqueue(connection, count)
                connection.execute("vacuum analyze")
            return run_ours(dsn, count)

    def other(command: Callable[[str], list[str]]) -> Callable[[], float]:
        def run() -> float:
            with setting.database(installed=False) as dsn:
                return rate_of(command(url_for_others(dsn)))

        return run

    run: dict[str, Callable[[], float]] = {OURS: ours}
    if not setting.peers:
        return run
    more: dict[str, Callable[[str], list[str]]] = {
        "pg-boss, fetch and complete": lambda url: node("pgboss.mjs", url, 200_000, 1000, 4, "fetch"),
        "pg-boss, fetch and complete 200": lambda url: node("pgboss.mjs", url, 100_000, 200, 4, "fetch"),
    }
    others: dict[str, Callable[[str], list[str]]] = {
        "pgqueuer on asyncpg": lambda url: python("pgqueuer_peer.py", url, 10_000 if few else 60_000, 500, 3),
        "graphile-worker": lambda url: node("graphile.mjs", url, 4_000 if few else 20_000, 24, 0),
        "graphile-worker, batched": lambda url: node("graphile.mjs", url, 30_000 if few else 200_000, 24, 2000),
        "BullMQ on Redis": lambda _: node("bullmq.mjs", redis_port, 10_000 if few else 100_000, 200, 1),
        "pg-boss": lambda url: node("pgboss.mjs", url, 20_000 if few else 200_000, 1000, 4, "work"),
        "procrastinate": lambda url: python("procrastinate_peer.py", url, 300 if few else 3_000, 20),
    }
    return run | {name: other(command) for name, command in (others | ({} if few else more)).items()}


def python(script: str, *arguments: object) -> list[str]:
    """The command of a contestant in Python."""
    return [str(PEERS / "bin/python"), str(SCRIPTS / script), *map(str, arguments)]


def node(script: str, *arguments: object) -> list[str]:
    """The command of a contestant in JavaScript: it runs beside its packages."""
    shutil.copy(SCRIPTS / script, PEERS / "jobs" / script)
    return [str(PEERS / "bin/node"), str(PEERS / "jobs" / script), *map(str, arguments)]


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
