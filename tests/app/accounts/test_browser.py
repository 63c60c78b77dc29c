"""The pages in a real browser: each flow as a person does it, and no complaint of the browser.

IWM_PICTURES names a folder for pictures of each page, to be looked at.
"""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import psycopg
import pytest
import pytest_asyncio

from tests.app.http.support import ONE_LOOP
from tests.app.http.test_server import process
from tests.support import chromium
from tests.support.chromium import Page, browser
from tests.support.oidc import OidcProvider, new_key, oidc_provider
from tests.support.signing_in import PASSWORD, Member, Phone, link, sign_up

pytestmark = [
    ONE_LOOP,
    pytest.mark.once,
    pytest.mark.skipif(not (chromium.DRIVER and chromium.BROWSER), reason="needs chromium and chromedriver"),
]
PICTURES = os.environ.get("IWM_PICTURES")
NARROW = 360


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def service() -> AsyncIterator[OidcProvider]:
    """A sign-in service."""
    async with oidc_provider(new_key()) as found:
        yield found


@pytest.fixture(scope="module")
def address(accounts_dsn: str, service: OidcProvider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server as a process."""
    folder = tmp_path_factory.mktemp("browser")
    with process(folder, accounts_dsn, workers=1, oidc_providers=service.settings(), mail="none") as (_, found):
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(address: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client of it."""
    async with httpx.AsyncClient(base_url=address, timeout=30) as found:
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def page() -> AsyncIterator[Page]:
    """The browser."""
    async with browser() as found:
        await found.width(NARROW)
        yield found


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def _no_complaints(page: Page) -> AsyncIterator[None]:
    """What a refused request is logged as is all that the browser may say."""
    await page.complaints()
    yield
    assert [said for said in await page.complaints() if "the server responded with a status of 4" not in said] == []


async def look(page: Page, name: str) -> None:
    """Nothing is wider than the window; a picture where they are wanted."""
    for width in (NARROW, 1280):
        await page.width(width)
        assert await page.run("return document.documentElement.scrollWidth <= innerWidth"), f"{name} at {width}"
        for dark in (False, True) if PICTURES else ():
            await page.dark(dark)
            await page.picture(Path(PICTURES) / f"{name}-{width}{'-dark' if dark else ''}.png")
    await page.width(NARROW)


async def test_verifying_an_address(page, client, owner, address):
    ada = await sign_up(client, "ada")
    where = f"{address}/account/verify?token={link(owner, 'verify_email', ada.email)}"
    await page.open(where)
    assert "token" not in await page.run("return location.href")
    assert (await ada.get("/me")).json()["data"]["email_verified"] is False
    await look(page, "verify")
    await page.click("button")
    await page.until("#status", "ada@example.org is verified.")
    assert (await ada.get("/me")).json()["data"]["email_verified"] is True
    assert await page.run("return document.activeElement.id") == "status"
    await look(page, "verify-done")
    await page.open(where)
    await page.click("button")
    await page.until("#status", "used already")
    await look(page, "verify-used")


async def test_an_address_without_token(page, address):
    for path in ("verify", "email", "reset"):
        await page.open(f"{address}/account/{path}")
        await page.until("#status", "This link is not valid.")
        assert await page.text("form") == ""


async def test_changing_the_address(page, client, owner, address):
    bob = await sign_up(client, "bob")
    await bob.post("/me/email", email="rob@example.org", password=PASSWORD)
    await page.open(f"{address}/account/email?token={link(owner, 'change_email', 'rob@example.org')}")
    await look(page, "email")
    await page.click("button")
    await page.until("#status", "rob@example.org")


async def test_setting_a_new_password(page, client, owner, address):
    carl = await sign_up(client, "carl")
    await client.post("/v1/auth/password/forgot", json={"email": carl.email})
    await page.open(f"{address}/account/reset?token={link(owner, 'reset_password', carl.email)}")
    await look(page, "reset")
    await page.type("#password", "carl@example.org")
    await page.click("button")
    await page.until("#status", "Password must not be your")
    await look(page, "reset-refused")
    await page.run("document.getElementById('password').value = ''")
    await page.click("#show")
    await page.type("#password", "a sentence of some words")
    assert await page.run("return document.getElementById('password').type") == "text"
    await page.click("button")
    await page.until("#status", "The password is changed.")
    assert (await carl.login("a sentence of some words")).status_code == 200


async def device(client: httpx.AsyncClient) -> dict:
    body = {"client_name": "TV <b>in the living room</b>", "scopes": ["profile:read", "follows:write"]}
    return (await client.post("/v1/auth/device/code", json=body)).json()["data"]


async def state(client: httpx.AsyncClient, waiting: dict) -> str:
    answer = await client.post("/v1/auth/device/token", json={"device_code": waiting["device_code"]})
    return answer.json().get("code") or answer.json()["data"]["user"]["username"]


async def type_login(page: Page, name: str, password: str = PASSWORD) -> None:
    await page.type("#login", name)
    await page.type("#password", password)
    await page.click("#login-form button[type=submit]")


async def test_allowing_a_device(page, client, owner, address):
    dora = await sign_up(client, "dora")
    waiting = await device(client)
    await page.open(waiting["verification_uri"])
    await look(page, "activate")
    await page.type("#code", "bcd")
    await page.click("#code-form button")
    await page.until("#status", "eight letters")
    await page.run("document.getElementById('code').value = ''")
    await page.type("#code", waiting["user_code"].lower().replace("-", " "))
    await page.click("#code-form button")
    await look(page, "activate-login")
    await type_login(page, "dora", "not this one")
    await page.until("#status", "That is not right.")
    await page.run("document.getElementById('login').value = document.getElementById('password').value = ''")
    await type_login(page, "dora")
    await page.until("#request", "TV <b>in the living room</b> wants to be signed in as dora.")
    await page.until("#scopes", "Follow, block, mute and report users")
    assert await page.text("#shown-code") == waiting["user_code"]
    await look(page, "activate-request")
    await page.click("#approve")
    await page.until("#status", "The device is signed in.")
    await look(page, "activate-done")
    assert await state(client, waiting) == "dora"
    names = [session["device"] for session in (await dora.get("/me/sessions")).json()["data"]]
    assert sorted(name or "" for name in names) == ["", "TV <b>in the living room</b>"]


async def test_refusing_a_device_with_the_second_factor(page, client, owner, address):
    erik = await sign_up(client, "erik")
    phone = Phone((await erik.post("/me/totp", password=PASSWORD)).json()["data"]["secret"])
    await erik.post("/me/totp/confirm", code=phone.code())
    waiting = await device(client)
    await page.open(waiting["verification_uri_complete"])
    await page.click("#code-form button")
    await type_login(page, "erik")
    await page.until("#totp-part", "authenticator")
    await look(page, "activate-totp")
    await page.type("#totp", phone.code())
    await page.click("#login-form button[type=submit]")
    await page.until("#request", "erik")
    await page.click("#deny")
    await page.until("#status", "The device is refused.")
    assert await state(client, waiting) == "access_denied"


async def test_allowing_a_device_by_a_sign_in_service(page, client, service, owner, address):
    service.person = {"sub": "s1", "email": "fay@example.org", "email_verified": True, "name": "Fay"}
    waiting = await device(client)
    await page.open(waiting["verification_uri_complete"])
    await page.click("#code-form button")
    await page.until("#providers", "Sign in with Example")
    await page.click("#providers button")
    await page.until("#request", "fay")
    assert len(await page.tabs()) == 1
    await page.click("#approve")
    await page.until("#status", "The device is signed in.")
    assert await state(client, waiting) == "fay"


async def test_a_code_that_no_device_has(page, client, owner, address):
    await sign_up(client, "gus")
    await page.open(f"{address}/activate?user_code=BBBB-BBBB")
    await page.click("#code-form button")
    await type_login(page, "gus")
    await page.until("#status", "No device waits with this code.")
    assert await page.text("#code-form") != ""


async def test_coming_back_without_a_site_that_waits(page, client, service, owner, address):
    service.person = {"sub": "s2", "email": "hal@example.org", "email_verified": True, "name": "Hal"}
    await page.open(f"{address}/v1/auth/oidc/example/start")
    await page.until("#status", "You are known as hal.")
    assert await page.run("return location.search") == ""
    await look(page, "callback-done")
    await page.until("#status", "nothing stays signed in")
    live = "select count(*) from iwm.sessions as s join iwm.users as u on u.id = s.user_id where u.username = 'hal'"
    for _ in range(100):
        if owner.execute(f"{live} and s.revoked_at is null").fetchone() == (0,):
            break
        await page.run("return 1")
    assert owner.execute(live).fetchone() == (1,)
    assert owner.execute(f"{live} and s.revoked_at is null").fetchone() == (0,)


async def test_coming_back_to_a_second_factor(page, client, service, owner, address):
    service.person = {"sub": "s3", "email": "ida@example.org", "email_verified": True, "name": "Ida"}
    ida = await sign_up(client, "ida")
    await client.post("/v1/auth/email/verify", json={"token": link(owner, "verify_email", ida.email)})
    phone = Phone((await ida.post("/me/totp", password=PASSWORD)).json()["data"]["secret"])
    await ida.post("/me/totp/confirm", code=phone.code())
    await page.open(f"{address}/v1/auth/oidc/example/start")
    await page.until("#totp-form", "second factor")
    await look(page, "callback-totp")
    await page.type("#totp", "000000")
    await page.click("button")
    await page.until("#status", "That is not right.")
    await page.run("document.getElementById('totp').value = ''")
    await page.type("#totp", phone.code())
    await page.click("button")
    await page.until("#status", "You are known as ida.")


async def test_coming_back_with_nothing(page, address):
    await page.open(f"{address}/v1/auth/oidc/example/callback?state=x&code=<script>")
    await page.until("#status", "That took too long")
    await page.open(f"{address}/v1/auth/oidc/example/callback")
    await page.until("#status", "That took too long")


async def test_a_site_of_others_gets_the_session(page, client, service, owner, accounts_dsn, tmp_path):
    """By postMessage, and no other site does."""
    service.person = {"sub": "s4", "email": "jan@example.org", "email_verified": True, "name": "Jan"}
    async with sites() as (other, evil):
        settings = {"oidc_providers": service.settings(), "cors_origins": (other,), "workers": 1, "mail": "none"}
        with process(tmp_path, accounts_dsn, **settings) as (_, api):
            start = f"{api}/v1/auth/oidc/example/start?origin={other}"
            for opener, hears in ((other, True), (evil, False)):
                await page.open(f"{opener}/")
                await page.run(
                    "window.heard = []; addEventListener('message', (e) => heard.push([e.origin, e.data]));"
                    "window.popup = open(arguments[0], 'w', 'popup')",
                    start,
                )
                for _ in range(200):
                    if await page.run("return popup.closed || heard.length > 0"):
                        break
                heard = await page.run("return heard")
                if hears:
                    [[origin, told]] = heard
                    assert origin == api
                    assert (told["source"], told["next"]) == ("iwm", "done")
                    jan = Member(client, "jan", told["session"])
                    assert (await jan.get("/me")).json()["data"]["username"] == "jan"
                else:
                    assert heard == []
                    [said] = await page.complaints()
                    assert "does not match the recipient window's origin" in said


@pytest.fixture
def owner(accounts_dsn: str) -> Iterator[psycopg.Connection]:
    """The owner's connection."""
    with psycopg.connect(accounts_dsn, autocommit=True) as connection:
        yield connection


@contextlib.asynccontextmanager
async def sites() -> AsyncIterator[list[str]]:
    """Two sites of others: their addresses."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not await reader.readline():
            return  # a connection made in advance
        body = b"<!doctype html><link rel=icon href=data:,><title>a site</title>"
        head = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\ncontent-length: %d\r\n\r\n"
        writer.write(head % len(body) + body)
        await writer.drain()
        writer.close()

    servers = [await asyncio.start_server(serve, "127.0.0.1", 0) for _ in range(2)]
    try:
        yield [f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}" for server in servers]
    finally:
        for server in servers:
            server.close()
