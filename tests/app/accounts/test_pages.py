"""The pages of accounts: the same for everybody, with nothing in them that could leak or be made to run."""

import re

import httpx
import pytest

from app.accounts.pages import ASSETS, FOLDER
from app.http.logs import log
from tests.app.http.support import ONE_LOOP, problem

pytestmark = [ONE_LOOP, pytest.mark.once]
PAGES = ["/account/verify", "/account/email", "/account/reset", "/activate", "/v1/auth/oidc/example/callback"]
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


async def page(client: httpx.AsyncClient, path: str, **query: str) -> httpx.Response:
    answer = await client.get(path, params=query, headers=BROWSER)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return answer


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_runs_our_script_alone(client, path):
    answer = await page(client, path)
    policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    assert policy == {
        "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self'",
        "connect-src": "'self'", "frame-ancestors": "'none'", "base-uri": "'none'", "form-action": "'none'",
    }  # fmt: skip
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-frame-options"] == "DENY"
    assert not re.search(r"<script(?! src=)| on\w+=|style=|<style|javascript:", answer.text)
    for address in re.findall(r'(?:src|href)="([^"]+)"', answer.text):
        assert (await client.get(address)).status_code == 200


@pytest.mark.parametrize("path", PAGES)
async def test_what_stands_in_the_address_is_not_in_the_page(client, path):
    """So nothing is used up by looking, and nothing slips in."""
    plain = await page(client, path)
    evil = '"><script>alert(1)</script>'
    asked = await page(client, path, token=evil, user_code=evil, state=evil, code=evil, error=evil)
    assert asked.content == plain.content


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_can_be_read_aloud(client, path):
    text = (await page(client, path)).text
    assert '<html lang="en">' in text
    assert len(re.findall("<h1", text)) == 1
    assert "<noscript>" in text
    assert 'role="status"' in text
    inputs = re.findall(r'<input id="(\w+)"', text)
    labels = re.findall(r'<label for="(\w+)"', text)
    assert set(inputs) - {"show"} == set(labels)


async def test_the_rule_for_passwords_is_that_of_the_settings(serving):
    async with serving(password_min=12) as client:
        text = (await page(client, "/account/reset")).text
    assert 'minlength="12"' in text
    assert "At least 12 characters" in text


async def test_the_log_does_not_tell_what_links_carry(serving, capsys):
    async with serving(log_level="info") as client:
        for path in PAGES:
            await client.get(path, params={"token": "secret-token"}, headers=BROWSER)
        await client.get(
            "/v1/auth/oidc/example/callback?code=secret-token&state=x", headers={"Accept": "application/json"}
        )
        await client.get("/v1/movies?q=secret-no-more")
        log.flush()
    log.configure("text", "warning")
    told = capsys.readouterr().err
    assert "GET /account/reset " in told
    assert "secret-no-more" in told
    assert "secret-token" not in told


async def test_files_of_the_pages(client):
    for name, kind in ASSETS.items():
        answer = await client.get(f"/account/assets/{name}")
        assert answer.content == (FOLDER / name).read_bytes()
        assert answer.headers["content-type"] == kind.decode()
        tag = {"If-None-Match": answer.headers["etag"]}
        assert (await client.get(f"/account/assets/{name}", headers=tag)).status_code == 304
    for name in ("base.html", "x", "..%2fpages.py", "account.js.map"):
        problem(await client.get(f"/account/assets/{name}"), 404)


async def test_only_looking_is_possible(client):
    for path in PAGES:
        assert (await client.head(path, headers=BROWSER)).status_code == 200
        problem(await client.post(path, json={}), 405)
    problem(await client.get("/account"), 404)
    problem(await client.get("/account/nothing"), 404)


async def test_the_script_asks_for_what_there_is(client):
    """Each operation that the pages ask for is one of the API."""
    document = (await client.get("/openapi.json")).json()["paths"]
    known = {re.sub(r"\{\w+\}", "", path) for path in document}
    asked = set(re.findall(r'"(/v1/[\w/-]+)"', (FOLDER / "account.js").read_text()))
    assert len(asked) >= 9
    assert {path for path in asked if path not in known and f"{path}approve" not in known} == set()
