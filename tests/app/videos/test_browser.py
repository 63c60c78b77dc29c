"""The page /upload in a real browser, with a worker beside: a clip goes up, what is made of it is told and downloaded.

IWM_PICTURES names a folder for pictures of the page, to be looked at.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import psycopg
import pytest
import pytest_asyncio

from tests.app.http.support import ONE_LOOP, until
from tests.app.videos.conftest import Clip, ffmpeg, working
from tests.support import chromium
from tests.support.chromium import Page, browser
from tests.support.signing_in import PASSWORD, sign_up

pytestmark = [
    ONE_LOOP,
    pytest.mark.once,
    pytest.mark.skipif(not (chromium.DRIVER and chromium.BROWSER), reason="needs chromium and chromedriver"),
]
PICTURES = os.environ.get("IWM_PICTURES")
DONE = "#operations li[data-state=completed]"
NARROW = 380


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def page() -> AsyncIterator[Page]:
    """The browser."""
    async with browser() as found:
        await found.width(900, 1000)
        yield found


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def _no_complaints(page: Page) -> AsyncIterator[None]:
    """What a refused request is logged as is all that the browser may say."""
    await page.complaints()
    yield
    assert [said for said in await page.complaints() if "the server responded with a status of 4" not in said] == []


async def look(page: Page, name: str) -> None:
    """Nothing is wider than the window; a picture where they are wanted."""
    for width in (NARROW, 900):
        await page.width(width, 1100)
        assert await page.run("return document.documentElement.scrollWidth <= innerWidth"), f"{name} at {width}"
        for dark in (False, True) if PICTURES else ():
            await page.dark(dark)
            await page.picture(Path(PICTURES) / f"upload-{name}-{width}{'-dark' if dark else ''}.png")
    await page.dark(False)


async def sign_in(page: Page, address: str, name: str) -> None:
    """Somebody new signs in on the page."""
    async with httpx.AsyncClient(base_url=address, timeout=30) as client:
        await sign_up(client, name)
    await page.open(f"{address}/upload")
    await page.type("#login", name)
    await page.type("#password", PASSWORD)
    await page.click("#login-form button")
    await page.until("#who", name)


async def choose(page: Page, path: Path, title: str = "") -> None:
    """Chooses a clip."""
    await page.type("#file", str(path))
    await page.until("#chosen", path.name)
    if title:
        await page.type("#title", title)


async def test_signing_in(page: Page, address: str):
    await page.open(f"{address}/upload")
    await look(page, "sign-in")
    await page.type("#login", "nobody")
    await page.type("#password", "wrong password")
    await page.click("#login-form button")
    await page.until("#status", "That is not right.")


async def test_a_clip_and_what_is_made_of_it(
    page: Page, address: str, clip: Clip, videos_dsn: str, media: Path, tmp_path: Path, owner: psycopg.Connection
):
    """A new user uploads a clip, sees progress, and downloads five renditions."""
    await sign_in(page, address, "vera")
    await look(page, "choose")
    await choose(page, clip(".mp4", seconds=6, size="640x360"), "At the sea")
    await page.click("#choose button")
    await page.until("#video-title", "At the sea")
    await page.until("#facts", "640 × 360 · 6 s")
    await page.until("#live-text", "Live")
    await until_true(page, "return document.getElementById('player').readyState >= 1")
    await page.click("#recipes .all")
    await until_true(page, "return document.querySelectorAll('#operations li').length === 6")
    await look(page, "waiting")
    # every percentage that the page shows from now on
    await page.run("""
        window.seen = [];
        new MutationObserver(() => {
          for (const bar of document.querySelectorAll('#operations progress')) window.seen.push(bar.value);
        }).observe(document.getElementById('operations'), {subtree: true, attributes: true, childList: true});
    """)
    async with working(videos_dsn, media):
        await until_true(page, "return window.seen.some((value) => value > 0 && value < 100)")
        await look(page, "making")
        await until_true(page, f"return document.querySelectorAll('{DONE}').length === 6", 90)
    assert await page.run("return document.querySelectorAll('#operations .error:not([hidden])').length") == 0
    assert await page.text("#tally") == "6 of 6 done"
    await look(page, "done")
    folder = tmp_path / "downloads"
    folder.mkdir()
    allowed = {"behavior": "allow", "downloadPath": str(folder)}
    await page._do("POST", "/goog/cdp/execute", cmd="Browser.setDownloadBehavior", params=allowed)
    for kind in ("thumbnail", "resize", "convert", "extract_audio", "preview"):
        await page.click(f"li[data-type={kind}] .acts button")
    names = {
        "640x360-6-True-thumbnail.jpg",
        "640x360-6-True-resize.mp4",
        "640x360-6-True-convert.webm",
        "640x360-6-True-extract-audio.mp3",
        "640x360-6-True-preview.gif",
    }
    await until(lambda: {path.name for path in folder.iterdir()} >= names, 30)
    sizes = dict(
        owner.execute("select file_name, bytes from iwm.video_assets join iwm.users u on u.id = user_id").fetchall()
    )
    await until(lambda: all((folder / name).stat().st_size == sizes[name] for name in names), 30)
    await page.click("#another")
    await page.until("#mine", "At the sea")
    await look(page, "home")
    await page.click("#videos button")
    await until_true(page, f"return document.querySelectorAll('{DONE}').length === 6")


async def until_true(page: Page, script: str, within: float = 30) -> None:
    """Waits until a script says so."""
    async with asyncio.timeout(within):
        while not await page.run(script):  # noqa: ASYNC110 - it is in another process
            await asyncio.sleep(0.05)


async def test_what_is_refused(page: Page, address: str, tmp_path: Path):
    await sign_in(page, address, "uwe")
    path = tmp_path / "letter.mp4"
    path.write_text("Dear sirs")
    await choose(page, path)
    await page.click("#choose button")
    await page.until("#status", "This is no video that can be read.")
    await look(page, "refused")
    assert await page.text("#choose")  # another one can be chosen


async def test_long_titles_and_what_is_said_above_them(
    page: Page, address: str, clip: Clip, tmp_path: Path, owner: psycopg.Connection
):
    """With many videos of names without a space: no wider than the window, and an error is in sight."""
    await sign_in(page, address, "lena")
    await page.until("#quota", "of 10 GiB used")
    assert "up to 2 GiB and" in await page.text("#choose")
    await choose(page, clip(), "W" * 200)
    await page.click("#choose button")
    await page.until("#video-title", "W" * 200)
    await look(page, "long-title")
    for _ in range(9):
        owner.execute("""
            insert into iwm.videos overriding system value select (jsonb_populate_record(v, jsonb_build_object(
                'id', m.id + 1, 'external_id', iwm.new_id('vid'), 'storage_key', iwm.new_storage_key('videos')))).*
            from iwm.videos as v, lateral (select max(id) as id from iwm.videos) as m
            where v.user_id = (select id from iwm.users where username = 'lena') limit 1
        """)
    await page.click("#another")
    await until_true(page, "return document.querySelectorAll('#videos li').length === 10")
    await look(page, "many")
    path = tmp_path / f"{'x' * 240}.mp4"
    path.write_text("Dear sirs")
    await choose(page, path)
    await look(page, "long-name")
    await page.width(900, 500)
    await page.run("document.getElementById('videos').lastChild.scrollIntoView()")
    await page.run("document.querySelector('#choose button').click()")
    await page.until("#status", "This is no video that can be read.")
    await until_true(
        page,
        """
        const status = document.getElementById('status'), box = status.getBoundingClientRect();
        return status.getAttribute('role') === 'alert' && box.top >= 0 && box.bottom <= innerHeight;
    """,
    )
    await look(page, "refused-above-many")


async def test_a_large_one_in_chunks(page: Page, address: str, tmp_path: Path, owner: psycopg.Connection):
    """It goes in chunks; broken off in the middle, it goes on where it was."""
    path = tmp_path / "large.avi"
    ffmpeg(
        "-f", "lavfi", "-i", "testsrc2=duration=4:size=640x360", "-c:v", "rawvideo", "-pix_fmt", "yuv420p", str(path)
    )
    assert path.stat().st_size > 30_000_000
    await sign_in(page, address, "tina")
    await choose(page, path)
    await page.run("""
        const send = XMLHttpRequest.prototype.send;
        window.sent = 0;
        XMLHttpRequest.prototype.send = function (body) {
          window.sent += 1;
          if (window.sent === 2) setTimeout(() => this.abort(), 0);
          return send.call(this, body);
        };
    """)
    await page.click("#choose button")
    await page.until("#video-title", "large", 60)
    assert await page.run("return window.sent") >= 5
    [(size,)] = owner.execute(
        "select bytes from iwm.videos as v join iwm.users as u on u.id = v.user_id where u.username = 'tina'"
    ).fetchall()
    assert size == path.stat().st_size
    await page.click("#delete")
    await page.until("#delete", "for good?")
    await page.click("#delete")
    await page.until("#status", "is deleted")
    assert owner.execute("select count(*) from iwm.video_uploads").fetchone() == (0,)


async def test_given_up(page: Page, address: str, tmp_path: Path, owner: psycopg.Connection):
    path = tmp_path / "large.avi"
    ffmpeg(
        "-f", "lavfi", "-i", "testsrc2=duration=4:size=640x360", "-c:v", "rawvideo", "-pix_fmt", "yuv420p", str(path)
    )
    await sign_in(page, address, "rosa")
    await choose(page, path)
    await page.run("""
        XMLHttpRequest.prototype.send = function () {}; // a line on which nothing moves
    """)
    await page.click("#choose button")
    await page.until("#sent-text", "0 B of")
    await until(lambda: owner.execute("select count(*) from iwm.video_uploads").fetchone() == (1,))
    await look(page, "sending")
    await page.click("#pause")
    await page.until("#pause", "Go on")
    await page.click("#give-up")
    await until(lambda: owner.execute("select count(*) from iwm.video_uploads").fetchone() == (0,))
    await page.until("#chosen", "Choose a clip")
    await page.click("#sign-out")
    await page.until("#login-form", "Sign in")
