"""What every answer carries, and what needs no handler: headers, methods, negotiation, CORS, request ids."""

import gzip
import re

import httpx
import pytest
import zstandard

from tests.app.http.support import ONE_LOOP, problem

pytestmark = ONE_LOOP


async def test_security_headers_stand_on_every_answer(client: httpx.AsyncClient) -> None:
    for path in ("/v1/notes/n1", "/v1/notes/none", "/nothing", "/healthz", "/"):
        headers = (await client.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["vary"] == "Accept-Encoding"
        assert "cache-control" in headers
        assert "strict-transport-security" not in headers


async def test_production_asks_for_https(serving) -> None:
    async with serving(profile="production", secret_key="x" * 40) as client:
        assert "max-age" in (await client.get("/healthz")).headers["strict-transport-security"]


async def test_request_ids(client: httpx.AsyncClient) -> None:
    first, second = [(await client.get("/v1/notes/n1")).headers["x-request-id"] for _ in range(2)]
    assert first != second
    given = await client.get("/v1/notes/none", headers={"X-Request-ID": "trace-1.a_b"})
    assert given.headers["x-request-id"] == given.json()["request_id"] == "trace-1.a_b"
    for bad in ("", "a b", "<script>", "a" * 129, "a\u00e9"):
        answer = await client.get("/v1/notes/n1", headers={"X-Request-ID": bad.encode("latin-1")})
        assert re.fullmatch(r"[0-9a-f]+-[0-9a-f]+", answer.headers["x-request-id"])


async def test_methods(client: httpx.AsyncClient) -> None:
    for method, path, allow in (
        ("POST", "/v1/notes/n1", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT"),
        ("PATCH", "/v1/notes", "GET, HEAD, OPTIONS"),
        ("TRACE", "/v1/notes", "GET, HEAD, OPTIONS"),
        ("QUERY", "/v1/notes", "GET, HEAD, OPTIONS"),
        ("GET", "/v1/stumble/a/1", None),
        ("DELETE", "/healthz", "GET, HEAD, OPTIONS"),
    ):
        if allow:
            answer = await client.request(method, path)
            problem(answer, 405)
            assert answer.headers["allow"] == allow
    answer = await client.options("/v1/notes/n1")
    assert answer.status_code == 204
    assert answer.headers["allow"] == "DELETE, GET, HEAD, OPTIONS, PATCH, PUT"
    assert answer.content == b""
    problem(await client.options("/v1/nothing"), 404)


async def test_head_is_get_without_a_body(client: httpx.AsyncClient) -> None:
    for path in ("/v1/notes/n2", "/v1/echo?whole=1", "/healthz", "/v1/notes/none"):
        get, head = await client.get(path), await client.head(path)
        assert head.content == b""
        assert head.status_code == get.status_code
        assert int(head.headers["content-length"]) > 0
        assert head.headers["content-type"] == get.headers["content-type"]
        assert head.headers.get("etag") == get.headers.get("etag")


async def test_unknown_addresses(client: httpx.AsyncClient) -> None:
    for path in ("/v1", "/v1/nothing", "/v2/movies", "/docs/nothing.js", "/v1/notes/n1/more"):
        assert problem(await client.get(path), 404)["instance"] == path


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("*/*", 200),
        ("application/json", 200),
        ("application/*;q=0.5", 200),
        ("text/html, application/json;q=0.1", 200),
        ("application/problem+json", 200),
        ("text/html", 406),
        ("application/json;q=0", 406),
        ("application/xml, text/*;q=x", 406),
    ],
)
async def test_only_json_can_be_had(client: httpx.AsyncClient, accept: str, status: int) -> None:
    for _ in range(2):  # also where the answer is cached
        answer = await client.get("/v1/notes/n3", headers={"Accept": accept})
        assert answer.status_code == status
    assert (await client.get("/docs", headers={"Accept": "text/html"})).status_code == 200


@pytest.mark.parametrize("path", ["/v1/notes?per_page=50", "/v1/echo?word=" + "a" * 4000, "/openapi.json"])
@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("gzip", "gzip"),
        ("zstd", "zstd"),
        ("gzip, zstd, br", "zstd"),
        ("gzip;q=1.0, zstd;q=0.5", "gzip"),
        ("*", "zstd"),
        ("br", None),
        ("identity", None),
        ("gzip;q=0", None),
        ("gzip;q=0.1, identity", None),
    ],
)
async def test_compression(client: httpx.AsyncClient, path: str, accept: str, encoding: str | None) -> None:
    plain = await client.get(path, headers={"Accept-Encoding": "identity"})
    async with client.stream("GET", path, headers={"Accept-Encoding": accept}) as answer:
        raw = b"".join([part async for part in answer.aiter_raw()])
    assert answer.headers.get("content-encoding") == encoding
    assert int(answer.headers["content-length"]) == len(raw)
    unpack = {"gzip": gzip.decompress, "zstd": zstandard.ZstdDecompressor().decompress, None: bytes}[encoding]
    assert unpack(raw) == plain.content
    assert encoding is None or len(raw) < len(plain.content) / 2
    assert answer.headers["etag"] == plain.headers["etag"]
    assert "Accept-Encoding" in answer.headers["vary"]


async def test_cors_is_off_by_default(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/notes/n1", headers={"Origin": "https://app.example"})
    assert "access-control-allow-origin" not in answer.headers
    preflight = {"Origin": "https://app.example", "Access-Control-Request-Method": "PUT"}
    assert "access-control-allow-origin" not in (await client.options("/v1/notes/n1", headers=preflight)).headers


async def test_cors_for_named_origins(serving) -> None:
    mine, other = {"Origin": "https://app.example"}, {"Origin": "https://evil.example"}
    async with serving(cors_origins=("https://app.example",)) as client:
        for path in ("/v1/notes/n1", "/v1/notes/n1", "/v1/notes/none"):
            answer = await client.get(path, headers=mine)
            assert answer.headers["access-control-allow-origin"] == "https://app.example"
            assert answer.headers["vary"] == "Accept-Encoding, Origin"
            answer = await client.get(path, headers=other)
            assert "access-control-allow-origin" not in answer.headers
            assert answer.headers["vary"] == "Accept-Encoding, Origin"
        answer = await client.options("/v1/notes/n1", headers={**mine, "Access-Control-Request-Method": "PUT"})
        assert answer.status_code == 204
        assert "PUT" in answer.headers["access-control-allow-methods"]
        allowed = set(answer.headers["access-control-allow-headers"].split(", "))
        assert allowed >= {"Idempotency-Key", "Upload-Offset", "Range", "If-Range", "Last-Event-ID"}
        told = set(
            (await client.get("/v1/notes/n1", headers=mine)).headers["access-control-expose-headers"].split(", ")
        )
        assert told >= {"ETag", "Upload-Offset", "Content-Range"}
    async with serving(cors_origins=("*",)) as client:
        assert (await client.get("/v1/notes/n1", headers=other)).headers["access-control-allow-origin"] == "*"


async def test_conditional_requests(client: httpx.AsyncClient) -> None:
    for path in ("/v1/notes/n5", "/v1/echo?whole=5", "/openapi.json"):
        first = await client.get(path)
        etag = first.headers["etag"]
        for sent in (etag, "*", f'"other", {etag}', etag.removeprefix("W/")):
            answer = await client.get(path, headers={"If-None-Match": sent})
            assert (answer.status_code, answer.content) == (304, b"")
            assert answer.headers["etag"] == etag
            assert answer.headers["cache-control"] == first.headers["cache-control"]
            assert "content-type" not in answer.headers
        assert (await client.head(path, headers={"If-None-Match": etag})).status_code == 304
        for sent in ('"other"', 'W/"other"', etag.strip('W/"'), ""):
            assert (await client.get(path, headers={"If-None-Match": sent})).status_code == 200
    assert (await client.get("/v1/notes/none", headers={"If-None-Match": "*"})).status_code == 404
    answer = await client.put("/v1/notes/n5", json={"body": "x"}, headers={"If-None-Match": "*"})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


async def test_a_removal_answers_without_a_body(client: httpx.AsyncClient) -> None:
    answer = await client.delete("/v1/notes/n50")
    assert (answer.status_code, answer.content) == (204, b"")
    assert "content-type" not in answer.headers
    problem(await client.get("/v1/notes/n50"), 404)
