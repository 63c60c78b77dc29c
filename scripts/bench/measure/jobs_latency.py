"""From enqueue to the start of the job, on an idle system."""

import asyncio
import statistics
import time

import psycopg
import uvloop

from app.http.logs import log
from app.jobs.tasks import Registry
from app.jobs.worker import Worker
from scripts.bench.measure.goals import Figure, Goal, judged
from scripts.bench.measure.jobs_setting import Setting

P50 = Goal("enqueue to start, p50, idle system", "ms", "<=", 5)
P99 = Goal("enqueue to start, p99, idle system", "ms", "<=", 20)


def measure(setting: Setting) -> list[Figure]:
    """One job every 20 ms, committed alone; the time from before the call until its task begins."""
    with setting.database() as dsn:
        waits = uvloop.run(ask(dsn, 100 if setting.quick else 1000))
    waits.sort()
    return [
        judged(P50, statistics.median(waits)),
        judged(P99, waits[int(len(waits) * 0.99) - 1]),
        Figure("enqueue to start, longest", waits[-1], "ms"),
    ]


async def ask(dsn: str, count: int) -> list[float]:
    """Milliseconds of each."""
    log.configure("text", "error")
    registry = Registry()
    waits: list[float] = []
    began = asyncio.Event()

    @registry.task("noop")
    async def noop(sent: float) -> None:
        waits.append((time.perf_counter() - sent) * 1000)
        began.set()

    worker = Worker(dsn, registry, concurrency=5)
    running = asyncio.create_task(worker.run())
    async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as connection:
        await asyncio.sleep(1)
        for _ in range(count):
            began.clear()
            await connection.execute(
                "select jobs.enqueue('noop', jsonb_build_object('sent', %s::float8))", [time.perf_counter()]
            )
            await began.wait()
            await asyncio.sleep(0.02)
    worker.stop()
    await running
    return waits
