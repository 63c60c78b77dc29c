"""A new user against a server that is a process, with a worker beside: from the upload to the last byte that goes."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import psycopg
import pytest
import pytest_asyncio

from tests.app.http.support import ONE_LOOP, problem, until
from tests.app.videos.conftest import Clip, ffmpeg, working
from tests.support.live import Sse, sse
from tests.support.signing_in import Member, sign_up

pytestmark = [ONE_LOOP, pytest.mark.once]
SIX = (
    {"type": "thumbnail", "at": 1},
    {"type": "resize", "width": 320},
    {"type": "convert", "format": "webm"},
    {"type": "extract_audio", "format": "mp3"},
    {"type": "trim", "start": 1, "end": 2.5},
    {"type": "preview", "format": "gif", "seconds": 2},
)
OVER = {"completed", "failed", "cancelled", "dead"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def line(address: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client over the network."""
    async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False) as found:
        yield found


def kept(media: Path) -> list[Path]:
    """The files that are in the store."""
    return [path for path in media.rglob("*") if path.is_file()]


async def upload(member: Member, path: Path, **fields: str) -> dict:
    """A video that was uploaded as a form."""
    files = {"file": (path.name, path.read_bytes())}  # noqa: ASYNC240 - clips are small
    answer = await member.client.post("/v1/videos", files=files, data=fields, headers=member.bearer)
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]


async def hear_until_over(stream: Sse, jobs: set[str]) -> dict[str, list[int]]:
    """The percentages that each job told, until all of them are over."""
    told: dict[str, list[int]] = {job: [] for job in jobs}
    open_jobs = set(jobs)
    while open_jobs:
        event = await stream.hear(60)
        job = event["data"].get("job")
        if job in told and event["type"] == "event":
            told[job].append(event["data"]["progress"])
            if event["data"]["state"] in OVER:
                assert event["data"]["state"] == "completed", event
                open_jobs.discard(job)
    return told


async def test_from_signing_up_to_the_last_byte_that_goes(
    line: httpx.AsyncClient, address: str, clip: Clip, videos_dsn: str, media: Path
):
    vera = await sign_up(line, "vera")
    video = await upload(vera, clip(".mp4", seconds=12, size="1280x720"), title="At the sea")
    path = f"/videos/{video['id']}"
    async with (
        working(videos_dsn, media),
        sse(address, f"video:{video['id']}", token=vera.tokens["access_token"]) as stream,
    ):
        jobs = set()
        for operation in SIX:
            answer = await vera.post(f"{path}/operations", **operation)
            assert answer.status_code == 202, answer.text
            jobs.add(answer.json()["data"]["id"])
        told = await hear_until_over(stream, jobs)
    assert all(progress == sorted(progress) and progress[-1] == 100 for progress in told.values())
    assert any(0 < percent < 100 for progress in told.values() for percent in progress)
    assets = (await vera.get(f"{path}/assets")).json()["data"]
    assert {asset["kind"] for asset in assets} == {operation["type"] for operation in SIX}
    for asset in assets:
        await download(vera, asset)
    assert (await vera.get("/me/quota")).json()["data"]["bytes"] == video["bytes"] + sum(a["bytes"] for a in assets)
    await nobody_else_sees_it(line, vera, video, assets)
    async with working(videos_dsn, media):
        assert (await vera.delete(path)).status_code == 200
        await until(lambda: not kept(media), 60)
    problem(await vera.get(path), 404)
    problem(await vera.get(f"/assets/{assets[0]['id']}/file"), 404)
    quota = (await vera.get("/me/quota")).json()["data"]
    assert (quota["bytes"], quota["videos"], quota["active_operations"]) == (0, 0, 0)


async def download(member: Member, asset: dict) -> None:
    """A rendition in two parts, its end, and what it has not."""
    address, size = asset["url"], asset["bytes"]
    half = size // 2
    parts = []
    etag = ""
    for asked in (f"bytes=0-{half - 1}", f"bytes={half}-"):
        # the second one only if it is of the same file
        headers = {**member.bearer, "range": asked, **({"if-range": etag} if etag else {})}
        answer = await member.client.get(address, headers=headers)
        assert answer.status_code == 206
        etag = answer.headers["etag"]
        parts.append(answer.content)
    whole = await member.client.get(address, headers=member.bearer)
    assert (whole.status_code, whole.content, len(whole.content)) == (200, b"".join(parts), size)
    assert whole.headers["content-type"] == asset["media_type"]
    end = await member.client.get(address, headers={**member.bearer, "range": "bytes=-7"})
    assert (end.status_code, end.content) == (206, whole.content[-7:])
    beyond = await member.client.get(address, headers={**member.bearer, "range": f"bytes={size}-"})
    problem(beyond, 416)
    assert beyond.headers["content-range"] == f"bytes */{size}"
    other = await member.client.get(address, headers={**member.bearer, "range": "bytes=0-9", "if-range": '"other"'})
    assert (other.status_code, len(other.content)) == (200, size)


async def nobody_else_sees_it(line: httpx.AsyncClient, owner: Member, video: dict, assets: list[dict]) -> None:
    """Everything about it is 404 for another user."""
    bob = await sign_up(line, f"not-{owner.username}")
    path = f"/videos/{video['id']}"
    for address in (path, f"{path}/file", f"{path}/assets", f"{path}/operations", f"/assets/{assets[0]['id']}/file"):
        problem(await bob.get(address), 404)
    problem(await bob.delete(path), 404)
    problem(await bob.post(f"{path}/operations", type="thumbnail"), 404)
    assert (await bob.get("/videos")).json()["data"] == []


async def test_the_same_again_and_cancelled(line: httpx.AsyncClient, clip: Clip, videos_dsn: str, media: Path):
    """What is under way is answered with its job; cancelled while it runs, it leaves nothing, and can be had again."""
    mia = await sign_up(line, "mia")
    video = await upload(mia, clip(".mp4", seconds=60, size="1280x720"))
    before = set(kept(media))
    path = f"/videos/{video['id']}/operations"
    asked = {"type": "convert", "format": "webm", "quality": "high"}
    first = await mia.post(path, **asked)
    again = await mia.post(path, **asked)
    assert (first.status_code, again.status_code) == (202, 202)
    job = first.json()["data"]["id"]
    at_once = await asyncio.gather(*(mia.post(path, **asked) for _ in range(8)))
    assert {answer.json()["data"]["id"] for answer in (again, *at_once)} == {job}

    async def state() -> str:
        return (await mia.get(f"/jobs/{job}")).json()["data"]["state"]

    async with working(videos_dsn, media), asyncio.timeout(60):
        while set(kept(media)) == before:  # noqa: ASYNC110 - ffmpeg tells nobody
            await asyncio.sleep(0.05)
        assert (await mia.post(f"/jobs/{job}/cancel")).status_code in (200, 202)
        while await state() not in OVER:  # noqa: ASYNC110 - it is in another process
            await asyncio.sleep(0.05)
        assert await state() == "cancelled"
        await until(lambda: set(kept(media)) == before, 30)
    other = (await mia.post(path, **asked)).json()["data"]
    assert other["id"] != job
    await mia.post(f"/jobs/{other['id']}/cancel")
    async with working(videos_dsn, media):
        await mia.delete(f"/videos/{video['id']}")
        await until(lambda: not kept(media), 60)


async def test_in_chunks_over_a_line_that_breaks(
    line: httpx.AsyncClient, address: str, tmp_path: Path, videos_dsn: str, media: Path
):
    path = tmp_path / "large.avi"
    ffmpeg("-f", "lavfi", "-i", "testsrc2=duration=3:size=640x360", "-c:v", "rawvideo", str(path))
    content = path.read_bytes()
    nora = await sign_up(line, "nora")
    begun = (await nora.post("/videos/uploads", file_name="large.avi", bytes=len(content))).json()["data"]
    where = f"/v1/videos/uploads/{begun['id']}"
    chunk = {**nora.bearer, "content-type": "application/octet-stream"}
    first = await line.patch(where, content=content[:3_000_000], headers={**chunk, "upload-offset": "0"})
    assert (first.status_code, first.headers["upload-offset"]) == (200, "3000000")
    # the second one breaks off in the middle
    host, port = address.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    head = [f"PATCH {where} HTTP/1.1", f"host: {host}", f"content-length: {len(content) - 3_000_000}"]
    head += [f"{name}: {value}" for name, value in chunk.items()]
    writer.write("\r\n".join([*head, "upload-offset: 3000000", "", ""]).encode() + content[3_000_000:9_000_000])
    await writer.drain()
    writer.transport.abort()

    async def offset() -> int:
        answer = await line.head(where, headers=nora.bearer)
        return int(answer.headers["upload-offset"])

    async with asyncio.timeout(40):
        while await offset() == 3_000_000:  # noqa: ASYNC110 - the server has to notice
            await asyncio.sleep(0.05)
    at = await offset()
    assert 3_000_000 < at <= 9_000_000
    rest = await line.patch(where, content=content[at:], headers={**chunk, "upload-offset": str(at)})
    assert rest.status_code == 200, rest.text
    made = await nora.post(f"/videos/uploads/{begun['id']}/complete")
    assert made.status_code == 201, made.text
    video = made.json()["data"]
    assert (await nora.get(f"/videos/{video['id']}/file")).content == content
    async with working(videos_dsn, media):
        await nora.delete(f"/videos/{video['id']}")
        await until(lambda: not kept(media), 60)


async def test_trailer_clip_and_scene_of_a_film(
    line: httpx.AsyncClient, clip: Clip, owner: psycopg.Connection, videos_dsn: str, media: Path
):
    """Who is verified may show a video at a film, to everybody."""
    owner.execute("insert into iwm.movies (external_id, title) values ('tt7', 'Seven') on conflict do nothing")
    iris = await sign_up(line, "iris")
    video = await upload(iris, clip())
    attach = {"movie_id": "tt7", "role": "trailer"}
    refused = await line.patch(f"/v1/videos/{video['id']}", json=attach, headers=iris.bearer)
    assert problem(refused, 403)["code"] == "email_not_verified"
    owner.execute("update iwm.users set email_verified_at = now() where username = 'iris'")
    changed = await line.patch(f"/v1/videos/{video['id']}", json=attach, headers=iris.bearer)
    assert changed.status_code == 200, changed.text
    others = [await upload(iris, clip(), movie_id="tt7", role=role) for role in ("clip", "scene")]
    for role, one in zip(("trailer", "clip", "scene"), [video, *others], strict=True):
        listed = (await line.get(f"/v1/movies/tt7/videos?role={role}")).json()["data"]
        assert [(found["id"], found["mine"]) for found in listed] == [(one["id"], False)]
        assert (await line.get(listed[0]["url"], headers={"range": "bytes=4-7"})).content == b"ftyp"
    assert len((await line.get("/v1/movies/tt7/videos")).json()["data"]) == 3
    async with working(videos_dsn, media):
        for one in (video, *others):
            await iris.delete(f"/videos/{one['id']}")
        await until(lambda: not kept(media), 60)
    assert (await line.get("/v1/movies/tt7/videos")).json()["data"] == []
