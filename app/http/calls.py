"""Counts calls by caller, client and operation; the counts go to the database now and then, for iwm.api_calls."""

import asyncio
from collections.abc import Iterable

import msgspec

from app.http.database import Pool
from app.http.logs import log
from app.http.problems import HttpProblem
from app.http.sqlstates import SqlError
from app.http.tasks import end

EVERY = 10.0  # seconds between two flushes
LAST = 2.0  # seconds that the one at the end may take
COUNT = "select api.count_calls($1::jsonb)"
MOST = 10_000  # keys that are counted apart between two flushes
ANYBODY = "anonymous"
OTHER = ("other", "other", "other")

Key = tuple[str, str, str]


class Calls:
    """The counts of a process since the last flush."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.callers: dict[bytes, str] = {}  # by Authorization header, once it was found good
        self.counts: dict[Key, list[int]] = {}  # calls and errors

    def __len__(self) -> int:
        return len(self.counts)

    def signed_in(self, authorization: bytes, viewer: str) -> str:
        """The caller that a viewer is: a user's public id, or tok: and the digest of an API token. Remembered."""
        user, _, rest = viewer.strip("()").partition(",")
        caller = user or rest.partition(",")[0]
        if len(self.callers) >= self.most:
            self.callers.clear()
        self.callers[authorization] = caller
        return caller

    def add(self, caller: str, client: str, operation: str, failed: bool, calls: int = 1) -> None:
        """Counts a call. What is new when there are too many keys goes into one for all the rest."""
        key = (caller, client, operation)
        counts = self.counts.get(key)
        if counts is None:
            if len(self.counts) >= self.most:
                key = OTHER
            counts = self.counts.setdefault(key, [0, 0])
        counts[0] += calls
        if failed:
            counts[1] += calls

    def take(self) -> list[tuple[str, str, str, int, int]]:
        """The counts as api.count_calls takes them; they begin anew."""
        counts, self.counts = self.counts, {}
        return [(*key, calls, errors) for key, (calls, errors) in counts.items()]

    def give_back(self, rows: Iterable[tuple[str, str, str, int, int]]) -> None:
        """Adds rows that could not be written."""
        for caller, client, operation, calls, errors in rows:
            self.add(caller, client, operation, False, calls - errors)
            self.add(caller, client, operation, True, errors)


class Flusher:
    """Writes the counts of a process to the database, in the background. Times in seconds."""

    def __init__(self, calls: Calls, pool: Pool, every: float = EVERY) -> None:
        self.calls = calls
        self.pool = pool
        self.every = every
        self._tasks: list[asyncio.Task[None]] = []
        self._writing: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins."""
        self._tasks = [asyncio.create_task(self._forever())]

    async def stop(self) -> None:
        """Writes what there is, if that can be done soon, and ends."""
        await end(self._tasks)
        for _ in range(2):  # one that is under way, and one for what came since
            self._writing = self._writing or asyncio.create_task(self.flush())
            await asyncio.wait([self._writing], timeout=LAST)
            if not self._writing.done():
                await end([self._writing])
            self._writing = None

    async def _forever(self) -> None:
        while True:
            await asyncio.sleep(self.every)
            self._writing = asyncio.create_task(self.flush())
            await asyncio.shield(self._writing)  # a statement that is broken off would cost its connection
            self._writing = None

    async def flush(self) -> None:
        """Writes the counts; where that does not succeed they are kept for the next time."""
        rows = self.calls.take()
        if not rows:
            return
        try:
            await self.pool.run(COUNT, (msgspec.json.encode(rows),))
        except (HttpProblem, SqlError) as error:
            # Where the connection broke they may have been written: then these calls are counted twice.
            self.calls.give_back(rows)
            log.debug("calls not written", error=str(error))
