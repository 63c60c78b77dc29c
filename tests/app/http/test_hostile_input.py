"""What breaks this stack by default, input by input: each is a problem below 500, told in the usual form."""

import asyncio
import time

import httpx
import pytest

from app.http.guard import check_duplicates, check_json
from app.http.problems import HttpProblem
from tests.app.http.support import ONE_LOOP, problem

pytestmark = ONE_LOOP
DEEP = b'{"extra":' + b"[" * 20_000 + b"]" * 20_000 + b"}"
NEVER_CLOSED = b'{"extra":' + b"[" * 20_000
JSON = {"content-type": "application/json"}


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        pytest.param(DEEP, 400, "64 levels", id="20,000 levels deep"),
        pytest.param(NEVER_CLOSED, 400, "64 levels", id="20,000 levels that never close"),
        pytest.param(b'{"unknown":' + b"[" * 65 + b"]" * 65 + b"}", 400, "64 levels", id="deep in an unknown field"),
        pytest.param(b'{"word":"\xff"}', 400, "UTF-8", id="invalid UTF-8"),
        pytest.param(b'{"word":"\xed\xa0\x80"}', 400, "UTF-8", id="surrogate in UTF-8"),
        pytest.param(b'{"word":"a\x00b"}', 400, "NUL", id="NUL byte"),
        pytest.param(b'{"word":"a\\u0000b"}', 400, "NUL", id="NUL escape"),
        pytest.param(b'{"extra":{"a":["\\u0000"]}}', 400, "NUL", id="NUL escape deep in jsonb"),
        pytest.param(b'{"\\u0000":1}', 400, "NUL", id="NUL escape in a key"),
        pytest.param(b'{"word":"\\ud800"}', 400, "surrogate", id="lone high surrogate"),
        pytest.param(b'{"word":"\\ud800x\\udc00"}', 400, "surrogate", id="parted surrogates"),
        pytest.param(b'{"extra":"\\udc00"}', 400, "surrogate", id="lone low surrogate in jsonb"),
        pytest.param(b'{"number":NaN}', 400, "NaN", id="NaN"),
        pytest.param(b'{"extra":[Infinity]}', 400, "Infinity", id="Infinity"),
        pytest.param(b'{"number":1e400}', 422, "number", id="1e400"),
        pytest.param(b'{"whole":' + b"9" * 300 + b"}", 422, "whole", id="300 digits"),
        pytest.param(b'{"big":' + b"9" * 5000 + b"}", 422, "big", id="5,000 digits"),
        pytest.param(b'{"big":9223372036854775808}', 422, "big", id="beyond 64 bits"),
        pytest.param(b'{"whole":2147483648}', 422, "whole", id="beyond 32 bits"),
        pytest.param(b'{"whole":1,"whole":2}', 400, "twice", id="key given twice"),
        pytest.param(b'{"extra":{"a":1,"a":2}}', 400, "twice", id="key given twice in jsonb"),
        pytest.param(b'{"whole":1,"is_admin":true}', 422, "is_admin", id="unknown field"),
        pytest.param(b'{"wohle":1}', 422, "did you mean whole", id="misspelt field"),
        pytest.param(b'{"flag":"true"}', 422, "true or false", id="text for a boolean"),
        pytest.param(b'{"whole":"1"}', 422, "whole number", id="text for a number"),
        pytest.param(b'{"day":"0000-01-01"}', 422, "date", id="year 0"),
        pytest.param(b'{"day":"2024-02-30"}', 422, "date", id="no such day"),
        pytest.param(b'{"moment":"2024-02-28T12:00:00"}', 422, "zone", id="time without a zone"),
        pytest.param(b'{"moment":"0001-01-01T00:00:00+10:00"}', 422, "zone", id="time before the first"),
        pytest.param(b'{"moment":"0001-01-01T00:00:00+10:00","whole":1.0}', 422, "zone", id="the same, told in full"),
        pytest.param(b'{"parts":[{"label":"a","more":1}]}', 422, "parts", id="unknown field of a part"),
        pytest.param(b"[]", 422, "object", id="no object"),
        pytest.param(b"null", 422, "object", id="null"),
        pytest.param(b"{", 400, "JSON", id="half"),
        pytest.param(b'{"whole":1}}', 400, "JSON", id="too much"),
        pytest.param(b'{"extra":1e1000000}', 422, "", id="jsonb number beyond numeric"),
    ],
)
async def test_bodies(client: httpx.AsyncClient, body: bytes, status: int, says: str) -> None:
    answer = await client.post("/v1/echo", content=body, headers=JSON)
    document = problem(answer, status)
    assert says in document["message"]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "multipart/form-data; boundary=x", "", "application/jsonx"]
)
async def test_other_content_types(client: httpx.AsyncClient, kind: str) -> None:
    answer = await client.post("/v1/echo", content=b'{"whole":1}', headers={"content-type": kind} if kind else {})
    assert problem(answer, 415)["hint"] == "Send Content-Type: application/json."
    assert answer.headers["accept"] == "application/json"


async def test_json_with_parameters_is_json(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        "/v1/echo", content=b'{"whole":1}', headers={"content-type": "Application/JSON; charset=utf-8"}
    )
    assert answer.status_code == 201


async def test_a_body_that_is_too_large(serving) -> None:
    async with serving(max_body_bytes=2000) as client:
        problem(await client.post("/v1/echo", content=b" " * 2001, headers=JSON), 413)

        async def parts():
            for _ in range(30):
                yield b" " * 100

        problem(await client.post("/v1/echo", content=parts(), headers=JSON), 413)
        assert (
            await client.post("/v1/echo", content=b'{"word":"' + b"a" * 1900 + b'"}', headers=JSON)
        ).status_code == 201


@pytest.mark.parametrize(("last", "status"), [("nothing", 408), ("http.disconnect", 400)])
async def test_a_body_that_never_ends(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, last: str, status: int
) -> None:
    monkeypatch.setattr("app.http.front.BODY_TIMEOUT", 0.1)
    messages = [{"type": "http.request", "body": b"{", "more_body": True}, {"type": last}]
    sent = []

    async def receive() -> dict:
        message = messages.pop(0)
        if message["type"] == "nothing":
            await asyncio.sleep(5)
        return message

    async def send(message: dict) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/v1/echo", "raw_path": b"/v1/echo", "query_string": b"",
        "headers": [(b"content-type", b"application/json")], "client": ("127.0.0.1", 1),
    }  # fmt: skip
    await client.app(scope, receive, send)  # type: ignore[attr-defined]
    assert sent[0]["status"] == status


async def test_a_large_body_arrives_whole(client: httpx.AsyncClient) -> None:
    word = "é" * 400_000
    answer = await client.post("/v1/echo", json={"word": word})
    assert answer.json()["data"]["word"] == word


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/v1/notes/a%00b", 400),
        ("/v1/notes/%ff", 400),
        ("/v1/notes/%ed%a0%80", 400),
        ("/v1/notes/" + "a" * 9000, 414),
        ("/v1/notes/" + "a" * 81, 422),
        ("/v1/notes/a%2Fb", 404),
        ("/v1//notes/n1", 404),
        ("/v1/divide/" + "9" * 300, 422),
        ("/v1/divide/2147483648", 422),
        ("/v1/divide/1x", 422),
        ("/v1/divide/0x10", 422),
        ("/v1/divide/1_0", 422),
        ("/v1/divide/%D9%A1", 422),  # an Arabic one
        ("/v1/echo?word=%00", 400),
        ("/v1/echo?word=%ff", 400),
        ("/v1/echo?unknown=1", 422),
        ("/v1/echo?whole=1&whole=2", 422),
        ("/v1/echo?whole=", 422),
        ("/v1/echo?whole=+1", 422),
        ("/v1/echo?whole=null", 422),
        ("/v1/echo?number=NaN", 422),
        ("/v1/echo?number=Infinity", 422),
        ("/v1/echo?number=1e400", 422),
        ("/v1/echo?big=9223372036854775808", 422),
        ("/v1/echo?flag=yes", 422),
        ("/v1/echo?day=0000-01-01", 422),
        ("/v1/echo?moment=2024-02-30T00:00:00Z", 422),
        ("/v1/echo?moment=0001-01-01T00:00:00%2B10:00", 422),
        ("/v1/echo?ident=1", 422),
        ("/v1/echo?whole_list=1,x", 422),
        ("/v1/echo?page=0", 422),
    ],
)
async def test_addresses(client: httpx.AsyncClient, target: str, status: int) -> None:
    problem(await client.get(target), status)


@pytest.mark.parametrize("q", ["[", "a\\", "(a", "%", "a & | b", "'; drop table movies; --", "🎬" * 200])
async def test_patterns_and_operators_in_a_search(client: httpx.AsyncClient, q: str) -> None:
    answer = await client.get("/v1/companies", params={"q": q})
    assert answer.status_code == 200, answer.text


async def test_every_wrong_field_is_named(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/echo?whole=x&pgae=1&flag=2")
    errors = problem(answer, 422)["errors"]
    assert [(error["field"], error["in"]) for error in errors] == [
        ("whole", "query"),
        ("pgae", "query"),
        ("flag", "query"),
    ]
    assert errors[0]["reason"] == "must be a whole number from -2147483648 to 2147483647"
    assert errors[1]["reason"] == "is not known here; did you mean page?"
    answer = await client.put("/v1/notes/n1", json={"rating": 11, "parts": [{"amount": 1}]})
    assert {error["field"] for error in problem(answer, 422)["errors"]} == {"rating", "parts[0].label", "body"}


@pytest.mark.parametrize(
    ("path", "field", "reason"),
    [
        ("/v1/movies?country=usa", "country", "must be two capital letters, as in US"),
        (
            "/v1/movies?genre=Drama%20Comedy",
            "genre",
            "must be slugs joined by , (all of them) or | (any of them), as in drama,comedy; at most 500 characters",
        ),
        (
            "/v1/people/n1?append=all",
            "append",
            "must be any of credits, external_ids, collaborators, joined by commas",
        ),
        ("/v1/search?q=%20", "q", "must be something to look for, of at most 200 characters"),
    ],
)
async def test_a_wrong_value_is_told_in_words(client: httpx.AsyncClient, path: str, field: str, reason: str) -> None:
    (error,) = problem(await client.get(path), 422)["errors"]
    assert (error["field"], error["reason"]) == (field, reason)


async def test_a_hostile_body_costs_no_more_than_a_valid_one() -> None:
    def cost(body: bytes) -> float:
        best = 1e9
        for _ in range(3):
            began = time.process_time()
            try:
                check_json(body)
                check_duplicates(body)
            except HttpProblem:
                pass
            best = min(best, time.process_time() - began)
        return best

    size = 200_000
    valid = cost(b'{"a":[' + b",".join([b'{"name":"x","n":1}'] * (size // 19)) + b"]}")
    for body in (b"[" * size, b"[]" * (size // 2), b'"' * size, b"\\u0000" * (size // 6), b'{"a":' * (size // 5)):
        assert cost(body) < valid * 1.5 + 0.002
