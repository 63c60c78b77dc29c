"""Concurrent calls of one read function leave as one statement.

No timer: a free connection takes what has gathered while the others were busy, up to what takes about BUDGET by the
measured cost of the function, so that a slow function does not hold up the others. Functions above SLOW_COST run in
lanes of their own.
"""

import asyncio
import re
import secrets
import time
from collections import deque
from collections.abc import Awaitable, Callable

from app.http.connection import Connection, ConnectionLost
from app.http.database import Pool, lost
from app.http.problems import unavailable
from app.http.sqlstates import SqlError, sql_error
from app.http.tasks import end
from app.http.types import array_literal

BUDGET = 0.002
SLOW_COST = 0.004
MOST = 64
MAX_WAITING = 5000
MAX_BACKLOG = 10.0
TRIES = 6  # in half a second: a commit of a reload may take that long to reach every session of a busy machine
SWEEP = 0.1
WATCH_AFTER = 0.25
RISE = 1.15
BATCH_BUCKETS = (1, 2, 4, 8, 16, 32, 64)

_NAME = re.compile(r"[a-z_][a-z0-9_]*")

Values = list[str | None]
Answer = tuple[bytes, bytes | None, bytes | None]
Receive = Callable[[], Awaitable[dict]]


def plain_name(function: str) -> str:
    """The name, if it needs no quotes in SQL. Raises ValueError otherwise."""
    if _NAME.fullmatch(function) is None:
        raise ValueError(f"{function!r} cannot be the name of an operation")
    return function


def jitter(tries: int) -> float:
    """Seconds to wait before trying again: twice as long each time, different for each who waits."""
    return (5_000 + secrets.randbelow(5_000)) / 1e6 * 2 ** (tries - 1)


class Call:
    """One waiting call."""

    __slots__ = ("born", "cost", "future", "lost", "receive", "tries", "values", "watcher")

    def __init__(self, values: Values, future: "asyncio.Future[Answer]", receive: Receive | None, cost: float) -> None:
        self.values = values
        self.future = future
        self.receive = receive
        self.born = time.monotonic()
        self.cost = cost
        self.tries = 0
        self.lost = 0
        self.watcher: asyncio.Task[None] | None = None


class Queue:
    """The waiting calls of one read function, and what a call of it costs (seconds)."""

    __slots__ = ("alone", "calls", "cost", "queued", "sql", "width")

    def __init__(self, function: str, width: int, versioned: bool = False) -> None:
        places = "".join(f", ${number + 2}::text[]" for number in range(width))
        wrapper = f"api.{plain_name(function)}__batch"
        more = ", version" if versioned else ", null"
        self.sql = f"select ord, state, body, tags{more} from {wrapper}($1::int{places})"  # noqa: S608 # nosec B608
        self.width = width
        self.calls: deque[Call] = deque()
        self.alone: deque[Call] = deque()  # after a failure of a whole batch, each for itself
        self.cost = BUDGET / 8
        self.queued = False

    def take(self) -> list[Call]:
        """The calls of the next batch; none where all have gone away."""
        calls, source, most = [], self.calls, max(1, min(MOST, int(BUDGET / self.cost)))
        if self.alone:
            source, most = self.alone, 1
        while source and len(calls) < most:
            call = source.popleft()
            if not call.future.done():
                calls.append(call)
        return calls

    def learn(self, seconds: float, count: int, floor: float) -> None:
        """Takes in how long a batch took; `floor` is what a statement that does next to nothing takes at the moment.

        Down at once, up by degrees: what a busy machine adds is no cost of the call. Batches that shrank because of it
        would be dearer still, when they are needed most.
        """
        measured = max(seconds - floor, seconds / 100) / count
        self.cost = max(1e-6, min(measured, self.cost * RISE))

    def parameters(self, calls: list[Call]) -> list[bytes]:
        """The parameters of a batch: how many, then one array for each argument."""
        columns = zip(*[call.values for call in calls], strict=True)
        return [b"%d" % len(calls), *[array_literal(column).encode() for column in columns]]  # type: ignore[arg-type]


class Coalescer:
    """Runs the calls of all queues on a pool: at once `fast` statements of cheap functions, `slow` of others."""

    def __init__(self, pool: Pool, fast: int, slow: int) -> None:
        self.pool = pool
        self.fast, self.slow = fast, slow
        self.waiting = 0
        self.backlog = 0.0
        self.batches = [0] * (len(BATCH_BUCKETS) + 1)
        self.batched_calls = 0
        self._running = {"fast": 0, "slow": 0}
        self._ready: dict[str, deque[Queue]] = {"fast": deque(), "slow": deque()}
        self._pumping = False
        self._loop = asyncio.get_running_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._known: set[Queue] = set()
        pool.on_free = self._pump_soon
        self._sweeper = asyncio.create_task(self._sweep())

    async def stop(self) -> None:
        """Ends the background work."""
        await end([self._sweeper])

    async def read(self, queue: Queue, values: Values, receive: Receive | None = None) -> Answer:
        """Calls the function: the body of the success answer, its cache tags as an array literal, its version.

        `receive` of the request lets it be dropped when its client goes away. Raises SqlError and HttpProblem.
        """
        self.pool.refuse_if_down()
        if self.waiting >= MAX_WAITING or self.backlog > MAX_BACKLOG * self.fast:
            raise unavailable("Too many requests are waiting.", code="overloaded")
        call = Call(values, self._loop.create_future(), receive, queue.cost)
        self._add(queue, call, queue.calls)
        try:
            return await call.future
        finally:
            if call.watcher is not None:
                call.watcher.cancel()

    def _add(self, queue: Queue, call: Call, into: deque[Call]) -> None:
        into.append(call)
        self.waiting += 1
        self.backlog += call.cost
        if not queue.queued:
            self._make_ready(queue)
        self._pump_soon()

    def _make_ready(self, queue: Queue) -> None:
        queue.queued = True
        self._known.add(queue)
        self._ready["slow" if queue.cost > SLOW_COST else "fast"].append(queue)

    def _pump_soon(self) -> None:
        """At the end of this turn of the loop: what arrives in the same turn leaves together."""
        if not self._pumping:
            self._pumping = True
            self._loop.call_soon(self._pump)

    def _pump(self) -> None:
        self._pumping = False
        for lane, limit in (("fast", self.fast), ("slow", self.slow)):
            ready = self._ready[lane]
            while ready and self._running[lane] < limit and self.pool.idle:
                queue = ready.popleft()
                before = len(queue.calls) + len(queue.alone)
                calls = queue.take()
                self.waiting -= before - len(queue.calls) - len(queue.alone)
                queue.queued = False
                if queue.calls or queue.alone:
                    self._make_ready(queue)
                elif not self.waiting:
                    self.backlog = 0.0
                if calls:
                    self.backlog -= sum([call.cost for call in calls])
                    self._running[lane] += 1
                    task = self._loop.create_task(self._run(lane, queue, calls, self.pool.idle.pop()))
                    self._tasks.add(task)
                    task.add_done_callback(self._tasks.discard)

    async def _run(self, lane: str, queue: Queue, calls: list[Call], connection: Connection) -> None:
        count = len(calls)
        known = connection.knows(queue.sql)  # the first time on a connection is no measure
        started = time.perf_counter()
        try:
            rows = await connection.run(queue.sql, queue.parameters(calls), within=self.pool.timeout + 2)
            if known:
                queue.learn(time.perf_counter() - started, count, self.pool.floor)
            for number, state, body, tags, version in rows:
                call = calls[int(number) - 1]  # type: ignore[arg-type]
                if state is None:
                    if not call.future.done():
                        call.future.set_result((body, tags, version))  # type: ignore[arg-type]
                else:
                    self._failed(queue, call, sql_error(state.decode(), body))
        except ConnectionLost:
            for call in calls:
                self._again_after_loss(queue, call)
        except SqlError as error:
            for call in calls:
                if count > 1:
                    self._add(queue, call, queue.alone)
                else:
                    self._failed(queue, call, error)
        except Exception as error:
            for call in calls:
                if not call.future.done():
                    call.future.set_exception(error)
        finally:
            self._running[lane] -= 1
            self.batched_calls += count
            self.batches[next((i for i, most in enumerate(BATCH_BUCKETS) if count <= most), len(BATCH_BUCKETS))] += 1
            self.pool.release(connection)
            self._pump_soon()

    def _failed(self, queue: Queue, call: Call, error: SqlError) -> None:
        if error.passing and call.tries < TRIES:
            call.tries += 1
            self._loop.call_later(jitter(call.tries), self._add, queue, call, queue.alone)
        elif not call.future.done():
            call.future.set_exception(error)

    def _again_after_loss(self, queue: Queue, call: Call) -> None:
        call.lost += 1
        if call.lost == 1:
            self._add(queue, call, queue.calls)
        elif not call.future.done():
            call.future.set_exception(lost())

    async def _sweep(self) -> None:
        """Ends calls that wait too long or for a database that is away, and notices clients that went away."""
        while True:
            await asyncio.sleep(SWEEP)
            if not self.waiting:
                continue
            now, away = time.monotonic(), self.pool.down_for > self.pool.outage
            for queue in list(self._known):
                for call in (*queue.alone, *queue.calls):
                    if call.future.done():
                        continue
                    if away or now - call.born > self.pool.timeout:
                        call.future.set_exception(
                            unavailable("The database is not reachable right now.", code="database_unavailable")
                            if away
                            else unavailable("The request waited too long for its turn.", code="overloaded")
                        )
                    elif call.receive is not None and call.watcher is None and now - call.born > WATCH_AFTER:
                        call.watcher = asyncio.create_task(_watch(call))


async def _watch(call: Call) -> None:
    while (await call.receive())["type"] != "http.disconnect":  # type: ignore[misc]
        pass
    call.future.cancel()
