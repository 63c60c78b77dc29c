"""A store in a bucket of an S3-compatible service. Files that are being written or worked on stand on this machine."""

import asyncio
import contextlib
import errno
import hashlib
import os
import secrets
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import httpx
import msgspec

from app.videos.parts import give_up_all, send_in_parts
from app.videos.sigv4 import EMPTY, encoded, encoded_query, sign
from app.videos.storage import PIECE, Folder, StoreError, checked, read_file

TIMEOUT = httpx.Timeout(60, connect=10)
TRIES = 3
OLD = 2 * 86400  # seconds after which what was left of a draft is taken away
PASSING = (500, 502, 503, 504)
PART = 64 << 20  # bytes of a file that go in one request


class Bucket(msgspec.Struct, frozen=True):
    """Where it is, and who we are there. `prefix` stands before every key: empty, or with a slash at its end."""

    address: str
    name: str
    prefix: str
    access_key: str
    secret_key: str
    region: str


def bucket_of(url: str) -> Bucket:
    """The bucket of s3://KEY:SECRET@host[:port]/bucket[/prefix][?region=…&tls=off]. Raises ValueError."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    name, _, prefix = parts.path.strip("/").partition("/")
    if parts.scheme != "s3" or not parts.hostname or not name or parts.username is None or parts.password is None:
        raise ValueError("this is no s3://KEY:SECRET@host/bucket")
    scheme = "http" if query.get("tls", ["on"])[-1] == "off" else "https"
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return Bucket(
        address=f"{scheme}://{host}" + (f":{parts.port}" if parts.port else ""),
        name=unquote(name),
        prefix=f"{unquote(prefix)}/" if prefix else "",
        access_key=unquote(parts.username),
        secret_key=unquote(parts.password),
        region=query.get("region", ["us-east-1"])[-1],
    )


class Objects:
    """The store. `spool`: the folder of this machine for files on their way. `part`: larger ones go in such parts."""

    def __init__(
        self,
        bucket: Bucket,
        spool: str | os.PathLike[str],
        *,
        transport: Any = None,
        pause: float = 0.3,
        part: int = PART,
    ) -> None:
        self.bucket = bucket
        self.spool = Folder(spool)
        self._transport = transport
        self._pause = pause
        self._part = part

    def draft(self, key: str) -> Path:
        """Where a new file is written."""
        return self.spool.draft(key)

    async def keep(self, key: str) -> None:
        """Sends a draft to the bucket; it stays here until release()."""
        path = self.spool.path(key)
        size = path.stat().st_size
        if size > self._part:
            await send_in_parts(self._ask, key, path, size, self._part)
            return
        digest = await asyncio.to_thread(_sha256, path)
        answer = await self._ask("PUT", key, payload=digest, length=size, body=lambda: read_file(path, 0, size))
        if not answer.is_success:  # 404 is of the bucket, not of the file
            raise StoreError(f"the object store answered {answer.status_code}")

    async def release(self, key: str) -> None:
        """The copy on this machine is not needed any more."""
        await self.spool.remove(key)

    @contextlib.asynccontextmanager
    async def local(self, key: str) -> AsyncIterator[Path]:
        """A block with the file on this machine. Raises FileNotFoundError."""
        if self.spool.path(key).is_file():
            yield self.spool.path(key)
            return
        path = self.spool.draft(key).with_name(f"{secrets.token_hex(16)}.copy")
        try:
            with await asyncio.to_thread(path.open, "wb") as file:
                async for piece in self._pieces(key, {}):
                    if self.room() < len(piece):
                        raise StoreError("there is no room on this machine for a copy")
                    await asyncio.to_thread(file.write, piece)
            yield path
        finally:
            await asyncio.to_thread(path.unlink, missing_ok=True)

    async def read(self, key: str, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from `start` to before `end`. Raises FileNotFoundError, StoreError."""
        async for piece in self._pieces(key, {"range": f"bytes={start}-{end - 1}"}):
            yield piece

    async def remove(self, key: str) -> None:
        """Removes it from the bucket, and what is here."""
        await self.spool.remove(key)
        answer = await self._ask("DELETE", key)
        if answer.status_code != 404:
            _check(answer, key)
        await give_up_all(self._ask, key, f"{self.bucket.prefix}{key}")

    def room(self) -> int:
        """What the disk has left for files on their way."""
        return self.spool.room()

    def sweep(self) -> int:
        """Takes away what was left here for long: of processes that were killed. Returns how many files."""
        before, count = time.time() - OLD, 0
        for path in self.spool.folder.rglob("*"):
            with contextlib.suppress(OSError):
                if path.is_file() and path.stat().st_mtime < before:
                    path.unlink()
                    count += 1
        return count

    async def _pieces(self, key: str, headers: dict[str, str]) -> AsyncIterator[bytes]:
        async with self._client() as client:
            request = self._request(client, "GET", key, EMPTY, headers, None)
            try:
                answer = await client.send(request, stream=True)
                try:
                    _check(answer, key)
                    async for piece in answer.aiter_raw(PIECE):
                        yield piece
                finally:
                    await answer.aclose()
            except httpx.HTTPError as error:
                raise StoreError(f"the object store cannot be reached: {type(error).__name__}") from None

    async def _ask(
        self,
        method: str,
        key: str,
        *,
        query: dict[str, str] | None = None,
        content: bytes = b"",
        payload: str = "",
        length: int | None = None,
        body: Any = None,
    ) -> httpx.Response:
        """Asks, several times if need be. `content`, or `body()` of `length` bytes and SHA-256 `payload`."""
        payload = payload or hashlib.sha256(content).hexdigest()
        tries = 0
        while True:
            tries += 1
            try:
                async with self._client() as client:
                    sent = body() if body else content or None
                    headers = {} if length is None else {"content-length": str(length)}
                    answer = await client.send(self._request(client, method, key, payload, headers, sent, query))
                if answer.status_code not in PASSING or tries >= TRIES:
                    return answer
            except httpx.HTTPError as error:
                if tries >= TRIES:
                    raise StoreError(f"the object store cannot be reached: {type(error).__name__}") from None
            await asyncio.sleep(self._pause * 2**tries)

    def _request(
        self,
        client: httpx.AsyncClient,
        method: str,
        key: str,
        payload: str,
        headers: dict[str, str],
        content: Any,
        query: dict[str, str] | None = None,
    ) -> httpx.Request:
        bucket = self.bucket
        path = f"/{bucket.name}/{bucket.prefix}{checked(key)}" if key else f"/{bucket.name}"
        wanted = {name: value for name, value in headers.items() if name != "content-length"}
        signed = sign(
            method,
            bucket.address.partition("://")[2],
            path,
            access_key=bucket.access_key,
            secret_key=bucket.secret_key,
            region=bucket.region,
            now=datetime.now(UTC),
            payload=payload,
            headers=wanted,
            query=query,
        )
        address = bucket.address + encoded(path) + (f"?{encoded_query(query)}" if query else "")
        length = {"content-length": headers["content-length"]} if "content-length" in headers else {}
        return client.build_request(method, address, headers={**signed, **length}, content=content)

    def _client(self) -> httpx.AsyncClient:
        # one for each request: tasks, servers and commands have event loops of their own
        return httpx.AsyncClient(timeout=TIMEOUT, transport=self._transport, follow_redirects=False)


def _check(answer: httpx.Response, key: str) -> None:
    if answer.status_code == 404:
        raise FileNotFoundError(errno.ENOENT, "there is no such file in the store", key)
    if not answer.is_success:
        raise StoreError(f"the object store answered {answer.status_code}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
