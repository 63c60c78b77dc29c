"""A real browser for tests: Chromium without a window, told what to do by chromedriver (WebDriver)."""

import asyncio
import base64
import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx

DRIVER, BROWSER = shutil.which("chromedriver"), shutil.which("chromium") or shutil.which("google-chrome")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # as WebDriver names a reference to one


class Refused(Exception):
    """The browser could not do what it was told."""


class Page:
    """A tab. Elements are named by CSS selectors."""

    def __init__(self, client: httpx.AsyncClient, session: str) -> None:
        self._client = client
        self._session = session

    async def _do(self, method: str, path: str, **body: Any) -> Any:
        answer = await self._client.request(
            method, f"/session/{self._session}{path}", json=body if method == "POST" else None
        )
        value = answer.json()["value"]
        if answer.is_error:
            raise Refused(value.get("message", value))
        return value

    async def open(self, address: str) -> None:
        """Goes there, and waits until it is loaded."""
        await self._do("POST", "/url", url=address)

    async def run(self, script: str, *arguments: Any) -> Any:
        """The result of a piece of JavaScript (with `return`)."""
        return await self._do("POST", "/execute/sync", script=script, args=list(arguments))

    async def _find(self, selector: str) -> str:
        return (await self._do("POST", "/element", using="css selector", value=selector))[ELEMENT]

    async def click(self, selector: str) -> None:
        """Clicks, where somebody could."""
        await self._do("POST", f"/element/{await self._find(selector)}/click")

    async def type(self, selector: str, text: str) -> None:
        """Types into a field, after what is there."""
        await self._do("POST", f"/element/{await self._find(selector)}/value", text=text)

    async def keys(self, *keys: str) -> None:
        """Keys, one after the other, to what has the focus; a longer text letter by letter."""
        strokes = [{"type": kind, "value": letter} for text in keys for letter in text for kind in ("keyDown", "keyUp")]
        await self._do("POST", "/actions", actions=[{"type": "key", "id": "keyboard", "actions": strokes}])

    async def text(self, selector: str) -> str:
        """The text that can be seen; empty where nothing can."""
        script = "const e = document.querySelector(arguments[0]); return e && e.offsetParent ? e.innerText : ''"
        return await self.run(script, selector)

    async def until(self, selector: str, text: str, within: float = 20) -> None:
        """Waits until an element shows a text."""
        found = ""
        try:
            async with asyncio.timeout(within):
                while text not in (found := await self.text(selector)):  # noqa: ASYNC110 - it is in another process
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise Refused(f"{selector} shows {found!r}, not {text!r}") from None

    async def width(self, pixels: int, height: int = 800) -> None:
        """Makes the window so wide inside, also narrower than a window can be."""
        metrics = {"width": pixels, "height": height, "deviceScaleFactor": 1, "mobile": False}
        await self._do("POST", "/goog/cdp/execute", cmd="Emulation.setDeviceMetricsOverride", params=metrics)

    async def dark(self, on: bool = True) -> None:
        """As for somebody who prefers dark colours."""
        features = [{"name": "prefers-color-scheme", "value": "dark" if on else "light"}]
        await self._do("POST", "/goog/cdp/execute", cmd="Emulation.setEmulatedMedia", params={"features": features})

    async def picture(self, path: Path) -> None:
        """Writes what is seen as PNG."""
        await asyncio.to_thread(path.write_bytes, base64.b64decode(await self._do("GET", "/screenshot")))

    async def tabs(self) -> list[str]:
        """The tabs and windows that are open."""
        return await self._do("GET", "/window/handles")

    async def complaints(self) -> list[str]:
        """What the browser had to say since it was last asked: refused scripts, failed requests, errors."""
        return [entry["message"] for entry in await self._do("POST", "/se/log", type="browser")]


@contextlib.asynccontextmanager
async def browser() -> AsyncIterator[Page]:
    """A browser with one tab, and nothing in it of any before."""
    assert DRIVER
    assert BROWSER
    driver = await asyncio.to_thread(_started)
    try:
        with tempfile.TemporaryDirectory(prefix="iwm-chromium-", ignore_cleanup_errors=True) as folder:
            port = await asyncio.to_thread(_port, driver)
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as client:
                options = {
                    "binary": BROWSER,
                    "args": [
                        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                        "--no-proxy-server", f"--user-data-dir={folder}",
                    ],
                }  # fmt: skip
                wanted = {
                    "browserName": "chrome",
                    "goog:chromeOptions": options,
                    "goog:loggingPrefs": {"browser": "ALL"},
                }
                answer = await client.post("/session", json={"capabilities": {"alwaysMatch": wanted}})
                session = answer.json()["value"]["sessionId"]
                try:
                    yield Page(client, session)
                finally:
                    await client.delete(f"/session/{session}")
    finally:
        driver.terminate()
        driver.wait(15)


def _started() -> subprocess.Popen:
    return subprocess.Popen([DRIVER, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def _port(driver: subprocess.Popen) -> int:
    """The port that it says it listens on."""
    for line in driver.stdout or ():
        if "successfully on port" in line:
            return int(line.rstrip(".\n").rpartition(" ")[2])
    raise RuntimeError("chromedriver did not start")
