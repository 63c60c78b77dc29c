"""The connections of a process, and what runs on them: single statements here, coalesced reads in coalesce.py."""

import asyncio
import contextlib
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence

import psycopg

from app.http.connection import Connection, ConnectionLost
from app.http.logs import log
from app.http.problems import HttpProblem, unavailable
from app.http.tasks import end

FIRST_PAUSE, LONGEST_PAUSE = 0.05, 0.5
STATEMENT_TIMEOUT = 10.0


class Pool:
    """`size` connections that are kept open, and opened again where they break. No check before use: it is dear.

    `idle` holds the free ones. `on_free` is called whenever one became free. Times in seconds.
    """

    def __init__(self, dsn: str, size: int, *, timeout: float = STATEMENT_TIMEOUT, outage: float = 1) -> None:
        self.dsn = dsn
        self.size = size
        self.timeout = timeout
        self.outage = outage
        self.idle: list[Connection] = []
        self.on_free: Callable[[], None] = lambda: None
        self.open_count = 0
        self.floor = 0.0005  # seconds that a statement takes which does next to nothing, as the poller sees it
        self.wait_seconds = 0.0
        self.waits = 0
        self._waiters: deque[asyncio.Future[Connection]] = deque()
        self._down_since: float | None = time.monotonic()
        self._told = False
        self._back = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begins to open the connections, in the background."""
        self._tasks = [asyncio.create_task(self._keep(number)) for number in range(self.size)]

    async def stop(self) -> None:
        """Closes them all."""
        await end(self._tasks)
        for connection in self.idle:
            connection.close()
        self.idle.clear()

    @property
    def down_for(self) -> float:
        """For how long no connection has been open; 0 where one is."""
        return 0.0 if self._down_since is None else time.monotonic() - self._down_since

    def refuse_if_down(self) -> None:
        """Raises 503 where the database has been away for longer than a restart takes."""
        if self._down_since is not None and self.down_for > self.outage:
            raise unavailable("The database is not reachable right now.", code="database_unavailable")

    async def _keep(self, number: int) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                connection = await Connection.open(self.dsn, statement_timeout=STATEMENT_TIMEOUT)
            except (psycopg.Error, OSError, TimeoutError) as error:
                if number == 0 and not self._told:
                    self._told = True
                    log.warning("database not reachable", error=str(error).strip().partition("\n")[0])
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._back.wait()
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            pause = FIRST_PAUSE
            # One got through: the others need not wait for the end of their pause.
            self._back.set()
            self._back = asyncio.Event()
            self.open_count += 1
            if self._told:
                self._told = False
                log.info("database reachable again", after=f"{self.down_for:.1f} s")
            self._down_since = None
            self.release(connection)
            try:
                await connection.lost()
            finally:
                connection.close()
                self.open_count -= 1
                if connection in self.idle:
                    self.idle.remove(connection)
                if self.open_count == 0:
                    self._down_since = time.monotonic()

    def release(self, connection: Connection) -> None:
        """Gives a connection back; a broken one is forgotten."""
        if connection.closed:
            return
        while self._waiters:
            waiter = self._waiters.popleft()
            if not waiter.done():
                waiter.set_result(connection)
                return
        self.idle.append(connection)
        self.on_free()

    async def acquire(self) -> Connection:
        """A free connection. Raises 503 where none becomes free in time."""
        self.refuse_if_down()
        if self.idle:
            return self.idle.pop()
        started = time.monotonic()
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        try:
            async with asyncio.timeout(self.timeout if self._down_since is None else self.outage):
                return await waiter
        except TimeoutError:
            raise unavailable("No database connection became free in time.", code="overloaded") from None
        finally:
            self.waits += 1
            self.wait_seconds += time.monotonic() - started
            if waiter.done() and not waiter.cancelled() and sys.exc_info()[0] is not None:
                self.release(waiter.result())  # it came in the moment in which we gave up

    async def run(
        self, sql: str, values: Sequence[bytes | None], *, prepare: bool = True, again: bool = False
    ) -> list[tuple[bytes | None, ...]]:
        """One statement on any connection. `again`: once more where the connection broke (it must be harmless twice).

        Raises SqlError, or HttpProblem 503 where the database cannot be reached or the outcome is unknown.
        """
        connection = await self.acquire()
        try:
            return await connection.run(sql, values, within=self.timeout + 2, prepare=prepare)
        except ConnectionLost:
            if not again:
                raise lost() from None
        finally:
            self.release(connection)
        return await self.run(sql, values, prepare=prepare)


def lost() -> HttpProblem:
    """The connection broke under a statement."""
    return unavailable("The connection to the database was lost.", code="connection_lost")
