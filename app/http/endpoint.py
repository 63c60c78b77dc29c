"""One operation at work: bind the arguments, ask the cache, call the function, answer."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec

from app.http.arrays import array_items
from app.http.binding import Binder
from app.http.cache import Cache, Entry
from app.http.calls import Calls
from app.http.catalogue import Catalogue, Operation
from app.http.coalesce import Coalescer, Queue, Values
from app.http.conditional import asked_versions, version_tag
from app.http.database import Pool
from app.http.exchange import PRIVATE, REVALIDATE, EntryReply, Exchange, Reply
from app.http.handling import Call, Handler
from app.http.identity import Authenticator, sign_in_first
from app.http.limits import take_token
from app.http.logs import log
from app.http.problems import HttpProblem, not_found, unavailable
from app.http.schemas import Schemas
from app.http.sqlstates import SqlError, to_problem
from app.http.writing import Writer, idempotency_key

GONE = "42883"  # a load has just changed what the function takes, and we have not heard of it yet
WITH_BODY = ("POST", "PUT", "PATCH")
JSON_KINDS = (b"application/json", b"application/merge-patch+json")  # the second for operations with @patch
UPLOAD_KINDS = {
    "form": (b"multipart/form-data",),
    "raw": (b"application/octet-stream", b"application/offset+octet-stream"),  # the second is what tus clients send
}


class Services(msgspec.Struct, frozen=True):
    """What all endpoints of a process share."""

    pool: Pool
    coalescer: Coalescer
    cache: Cache
    authenticate: Authenticator
    # The endpoint that a load puts in the place of one whose function is gone; itself where none came in time.
    successor: Callable[["Endpoint"], Awaitable["Endpoint | None"]]
    handlers: Mapping[str, Handler] = {}  # what serves operations with @handler
    rate_limits: bool = True
    calls: Calls = msgspec.field(default_factory=Calls)


class Flight:
    """A fill of the cache under way: those who want the same wait for it."""

    __slots__ = ("began", "future")

    def __init__(self, began: int) -> None:
        self.began = began
        self.future: asyncio.Future[Entry] = asyncio.get_running_loop().create_future()


class Endpoint:
    """Serves one operation. Made anew after each load."""

    def __init__(self, operation: Operation, catalogue: Catalogue, schemas: Schemas, services: Services) -> None:
        self.operation = operation
        self.name = operation.function
        self.catalogue = catalogue
        self.services = services
        self.binder = Binder(operation, schemas)
        if operation.handler is not None and operation.handler not in services.handlers:
            raise ValueError(f"{operation.function}: there is no handler {operation.handler}")
        self.queue = Queue(operation.function, len(operation.args), operation.version)
        self.write = Writer(operation)
        self.takes_body = operation.method in WITH_BODY
        self.kinds = JSON_KINDS if any(arg.patch for arg in operation.args) else JSON_KINDS[:1]
        if operation.upload:
            self.kinds = UPLOAD_KINDS[operation.upload]
        self.streams_in = operation.upload is not None  # its handler reads the body
        self.streams_out = operation.download  # what it answers is no JSON
        viewer = [position for name, position in self.binder.injected if name == "viewer"]
        self.viewer_at = viewer[0] if viewer else None
        self.others = [(name, position) for name, position in self.binder.injected if name != "viewer"]
        self.ttl = operation.cache.ttl if operation.cache and not operation.volatile and not self.others else 0

    async def __call__(self, scope: Any, receive: Any = None) -> Reply | EntryReply:
        """Serves a request whose exchange stands in the scope. `receive` tells when its client goes away."""
        exchange: Exchange = scope["iwm"]
        exchange.operation = self.name
        try:
            body = self._body_of(exchange) if self.takes_body else None
            values = self.binder.bind(scope["path_params"], scope["query_string"], body)
            signed_in = self.viewer_at is not None and await self._fill_viewer(exchange, values)
            for name, position in self.others:
                values[position] = _injected(name, exchange)
            if self.operation.handler is not None:
                call = Call(self, exchange, scope, dict(zip(self.binder.names, values, strict=True)), receive)
                if self.operation.rate and self.services.rate_limits:
                    exchange.more = await take_token(self.services.pool, self.operation, call.values, exchange.client)
                if self.operation.auth not in ("none", "optional"):
                    await call.sql("may_call", viewer=call["viewer"], role=self.operation.auth)
                return await self.services.handlers[self.operation.handler](call)
            if self.operation.volatile:
                return await self.write(self.services, values, exchange)
            if self.ttl and not signed_in and self.services.cache.enabled:
                entry = await self.entry(values)
                if self.viewer_at is None:
                    self.services.cache.alias(entry, exchange.address)
                return EntryReply(entry)
            answer, _, version = await self.services.coalescer.read(self.queue, values, receive)
            headers = [(b"vary", b"Authorization")] if self.viewer_at is not None else None
            return Reply(
                answer,
                self.operation.status,
                headers=headers,
                cache_control=PRIVATE if signed_in else REVALIDATE,
                etag=version_tag(version, answer),
            )
        except HttpProblem as problem:
            return exchange.problem_reply(problem)
        except SqlError as error:
            if error.state == GONE:
                newer = await self.services.successor(self)
                if newer is None:
                    return exchange.problem_reply(not_found())
                if newer is not self:
                    return await newer(scope, receive)
            return exchange.problem_reply(self.problem(error, exchange))

    async def entry(self, values: Values) -> Entry:
        """The cached answer of a call, filled by one of those who want it at once."""
        cache = self.services.cache
        key = (self.name, tuple(values))
        entry = cache.get(key)
        if entry is not None:
            cache.hits += 1
            entry.hits += 1
            return entry
        cache.misses += 1
        flight: Flight | None = cache.flights.get(key)
        # Not one that began before a change: who has just written must not be told what was before.
        if flight is not None and flight.began == cache.now():
            return await asyncio.shield(flight.future)
        flight = cache.flights[key] = Flight(cache.now())
        try:
            body, tags, version = await self.services.coalescer.read(self.queue, values)
            entry = cache.put(key, self.name, body, array_items(tags), self.ttl, flight.began)
            entry.varies = self.viewer_at is not None
            if version is not None:
                entry.strong, entry.etag = True, version_tag(version, body) or entry.etag
            flight.future.set_result(entry)
            return entry
        except BaseException as error:
            told = unavailable("The request was given up.") if isinstance(error, asyncio.CancelledError) else error
            flight.future.set_exception(told)
            flight.future.exception()  # nobody needs to wait for it
            raise
        finally:
            if cache.flights.get(key) is flight:
                del cache.flights[key]

    def _body_of(self, exchange: Exchange) -> bytes:
        """The JSON body; empty where a handler reads it. 415 where it is something else, or does not say what it is."""
        kind = exchange.headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
        length = exchange.headers.get(b"content-length", b"0")
        empty = exchange.body == b"" or (exchange.body is None and length == b"0")
        if kind in self.kinds or (not kind and empty and not self.streams_in):
            return exchange.body or b""
        name = self.kinds[0].decode()
        raise HttpProblem(
            415,
            f"The body must be {'JSON' if self.kinds[0] == JSON_KINDS[0] else name}."
            if kind
            else "The request does not say what its body is.",
            hint=f"Send Content-Type: {name}.",
            headers=[(b"accept", self.kinds[0])],
        )

    async def _fill_viewer(self, exchange: Exchange, values: Values) -> bool:
        viewer = await self.services.authenticate(exchange.headers)
        values[self.viewer_at] = viewer  # type: ignore[index]
        if viewer is not None:
            exchange.caller = self.services.calls.signed_in(exchange.headers.get(b"authorization", b""), viewer)
        if viewer is None and self.operation.auth not in ("none", "optional"):
            raise sign_in_first()
        return viewer is not None

    def problem(self, error: SqlError, exchange: Exchange) -> HttpProblem:
        """What the caller is told of an SQL error; what is our fault is logged under its incident."""
        problem = to_problem(error, self.operation, self.catalogue)
        if problem.incident:
            log.error(
                "internal error",
                incident=problem.incident,
                request_id=exchange.request_id,
                function=self.name,
                sqlstate=error.state,
                error=error.message,
            )
        return problem


def _injected(name: str, exchange: Exchange) -> str | None:
    if name == "client":
        return exchange.client.address
    if name == "if_match":
        return asked_versions(exchange.headers.get(b"if-match"))
    return idempotency_key(exchange.headers) if name == "idempotency_key" else None
