"""What became of jobs, gathered and written down in batches. Written twice is harmless: the attempt number tells."""

import asyncio
from collections.abc import Iterator

from app.http.logs import log
from app.http.sqlstates import SqlError
from app.http.types import array_literal
from app.jobs.sessions import FAILURES, Sessions, first_line, numbers

FINISH = "select jobs.finish($1::bigint[], $2::smallint[], $3::jsonb[])"
FAIL = "select jobs.fail($1::bigint, $2::int, $3::text, $4::bool, make_interval(secs => $5::float8))"
HAND_BACK = "select jobs.hand_back($1::bigint[], $2::smallint[], $3::int)"

FLUSH = 500  # written at once at the latest
LATEST = 0.05  # … and so many seconds after the first of them, as what is not written is done again by others
BATCH = 1000
LONGEST_RESULT = 1_000_000  # bytes of JSON
PAUSE, LONGEST_PAUSE = 0.1, 2.0

Done = tuple[int, int, str | None]  # id, attempt, result as JSON
Failed = tuple[int, int, str, bool, float | None]  # id, attempt, error, for good, seconds until the next attempt


class Outcomes:
    """Gathers what became of jobs; write_forever() writes it down whenever `now` is set."""

    def __init__(self, sessions: Sessions) -> None:
        self.now = asyncio.Event()
        self.completed = 0
        self.failures = 0
        self.worker: int | None = None
        self._sessions = sessions
        self._done: list[Done] = []
        self._failed: list[Failed] = []
        self._closed = False
        self._back: list[tuple[int, int]] = []

    def done(self, job: int, attempt: int, result: str | None) -> None:
        """A job is completed. `result`: JSON."""
        if self._closed:
            return
        if result is not None and len(result) > LONGEST_RESULT:
            self.failed(job, attempt, f"its result is longer than {LONGEST_RESULT} bytes", final=True)
            return
        self._done.append((job, attempt, result))
        if len(self._done) >= FLUSH:
            self.now.set()
        elif len(self._done) == 1:
            asyncio.get_running_loop().call_later(LATEST, self.now.set)

    def failed(self, job: int, attempt: int, error: str, *, final: bool = False, seconds: float | None = None) -> None:
        """A job failed; `seconds` until it is tried again, None: as its queue has it."""
        if self._closed:
            return
        self._failed.append((job, attempt, error, final, seconds))
        self.now.set()

    def handed_back(self, job: int, attempt: int) -> None:
        """A job was not begun, or broken off. Where it was cancelled that is its end: the database knows."""
        self._back.append((job, attempt))
        self.now.set()

    def close(self) -> None:
        """What ends from now on was handed back: somebody else may run it, with the same attempt number."""
        self._closed = True

    def not_back(self, job: int) -> None:
        """A job that was handed back was claimed again: an answer was lost, and it is not to be given back twice."""
        if self._back:
            self._back = [entry for entry in self._back if entry[0] != job]

    def __bool__(self) -> bool:
        return bool(self._done or self._failed or self._back)

    def jobs(self) -> Iterator[int]:
        """The jobs whose outcome is not written yet."""
        for outcomes in (self._done, self._failed, self._back):
            for outcome in outcomes:
                yield outcome[0]

    async def write_forever(self) -> None:
        """Writes until it is cancelled; a lost database is waited for."""
        pause = PAUSE
        while True:
            await self.now.wait()
            self.now.clear()
            try:
                await self.write()
                pause = PAUSE
            except FAILURES as error:
                log.warning("results are not written yet", error=first_line(error))
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                self.now.set()

    async def write(self) -> None:
        """Writes what there is. Raises one of FAILURES; what was not written is kept."""
        while self._done:
            batch = self._done[:BATCH]
            await self._finish(batch)
            del self._done[: len(batch)]
        while self._failed:
            await self._fail(self._failed[0])
            self.failures += 1
            del self._failed[0]
        if back := list(self._back):
            values = [numbers(j for j, _ in back), numbers(a for _, a in back), self.worker]
            await self._sessions.run("finish", HAND_BACK, values)
            self._back = [entry for entry in self._back if entry not in back]

    async def _fail(self, failed: Failed) -> None:
        id_, attempt, error, final, seconds = failed
        try:
            await self._sessions.run("finish", FAIL, [id_, attempt, error, "t" if final else "f", seconds])
        except SqlError as refused:
            # one that the database cannot hold holds up no other
            if refused.passing or not refused.state.startswith("22"):
                raise
            error = f"its error cannot be kept: {refused.message}"
            await self._sessions.run("finish", FAIL, [id_, attempt, error, "t" if final else "f", None])

    async def _finish(self, batch: list[Done]) -> None:
        results = None if all(b[2] is None for b in batch) else array_literal([b[2] for b in batch])
        try:
            await self._sessions.run(
                "finish", FINISH, [numbers(b[0] for b in batch), numbers(b[1] for b in batch), results]
            )
            self.completed += len(batch)
        except SqlError as error:
            # a result that the database cannot hold holds up no other
            if error.passing or not error.state.startswith("22"):
                raise
            if len(batch) == 1:
                self.failed(batch[0][0], batch[0][1], f"its result cannot be kept: {error.message}", final=True)
                return
            half = len(batch) // 2
            await self._finish(batch[:half])
            await self._finish(batch[half:])
