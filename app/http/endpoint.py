"""One operation at work: bind the arguments, ask the cache, call the function, answer."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec

from app.http.binding import Binder
from app.http.cache import Cache, Entry
from app.http.catalogue import Catalogue, Operation
from app.http.coalesce import TRIES, Coalescer, Queue, Values, jitter, plain_name
from app.http.conditional import asked_versions, version_tag
from app.http.connection import ConnectionLost
from app.http.database import Pool, lost
from app.http.exchange import NO_STORE, PRIVATE, REVALIDATE, EntryReply, Exchange, Reply
from app.http.handling import Call, Handler
from app.http.identity import Authenticator, sign_in_first
from app.http.logs import log
from app.http.problems import FieldError, HttpProblem, not_found, unavailable
from app.http.schemas import Schemas
from app.http.sqlstates import SqlError, to_problem

GONE = "42883"  # a load has just changed what the function takes, and we have not heard of it yet
WITH_BODY = ("POST", "PUT", "PATCH")
JSON_KINDS = (b"application/json", b"application/merge-patch+json")  # the second for operations with @patch


class Services(msgspec.Struct, frozen=True):
    """What all endpoints of a process share."""

    pool: Pool
    coalescer: Coalescer
    cache: Cache
    authenticate: Authenticator
    # The endpoint that a load puts in the place of one whose function is gone; itself where none came in time.
    successor: Callable[["Endpoint"], Awaitable["Endpoint | None"]]
    handlers: Mapping[str, Handler] = {}  # what serves operations with @handler


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
        places = ", ".join(f"${number + 1}::text" for number in range(len(operation.args)))
        wrapper = f"api.{plain_name(operation.function)}__call"
        self.call_sql = f"select body, tags, version from {wrapper}({places})"  # noqa: S608 # nosec B608
        self.takes_body = operation.method in WITH_BODY
        self.kinds = JSON_KINDS if any(arg.patch for arg in operation.args) else JSON_KINDS[:1]
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
                values[position] = self._injected(name, exchange, scope)
            if self.operation.handler is not None:
                call = Call(self, exchange, scope, dict(zip(self.binder.names, values, strict=True)))
                return await self.services.handlers[self.operation.handler](call)
            if self.operation.volatile:
                return await self._write(values, exchange)
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

    async def _write(self, values: Values, exchange: Exchange) -> Reply:
        pool = self.services.pool
        parameters = [None if value is None else value.encode() for value in values]
        repeatable = any(name == "idempotency_key" and values[position] for name, position in self.others)
        tries = 0
        while True:
            connection = await pool.acquire()
            try:
                [(body, tags, version)] = await connection.run(self.call_sql, parameters, within=pool.timeout + 2)
                break
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
        self.services.cache.touch(array_items(tags))
        status = self.operation.status
        return Reply(b"" if status == 204 else body or b"", status, cache_control=NO_STORE, etag=version)

    def _body_of(self, exchange: Exchange) -> bytes:
        """The JSON body. 415 where it is something else, or does not say that it is JSON."""
        kind = exchange.headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
        length = exchange.headers.get(b"content-length", b"0")
        empty = exchange.body == b"" or (exchange.body is None and length == b"0")
        if kind in self.kinds or (not kind and empty):
            return exchange.body or b""
        raise HttpProblem(
            415,
            "The body must be JSON." if kind else "The request does not say what its body is.",
            hint="Send Content-Type: application/json.",
            headers=[(b"accept", b"application/json")],
        )

    async def _fill_viewer(self, exchange: Exchange, values: Values) -> bool:
        viewer = await self.services.authenticate(exchange.headers)
        values[self.viewer_at] = viewer  # type: ignore[index]
        if viewer is None and self.operation.auth not in ("none", "optional"):
            raise sign_in_first()
        return viewer is not None

    def _injected(self, name: str, exchange: Exchange, scope: Any) -> str | None:
        if name == "client":
            return scope["client"][0] if scope.get("client") else None
        if name == "if_match":
            return asked_versions(exchange.headers.get(b"if-match"))
        if name == "idempotency_key":
            raw = exchange.headers.get(b"idempotency-key")
            if raw is None:
                return None
            key = raw.decode("latin-1")
            if not 1 <= len(key) <= 255 or not key.isascii() or not key.isprintable():
                problem = FieldError("Idempotency-Key", "must be 1 to 255 printable ASCII characters", "header")
                raise HttpProblem(422, f"{problem.field} {problem.reason}.", errors=[problem])
            return key
        return None

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


def array_items(literal: bytes | None) -> list[str]:
    """The texts of an array literal of PostgreSQL."""
    if not literal or literal == b"{}":
        return []
    text = literal.decode()[1:-1]
    if '"' not in text and "\\" not in text:
        return [item for item in text.split(",") if item != "NULL"]
    items, position = [], 0
    while position < len(text):
        if text[position] == '"':
            item, position = "", position + 1
            while text[position] != '"':
                position += text[position] == "\\"
                item += text[position]
                position += 1
            position += 2
        else:
            end = text.find(",", position)
            end = len(text) if end < 0 else end
            item, position = text[position:end], end + 1
            if item == "NULL":
                continue
        items.append(item)
    return items
