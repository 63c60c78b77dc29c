"""Schedules that tick at each step of a test."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg

from app.http.tasks import end
from app.jobs.schedules import Schedules

RUNS = "select name, state::text, attempt from ops.schedule_runs order by name, slot"


class Steps:
    """A sleep that lasts until the test says go."""

    def __init__(self) -> None:
        self.asked: asyncio.Queue[float] = asyncio.Queue()
        self.allowed: asyncio.Queue[None] = asyncio.Queue()

    async def __call__(self, seconds: float) -> None:
        self.asked.put_nowait(seconds)
        await self.allowed.get()

    def go(self) -> None:
        """Ends the sleep."""
        self.allowed.put_nowait(None)

    async def next(self) -> float:
        """Waits until it sleeps, and says for how long it would."""
        return await asyncio.wait_for(self.asked.get(), 60)


@asynccontextmanager
async def ticking(
    dsn: str, name: str = "tester", owner_dsn: str | None = None
) -> AsyncIterator[tuple[Schedules, Steps]]:
    """Schedules that tick at each step of the test."""
    steps = Steps()
    schedules = Schedules(dsn, name=name, owner_dsn=owner_dsn, sleep=steps)
    task = asyncio.create_task(schedules.run())
    try:
        yield schedules, steps
    finally:
        await end([task])
        await schedules.finish(10)


async def until(db: psycopg.Connection, query: str) -> None:
    """Waits until the query finds a row."""
    async with asyncio.timeout(60):
        while db.execute(query).fetchone() is None:  # type: ignore[call-overload]  # noqa: ASYNC110
            await asyncio.sleep(0.01)
