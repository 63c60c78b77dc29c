"""POST /v1/videos: what is taken, what is refused, and that nothing is left of what is not taken."""

import asyncio
import gc
import json

import psutil
import pytest

from tests.app.http.support import ONE_LOOP, problem, until
from tests.app.videos.conftest import Clip

pytestmark = ONE_LOOP
BOUNDARY = "----iwm"


def form(*parts: tuple[str, str | None, bytes], end: str = "--") -> bytes:
    """A body of parts: name, file name, content."""
    body = b""
    for name, file_name, content in parts:
        more = f'; filename="{file_name}"' if file_name is not None else ""
        body += (
            f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + content + b"\r\n"
        )
    return body + f"--{BOUNDARY}{end}\r\n".encode()


async def send(person, body: bytes, boundary: str = f'multipart/form-data; boundary="{BOUNDARY}"'):
    return await person.ask("POST", "/videos", content=body, headers={"content-type": boundary})


async def test_a_clip(ada, clip: Clip, owner, store, nothing_left):
    answer = await ada.upload(clip(), "../My holiday\u202e.mp4", title="  At the sea ")
    assert answer.status_code == 201
    video = answer.json()["data"]
    assert (video["title"], video["file_name"], video["media_type"]) == ("At the sea", "My holiday .mp4", "video/mp4")
    assert (video["width"], video["height"], video["video_codec"], video["audio_codec"]) == (160, 120, "h264", "aac")
    [(key, sha256)] = owner.execute(
        "select storage_key, sha256 from iwm.videos where external_id = %s", [video["id"]]
    ).fetchall()
    assert store.path(key).read_bytes() == clip().read_bytes()
    assert store.path(key).stat().st_mode & 0o077 == 0
    assert sha256 == video["sha256"]
    assert (await ada.ask("GET", f"/videos/{video['id']}")).json()["data"] == video
    nothing_left()


async def test_fields_before_and_after_the_file(ada, owner, clip: Clip):
    owner.execute("insert into iwm.movies (external_id, title) values ('tt5', 'Five') on conflict do nothing")
    content = clip().read_bytes()
    answer = await send(ada, form(("role", None, b"clip"), ("file", "a.mp4", content), ("movie_id", None, b"tt5")))
    assert answer.status_code == 201, answer.text
    assert (answer.json()["data"]["role"], answer.json()["data"]["movie_id"]) == ("clip", "tt5")
    listed = await ada.client.get("/v1/movies/tt5/videos")
    assert [video["id"] for video in listed.json()["data"]] == [answer.json()["data"]["id"]]


async def test_pieces_of_any_size(ada, clip: Clip):
    body = form(("title", None, b"in pieces"), ("file", "a.mp4", clip().read_bytes()))

    async def pieces():
        for start in range(0, 3000, 7):
            yield body[start : start + 7]
        yield body[3003:]

    answer = await ada.ask(
        "POST", "/videos", content=pieces(), headers={"content-type": f"multipart/form-data; boundary={BOUNDARY}"}
    )
    assert answer.status_code == 201, answer.text
    assert answer.json()["data"]["title"] == "in pieces"


@pytest.mark.parametrize(("more", "status"), [(b"", 422), (b"\r\nan epilogue", 422), (b"x" * 20_000, 400)])
async def test_what_comes_behind_the_end_of_the_form(ada, nothing_left, more, status):
    """The last line break may come in a packet of its own; what follows is passed over, as long as it is short."""
    body = form(("file", "a.mp4", b"no video"))

    async def pieces():
        yield body[:-2]
        yield body[-2:] + more

    kind = {"content-type": f"multipart/form-data; boundary={BOUNDARY}"}
    problem(await ada.ask("POST", "/videos", content=pieces(), headers=kind), status)
    nothing_left()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\x00b.mp4", "x" * 3000, "", "\u202e", "a\\b", "нет.mp4", "-rf.mp4"]
)
async def test_hostile_names(ada, clip: Clip, nothing_left, name):
    answer = await send(ada, form(("file", name, clip().read_bytes())))
    assert answer.status_code == 201, answer.text
    file_name = answer.json()["data"]["file_name"]
    assert 1 <= len(file_name) <= 255
    assert not set(file_name) & set('/\\\x00\u202e"')
    nothing_left()


@pytest.mark.parametrize(
    ("parts", "status", "field"),
    [
        ([("file", "a", b"")], 422, "file"),
        ([("file", "a", b"no video")], 422, "file"),
        ([("title", None, b"x")], 422, "file"),
        ([], 422, "file"),
        ([("file", "a", b"x"), ("file", "b", b"y")], 422, "file"),
        ([("title", None, b"x"), ("title", None, b"y"), ("file", "a", b"x")], 422, "title"),
        ([("file", "a", b"x"), ("colour", None, b"red")], 422, "colour"),
        ([("video", "a.mp4", b"x" * 100_000)], 422, "video"),
        ([("file", "a", b"x"), ("title", None, b"")], 422, "title"),
        ([("file", "a", b"x"), ("title", None, b"y" * 201)], 422, "title"),
        ([("file", "a", b"x"), ("title", None, b"\x00")], 422, "title"),
        ([("file", "a", b"x"), ("title", None, b"\xff")], 422, "title"),
        ([("file", "a", b"x"), ("title", None, b"y" * 20_000)], 413, None),
        ([("file", "a", b"x"), ("role", None, b"hero")], 422, "role"),
        ([("file", "a", b"x"), ("movie_id", None, b"../..")], 422, "movie_id"),
        ([("file", "a", b"x"), ("viewer", None, b"me")], 422, "viewer"),
        ([(f"f{n}", None, b"") for n in range(60)], 400, None),
    ],
)
async def test_forms_that_are_refused(ada, nothing_left, parts, status, field):
    document = problem(await send(ada, form(*parts)), status)
    assert field is None or document["errors"][0]["field"] == field
    nothing_left()


async def test_what_stands_before_the_file_is_judged_before_it_comes(ada, client, nothing_left):
    read = 0

    async def receive():
        nonlocal read
        read += 1
        body = (
            form(("role", None, b"hero"), ("file", "a", b"x" * 100_000), end="")[:-20] if read == 1 else b"x" * 100_000
        )
        return {"type": "http.request", "body": body, "more_body": True}

    status, sent = await raw(
        client, {**ada.headers, "content-type": f"multipart/form-data; boundary={BOUNDARY}"}, receive
    )
    assert (status, read) == (422, 1)
    assert json.loads(sent[1]["body"])["errors"][0]["field"] == "role"
    nothing_left()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\r\n",
        b"hello",
        form(("file", "a", b"x"), end=""),
        form(("file", "a", b"x"))[:-10],
        b"--" + BOUNDARY.encode(),
        b"--" + BOUNDARY.encode() + b"\r\n" + b"x" * 10_000,
    ],
)
async def test_what_is_no_form(ada, nothing_left, body):
    problem(await send(ada, body), 400)
    nothing_left()


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json", 415),
        ("text/plain", 415),
        ("multipart/mixed; boundary=x", 415),
        ("", 415),
        ("multipart/form-data", 400),
        ("multipart/form-data; boundary=", 400),
        (f"multipart/form-data; boundary={'x' * 2000}", 400),
    ],
)
async def test_other_kinds_of_body(ada, kind, status):
    answer = await ada.ask("POST", "/videos", content=b"{}", headers={"content-type": kind} if kind else {})
    problem(answer, status)
    assert status != 415 or answer.headers["accept"] == "multipart/form-data"


async def test_large_bodies_of_another_kind_are_refused_as_such(ada):
    """An operation that takes JSON says so at once, however large the body."""
    answer = await ada.ask(
        "POST", "/videos/uploads", content=b"x" * 3_000_000, headers={"content-type": "application/octet-stream"}
    )
    problem(answer, 415)


async def test_ten_gigabytes_are_refused_before_they_come(ada, client, nothing_left):
    read = 0

    async def receive():
        nonlocal read
        read += 1
        return {"type": "http.request", "body": b"x" * 1000, "more_body": True}

    headers = {
        **ada.headers,
        "content-type": f"multipart/form-data; boundary={BOUNDARY}",
        "content-length": str(10 << 30),
    }
    status, _ = await raw(client, headers, receive)
    assert (status, read) == (413, 0)
    nothing_left()


async def raw(client, headers, receive, method="POST", path="/v1/videos"):
    """A request straight to the application: its status, and what it sent."""
    sent: list[dict] = []

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "scheme": "http",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("192.0.2.1", 1),
        "server": ("iwm.test", 80),
        "http_version": "1.1",
        "asgi": {"version": "3.0"},
        "root_path": "",
    }
    await client.app(scope, receive, send)
    return next((message["status"] for message in sent if message["type"] == "http.response.start"), None), sent


async def test_a_client_that_goes_away(ada, client, clip: Clip, owner, nothing_left):
    body = form(("file", "a.mp4", clip().read_bytes()))
    messages = [
        {"type": "http.request", "body": body[:2_000], "more_body": True},
        {"type": "http.request", "body": body[2_000:20_000], "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive():
        return messages.pop(0)

    await raw(client, {**ada.headers, "content-type": f"multipart/form-data; boundary={BOUNDARY}"}, receive)
    nothing_left()
    assert owner.execute("select count(*) from iwm.files_to_remove").fetchone() == (0,)


async def test_a_request_that_is_broken_off(ada, client, store, nothing_left):
    """The server itself gives it up, as when it stops."""
    began = asyncio.Event()

    async def receive():
        if began.is_set():
            await asyncio.sleep(3600)
        began.set()
        return {"type": "http.request", "body": form(("file", "a", b"x" * 2_000_000))[:-40], "more_body": True}

    running = asyncio.create_task(
        raw(client, {**ada.headers, "content-type": f"multipart/form-data; boundary={BOUNDARY}"}, receive)
    )
    await until(lambda: any(path.stat().st_size > 1_000_000 for path in store.folder.rglob("*") if path.is_file()))
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    nothing_left()


async def test_over_the_quota(ada, owner, clip: Clip, nothing_left):
    """What is announced is refused at once; what is not, as soon as it is too much."""
    size = clip().stat().st_size
    owner.execute("update iwm.video_policy set most_bytes_in_all = %s", [size + 100])
    try:
        await ada.video(clip())
        document = problem(await ada.upload(clip()), 413 if size < 60_000 else 409)
        assert document["code"] in ("file_too_large", "quota_exceeded")

        async def pieces():
            yield form(("file", "a.mp4", clip().read_bytes()))

        kind = {"content-type": f"multipart/form-data; boundary={BOUNDARY}"}
        document = problem(await ada.ask("POST", "/videos", content=pieces(), headers=kind), 413)
        assert document["code"] == "file_too_large"
    finally:
        owner.execute("update iwm.video_policy set most_bytes_in_all = default")
    nothing_left()


async def test_cut_off_and_too_long(ada, owner, clip: Clip, nothing_left):
    assert problem(await ada.upload(clip(".mkv").read_bytes()[:-20_000]), 422)["code"] == "video_broken"
    owner.execute("update iwm.video_policy set most_seconds = 1")
    try:
        assert problem(await ada.upload(clip()), 422)["code"] == "video_too_long"
    finally:
        owner.execute("update iwm.video_policy set most_seconds = default")
    nothing_left()


async def test_a_film_that_is_not_there(ada, clip: Clip, nothing_left):
    assert problem(await ada.upload(clip(), movie_id="tt404"), 404)["code"] == "movie_not_found"
    nothing_left()


async def test_nobody_uploads(client, clip: Clip, nothing_left):
    problem(await client.post("/v1/videos", files={"file": ("a.mp4", clip().read_bytes())}), 401)
    nothing_left()


async def test_a_full_disk(ada, clip: Clip, monkeypatch, nothing_left, store):
    monkeypatch.setattr(type(store), "room", lambda self: 0)
    answer = await ada.upload(clip())
    assert problem(answer, 503)["code"] == "no_room"
    assert answer.headers["retry-after"] == "3600"
    nothing_left()


@pytest.mark.once
async def test_three_hundred_megabytes_pass_through(ada, client, owner, store, nothing_left):
    """They go to the disk piece by piece: the process does not grow with them."""
    piece = bytes(1 << 16)
    head = form(("file", "large.mp4", b""), end="")[: -len(BOUNDARY) - 6]
    process = psutil.Process()
    most = 0
    sent = 0
    gc.collect()
    before = process.memory_info().rss

    async def receive():
        nonlocal sent, most
        sent += 1
        most = max(most, process.memory_info().rss)
        if sent == 1:
            return {"type": "http.request", "body": head, "more_body": True}
        if sent <= 4801:
            return {"type": "http.request", "body": piece, "more_body": True}
        return {"type": "http.request", "body": f"\r\n--{BOUNDARY}--\r\n".encode(), "more_body": False}

    status, _ = await raw(client, {**ada.headers, "content-type": f"multipart/form-data; boundary={BOUNDARY}"}, receive)
    assert (status, sent) == (422, 4802)  # it is no video
    assert most - before < 40_000_000
    nothing_left()


async def test_what_the_document_says(client):
    operation = (await client.get("/openapi.json")).json()["paths"]["/v1/videos"]["post"]
    content = operation["requestBody"]["content"]
    assert list(content) == ["multipart/form-data"]
    schema = content["multipart/form-data"]["schema"]
    assert set(schema["properties"]) == {"file", "title", "movie_id", "role"}
    assert schema["required"] == ["file"]
    assert schema["properties"]["file"]["format"] == "binary"
    assert {"201", "400", "401", "409", "413", "415", "422"} <= operation["responses"].keys()
