"""Sends the mails that transactions have written (iwm.mails), in the background of every process, each mail once."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from app.accounts.letters import Letter, LetterError, Letters
from app.accounts.post import NotDelivered, Post, post_of
from app.http.connection import ConnectionLost
from app.http.handling import call_function
from app.http.logs import log
from app.http.problems import HttpProblem
from app.http.sqlstates import SqlError
from app.http.tasks import end

if TYPE_CHECKING:
    from app.accounts.tokens import Tokens
    from app.http.database import Pool
    from app.settings import Settings

POLL = 3.0  # seconds; other processes and psql write mails too
AT_ONCE = 5
LONGEST = 60.0  # seconds that sending one may take; the lease of api.claim_mails is twice that


class Mailer:
    """Claims mails that are due, sends them, and says what became of each."""

    def __init__(self, settings: Settings, tokens: Tokens, post: Post | None = None) -> None:
        self.letters = Letters(settings, tokens)
        self.post = post or post_of(settings)
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self, pool: Pool) -> None:
        """Begins, in the background."""
        self._task = asyncio.create_task(self._run(pool))

    async def stop(self) -> None:
        """Ends. A mail that is being sent is claimed again by another process, after its lease."""
        if self._task is not None:
            await end([self._task])

    def wake(self) -> None:
        """A mail was just written: do not wait for the next look."""
        self._woken.set()

    async def _run(self, pool: Pool) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(POLL):
                    await self._woken.wait()
            self._woken.clear()
            try:
                while await self.send_due(pool) == AT_ONCE:
                    pass
            except (HttpProblem, SqlError, ConnectionLost) as error:
                log.debug("mail waits", error=str(error))  # the database is away, or is being loaded
            except Exception as error:
                log.error("mail", error=repr(error))

    async def send_due(self, pool: Pool) -> int:
        """Sends what is due, a few at most; returns how many that were. Raises where the database cannot be asked."""
        claimed = await call_function(pool, "claim_mails", {"limit": str(AT_ONCE)})
        await asyncio.gather(*(self._send(pool, mail) for mail in claimed))
        return len(claimed)

    async def _send(self, pool: Pool, mail: dict[str, Any]) -> None:
        error, final = await self._try(mail)
        if error is not None:
            log.warning("mail not sent", mail=mail["id"], template=mail["template"], tries=mail["attempt"], error=error)
        await call_function(
            pool,
            "finish_mail",
            {"id": str(mail["id"]), "attempt": str(mail["attempt"]), "error": error, "final": str(final).lower()},
        )

    async def _try(self, mail: dict[str, Any]) -> tuple[str | None, bool]:
        """What went wrong, None for nothing; and whether trying again is of no use."""
        try:
            letter: Letter = self.letters.write(mail["id"], mail["template"], mail["to"], mail["data"])
            async with asyncio.timeout(LONGEST):
                await self.post.deliver(letter)
        except LetterError as error:
            return str(error), True
        except NotDelivered as error:
            return str(error), error.final
        except TimeoutError:
            return f"not sent within {LONGEST:.0f} seconds", False
        except Exception as error:
            return repr(error), False
        return None, False
