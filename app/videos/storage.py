"""Where files stand: a folder, or what app.videos.objects has.

A key is made by the database and never holds a name that came from outside.

Nobody reads a file before a row names its key; until then the database has it down as one to be removed
(iwm.files_to_remove), so that nothing is left over, whatever happens to us.
"""

import asyncio
import contextlib
import errno
import hashlib
import os
import re
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Protocol, Self

_KEY = re.compile(r"[a-z]+/[0-9a-f]{2}/[0-9a-f]{32}(\.[a-z0-9]{1,5})?")
PIECE = 1 << 20
MARGIN = 512 << 20  # bytes of a disk that uploads leave free
ROOM_EVERY = 8 << 20  # bytes after which a writer asks again whether there is room


class Store(Protocol):
    """Files by keys like videos/3f/3f….mp4."""

    def draft(self, key: str) -> Path:
        """Where a new file is written, on this machine; its folder is made."""

    async def keep(self, key: str) -> None:
        """A draft is whole: it is in the store from now on. Raises StoreError where that does not succeed."""

    async def release(self, key: str) -> None:
        """A draft that was kept belongs to a row now: no copy of it is needed here."""

    def local(self, key: str) -> contextlib.AbstractAsyncContextManager[Path]:
        """A block with the file on this machine, to be read. Raises FileNotFoundError."""

    def read(self, key: str, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from `start` to before `end`, in pieces. Raises FileNotFoundError."""

    async def remove(self, key: str) -> None:
        """Removes a file, or a draft; nothing happens where there is none."""

    def room(self) -> int:
        """How many bytes can be written here."""

    def sweep(self) -> int:
        """Takes away what killed processes left on this machine, which no row and no key tells of."""


class StoreError(Exception):
    """The store does not do it, this time."""


def checked(key: str) -> str:
    """The key. Raises ValueError for what is none: nothing outside of the store can be named."""
    if _KEY.fullmatch(key) is None:
        raise ValueError(f"{key!r} is no key of a file")
    return key


class Folder:
    """A store in a folder of this machine, or of a file system that all machines share."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)

    def path(self, key: str) -> Path:
        """The file of a key."""
        return self.folder / checked(key)

    def draft(self, key: str) -> Path:
        """The file itself: it is nobody's until a row names it."""
        path = self.path(key)
        # each by itself: mkdir gives its mode to the last one only
        for folder in (self.folder, path.parent.parent, path.parent):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return path

    async def keep(self, key: str) -> None:
        """Waits until the file would survive a power cut."""
        await asyncio.to_thread(_sync, self.path(key))

    async def release(self, key: str) -> None:
        """Nothing: the draft is the file."""

    @contextlib.asynccontextmanager
    async def local(self, key: str) -> AsyncIterator[Path]:
        """The file itself."""
        path = self.path(key)
        if not path.is_file():
            raise FileNotFoundError(errno.ENOENT, "there is no such file in the store", key)
        yield path

    async def read(self, key: str, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from `start` to before `end`, in pieces."""
        async for piece in read_file(self.path(key), start, end):
            yield piece

    async def remove(self, key: str) -> None:
        """Removes the file."""
        await asyncio.to_thread(self.path(key).unlink, missing_ok=True)

    def sweep(self) -> int:
        """Nothing: every file here has a key in the database."""
        return 0

    def room(self) -> int:
        """What the disk has left, but for a margin."""
        folder = self.folder
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        return max(0, shutil.disk_usage(folder).free - MARGIN)


async def read_file(path: Path, start: int, end: int) -> AsyncIterator[bytes]:
    """The bytes of a file from `start` to before `end`, in pieces."""
    file = await asyncio.to_thread(path.open, "rb")
    try:
        await asyncio.to_thread(file.seek, start)
        left = end - start
        while left > 0:
            piece = await asyncio.to_thread(file.read, min(PIECE, left))
            if not piece:
                return
            left -= len(piece)
            yield piece
    finally:
        file.close()


class FileTooLarge(Exception):
    """More bytes than may be."""


class FileBusy(Exception):
    """Somebody else writes to it."""


class Writing:
    """A draft that nobody else writes to, within the block. `most`: bytes that it may have in all.

    `size`: how many bytes there are now; `sha256`: of those written here. What was written stays, whatever ends the
    block. `create`: whether it may be a new file. `room`: how many bytes there is room for; asked now and then.
    Raises FileBusy where somebody else has it, FileNotFoundError.
    """

    def __init__(self, path: Path, most: int, *, create: bool = True, room: Callable[[], int] | None = None) -> None:
        self.size = 0
        self._create = create
        self._created = False
        self._room = room
        self._unasked = ROOM_EVERY
        self._path = path
        self._most = most
        self._digest = hashlib.sha256()
        self._file = -1
        self._pending: asyncio.Future[None] | None = None

    async def __aenter__(self) -> Self:
        flags = os.O_RDWR | getattr(os, "O_CLOEXEC", 0)
        try:
            self._file = os.open(self._path, flags)
        except FileNotFoundError:
            if not self._create:
                raise
            try:
                self._file = os.open(self._path, flags | os.O_CREAT | os.O_EXCL, 0o600)
                self._created = True
            except FileExistsError:  # another request was faster: it is not ours to remove
                self._file = os.open(self._path, flags)
        try:
            _lock(self._file)
        except BaseException:
            os.close(self._file)
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        while self._pending is not None and not self._pending.done():
            with contextlib.suppress(BaseException):  # however often we are cancelled
                await asyncio.shield(self._pending)  # a thread still writes: the file must not be closed under it
        os.close(self._file)

    def forget(self) -> None:
        """Nothing is going to be written: a file that was made for it goes."""
        if self._created:
            self._path.unlink(missing_ok=True)

    @property
    def sha256(self) -> str:
        """Of what was written, in hex."""
        return self._digest.hexdigest()

    async def pour(self, pieces: AsyncIterator[bytes], at: int = 0) -> None:
        """Writes pieces as they come, from byte `at` on; what stood behind it is cut off.

        Raises FileTooLarge where there would be more than `most` bytes, FileNotFoundError where those before are gone.
        """
        if os.fstat(self._file).st_size < at:
            raise FileNotFoundError(errno.ENOENT, "the bytes before are not there", str(self._path))
        self.size = at
        os.ftruncate(self._file, at)
        os.lseek(self._file, at, os.SEEK_SET)
        gathered: list[bytes] = []
        waiting = 0
        try:
            async for piece in pieces:
                if self.size + waiting + len(piece) > self._most:
                    raise FileTooLarge
                gathered.append(piece)
                waiting += len(piece)
                if waiting >= PIECE:
                    data, gathered, waiting = b"".join(gathered), [], 0
                    await self._put(data)
        finally:
            if gathered:
                await self._put(b"".join(gathered))

    async def _put(self, data: bytes) -> None:
        self._pending = asyncio.get_running_loop().run_in_executor(None, self._write, data)
        await asyncio.shield(self._pending)

    def _write(self, data: bytes) -> None:
        self._unasked += len(data)
        if self._room is not None and self._unasked >= ROOM_EVERY:
            self._unasked = 0
            if self._room() < len(data):
                raise OSError(errno.ENOSPC, "there is no room for more", str(self._path))
        self._digest.update(data)
        view = memoryview(data)
        while view:
            written = os.write(self._file, view)
            self.size += written
            view = view[written:]


async def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""

    def read() -> str:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    return await asyncio.to_thread(read)


def _lock(file: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: two requests at once to one upload are told apart by their offsets alone
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise FileBusy from None


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
