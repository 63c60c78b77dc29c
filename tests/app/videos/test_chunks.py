"""Uploads in chunks over HTTP: offsets, what a broken connection leaves, and that only one writes at a time."""

import asyncio

import pytest

from app.videos.storage import Writing
from tests.app.http.support import ONE_LOOP, problem
from tests.app.videos.conftest import Clip
from tests.app.videos.test_uploading import raw

pytestmark = ONE_LOOP
BYTES = "application/octet-stream"


class Upload:
    """An upload of a user."""

    def __init__(self, person, about) -> None:
        self.person = person
        self.id = about["id"]
        self.path = f"/videos/uploads/{self.id}"

    async def chunk(self, content, offset: int | str | None, kind: str = BYTES):
        headers = {"content-type": kind} if kind else {}
        if offset is not None:
            headers["upload-offset"] = str(offset)
        return await self.person.ask("PATCH", self.path, content=content, headers=headers)

    async def complete(self):
        return await self.person.ask("POST", f"{self.path}/complete")


async def begin(person, size: int, name: str = "film.mp4", **more) -> Upload:
    answer = await person.ask("POST", "/videos/uploads", json={"file_name": name, "bytes": size, **more})
    assert answer.status_code == 201, answer.text
    return Upload(person, answer.json()["data"])


async def test_in_three_chunks(ada, clip: Clip, nothing_left):
    content = clip().read_bytes()
    upload = await begin(ada, len(content), title="In chunks")
    third = len(content) // 3
    for start, end in ((0, third), (third, 2 * third), (2 * third, len(content))):
        answer = await upload.chunk(content[start:end], start)
        assert answer.status_code == 200, answer.text
        assert answer.headers["upload-offset"] == str(end)
        assert answer.json()["data"]["offset"] == end
    answer = await ada.ask("HEAD", upload.path)
    assert (answer.status_code, answer.headers["upload-offset"], answer.headers["upload-length"]) == (
        200,
        str(len(content)),
        str(len(content)),
    )
    assert answer.headers["cache-control"] == "no-store"
    answer = await upload.complete()
    assert answer.status_code == 201, answer.text
    video = answer.json()["data"]
    assert (video["title"], video["bytes"]) == ("In chunks", len(content))
    file = await ada.ask("GET", f"/videos/{video['id']}/file")
    assert file.content == content
    problem(await ada.ask("GET", upload.path), 404)
    nothing_left()


async def test_completed_once_more(ada, somebody, owner, store, clip: Clip, nothing_left):
    """Whoever did not hear the answer need not send it all again."""
    content = clip().read_bytes()
    upload = await begin(ada, len(content))
    await upload.chunk(content, 0)
    video = (await upload.complete()).json()["data"]
    again = await upload.complete()
    assert (again.status_code, again.json()["data"]) == (201, video)
    problem(await somebody("bob").ask("POST", f"{upload.path}/complete"), 404)
    assert (await ada.ask("GET", "/me/quota")).json()["data"]["videos"] == 1
    [(key,)] = owner.execute("select storage_key from iwm.videos where external_id = %s", [video["id"]]).fetchall()
    assert (await ada.ask("DELETE", f"/videos/{video['id']}")).status_code == 200
    problem(await upload.complete(), 404)
    store.path(key).unlink()  # there is no worker here
    nothing_left()


async def test_other_offsets_are_refused(ada, nothing_left):
    upload = await begin(ada, 100)
    assert (await upload.chunk(b"x" * 10, 0)).status_code == 200
    for offset in (0, 5, 11, 100):
        assert problem(await upload.chunk(b"y", offset), 409)["code"] == "upload_offset"
    for offset in (None, "", "-1", "1.0", "x", "9" * 30, "²"):
        if offset == "²":
            continue  # no client can send it in a header
        assert problem(await upload.chunk(b"y", offset), 422)["errors"][0]["field"] == "Upload-Offset"
    assert (await ada.ask("GET", upload.path)).json()["data"]["offset"] == 10
    nothing_left()


async def test_no_more_than_announced(ada, nothing_left):
    upload = await begin(ada, 100)
    assert problem(await upload.chunk(b"x" * 101, 0), 413)["code"] == "file_too_large"

    async def pieces():
        yield b"x" * 90
        yield b"x" * 90

    assert problem(await upload.chunk(pieces(), 0), 413)["code"] == "file_too_large"
    assert (await ada.ask("GET", upload.path)).json()["data"]["offset"] == 90  # what fitted is there
    assert problem(await upload.complete(), 409)["code"] == "upload_incomplete"
    nothing_left()


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (BYTES, 200),
        ("application/offset+octet-stream", 200),
        ("", 415),
        ("application/json", 415),
        ("multipart/form-data; boundary=x", 415),
    ],
)
async def test_kinds_of_chunks(ada, kind, status):
    upload = await begin(ada, 100)
    answer = await upload.chunk(b"\x00\xff" * 5, 0, kind)
    assert answer.status_code == status, answer.text
    assert status == 200 or answer.headers["accept"] == BYTES


async def test_a_broken_connection_keeps_what_came(ada, client, clip: Clip, nothing_left):
    content = clip().read_bytes()
    upload = await begin(ada, len(content))
    messages = [
        {"type": "http.request", "body": content[:3000], "more_body": True},
        {"type": "http.request", "body": content[3000:5000], "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive():
        return messages.pop(0)

    headers = {**ada.headers, "content-type": BYTES, "upload-offset": "0"}
    await raw(client, headers, receive, "PATCH", f"/v1{upload.path}")
    assert (await ada.ask("GET", upload.path)).json()["data"]["offset"] == 5000
    assert (await upload.chunk(content[5000:], 5000)).status_code == 200
    assert (await upload.complete()).status_code == 201
    nothing_left()


async def test_what_a_crash_left_behind_the_offset_is_written_over(ada, owner, store, clip: Clip, nothing_left):
    content = clip().read_bytes()
    upload = await begin(ada, len(content))
    assert (await upload.chunk(content[:4000], 0)).status_code == 200
    [(key,)] = owner.execute("select storage_key from iwm.video_uploads where external_id = %s", [upload.id]).fetchall()
    with store.path(key).open("ab") as file:
        file.write(b"never told of")
    assert (await upload.chunk(content[4000:], 4000)).status_code == 200
    assert (await upload.complete()).status_code == 201
    nothing_left()


async def test_bytes_that_are_gone(ada, owner, store):
    upload = await begin(ada, 100)
    assert (await upload.chunk(b"x" * 50, 0)).status_code == 200
    [(key,)] = owner.execute("select storage_key from iwm.video_uploads where external_id = %s", [upload.id]).fetchall()
    store.path(key).write_bytes(b"x")
    assert problem(await upload.chunk(b"x" * 50, 50), 404)["code"] == "upload_not_found"
    await ada.ask("DELETE", upload.path)
    store.path(key).unlink()


async def test_one_at_a_time(ada, owner, store):
    upload = await begin(ada, 100)
    assert (await upload.chunk(b"x" * 10, 0)).status_code == 200
    [(key,)] = owner.execute("select storage_key from iwm.video_uploads where external_id = %s", [upload.id]).fetchall()
    async with Writing(store.path(key), 100):
        assert problem(await upload.chunk(b"y" * 10, 10), 409)["code"] == "upload_busy"
    answers = await asyncio.gather(*(upload.chunk(bytes([65 + n]) * 10, 10) for n in range(6)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409, 409]
    assert (await ada.ask("GET", upload.path)).json()["data"]["offset"] == 20
    assert len(set(store.path(key).read_bytes()[10:])) == 1  # of one of them alone


async def test_what_is_no_video_is_given_up(ada, owner, store):
    upload = await begin(ada, 10)
    assert (await upload.chunk(b"0123456789", 0)).status_code == 200
    assert problem(await upload.complete(), 422)["code"] == "not_a_video"
    problem(await ada.ask("GET", upload.path), 404)
    keys = [key for (key,) in owner.execute("select storage_key from iwm.files_to_remove where at <= now()").fetchall()]
    assert any(store.path(key).exists() for key in keys)  # a job of the worker removes it
    for key in keys:
        store.path(key).unlink(missing_ok=True)


async def test_over_the_quota_it_waits(ada, owner, clip: Clip):
    """What does not fit any more when it is complete is kept, until there is room."""
    content = clip().read_bytes()
    upload = await begin(ada, len(content))
    assert (await upload.chunk(content, 0)).status_code == 200
    owner.execute("update iwm.video_policy set most_videos = 1")
    try:
        other = await ada.ask("POST", "/videos/uploads", json={"file_name": "x", "bytes": 1})
        assert problem(other, 409)["code"] == "quota_exceeded"
        owner.execute("update iwm.video_policy set most_bytes_in_all = 10")
        assert problem(await upload.complete(), 409)["code"] == "quota_exceeded"
    finally:
        owner.execute("update iwm.video_policy set most_videos = default, most_bytes_in_all = default")
    assert (await upload.complete()).status_code == 201


async def test_nobody_elses(ada, somebody):
    upload = await begin(ada, 10)
    other = Upload(somebody("bob"), {"id": upload.id})
    problem(await other.chunk(b"x", 0), 404)
    problem(await other.complete(), 404)
    problem(await other.person.ask("DELETE", other.path), 404)


async def test_listed_and_given_up(ada):
    upload = await begin(ada, 10, name="a/b\nc.mp4")
    listed = (await ada.ask("GET", "/videos/uploads")).json()["data"]
    assert [(u["id"], u["file_name"]) for u in listed] == [(upload.id, "b c.mp4")]
    assert (await ada.ask("DELETE", upload.path)).json()["data"] == {"id": upload.id, "removed": True}
    assert (await ada.ask("GET", "/videos/uploads")).json()["data"] == []


async def test_what_the_document_says(client):
    operation = (await client.get("/openapi.json")).json()["paths"]["/v1/videos/uploads/{upload_id}"]["patch"]
    assert list(operation["requestBody"]["content"]) == [BYTES]
    assert [p["name"] for p in operation["parameters"] if p["in"] == "header"] == ["Upload-Offset"]
