"""One connection to PostgreSQL, driven on libpq itself: a statement costs a send, one wake-up and a read.

psycopg opens the connection (hosts, TLS, passwords, timeouts); its cursors would cost several times the statement here.
"""

import asyncio
import contextlib
import itertools
import os
import socket
from collections.abc import Sequence

import psycopg
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus
from psycopg.pq.abc import PGconn, PGresult

from app.http.sqlstates import SqlError, is_lost

_FIELDS = (
    DiagnosticField.MESSAGE_PRIMARY,
    DiagnosticField.MESSAGE_HINT,
    DiagnosticField.CONSTRAINT_NAME,
    DiagnosticField.COLUMN_NAME,
    DiagnosticField.MESSAGE_DETAIL,
)
KEEPALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 15000}
# The server's side of it: a session whose client vanished ends within half a minute, and so do the locks it holds.
BEGIN = (
    "select set_config('statement_timeout', $1::text, false), set_config('tcp_keepalives_idle', '10', false),"
    " set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false),"
    " set_config('tcp_user_timeout', '15000', false)"
)


class ConnectionLost(Exception):
    """The connection broke while a statement ran: nobody knows whether it took effect."""


class Connection:
    """A connection in autocommit. One statement at a time; statements are prepared at their first use."""

    def __init__(self, owner: psycopg.AsyncConnection, on_lost: "asyncio.Event | None" = None) -> None:
        self._owner = owner  # keeps the libpq connection alive
        self._pq: PGconn = owner.pgconn
        self._loop = asyncio.get_running_loop()
        self._fd = self._pq.socket
        self._prepared: dict[str, bytes] = {}
        self._names = itertools.count()
        self._waiter: asyncio.Future[list[PGresult]] | None = None
        self._results: list[PGresult] = []
        self._writing = False
        self._lost = on_lost or asyncio.Event()
        self.closed = False
        self._loop.add_reader(self._fd, self._readable)

    @classmethod
    async def open(
        cls, dsn: str, *, within: float = 5, statement_timeout: float = 10, name: str = "iwm"
    ) -> "Connection":
        """Opens a connection. Times in seconds. Raises psycopg.Error where that does not succeed."""
        opening = asyncio.ensure_future(
            psycopg.AsyncConnection.connect(
                dsn, autocommit=True, connect_timeout=max(2, round(within)), application_name=name, **KEEPALIVE
            )
        )
        try:
            async with asyncio.timeout(within + 1):
                owner = await asyncio.shield(opening)
        except asyncio.CancelledError:
            # A handshake that is broken off stays half open at the server, which waits a minute for the rest of it.
            with contextlib.suppress(psycopg.Error, OSError, TimeoutError):
                async with asyncio.timeout(1):
                    (await opening).pgconn.finish()
            raise
        except TimeoutError:
            opening.cancel()
            raise
        connection = cls(owner)
        try:
            limit = b"%d" % round(statement_timeout * 1000)
            await connection.run(BEGIN, (limit,), within=within, prepare=False)
        except (SqlError, ConnectionLost) as error:
            connection.close()
            raise psycopg.OperationalError(str(error)) from None
        return connection

    def knows(self, sql: str) -> bool:
        """Whether the statement has been used on this connection."""
        return sql in self._prepared

    async def run(
        self, sql: str, values: Sequence[bytes | None], *, within: float, prepare: bool = True
    ) -> list[tuple[bytes | None, ...]]:
        """Runs one statement and returns its rows, every value as text in bytes.

        Raises SqlError for an error answer (rolled back), ConnectionLost where the connection broke or no
        answer came `within` so many seconds.
        """
        if not prepare:
            self._send(self._pq.send_query_params, sql.encode(), values)
            return _rows(await self._answer(within))
        name = self._prepared.get(sql)
        if name is None:
            name = b"iwm%d" % next(self._names)
            self._send(self._pq.send_prepare, name, sql.encode())
            _rows(await self._answer(within))
            self._prepared[sql] = name
        self._send(self._pq.send_query_prepared, name, values)
        try:
            return _rows(await self._answer(within))
        except SqlError as error:
            if error.state in ("0A000", "26000", "42883", "42P18", "XX000"):
                # A reload made the plan stale. The next use prepares anew, under a name that was never used.
                self._prepared.pop(sql, None)
            raise

    def _send(self, how: object, *args: object) -> None:
        if self.closed:
            raise ConnectionLost("the connection is closed")
        try:
            how(*args)  # type: ignore[operator]
            if self._pq.flush():
                self._writing = True
                self._loop.add_writer(self._fd, self._writable)
        except psycopg.Error as error:
            self._lose(str(error))
            raise ConnectionLost(str(error)) from None

    async def _answer(self, within: float) -> list[PGresult]:
        waiter = self._waiter = self._loop.create_future()
        alarm = self._loop.call_later(within, self._lose, f"no answer within {within:g} s")
        try:
            return await waiter
        finally:
            alarm.cancel()
            self._waiter = None

    def _writable(self) -> None:
        try:
            if not self._pq.flush():
                self._writing = False
                self._loop.remove_writer(self._fd)
        except psycopg.Error as error:
            self._lose(str(error))

    def _readable(self) -> None:
        pq = self._pq
        try:
            pq.consume_input()
            if self._writing:
                self._writable()
            while not pq.is_busy():
                result = pq.get_result()
                if result is None:
                    results, self._results = self._results, []
                    if self._waiter is not None and not self._waiter.done() and results:
                        self._waiter.set_result(results)
                    return
                self._results.append(result)
                if pq.status == ConnStatus.BAD:
                    self._lose(result.error_message.decode(errors="replace").strip())
                    return
        except psycopg.Error as error:
            self._lose(str(error))

    def _lose(self, reason: str) -> None:
        """Gives the connection up. The socket is shut first, so that nothing in libpq can wait for it."""
        waiter = self._waiter
        self.close()
        if waiter is not None and not waiter.done():
            waiter.set_exception(ConnectionLost(reason))

    async def lost(self) -> None:
        """Returns when the connection is gone."""
        await self._lost.wait()

    def close(self) -> None:
        """Closes the connection at once. Calling it again does nothing."""
        if self.closed:
            return
        self.closed = True
        self._loop.remove_reader(self._fd)
        if self._writing:
            self._loop.remove_writer(self._fd)
        try:
            duplicate = socket.socket(fileno=os.dup(self._fd))
            duplicate.shutdown(socket.SHUT_RDWR)
            duplicate.close()
        except OSError:
            pass  # it is gone already
        self._pq.finish()
        self._lost.set()


def _rows(results: list[PGresult]) -> list[tuple[bytes | None, ...]]:
    result = results[0]
    status = result.status
    if status == ExecStatus.TUPLES_OK:
        get, columns = result.get_value, range(result.nfields)
        return [tuple([get(row, column) for column in columns]) for row in range(result.ntuples)]
    if status == ExecStatus.COMMAND_OK:
        return []
    state = (result.error_field(DiagnosticField.SQLSTATE) or b"08006").decode()
    fields = [(result.error_field(field) or b"").decode(errors="replace") for field in _FIELDS]
    if is_lost(state):
        raise ConnectionLost(f"{state}: {fields[0]}")
    raise SqlError(state, *fields)
