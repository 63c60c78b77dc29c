"""What the worst clients send, to a server that is a process: a clear answer, a flat memory, nothing left behind."""

import asyncio
import contextlib
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import httpx
import psutil
import psycopg
import pytest
import pytest_asyncio

from tests.app.http.support import ONE_LOOP, problem, until
from tests.app.http.test_server import workers_of
from tests.app.videos.conftest import Clip
from tests.app.videos.test_uploading import BOUNDARY, form
from tests.support.signing_in import Member, sign_up

pytestmark = [ONE_LOOP, pytest.mark.once]
KIND = f"multipart/form-data; boundary={BOUNDARY}"
GROWTH = 40_000_000  # bytes that a process may grow by, whatever comes
PLAYLISTS = {
    "m3u8": b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
    "m3u8 of parts": b'#EXTM3U\n#EXT-X-MAP:URI="file:///etc/passwd"\n#EXTINF:1,\n/etc/passwd\n#EXT-X-ENDLIST\n',
    "concat": b"ffconcat version 1.0\nfile '/etc/passwd'\nduration 10\n",
    "dash": b'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet>'
    b"<Representation><BaseURL>file:///etc/passwd</BaseURL></Representation></AdaptationSet></Period></MPD>",
    "sdp": b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 9 RTP/AVP 96\n",
    "asx": b'<asx version="3.0"><entry><ref href="file:///etc/passwd"/></entry></asx>',
    "reference movie": b"\x00\x00\x00\x50moov\x00\x00\x00\x48rmra\x00\x00\x00\x40rmda\x00\x00\x00\x38rdrf"
    b"\x00\x00\x00\x00url \x00\x00\x00\x24file:///etc/passwd" + bytes(20),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def eve(address: str) -> AsyncIterator[Member]:
    """The worst of them."""
    async with httpx.AsyncClient(base_url=address, timeout=120, trust_env=False) as client:
        yield await sign_up(client, "eve")


@pytest.fixture(autouse=True)
def _nothing_left(media: Path, owner: psycopg.Connection, address: str) -> Iterator[None]:
    """No file in the store, no row, no key to be removed, nothing in the folder of temporary files."""
    temporary = set(Path(tempfile.gettempdir()).glob("iwm-video-*"))
    yield
    assert [path for path in media.rglob("*") if path.is_file()] == []
    for table in ("iwm.videos", "iwm.video_uploads", "iwm.files_to_remove"):
        assert owner.execute(f"select count(*) from {table}").fetchone() == (0,), table
    assert set(Path(tempfile.gettempdir()).glob("iwm-video-*")) <= temporary


async def post(member: Member, content: bytes | AsyncIterator[bytes], kind: str = KIND) -> httpx.Response:
    """POST /v1/videos with a body."""
    return await member.client.post("/v1/videos", content=content, headers={**member.bearer, "content-type": kind})


async def tell(address: str, member: Member, head: list[str], body: Callable[[int], bytes | None]) -> tuple[int, int]:
    """A request that goes on whatever the server says: the status of the answer, and how many bytes were sent.

    `body`: the n-th piece; None ends it.
    """
    host, port = address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    token = member.bearer["Authorization"]
    lines = ["POST /v1/videos HTTP/1.1", f"host: {host}", f"authorization: {token}", f"content-type: {KIND}", *head]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    answer = asyncio.create_task(reader.readline())
    sent = number = 0
    try:
        async with asyncio.timeout(60):
            while not answer.done() and (piece := body(number)) is not None:
                writer.write(piece)
                sent += len(piece)
                number += 1
                try:
                    await writer.drain()
                except ConnectionError:
                    break
            return int((await answer).split()[1]), sent
    finally:
        answer.cancel()
        writer.transport.abort()


@pytest.fixture
def growth(running: tuple[subprocess.Popen, str]) -> Callable[[], int]:
    """growth(): by how many bytes the serving process has grown at most, since the test began, at any time asked."""
    [process] = [psutil.Process(child.pid) for child in workers_of(running[0])]
    before = process.memory_info().rss
    most = 0

    def ask() -> int:
        nonlocal most
        most = max(most, process.memory_info().rss - before)
        return most

    return ask


@pytest.mark.parametrize("kind", PLAYLISTS)
async def test_what_names_other_files_is_no_video(eve: Member, kind: str):
    answer = await post(eve, form(("file", "film.mp4", PLAYLISTS[kind])))
    assert problem(answer, 422)["code"] in ("not_a_video", "video_broken")
    assert "root:" not in answer.text
    assert "/etc/passwd" not in answer.text


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_video"),
        (b"Dear sirs", "not_a_video"),
        (b"\x00" * 100_000, "not_a_video"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(1000), "video_broken"),
        (b"\x1aE\xdf\xa3" + bytes(1000), None),
        (b"RIFF\xff\xff\xff\xffAVI LIST" + bytes(1000), None),
        (b"<html><script>alert(1)</script></html>", "not_a_video"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "not_a_video"),
    ],
)
async def test_what_is_no_video(eve: Member, content: bytes, code: str | None):
    document = problem(await post(eve, form(("file", "film.mp4", content))), 422)
    assert document["code"] in ((code,) if code else ("not_a_video", "video_broken"))
    assert document["errors"][0]["field"] == "file"


@pytest.mark.parametrize("part", [0.2, 0.5, 0.99])
async def test_cut_off(eve: Member, clip: Clip, part: float):
    content = clip().read_bytes()
    answer = await post(eve, form(("file", "film.mp4", content[: int(len(content) * part)])))
    assert problem(answer, 422)["code"] == "video_broken"


async def test_ten_gigabytes_are_announced(eve: Member, address: str):
    """They are refused at once: the answer comes while hardly any of them were sent."""
    status, sent = await tell(address, eve, ["content-length: 10737418240"], lambda number: bytes(1 << 16))
    assert status == 413
    assert sent < 1 << 30  # as many as fit while a busy machine answers


async def test_more_than_there_may_be_without_a_length(
    eve: Member, address: str, owner: psycopg.Connection, growth: Callable[[], int]
):
    """What is not announced is refused as soon as it is too much."""
    owner.execute("update iwm.video_policy set most_bytes = 5000000")
    first = form(("file", "film.mp4", b""))[: -len(BOUNDARY) - 8]

    def chunk(number: int) -> bytes:
        piece = first if number == 0 else bytes(1 << 16)
        growth()
        return b"%x\r\n%b\r\n" % (len(piece), piece)

    try:
        status, sent = await tell(address, eve, ["transfer-encoding: chunked"], chunk)
    finally:
        owner.execute("update iwm.video_policy set most_bytes = default")
    assert status == 413
    assert sent > 5_000_000
    assert growth() < GROWTH


async def test_a_field_of_a_hundred_megabytes(eve: Member, growth: Callable[[], int]):
    begin = form(("title", None, b""))[: -len(BOUNDARY) - 8]

    async def body() -> AsyncIterator[bytes]:
        yield begin
        for _ in range(1600):
            growth()
            yield b"x" * (1 << 16)

    with contextlib.suppress(httpx.TransportError):  # it is told so while it still sends, and may not listen
        problem(await post(eve, body()), 413)
    assert growth() < GROWTH


async def test_three_hundred_megabytes(eve: Member, growth: Callable[[], int]):
    """They go to the disk as they come: the process does not grow with them."""
    begin = form(("file", "film.mp4", b""))[: -len(BOUNDARY) - 8]

    async def body() -> AsyncIterator[bytes]:
        yield begin
        for _ in range(4800):
            growth()
            yield bytes(1 << 16)
        yield f"\r\n--{BOUNDARY}--\r\n".encode()

    assert problem(await post(eve, body()), 422)["code"] == "not_a_video"
    assert growth() < GROWTH


async def test_a_client_that_goes_away_in_the_middle(eve: Member, address: str, media: Path, owner: psycopg.Connection):
    begin = form(("file", "film.mp4", b""))[: -len(BOUNDARY) - 8]
    host, port = address.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    head = [
        "POST /v1/videos HTTP/1.1", f"host: {host}", f"authorization: {eve.bearer['Authorization']}",
        f"content-type: {KIND}", "content-length: 100000000", "", "",
    ]  # fmt: skip
    writer.write("\r\n".join(head).encode() + begin + bytes(4 << 20))
    await writer.drain()
    await until(lambda: any(path.is_file() for path in media.rglob("*")), 30)
    writer.transport.abort()
    await until(lambda: owner.execute("select count(*) from iwm.files_to_remove").fetchone() == (0,), 40)
