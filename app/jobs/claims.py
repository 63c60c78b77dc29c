"""Claiming jobs for a worker: in batches, as soon as there are any, and without asking often where there are none."""

import asyncio
import contextlib
import os
import socket
import time
from typing import TYPE_CHECKING

import msgspec

from app.http.logs import log
from app.http.sqlstates import SqlError
from app.http.types import array_literal
from app.jobs.sessions import LOST, first_line, numbers
from app.jobs.signs import HOLD
from app.jobs.tasks import Job

if TYPE_CHECKING:
    from app.jobs.worker import Worker

CLAIM = (
    "select id, attempt, task, args, lane, seq, timeout_seconds"
    " from jobs.claim($1::int, $2::int, $3::text[], $4::int[], $5::bigint[], $6::bool)"
)
REGISTER = "select jobs.register($1::text, $2::text, $3::int, $4::text[], $5::int, $6::int)"
KNOW = "select jobs.know($1::jsonb)"
STRAY = "select jobs.stray($1::int, $2::bigint[], $3::text)"
NEXT_DUE = "select jobs.next_due()"

LOOK = 1.0  # seconds between two looks at everything: late commits, jobs whose time has come
SOON = 0.01  # a lane where something was is looked at again after this, and then after twice as long each time
PAUSE, LONGEST_PAUSE = 0.1, 2.0
ENDED = "worker_ended"  # the error of jobs.claim for a worker that was taken for lost


class Claims:
    """Claims for a worker. It remembers how far it has read each lane, and whether an answer was lost."""

    def __init__(self, worker: "Worker") -> None:
        self._worker = worker
        self._places: dict[int, int] = {}
        self._astray = False

    async def forever(self) -> None:
        """Claims until the worker stops; a lost database is waited for."""
        worker = self._worker
        pause, wait, last_look, more = PAUSE, SOON, 0.0, False
        while not worker.stopping.is_set():
            try:
                if worker.id is None:
                    await self._register()
                await self.settle()
                room = worker.room()
                if room <= 0:
                    await self._sleep(LOOK)
                    continue
                look = worker.told or time.monotonic() - last_look >= LOOK
                if look:
                    last_look, worker.told = time.monotonic(), False
                got = await self._claim(room, look)
                pause = PAUSE
                if got:
                    wait = SOON
                if not got and not look and more:
                    worker.told = True  # the last look found something: there may be more of that
                more = got > 0 if look else more and got > 0
                if got < room and not worker.told:
                    await self._sleep(wait if wait < LOOK else await self._until_due())
                    wait = min(wait * 2, LOOK)
            except LOST as error:
                log.warning("worker lost the database", error=first_line(error))
                await asyncio.sleep(pause)
                pause, worker.told = min(pause * 2, LONGEST_PAUSE), True
            except SqlError as error:
                if error.constraint == ENDED:
                    log.warning("worker was taken for lost, and begins anew", worker=worker.id)
                    worker.id = None
                elif not error.passing:
                    log.error("claim failed", sqlstate=error.state, error=error.message)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def settle(self) -> None:
        """After a claim whose answer was lost: what it took is given back, since nobody knows of it."""
        if not self._astray:
            return
        worker = self._worker
        known = [*(job.id for job, _ in worker.ready), *worker.running, *worker.outcomes.jobs()]
        lost = worker.sessions.name_of("claim")
        [(count,)] = await worker.sessions.run("stray", STRAY, [worker.id, numbers(known), lost])
        self._astray = False
        if count != b"0":
            log.info("jobs of a claim whose answer was lost are given back", count=int(count or 0))

    async def _sleep(self, seconds: float) -> None:
        """Until there may be something to do, at most so long."""
        self._worker.wake.clear()
        if self._worker.stopping.is_set():
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._worker.wake.wait()

    async def _until_due(self) -> float:
        [(due,)] = await self._worker.sessions.run("claim", NEXT_DUE, [])
        if due is None or float(due) >= LOOK:
            return LOOK
        self._worker.told = True
        return max(float(due), SOON)

    async def _claim(self, room: int, look: bool) -> int:
        worker, places = self._worker, self._places
        queues = None if worker.queues is None else array_literal(list(worker.queues))
        values = [worker.id, room, queues, numbers(places), numbers(places.values()), "t" if look else "f"]
        self._astray = True  # until the answer is here, nobody knows what was claimed
        try:
            rows = await worker.sessions.run("claim", CLAIM, values)
        except SqlError:
            self._astray = False  # it was rolled back
            raise
        self._astray = False
        found: list[tuple[int, int, Job, bytes]] = []
        in_order, last = True, (-1, 0)
        for id_, attempt, task, args, lane_, seq_, timeout in rows:
            lane, seq = int(lane_ or 0), int(seq_ or 0)
            if places.get(lane, 0) < seq:
                places[lane] = seq
            in_order = in_order and (lane != last[0] or seq > last[1])
            last = (lane, seq)
            job = Job(int(id_ or 0), int(attempt or 0), (task or b"").decode(), float(timeout or 0))
            found.append((lane, seq, job, args or b"{}"))
        if not in_order:  # a lane's jobs come as they lie in the table
            lanes = {lane: n for n, lane in enumerate(dict.fromkeys(entry[0] for entry in found))}
            found.sort(key=lambda entry: (lanes[entry[0]], entry[1]))
        for _, _, job, args in found:
            worker.take(job, args)
        return len(found)

    async def _register(self) -> None:
        worker = self._worker
        queues = array_literal(list(worker.queues or []))
        values = [worker.name, socket.gethostname(), os.getpid(), queues, worker.concurrency, worker.lease]
        [(found,)] = await worker.sessions.run("claim", REGISTER, values)
        known = [task.described() for task in worker.registry.tasks.values()]
        await worker.sessions.run("claim", KNOW, [msgspec.json.encode(known).decode()])
        # before it has any job: one that is killed in its first seconds is known as lost by this
        await worker.sessions.run("beat", HOLD, [int(found or 0)])
        worker.id = worker.outcomes.worker = int(found or 0)
