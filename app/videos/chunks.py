"""Uploads in chunks: each is written where the one before ended, and stays when the connection breaks."""

import asyncio
import contextlib
from typing import Any

import msgspec

from app.http.exchange import Reply
from app.http.handling import Call, Handler
from app.http.problems import FieldError, HttpProblem
from app.http.sqlstates import SqlError
from app.http.uploads import announced, pieces
from app.videos.probing import Probing
from app.videos.storage import FileBusy, FileTooLarge, Store, StoreError, Writing, sha256_of
from app.videos.uploading import require_room, storing

MOST_OFFSET = 9007199254740991
NOT_FOUND = "IW404"


class Chunks:
    """Handlers of uploads in chunks."""

    def __init__(self, store: Store, probing: Probing) -> None:
        self.store = store
        self.probing = probing

    def handlers(self) -> dict[str, Handler]:
        """By the name that @handler gives."""
        return {"get_upload": self.get, "append_upload": self.append, "complete_upload": self.complete}

    async def get(self, call: Call) -> Reply:
        """GET and HEAD /videos/uploads/{upload_id}."""
        state = await self._state(call, writes=False)
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
            draft = self.store.draft(state["key"])
            async with Writing(draft, total, create=offset == 0, room=self.store.room) as writing:
                try:  # again, by whoever has the file to himself: others may just have written, or given it up
                    await self._state(call, offset)
                except SqlError:
                    writing.forget()
                    raise
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
        made = await self._made(call)
        if made is not None:
            return call.reply(made)
        state = await self._state(call)
        upload = state["upload"]
        if upload["offset"] < upload["bytes"]:
            raise HttpProblem(
                409, f"{upload['offset']} of {upload['bytes']} bytes are there.", code="upload_incomplete",
                hint="Send the rest.",
            )  # fmt: skip
        try:
            video = await self._complete(call, state)
        except FileBusy:
            raise _busy() from None
        except (FileNotFoundError, SqlError) as error:
            if isinstance(error, SqlError) and error.state != NOT_FOUND:
                raise
            # the draft of one that goes on may be on another machine
            gone = isinstance(error, SqlError) or await self._is_gone(call)
            video = await self._made(call)  # by another request, just now; else it was given up
            if video is None:
                if gone:
                    with contextlib.suppress(StoreError, OSError):  # what came into the store since then is nobody's
                        await self.store.remove(state["key"])
                raise _lost() from None
            return call.reply(video)
        await self.store.release(state["key"])
        return call.reply(video)

    async def _complete(self, call: Call, state: dict[str, Any]) -> Any:
        """The video. Raises FileNotFoundError and SqlError where the upload is gone."""
        path, upload = self.store.draft(state["key"]), state["upload"]
        async with Writing(path, upload["bytes"], create=False):
            await self._state(call)  # again, by whoever has the file to himself
            if path.stat().st_size != upload["bytes"]:
                raise _lost()
            try:
                found = await self.probing.look(path, state["user"])
            except HttpProblem as problem:
                if problem.status == 422:
                    await call.sql("delete_upload", viewer=call["viewer"], upload_id=call["upload_id"])
                raise
            digest = await sha256_of(path)
            with storing():
                await self.store.keep(state["key"])
            return await call.sql(
                "finish_upload", viewer=call["viewer"], upload_id=call["upload_id"], sha256=digest,
                probe=msgspec.json.encode(found).decode(),
            )  # fmt: skip

    async def _made(self, call: Call) -> Any:
        """The video that the upload has become; None where it has not."""
        return await call.sql("uploaded_video", viewer=call["viewer"], upload_id=call["upload_id"])

    async def _state(self, call: Call, offset: int | None = None, *, writes: bool = True) -> dict[str, Any]:
        return await call.sql(
            "upload_state", viewer=call["viewer"], upload_id=call["upload_id"],
            offset=None if offset is None else str(offset), to_write="true" if writes else "false",
        )  # fmt: skip

    async def _is_gone(self, call: Call) -> bool:
        try:
            await self._state(call)
        except SqlError as error:
            if error.state != NOT_FOUND:
                raise
            return True
        return False

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
