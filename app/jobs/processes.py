"""Processes for tasks that compute: each runs one job at a time, and is killed where its job is broken off."""

import asyncio
import os
import sys
from typing import Any

import msgspec

from app.jobs.tasks import FinalError, Job, RetryLater
from app.parent import PARENT_VARIABLE
from app.settings import ROOT


class ProcessFailed(Exception):
    """The task failed in its process, or the process ended."""


class Processes:
    """As many processes as are needed at once, kept for the next job.

    `place`: module:name of the registry, which each of them imports for itself.
    """

    def __init__(self, place: str) -> None:
        self.place = place
        self._idle: list[asyncio.subprocess.Process] = []
        self._all: set[asyncio.subprocess.Process] = set()

    async def run(self, job: Job, args: bytes) -> Any:
        """Runs the job's task in a process: its result as JSON, in bytes; None where there is none."""
        process = self._take_idle() or await self._start()
        kept = False
        try:
            result = await self._talk(process, job, args)
            kept = True
            return result
        except (FinalError, RetryLater, ProcessFailed):
            kept = process.returncode is None
            raise
        finally:
            if kept:
                self._idle.append(process)
            else:
                self._kill(process)

    async def close(self) -> None:
        """Ends all processes, whatever they do."""
        processes = list(self._all)
        for process in processes:
            self._kill(process)
        for process in processes:
            await process.wait()
        self._idle.clear()

    def _take_idle(self) -> asyncio.subprocess.Process | None:
        while self._idle:
            process = self._idle.pop()
            if process.returncode is None:
                return process
            self._kill(process)  # it ended while it had nothing to do
        return None

    async def _start(self) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-c", "from app.jobs.child import main; main()", self.place,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=1 << 24, cwd=ROOT,
            env={**os.environ, PARENT_VARIABLE: str(os.getpid()), "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        self._all.add(process)
        return process

    def _kill(self, process: asyncio.subprocess.Process) -> None:
        self._all.discard(process)
        if process.returncode is None:
            process.kill()
        if process.stdin is not None:
            process.stdin.close()

    async def _talk(self, process: asyncio.subprocess.Process, job: Job, args: bytes) -> Any:
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 # nosec B101
        body = msgspec.msgpack.encode(
            {"id": job.id, "attempt": job.attempt, "task": job.task, "timeout": job.timeout, "args": args}
        )
        try:
            process.stdin.write(len(body).to_bytes(4, "big") + body)
            await process.stdin.drain()
            while True:
                length = int.from_bytes(await process.stdout.readexactly(4), "big")
                told = msgspec.msgpack.decode(await process.stdout.readexactly(length))
                if "progress" not in told:
                    break
                job.progress(told["progress"], told["message"])
        except (asyncio.IncompleteReadError, ConnectionError):
            raise ProcessFailed(f"its process ended by itself ({await process.wait()})") from None
        if "error" not in told:
            return told["result"]
        if told.get("final"):
            raise FinalError(told["error"])
        if told.get("seconds") is not None:
            raise RetryLater(told["seconds"], told["error"])
        raise ProcessFailed(told["error"])
