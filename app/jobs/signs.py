"""What a worker says and hears beside its jobs: signs of life with progress, notices, and care for the queue."""

import asyncio
import time
from typing import TYPE_CHECKING

import psycopg

from app.http.logs import log
from app.http.sqlstates import SqlError
from app.http.types import array_literal
from app.jobs.pulse import Pulse
from app.jobs.sessions import FAILURES, first_line, numbers
from app.jobs.tasks import Job

if TYPE_CHECKING:
    from app.jobs.worker import Worker

HEARTBEAT = (
    "select unnest(jobs.heartbeat($1::int, $2::bigint[], $3::smallint[], $4::smallint[], $5::text[], $6::bigint,"
    " $7::bigint, $8::int, $9::bool, $10::bigint[]))"
)
HOLD = "select jobs.hold_session($1::int)"
CARE = "select jobs.care()"
SUMS = "select jobs.keep_sums()"

BEAT = 4.0  # seconds between heartbeats; sooner where there is progress to tell
PROGRESS_BEAT = 0.4
EVERY = 1.0
KEEPALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 15000}


class Signs:
    """Beats, listens and cares for a worker, each until it is cancelled."""

    def __init__(self, worker: "Worker") -> None:
        self._worker = worker
        self._every = min(BEAT, worker.lease / 5)
        self._held = False
        self._pulse = Pulse(worker.dsn, worker.lease / 3, self._overdue)
        self._pulse.start()

    def close(self) -> None:
        """Ends what goes on beside the event loop."""
        self._pulse.stop()

    def _overdue(self) -> bool:
        """Whether a job runs longer than it may, and the event loop does not break it off. Asked from a thread."""
        now = time.monotonic()
        running = list(self._worker.running.values())
        return not running or any(now - r.job.started > r.job.timeout + 1 for r in running)

    async def beat_forever(self) -> None:
        """Breaks off what runs too long, tells how far jobs are, and that the worker lives."""
        worker, last = self._worker, 0.0
        while True:
            await asyncio.sleep(PROGRESS_BEAT)
            now = time.monotonic()
            for running in list(worker.running.values()):
                if now - running.job.started > running.job.timeout:
                    running.stop("late")
            begun = [running.job for running in worker.running.values() if not running.job.announced]
            told = [running.job for running in worker.running.values() if running.job.dirty]
            worker.shed()
            if worker.id is None or (now - last < self._every and not told and not begun):
                continue
            for job in told:
                job.dirty = False
            try:
                await self._beat(begun)
                last = now
                for job in begun:
                    job.announced = True
            except FAILURES as error:
                for job in told:
                    job.dirty = True
                log.debug("heartbeat failed", error=first_line(error))

    async def _beat(self, begun: list[Job]) -> None:
        worker = self._worker
        jobs = [running.job for running in worker.running.values()]
        count = len(jobs)
        jobs += [job for job, _ in worker.ready]
        sent = {job.id: job for job in jobs}
        if not worker.sessions.is_open("beat"):
            self._held = False
        if not self._held:
            [(held,)] = await worker.sessions.run("beat", HOLD, [worker.id])
            self._held = held == b"t"
        rows = await worker.sessions.run(
            "beat",
            HEARTBEAT,
            [
                worker.id, numbers(j.id for j in jobs), numbers(j.attempt for j in jobs),
                numbers(j.percent for j in jobs), array_literal([j.message for j in jobs]), worker.outcomes.completed,
                worker.outcomes.failures, count, "t" if worker.stopping.is_set() else "f",
                numbers(j.id for j in begun),
            ],
        )  # fmt: skip
        self._pulse.worker = worker.id
        self._pulse.beat()
        for stop in rows:
            # not one of the same number that was claimed while this was under way
            worker.unwanted(sent[int(stop[0])])  # type: ignore[arg-type]

    async def care_forever(self) -> None:
        """Sees to the queue once a second, as every worker does: one of them is enough."""
        await self._often("care", CARE)

    async def sum_forever(self) -> None:
        """Sums up what ended; in a session of its own, so that no job waits for it to be rescued."""
        await self._often("sums", SUMS)

    async def _often(self, use: str, sql: str) -> None:
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self._worker.sessions.run(use, sql, [])
            except FAILURES as error:
                # the database away is known otherwise; a statement that fails is a fault
                say = log.warning if isinstance(error, SqlError) and not error.passing else log.debug
                say(f"{use} failed", error=first_line(error))

    async def listen_forever(self) -> None:
        """Hears of new jobs and of cancelled ones."""
        worker = self._worker
        while True:
            try:
                connection = await psycopg.AsyncConnection.connect(
                    worker.dsn, autocommit=True, application_name=worker.sessions.name_of("listen"), **KEEPALIVE
                )
                async with connection:
                    await connection.execute("listen iwm_jobs")
                    await connection.execute("listen iwm_jobs_cancel")
                    self._told()
                    async for notice in connection.notifies():
                        if notice.channel == "iwm_jobs_cancel":
                            if notice.payload.isdecimal():
                                worker.cancelled(int(notice.payload))
                        elif worker.queues is None or not notice.payload or notice.payload in worker.queues:
                            self._told()
            except (psycopg.Error, OSError):
                await asyncio.sleep(EVERY)

    def _told(self) -> None:
        self._worker.told = True
        self._worker.wake.set()
