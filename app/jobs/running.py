"""Running one task: in the event loop, in a thread, or in a process."""

import asyncio
import contextlib
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import msgspec

from app.http.logs import log
from app.jobs.processes import Processes
from app.jobs.tasks import Job, Task


class Runner:
    """Runs tasks of all kinds, at most `concurrency` at once. `place`: the registry, for processes (module:name)."""

    def __init__(self, concurrency: int, place: str) -> None:
        self._threads = ThreadPoolExecutor(concurrency, thread_name_prefix="iwm task")
        self._processes = Processes(place)
        self._busy: dict[Job, Future[Any]] = {}

    async def run(self, task: Task, job: Job, args: bytes) -> str | None:
        """The task's result as JSON, None where it has none. Raises what it raises; can be cancelled.

        A function in a thread cannot be broken off: it goes on, see settled().
        """
        if task.kind == "process":
            made = await self._processes.run(job, args)
            return None if made is None else made.decode()
        if task.kind == "thread":
            result = await self._in_thread(task, job, args)
        else:
            result = await task.call(job, args)
        return None if result is None else msgspec.json.encode(result).decode()

    async def settled(self, job: Job) -> None:
        """Waits for the function of a job that was broken off, whose thread is taken until it returns."""
        if future := self._busy.get(job):
            log.warning("a task goes on in its thread", job=job.id, task=job.task)
            with contextlib.suppress(Exception):
                await asyncio.wrap_future(future)

    async def _in_thread(self, task: Task, job: Job, args: bytes) -> Any:
        future = self._busy[job] = self._threads.submit(task.call, job, args)
        future.add_done_callback(lambda _: self._busy.pop(job, None))
        return await asyncio.wrap_future(future)

    @property
    def busy(self) -> int:
        """How many functions are in threads, also of jobs that were broken off."""
        return len(self._busy)

    async def close(self) -> None:
        """Ends processes. Threads that are busy go on until their functions return, or the process ends."""
        await self._processes.close()
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self._busy:
            log.warning("tasks go on in threads", count=len(self._busy))
