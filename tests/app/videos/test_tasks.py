"""The tasks under a real worker: files are made, told of, cancelled, never left over."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import pytest

from app.videos import tasks as module
from app.videos.probe import probe
from app.videos.storage import Folder
from tests.app.http.support import until
from tests.app.videos.conftest import Clip, within, working
from tests.support.accounts import People, Person
from tests.support.videos import Studio


@pytest.fixture
def studio(owner: psycopg.Connection) -> Studio:
    """Videos on the module's database; nothing of the queue is left from the test before."""
    owner.execute("delete from iwm.videos")
    owner.execute("truncate jobs.jobs, jobs.history, jobs.keys, jobs.key_calls, jobs.limited, iwm.files_to_remove")
    return Studio(owner)


@pytest.fixture
def bea(owner: psycopg.Connection, studio: Studio) -> Person:
    """A new user."""
    return People(owner).user(f"bea{studio.one('select count(*) from iwm.users')}")


@pytest.fixture
def uploaded(studio: Studio, bea: Person, store: Folder, clip: Clip) -> Callable[..., dict[str, Any]]:
    """uploaded(path): a video whose file is in the store."""

    def upload(path: Path | None = None) -> dict[str, Any]:
        path = path or clip()
        found = msgspec.to_builtins(asyncio.run(probe(path)))
        video = studio.video(bea, probe=found, size=path.stat().st_size, file_name="my clip.mp4")
        store.draft(studio.key_of(video)).write_bytes(path.read_bytes())
        return video

    return upload


def files(store: Folder) -> set[str]:
    """Keys of the files that are in the store."""
    return {str(path.relative_to(store.folder)) for path in store.folder.rglob("*") if path.is_file()}


async def ended(studio: Studio, person: Person, video: dict[str, Any], count: int = 1) -> list[dict[str, Any]]:
    """The operations of a video, once so many have ended."""

    def over() -> list[dict[str, Any]]:
        found = studio.operations(person, video)
        return [] if sum(o["state"] not in ("queued", "running") for o in found) < count else found

    async with within(60):
        await until(over, 60)
    return over()


async def test_five_renditions(studio, bea, uploaded, store, media, videos_dsn):
    video = await asyncio.to_thread(uploaded)
    for kind, parameters in (
        ("thumbnail", {"at": 1}),
        ("resize", {"width": 80}),
        ("convert", {"format": "webm", "quality": "low"}),
        ("extract_audio", {"format": "mp3"}),
        ("trim", {"start": 0, "end": 1}),
        ("preview", {"format": "gif", "seconds": 1}),
    ):
        studio.start(bea, video, kind, **parameters)
    async with working(videos_dsn, media):
        operations = await ended(studio, bea, video, 6)
    assert {o["type"]: (o["state"], o["progress"], o["error"]) for o in operations} == dict.fromkeys(
        module.TYPES, ("completed", 100, None)
    )
    for operation in operations:
        asset = operation["asset"]
        key = studio.act(bea, "asset_file", asset_id=asset["id"])["key"]
        assert store.path(key).stat().st_size == asset["bytes"]
        for path in (store.path(key), *store.path(key).parents[:3]):  # nobody else on the machine may look
            assert path.stat().st_mode & 0o077 == 0, path
        assert operation["finished_at"] >= operation["started_at"]
    small = next(o["asset"] for o in operations if o["type"] == "resize")
    found = await probe(store.path(studio.act(bea, "asset_file", asset_id=small["id"])["key"]))
    assert (found.width, found.height) == (small["width"], small["height"]) == (80, 60)
    assert studio.one("select count(*) from iwm.files_to_remove") == 0


async def test_progress_is_told(studio, bea, uploaded, clip, media, videos_dsn):
    """Between the beginning and the end there is something: as events of the video's topic, never going back."""
    video = await asyncio.to_thread(uploaded, clip(seconds=20, size="640x480"))
    studio.start(bea, video, "convert", format="webm")
    async with working(videos_dsn, media):
        await ended(studio, bea, video)
    rows = studio.conn.execute(
        "select (data ->> 'progress')::int, data ->> 'state' from jobs.events where topic = %s order by id",
        [f"video:{video['id']}"],
    ).fetchall()
    told = [progress for progress, _ in rows]
    assert told == sorted(told)
    assert told[-1] == 100
    assert any(0 < progress < 100 for progress in told)
    assert rows[-1][1] == "completed"


async def test_cancelled(studio, bea, uploaded, clip, store, media, videos_dsn):
    video = await asyncio.to_thread(uploaded, clip(seconds=20, size="640x480"))
    before = files(store)
    operation = studio.start(bea, video, "convert", format="webm", quality="high")
    async with working(videos_dsn, media):
        async with within(30):
            await until(lambda: files(store) > before, 30)
        studio.one("select jobs.cancel(jobs.id_of(%s))", operation["id"])
        [told] = await ended(studio, bea, video)
        assert (told["state"], told["asset"]) == ("cancelled", None)
        await until(lambda: files(store) == before)
        await until(lambda: studio.one("select count(*) from iwm.files_to_remove") == 0)


async def test_a_worker_that_ends_gives_it_back(studio, bea, uploaded, clip, store, media, videos_dsn):
    video = await asyncio.to_thread(uploaded, clip(seconds=20, size="640x480"))
    before = files(store)
    studio.start(bea, video, "convert", format="webm", quality="high")
    async with working(videos_dsn, media), within(30):
        await until(lambda: files(store) > before, 30)
    assert files(store) == before
    [operation] = studio.operations(bea, video)
    assert (operation["state"], operation["asset"]) == ("queued", None)


async def test_what_will_never_work_is_not_tried_again(studio, bea, uploaded, store, media, videos_dsn):
    video = await asyncio.to_thread(uploaded)
    path = store.path(studio.key_of(video))
    path.write_bytes(path.read_bytes()[:2000])
    before = files(store)
    studio.start(bea, video, "resize", width=80)
    async with working(videos_dsn, media):
        [operation] = await ended(studio, bea, video)
    assert (operation["state"], operation["attempt"]) == ("failed", 1)
    assert operation["error"].startswith("ffmpeg could not do it")
    assert str(media) not in operation["error"]
    assert files(store) == before


async def test_the_file_is_gone(studio, bea, uploaded, store, media, videos_dsn):
    video = await asyncio.to_thread(uploaded)
    store.path(studio.key_of(video)).unlink()
    studio.start(bea, video, "thumbnail")
    async with working(videos_dsn, media):
        [operation] = await ended(studio, bea, video)
    assert (operation["state"], operation["error"]) == ("failed", "The file of the video is not there.")


async def test_no_larger_than_there_is_room_for(studio, bea, uploaded, store, media, videos_dsn):
    video = await asyncio.to_thread(uploaded)
    studio.conn.execute("update iwm.video_policy set most_bytes_in_all = %s", [video["bytes"] + 20_000])
    try:
        before = files(store)
        studio.start(bea, video, "extract_audio", format="wav")
        async with working(videos_dsn, media):
            [operation] = await ended(studio, bea, video)
        assert (operation["state"], operation["error"]) == (
            "failed",
            "The result would be larger than there is room for.",
        )
        assert files(store) == before
    finally:
        studio.conn.execute("update iwm.video_policy set most_bytes_in_all = default")


async def test_a_moment_behind_the_last_picture(studio, bea, uploaded, media, videos_dsn):
    video = await asyncio.to_thread(uploaded)
    studio.start(bea, video, "thumbnail", at=video["duration_seconds"] - 0.001)
    async with working(videos_dsn, media):
        [operation] = await ended(studio, bea, video)
    assert (operation["state"], operation["asset"]["media_type"]) == ("completed", "image/jpeg")


async def test_deleted_while_it_is_made(studio, bea, uploaded, clip, store, media, videos_dsn):
    """Whatever comes first, in the end there is no file."""
    video = await asyncio.to_thread(uploaded, clip(seconds=20, size="640x480"))
    before = files(store)
    studio.start(bea, video, "convert", format="webm", quality="high")
    async with working(videos_dsn, media):
        async with within(30):
            await until(lambda: files(store) > before, 30)
        studio.act(bea, "delete_video", video_id=video["id"])
        async with within(30):
            await until(lambda: studio.one("select count(*) from jobs.jobs") == 0, 30)
            await until(lambda: studio.key_of(video) not in files(store))
    assert len(files(store)) == len(before) - 1


async def test_the_answer_is_lost(studio, bea, uploaded, store, media, videos_dsn, monkeypatch):
    """It was recorded, but nobody heard: the file stays, and the worker may tell again."""
    video = await asyncio.to_thread(uploaded)
    asked: list[str] = []
    run = module.Connection.run

    async def lose(self, sql, values, **more):
        answer = await run(self, sql, values, **more)
        asked.append(sql)
        if sql == module.DONE and asked.count(module.DONE) == 1:
            raise module.ConnectionLost("in that moment")
        return answer

    monkeypatch.setattr(module.Connection, "run", lose)
    studio.start(bea, video, "thumbnail")
    async with working(videos_dsn, media):
        [operation] = await ended(studio, bea, video)
        await until(lambda: asked.count(module.DONE) == 2)
    assert operation["state"] == "completed"
    assert store.path(studio.act(bea, "asset_file", asset_id=operation["asset"]["id"])["key"]).exists()
    assert studio.one("select count(*) from iwm.video_assets") == 1


async def test_files_of_nobody_are_removed(studio, bea, uploaded, store, media, videos_dsn):
    video = await asyncio.to_thread(uploaded)
    key = studio.key_of(video)
    lost = studio.place(bea)  # an upload that broke off together with its process
    store.draft(lost).write_bytes(b"half of it")
    studio.act(bea, "delete_video", video_id=video["id"])
    async with working(videos_dsn, media):
        async with within(30):
            await until(lambda: key not in files(store), 30)
        assert lost in files(store)  # its time has not come: it may still be written
        studio.conn.execute("update iwm.files_to_remove set at = at - interval '25 hours'")
        studio.one("select ops.cleanup_videos()")
        async with within(30):
            await until(lambda: lost not in files(store), 30)
        await until(lambda: studio.one("select count(*) from iwm.files_to_remove") == 0)
