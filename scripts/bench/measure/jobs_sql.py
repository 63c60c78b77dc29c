"""The SQL functions alone: claim and finish in batches beside plain INSERT and DELETE, enqueue beside a plain INSERT.

Plain means: a table with the same columns and indexes, the same rows, batches of the same size, one session.
"""

import statistics
import time

import psycopg

from scripts.bench.measure.goals import Figure, Goal, judged
from scripts.bench.measure.jobs_setting import Setting, enqueue

BATCH = 500
CYCLE = Goal("claim + finish in batches / plain INSERT + DELETE", "ratio", ">=", 0.5)
ENQUEUE = Goal("enqueue in one call / plain INSERT", "ratio", ">=", 0.7)
COLUMNS = "id, seq, lane, queue_id, timeout_seconds, priority, max_attempts, task, args"
OURS = (
    "with c as materialized ("
    "select id, attempt, seq from jobs.claim(%s, %s, null, array[%s], array[%s::bigint], false))"
    " select jobs.finish(array_agg(id), array_agg(attempt)), max(seq) from c"
)
INSERT = (
    f"with i as (insert into jobs.plain ({COLUMNS}) select g, g, 1, 1, 1, 5, 5, 'noop', '{{\"n\": 1}}'"
    " from (select nextval('jobs.plain_id') as g from generate_series(1, %s)) as n returning id)"
    " select array_agg(id) from i"
)


def measure(setting: Setting) -> list[Figure]:
    """Both pairs in turns."""
    count = 50_000 if setting.quick else 200_000
    cycles, adds, speed = [], [], []
    with setting.database() as dsn, psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("create table jobs.plain (like jobs.jobs including all)")
        connection.execute("create sequence jobs.plain_id")
        for _ in range(1 if setting.quick else 5):
            added, plainly = add(connection, count), insert(connection, count)
            adds.append(added / plainly)
            cycled, beside = cycle(connection, count), plain(connection, count)
            cycles.append(cycled / beside)
            speed.append((added, cycled))
    return [
        Figure("enqueue in one call", statistics.median(s[0] for s in speed), "jobs/s"),
        judged(ENQUEUE, statistics.median(adds)),
        Figure("claim + finish in batches of 500, one session", statistics.median(s[1] for s in speed), "jobs/s"),
        judged(CYCLE, statistics.median(cycles)),
    ]


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


def cycle(connection: psycopg.Connection, count: int) -> float:
    """Jobs a second, claimed and finished, of those that add() left."""
    connection.execute("vacuum analyze jobs.jobs")
    # of a queue all lanes are made together; these jobs have the middle one
    [(lane,)] = connection.execute("select distinct lane from jobs.jobs where lane is not null").fetchall()
    number = connection.execute("select jobs.register('bench')").fetchone()[0]  # type: ignore[index]
    done, place, started = 0, 0, time.perf_counter()
    while done < count:
        got, place = connection.execute(OURS, [number, BATCH, lane, place], prepare=True).fetchone()  # type: ignore[misc]
        done += got
    return count / (time.perf_counter() - started)


def plain(connection: psycopg.Connection, count: int) -> float:
    """Rows a second, inserted and deleted in the same batches."""
    connection.execute("truncate jobs.plain")
    started = time.perf_counter()
    for _ in range(count // BATCH):
        [(ids,)] = connection.execute(INSERT, [BATCH], prepare=True).fetchall()
        connection.execute("delete from jobs.plain where id = any(%s)", [ids], prepare=True)
    return count / (time.perf_counter() - started)
