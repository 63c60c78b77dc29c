"""Keeps a process in step with the database: drops what was touched elsewhere, notices loads."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import psycopg

from app.http.arrays import array_items
from app.http.cache import Cache, Entry
from app.http.connection import Connection, ConnectionLost
from app.http.logs import log
from app.http.metrics import Metrics
from app.http.sqlstates import SqlError
from app.http.tasks import end

EVERY, EVERY_IDLE = 0.08, 0.5  # seconds, with and without a cache
STALE_LIMIT = 60  # seconds
EVENTS = "select id, tags, horizon, digest from api.cache_events($1::text::xid8)"
CATALOGUE = "select api.catalogue()::text"
PAUSE = 0.25


class Poller:
    """Asks api.cache_events() on a connection of its own, EVERY seconds.

    `on_catalogue` gets the catalogue document after a load, `on_dropped` the entries that were dropped,
    `on_polled` the seconds that a question took.
    """

    def __init__(
        self,
        dsn: str,
        cache: Cache,
        metrics: Metrics,
        on_catalogue: Callable[[bytes], Awaitable[None]],
        on_dropped: Callable[[list[Entry]], None],
        on_polled: Callable[[float], None],
    ) -> None:
        self.dsn = dsn
        self.cache = cache
        self.metrics = metrics
        self.on_catalogue = on_catalogue
        self.on_dropped = on_dropped
        self.on_polled = on_polled
        self.digest: str | None = None
        self._horizon: bytes | None = None
        self._seen: set[bytes] = set()
        self._refused: str | None = None
        self._lost_at: float | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to poll, in the background."""
        self._task = asyncio.create_task(self._forever())

    async def stop(self) -> None:
        """Ends polling."""
        if self._task is not None:
            await end([self._task])

    async def _forever(self) -> None:
        while True:
            connection: Connection | None = None
            try:
                connection = await Connection.open(self.dsn, name="iwm poll")
                self._horizon, self._seen = None, set()
                while True:
                    await self._poll(connection)
                    await asyncio.sleep(EVERY if self.cache.enabled else EVERY_IDLE)
            except (psycopg.Error, OSError, TimeoutError, ConnectionLost, SqlError) as error:
                self.metrics.poll_failures += 1
                if self._lost_at is None:
                    log.warning("changes are not heard of", error=str(error).partition("\n")[0])
                self._lost()
                await asyncio.sleep(PAUSE)
            finally:
                if connection is not None:
                    connection.close()

    def _lost(self) -> None:
        """Nothing new is kept while changes may be missed; what is there is served on, but not for long."""
        self.cache.live = False
        now = time.monotonic()
        self._lost_at = self._lost_at or now
        if now - self._lost_at > STALE_LIMIT:
            self.cache.clear()

    async def _poll(self, connection: Connection) -> None:
        began = time.perf_counter()
        rows = await connection.run(EVENTS, (self._horizon,), within=5)
        self.on_polled(time.perf_counter() - began)
        self.metrics.polls += 1
        tags: set[str] = set()
        seen: set[bytes] = set()
        horizon = digest = None
        for number, touched, horizon, digest in rows:  # noqa: B007 - the same in every row, needed after the last
            if number is not None:
                seen.add(number)
                if number not in self._seen:
                    tags.update(array_items(touched))
        first = self._horizon is None
        self._horizon, self._seen = horizon, seen
        if first:
            # What was touched while nobody listened is not known one by one. After the answer, not before: a fill
            # that began before this snapshot may have missed a change that no later poll tells.
            self.on_dropped(self.cache.clear())
            self.cache.live, self._lost_at = True, None
        elif tags:
            self.on_dropped(self.cache.touch(tags))
        text = (digest or b"").decode()
        if text not in (self.digest, self._refused):
            await self._reload(connection, text)

    async def _reload(self, connection: Connection, digest: str) -> None:
        [(document,)] = await connection.run(CATALOGUE, (), within=10, prepare=False)
        try:
            await self.on_catalogue(document or b"{}")
        except Exception as error:
            # The old routes stay; the same document is not tried again.
            self._refused = digest
            log.error("the catalogue of the database cannot be served", digest=digest, error=str(error))
            return
        self.digest = digest
        self.on_dropped(self.cache.clear())
