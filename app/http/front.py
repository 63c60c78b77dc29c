"""The ASGI application in front of Litestar: all that needs no handler is answered or decided here."""

import asyncio
import itertools
import os
import time
from collections.abc import Awaitable, Callable
from typing import Any

from app.http.cache import Cache
from app.http.calls import ANYBODY, Calls
from app.http.clients import Clients
from app.http.exchange import Exchange, Headers, Reply
from app.http.guard import check_json, check_target
from app.http.logs import log
from app.http.metrics import Metrics
from app.http.problems import HttpProblem, unavailable

ASGIApp = Callable[[Any, Any, Any], Awaitable[None]]
Resolve = Callable[[str, str], tuple[Callable[[Any, Any], Awaitable[ASGIApp]], dict[str, str]] | None]
CSP = b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
EXPOSED = (
    b"ETag, X-Request-ID, Retry-After, Age, RateLimit, RateLimit-Policy, Idempotency-Replayed, Upload-Offset, "
    b"Upload-Length, Accept-Ranges, Content-Range, Content-Disposition"
)
_SAFE_ID = bytes(range(0x30, 0x3A)) + bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B)) + b"-_."
# What stands behind ? there is a secret, and not for the log.
UNTOLD = (b"/account/", b"/activate", b"/v1/auth/", b"/v1/live")
UNTOLD_ARGUMENT = b"link="  # of a file, which opens it for an hour
MAX_MEMO = 512
BODY_TIMEOUT = 20.0  # seconds


class Front:
    """Guard, request ids, security headers, CORS, metrics, access log, cache hits and 304s; then `inner`.

    `inner` may be exchanged at any time: a request that has begun stays with the one that it began with.
    """

    def __init__(
        self,
        cache: Cache,
        metrics: Metrics,
        *,
        production: bool = False,
        cors_origins: tuple[str, ...] = (),
        max_body_bytes: int = 1_048_576,
        trusted_proxies: tuple[str, ...] = (),
    ) -> None:
        self.inner: ASGIApp | None = None
        self.resolve: Resolve = lambda path, method: None
        self.ready = False  # until then only what needs no catalogue is served
        self.cache = cache
        self.metrics = metrics
        self.max_body_bytes = max_body_bytes
        self.clients = Clients(trusted_proxies)
        self.calls = Calls()
        self._addresses = cache.by_address
        self._origins = frozenset(origin.encode() for origin in cors_origins)
        self._encodings: dict[bytes, str] = {}
        self._accepts: dict[bytes, bool] = {b"*/*": True, b"application/json": True}
        self._id_prefix = os.urandom(5).hex()
        self._ids = itertools.count(1)
        self._security: Headers = [
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"referrer-policy", b"no-referrer"),
            (b"content-security-policy", CSP),
        ]
        if production:
            self._security.append((b"strict-transport-security", b"max-age=63072000; includeSubDomains"))
        self._vary = (b"vary", b"Accept-Encoding, Origin" if self._origins else b"Accept-Encoding")
        self._common: Headers = [*self._security, self._vary]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            if self.inner is not None and scope["type"] == "websocket":
                await self.inner(scope, receive, send)
            return
        headers = dict(scope["headers"])
        method, path, query = scope["method"], scope["raw_path"], scope["query_string"]
        address = path + b"?" + query if query else path
        exchange = Exchange(self, method, path, address, headers, send, self.clients.of(scope))
        metrics = self.metrics
        metrics.in_flight += 1
        try:
            if method == "GET" or method == "HEAD":
                entry = self._addresses.get(address)
                if entry is not None and entry.expires > time.monotonic() and self._acceptable(headers):
                    self.cache.hit(entry)
                    exchange.operation = entry.operation
                    exchange.from_cache = True
                    await exchange.finish_entry(entry)
                    return
            await self._forward(exchange, scope, receive, send)
        finally:
            metrics.in_flight -= 1
            seconds = time.perf_counter() - exchange.started
            operation = exchange.operation
            metrics.observe(operation, exchange.status, seconds, exchange.from_cache)
            if exchange.from_cache or path.startswith(b"/v1/"):
                calls = self.calls
                caller = exchange.caller
                if caller is None:
                    token = headers.get(b"authorization")
                    caller = ANYBODY if token is None else calls.callers.get(token, ANYBODY)
                counts = calls.counts.get((caller, exchange.client.key, operation))
                if counts is not None and exchange.status < 400:
                    counts[0] += 1
                else:
                    calls.add(caller, exchange.client.key, operation or "other", exchange.status >= 400)
            if metrics.access_log:
                how = f"{operation}{' (cache)' if exchange.from_cache else ''}"
                secret = path.startswith(UNTOLD) or UNTOLD_ARGUMENT in query
                target = (path if secret else address).decode("latin-1")
                client = exchange.client.address or "-"
                log.access(method, target, exchange.status, seconds, exchange.size, exchange.request_id, how, client)

    async def _forward(self, exchange: Exchange, scope: Any, receive: Any, send: Any) -> None:
        headers, method = exchange.headers, exchange.method
        inner = self.inner
        try:
            check_target(exchange.path, scope["query_string"])
            if exchange.head:
                scope["method"] = "GET"
            found = self.resolve(scope["path"], scope["method"])
            if not self._acceptable(headers) and _is_json(exchange.path, found):
                raise HttpProblem(406, "Only application/json can be answered.", hint="Send Accept: application/json.")
            if method == "OPTIONS" and b"access-control-request-method" in headers and self._allows(headers):
                await exchange.finish(self._preflight(headers))
                return
            read = not getattr(found and found[0], "streams_in", False)
            if read and method not in ("GET", "HEAD", "OPTIONS", "TRACE"):
                exchange.body = await self._read_body(headers, receive)
            if inner is None or (not self.ready and exchange.path.startswith((b"/v1", b"/openapi"))):
                raise unavailable("The server is starting: it has not reached its database yet.", code="starting")
            scope["iwm"] = exchange
            if found is None:
                await inner(scope, receive, exchange.send)
            else:
                endpoint, scope["path_params"] = found
                reply = await endpoint(scope, receive)
                await reply(scope, receive, send)
        except HttpProblem as problem:
            await exchange.problem(problem)
        except Exception as error:
            if exchange.status:
                raise
            problem = HttpProblem(500, "Something went wrong on our side. It was noted.", incident=exchange.request_id)
            log.error("unexpected error", incident=exchange.request_id, error=f"{type(error).__name__}: {error}")
            await exchange.problem(problem)

    async def _read_body(self, headers: dict[bytes, bytes], receive: Any) -> bytes | None:
        """The body of a JSON request, checked before anything parses it; None where there is another kind of body."""
        kind = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
        if kind and kind != b"application/json" and not kind.endswith(b"+json"):
            return None  # nobody reads it: the operation refuses it
        length = headers.get(b"content-length", b"")
        if length.isdigit() and int(length) > self.max_body_bytes:
            raise self._too_large()
        parts: list[bytes] = []
        try:
            async with asyncio.timeout(BODY_TIMEOUT):
                await self._receive(receive, parts)
        except TimeoutError:
            raise HttpProblem(
                408, f"The body took more than {BODY_TIMEOUT:g} seconds.", hint="Send it again."
            ) from None
        body = b"".join(parts)
        if body:
            check_json(body)
        return body

    async def _receive(self, receive: Any, parts: list[bytes]) -> None:
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise HttpProblem(400, "The body ended too early.", hint="Send all of it.")
            part = message.get("body", b"")
            size += len(part)
            if size > self.max_body_bytes:
                raise self._too_large()
            parts.append(part)
            if not message.get("more_body"):
                return

    def _too_large(self) -> HttpProblem:
        return HttpProblem(413, f"The body is larger than {self.max_body_bytes} bytes.", hint="Send less at once.")

    def common(self, headers: dict[bytes, bytes], request_id: bytes | str) -> Headers:
        """The headers that every answer carries."""
        out = [*self._common, (b"x-request-id", request_id.encode() if isinstance(request_id, str) else request_id)]
        if self._origins and self._allows(headers):
            anyone = b"*" in self._origins
            out.append((b"access-control-allow-origin", b"*" if anyone else headers[b"origin"]))
            out.append((b"access-control-expose-headers", EXPOSED))
        return out

    def _allows(self, headers: dict[bytes, bytes]) -> bool:
        origin = headers.get(b"origin")
        return origin is not None and (origin in self._origins or b"*" in self._origins)

    def _preflight(self, headers: dict[bytes, bytes]) -> Reply:
        return Reply(
            status=204,
            headers=[
                (b"access-control-allow-methods", b"GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"),
                (
                    b"access-control-allow-headers",
                    b"Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, If-Range, Last-Event-ID, "
                    b"Range, Upload-Offset, X-Request-ID",
                ),
                (b"access-control-max-age", b"600"),
            ],
        )

    def request_id(self, given: bytes | None) -> str:
        """The caller's id of the request where it is a plain word, else one of ours."""
        if given is not None and 0 < len(given) <= 128 and not given.translate(None, _SAFE_ID):
            return given.decode()
        return f"{self._id_prefix}-{next(self._ids):x}"

    def encoding(self, accept: bytes | None) -> str:
        """The best encoding that the caller takes: "zstd", "gzip" or ""."""
        if not accept:
            return ""
        found = self._encodings.get(accept)
        if found is None:
            found = _best_encoding(accept)
            if len(self._encodings) < MAX_MEMO:
                self._encodings[accept] = found
        return found

    def _acceptable(self, headers: dict[bytes, bytes]) -> bool:
        accept = headers.get(b"accept")
        if accept is None:
            return True
        found = self._accepts.get(accept)
        if found is None:
            found = _takes_json(accept)
            if len(self._accepts) < MAX_MEMO:
                self._accepts[accept] = found
        return found


def _is_json(path: bytes, found: tuple[Any, Any] | None) -> bool:
    """Whether what is at an address answers with JSON: all of the API but its streams and files."""
    return path.startswith(b"/v1/") and path != b"/v1/live" and not getattr(found and found[0], "streams_out", False)


def _weights(header: bytes) -> dict[str, float]:
    weights = {}
    for part in header.decode("latin-1").lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    weight = float(parameter[2:])
                except ValueError:
                    weight = 0.0
        weights[name] = weight
    return weights


def _best_encoding(accept: bytes) -> str:
    weights = _weights(accept)
    anything = weights.get("*", 0.0)
    zstd, gzip = weights.get("zstd", anything), weights.get("gzip", weights.get("x-gzip", anything))
    if max(zstd, gzip) <= 0 or weights.get("identity", 0.0) > max(zstd, gzip):
        return ""
    return "zstd" if zstd >= gzip else "gzip"


def _takes_json(accept: bytes) -> bool:
    weights = _weights(accept)
    names = ("application/json", "application/*", "*/*", "application/problem+json")
    return not accept.strip() or any(weights.get(name, 0.0) > 0 for name in names)
