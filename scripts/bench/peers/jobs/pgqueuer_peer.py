"""pgqueuer on asyncpg: python pgqueuer_peer.py <postgres url> <jobs> <batch> <managers>; prints {"jobs", "seconds"}.

Each manager has a connection of its own, as in the benchmark that comes with it. Its log of jobs is kept.
"""

import asyncio
import json
import sys
import time

import asyncpg
import uvloop
from pgqueuer import AsyncpgDriver, QueueManager
from pgqueuer.models import Job
from pgqueuer.queries import Queries
from pgqueuer.types import QueueExecutionMode


async def main(url: str, total: int, batch: int, managers: int) -> None:
    """Adds the jobs, then runs them until none is left."""
    connection = await asyncpg.connect(url)
    queries = Queries(AsyncpgDriver(connection))
    await queries.install()
    await queries.optimize_autovacuum()  # its settings for its tables: `pgq autovac`

    async def noop(job: Job) -> None:
        pass

    working = []
    for _ in range(managers):
        manager = QueueManager(Queries(AsyncpgDriver(await asyncpg.connect(url))))
        manager.entrypoint("noop")(noop)
        working.append(manager)
    for start in range(0, total, 5000):
        count = min(5000, total - start)
        await queries.enqueue(["noop"] * count, [b'{"n": 1}'] * count, [0] * count)
    await connection.execute("vacuum analyze")
    started = time.perf_counter()
    await asyncio.gather(*(m.run(batch_size=batch, mode=QueueExecutionMode.drain) for m in working))
    seconds = time.perf_counter() - started
    kept = await connection.fetchval("select count(*) from pgqueuer_log where status = 'successful'")
    if kept != total:
        raise SystemExit(f"{kept} of {total} in its log")
    print(json.dumps({"jobs": total, "seconds": seconds}))


uvloop.run(main(sys.argv[1], *map(int, sys.argv[2:5])))
