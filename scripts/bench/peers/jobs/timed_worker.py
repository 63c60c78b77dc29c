"""Our worker, with its claims timed: python timed_worker.py <postgres url> <concurrency>; works until SIGTERM.

Then it prints {"claims": [[when, seconds], ...], "done": [[when, jobs], ...]}: every claim it made, those that found
nothing and the looks at everything, too, and how many jobs the queue took as completed.
"""

import asyncio
import json
import signal
import sys
import time
from pathlib import Path
from typing import Any

import uvloop

sys.path.insert(0, str(Path(__file__).resolve().parents[4]))

from app.http.logs import log
from app.jobs.claims import CLAIM
from app.jobs.outcomes import FINISH
from app.jobs.sessions import Sessions
from app.jobs.tasks import Registry
from app.jobs.worker import Worker

registry = Registry()
claims: list[tuple[float, float]] = []
done: list[tuple[float, int]] = []
run = Sessions.run


@registry.task("noop")
async def noop(n: int) -> None:
    """Does nothing."""


async def timed(self: Sessions, use: str, sql: str, values: list[Any]) -> list[tuple[bytes | None, ...]]:
    """Sessions.run, and what it took."""
    began = time.perf_counter()
    rows = await run(self, use, sql, values)
    if sql == CLAIM:
        claims.append((time.time(), time.perf_counter() - began))
    elif sql == FINISH:
        done.append((time.time(), int(rows[0][0] or 0)))
    return rows


async def main(url: str, concurrency: int) -> None:
    """Works until it is told to stop."""
    worker = Worker(url, registry, concurrency=concurrency)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, worker.stop)
    await worker.run()
    print(json.dumps({"claims": claims, "done": done}))


Sessions.run = timed  # type: ignore[method-assign]
log.configure("text", "error")
uvloop.run(main(sys.argv[1], int(sys.argv[2])))
