"""What must not slow the queue down: blocked jobs, and a long history."""

import time

import psycopg

from scripts.bench.measure.compare import median
from scripts.bench.measure.goals import Figure, Goal, judged
from scripts.bench.measure.jobs_setting import Setting, enqueue, ratio_of, run_ours

BLOCKED = Goal("jobs/s with 100,000 blocked jobs ahead / clean", "ratio", ">=", 0.95)
HISTORY = Goal("claims with care at 10,000,000 / at 10,000 rows of history", "ratio", "<=", 1.1)
CLAIMS = 10  # for each jobs.care; a busy worker makes hundreds


def blocked(setting: Setting) -> list[Figure]:
    """Half of the blocked jobs wait in a queue at its limit, half for a key that is taken; all are more urgent."""
    ratios = []
    for round_ in range(1 if setting.quick else 3):
        rates = {}
        for block in (False, True) if round_ % 2 == 0 else (True, False):
            rates[block] = _rate(setting, block)
        ratios.append(rates[True] / rates[False])
    return [ratio_of(BLOCKED, ratios, "20,000 of them" if setting.quick else "")]


def _rate(setting: Setting, block: bool) -> float:
    count, in_the_way = (30_000, 20_000) if setting.quick else (100_000, 100_000)
    with setting.database() as dsn, psycopg.connect(dsn, autocommit=True) as connection:
        if block:
            _block(connection, in_the_way // 2)
        enqueue(connection, count)
        connection.execute("vacuum analyze jobs.jobs")
        return run_ours(dsn, count)


def _block(connection: psycopg.Connection, each: int) -> None:
    connection.execute("select jobs.enqueue('hold', _queue => 'limited', _priority => 0)")
    connection.execute("update jobs.queues set max_running = 1 where name = 'limited'")
    connection.execute("select jobs.enqueue('hold', _queue => 'keyed', _priority => 0, _concurrency_key => 'k')")
    [(holder,)] = connection.execute("select jobs.register('holder', _lease_seconds => 3600)").fetchall()
    connection.execute("select jobs.claim(%s, 10)", [holder])
    connection.execute(
        "select jobs.enqueue_many('never', array(select '{}'::jsonb from generate_series(1, %s::int)), 'limited', 0)",
        [each],
    )
    connection.execute(
        "select count(jobs.enqueue('never', _queue => 'keyed', _priority => 0, _concurrency_key => 'k'))"
        " from generate_series(1, %s::int)",
        [each],
    )
    while connection.execute("select 1 from jobs.key_calls limit 1").fetchone():
        connection.execute("select jobs.admit()")  # they have been waiting for a while


def history(setting: Setting) -> list[Figure]:
    """The same claims in turns, on two databases that differ in their history only.

    A claim alone reads no history; what a worker calls beside it once a second does, as it sums up what ended. So both
    are timed together.
    """
    most, seconds = (200_000, 4) if setting.quick else (10_000_000, 40)
    with (
        setting.database() as small,
        setting.database() as large,
        psycopg.connect(small, autocommit=True) as a,
        psycopg.connect(large, autocommit=True) as b,
    ):
        few, many = Claims(a, 10_000), Claims(b, most)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for claims in (few, many) if len(few.times) % 2 == 0 else (many, few):
                claims.turn()
    note = f"{most:,} rows; " if setting.quick else ""
    note += f"{len(few.times):,} times ten claims and a jobs.care"
    return [
        Figure("longest jobs.care, 10,000 rows of history", max(few.cares) * 1000, "ms"),
        Figure(f"longest jobs.care, {most:,} rows of history", max(many.cares) * 1000, "ms"),
        judged(HISTORY, median(many.times) / median(few.times), note),
    ]


class Claims:
    """A database with so much history, jobs to claim, and the times of ten claims each with what is done beside."""

    def __init__(self, connection: psycopg.Connection, history: int) -> None:
        self.times: list[float] = []
        self.cares: list[float] = []
        self._connection = connection
        _fill(connection, history)
        [(self._worker,)] = connection.execute("select jobs.register('bench', _lease_seconds => 3600)").fetchall()
        self._add()
        connection.execute("checkpoint")

    def turn(self) -> None:
        """Care, and ten claims of ten jobs."""
        care = self._care()
        taken = [self._claim() for _ in range(CLAIMS)]
        if None in taken:  # no jobs were left
            self._add()
            return
        self.cares.append(care)
        self.times.append(care + sum(seconds for seconds in taken if seconds is not None))

    def _add(self) -> None:
        enqueue(self._connection, 20_000)
        self._connection.execute("vacuum analyze jobs.jobs")

    def _care(self) -> float:
        started = time.perf_counter()
        self._connection.execute("select jobs.care()", prepare=True)
        return time.perf_counter() - started

    def _claim(self) -> float | None:
        """Seconds of a claim of ten jobs, which are finished afterwards; None where there were fewer."""
        started = time.perf_counter()
        rows = self._connection.execute(
            "select id, attempt from jobs.claim(%s, 10)", [self._worker], prepare=True
        ).fetchall()
        taken = time.perf_counter() - started
        values = [[row[0] for row in rows], [row[1] for row in rows]]
        self._connection.execute("select jobs.finish(%s, %s::smallint[])", values)
        return taken if len(rows) == 10 else None


def _fill(connection: psycopg.Connection, rows: int) -> None:
    """Jobs that ended since the month began, the sums of them made; in the order of time, as they come."""
    connection.execute(
        "insert into jobs.history (id, finished_at, queue_id, state, priority, attempt, max_attempts, progress,"
        " created_at, run_at, timeout_seconds, task, args)"
        " select nextval('jobs.place'), m.begin + (now() - m.begin) * (i::float8 / %s), 1, 'completed', 5, 1, 5, 100,"
        " now(), now(), 60, 'noop', '{\"n\": 1}'"
        " from generate_series(1, %s) as i, (select date_trunc('month', now(), 'UTC') as begin) as m",
        [rows, rows],
    )
    connection.execute("update jobs.sums set upto = now()")
    connection.execute("vacuum analyze jobs.history")
