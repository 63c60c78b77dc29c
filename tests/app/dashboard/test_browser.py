"""The dashboard in a real browser: signing in, news without a reload, keys, what it looks like at any width.

IWM_PICTURES names a folder for pictures of the pages, to be looked at.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import psycopg
import pytest
import pytest_asyncio

from app.dashboard import cookie
from tests.app.http.support import ONE_LOOP
from tests.app.http.test_server import process
from tests.support import chromium
from tests.support.chromium import Page, browser
from tests.support.dashboard import add, begin, cookie_of, fail, finish, known
from tests.support.signing_in import PASSWORD, sign_up

pytestmark = [
    ONE_LOOP,
    pytest.mark.once,
    pytest.mark.skipif(not (chromium.DRIVER and chromium.BROWSER), reason="needs chromium and chromedriver"),
]
PICTURES = os.environ.get("IWM_PICTURES")
WIDTHS = (380, 1280)
HARMLESS = ("the server responded with a status of 4", "Autofocus processing was blocked")
LONG = 40  # seconds, for a busy machine


@pytest.fixture(scope="module")
def address(dashboard_dsn: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server as a process."""
    with process(tmp_path_factory.mktemp("server"), dashboard_dsn, workers=1, mail="none") as (_, found):
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def page() -> AsyncIterator[Page]:
    """The browser."""
    async with browser() as found:
        await found.width(1280, 1000)
        yield found


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def _no_complaints(page: Page) -> AsyncIterator[None]:
    """What a refused request is logged as is all that the browser may say, almost."""
    await page.complaints()
    yield
    complaints = await page.complaints()
    assert [said for said in complaints if not any(harmless in said for harmless in HARMLESS)] == []


@pytest_asyncio.fixture(loop_scope="module")
async def signed_in(page: Page, address: str, somebody) -> None:
    """An administrator's cookie."""
    await page.width(1280, 1000)
    await page.open(f"{address}/dashboard/assets/dashboard.css")
    value = cookie_of(somebody("admin"))
    await page.run(f"document.cookie = '{cookie.NAME}={value}; path=/dashboard'")


async def goes(page: Page, address: str, path: str) -> None:
    """Opens a page, and marks it: the mark goes where the page is loaded anew."""
    await page.open(f"{address}/dashboard{path}")
    await page.run("window.marked = true")


async def holds(page: Page, script: str) -> None:
    """Waits until a piece of JavaScript is true."""
    async with asyncio.timeout(LONG):
        while not await page.run(f"return Boolean({script})"):  # noqa: ASYNC110 - it is in another process
            await asyncio.sleep(0.05)


async def told(page: Page, text: str) -> None:
    """Waits until the page says so."""
    await holds(page, f"!document.getElementById('told').hidden && told.textContent.includes('{text}')")


async def look(page: Page, name: str) -> None:
    """Nothing is wider than the window; pictures where they are wanted."""
    for width in WIDTHS:
        await page.width(width, 1000)
        assert await page.run("return document.documentElement.scrollWidth <= innerWidth"), f"{name} at {width}"
        for dark in (False, True) if PICTURES else ():
            await page.dark(dark)
            await page.picture(Path(PICTURES) / f"dashboard-{name}-{width}{'-dark' if dark else ''}.png")
    await page.dark(False)


async def test_signing_in_and_out(page: Page, address: str, owner: psycopg.Connection) -> None:
    async with httpx.AsyncClient(base_url=address, timeout=30) as client:
        for name in ("boardboss", "boarduser"):
            await sign_up(client, name)
    owner.execute(
        "insert into iwm.admin_user_meta (user_id, role)"
        " select id, 'moderator' from iwm.users where username = 'boardboss'"
    )
    await page.open(f"{address}/dashboard/jobs")
    await page.until("h1", "Sign in", LONG)
    await look(page, "sign-in")
    await page.type("input[name=email]", "boarduser")
    await page.type("input[name=password]", "wrong" + PASSWORD)
    await page.click("form button")
    await page.until("#refused", "password", LONG)
    await page.run("document.querySelector('form').reset()")
    await page.type("input[name=email]", "boarduser")
    await page.type("input[name=password]", PASSWORD)
    await page.click("form button")
    await page.until("#refused", "moderator", LONG)  # no staff
    await page.run("document.querySelector('form').reset()")
    await page.type("input[name=email]", "boardboss")
    await page.type("input[name=password]", PASSWORD)
    await page.click("form button")
    await page.until("h1", "Jobs", LONG)  # the page that was asked for
    await page.click("#sign-out")
    await page.until("h1", "Sign in", LONG)


async def test_a_job_is_followed_without_a_reload(
    page: Page, address: str, owner: psycopg.Connection, signed_in: None
) -> None:
    job = add(owner, "videos.resize", subject="video:vid_1")
    await goes(page, address, f"/jobs/{job}")
    await page.until("h1 .state", "queued", LONG)
    await holds(page, f"document.body.dataset.watches === 'job:{job}'")  # by /v1/live
    number, attempt = begin(owner, job, worker="w")[job]
    await page.until("h1 .state", "running", LONG)
    owner.execute(
        "select jobs.heartbeat((select id from jobs.workers where name = 'w'), array[%s]::bigint[],"
        " array[%s]::smallint[], array[40]::smallint[], array['<b>scaling</b>'])",
        [number, attempt],
    )
    await page.until(".progress", "40 %", LONG)
    await page.until(".progress", "<b>scaling</b>", LONG)
    await look(page, "job")
    owner.execute("select jobs.finish(array[%s]::bigint[], array[%s]::smallint[])", [number, attempt])
    await page.until("h1 .state", "completed", LONG)
    await holds(page, "!document.body.dataset.watches")  # it is over
    assert await page.run("return window.marked")


async def test_the_overview_follows_the_queue(
    page: Page, address: str, owner: psycopg.Connection, signed_in: None
) -> None:
    finish(owner, add(owner, queue="videos"))
    await goes(page, address, "")
    await holds(page, "document.body.dataset.watches === 'queues'")
    job = add(owner, "videos.resize", queue="videos", subject="video:vid_2")
    await holds(page, "Array.from(document.querySelectorAll('td')).some((cell) => cell.textContent === '1')")
    begin(owner, job)
    await page.until("table.jobs", "videos.resize", LONG)
    await look(page, "overview")
    assert await page.run("return window.marked")


async def test_buttons(page: Page, address: str, owner: psycopg.Connection, signed_in: None) -> None:
    finish(owner, add(owner, queue="videos"))
    await goes(page, address, "")
    await page.click("button[data-action=pause][data-target=videos]")
    await page.until("#sure-title", "Pause videos?", LONG)
    await page.click("#sure button[value=no]")
    await page.click("button[data-action=pause][data-target=videos]")
    await page.click("#sure button[value=yes]")
    await told(page, "videos is paused")
    await page.until("button[data-action=resume][data-target=videos]", "Resume", LONG)
    assert owner.execute("select paused_at is null from jobs.queues where name = 'videos'").fetchone() == (False,)
    await page.click("button[data-action=resume][data-target=videos]")
    await page.until("button[data-action=pause][data-target=videos]", "Pause", LONG)
    assert await page.run("return window.marked")


async def test_keys(page: Page, address: str, owner: psycopg.Connection, signed_in: None) -> None:
    first, second = add(owner), add(owner)
    await goes(page, address, "")
    await page.keys("g", "j")
    await page.until("h1", "Jobs", LONG)
    await page.keys("j", "j")  # the second row: the older one
    await holds(page, f"document.activeElement.dataset.job === '{first}'")
    await page.keys("k")
    await holds(page, f"document.activeElement.dataset.job === '{second}'")
    await page.keys("j", "c")
    await page.until("#sure-title", "Cancel this job?", LONG)
    await page.keys("\ue007")  # Enter
    await told(page, "cancelled")
    await page.until("table.jobs", "cancelled", LONG)
    assert (known(owner, first)["state"], known(owner, second)["state"]) == ("cancelled", "queued")
    await holds(page, f"document.activeElement.dataset.job === '{first}'")  # where it was
    await page.keys("k", "\ue007")
    await page.until("h1", "test.work", LONG)
    await page.keys("u")
    await told(page, "priority 0")
    await page.keys("?")
    await page.until("#keys-title", "Keys", LONG)
    await page.keys("\ue00c")  # Escape
    await holds(page, "!document.getElementById('keys').open")
    await page.keys("/")
    await holds(page, "document.activeElement && document.activeElement.id === 'search'")
    await page.keys(second, "\ue007")
    await holds(page, f"document.querySelectorAll('tr[data-job]').length === 1 && location.search.includes('{second}')")
    await page.run("document.activeElement.blur()")
    await page.keys("g", "a")
    await page.until("h1", "Analytics", LONG)
    await look(page, "analytics-of-nothing")
    await page.keys("g", "s")
    await page.until("h1", "Schedules", LONG)
    await page.keys("g", "o")
    await page.until("h1", "Overview", LONG)


async def test_what_somebody_types_stays(page: Page, address: str, owner: psycopg.Connection, signed_in: None) -> None:
    await goes(page, address, "/jobs")
    await holds(page, "document.body.dataset.watches === 'queues'")
    await page.type("#search", "half a wo")
    add(owner, "mail.send", subject="x:1")
    await page.until("table.jobs", "mail.send", LONG)  # while it is being typed
    await page.type("#search", "rd")
    assert await page.run("return document.getElementById('search').value") == "half a word"
    assert await page.run("return document.activeElement.id") == "search"
    assert await page.run("return window.marked")


async def test_somebody_signed_out_elsewhere_is_asked_to_sign_in(
    page: Page, address: str, owner: psycopg.Connection, signed_in: None
) -> None:
    await goes(page, address, "/jobs")
    owner.execute("update iwm.sessions set revoked_at = now() where revoked_at is null")
    await page.until("h1", "Sign in", LONG)


async def test_every_page_fits(page: Page, address: str, owner: psycopg.Connection, signed_in: None) -> None:
    long = "w" * 90
    for task in ("mail.send", "videos.resize", long):
        fail(owner, add(owner, task, args={"x" * 500: "y" * 500}, subject="s" * 300), "e" * 2000, final=True)
        finish(owner, add(owner, task))
    job = add(owner, long, args={"x" * 500: "y" * 500}, subject="s" * 300, concurrency_key="k" * 200)
    dead = fail_often(owner)
    owner.execute("select jobs.register(%s, 'h', 1, %s, 5)", ["worker" * 30, ["q" * 60] * 5])
    owner.execute(
        "insert into ops.schedule_runs (name, slot, state, error) values ('prune-jobs', now(), 'failed', %s)",
        ["e" * 999],
    )
    for name, path in {
        "overview-full": "", "jobs": "/jobs", "jobs-failed": "/jobs?state=failed", "job-long": f"/jobs/{job}",
        "job-dead": f"/jobs/{dead}", "analytics": "/analytics?days=30", "analytics-task": f"/analytics?task={long}",
        "schedules": "/schedules", "schedule": "/schedules/prune-jobs", "nothing": "/jobs/none",
    }.items():  # fmt: skip
        await page.open(f"{address}/dashboard{path}")
        await look(page, name)
    owner.execute("delete from ops.schedule_runs where name = 'prune-jobs'")


def fail_often(owner: psycopg.Connection) -> str:
    """A job that failed three times, and is dead."""
    job = add(owner, "videos.resize", max_attempts=3)
    while fail(owner, job, 'Traceback\n  File "x.py", line 3\nValueError: no') != "dead":
        owner.execute("update jobs.jobs set run_at = now() - interval '1 s' where waits = 'time'")
        owner.execute("select jobs.promote()")
    return job
