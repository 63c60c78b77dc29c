"""Tasks where the machine is in trouble: it is told as that, tried again, and holds up nothing else."""

import asyncio
import os
import tempfile
import time
from pathlib import Path

import pytest

from app.jobs.tasks import FinalError, Job, RetryLater
from app.videos import tasks as module
from app.videos.ffmpeg import Failed
from app.videos.storage import StoreError
from app.videos.tasks import Videos
from tests.app.http.support import until
from tests.app.videos.conftest import within, working
from tests.app.videos.test_tasks import bea, files, studio, uploaded  # noqa: F401 - fixtures

# ruff: noqa: F811


@pytest.fixture
def claimed(studio, bea, uploaded):
    """claimed("convert"): a job that was claimed: itself, and the id of its operation."""

    def claim(kind: str, **parameters) -> tuple[Job, str]:
        studio.start(bea, uploaded(), kind, **parameters)
        [(number, attempt, operation)] = studio.claim()
        return Job(number, attempt, f"videos.{kind}", 60.0), operation

    return claim


async def test_an_ffmpeg_that_is_not_there(claimed, store, videos_dsn, monkeypatch):
    job, operation = await asyncio.to_thread(claimed, "thumbnail")
    with pytest.raises(Exception, match="There is no program /opt/nothing") as told:
        await Videos(videos_dsn, store, "/opt/nothing").make(job, operation)
    assert not isinstance(told.value, FinalError)  # it is tried again, by another worker perhaps
    monkeypatch.setattr(module, "program", lambda setting: setting)  # it goes away after it was looked for
    with pytest.raises(Failed):
        await Videos(videos_dsn, store, "/opt/nothing").make(job, operation)


async def test_a_disk_without_room(claimed, store, videos_dsn, monkeypatch):
    job, operation = await asyncio.to_thread(claimed, "convert", format="mkv")
    before = files(store)
    for left in ([], [1 << 30]):  # from the beginning, and while ffmpeg writes
        rooms = iter(left)
        monkeypatch.setattr(type(store), "room", lambda self, rooms=rooms: next(rooms, 0))
        with pytest.raises(Failed, match="no room"):
            await Videos(videos_dsn, store).make(job, operation)
    monkeypatch.setattr(type(store), "room", lambda self: 1000)  # less than it needs, and less than the quota leaves
    with pytest.raises(Failed, match="no room"):
        await Videos(videos_dsn, store).make(job, operation)
    assert files(store) == before


async def test_another_job_makes_the_same(studio, bea, uploaded, store, videos_dsn):
    video = await asyncio.to_thread(uploaded)
    studio.start(bea, video, "thumbnail")
    [(number, attempt, operation)] = studio.claim()
    studio.one("select jobs.fail(%s, %s, 'no luck', true)", number, attempt)
    studio.start(bea, video, "thumbnail")
    studio.one("select jobs.redrive(%s)", number)
    again = next(job for job in studio.claim() if job[0] == number)
    with pytest.raises(FinalError, match="Another job makes the same already"):
        await Videos(videos_dsn, store).make(Job(number, again[1], "videos.thumbnail", 60.0), operation)


async def test_one_file_that_cannot_be_removed(studio, bea, store, media, videos_dsn, monkeypatch):
    """The others go all the same; that one is tried again."""
    keys = sorted(studio.place(bea) for _ in range(3))
    for key in keys:
        store.draft(key).write_bytes(b"x")
    studio.conn.execute("update iwm.files_to_remove set at = now()")
    remove = type(store).remove

    async def fail(self, key):
        if key == keys[1]:
            raise StoreError("not that one")
        await remove(self, key)

    monkeypatch.setattr(type(store), "remove", fail)
    job = Job(1, 1, "videos.remove_files", 60.0)
    assert await Videos(videos_dsn, store).remove_files(job) == {"files": 2, "failed": 1}
    assert studio.one("select array_agg(storage_key::text) from iwm.files_to_remove") == [keys[1]]
    monkeypatch.undo()
    studio.conn.execute("update iwm.files_to_remove set taken_at = taken_at - interval '11 minutes'")
    assert await Videos(videos_dsn, store).remove_files(job) == {"files": 1, "failed": 0}
    assert not set(keys) & files(store)


async def test_a_store_that_does_not_answer_is_left_alone(studio, store, videos_dsn, monkeypatch):
    """A worker's place is not taken for as long as many files take; what was removed before is told."""
    keys = {studio.one("select iwm.new_storage_key('videos')") for _ in range(20)}
    for key in keys:
        studio.one("select iwm.expect_file(%s, '0')", key)
        store.draft(key).write_bytes(b"x")
    remove, asked = type(store).remove, []

    async def fail(self, key):
        asked.append(key)
        if len(asked) > 1:
            raise StoreError("it does not answer")
        await remove(self, key)

    monkeypatch.setattr(type(store), "remove", fail)
    with pytest.raises(RetryLater, match="does not answer") as told:
        await Videos(videos_dsn, store).remove_files(Job(1, 1, "videos.remove_files", 60.0))
    assert (len(asked), told.value.seconds) == (4, 600)
    left = {key for (key,) in studio.conn.execute("select storage_key::text from iwm.files_to_remove")}
    assert left == keys & files(store) == keys - {asked[0]}
    monkeypatch.undo()
    studio.conn.execute("update iwm.files_to_remove set taken_at = taken_at - interval '11 minutes'")
    again = await Videos(videos_dsn, store).remove_files(Job(1, 2, "videos.remove_files", 60.0))
    assert again == {"files": 19, "failed": 0}


async def test_what_is_to_go_while_others_are_removed_goes_too(studio, bea, store, videos_dsn, monkeypatch):
    """One job is enough: whoever deletes while it runs starts no other one, so its last look comes last."""
    key = studio.place(bea)
    store.draft(key).write_bytes(b"x")

    def sweep(self):
        studio.conn.execute("update iwm.files_to_remove set at = now()")
        return 0

    monkeypatch.setattr(type(store), "sweep", sweep)
    await Videos(videos_dsn, store).remove_files(Job(1, 1, "videos.remove_files", 60.0))
    assert key not in files(store)


def test_folders_of_killed_workers(monkeypatch, tmp_path: Path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, new, other = (tmp_path / name for name in ("iwm-video-old", "iwm-video-new", "else"))
    for folder in (old, new, other):
        folder.mkdir()
        (folder / "palette.png").write_bytes(b"x")
    for folder in (old, other):
        os.utime(folder, (0, time.time() - module.OLD - 60))
    module.sweep_folders()
    assert (old.exists(), new.exists(), other.exists()) == (False, True, True)


async def test_a_place_stays_for_all_else(studio, bea, uploaded, clip, store, media, videos_dsn):
    """Three people with long videos, one worker: what is quick does not wait for them."""
    from tests.support.accounts import People

    video = await asyncio.to_thread(uploaded, clip(seconds=20, size="640x480"))
    people = [bea, *(People(studio.conn).user(f"{bea.username}x{n}") for n in range(2))]
    for person in people:
        found = video
        if person is not bea:
            probe = {"duration_seconds": 20, "width": 640, "height": 480}
            found = studio.video(person, probe=probe)
            store.draft(studio.key_of(found)).write_bytes(store.path(studio.key_of(video)).read_bytes())
        for quality in ("low", "high"):
            studio.start(person, found, "convert", format="webm", quality=quality)
    running = "select count(*) from jobs.jobs where task = 'videos.convert' and state = 'running'"
    async with working(videos_dsn, media), within(60):
        await until(lambda: studio.one(running) == 4, 30)
        lost = studio.place(bea)
        store.draft(lost).write_bytes(b"x")
        studio.conn.execute("update iwm.files_to_remove set at = now() where storage_key = %s", [lost])
        studio.one("select iwm.remove_files_soon()")
        await until(lambda: lost not in files(store), 30)
        assert studio.one(running) == 4
