"""A large file goes into a bucket in parts (S3 multipart uploads): each can be sent again by itself."""

import asyncio
import contextlib
import hashlib
import re
from collections.abc import Awaitable, Callable
from html import escape, unescape
from pathlib import Path
from typing import Any

import httpx

from app.videos.storage import PIECE, StoreError, read_file

MOST_PARTS = 10_000  # as S3 has it
_UPLOAD_ID = re.compile(r"<UploadId>([^<]+)</UploadId>")
_KEY = re.compile(r"<Key>([^<]+)</Key>")
_UPLOAD = re.compile(r"<Upload>(.*?)</Upload>", re.DOTALL)

# (method, key, query, body, its SHA-256, its length) -> the answer; app.videos.objects has it
Ask = Callable[..., Awaitable[httpx.Response]]


async def send_in_parts(ask: Ask, key: str, path: Path, size: int, part: int) -> None:
    """Sends the file at `path` in parts of `part` bytes, or more where there would be too many.

    Raises StoreError; then, and when it is cancelled, nothing of it stays in the bucket.
    """
    part = max(part, -(-size // MOST_PARTS))
    begun = _answered(await ask("POST", key, query={"uploads": ""}))
    found = _UPLOAD_ID.search(begun.text)
    if found is None:
        raise StoreError("the object store did not say how the upload in parts is called")
    upload = unescape(found[1])
    try:
        tags = [
            await _send(ask, key, path, upload, number, start, min(start + part, size))
            for number, start in enumerate(range(0, size, part), 1)
        ]
        parts = "".join(
            f"<Part><PartNumber>{number}</PartNumber><ETag>{escape(tag, quote=False)}</ETag></Part>"
            for number, tag in enumerate(tags, 1)
        )
        body = f"<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>".encode()
        done = _answered(await ask("POST", key, query={"uploadId": upload}, content=body))
        if "<Error>" in done.text:  # it may say so after it has said 200
            raise StoreError("the object store could not put the parts together")
    except BaseException:
        await asyncio.shield(asyncio.ensure_future(_give_up(ask, key, upload)))
        raise


async def give_up_all(ask: Ask, key: str, name: str) -> None:
    """Gives up the uploads in parts of a key that a killed process has left. `name`: the key in the bucket."""
    answer = await ask("GET", "", query={"uploads": "", "prefix": name})
    if not answer.is_success:  # not every service tells; a rule of the bucket has to do it there
        return
    for one in _UPLOAD.findall(answer.text):
        of, upload = _KEY.search(one), _UPLOAD_ID.search(one)
        if of and upload and unescape(of[1]) == name:
            await _give_up(ask, key, unescape(upload[1]))


async def _send(ask: Ask, key: str, path: Path, upload: str, number: int, start: int, end: int) -> str:
    """Sends a part; its tag."""
    digest = await asyncio.to_thread(_sha256, path, start, end)
    answer = await ask(
        "PUT", key, query={"partNumber": str(number), "uploadId": upload}, payload=digest, length=end - start,
        body=lambda: read_file(path, start, end),
    )  # fmt: skip
    return _answered(answer).headers.get("etag", "")


async def _give_up(ask: Ask, key: str, upload: str) -> None:
    with contextlib.suppress(StoreError):
        await ask("DELETE", key, query={"uploadId": upload})


def _answered(answer: httpx.Response) -> Any:
    if not answer.is_success:
        raise StoreError(f"the object store answered {answer.status_code}")
    return answer


def _sha256(path: Path, start: int, end: int) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        file.seek(start)
        left = end - start
        while left > 0 and (piece := file.read(min(PIECE, left))):
            digest.update(piece)
            left -= len(piece)
    return digest.hexdigest()
