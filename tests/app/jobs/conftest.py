"""A worker in this process, on a queue of the test's own."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from typing import Any

import psycopg
import pytest

from app.database.dsn import as_role
from app.jobs.worker import Worker
from tests.app.jobs import tasks_to_run
from tests.app.jobs.tasks_to_run import PLACE, registry
from tests.support.queue import Queue

Working = Callable[..., contextlib.AbstractAsyncContextManager[Worker]]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    tasks_to_run.calls.clear()
    tasks_to_run.gates.clear()
    tasks_to_run.held.clear()
    yield
    tasks_to_run.held.set()


@pytest.fixture
def queue(dsn: str) -> Iterator[Queue]:
    """An empty queue."""
    with ExitStack() as stack:
        found = Queue(
            stack.enter_context(psycopg.connect(dsn, autocommit=True)),
            lambda: stack.enter_context(psycopg.connect(dsn, autocommit=True)),
        )
        found.clear()
        yield found


@pytest.fixture
def working(dsn: str) -> Working:
    """working(**named): a worker that acts as iwm_worker, with the tasks of tasks_to_run; stopped at the end."""

    @contextlib.asynccontextmanager
    async def work(**named: Any) -> AsyncIterator[Worker]:
        worker = Worker(
            as_role(dsn, "iwm_worker"), registry, **{"schedules": False, "grace": 0.0, "place": PLACE, **named}
        )
        running = asyncio.create_task(worker.run())
        try:
            yield worker
        finally:
            worker.stop()
            await asyncio.wait_for(running, 60)

    return work


@pytest.fixture
def until(queue: Queue) -> Callable[..., Any]:
    """await until(condition): waits until it holds; a job's number and a state stand for the job in that state."""

    async def wait(condition: Callable[[], Any] | int, state: str | None = None, seconds: float = 60) -> None:
        def holds() -> Any:
            return condition() if callable(condition) else queue.state(condition) == state

        async with asyncio.timeout(seconds):
            while not holds():  # noqa: ASYNC110 - the database is asked
                await asyncio.sleep(0.01)

    return wait


@pytest.fixture
def db(fresh_dsn: str):
    """A connection in autocommit; there are no schedules."""
    with psycopg.connect(fresh_dsn, autocommit=True) as connection:
        connection.execute("delete from ops.schedules")
        yield connection


@pytest.fixture
def add(db: psycopg.Connection) -> Callable[..., None]:
    """add(name, command, …): a schedule whose daily slot came a minute ago."""

    def add_one(name: str, command: str, kind: str = "sql", **named: object) -> None:
        given = "".join(f", _{key} => %s" for key in named)
        cron = "to_char(now() at time zone 'UTC' - interval '1 minute', 'FMMI FMHH24 * * *')"
        db.execute(
            f"select ops.add_schedule(%s, {cron}, %s, %s{given})",
            [name, command, kind, *named.values()],
        )
        db.execute(
            "update ops.schedules set last_slot = now() - interval '1 hour', next_slot = now() - interval '1 minute'"
            " where name = %s",
            [name],
        )

    return add_one
