"""The store in a folder: what stands there is ours alone, and nothing outside of it can be named."""

from pathlib import Path

import pytest

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


def test_room_leaves_a_margin(tmp_path: Path):
    assert Folder(tmp_path / "not" / "made" / "yet").room() > 0
