"""A file as an answer: whole or a part of it, with validators, under a safe name (RFC 9110, 13 and 14)."""

import asyncio
import contextlib
import email.utils
import re
from typing import Any
from urllib.parse import quote

import msgspec

from app.http.exchange import Exchange, Headers
from app.http.problems import HttpProblem, unavailable
from app.videos.storage import Store, StoreError

_RANGE = re.compile(r"bytes=\s*+(\d*+)\s*+-\s*+(\d*+)\s*+", re.ASCII)
_UNSAFE = re.compile(r"[^A-Za-z0-9._ ()\[\]+-]")


class File(msgspec.Struct, frozen=True):
    """A file of the store. `modified`: seconds since 1970; a key names the same bytes for ever."""

    key: str
    media_type: str
    file_name: str
    bytes: int
    modified: int

    @property
    def etag(self) -> str:
        """Strong: the random part of its key."""
        return f'"{self.key.rpartition("/")[2].partition(".")[0]}"'


class FileReply:
    """The answer with a file, read piece by piece while it is sent.

    `private`: for the caller alone. `anywhere`: pages of other origins may show it all the same, as through a link.
    """

    def __init__(
        self, store: Store, file: File, *, download: bool = False, private: bool = True, anywhere: bool = False
    ) -> None:
        self.store = store
        self.file = file
        self.download = download
        self.private = private
        self.anywhere = anywhere or not private

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Sends it."""
        exchange: Exchange = scope["iwm"]
        file = self.file
        headers = self._headers()
        if not self._as_expected(exchange):
            raise HttpProblem(412, "It is another file than that one.", hint="Ask for it without If-Match.")
        if self._known(exchange):
            await self._send(exchange, 304, headers, 0, 0, receive)
            return
        asked = None if exchange.head else exchange.headers.get(b"range")  # parts are for GET alone
        part = part_of(asked.decode("latin-1"), file.bytes) if asked and self._still(exchange) else None
        if part == (0, 0):
            unsatisfied = [(b"content-range", f"bytes */{file.bytes}".encode())]
            raise HttpProblem(
                416, f"The file has {file.bytes} bytes.", hint="Ask for bytes that it has.", headers=unsatisfied
            )
        start, end = part or (0, file.bytes)
        headers.append((b"content-type", file.media_type.encode()))
        headers.append((b"content-length", str(end - start).encode()))
        headers.append((b"content-disposition", disposition(file.file_name, self.download)))
        if part:
            headers.append((b"content-range", f"bytes {start}-{end - 1}/{file.bytes}".encode()))
        await self._send(exchange, 206 if part else 200, headers, start, end, receive)

    def _headers(self) -> Headers:
        control = b"private, max-age=3600" if self.private else b"public, max-age=300"
        return [
            (b"etag", self.file.etag.encode()),
            (b"last-modified", email.utils.formatdate(self.file.modified, usegmt=True).encode()),
            (b"accept-ranges", b"bytes"),
            (b"cache-control", control),
            # a page elsewhere may show it, but nothing in it can run
            (b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'; sandbox"),
            (b"cross-origin-resource-policy", b"cross-origin" if self.anywhere else b"same-origin"),
        ]

    def _still(self, exchange: Exchange) -> bool:
        """Whether the part that is asked for is one of the file that the caller has (If-Range)."""
        condition = exchange.headers.get(b"if-range")
        if condition is None:
            return True
        text = condition.decode("latin-1").strip()
        return text == self.file.etag if text.startswith('"') else _seconds(condition) == self.file.modified

    def _as_expected(self, exchange: Exchange) -> bool:
        """Whether the file is the one that the caller goes on with (If-Match, If-Unmodified-Since)."""
        tags = exchange.headers.get(b"if-match")
        if tags is not None:
            return _matches(tags, self.file.etag, strong=True)
        since = _seconds(exchange.headers.get(b"if-unmodified-since"))
        return since is None or self.file.modified <= since

    def _known(self, exchange: Exchange) -> bool:
        """Whether the caller has the file already (If-None-Match, If-Modified-Since)."""
        tags = exchange.headers.get(b"if-none-match")
        if tags is not None:
            return _matches(tags, self.file.etag)
        since = _seconds(exchange.headers.get(b"if-modified-since"))
        return since is not None and self.file.modified <= since

    async def _send(
        self, exchange: Exchange, status: int, headers: Headers, start: int, end: int, receive: Any
    ) -> None:
        pieces = self.store.read(self.file.key, start, end)
        first = b""
        if end > start and not exchange.head:
            try:
                first = await anext(pieces)  # before the headers: a file that is gone is told as such
            except (FileNotFoundError, StopAsyncIteration):
                raise HttpProblem(404, "The file is gone.", hint="It may have been deleted just now.") from None
            except StoreError:
                raise unavailable("The store of files cannot be reached.", code="no_store", retry_after=30) from None
        await exchange.send({"type": "http.response.start", "status": status, "headers": [*headers, *exchange.more]})
        gone = asyncio.ensure_future(_gone(receive))
        try:
            if first:
                await exchange.send({"type": "http.response.body", "body": first, "more_body": True})
                async for piece in pieces:
                    if gone.done():
                        return
                    await exchange.send({"type": "http.response.body", "body": piece, "more_body": True})
            await exchange.send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            gone.cancel()
            await pieces.aclose()  # type: ignore[attr-defined]
            await asyncio.gather(gone, return_exceptions=True)


async def _gone(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def part_of(header: str, size: int) -> tuple[int, int] | None:
    """Where the part begins and ends; None: the whole, for no range or several; (0, 0): there is no such part."""
    found = _RANGE.fullmatch(header)
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        length = min(_number(found[2]), size)
        return (size - length, size) if length else (0, 0)
    start = _number(found[1])
    last = _number(found[2]) if found[2] else size
    if last < start and found[2]:
        return None
    end = min(last + 1, size)
    return (start, end) if start < size else (0, 0)


def _number(digits: str) -> int:
    """A number, or one that is beyond every size: there may be thousands of digits."""
    return int(digits.lstrip("0")[:20] or "0")


def _matches(header: bytes, etag: str, *, strong: bool = False) -> bool:
    tags = [tag.strip() for tag in header.decode("latin-1").split(",")]
    return "*" in tags or etag in (tag if strong else tag.removeprefix("W/") for tag in tags)


def _seconds(header: bytes | None) -> int | None:
    """A date of HTTP in seconds since 1970; None where there is none that can be read."""
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        return int(email.utils.parsedate_to_datetime((header or b"").decode("latin-1")).timestamp())
    return None


def disposition(name: str, download: bool) -> bytes:
    """Content-Disposition: an ASCII name that no parser stumbles over, and the real one (RFC 6266, 8187)."""
    plain = _UNSAFE.sub("_", name)
    kind = "attachment" if download else "inline"
    text = f'{kind}; filename="{plain}"'
    if plain != name:
        text += f"; filename*=UTF-8''{quote(name, safe='')}"
    return text.encode("ascii")
