"""Our own worker: python ours.py <postgres url> <jobs> <concurrency> [<seconds>]; prints {"jobs", "seconds", "first"}.

With <seconds> it works that long beside whoever adds jobs; `first` is what it did in the first five of them.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

import uvloop

sys.path.insert(0, str(Path(__file__).resolve().parents[4]))

from app.http.logs import log
from app.jobs.tasks import Registry
from app.jobs.worker import Worker

registry = Registry()


@registry.task("noop")
async def noop(n: int) -> None:
    """Does nothing."""


async def main(url: str, total: int, concurrency: int, seconds: float) -> None:
    """Runs the jobs that are there, or `seconds` long those that come."""
    log.configure("text", "error")
    worker = Worker(url, registry, concurrency=concurrency)
    started = time.perf_counter()
    running = asyncio.create_task(worker.run())
    first = 0
    while (time.perf_counter() - started < seconds) if seconds else worker.completed < total:
        await asyncio.sleep(0.005)
        if not first and time.perf_counter() - started >= 5:
            first = worker.completed
    taken, done = time.perf_counter() - started, worker.completed
    worker.stop()
    await running
    print(json.dumps({"jobs": done, "seconds": taken, "first": first}))


uvloop.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]) if len(sys.argv) > 4 else 0))
