"""Tasks that belong to no area: for trying a worker out, and for benchmarks."""

import asyncio
import time

from app.jobs.tasks import Job, Registry
from app.settings import Settings


async def noop() -> None:
    """Nothing."""


async def sleep(job: Job, seconds: float, steps: int = 10) -> float:
    """Sleeps, and says how far it is. Returns the seconds."""
    for step in range(steps):
        await asyncio.sleep(seconds / steps)
        job.progress(100 * (step + 1) / steps, f"step {step + 1} of {steps}")
    return seconds


def compute(job: Job, seconds: float) -> int:
    """Computes for so long, in a process of its own. Returns how far it counted."""
    begin, count = time.monotonic(), 0
    while (spent := time.monotonic() - begin) < seconds:
        count += 1
        if count % 100_000 == 0:
            job.progress(100 * spent / seconds)
    return count


def tasks(settings: Settings, dsn: str) -> Registry:
    """system.noop, system.sleep, system.compute."""
    registry = Registry()
    registry.task("system.noop")(noop)
    registry.task("system.sleep")(sleep)
    registry.task("system.compute", process=True)(compute)
    return registry
