"""A store in a bucket: signed requests, parts, failures; uploads and tasks with it."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest
import pytest_asyncio

from app.errors import SettingsProblem
from app.settings import describe, load_settings
from app.videos import parts
from app.videos.objects import OLD, Bucket, Objects, bucket_of
from app.videos.sigv4 import encoded, sign
from app.videos.storage import StoreError
from app.videos.stores import store_of
from tests.support.object_store import ACCESS, REGION, SECRET, FakeStore, object_store

pytestmark = pytest.mark.once
KEY = "videos/ab/" + "ab" * 16


@pytest_asyncio.fixture
async def fake() -> AsyncIterator[FakeStore]:
    """The service."""
    async with object_store() as found:
        yield found


@pytest.fixture
def store(fake: FakeStore, tmp_path) -> Objects:
    """A store in it."""
    return Objects(bucket_of(fake.url()), tmp_path / "spool", pause=0.001)


def test_the_example_of_the_specification():
    """AWS's own: GET of test.txt with Range (Signature Calculations for the Authorization Header)."""
    headers = sign(
        "GET",
        "examplebucket.s3.amazonaws.com",
        "/test.txt",
        access_key="AKIAIOSFODNN7EXAMPLE",
        secret_key="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        region="us-east-1",
        now=datetime(2013, 5, 24, tzinfo=UTC),
        headers={"Range": "bytes=0-9"},
    )
    assert headers["authorization"].endswith(
        "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
    )
    assert "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date" in headers["authorization"]
    assert encoded("/a b/ä~.txt") == "/a%20b/%C3%A4~.txt"


def test_the_setting(tmp_path):
    assert bucket_of("s3://K:a%2Fb@s3.example.org/videos?region=eu-1") == Bucket(
        "https://s3.example.org", "videos", "", "K", "a/b", "eu-1"
    )
    assert bucket_of("s3://K:S@[::1]:9000/b/x/y/?tls=off").address == "http://[::1]:9000"
    assert bucket_of("s3://K:S@[::1]:9000/b/x/y/?tls=off").prefix == "x/y/"
    url = "s3://KEY:hidden@s3.example.org/videos"
    settings = load_settings({"IWM_MEDIA_BUCKET": url, "IWM_MEDIA_DIR": str(tmp_path)})
    assert isinstance(store_of(settings), Objects)
    assert "hidden" not in str(list(describe(settings)))
    for wrong in ("http://K:S@h/b", "s3://h/b", "s3://K:S@h", "s3://K:S@h/", "s3://K@h/b", "x"):
        with pytest.raises(SettingsProblem, match="IWM_MEDIA_BUCKET"):
            load_settings({"IWM_MEDIA_BUCKET": wrong})


async def test_kept_read_and_removed(fake, store):
    content = os.urandom(3_000_000)
    store.draft(KEY).write_bytes(content)
    async with store.local(KEY) as path:
        assert path == store.draft(KEY)  # it is here still
    await store.keep(KEY)
    assert fake.objects == {f"/videos/iwm/media/{KEY}": content}
    await store.release(KEY)
    assert not store.draft(KEY).exists()
    assert b"".join([piece async for piece in store.read(KEY, 10, 2_000_010)]) == content[10:2_000_010]
    async with store.local(KEY) as path:
        assert path.read_bytes() == content
        assert path != store.draft(KEY)
    assert not path.exists()
    await store.remove(KEY)
    assert fake.objects == {}
    await store.remove(KEY)  # nothing happens where there is none
    with pytest.raises(FileNotFoundError):
        [piece async for piece in store.read(KEY, 0, 10)]
    with pytest.raises(FileNotFoundError):
        async with store.local(KEY):
            pass


async def test_no_room_for_a_copy(fake, store, monkeypatch):
    store.draft(KEY).write_bytes(bytes(3 << 20))
    await store.keep(KEY)
    await store.release(KEY)
    left = iter([4 << 20, 0])
    monkeypatch.setattr(store, "room", lambda: next(left))
    with pytest.raises(StoreError, match="no room"):
        async with store.local(KEY):
            pass
    assert [path for path in store.spool.folder.rglob("*") if path.is_file()] == []


async def test_a_bucket_that_is_not_there_is_no_file_that_is_gone(fake, store, monkeypatch):
    store.draft(KEY).write_bytes(b"x")
    monkeypatch.setattr(fake, "answer", lambda *_: (404, b"<Error><Code>NoSuchBucket</Code></Error>", []))
    with pytest.raises(StoreError, match="answered 404"):
        await store.keep(KEY)


async def test_it_tries_again(fake, store):
    store.draft(KEY).write_bytes(b"content")
    fake.failing = 2
    await store.keep(KEY)
    assert len(fake.asked) == 3
    assert list(fake.objects.values()) == [b"content"]
    fake.failing = 9
    for work in (store.keep(KEY), store.remove(KEY)):
        with pytest.raises(StoreError, match="answered 503"):
            await work


@pytest.fixture
def in_parts(fake: FakeStore, tmp_path) -> Objects:
    """A store in which whatever has more than a million bytes goes in parts."""
    return Objects(bucket_of(fake.url()), tmp_path / "spool", pause=0.001, part=1_000_000)


async def test_a_large_one_goes_in_parts(fake, in_parts):
    content = os.urandom(3_500_000)
    in_parts.draft(KEY).write_bytes(content)
    fake.failing = 1
    await in_parts.keep(KEY)
    assert (list(fake.objects.values()), fake.uploads) == ([content], {})
    assert [method for method, _ in fake.asked] == ["POST", "POST", "PUT", "PUT", "PUT", "PUT", "POST"]
    assert b"".join([piece async for piece in in_parts.read(KEY, 999_999, 1_000_001)]) == content[999_999:1_000_001]
    await in_parts.remove(KEY)
    assert fake.objects == {}
    in_parts.draft(KEY).write_bytes(content[:1_000_000])
    fake.asked.clear()
    await in_parts.keep(KEY)
    assert [method for method, _ in fake.asked] == ["PUT"]


async def test_parts_that_fail_are_given_up(fake, in_parts, monkeypatch):
    in_parts.draft(KEY).write_bytes(os.urandom(3_500_000))
    answer = fake.answer

    def no_third(method, target, headers, body):
        return (503, b"", []) if "partNumber=3" in target else answer(method, target, headers, body)

    monkeypatch.setattr(fake, "answer", no_third)
    with pytest.raises(StoreError, match="answered 503"):
        await in_parts.keep(KEY)
    assert (fake.objects, fake.uploads) == ({}, {})

    def wrong(method, target, headers, body):
        found = answer(method, target, headers, body)
        return found if method != "PUT" else (200, b"", ['etag: "another"'])

    monkeypatch.setattr(fake, "answer", wrong)
    with pytest.raises(StoreError, match="could not put the parts together"):
        await in_parts.keep(KEY)
    assert (fake.objects, fake.uploads) == ({}, {})


async def test_parts_that_are_broken_off_are_given_up(fake, in_parts, monkeypatch):
    in_parts.draft(KEY).write_bytes(os.urandom(3_500_000))
    answer, second = fake.answer, asyncio.Event()

    def tell(method, target, headers, body):
        if "partNumber=2" in target:
            second.set()
        return answer(method, target, headers, body)

    monkeypatch.setattr(fake, "answer", tell)
    running = asyncio.create_task(in_parts.keep(KEY))
    async with asyncio.timeout(30):
        await second.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert (fake.objects, fake.uploads) == ({}, {})


async def test_parts_that_a_killed_process_left(fake, in_parts):
    """With the file they go, too; those of another one stay."""
    other = KEY.replace("ab", "cd")
    fake.uploads = {"one": (f"/videos/iwm/media/{KEY}", {}), "two": (f"/videos/iwm/media/{other}", {})}
    await in_parts.remove(KEY)
    assert list(fake.uploads) == ["two"]


def test_the_number_of_parts_has_a_limit(monkeypatch, tmp_path):
    asked = []

    async def ask(method, key, *, query, **more):
        asked.append(query.get("partNumber"))
        return httpx.Response(200, text="<UploadId>x</UploadId>", headers={"etag": '"x"'})

    monkeypatch.setattr(parts, "MOST_PARTS", 3)
    path = tmp_path / "file"
    path.write_bytes(bytes(1000))
    asyncio.run(parts.send_in_parts(ask, KEY, path, 1000, 10))
    assert asked == [None, "1", "2", "3", None]


async def test_somebody_else_s_key(fake, tmp_path):
    wrong = fake.url().replace(ACCESS, "ANOTHER")
    store = Objects(bucket_of(wrong), tmp_path, pause=0)
    store.draft(KEY).write_bytes(b"x")
    with pytest.raises(StoreError, match="answered 403"):
        await store.keep(KEY)
    assert SECRET not in str(StoreError("x"))
    assert REGION in fake.url()


async def test_nobody_there(tmp_path):
    store = Objects(bucket_of("s3://K:S@127.0.0.1:9/b?tls=off"), tmp_path, pause=0)
    store.draft(KEY).write_bytes(b"x")
    with pytest.raises(StoreError, match="cannot be reached"):
        await store.keep(KEY)
    with pytest.raises(StoreError, match="cannot be reached"):
        [piece async for piece in store.read(KEY, 0, 1)]


@pytest.mark.parametrize("key", ["../x", "videos/ab/../../x", "/etc/passwd", "", KEY + "/x", KEY + "\n"])
async def test_what_is_no_key(store, key):
    for work in (store.keep(key), store.remove(key)):
        with pytest.raises(ValueError, match="is no key"):
            await work


def test_what_was_left_over(tmp_path):
    store = Objects(bucket_of("s3://K:S@h/b"), tmp_path)
    old, new = store.draft(KEY), store.draft(KEY.replace("ab", "cd"))
    for path in (old, new):
        path.write_bytes(b"x")
    os.utime(old, (0, new.stat().st_mtime - OLD - 60))
    assert store.sweep() == 1
    assert (old.exists(), new.exists()) == (False, True)
