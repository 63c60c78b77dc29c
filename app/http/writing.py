"""A writing operation at work: one statement, its tokens, its Idempotency-Key, what it makes out of date."""

import asyncio
import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.http.arrays import array_items
from app.http.catalogue import Operation
from app.http.coalesce import TRIES, Values, jitter, plain_name
from app.http.connection import ConnectionLost
from app.http.database import lost
from app.http.exchange import NO_STORE, Exchange, Reply
from app.http.limits import rate_headers
from app.http.problems import FieldError, HttpProblem
from app.http.sqlstates import SqlError, sql_error

if TYPE_CHECKING:
    from app.http.endpoint import Services

KEY_LENGTH = 255


class Writer:
    """Calls the wrapper of a writing operation."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.rate = operation.rate or "write"
        self.names_key = any(arg.name == "idempotency_key" and arg.place == "injected" for arg in operation.args)
        width = len(operation.args)
        places = "".join(f"${number + 1}::text, " for number in range(width))
        wrapper = f"api.{plain_name(operation.function)}__call"
        # The arguments by place, the rest by name: a reload may have added an argument in between.
        named = ["_call_limited => ${}::boolean", "_call_client => ${}::text"]
        if operation.takes_key:
            named += ["_call_key => ${}::text", "_call_fingerprint => ${}::text"]
        more = ", ".join(text.format(width + number) for number, text in enumerate(named, 1))
        self.sql = f"select state, body, tags, version, rate, replayed from {wrapper}({places}{more})"  # noqa: S608 # nosec B608

    async def __call__(self, services: "Services", values: Values, exchange: Exchange) -> Reply:
        """The answer. Raises SqlError, HttpProblem."""
        key = idempotency_key(exchange.headers) if self.operation.takes_key or self.names_key else None
        parameters = [None if value is None else value.encode() for value in values]
        parameters += [b"true" if services.rate_limits else b"false", exchange.client.key.encode()]
        if self.operation.takes_key:
            parameters += [None, None] if key is None else [key.encode(), fingerprint(exchange)]
        state, body, tags, version, rate, replayed = await self._run(services, parameters, key is not None)
        if rate is not None:
            exchange.more = rate_headers(self.rate, rate.decode())
        if state is not None:
            raise sql_error(state.decode(), body)
        services.cache.touch(array_items(tags))
        if replayed == b"t":
            exchange.more.append((b"idempotency-replayed", b"true"))
        status = self.operation.status
        return Reply(b"" if status == 204 else body or b"", status, cache_control=NO_STORE, etag=version)

    async def _run(
        self, services: "Services", parameters: list[bytes | None], repeatable: bool
    ) -> tuple[bytes | None, ...]:
        pool = services.pool
        tries = 0
        while True:
            connection = await pool.acquire()
            try:
                [row] = await connection.run(self.sql, parameters, within=pool.timeout + 2)
                return row
            except SqlError as error:
                if not error.passing or tries >= TRIES:
                    raise
                tries += 1
            except ConnectionLost:
                if not repeatable:
                    raise lost() from None
                repeatable = False
            finally:
                pool.release(connection)
            await asyncio.sleep(jitter(tries))


def idempotency_key(headers: Mapping[bytes, bytes]) -> str | None:
    """The header Idempotency-Key; None where it is absent. Raises HttpProblem 422 for what cannot be one."""
    raw = headers.get(b"idempotency-key")
    if raw is None:
        return None
    key = raw.decode("latin-1")
    if not 1 <= len(key) <= KEY_LENGTH or not key.isascii() or not key.isprintable():
        problem = FieldError("Idempotency-Key", f"must be 1 to {KEY_LENGTH} printable ASCII characters", "header")
        raise HttpProblem(422, f"{problem.field} {problem.reason}.", errors=[problem])
    return key


def fingerprint(exchange: Exchange) -> bytes:
    """What makes two requests the same: method, path, query and body, as a SHA-256 in hex."""
    head = f"{exchange.method} {len(exchange.address)} ".encode()
    return hashlib.sha256(head + exchange.address + (exchange.body or b"")).hexdigest().encode()
