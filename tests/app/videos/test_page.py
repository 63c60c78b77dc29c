"""The page /upload: the same for everybody, with nothing in it that could leak or be made to run."""

import re

import pytest

from app.videos.page import ASSETS, FOLDER
from tests.app.http.support import ONE_LOOP, problem

pytestmark = [ONE_LOOP, pytest.mark.once]


async def test_it_runs_our_script_alone(client):
    answer = await client.get("/upload", headers={"accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "media-src": "'self'",
        "connect-src": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert not re.search(r"<script(?! type=\"module\" src=)| on\w+=|style=|<style|javascript:", answer.text)
    for address in re.findall(r'(?:src|href)="([^"]+)"', answer.text):
        assert (await client.get(address)).status_code == 200, address


async def test_its_files(client):
    assert {path.name for path in FOLDER.iterdir()} == {*ASSETS, "upload.html"}
    for name, kind in ASSETS.items():
        answer = await client.get(f"/upload/assets/{name}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, kind.decode())
        for module in re.findall(r'from "\./([^"]+)"', answer.text):
            assert module in ASSETS
    for name in ("upload.html", "..%2fpage.py", "%2e%2e/page.py", "x.js"):
        problem(await client.get(f"/upload/assets/{name}"), 404)
