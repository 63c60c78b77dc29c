"""A small S3-compatible store on loopback: objects in memory, and every signature is checked."""

import asyncio
import contextlib
import hashlib
import re
from collections.abc import AsyncIterator
from datetime import datetime
from urllib.parse import parse_qsl, unquote

from app.videos.sigv4 import sign

ACCESS, SECRET, REGION = "AKIAEXAMPLE", "a secret/with+signs", "eu-test-1"


class FakeStore:
    """What it holds, by path; uploads in parts by their ids; how it was asked; how often it will fail from now on."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.uploads: dict[str, tuple[str, dict[int, bytes]]] = {}
        self.asked: list[tuple[str, str]] = []
        self.failing = 0
        self.port = 0

    def url(self, bucket: str = "videos", prefix: str = "iwm/media") -> str:
        """The setting that leads here."""
        secret = SECRET.replace("/", "%2F").replace("+", "%2B").replace(" ", "%20")
        return f"s3://{ACCESS}:{secret}@127.0.0.1:{self.port}/{bucket}/{prefix}?region={REGION}&tls=off"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = head[0].split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        status, content, more = self.answer(method, target, headers, body)
        lines = [f"HTTP/1.1 {status} x", f"content-length: {len(content)}", "connection: close", *more]
        writer.write("\r\n".join([*lines, "", ""]).encode() + content)
        with contextlib.suppress(ConnectionError):
            await writer.drain()
        writer.close()

    def answer(self, method: str, target: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes, list[str]]:
        """Status, body, headers."""
        self.asked.append((method, target))
        if self.failing:
            self.failing -= 1
            return 503, b"<Error>SlowDown</Error>", []
        path, _, line = target.partition("?")
        path, query = unquote(path), dict(parse_qsl(line, keep_blank_values=True))
        names = headers.get("authorization", "").partition("SignedHeaders=")[2].partition(",")[0].split(";")
        right = sign(
            method, headers["host"], path, access_key=ACCESS, secret_key=SECRET, region=REGION,
            now=datetime.strptime(headers["x-amz-date"], "%Y%m%dT%H%M%SZ"),
            payload=headers["x-amz-content-sha256"],
            headers={n: headers[n] for n in names if n not in ("host", "x-amz-date", "x-amz-content-sha256")},
            query=query,
        )  # fmt: skip
        if right["authorization"] != headers.get("authorization"):
            return 403, b"<Error>SignatureDoesNotMatch</Error>", []
        if hashlib.sha256(body).hexdigest() != headers["x-amz-content-sha256"]:
            return 400, b"<Error>XAmzContentSHA256Mismatch</Error>", []
        if query:
            return self._parts(method, path, query, body)
        if method == "PUT":
            self.objects[path] = body
            return 200, b"", []
        if path not in self.objects:
            return 404, b"<Error>NoSuchKey</Error>", []
        if method == "DELETE":
            del self.objects[path]
            return 204, b"", []
        content = self.objects[path]
        if "range" in headers:
            start, end = headers["range"].removeprefix("bytes=").split("-")
            return 206, content[int(start) : int(end) + 1], []
        return 200, content, []

    def _parts(self, method: str, path: str, query: dict[str, str], body: bytes) -> tuple[int, bytes, list[str]]:
        """What has to do with uploads in parts."""
        if method == "GET":
            bucket = f"{path}/"
            found = [(name, id) for id, (name, _) in self.uploads.items() if name.startswith(bucket + query["prefix"])]
            told = (f"<Upload><Key>{n.removeprefix(bucket)}</Key><UploadId>{id}</UploadId></Upload>" for n, id in found)
            return 200, f"<ListMultipartUploadsResult>{''.join(told)}</ListMultipartUploadsResult>".encode(), []
        if "uploads" in query:
            id = f"an id+{len(self.asked)}/="
            self.uploads[id] = (path, {})
            return 200, f"<InitiateMultipartUploadResult><UploadId>{id}</UploadId></…>".encode(), []
        id = query["uploadId"]
        if id not in self.uploads or self.uploads[id][0] != path:
            return 404, b"<Error>NoSuchUpload</Error>", []
        parts = self.uploads[id][1]
        if method == "PUT":
            parts[int(query["partNumber"])] = body
            return 200, b"", [f'etag: "{hashlib.md5(body, usedforsecurity=False).hexdigest()}"']
        del self.uploads[id]
        if method == "POST":
            tags = [f'"{hashlib.md5(parts[n], usedforsecurity=False).hexdigest()}"' for n in sorted(parts)]
            if re.findall("<ETag>(.*?)</ETag>", body.decode()) != tags:
                return 200, b"<Error>InvalidPart</Error>", []
            self.objects[path] = b"".join(parts[n] for n in sorted(parts))
        return 200, b"", []


@contextlib.asynccontextmanager
async def object_store() -> AsyncIterator[FakeStore]:
    """One that runs."""
    store = FakeStore()
    server = await asyncio.start_server(store.serve, "127.0.0.1", 0)
    store.port = server.sockets[0].getsockname()[1]
    async with server:
        yield store
