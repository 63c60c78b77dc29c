"""One listener for each process, that reads new events and gives them to those who watch."""

import asyncio
import contextlib
import time
from collections import defaultdict
from typing import Any

import msgspec
import psycopg

from app.http.connection import KEEPALIVE, ConnectionLost
from app.http.database import Pool
from app.http.handling import call_function
from app.http.logs import log
from app.http.problems import HttpProblem, unavailable
from app.http.sqlstates import SqlError
from app.http.tasks import end
from app.http.types import array_literal
from app.live.cursor import Cursor, Snapshot, read_snapshot
from app.live.watcher import Event, Watcher

EVENTS = "select id, xid, topic, kind, data, snapshot from api.live_events($1::text::pg_snapshot)"
LOOK = 2.0  # seconds, where no notice comes
STATES_EVERY = 1.0
LINGER = 5.0  # seconds for which it goes on listening when nobody watches any more
START_WITHIN = 5.0
_ERRORS = (ConnectionLost, SqlError, HttpProblem, psycopg.Error, OSError, TimeoutError)


class Hub:
    """Reads events while somebody watches, on the process's connections and one that listens."""

    def __init__(self) -> None:
        self._pool: Pool | None = None
        self._watchers: dict[str, set[Watcher]] = defaultdict(set)
        self._snapshot: Snapshot | None = None  # what has been told
        self._look = asyncio.Event()
        self._ready = asyncio.Event()  # _snapshot is there: nothing that comes later is missed
        self._looked_at: dict[str, bytes] = {}  # topics without events, and how they were when that was last told
        self._work: asyncio.Task[None] | None = None
        self._stopped = False

    def start(self, pool: Pool) -> None:
        """Knows from now on where to read; begins to when somebody watches."""
        self._pool = pool

    def close(self) -> None:
        """Ends every stream, and lets none begin."""
        self._stopped = True
        self._drop_all()

    def _drop_all(self) -> None:
        for watcher in {watcher for watchers in self._watchers.values() for watcher in watchers}:
            watcher.drop()

    async def stop(self) -> None:
        """Ends everything."""
        self.close()
        if self._work is not None:
            await end([self._work])

    @property
    def stopped(self) -> bool:
        """Whether the process ends."""
        return self._stopped

    @property
    def watching(self) -> int:
        """How many topics are watched."""
        return len(self._watchers)

    @property
    def working(self) -> bool:
        """Whether it reads."""
        return self._work is not None

    async def allowed(self, viewer: str, topics: list[str]) -> set[str]:
        """Those of the topics that a viewer may watch. Raises SqlError (401, 403) where he is nobody any more."""
        return set((await self._ask(viewer, topics, strict="f"))["states"])

    async def watch(self, viewer: str, watcher: Watcher, topics: list[str], after: Cursor | None) -> None:
        """Adds topics: the present state of each is told first; with a cursor, what came after it.

        `reset` and the states where that is too long ago. Nothing that is committed from now on is missed, nothing is
        told twice. Raises SqlError where the viewer may not watch them, HttpProblem 503 where the database is away.
        """
        if self._stopped:
            raise unavailable("The server is stopping.")
        for topic in topics:
            self._watchers[topic].add(watcher)
            watcher.since[topic] = None
        try:
            await self._begun()
            found = await self._ask(viewer, topics, after)
        except BaseException:
            self.leave(watcher, topics)
            raise
        for topic in found["looked_at"]:
            state = msgspec.json.encode(found["states"][topic])
            if topic in self._watchers and self._looked_at.setdefault(topic, state) != state:
                self._looked_at[topic] = b""  # not all who watch know the same
        since = read_snapshot(found["snapshot"])
        self._tell_first(watcher, found, since, after)
        watcher.begin(topics, since)

    def _tell_first(self, watcher: Watcher, found: dict[str, Any], since: Snapshot, after: Cursor | None) -> None:
        """Only the last of this has this moment as its id: who was told but a part of it is told the rest."""
        missed = found["missed"]
        told = [Event("", "reset", msgspec.Raw(b"{}"))] if after is not None and missed is None else []
        for topic, state in found["states"].items():
            if missed is None or topic in found["looked_at"]:
                told.append(Event(topic, "state", msgspec.Raw(msgspec.json.encode(state))))
        for event in missed or ():
            data, id_ = msgspec.Raw(msgspec.json.encode(event["data"])), after and str(after.up_to(since, event["id"]))
            told.append(Event(event["topic"], event["kind"], data, id_))
        if told and not any(watcher.since.values()):  # else something of before this moment may still be told to him
            told[-1] = msgspec.structs.replace(told[-1], id=str(Cursor(since, int(time.time()))))
        for event in told:
            watcher.tell(event)

    async def _ask(
        self, viewer: str, topics: list[str], after: Cursor | None = None, strict: str = "t"
    ) -> dict[str, Any]:
        if self._pool is None:
            raise unavailable("The server is starting.")
        asked = {"viewer": viewer, "topics": array_literal(list(topics)), "strict": strict}
        if after is not None and not after.expired:
            asked["since"] = str(after.snapshot)
            if after.within is not None:
                asked |= {"seen": str(after.within[0]), "seen_id": str(after.within[1])}
        return await call_function(self._pool, "live_topics", asked)

    async def is_first_use(self, ticket_hash: str, seconds: int) -> bool:
        """Whether a ticket was not used within so many seconds. Raises SqlError, HttpProblem."""
        if self._pool is None:
            raise unavailable("The server is starting.")
        asked: dict[str, str | None] = {"ticket_hash": ticket_hash, "seconds": str(seconds)}
        return await call_function(self._pool, "use_ticket", asked)

    def leave(self, watcher: Watcher, topics: list[str] | None = None) -> None:
        """Takes topics (all) off a watcher."""
        for topic in watcher.topics if topics is None else topics:
            watcher.asked_at.pop(topic, None)
            if watcher.since.pop(topic, self) is not self:
                self._watchers[topic].discard(watcher)
                if not self._watchers[topic]:
                    del self._watchers[topic]
                    self._looked_at.pop(topic, None)

    # -- reading --------------------------------------------------------------------------------------------------

    async def _begun(self) -> None:
        """Reads, if it did not yet, and knows where it is. Raises HttpProblem 503."""
        if self._work is None:
            self._work = asyncio.create_task(self._while_watched(), name="live")
        try:
            async with asyncio.timeout(START_WITHIN):
                await self._ready.wait()
        except TimeoutError:
            raise unavailable("The database cannot be read right now.", code="database_unavailable") from None

    async def _while_watched(self) -> None:
        """Works until nobody has watched for a while."""
        while True:
            work = [asyncio.create_task(part()) for part in (self._listen, self._read, self._look_at_states)]
            try:
                last = time.monotonic()
                while time.monotonic() - last < LINGER and not any(part.done() for part in work):
                    await asyncio.sleep(min(LINGER, 0.5))
                    if self._watchers:
                        last = time.monotonic()
                for error in (part.exception() for part in work if part.done()):
                    log.error("live feed begins again", error=repr(error))
                    self._drop_all()
            finally:
                self._ready.clear()
                await end(work)
                self._snapshot = None
            if not self._watchers:
                self._work = None
                return

    async def _listen(self) -> None:
        assert self._pool is not None  # noqa: S101 # nosec B101 - watch() asked
        while True:
            with contextlib.suppress(*_ERRORS):
                connection = await psycopg.AsyncConnection.connect(
                    self._pool.dsn, autocommit=True, connect_timeout=5, application_name="iwm live", **KEEPALIVE
                )
                async with connection:
                    await connection.execute("listen iwm_live")
                    self._look.set()
                    async for _ in connection.notifies():
                        self._look.set()
            await asyncio.sleep(0.5)

    async def _read(self) -> None:
        assert self._pool is not None  # noqa: S101 # nosec B101
        while True:
            self._look.clear()
            try:
                since = None if self._snapshot is None else str(self._snapshot).encode()
                self._tell(await self._pool.run(EVENTS, (since,), again=True))
                self._ready.set()
            except _ERRORS as error:
                log.debug("live feed waits", error=str(error))
                await asyncio.sleep(0.2)
                self._look.set()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await self._look.wait()

    def _tell(self, rows: list[tuple[bytes | None, ...]]) -> None:
        """Gives each watcher what is new of his topics. Whoever has read the last of it has read all of this look."""
        now = read_snapshot(_text(rows[0][5]))
        before, self._snapshot = self._snapshot, now
        if before is None:
            return
        if now.xmax < before.xmax:  # another database, or one that lost what it had committed
            self._drop_all()
            return
        news: dict[Watcher, list[tuple[int, Event]]] = defaultdict(list)
        at = int(time.time())
        first, last = Cursor(before, at), str(Cursor(now, at))
        for id_, xid, topic, kind, data, _ in rows:
            watchers = self._watchers.get(_text(topic)) if id_ and xid else None
            if watchers and id_ and xid:
                event = Event(_text(topic), _text(kind), msgspec.Raw(data or b"{}"), str(first.up_to(now, int(id_))))
                for watcher in watchers:
                    news[watcher].append((int(xid), event))
        for watcher, events in news.items():
            xid_, event = events[-1]
            events[-1] = (xid_, Event(event.topic, event.kind, event.data, last))
            watcher.give(events)

    async def _look_at_states(self) -> None:
        """What has no events is looked at: a row for each job of a queue would cost more than the job."""
        assert self._pool is not None  # noqa: S101 # nosec B101
        while True:
            await asyncio.sleep(STATES_EVERY)
            if not self._looked_at:
                continue
            began = time.monotonic()
            try:
                found = await call_function(self._pool, "live_states", {"topics": array_literal(list(self._looked_at))})
            except _ERRORS:
                continue
            for topic, state in found.items():
                self._tell_state(topic, msgspec.json.encode(state), began)

    def _tell_state(self, topic: str, data: bytes, began: float) -> None:
        """Tells how a topic was when it was looked at, from `began` on; who was told something newer waits a look."""
        if self._looked_at.get(topic, data) == data:
            return
        self._looked_at[topic] = data
        for watcher in list(self._watchers.get(topic, ())):
            if watcher.since.get(topic):
                if watcher.asked_at[topic] < began:
                    watcher.tell(Event(topic, "state", msgspec.Raw(data)))
                else:
                    self._looked_at[topic] = b""


def _text(value: bytes | None) -> str:
    return (value or b"").decode()
