"""Ending background tasks."""

import asyncio
from collections.abc import Iterable


async def end(tasks: Iterable["asyncio.Task[None]"]) -> None:
    """Cancels the tasks and waits until all have ended.

    Once is not enough: before Python 3.12 asyncio.wait_for, which psycopg uses, loses a cancellation that falls on the
    same moment as what it waits for.
    """
    tasks = list(tasks)
    pending = {task for task in tasks if not task.done()}
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=0.5)
    await asyncio.gather(*tasks, return_exceptions=True)
