"""Forms that come in: the room that is kept for them, how slowly they may come, what is judged before the file."""

import asyncio
import contextlib
import json

import pytest

from app.http import uploads as bodies
from app.videos import probing
from app.videos import uploading as module
from app.videos.storage import StoreError
from tests.app.http.support import ONE_LOOP, problem, until
from tests.app.videos.conftest import Clip
from tests.app.videos.test_chunks import BYTES, begin
from tests.app.videos.test_uploading import BOUNDARY, form, raw, send

pytestmark = ONE_LOOP
KIND = f"multipart/form-data; boundary={BOUNDARY}"


class Coming:
    """A form whose file never ends, until it goes away."""

    def __init__(self, person, client, *parts, size: int | None = None) -> None:
        self.gone = asyncio.Event()
        self.begun = False
        self.first = form(*parts, ("file", "a", b"x" * 1000), end="")[: -len(BOUNDARY) - 6]
        headers = {**person.headers, "content-type": KIND}
        if size is not None:
            headers["content-length"] = str(size)
        self.running = asyncio.create_task(raw(client, headers, self.receive))

    async def receive(self):
        if not self.begun:
            self.begun = True
            return {"type": "http.request", "body": self.first, "more_body": True}
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def end(self) -> int | None:
        self.gone.set()
        return (await self.running)[0]


async def taken(person) -> int:
    return (await person.ask("GET", "/me/quota")).json()["data"]["bytes"]


async def test_many_at_once_do_not_get_the_same_room(ada, client, owner, clip: Clip, nothing_left):
    owner.execute("update iwm.video_policy set most_bytes = 1000000, most_bytes_in_all = 1500000")
    try:
        first = Coming(ada, client)
        await until(lambda: first.begun)
        assert await taken(ada) == 1_000_000
        second = Coming(ada, client, size=400_000)
        await until(lambda: second.begun)
        assert await taken(ada) == 1_400_000
        told = problem(await ada.upload(b"x" * 300_000), 409)
        assert told["code"] == "quota_exceeded"
        assert (await first.end(), await second.end()) == (400, 400)
        assert await taken(ada) == 0
        await ada.video(clip())
        assert await taken(ada) == clip().stat().st_size
    finally:
        owner.execute("update iwm.video_policy set most_bytes = default, most_bytes_in_all = default")
    nothing_left()


async def test_five_forms_of_one_user(ada, somebody, client, clip: Clip, nothing_left):
    forms = [Coming(ada, client, size=2000) for _ in range(4)]
    await until(lambda: all(one.begun for one in forms))
    assert problem(await ada.upload(clip()), 409)["detail"].startswith("4 files of yours are coming in")
    assert (await somebody("bob").upload(clip())).status_code == 201
    for one in forms:
        await one.end()
    assert (await ada.upload(clip())).status_code == 201
    nothing_left()


async def test_the_room_is_kept_as_long_as_it_comes(ada, client, owner, monkeypatch):
    monkeypatch.setattr(module, "HOLD", 0.02)
    one = Coming(ada, client)
    await until(lambda: one.begun)
    ends = "select max(expires_at) from iwm.incoming_videos"
    [(first,)] = owner.execute(ends).fetchall()
    await until(lambda: owner.execute(ends).fetchone()[0] > first)
    await one.end()
    assert owner.execute(ends).fetchone() == (None,)


async def test_a_disk_that_fills_while_it_comes(ada, store, monkeypatch, nothing_left):
    left = iter([1 << 40, 1 << 40, 0])
    monkeypatch.setattr(type(store), "room", lambda self: next(left, 0))

    async def body():
        yield form(("file", "a", b""), end="")[: -len(BOUNDARY) - 6]
        with contextlib.suppress(GeneratorExit):
            for _ in range(40):
                yield bytes(1 << 20)

    answer = await ada.ask("POST", "/videos", content=body(), headers={"content-type": KIND})
    assert problem(answer, 503)["code"] == "no_room"
    nothing_left()


@pytest.mark.parametrize(("rate", "status"), [(1 << 20, 408), (1, 422)])
async def test_what_drips_in_is_given_up(ada, client, monkeypatch, nothing_left, rate, status):
    """Never quiet for long, and never done."""
    monkeypatch.setattr(bodies, "AVERAGE", 0.1)
    monkeypatch.setattr(bodies, "SLOWEST", rate)
    body = form(("file", "a", b"x" * 30))
    pieces = [body[at : at + 5] for at in range(0, len(body), 5)]

    async def receive():
        await asyncio.sleep(0.01)
        piece = pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    found, sent = await raw(client, {**ada.headers, "content-type": KIND}, receive)
    assert found == status
    assert status != 408 or json.loads(sent[1]["body"])["code"] == "body_too_slow"
    nothing_left()


async def test_a_body_that_is_whole_is_not_too_slow(ada, client, monkeypatch, nothing_left):
    monkeypatch.setattr(bodies, "AVERAGE", 0.01)

    async def receive():
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": form(("file", "a", b"x")), "more_body": False}

    found, _ = await raw(client, {**ada.headers, "content-type": KIND}, receive)
    assert found == 422  # it is no video
    nothing_left()


async def test_the_piece_by_which_it_is_too_slow_is_kept(ada, client, monkeypatch, nothing_left):
    monkeypatch.setattr(bodies, "AVERAGE", 0.01)
    upload = await begin(ada, 100)

    async def receive():
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"x" * 10, "more_body": True}

    headers = {**ada.headers, "content-type": BYTES, "upload-offset": "0"}
    found, _ = await raw(client, headers, receive, "PATCH", f"/v1{upload.path}")
    assert found == 408
    assert (await ada.ask("GET", upload.path)).json()["data"]["offset"] == 10
    nothing_left()


async def test_a_store_that_is_away_does_not_keep_the_room(ada, owner, store, monkeypatch, nothing_left):
    async def away(self, key):
        raise StoreError("it does not answer")

    monkeypatch.setattr(type(store), "remove", away)
    problem(await ada.upload(b"no video"), 422)
    assert await taken(ada) == 0
    waiting = "delete from iwm.files_to_remove where at > now() + interval '23 hours' returning storage_key::text"
    [(key,)] = owner.execute(waiting).fetchall()
    assert store.path(key).read_bytes() == b"no video"
    store.path(key).unlink()
    nothing_left()


async def test_a_form_waits_until_those_before_it_were_looked_at(ada, clip: Clip, monkeypatch, nothing_left):
    """What came would be lost: the longest looks of all that a user may send at once are no reason for that."""
    monkeypatch.setattr(probing, "PATIENCE", 0.01)
    look, began, go = probing.probe, [], asyncio.Event()

    async def slow(*given):
        began.append(given)
        await go.wait()
        return await look(*given)

    monkeypatch.setattr(probing, "probe", slow)
    forms = [asyncio.create_task(ada.upload(clip())) for _ in range(2)]
    await until(lambda: began)
    await asyncio.sleep(0.2)
    go.set()
    assert [answer.status_code for answer in await asyncio.gather(*forms)] == [201, 201]
    assert 4 * probing.longest(2 << 30) <= probing.LONG_PATIENCE
    nothing_left()


@pytest.mark.parametrize("verified", [True, False])
async def test_the_film_is_judged_before_the_file_comes(somebody, client, nothing_left, verified):
    person = somebody("eve", verified=verified)
    read = 0

    async def receive():
        nonlocal read
        read += 1
        body = form(("movie_id", None, b"tt404"), ("file", "a", b"x" * 100_000), end="")[:-20]
        return {"type": "http.request", "body": body if read == 1 else b"x" * 100_000, "more_body": True}

    status, sent = await raw(client, {**person.headers, "content-type": KIND}, receive)
    code = json.loads(sent[1]["body"])["code"]
    assert (status, code, read) == ((404, "movie_not_found", 1) if verified else (403, "email_not_verified", 1))
    nothing_left()


async def test_a_film_behind_the_file_is_judged_all_the_same(ada, clip: Clip, nothing_left):
    answer = await send(ada, form(("file", "a", clip().read_bytes()), ("movie_id", None, b"tt404")))
    assert problem(answer, 404)["code"] == "movie_not_found"
    nothing_left()
