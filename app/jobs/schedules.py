"""Ticking: a worker asks each second which schedules are due, and runs them. The rules are SQL (schema ops)."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable

import psycopg

from app.http.connection import Connection, ConnectionLost
from app.http.logs import log
from app.http.sqlstates import SqlError
from app.http.tasks import end

LEAD = "select pg_try_advisory_lock(1786, 2)"  # one worker ticks; with its session the next one's turn comes
DUE = (
    "select array_to_string(names, ','), seconds, array_to_string(plain, ','), array_to_string(overlapping, ',')"
    " from ops.due()"
)
TAKE = "select id, state, kind, command, timeout_seconds from ops.take_run($1::text, $2::text)"
LIMIT = "select set_config('statement_timeout', $1::text, false)"
PERFORM = "select ops.perform_run($1::bigint)"
FINISH = "select ops.finish_run($1::bigint, $2::text)"

EVERY = 1.0
FOLLOW = 5.0  # seconds between two tries of who does not tick to be the one who does
HOLD = 5.0  # one that is due and cannot begin yet is asked about so often
FAILED, REFUSED = 60.0, 3600.0  # one that cannot be begun for an error, one that this role may not do
AT_ONCE = 4
LONG = 30.0  # seconds after which one holds up no other any more
MOST = 16  # at once, long ones and all
SHORT = 30.0  # seconds for a statement that is not the work itself
PAUSE, LONGEST_PAUSE = 0.5, 10.0
LOST = (ConnectionLost, psycopg.Error, OSError, TimeoutError)


class Schedules:
    """Ticks until stopped. `every`: seconds between two looks; `at_once`: schedules that run beside each other here,
    beside those that have run for LONG.

    `owner_dsn`: for what runs in no function (VACUUM), and so with the rights of the session: the owner of the tables,
    where the caller knows it.
    """

    def __init__(
        self,
        dsn: str,
        *,
        name: str,
        owner_dsn: str | None = None,
        every: float = EVERY,
        at_once: int = AT_ONCE,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.dsn = dsn
        self.owner_dsn = owner_dsn or dsn
        self.name = name
        self.every = every
        self.at_once = at_once
        self.leads = False
        self.runs = 0
        self._sleep = sleep
        self._running: dict[asyncio.Task[None], tuple[str, float]] = {}  # which schedule, and since when
        self._held: dict[str, float] = {}

    async def run(self) -> None:
        """Ticks until it is cancelled; a lost database is waited for."""
        pause = PAUSE
        while True:
            try:
                connection = await self._open("ticks")
                try:
                    pause = PAUSE
                    await self._lead(connection)
                finally:
                    self.leads = False
                    connection.close()
            except LOST as error:
                log.warning("schedules lost the database", error=_line(error))
            except SqlError as error:
                if not error.passing:  # a reload makes plans stale
                    log.error("schedules cannot be asked", sqlstate=error.state, error=error.message)
            await self._sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def finish(self, grace: float) -> None:
        """Waits for what runs, `grace` seconds at most.

        A statement that takes longer goes on in the database and is written down there. What works in batches, and
        VACUUM, is lost with its session; whoever ticks next does it again, if its schedule says so.
        """
        tasks = list(self._running)
        if tasks:
            await asyncio.wait(tasks, timeout=grace)
        await end(tasks)

    async def _lead(self, connection: Connection) -> None:
        while await self._one(connection, LEAD) != (b"t",):
            await self._sleep(FOLLOW)
        self.leads = True
        while True:
            names, seconds, plain, overlapping = await self._one(connection, DUE)
            alone, beside = _names(plain), _names(overlapping)
            for name in _names(names):
                if self._has_room(name, beside):
                    work = self._run(name, self.owner_dsn if name in alone else self.dsn)
                    task = asyncio.create_task(work, name=f"schedule {name}")
                    self._running[task] = name, time.monotonic()
                    task.add_done_callback(self._running.pop)
            await self._sleep(wait(self.every, None if seconds is None else float(seconds)))

    def _has_room(self, name: str, beside: list[str]) -> bool:
        """Whether one may begin now; of those in `beside`, also while another run of it goes on."""
        now, running = time.monotonic(), self._running.values()
        return (
            self._held.get(name, 0) < now
            and (name in beside or all(other != name for other, _ in running))
            and sum(now - since < LONG for _, since in running) < self.at_once
            and len(running) < MOST
        )

    async def _run(self, name: str, dsn: str) -> None:
        """All that is due of a schedule, in a session of its own, whose end tells that nobody is at it any more."""
        try:
            connection = await self._open(name, dsn)
            try:
                count = 0
                while count < 100 and await self._run_next(connection, name):
                    count += 1
                if not count:
                    self._held[name] = time.monotonic() + HOLD
            finally:
                connection.close()
        except LOST as error:
            log.warning("a schedule lost the database", schedule=name, error=_line(error))
        except SqlError as error:
            self._held[name] = time.monotonic() + (REFUSED if error.state == "42501" else FAILED)
            log.error("a schedule could not run", schedule=name, sqlstate=error.state, error=error.message)

    async def _run_next(self, connection: Connection, name: str) -> bool:
        run, state, kind, command, timeout = await self._one(connection, TAKE, name, self.name)
        if run is None:
            return False
        self.runs += 1
        if state != b"running":
            return True  # its job is in the queue
        seconds = int(timeout or b"3600")
        await self._one(connection, LIMIT, f"{seconds}s")
        error: str | None = None
        try:
            if kind == b"sql":
                while await self._one(connection, PERFORM, run, within=seconds + SHORT) == (b"t",):
                    pass
            else:
                await connection.run((command or b"").decode(), (), within=seconds + SHORT, prepare=False)
        except SqlError as failure:
            late = failure.state == "57014"
            error = (
                f"cancelled, or longer than {seconds} s" if late else f"{failure.message} (SQLSTATE {failure.state})"
            )
            log.warning("a schedule failed", schedule=name, error=error)
        await self._one(connection, LIMIT, f"{SHORT:g}s")
        if kind != b"sql" or error is not None:
            await self._one(connection, FINISH, run, error)
        return True

    async def _open(self, what: str, dsn: str | None = None) -> Connection:
        return await Connection.open(dsn or self.dsn, statement_timeout=SHORT, name=f"iwm schedules {what}"[:63])

    async def _one(
        self, connection: Connection, sql: str, *values: bytes | str | None, within: float = SHORT + 2
    ) -> tuple[bytes | None, ...]:
        given = [value.encode() if isinstance(value, str) else value for value in values]
        rows = await connection.run(sql, given, within=within)
        return rows[0]


def wait(every: float, seconds: float | None) -> float:
    """Seconds to sleep, `seconds` before the next slot: never less than `every`, and so that the slot is met."""
    return seconds if seconds is not None and every <= seconds < 2 * every else every


def _names(given: bytes | None) -> list[str]:
    return given.decode().split(",") if given else []


def _line(error: BaseException) -> str:
    with contextlib.suppress(IndexError):
        return str(error).splitlines()[0]
    return type(error).__name__
