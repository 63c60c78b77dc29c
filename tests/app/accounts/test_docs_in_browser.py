"""The API page in a real browser: sign in with "Authorize", then call what needs a user.

IWM_PICTURES names a folder for a picture of it.
"""

import os
from pathlib import Path

import httpx
import pytest

from tests.app.http.test_server import process
from tests.support import chromium
from tests.support.chromium import browser
from tests.support.signing_in import sign_up

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not (chromium.DRIVER and chromium.BROWSER), reason="needs chromium and chromedriver"),
]


async def test_authorize_and_try_out(accounts_dsn: str, tmp_path: Path) -> None:
    with process(tmp_path, accounts_dsn, workers=1, mail="none") as (_, address):
        async with httpx.AsyncClient(base_url=address, timeout=30) as client, browser() as page:
            member = await sign_up(client, "swagger")
            await page.width(1200, 1000)
            await page.open(f"{address}/docs#/Account/get_account")
            await page.until(".info .title", "I Watch Movies")
            await page.click(".btn.authorize")
            await page.until(".modal-ux-content", "bearer")
            await page.type(".dialog-ux input", member.tokens["access_token"])
            await page.click(".dialog-ux .btn.authorize")
            await page.until(".modal-ux-content", "Authorized")
            await page.click(".dialog-ux .btn-done")
            selector = "[id$='-get_account']"
            if not await page.text(f"{selector} .opblock-body"):
                await page.click(f"{selector} .opblock-summary-control")
            await page.until(f"{selector} .opblock-body", "Execute")
            await page.click(f"{selector} .execute")
            await page.until(f"{selector} .live-responses-table tbody .response-col_status", "200")
            await page.until(f"{selector} .live-responses-table", '"username": "swagger"')
            if folder := os.environ.get("IWM_PICTURES"):
                await page.picture(Path(folder) / "swagger.png")
