"""Uploads in chunks: each is written where the one before ended, and stays when the connection breaks."""

import asyncio
import contextlib
from typing import Any

import msgspec

from app.http.exchange import Reply
from app.http.handling import Call, Handler
from app.http.problems import FieldError, HttpProblem
from app.http.uploads import announced, pieces
from app.videos.storage import FileBusy, FileTooLarge, Store, Writing, sha256_of
from app.videos.uploading import Uploads, require_room, storing

MOST_OFFSET = 9007199254740991


class Chunks:
    """Handlers of uploads in chunks."""

    def __init__(self, store: Store, uploads: Uploads) -> None:
        self.store = store
        self.uploads = uploads

    def handlers(self) -> dict[str, Handler]:
        """By the name that @handler gives."""
        return {"get_upload": self.get, "append_upload": self.append, "complete_upload": self.complete}

    async def get(self, call: Call) -> Reply:
        """GET and HEAD /videos/uploads/{upload_id}."""
        state = await self._state(call)
        return _told(call, state["upload"])

    async def append(self, call: Call) -> Reply:
        """PATCH /videos/uploads/{upload_id}: what came is kept, also where not all of it came."""
        offset = _offset(call)
        length = announced(call)
        state = await self._state(call, offset)
        total = state["upload"]["bytes"]
        if length is not None and offset + length > total:
            raise _beyond(total)
        require_room(self.store, length or 0)
        try:
            async with Writing(self.store.draft(state["key"]), total) as writing:
                await self._state(
                    call, offset
                )  # again, by whoever has the file to himself: others may just have written
                try:
                    with storing():
                        async with contextlib.aclosing(pieces(call)) as body:
                            await writing.pour(body, offset)
                finally:
                    moved = asyncio.ensure_future(self._moved(call, offset, max(writing.size, offset)))
                    upload = await asyncio.shield(moved)
        except FileTooLarge:
            raise _beyond(total) from None
        except FileBusy:
            raise _busy() from None
        except FileNotFoundError:
            raise _lost() from None
        return _told(call, upload)

    async def complete(self, call: Call) -> Reply:
        """POST /videos/uploads/{upload_id}/complete: once more, too, where the answer was lost."""
        made = await call.sql("uploaded_video", viewer=call["viewer"], upload_id=call["upload_id"])
        if made is not None:
            return call.reply(made)
        state = await self._state(call)
        upload = state["upload"]
        if upload["offset"] < upload["bytes"]:
            raise HttpProblem(
                409, f"{upload['offset']} of {upload['bytes']} bytes are there.", code="upload_incomplete",
                hint="Send the rest.",
            )  # fmt: skip
        path = self.store.draft(state["key"])
        try:
            async with Writing(path, upload["bytes"]):
                if path.stat().st_size != upload["bytes"]:
                    raise _lost()
                try:
                    found = await self.uploads.probed(path)
                except HttpProblem as problem:
                    if problem.status == 422:
                        await call.sql("delete_upload", viewer=call["viewer"], upload_id=call["upload_id"])
                    raise
                digest = await sha256_of(path)
                with storing():
                    await self.store.keep(state["key"])
                video = await call.sql(
                    "finish_upload", viewer=call["viewer"], upload_id=call["upload_id"], sha256=digest,
                    probe=msgspec.json.encode(found).decode(),
                )  # fmt: skip
        except FileBusy:
            raise _busy() from None
        await self.store.release(state["key"])
        return call.reply(video)

    async def _state(self, call: Call, offset: int | None = None) -> dict[str, Any]:
        return await call.sql(
            "upload_state", viewer=call["viewer"], upload_id=call["upload_id"],
            offset=None if offset is None else str(offset),
        )  # fmt: skip

    async def _moved(self, call: Call, start: int, end: int) -> dict[str, Any]:
        places = {"from": str(start), "to": str(end)}
        return await call.sql("move_upload", viewer=call["viewer"], upload_id=call["upload_id"], **places)


def _offset(call: Call) -> int:
    text = call.header(b"upload-offset") or ""
    if not text.isascii() or not text.isdigit() or int(text[:20]) > MOST_OFFSET:
        reason = "must say where the bytes begin: a whole number, 0 for the first ones"
        raise HttpProblem(
            422, f"The header Upload-Offset {reason}.", errors=[FieldError("Upload-Offset", reason, "header")]
        )
    return int(text)


def _told(call: Call, upload: dict[str, Any]) -> Reply:
    headers = [(b"upload-offset", str(upload["offset"]).encode()), (b"upload-length", str(upload["bytes"]).encode())]
    return call.reply(upload, headers=headers)


def _beyond(total: int) -> HttpProblem:
    return HttpProblem(
        413, f"That would be more than the {total} bytes that the upload was begun for.", code="file_too_large",
        hint="Begin another upload with the right number.",
    )  # fmt: skip


def _busy() -> HttpProblem:
    return HttpProblem(
        409, "Another request writes to this upload.", code="upload_busy", hint="Wait for it, and ask for the offset."
    )


def _lost() -> HttpProblem:
    return HttpProblem(
        404,
        "What was sent before is gone.",
        code="upload_not_found",
        hint="Begin another upload: POST /v1/videos/uploads.",
    )
