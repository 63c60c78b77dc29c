"""Conditional requests: versions as ETags, If-Match and If-None-Match on them."""

import asyncio

import httpx
import psycopg
import pytest

from app.http.conditional import asked_versions
from tests.app.http.support import ONE_LOOP, problem

pytestmark = ONE_LOOP


@pytest.mark.once
@pytest.mark.parametrize(
    ("header", "versions"),
    [
        (None, None),
        (b"", None),
        (b'""', None),
        (b"*", "*"),
        (b'"3"', "3"),
        (b'W/"3"', "3"),
        (b'"3.0a1b2c"', "3"),
        (b"3", "3"),
        (b' W/"3.0a" , "4",', "3,4"),
        (b'"\xe9"', "é"),
    ],
)
async def test_if_match_is_read(header: bytes | None, versions: str | None) -> None:
    assert asked_versions(header) == versions


@pytest.mark.parametrize("path", ["/v1/drafts/n1", "/v1/kept-drafts/n1"])
async def test_what_was_read_can_be_changed_by_its_etag(client: httpx.AsyncClient, path: str) -> None:
    for _ in range(2):  # a kept answer has the same tag
        read = await client.get(path)
    version = read.json()["data"]["version"]
    assert read.headers["etag"].startswith(f'"{version}.')
    written = await client.put("/v1/drafts/n1", json={"body": "x"}, headers={"If-Match": read.headers["etag"]})
    assert (written.status_code, written.headers["etag"]) == (200, f'"{version + 1}"')
    again = await client.put("/v1/drafts/n1", json={"body": "y"}, headers={"If-Match": read.headers["etag"]})
    assert problem(again, 412)["code"] == "precondition_failed"
    assert "etag" not in again.headers
    by_answer = await client.put("/v1/drafts/n1", json={"body": "z"}, headers={"If-Match": written.headers["etag"]})
    assert by_answer.json()["data"] == {"id": "n1", "body": "z", "version": version + 2}
    read = await client.get(path)
    assert read.headers["etag"].startswith(f'"{version + 2}.')


async def test_a_condition_is_asked_for(client: httpx.AsyncClient) -> None:
    answer = problem(await client.put("/v1/drafts/n2", json={"body": "x"}), 428)
    assert answer["code"] == "precondition_required"
    assert (await client.put("/v1/drafts/n2", json={"body": "x"}, headers={"If-Match": "*"})).status_code == 200
    several = {"If-Match": '"1", "2", "3"'}
    assert (await client.put("/v1/drafts/n2", json={"body": "y"}, headers=several)).status_code == 200
    for wrong in ('"x"', '"99"', "W/", '"2.5"'):
        assert (await client.put("/v1/drafts/n2", json={"body": "x"}, headers={"If-Match": wrong})).status_code in (
            412,
            428,
        )
    problem(await client.put("/v1/drafts/none", json={"body": "x"}, headers={"If-Match": "*"}), 404)


@pytest.mark.parametrize("path", ["/v1/drafts/n3", "/v1/kept-drafts/n3"])
async def test_what_the_caller_has_is_not_sent_again(client: httpx.AsyncClient, path: str) -> None:
    tag = (await client.get(path)).headers["etag"]
    for sent in (tag, f"W/{tag}", f'"1", {tag}'):
        answer = await client.get(path, headers={"If-None-Match": sent})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
    # the version alone does not say that all is as it was
    assert (await client.get(path, headers={"If-None-Match": '"1"'})).status_code == 200


async def test_what_is_sent_otherwise_than_it_is_has_a_weak_tag(client: httpx.AsyncClient) -> None:
    """A strong tag promises the same bytes; the caller may give it back as it is."""
    await client.put("/v1/drafts/n4", json={"body": "a" * 5000}, headers={"If-Match": "*"})
    for path in ("/v1/drafts/n4", "/v1/kept-drafts/n4"):
        plain = await client.get(path, headers={"Accept-Encoding": "identity"})
        packed = await client.get(path, headers={"Accept-Encoding": "gzip"})
        assert packed.headers["content-encoding"] == "gzip"
        assert packed.headers["etag"] == f"W/{plain.headers['etag']}"
        kept = {"If-None-Match": packed.headers["etag"], "Accept-Encoding": "gzip"}
        unchanged = await client.get(path, headers=kept)
        assert (unchanged.status_code, unchanged.headers["etag"]) == (304, packed.headers["etag"])
    answer = await client.put("/v1/drafts/n4", json={"body": "b"}, headers={"If-Match": packed.headers["etag"]})
    assert answer.status_code == 200


async def test_of_many_with_the_same_version_one_comes_through(
    client: httpx.AsyncClient, owner: psycopg.Connection
) -> None:
    tag = (await client.get("/v1/drafts/n5")).headers["etag"]
    answers = await asyncio.gather(
        *[client.put("/v1/drafts/n5", json={"body": str(n)}, headers={"If-Match": tag}) for n in range(20)]
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 19
    assert owner.execute("select changes from iwm.test_notes where id = 'n5'").fetchone() == (2,)


async def test_a_problem_has_no_version(client: httpx.AsyncClient) -> None:
    for path in ("/v1/drafts/none", "/v1/kept-drafts/none"):
        answer = await client.get(path, headers={"If-None-Match": "*"})
        problem(answer, 404)
        assert "etag" not in answer.headers


async def test_conditions_are_documented(client: httpx.AsyncClient) -> None:
    paths = (await client.get("/openapi.json")).json()["paths"]
    put = paths["/v1/drafts/{draft_id}"]["put"]
    assert {"412", "428"} <= put["responses"].keys()
    assert "ETag" in put["responses"]["200"]["headers"]
    header = next(parameter for parameter in put["parameters"] if parameter["name"] == "If-Match")
    assert (header["in"], header["required"]) == ("header", False)
    assert "412" not in paths["/v1/notes/{note_id}"]["put"]["responses"]
