"""An upload in chunks that is completed while others do something to it: a clear answer, and no file of nobody."""

import asyncio

import pytest

from app.http.problems import HttpProblem
from app.http.sqlstates import SqlError
from app.videos import chunks as module
from app.videos.chunks import Chunks
from app.videos.objects import Objects, bucket_of
from app.videos.probe import Probe
from tests.app.http.support import ONE_LOOP, problem
from tests.app.videos.conftest import Clip
from tests.app.videos.test_chunks import begin
from tests.support.object_store import object_store

KEY = "videos/ab/" + "ab" * 16
PROBE = Probe("mov", 1.0, 2, 2, "h264")


def key_of(owner, upload) -> str:
    [(key,)] = owner.execute("select storage_key from iwm.video_uploads where external_id = %s", [upload.id]).fetchall()
    return key


@ONE_LOOP
@pytest.mark.parametrize("moment", ["probe", "sha256_of"])
async def test_given_up_while_it_is_completed(ada, owner, store, clip: Clip, monkeypatch, nothing_left, moment):
    """The worker may have removed the file, too."""
    content = clip().read_bytes()
    upload = await begin(ada, len(content))
    assert (await upload.chunk(content, 0)).status_code == 200
    key = key_of(owner, upload)

    from app.videos import probing

    place = probing if moment == "probe" else module
    right = getattr(place, moment)

    async def meanwhile(*given):
        await ada.ask("DELETE", upload.path)
        store.path(key).unlink()
        return await right(*given)

    monkeypatch.setattr(place, moment, meanwhile)
    assert problem(await upload.complete(), 404)["code"] == "upload_not_found"
    nothing_left()


@ONE_LOOP
async def test_given_up_at_the_last_moment(ada, owner, store, clip: Clip, monkeypatch, nothing_left):
    """What the worker has not removed yet is removed at once."""
    content = clip().read_bytes()
    upload = await begin(ada, len(content))
    assert (await upload.chunk(content, 0)).status_code == 200
    keep = type(store).keep

    async def meanwhile(self, key):
        await keep(self, key)
        await ada.ask("DELETE", upload.path)

    monkeypatch.setattr(type(store), "keep", meanwhile)
    assert problem(await upload.complete(), 404)["code"] == "upload_not_found"
    nothing_left()


@ONE_LOOP
async def test_completed_by_another_request_meanwhile(ada, owner, store, clip: Clip, monkeypatch, nothing_left):
    """The second one began before the first one ended, and comes to the file just after."""
    content = clip().read_bytes()
    upload = await begin(ada, len(content))
    assert (await upload.chunk(content, 0)).status_code == 200
    state = Chunks._state
    videos = []

    async def late(self, call, *given, **more):
        found = await state(self, call, *given, **more)
        if not videos:
            videos.append(None)
            videos.append((await upload.complete()).json()["data"])
        return found

    monkeypatch.setattr(Chunks, "_state", late)
    answer = await upload.complete()
    assert (answer.status_code, answer.json()["data"]) == (201, videos[1])
    file = await ada.ask("GET", f"/videos/{videos[1]['id']}/file")
    assert file.content == content  # nobody took it for one of nobody
    nothing_left()


@ONE_LOOP
async def test_no_empty_file_of_a_chunk_that_comes_too_late(ada, owner, store, monkeypatch, nothing_left):
    upload = await begin(ada, 10)
    state = Chunks._state
    asked = []

    async def late(self, call, *given, **more):
        found = await state(self, call, *given, **more)
        if not asked:
            asked.append(call)
            await ada.ask("DELETE", upload.path)
        return found

    monkeypatch.setattr(Chunks, "_state", late)
    problem(await upload.chunk(b"0123456789", 0), 404)
    nothing_left()


class Scripted:
    """A call of POST …/complete: what the database says, in its turn."""

    def __init__(self, size: int, live: int = 2) -> None:
        self.live = live  # how often it is told that the upload is there
        self.upload = {"offset": size, "bytes": size}

    def __getitem__(self, name: str) -> str:
        return name

    async def sql(self, function: str, **arguments: str | None):
        if function == "uploaded_video":
            return None
        if function == "upload_state" and self.live:
            self.live -= 1
            return {"key": KEY, "upload": self.upload, "user": "usr"}
        raise SqlError("IW404", "You have no upload.")


class Looking:
    async def look(self, path, user):
        return PROBE


@pytest.mark.once
async def test_what_came_into_the_bucket_after_it_was_given_up(tmp_path):
    """The worker has removed what there was before; what comes after that is nobody's, and goes."""
    async with object_store() as fake:
        store = Objects(bucket_of(fake.url()), tmp_path / "spool", pause=0.001)
        await asyncio.to_thread(store.draft(KEY).write_bytes, b"content")
        with pytest.raises(HttpProblem) as told:
            await Chunks(store, Looking()).complete(Scripted(7))  # type: ignore[arg-type]
        assert told.value.status == 404
        assert [method for method, _ in fake.asked][:2] == ["PUT", "DELETE"]
        assert fake.objects == {}
        assert not store.draft(KEY).exists()


@pytest.mark.once
@pytest.mark.parametrize("given_up", [False, True])
async def test_its_bytes_stand_on_another_machine(tmp_path, given_up):
    """What is in the bucket may be of the request there: only of one that was given up it is removed."""
    async with object_store() as fake:
        there = Objects(bucket_of(fake.url()), tmp_path / "there", pause=0.001)
        await asyncio.to_thread(there.draft(KEY).write_bytes, b"content")
        await there.keep(KEY)
        fake.asked.clear()
        here = Objects(bucket_of(fake.url()), tmp_path / "here", pause=0.001)
        with pytest.raises(HttpProblem) as told:
            await Chunks(here, Looking()).complete(Scripted(7, 1 if given_up else 9))  # type: ignore[arg-type]
        assert told.value.status == 404
        assert (fake.objects == {}) is given_up
        assert (fake.asked == []) is not given_up
