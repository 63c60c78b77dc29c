"""What must stay as fast however long it goes on: run after run, and a minute without a pause."""

import sys
import time

import psycopg

from scripts.bench.measure.compare import median
from scripts.bench.measure.goals import Figure, Goal, judged
from scripts.bench.measure.jobs_setting import Setting, enqueue, result, run_ours, started, worker

RUNS = Goal("jobs/s, tenth run in a row / first (medians of three series)", "ratio", ">=", 0.90)
SUSTAINED = Goal("jobs/s over 60 s / in the first 5 s", "ratio", ">=", 0.90)
WAITING = "select p.last_value - coalesce((select min(seq) from jobs.jobs), p.last_value) from jobs.place as p"


def runs(setting: Setting) -> list[Figure]:
    """Three series of ten runs in a row, each series on one database, nothing tidied in between."""
    count = 20_000 if setting.quick else 200_000
    series = [_series(setting, count) for _ in range(1 if setting.quick else 3)]
    first, tenth = median([rates[0] for rates in series]), median([rates[-1] for rates in series])
    return [
        Figure("jobs/s, first of ten runs", first, "jobs/s"),
        Figure("jobs/s, tenth of ten runs", tenth, "jobs/s"),
        judged(RUNS, tenth / first, f"{count:,} jobs a run"),
    ]


def _series(setting: Setting, count: int) -> list[float]:
    rates = []
    with setting.database() as dsn, psycopg.connect(dsn, autocommit=True) as connection:
        for _ in range(10):
            enqueue(connection, count)
            rates.append(run_ours(dsn, count))
    print("   rates: " + ", ".join(f"{rate:,.0f}" for rate in rates), file=sys.stderr, flush=True)
    return rates


def sustained(setting: Setting) -> list[Figure]:
    """A minute of work with jobs added all the time, never fewer than are done in two seconds."""
    seconds = 15 if setting.quick else 60
    with setting.database() as dsn, psycopg.connect(dsn, autocommit=True) as connection:
        enqueue(connection, 400_000)
        with started(worker(dsn, 0, seconds=seconds)) as process:
            while process.poll() is None:
                [(waiting,)] = connection.execute(WAITING).fetchall()
                if waiting < 300_000:
                    enqueue(connection, 50_000)
                else:
                    time.sleep(0.05)
            found = result(process, 30)
    first, whole = found["first"] / 5, found["jobs"] / found["seconds"]
    note = f"{seconds} s" if setting.quick else ""
    return [Figure("jobs/s over 60 s, jobs added meanwhile", whole, "jobs/s"), judged(SUSTAINED, whole / first, note)]
