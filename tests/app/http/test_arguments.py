"""Arguments arrive in SQL as they were sent: from the path, the query, the body, and those that we fill."""

import httpx
import psycopg
import pytest

from tests.app.http.support import ONE_LOOP, problem
from tests.support.accounts import People

pytestmark = ONE_LOOP

NASTY = 'a "b" \\ {c},(d) NULL\n\té🎬%_'


@pytest.mark.parametrize(
    ("name", "sent", "arrives"),
    [
        ("whole", "-2147483648", -2147483648),
        ("whole", "7.0", 7),
        ("big", "9223372036854775807", 9223372036854775807),
        ("number", "-0.5e-3", -0.0005),
        ("number", "10", 10),
        ("word", NASTY, NASTY),
        ("word", "", ""),
        ("word", "null", "null"),
        ("flag", "true", True),
        ("day", "2024-02-29", "2024-02-29"),
        ("moment", "2024-02-29T12:00:00.5+02:00", "2024-02-29T10:00:00.5+00:00"),
        ("moment", "2024-02-29T00:00:00+23:59", "2024-02-28T00:01:00+00:00"),
        ("ident", "6f2b0c9e-7f0e-4d0e-9a53-0d6f3f5b1c11", "6f2b0c9e-7f0e-4d0e-9a53-0d6f3f5b1c11"),
        ("whole_list", "1,2,3", [1, 2, 3]),
        ("whole_list", "", []),
        ("word_list", 'a,"b",NULL, \\', ["a", '"b"', "NULL", " \\"]),
    ],
)
async def test_from_the_query(client: httpx.AsyncClient, name: str, sent: str, arrives: object) -> None:
    answer = await client.get("/v1/echo", params={name: sent})
    assert answer.status_code == 200, answer.text
    data = answer.json()["data"]
    assert data.pop("key") == "3"  # the default of _page
    assert data.pop(name) == arrives
    assert set(data.values()) == {None}


async def test_a_list_may_be_given_several_times(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/echo?whole_list=1,2&whole_list=3&&word=a+b%2Bc")
    assert answer.json()["data"]["whole_list"] == [1, 2, 3]
    assert answer.json()["data"]["word"] == "a b+c"


async def test_from_the_body(client: httpx.AsyncClient) -> None:
    sent = {
        "whole": 1, "big": -(2**63), "number": 0.1, "word": NASTY, "flag": False, "day": "2024-02-29",
        "moment": "2024-02-29T12:00:00+00:00", "ident": "6f2b0c9e-7f0e-4d0e-9a53-0d6f3f5b1c11", "whole_list": [1, -1],
        "word_list": [NASTY, "", "NULL"], "parts": [{"label": NASTY, "amount": None}, {"label": "", "amount": 2}],
        "extra": {"a": [1, 2.5, None, NASTY]},
    }  # fmt: skip
    answer = await client.post("/v1/echo", json=sent, headers={"Idempotency-Key": "key 1"})
    assert answer.status_code == 201, answer.text
    data = answer.json()["data"]
    assert data.pop("key") == "key 1"
    assert data.pop("client") == "127.0.0.1"
    assert data.pop("who") is None
    assert data == sent


async def test_what_json_schema_calls_whole(client: httpx.AsyncClient) -> None:
    answer = await client.post("/v1/echo", json={"whole": 2.0, "whole_list": [1.0], "extra": {"kept": 1.0}})
    assert answer.status_code == 201, answer.text
    assert answer.json()["data"]["whole_list"] == [1]
    assert '"kept": 1.0' in answer.text


async def test_null_and_nothing_mean_the_default(client: httpx.AsyncClient) -> None:
    for body in ({"word": None, "extra": None, "parts": None}, {}):
        data = (await client.post("/v1/echo", json=body)).json()["data"]
        assert {data[name] for name in ("word", "extra", "parts")} == {None}
    assert (await client.post("/v1/echo")).status_code == 201
    assert (await client.put("/v1/notes/new", json={"body": "x"})).json()["data"]["parts"] == []


async def test_what_is_required(client: httpx.AsyncClient) -> None:
    errors = problem(await client.put("/v1/notes/new", json={"rating": 1}), 422)["errors"]
    assert errors == [{"field": "body", "reason": "is required", "in": "body"}]
    problem(await client.put("/v1/notes/new"), 422)
    problem(await client.put("/v1/notes/new", json={"body": None}), 422)


@pytest.mark.parametrize(
    ("sent", "field", "reason"),
    [
        ({"parts": [{"label": "x"}, {"amount": 1}]}, "parts[1].label", "is required"),
        ({"parts": [{"label": "x", "amount": "1"}]}, "parts[0].amount", "must be a whole number"),
        ({"parts": [{"label": "x", "nope": 1}]}, "parts[0].nope", "is not known here"),
        ({"whole_list": [1, 2.5]}, "whole_list[1]", "must be a whole number"),
        ({"parts": 1}, "parts", "must be a list"),
    ],
)
async def test_what_is_wrong_inside_a_list_is_named(
    client: httpx.AsyncClient, sent: dict, field: str, reason: str
) -> None:
    [error] = problem(await client.post("/v1/echo", json=sent), 422)["errors"]
    assert error["field"] == field
    assert error["reason"].startswith(reason)


@pytest.mark.parametrize("key", ["", "a" * 256, "b\u00e9"])
async def test_idempotency_keys_are_plain(client: httpx.AsyncClient, key: str) -> None:
    answer = await client.post("/v1/echo", json={}, headers={"Idempotency-Key": key.encode("latin-1")})
    assert problem(answer, 422)["errors"][0]["field"] == "Idempotency-Key"


async def test_get_ignores_a_body(client: httpx.AsyncClient) -> None:
    answer = await client.request("GET", "/v1/echo?whole=1", content=b"{", headers={"content-type": "text/plain"})
    assert answer.status_code == 200


async def test_who_calls(client: httpx.AsyncClient, serving, owner: psycopg.Connection) -> None:
    problem(await client.get("/v1/members"), 401)
    answer = await client.get("/v1/who", headers={"Authorization": "Bearer x"})
    assert problem(answer, 401)["code"] == "invalid_token"
    assert answer.headers["www-authenticate"] == 'Bearer realm="iwm", error="invalid_token"'

    viewers = {person.external_id: person.viewer for person in map(People(owner).user, ("ann", "bob"))}

    async def by_name(headers) -> str | None:
        name = headers.get(b"authorization")
        return None if name is None else viewers[name.decode()]

    async with serving(more={"authenticate": by_name}) as known:
        for _ in range(2):
            assert (await known.get("/v1/who")).json()["data"]["who"] is None
            for name in viewers:
                answer = await known.get("/v1/who", headers={"Authorization": name})
                assert answer.json()["data"]["who"] == name
                assert "Authorization" in answer.headers.get_list("vary", split_commas=True)
                assert answer.headers["cache-control"] == "private, no-cache"
        assert (await known.get("/v1/members", headers={"Authorization": name})).status_code == 200
        owner.execute("update iwm.sessions set revoked_at = iwm.now()")
        answer = problem(await known.get("/v1/members", headers={"Authorization": name}), 401)
        assert answer["code"] == "invalid_token"
