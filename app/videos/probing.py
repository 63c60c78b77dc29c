"""Looking at uploads before they are taken: a few at once in a process, and one at a time of each user."""

import asyncio
import contextlib
from pathlib import Path
from weakref import WeakValueDictionary

from app.errors import Problem
from app.http.logs import log
from app.http.problems import FieldError, HttpProblem, unavailable
from app.http.uploads import FILE
from app.videos.ffmpeg import Failed, MediaError
from app.videos.probe import Probe, longest, probe

PROBES = 4  # at once in a process
PATIENCE = 120.0  # seconds that one waits for its turn
# where what came would be lost: longer than the looks at as many large files before it as one user may send at once
LONG_PATIENCE = 5 * longest(2 << 30)


class Probing:
    """Looks at files. `ffmpeg`: the program, empty for whichever there is."""

    def __init__(self, ffmpeg: str = "") -> None:
        self._ffmpeg = ffmpeg
        self._all = asyncio.Semaphore(PROBES)
        self._of_users: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def look(self, path: Path, user: str, *, patient: bool = False) -> Probe:
        """What a file of a user holds. Raises HttpProblem: 422 for what is no whole video, 503 where we cannot tell.

        Raises FileNotFoundError, too. `patient`: it waits long for its turn, for its bytes go where it is given up.
        """
        mine = self._of_users.setdefault(user, asyncio.Lock())  # whoever sends what takes long holds up nobody else
        async with contextlib.AsyncExitStack() as stack:
            try:
                async with asyncio.timeout(LONG_PATIENCE if patient else PATIENCE):
                    await stack.enter_async_context(mine)
                    await stack.enter_async_context(self._all)
            except TimeoutError:
                raise unavailable("Other files are being looked at.", retry_after=30) from None
            try:
                return await probe(path, self._ffmpeg)
            except MediaError as error:
                raise refused(error) from None
            except (Failed, Problem) as error:
                log.error("a file could not be looked at", error=str(error))
                raise unavailable("The server could not look at the file.", retry_after=60) from None


def refused(error: MediaError) -> HttpProblem:
    """The problem of a file that is not taken."""
    return HttpProblem(422, str(error), code=error.code, title="The file is not taken",
                       hint="Send a whole video, as MP4, WebM, Matroska, AVI, MPEG, Ogg, FLV or WMV.",
                       errors=[FieldError(FILE, str(error))])  # fmt: skip
