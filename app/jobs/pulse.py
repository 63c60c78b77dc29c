"""Signs of life from a thread, for when the event loop is held up: a job that computes in it is slow, and not lost."""

import threading
import time
from collections.abc import Callable

import psycopg

from app.http.logs import log

LOOK = 0.5
SIGN = "select jobs.heartbeat(%s::int)"


class Pulse:
    """A thread that gives the worker's sign of life when the event loop did not for `late` seconds.

    `overdue`: whether a job has run longer than it may. Then there is no sign any more, so that others get its jobs.
    """

    def __init__(self, dsn: str, late: float, overdue: Callable[[], bool]) -> None:
        self.worker: int | None = None
        self.signs = 0
        self._dsn = dsn
        self._late = late
        self._overdue = overdue
        self._last = time.monotonic()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="iwm worker pulse", daemon=True)

    def start(self) -> None:
        """Begins to watch."""
        self._thread.start()

    def beat(self) -> None:
        """The event loop gave a sign itself."""
        self._last = time.monotonic()

    def stop(self) -> None:
        """Ends the thread."""
        self._stop.set()

    def _run(self) -> None:
        while not self._stop.wait(LOOK):
            if self.worker is None or time.monotonic() - self._last < self._late or self._overdue():
                continue
            try:
                with psycopg.connect(
                    self._dsn, autocommit=True, connect_timeout=3, application_name="iwm worker pulse"
                ) as connection:
                    connection.execute("set statement_timeout = '5s'")
                    connection.execute(SIGN, [self.worker])
                self.beat()
                self.signs += 1
                log.warning("the event loop is held up: a task computes in it, or waits there")
            except psycopg.Error:
                continue  # the database is away: nobody can take the jobs either
