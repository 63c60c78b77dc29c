"""The chores of the database, asked for by each process: what is due, each slot once, whoever asks."""

import asyncio
import json
import random
from collections.abc import Mapping, Sequence

from litestar.handlers.base import BaseRouteHandler

from app.http.database import Pool
from app.http.handling import Handler
from app.http.logs import log
from app.http.problems import HttpProblem
from app.http.sqlstates import SqlError
from app.http.tasks import end

EVERY = 60.0  # seconds
MOST = 1000  # calls in a row, while something is left to do
ASK = "select api.run_chores()::text"


class Chores:
    """Asks the database every `every` seconds to do what is due; where nothing is, that is a look at a small table."""

    operations: Mapping[str, Handler] = {}
    pages: Sequence[BaseRouteHandler] = ()

    def __init__(self, every: float = EVERY) -> None:
        self.every = every
        self._task: asyncio.Task[None] | None = None

    async def start(self, pool: Pool) -> None:
        """Begins to ask, in the background."""
        self._task = asyncio.create_task(self._forever(pool))

    async def stop(self) -> None:
        """Ends asking. What is being done is broken off, undone by the database, and done by who asks next."""
        if self._task is not None:
            await end([self._task])

    async def _forever(self, pool: Pool) -> None:
        # not all processes of a server in the same moment
        await asyncio.sleep(self.every * random.random())  # noqa: S311 # nosec B311
        while True:
            for _ in range(MOST):
                if not left(await self.ask(pool)):
                    break
            await asyncio.sleep(self.every)

    async def ask(self, pool: Pool) -> str | None:
        """Asks once: the results of what was done, as JSON; None where the database did not answer."""
        try:
            [(results,)] = await pool.run(ASK, ())
        except (HttpProblem, SqlError) as error:
            log.warning("chores were not done", error=str(error))
            return None
        text = (results or b"{}").decode()
        if text != "{}":
            log.info("chores", results=text)
        return text


def left(results: str | None) -> bool:
    """Whether a chore says that there is more to do now: `done` is false, and not because it failed."""
    answers = json.loads(results or "{}").values()
    return any(isinstance(one, dict) and one.get("done") is False and "error" not in one for one in answers)
