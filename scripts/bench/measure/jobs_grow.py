"""What must not slow the queue down: blocked jobs, history, dead rows, its own past, somebody's long transaction."""

import statistics
import sys
import time

import psycopg

from scripts.bench.measure.goals import Figure, Goal, judged
from scripts.bench.measure.jobs_setting import Setting, enqueue, result, run_ours, worker

BLOCKED = Goal("jobs/s with 100,000 blocked jobs ahead / clean", "ratio", ">=", 0.95)
HISTORY = Goal("claim at 10,000,000 / at 10,000 rows of history", "ratio", "<=", 1.1)
RUNS = Goal("jobs/s, last three of ten runs / first three", "ratio", ">=", 0.90)
SUSTAINED = Goal("jobs/s over 60 s / in the first 5 s", "ratio", ">=", 0.90)
SNAPSHOT_P95 = Goal("claim p95 under a snapshot held 5 min / before", "ratio", "<=", 2)
SNAPSHOT_BACKLOG = Goal("backlog after 5 min at 2,000 jobs/s under a held snapshot", "jobs", "<=", 4000)
RATE = 2000


def blocked(setting: Setting) -> list[Figure]:
    """Half of the blocked jobs wait in a queue at its limit, half for a key that is taken; all are more urgent."""
    count = 30_000 if setting.quick else 100_000
    ahead, clean = [], []
    for _ in range(1 if setting.quick else 3):
        for rates, block in ((clean, False), (ahead, True)):
            with setting.database() as dsn, psycopg.connect(dsn, autocommit=True) as connection:
                if block:
                    _block(connection)
                enqueue(connection, count)
                connection.execute("vacuum analyze jobs.jobs")
                rates.append(run_ours(dsn, count))
    return [judged(BLOCKED, statistics.median(ahead) / statistics.median(clean))]


def _block(connection: psycopg.Connection) -> None:
    connection.execute(
        "select jobs.enqueue('hold', queue => 'limited', _priority => 0)".replace("queue =>", "_queue =>")
    )
    connection.execute("update jobs.queues set max_running = 1 where name = 'limited'")
    connection.execute("select jobs.enqueue('hold', _queue => 'keyed', _priority => 0, _concurrency_key => 'k')")
    holder = connection.execute("select jobs.register('holder', _lease_seconds => 3600)").fetchone()[0]  # type: ignore[index]
    connection.execute("select jobs.claim(%s, 10)", [holder])
    connection.execute(
        "select jobs.enqueue_many('never', array(select '{}'::jsonb from generate_series(1, 50000)), 'limited', 0)"
    )
    connection.execute(
        "select count(jobs.enqueue('never', _queue => 'keyed', _priority => 0, _concurrency_key => 'k'))"
        " from generate_series(1, 50000)"
    )
    while connection.execute("select 1 from jobs.key_calls limit 1").fetchone():
        connection.execute("select jobs.admit()")  # they have been waiting for a while


def history(setting: Setting) -> list[Figure]:
    """The same claims in turns, on two databases that differ in their history only."""
    most = 300_000 if setting.quick else 10_000_000
    times: dict[str, list[float]] = {"small": [], "large": []}
    with (
        setting.database() as small,
        setting.database() as large,
        psycopg.connect(small, autocommit=True) as a,
        psycopg.connect(large, autocommit=True) as b,
    ):
        _fill(a, 10_000)
        _fill(b, most)
        for connection in (a, b):
            enqueue(connection, 20_000)
            connection.execute("vacuum analyze jobs.jobs")
        for _ in range(300 if setting.quick else 1500):
            for name, connection in (("small", a), ("large", b)):
                times[name].append(_claim_ten(connection))
    ratio = statistics.median(times["large"]) / statistics.median(times["small"])
    note = f"{most:,} rows" if setting.quick else ""
    return [judged(HISTORY, ratio, note)]


def _fill(connection: psycopg.Connection, rows: int) -> None:
    connection.execute(
        "insert into jobs.history (id, finished_at, queue_id, state, priority, attempt, max_attempts, progress,"
        " created_at, run_at, timeout_seconds, task, args)"
        " select nextval('jobs.place'), now(), 1, 'completed', 5, 1, 5, 100, now(), now(), 60, 'noop', '{\"n\": 1}'"
        " from generate_series(1, %s)",
        [rows],
    )
    connection.execute("vacuum analyze jobs.history")


def _claim_ten(connection: psycopg.Connection) -> float:
    started = time.perf_counter()
    rows = connection.execute("select id, attempt from jobs.claim(null, 10)", prepare=True).fetchall()
    taken = time.perf_counter() - started
    connection.execute("select jobs.finish(%s, %s::smallint[])", [[r[0] for r in rows], [r[1] for r in rows]])
    return taken


def runs(setting: Setting) -> list[Figure]:
    """Ten runs in a row on one database, nothing tidied in between."""
    rates = []
    with setting.database() as dsn, psycopg.connect(dsn, autocommit=True) as connection:
        for _ in range(10):
            enqueue(connection, 200_000)
            rates.append(run_ours(dsn, 200_000))
    print('   rates: ' + ', '.join(f'{rate:,.0f}' for rate in rates), file=sys.stderr)
    return [judged(RUNS, statistics.median(rates[-3:]) / statistics.median(rates[:3]))]


def sustained(setting: Setting) -> list[Figure]:
    """A minute of work with jobs added all the time, never fewer than are done in two seconds."""
    with setting.database() as dsn, psycopg.connect(dsn, autocommit=True) as connection:
        enqueue(connection, 400_000)
        process = worker(dsn, 0, seconds=60)
        while process.poll() is None:
            waiting = connection.execute(
                "select p.last_value - coalesce((select min(seq) from jobs.jobs), p.last_value) from jobs.place as p"
            ).fetchone()[0]  # type: ignore[index]
            if waiting < 300_000:
                enqueue(connection, 50_000)
            else:
                time.sleep(0.05)
        found = result(process, 30)
    first, whole = found["first"] / 5, found["jobs"] / found["seconds"]
    return [Figure("jobs/s over 60 s, jobs added meanwhile", whole, "jobs/s"), judged(SUSTAINED, whole / first)]


def snapshot(setting: Setting) -> list[Figure]:
    """2,000 jobs/s in batches of ten; a snapshot of another session is held for 5 of the 6 minutes."""
    seconds = 20 if setting.quick else 300
    with (
        setting.database() as dsn,
        psycopg.connect(dsn, autocommit=True) as connection,
        psycopg.connect(dsn) as holder,
    ):
        [(number,)] = connection.execute("select jobs.register('bench', _lease_seconds => 3600)").fetchall()
        before, _ = _steady(connection, number, 10 if setting.quick else 60)
        holder.execute("set transaction isolation level repeatable read")
        holder.execute("select count(*) from jobs.jobs")
        during, backlog = _steady(connection, number, seconds)
        holder.rollback()
    p95 = [sorted(times)[int(len(times) * 0.95)] for times in (before, during)]
    return [
        Figure("claim p95 before", p95[0] * 1000, "ms"),
        Figure("claim p95 under a held snapshot", p95[1] * 1000, "ms"),
        judged(SNAPSHOT_P95, p95[1] / p95[0]),
        judged(SNAPSHOT_BACKLOG, backlog),
    ]


def _steady(connection: psycopg.Connection, number: int, seconds: float) -> tuple[list[float], int]:
    """Adds, claims and finishes at RATE as a worker does; seconds of each claim, and what was left over."""
    times: list[float] = []
    places: dict[int, int] = {}
    started = looked = time.perf_counter()
    added = 0
    while (now := time.perf_counter()) - started < seconds:
        due = int((now - started) * RATE) - added
        if due < 10:
            time.sleep(0.001)
            continue
        enqueue(connection, due)
        added += due
        look = now - looked >= 1
        if look:
            looked = now
            connection.execute("select jobs.care()")
        for _ in range((due + 9) // 10):
            began = time.perf_counter()
            rows = connection.execute(
                "select id, attempt, lane, seq from jobs.claim(%s, 10, null, %s::int[], %s::bigint[], %s)",
                [number, list(places), list(places.values()), look],
                prepare=True,
            ).fetchall()
            times.append(time.perf_counter() - began)
            look = False
            for row in rows:
                places[row[2]] = max(places.get(row[2], 0), row[3])
            if rows:
                connection.execute(
                    "select jobs.finish(%s, %s::smallint[])", [[r[0] for r in rows], [r[1] for r in rows]]
                )
    return times, connection.execute("select count(*) from jobs.jobs").fetchone()[0]  # type: ignore[index]
