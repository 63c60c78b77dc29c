"""A worker for jobs_chaos: python chaos_worker.py <postgres url> <concurrency> <folder>; runs until it is killed.

What its jobs do, and what the queue said of them, it writes into a file of its own in the folder, which neither a kill
nor the end of the database undoes: a line `what job attempt time`, what is `began`, `ended` or `told` (the queue took
the job as completed).
"""

import asyncio
import os
import random
import re
import sys
import time
from pathlib import Path
from typing import Any

import uvloop

sys.path.insert(0, str(Path(__file__).resolve().parents[4]))

from app.http.logs import log
from app.jobs.outcomes import FINISH
from app.jobs.sessions import Sessions
from app.jobs.tasks import Job, Registry
from app.jobs.worker import Worker

registry = Registry()
file = os.open(Path(sys.argv[3]) / str(os.getpid()), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
run = Sessions.run


def write(what: str, *jobs: tuple[object, object]) -> None:
    """Lines into the file, in one call of the system: whole, or not at all."""
    now = time.time()
    os.write(file, "".join(f"{what} {job} {attempt} {now}\n" for job, attempt in jobs).encode())


@registry.task("note")
async def note(job: Job, n: int) -> None:
    """Works up to 20 ms."""
    write("began", (job.id, job.attempt))
    await asyncio.sleep(random.random() * 0.02)
    write("ended", (job.id, job.attempt))


async def told(self: Sessions, use: str, sql: str, values: list[Any]) -> list[tuple[bytes | None, ...]]:
    """Sessions.run, and what the queue answered to the end of jobs. Where it took some of them only, none is told."""
    rows = await run(self, use, sql, values)
    if sql == FINISH:
        jobs, attempts = (re.findall(r"\d+", text) for text in values[:2])
        if rows == [(str(len(jobs)).encode(),)]:
            write("told", *zip(jobs, attempts, strict=True))
    return rows


Sessions.run = told  # type: ignore[method-assign]
log.configure("text", "error")
uvloop.run(Worker(sys.argv[1], registry, concurrency=int(sys.argv[2]), schedules=False).run())
