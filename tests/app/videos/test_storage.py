"""The store in a folder: what stands there is ours alone, and nothing outside of it can be named."""

import asyncio
import errno
import threading
from pathlib import Path

import pytest

from app.videos import storage
from app.videos.storage import FileBusy, FileTooLarge, Folder, Writing

pytestmark = pytest.mark.once
KEY = "videos/ab/" + "ab" * 16


async def pieces(*content: bytes):
    for piece in content:
        yield piece


async def test_nobody_else_may_look(tmp_path: Path):
    store = Folder(tmp_path / "there" / "media")
    async with Writing(store.draft(KEY), 100) as writing:
        await writing.pour(pieces(b"abc"))
    for path in (store.path(KEY), *store.path(KEY).parents[:3]):
        assert path.stat().st_mode & 0o077 == 0, path
    assert store.path(KEY).parents[2] == store.folder


@pytest.mark.parametrize(
    "key", ["", "..", "../" + KEY, "/etc/passwd", "videos/../" + KEY[7:], KEY + "/x", KEY + "\n", KEY + ".a.b", "v\x00"]
)
def test_what_is_no_key(tmp_path: Path, key: str):
    with pytest.raises(ValueError, match="is no key"):
        Folder(tmp_path).draft(key)
    assert list(tmp_path.iterdir()) == []


async def test_no_more_than_there_may_be(tmp_path: Path):
    path = tmp_path / "file"
    async with Writing(path, 10) as writing:
        with pytest.raises(FileTooLarge):
            await writing.pour(pieces(b"x" * 8, b"y" * 8))
        assert writing.size == 8  # what fitted is there
        with pytest.raises(FileBusy):
            await Writing(path, 10).__aenter__()
    async with Writing(path, 10) as writing:
        await writing.pour(pieces(b"zz"), 4)
    assert path.read_bytes() == b"xxxxzz"
    async with Writing(path, 10) as writing:
        with pytest.raises(FileNotFoundError):
            await writing.pour(pieces(b"z"), 7)


async def test_a_new_file_only_where_it_begins(tmp_path: Path):
    path = tmp_path / "file"
    with pytest.raises(FileNotFoundError):
        await Writing(path, 10, create=False).__aenter__()
    assert not path.exists()
    async with Writing(path, 10) as writing:
        writing.forget()
    assert not path.exists()
    path.write_bytes(b"x")
    async with Writing(path, 10) as writing:
        writing.forget()
    assert path.read_bytes() == b"x"  # it was there before


async def test_a_file_that_another_made_first_stays(tmp_path: Path, monkeypatch):
    """Both found none; the one who came second removes nothing of the other one's."""
    path = tmp_path / "file"
    right = storage.os.open
    looked = []

    def late(*given):
        try:
            return right(*given)
        finally:
            if not looked:
                looked.append(given)
                path.write_bytes(b"of another")

    with monkeypatch.context() as racing:
        racing.setattr(storage.os, "open", late)
        async with Writing(path, 10) as writing:
            writing.forget()
    assert path.read_bytes() == b"of another"


async def test_room_is_asked_for_again_and_again(tmp_path: Path, monkeypatch):
    """The disk is filled by others while a file comes: it is given up before nothing is left."""
    monkeypatch.setattr(storage, "ROOM_EVERY", 2 << 20)
    left = iter([10 << 20, 8 << 20, 0])
    path = tmp_path / "file"
    async with Writing(path, 1 << 30, room=lambda: next(left)) as writing:
        with pytest.raises(OSError, match="no room for more") as told:
            await writing.pour(pieces(*[bytes(1 << 20)] * 20))
    assert told.value.errno == errno.ENOSPC
    assert path.stat().st_size == writing.size == 4 << 20


async def test_cancelled_again_and_again_it_closes_after_the_last_byte(tmp_path: Path):
    """A thread that still writes has the file for itself, however often its request is broken off."""
    began, go = threading.Event(), threading.Event()

    class Slow(Writing):
        def _write(self, data: bytes) -> None:
            began.set()
            go.wait(30)
            super()._write(data)

    path = tmp_path / "file"

    async def write() -> None:
        async with Slow(path, 1 << 30) as writing:
            await writing.pour(pieces(bytes(1 << 20)))

    running = asyncio.create_task(write())
    await asyncio.to_thread(began.wait, 30)
    for _ in range(3):
        running.cancel()
        await asyncio.sleep(0.01)
    assert not running.done()
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert path.stat().st_size == 1 << 20


def test_room_leaves_a_margin(tmp_path: Path):
    assert Folder(tmp_path / "not" / "made" / "yet").room() > 0
