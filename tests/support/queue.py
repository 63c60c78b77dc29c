"""A queue to test: short words for the functions of schema jobs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

TABLES = [
    "jobs", "history", "queues", "lanes", "lane_calls", "keys", "key_calls", "limited", "workers", "events", "hourly",
    "daily_times", "daily_totals", "weekly_times", "minutes",
]  # fmt: skip

PAST = """
insert into jobs.history (
    id, finished_at, queue_id, state, priority, attempt, max_attempts, progress, created_at, run_at, started_at,
    timeout_seconds, task, args)
select nextval('jobs.place'), e.at, (select id from jobs.queues where name = %(queue)s), %(state)s::jobs.state, 5,
    %(attempt)s, 5, 0, e.at - interval '1 day', e.at - make_interval(secs => %(wait)s + coalesce(%(run)s, 0)),
    e.at - make_interval(secs => %(run)s), 60, %(task)s, '{}'
from generate_series(1, %(count)s) cross join (select now() - %(ago)s::interval as at) as e
"""


@dataclass(frozen=True)
class Claimed:
    """What jobs.claim gives: the job's number, and the attempt that its worker has to name."""

    id: int
    attempt: int
    task: str
    args: str
    lane: int
    seq: int
    timeout_seconds: int


class Queue:
    """The functions of schema jobs on one connection."""

    def __init__(self, conn: psycopg.Connection, connect: Callable[[], psycopg.Connection]) -> None:
        self.conn = conn
        self._connect = connect
        self._worker: int | None = None

    def clear(self) -> None:
        """Takes away all that tests before this one left."""
        self.conn.execute(f"truncate {', '.join(f'jobs.{table}' for table in TABLES)} restart identity cascade")
        self.conn.execute("update jobs.sums set upto = now(), next_upto = null, next_xid = null")
        self.conn.execute("select jobs.make_lane('default', 5::smallint)")

    def another(self) -> "Queue":
        """The same queue on a connection of its own."""
        return Queue(self._connect(), self._connect)

    def ask(self, statement: str, values: Any = ()) -> list[tuple[Any, ...]]:
        """The rows of a statement."""
        return self.conn.execute(statement, values).fetchall()

    def one(self, statement: str, values: Any = ()) -> Any:
        """The only value of a statement."""
        [(value,)] = self.ask(statement, values)
        return value

    def call(self, function: str, *args: Any, **named: Any) -> Any:
        """The result of a function of schema jobs; dicts go as JSON."""
        places = [sql.SQL("%s") for _ in args]
        places += [sql.SQL("{} => %s").format(sql.Identifier(f"_{name}")) for name in named]
        statement = sql.SQL("select jobs.{}({})").format(sql.Identifier(function), sql.SQL(", ").join(places))
        values = [Jsonb(v) if isinstance(v, dict) else v for v in (*args, *named.values())]
        return self.conn.execute(statement, values).fetchone()[0]  # type: ignore[index]

    def enqueue(self, task: str = "noop", **named: Any) -> int:
        """The number of a new job; strings of `run_at` and `timeout` are PostgreSQL's."""
        return self.call("enqueue", task, **named)

    @property
    def worker(self) -> int:
        """A worker that is alive, made at the first use."""
        if self._worker is None:
            self._worker = self.new_worker()
        return self._worker

    def new_worker(self, **named: Any) -> int:
        """Another worker."""
        return self.call("register", "test", **named)

    def claim(self, limit: int = 100, *, worker: int | None = None, **named: Any) -> list[Claimed]:
        """What this worker gets: lanes in their order, in each the order of places, which is not that of the answer."""
        names = "".join(f", _{name} => %({name})s" for name in named)
        rows = self.ask(
            f"select c.* from jobs.claim(%(worker)s, %(limit)s{names}) as c",
            {"worker": worker or self.worker, "limit": limit, **named},
        )
        lanes = list(dict.fromkeys(row[4] for row in rows))
        return sorted((Claimed(*row) for row in rows), key=lambda job: (lanes.index(job.lane), job.seq))

    def finish(self, *jobs: Claimed, state: str = "completed", results: list[Any] | None = None) -> int:
        """Ends claimed jobs; how many were still theirs."""
        return self.one(
            "select jobs.finish(%s::bigint[], %s::smallint[], %s::jsonb[], %s::jobs.state)",
            [[j.id for j in jobs], [j.attempt for j in jobs], results and [Jsonb(r) for r in results], state],
        )

    def fail(self, job: Claimed, error: str = "broken", **named: Any) -> str | None:
        """A claimed job failed: its state now."""
        return self.call("fail", job.id, job.attempt, error, **named)

    def hand_back(self, *jobs: Claimed, worker: int | None = None) -> int:
        """Gives claimed jobs back."""
        return self.one(
            "select jobs.hand_back(%s::bigint[], %s::smallint[], %s)",
            [[j.id for j in jobs], [j.attempt for j in jobs], worker],
        )

    def row(self, job: int) -> dict[str, Any]:
        """The job's row, where it waits or runs."""
        return self.one("select to_jsonb(j) from jobs.jobs as j where id = %s", [job])

    def past(self, job: int) -> dict[str, Any]:
        """The job's row in the history."""
        return self.one("select to_jsonb(h) from jobs.history as h where id = %s", [job])

    def state(self, job: int) -> str:
        """Its state, wherever it is."""
        return self.one(
            "select state::text from jobs.jobs where id = %(id)s"
            " union all select state::text from jobs.history where id = %(id)s",
            {"id": job},
        )

    def add_past(self, count: int = 1, **named: Any) -> None:
        """Jobs that ended `ago`, after `wait` and `run` seconds (run None: they never began)."""
        given = {
            "count": count, "ago": "1 hour", "state": "completed", "task": "t", "queue": "default", "wait": 1.0,
            "run": 2.0, "attempt": 1, **named,
        }  # fmt: skip
        self.conn.execute(PAST, given)

    def set_queue(self, name: str = "default", **columns: Any) -> None:
        """Makes a queue, or changes its columns."""
        self.conn.execute("select jobs.make_lane(%s, 5::smallint)", [name])
        for column, value in columns.items():
            statement = sql.SQL("update jobs.queues set {} = %s where name = %s").format(sql.Identifier(column))
            self.conn.execute(statement, [value, name])

    def idle(self, priority: int = 5, name: str = "default") -> bool:
        """Whether nothing is to be started in a lane, as far as its mark says."""
        return self.one(
            "select l.idle from jobs.lanes as l join jobs.queues as q on q.id = l.queue_id"
            " where q.name = %s and l.priority = %s",
            [name, priority],
        )

    def earlier(self, job: int, interval: str = "1 hour") -> None:
        """The time of a job that waits for it comes by so much sooner."""
        self.conn.execute("update jobs.jobs set run_at = run_at - %s::interval where id = %s", [interval, job])

    def keys(self) -> dict[str, int]:
        """How many jobs hold each key."""
        return dict(self.ask("select key, active from jobs.keys where active > 0"))
