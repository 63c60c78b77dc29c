"""What a transaction that keeps an old snapshot open does to the queue: dead rows cannot go as long as it lives.

A producer adds jobs at a steady rate, a worker does them: processes of their own, neither waits for the other.
"""

import statistics
import sys
import time
from collections.abc import Iterable

import psycopg

from scripts.bench.measure.goals import Figure, Goal, judged
from scripts.bench.measure.jobs_setting import SCRIPTS, Setting, result, started

RATE = 2000  # jobs a second
FULL, QUICK = (5, 60, 300), (2, 8, 15)  # seconds: not counted, before, with the snapshot
PATIENCE = 1.0  # seconds that a job may wait before it counts as left behind
ADDED = Goal("jobs added under a snapshot held 5 min / 2,000 a second", "ratio", ">=", 0.98)
BACKLOG = Goal("backlog after 5 min at 2,000 jobs/s under a held snapshot", "jobs", "<=", 0)
P95 = Goal("claim p95 under a snapshot held 5 min / before", "ratio", "<=", 2)
Counts = Iterable[tuple[float, int]]  # when, how many


def measure(setting: Setting) -> list[Figure]:
    """Before, and while another session holds its snapshot. All claims of the worker count, those for nothing, too."""
    warm, before, held = QUICK if setting.quick else FULL
    command = [sys.executable, str(SCRIPTS / "timed_worker.py")]
    with setting.database() as dsn, psycopg.connect(dsn) as holder:
        with (
            started([*command, dsn, "5"]) as worker,
            started([sys.executable, str(SCRIPTS / "producer.py"), dsn, str(RATE)]) as producer,
        ):
            time.sleep(warm)
            begin = time.time()
            time.sleep(before)
            holder.execute("set transaction isolation level repeatable read")
            holder.execute("select count(*) from jobs.jobs")
            middle = time.time()
            time.sleep(held)
            end = time.time()
            holder.rollback()
            producer.terminate()
            added = [(when, count) for when, count in result(producer, 60)["added"]]
            worker.terminate()
            seen = result(worker, 60)
        _check(dsn, added, seen["done"])
    claims = [[taken for when, taken in seen["claims"] if a <= when < b] for a, b in ((begin, middle), (middle, end))]
    p95 = [statistics.quantiles(taken, n=20)[-1] * 1000 for taken in claims]
    waiting = timeline(added, seen["done"], middle, end)
    note = f"{held} s" if setting.quick else ""
    return [
        Figure("claim p95 before", p95[0], "ms", note=f"{len(claims[0]):,} claims"),
        Figure("claim p95 under a held snapshot", p95[1], "ms", note=f"{len(claims[1]):,} claims"),
        judged(P95, p95[1] / p95[0], note),
        judged(ADDED, sum(n for when, n in added if middle <= when < end) / (RATE * (end - middle)), note),
        judged(BACKLOG, behind(added, seen["done"], end), "added more than 1 s before, and not done"),
        Figure("added - done when it ended", waiting[-1], "jobs", note=f"at most {max(waiting):,}"),
        Figure("trend of added - done", trend(waiting), "jobs/min"),
    ]


def behind(added: Counts, done: Counts, at: float) -> int:
    """Jobs that were not done at a time, though they had been there for PATIENCE."""
    due = sum(count for when, count in added if when <= at - PATIENCE)
    return max(0, due - sum(count for when, count in done if when <= at))


def timeline(added: Counts, done: Counts, begin: float, end: float) -> list[int]:
    """Jobs that were added and not done, at each second."""
    events = sorted([*((when, count) for when, count in added), *((when, -count) for when, count in done)])
    found, waiting, place = [], 0, 0
    for second in range(int(end - begin) + 1):
        while place < len(events) and events[place][0] <= begin + second:
            waiting += events[place][1]
            place += 1
        found.append(max(waiting, 0))  # what is done may be written down before it is written down as added
    return found


def trend(waiting: list[int]) -> float:
    """By how many the backlog grows a minute."""
    return statistics.linear_regression(range(len(waiting)), waiting).slope * 60


def _check(dsn: str, added: Counts, done: Counts) -> None:
    """What both processes wrote down is what the database holds."""
    with psycopg.connect(dsn) as connection:
        [(kept,)] = connection.execute("select count(*) from jobs.history where state = 'completed'").fetchall()
        [(left,)] = connection.execute("select count(*) from jobs.jobs").fetchall()
    told = sum(count for _, count in added), sum(count for _, count in done)
    if told != (kept + left, kept):
        raise SystemExit(f"added and done are {told}, the database says {kept + left} and {kept}")
