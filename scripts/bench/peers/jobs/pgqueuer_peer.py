"""pgqueuer on asyncpg: python pgqueuer_peer.py <postgres url> <jobs> <batch>; prints {"jobs", "seconds"}."""

import json
import sys
import time

import asyncpg
import uvloop
from pgqueuer import AsyncpgDriver, QueueManager
from pgqueuer.models import Job
from pgqueuer.queries import Queries
from pgqueuer.types import QueueExecutionMode


async def main(url: str, total: int, batch: int) -> None:
    """Adds the jobs, then runs them until none is left. Its log of jobs is kept."""
    connection = await asyncpg.connect(url)
    queries = Queries(AsyncpgDriver(connection))
    await queries.uninstall()
    await queries.install()
    manager = QueueManager(queries)
    done = 0

    @manager.entrypoint("noop")
    async def noop(job: Job) -> None:
        nonlocal done
        done += 1

    for start in range(0, total, 5000):
        count = min(5000, total - start)
        await queries.enqueue(["noop"] * count, [b'{"n": 1}'] * count, [0] * count)
    started = time.perf_counter()
    await manager.run(batch_size=batch, mode=QueueExecutionMode.drain)
    seconds = time.perf_counter() - started
    if done != total:
        raise SystemExit(f"{done} of {total} done")
    print(json.dumps({"jobs": total, "seconds": seconds}))


uvloop.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
