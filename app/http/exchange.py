"""One request and its answer: negotiation, conditional requests, compression, the headers that every answer carries."""

import time
from typing import TYPE_CHECKING, Any

from app.http.cache import MIN_COMPRESSED, Entry, compress, etag_of
from app.http.clients import Client
from app.http.conditional import matches, quoted
from app.http.problems import CONTENT_TYPE, HttpProblem

if TYPE_CHECKING:
    from app.http.front import Front

JSON = b"application/json"
NO_STORE = b"no-store"
REVALIDATE = b"no-cache"
PRIVATE = b"private, no-cache"
FRESH_FOR = 30  # seconds for which a copy outside may be used unasked; a change can end ours earlier, not theirs
MIN_COMPRESSED_ONCE = 2048
_COMPRESSIBLE = (
    b"application/json",
    b"application/problem+json",
    b"text/",
    b"application/javascript",
    b"image/svg+xml",
)

Headers = list[tuple[bytes, bytes]]


class Reply:
    """An answer with its whole body; to Litestar, an ASGI application. `etag`: a tag that names a version."""

    __slots__ = ("body", "cache_control", "content_type", "etag", "headers", "status")

    def __init__(
        self,
        body: bytes = b"",
        status: int = 200,
        content_type: bytes = JSON,
        headers: Headers | None = None,
        cache_control: bytes = NO_STORE,
        etag: bytes | None = None,
    ) -> None:
        self.body = body
        self.status = status
        self.content_type = content_type
        self.headers = headers
        self.cache_control = cache_control
        self.etag = etag

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await scope["iwm"].finish(self)


class EntryReply:
    """An answer out of the response cache, or on its way into it."""

    __slots__ = ("entry",)

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await scope["iwm"].finish_entry(self.entry)


class Exchange:
    """What is known of a request on its way; stands in the ASGI scope as `iwm`."""

    __slots__ = (
        "_held", "_send", "address", "body", "caller", "client", "from_cache", "front", "head", "headers", "method",
        "more", "operation", "path", "request_id", "size", "started", "status",
    )  # fmt: skip

    def __init__(
        self, front: "Front", method: str, path: bytes, address: bytes, headers: dict, send: Any, client: Client
    ) -> None:
        self.front = front
        self.client = client
        self.caller: str | None = None  # who was found to call, as calls are counted
        self.more: Headers = []  # headers that the answer shall carry, whatever it becomes
        self.method = method
        self.head = method == "HEAD"
        self.path = path
        self.address = address
        self.headers = headers
        self.body: bytes | None = None
        self.operation: Any = None
        self.from_cache = False
        self.status = 0
        self.size = 0
        self.started = time.perf_counter()
        self.request_id = front.request_id(headers.get(b"x-request-id"))
        self._send = send
        self._held: dict | None = None

    async def finish(self, reply: Reply) -> None:
        """Sends an answer whose body is complete."""
        body, status, headers, front = reply.body, reply.status, self.headers, self.front
        out: Headers = [(b"cache-control", reply.cache_control)]
        common = front.common(headers, self.request_id)
        out += self.more
        if reply.headers:
            out += reply.headers
            own = {name for name, _ in reply.headers}  # a page's own policy takes the place of everyone's
            common = [header for header in common if header[0] not in own]
        encoding = ""
        if len(body) >= MIN_COMPRESSED_ONCE and reply.content_type.startswith(_COMPRESSIBLE):
            encoding = front.encoding(headers.get(b"accept-encoding"))
        tag = reply.etag
        if status == 200 and (self.head or self.method == "GET") and reply.cache_control != NO_STORE:
            tag = tag or etag_of(body)
            if b"if-none-match" in headers and matches(headers[b"if-none-match"], tag):
                out.append((b"etag", quoted(tag, reply.etag is not None and not encoding)))
                await self._start(304, out + common)
                await self._end(b"")
                return
        if tag is not None:
            out.append((b"etag", quoted(tag, reply.etag is not None and not encoding)))
        if encoding:
            body = compress(body, encoding, thorough=False)
            out.append((b"content-encoding", encoding.encode()))
        if body or status not in (204, 304):
            out.append((b"content-type", reply.content_type))
            out.append((b"content-length", b"%d" % len(body)))
        await self._start(status, out + common)
        await self._end(body)

    async def finish_entry(self, entry: Entry) -> None:
        """Sends a cached answer, or 304 where the caller has it already."""
        headers = self.headers
        front = self.front
        encoding = ""
        if b"accept-encoding" in headers and len(entry.body) >= MIN_COMPRESSED:
            encoding = front.encoding(headers[b"accept-encoding"])
        if b"if-none-match" in headers and matches(headers[b"if-none-match"], entry.etag):
            await self._start(304, entry_headers(entry, encoding, False) + front.common(headers, self.request_id))
            await self._end(b"")
            return
        await self._start(200, entry_headers(entry, encoding) + front.common(headers, self.request_id))
        await self._end(entry.variant(encoding))

    async def problem(self, problem: HttpProblem) -> None:
        """Sends a problem."""
        await self.finish(self.problem_reply(problem))

    def problem_reply(self, problem: HttpProblem) -> Reply:
        """The answer that tells a problem."""
        body = problem.body(self.path.decode("ascii", "replace"), self.request_id)
        return Reply(body, problem.status, CONTENT_TYPE, problem.headers)

    async def _start(self, status: int, headers: Headers) -> None:
        self.status = status
        await self._send({"type": "http.response.start", "status": status, "headers": headers})

    async def _end(self, body: bytes) -> None:
        self.size = len(body)
        await self._send({"type": "http.response.body", "body": b"" if self.head else body})

    async def send(self, message: dict) -> None:
        """The `send` for answers that are not ours (streams, files): they get the common headers."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            given = {name.lower() for name, _ in message["headers"]}
            common = self.front.common(self.headers, self.request_id)
            extra = [(name, value) for name, value in common if name not in given]
            await self._send({**message, "headers": [*message["headers"], *extra]})
        elif message["type"] == "http.response.body":
            self.size += len(message.get("body", b""))
            await self._send({**message, "body": b""} if self.head else message)
        else:
            await self._send(message)


def entry_headers(entry: Entry, encoding: str, whole: bool = True) -> Headers:
    """The headers of a cached answer, made once a second; `whole` False for a 304."""
    age = int(time.monotonic() - entry.made)
    key = encoding if whole else f"304 {encoding}"
    kept: Any = entry.head.get(key)
    if kept is not None and kept[0] == age:
        return kept[1]
    headers = [
        (b"etag", quoted(entry.etag, entry.strong and not encoding)),
        # Age counts from when the body was made, so the time for which a copy is good is counted from there too.
        (b"cache-control", b"public, max-age=%d" % (age + FRESH_FOR)),
        (b"age", b"%d" % age),
    ]
    if entry.varies:
        headers.append((b"vary", b"Authorization"))
    if whole:
        headers.append((b"content-type", JSON))
        headers.append((b"content-length", b"%d" % len(entry.variant(encoding))))
        if encoding:
            headers.append((b"content-encoding", encoding.encode()))
    entry.head[key] = (age, headers)
    return headers
