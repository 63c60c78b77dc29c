"""A video comes in: as a form whose file goes to the store while it comes, and is looked at before it is taken."""

import asyncio
import contextlib
import errno
from collections.abc import Iterator

import msgspec

from app.http.exchange import Reply
from app.http.handling import Call
from app.http.problems import HttpProblem, unavailable
from app.http.sqlstates import SqlError
from app.http.uploads import Form, announced
from app.videos.ffmpeg import MediaError
from app.videos.probing import Probing, refused
from app.videos.storage import FileTooLarge, Store, StoreError, Writing

MOST_NAME = 1000
OVERHEAD = 65_536  # bytes of a form that are not the file's
HOLD = 60.0  # seconds after which we say that a file still comes: so long its room is kept
MOST_COUNT = (1 << 53) - 1
FULL = (errno.ENOSPC, errno.EDQUOT)


class Uploads:
    """Takes uploads."""

    def __init__(self, store: Store, probing: Probing) -> None:
        self.store = store
        self.probing = probing

    async def upload_video(self, call: Call) -> Reply:
        """POST /videos. Whatever ends it before there is a row, nothing is left of the file."""
        length = announced(call)
        least = max(1, length - OVERHEAD) if length is not None else None
        place = await call.sql(
            "begin_video", viewer=call["viewer"], bytes=None if least is None else str(min(least, MOST_COUNT)),
            most=None if length is None else str(min(max(1, length), MOST_COUNT)),
        )  # fmt: skip
        key = place["key"]
        taken = False
        holding = asyncio.create_task(self._hold(call, key))
        try:
            require_room(self.store, least or 0)
            form = Form(call, lambda fields: self._judge(call, fields))
            size, sha256 = await self._write(key, form, place["most_bytes"])
            found = await self.probing.look(self.store.draft(key), place["user"], patient=True)
            with storing():
                await self.store.keep(key)
            taken = True  # from here on the database alone knows
            try:
                video = await call.sql(
                    "add_video", viewer=call["viewer"], key=key, bytes=str(size), sha256=sha256,
                    file_name=named(form.file_name), probe=msgspec.json.encode(found).decode(),
                    title=call["title"], movie_id=call["movie_id"], role=call["role"],
                )  # fmt: skip
            except SqlError:
                taken = False  # it said no
                raise
        finally:
            holding.cancel()
            if not taken:
                await asyncio.shield(asyncio.ensure_future(self._forget(call, key)))
        await self.store.release(key)
        return call.reply(video)

    async def _write(self, key: str, form: Form, most: int) -> tuple[int, str]:
        try:
            with storing():
                draft, file = self.store.draft(key), form.file()
                async with Writing(draft, most, room=self.store.room) as writing, contextlib.aclosing(file) as pieces:
                    await writing.pour(pieces)
        except FileTooLarge:
            raise too_large(most) from None
        if writing.size == 0:
            raise refused(MediaError("not_a_video", "The file is empty."))
        return writing.size, writing.sha256

    async def _judge(self, call: Call, fields: dict[str, str | None]) -> None:
        """Whether the video may belong to the film that the form named before the file comes."""
        if fields.get("movie_id") is not None:
            await call.sql("attach_video", viewer=call["viewer"], movie_id=fields["movie_id"])

    async def _hold(self, call: Call, key: str) -> None:
        """Says again and again that the file still comes."""
        while True:
            await asyncio.sleep(HOLD)
            with contextlib.suppress(SqlError, HttpProblem):  # then it may have to be there within five minutes
                await call.sql("hold_video", viewer=call["viewer"], key=key)

    async def _forget(self, call: Call, key: str) -> None:
        with contextlib.suppress(SqlError, HttpProblem):  # the room first: the store may be away for long
            await call.sql("forget_file", viewer=call["viewer"], key=key, removed="false")
        with contextlib.suppress(StoreError, OSError, SqlError, HttpProblem):  # else it is removed in a day
            await self.store.remove(key)
            await call.sql("forget_file", viewer=call["viewer"], key=key, removed="true")


def named(file_name: str | None) -> str:
    """The name of a file as the database takes it, which cleans the rest."""
    return (file_name or "").replace("\x00", "")[:MOST_NAME] or "video"


def too_large(most: int) -> HttpProblem:
    """The problem of a file with more bytes than there may be."""
    return HttpProblem(
        413, f"The file has more than {most} bytes, which is what there is room for.", code="file_too_large",
        hint="GET /v1/me/quota tells how much that is.",
    )  # fmt: skip


def require_room(store: Store, size: int) -> None:
    """Refuses what would fill the disk. Raises HttpProblem 503."""
    if store.room() < max(size, 1):
        raise _full()


@contextlib.contextmanager
def storing() -> Iterator[None]:
    """A block that writes: a full disk, or a store that does not answer, becomes a problem."""
    try:
        yield
    except StoreError:
        raise unavailable("The store of files cannot be reached.", code="no_store", retry_after=30) from None
    except OSError as error:
        if error.errno in FULL:
            raise _full() from None
        raise


def _full() -> HttpProblem:
    return unavailable("The server has no room for the file.", code="no_room", retry_after=3600)
