"""Operations that Python serves (@handler): hashing, secrets, files. Their rules are SQL functions that they call."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import msgspec

from app.http.coalesce import TRIES, jitter, plain_name
from app.http.exchange import NO_STORE, Exchange, Headers, Reply
from app.http.sqlstates import SqlError

if TYPE_CHECKING:
    from app.http.endpoint import Endpoint

Handler = Callable[["Call"], Awaitable[Reply]]


class Call:
    """A request to an operation with @handler.

    `values`: the arguments by name, checked, each as the text that PostgreSQL reads (None: not given); with `viewer`
    (a literal of iwm.viewer) and `client` (address) where the operation takes them. `receive` is ASGI's, from which
    app.http.uploads reads the body of an operation with @upload.
    """

    __slots__ = ("endpoint", "exchange", "receive", "scope", "values")

    def __init__(
        self, endpoint: "Endpoint", exchange: Exchange, scope: Any, values: dict[str, str | None], receive: Any = None
    ) -> None:
        self.endpoint = endpoint
        self.exchange = exchange
        self.scope = scope
        self.values = values
        self.receive = receive

    def __getitem__(self, name: str) -> str | None:
        return self.values[name]

    def text(self, name: str) -> str:
        """An argument that is always there."""
        value = self.values[name]
        if value is None:
            raise KeyError(name)
        return value

    def header(self, name: bytes, most: int = 255) -> str | None:
        """A header of the request (lower-case name), cut to `most` characters; None where it is absent or empty."""
        raw = self.exchange.headers.get(name)
        return raw.decode("latin-1").replace("\x00", "")[:most] or None if raw else None

    async def sql(self, function: str, **arguments: str | None) -> Any:
        """Calls api.<function>(_name => …), in autocommit, on the primary. Returns its result as JSON decodes it.

        Raises SqlError, which the endpoint turns into the problem that the function meant, and HttpProblem 503.
        """
        pool = self.endpoint.services.pool
        return await call_function(pool, function, arguments)

    def reply(self, data: Any, *, status: int | None = None, headers: Headers | None = None) -> Reply:
        """The success answer around `data`."""
        operation = self.endpoint.operation
        if (status or operation.status) == 204:
            return Reply(b"", 204, headers=headers, cache_control=NO_STORE)
        body = msgspec.json.encode({"success": True, "data": data, "message": operation.message or "OK"})
        return Reply(body, status or operation.status, headers=headers, cache_control=NO_STORE)


async def call_function(pool: Any, function: str, arguments: dict[str, str | None]) -> Any:
    """Calls api.<function> with named texts on `pool`; its result as JSON decodes it. Raises SqlError, HttpProblem."""
    places = ", ".join(f"_{plain_name(name)} => ${number}" for number, name in enumerate(arguments, 1))
    sql = f"select to_jsonb(f)::text from api.{plain_name(function)}({places}) as f"  # noqa: S608 # nosec B608
    parameters = [None if value is None else value.encode() for value in arguments.values()]
    tries = 0
    while True:
        try:
            [(found,)] = await pool.run(sql, parameters)
            return None if found is None else msgspec.json.decode(found)
        except SqlError as error:
            if not error.passing or tries >= TRIES:
                raise
        tries += 1
        await asyncio.sleep(jitter(tries))
