"""The worker: runs N jobs at once. What it claims, says and hears, and what became of its jobs, are files beside it."""

import asyncio
import contextlib
import os
import socket
import time
from collections import deque
from typing import Any

from app.http.logs import log
from app.http.tasks import end
from app.jobs.claims import Claims
from app.jobs.outcomes import Outcomes
from app.jobs.running import Runner
from app.jobs.schedules import Schedules
from app.jobs.sessions import FAILURES, Sessions
from app.jobs.signs import Signs
from app.jobs.tasks import FinalError, Job, Registry, RetryLater

LEAVE = "select jobs.leave($1::int)"

AHEAD = 0.05  # seconds of work that may be claimed before it can start
MOST_AHEAD = 1000
STALE = 1.0  # seconds after which what was claimed and could not start goes back: others may have room
LEASE = 20  # seconds
GRACE = 20.0
ANSWER = 5.0  # seconds that the database has to answer a worker that ends
PLACE = "app.jobs.registry:from_environment"


class Running:
    """A job at work in a slot, and why it was broken off: cancelled, late, or lost to another worker."""

    __slots__ = ("job", "slot", "why")

    def __init__(self, job: Job, slot: "asyncio.Task[None]") -> None:
        self.job = job
        self.slot = slot
        self.why = ""

    def stop(self, why: str) -> None:
        """Breaks it off, once."""
        if not self.why:
            self.why = why
            self.job.stopped = True
            self.slot.cancel()


class Worker:
    """Runs jobs until stopped.

    `queues`: these only (None: all). `concurrency`: jobs at once. `lease`: seconds after which, without a sign of life,
    the jobs are given to others. `grace`: seconds that running jobs have when it is told to stop. `schedules`: it
    ticks, too, unless another worker does. `place`: module:name of the registry, for tasks that run in processes.
    `owner_dsn`: see Schedules.
    """

    def __init__(
        self,
        dsn: str,
        registry: Registry,
        *,
        queues: list[str] | None = None,
        concurrency: int = 5,
        lease: int = LEASE,
        grace: float = GRACE,
        name: str | None = None,
        ahead: float = AHEAD,
        schedules: bool = True,
        place: str = PLACE,
        owner_dsn: str | None = None,
    ) -> None:
        self.dsn = dsn
        self.registry = registry
        self.queues = queues
        self.concurrency = concurrency
        self.lease = lease
        self.grace = grace
        self.name = name or f"{socket.gethostname()}:{os.getpid()}"
        self.id: int | None = None
        self.schedules = Schedules(dsn, name=f"worker {self.name}", owner_dsn=owner_dsn) if schedules else None
        self.sessions = Sessions(dsn)
        self.outcomes = Outcomes(self.sessions)
        self.ready: deque[tuple[Job, bytes]] = deque()
        self.running: dict[int, Running] = {}
        self.stopping = asyncio.Event()
        self.wake = asyncio.Event()  # there may be something to claim
        self.told = True  # … in a lane that was at rest
        self.claims = Claims(self)
        self._ahead = ahead
        self._runner = Runner(concurrency, place)
        self._unwanted: set[Job] = set()  # claimed, not begun, and cancelled meanwhile
        self._work = asyncio.Semaphore(0)
        self._run_seconds = 1.0  # what a job takes, smoothed
        self._hurried = asyncio.Event()

    @property
    def threads_left(self) -> bool:
        """After run(): whether functions go on in threads, which nothing can end."""
        return self._runner.busy > 0

    @property
    def completed(self) -> int:
        """How many jobs it has completed."""
        return self.outcomes.completed

    async def run(self) -> None:
        """Works until stop() is called; then finishes or hands back what it has."""
        signs = Signs(self)
        slots = [asyncio.create_task(self._slot(), name=f"slot {n}") for n in range(self.concurrency)]
        writer = asyncio.create_task(self.outcomes.write_forever())
        claimer = asyncio.create_task(self.claims.forever())
        others = [asyncio.create_task(signs.listen_forever()), asyncio.create_task(signs.sum_forever())]
        if self.schedules is not None:
            others.append(asyncio.create_task(self.schedules.run()))
        beats = [asyncio.create_task(signs.beat_forever()), asyncio.create_task(signs.care_forever())]
        try:
            await self._until_stopped([*slots, writer, claimer, *others, *beats])
        finally:
            self.stop()
            # a claim that is under way is not broken off: its jobs would be nobody's
            await asyncio.wait([claimer], timeout=ANSWER)
            await end([claimer, *others])
            scheduled = asyncio.create_task(self._end_schedules())
            await self._wind_up()
            await scheduled
            await self._end_slots(slots)
            await self._drain()
            await end([writer, *beats])
            signs.close()
            await self._leave()
            self.sessions.close()
            await self._runner.close()

    def stop(self) -> None:
        """Tells run() to end: no job is begun any more; those that run have `grace` seconds, then they go back."""
        self.stopping.set()
        self.wake.set()

    def hurry(self) -> None:
        """Tells run() to end now: what runs is handed back."""
        self._hurried.set()
        self.stop()

    def unwanted(self, job: Job) -> None:
        """A job is cancelled, or another worker's by now: it is broken off, or never begun, and handed back.

        Handing it back ends one that is cancelled, and changes nothing about one that is another worker's.
        """
        if found := self.running.get(job.id):
            if found.job is job:
                found.stop("cancelled")
        elif any(ready is job for ready, _ in self.ready):
            self._unwanted.add(job)

    def cancelled(self, job_id: int) -> None:
        """Somebody cancelled a job, maybe one of this worker."""
        if found := self.running.get(job_id):
            self.unwanted(found.job)
        for job, _ in self.ready:
            if job.id == job_id:
                self.unwanted(job)
                break

    def room(self) -> int:
        """How many jobs to claim: what can start now, and what is done within AHEAD seconds beside."""
        ahead = int(min(MOST_AHEAD, self.concurrency * self._ahead / max(self._run_seconds, 1e-6)))
        most = self.concurrency - len(self.running) + ahead - len(self.ready)
        # not one by one where many fit
        return most if most * 2 > ahead else 0

    def take(self, job: Job, args: bytes) -> None:
        """A job was claimed: it begins as soon as a slot is free."""
        if old := self.running.pop(job.id, None):
            old.stop("lost")
        self.outcomes.not_back(job.id)
        job.started = time.monotonic()
        self.ready.append((job, args))
        self._work.release()

    def shed(self) -> None:
        """Hands back what was claimed ahead where jobs take longer than those before them."""
        now = time.monotonic()
        if not self.ready or now - self.ready[0][0].started < STALE:
            return
        if running := [now - found.job.started for found in self.running.values()]:
            self._run_seconds = max(self._run_seconds, sum(running) / len(running))
        while self.ready:
            job, _ = self.ready.popleft()
            self._unwanted.discard(job)
            self.outcomes.handed_back(job.id, job.attempt)

    async def _until_stopped(self, parts: list["asyncio.Task[None]"]) -> None:
        """Waits for stop(). Raises what a part of the worker ended with: without it jobs would wait unseen."""
        stopped = asyncio.create_task(self.stopping.wait())
        pending: set[asyncio.Task[Any]] = {stopped, *parts}
        try:
            while not stopped.done():
                done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
                for part in done:
                    if not part.cancelled() and (error := part.exception()):
                        log.error("a part of the worker failed", error=repr(error))
                        raise error
        finally:
            stopped.cancel()

    # -- running -------------------------------------------------------------------------------------------------

    async def _slot(self) -> None:
        me = asyncio.current_task()
        assert me is not None  # noqa: S101 # nosec B101 - a coroutine always runs in a task
        while True:
            await self._work.acquire()
            if not self.ready:
                continue
            job, args = self.ready.popleft()
            if job in self._unwanted:
                self._unwanted.discard(job)
                self.outcomes.handed_back(job.id, job.attempt)
                continue
            running = self.running[job.id] = Running(job, me)
            job.started = time.monotonic()
            try:
                await self._run(job, args)
            except asyncio.CancelledError:
                if not running.why:
                    self.outcomes.handed_back(job.id, job.attempt)
                    raise
                self._broken_off(running)
                await self._runner.settled(job)
            finally:
                if self.running.get(job.id) is running:
                    del self.running[job.id]
                while running.why and me.uncancel():
                    pass
                self._run_seconds += 0.1 * (time.monotonic() - job.started - self._run_seconds)
                if not self.ready:
                    self.outcomes.now.set()
                if len(self.ready) < self.concurrency or self.room() > 0:
                    self.wake.set()

    async def _run(self, job: Job, args: bytes) -> None:
        try:
            task = self.registry.tasks.get(job.task)
            if task is None:  # another worker may know it, or a later version of this one
                raise LookupError(f"this worker knows no task {job.task}")
            self.outcomes.done(job.id, job.attempt, await self._runner.run(task, job, args))
        except FinalError as error:
            self.outcomes.failed(job.id, job.attempt, str(error), final=True)
        except RetryLater as later:
            self.outcomes.failed(job.id, job.attempt, str(later), seconds=later.seconds)
        except (asyncio.CancelledError, GeneratorExit):
            raise
        except BaseException as error:  # a task that says sys.exit() ends itself, not the worker
            if not job.stopped:
                log.warning("job failed", job=job.id, task=job.task, attempt=job.attempt, error=repr(error))
            self.outcomes.failed(job.id, job.attempt, f"{type(error).__name__}: {error}")

    def _broken_off(self, running: Running) -> None:
        job = running.job
        if running.why == "cancelled":
            self.outcomes.handed_back(job.id, job.attempt)
        elif running.why == "late":
            self.outcomes.failed(job.id, job.attempt, f"took longer than {job.timeout:g} s")

    # -- ending --------------------------------------------------------------------------------------------------

    async def _wind_up(self) -> None:
        """What did not begin goes back; what runs has `grace` seconds."""
        while self.ready:
            job, _ = self.ready.popleft()
            self.outcomes.handed_back(job.id, job.attempt)
        until = time.monotonic() + self.grace
        while self.running and time.monotonic() < until and not self._hurried.is_set():  # noqa: ASYNC110
            await asyncio.sleep(0.02)

    async def _end_slots(self, slots: list["asyncio.Task[None]"]) -> None:
        """Breaks off what still runs. What does not let itself be broken off is left, and handed back."""
        for slot in slots:
            slot.cancel()
        await asyncio.wait(slots, timeout=2)
        for running in self.running.values():
            self.outcomes.handed_back(running.job.id, running.job.attempt)
        self.outcomes.close()

    async def _end_schedules(self) -> None:
        if self.schedules is None:
            return
        ending = asyncio.create_task(self.schedules.finish(self.grace))
        hurried = asyncio.create_task(self._hurried.wait())
        await asyncio.wait([ending, hurried], return_when=asyncio.FIRST_COMPLETED)
        hurried.cancel()
        if not ending.done():
            ending.cancel()
            await self.schedules.finish(0)

    async def _drain(self) -> None:
        until = time.monotonic() + ANSWER
        while self.outcomes and time.monotonic() < until:
            self.outcomes.now.set()
            await asyncio.sleep(0.02)

    async def _leave(self) -> None:
        with contextlib.suppress(*FAILURES):
            async with asyncio.timeout(ANSWER):
                if self.id is not None:
                    await self.claims.settle()
                    await self.sessions.run("finish", LEAVE, [self.id])
