"""Our own worker: python ours.py <postgres url> <jobs> <concurrency> [<seconds>]; prints {"jobs", "seconds", "first"}.

With <seconds> it works that long beside whoever adds jobs; `first` is what it did in the first five of them. What it
did is what the history holds.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

import psycopg
import uvloop

sys.path.insert(0, str(Path(__file__).resolve().parents[4]))

from app.http.logs import log
from app.jobs.tasks import Registry
from app.jobs.worker import Worker

registry = Registry()
DONE = """
select count(*), count(*) filter (where finished_at < %(began)s + interval '5 seconds') from jobs.history
where state = 'completed' and finished_at >= %(began)s and finished_at < %(began)s + make_interval(secs => %(seconds)s)
"""


@registry.task("noop")
async def noop(n: int) -> None:
    """Does nothing."""


async def main(url: str, total: int, concurrency: int, seconds: float) -> None:
    """Runs the jobs that are there, or `seconds` long those that come."""
    log.configure("text", "error")
    worker = Worker(url, registry, concurrency=concurrency)
    with psycopg.connect(url, autocommit=True) as connection:
        [(began,)] = connection.execute("select clock_timestamp()").fetchall()
        started = time.perf_counter()
        running = asyncio.create_task(worker.run())
        if seconds:
            await asyncio.sleep(seconds)
        while worker.completed < total:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.005)
        taken = time.perf_counter() - started
        worker.stop()
        await running
        [(done, first)] = connection.execute(DONE, {"began": began, "seconds": seconds or 86400}).fetchall()
    if not seconds and done != total:
        raise SystemExit(f"{done} of {total} in the history")
    print(json.dumps({"jobs": done, "seconds": seconds or taken, "first": first}))


uvloop.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]) if len(sys.argv) > 4 else 0))
