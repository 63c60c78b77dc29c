"""Operations with @patch: what was not sent, what was cleared and what was set arrive as three things."""

from typing import Any

import httpx
import psycopg
import pytest

from tests.app.http.support import ONE_LOOP, problem

pytestmark = ONE_LOOP

OLD = {
    "body": "old", "rating": 5, "whole": 1, "day": "2024-01-01", "moment": "2024-01-01T00:00:00+00:00",
    "words": ["a"], "parts": [], "cover": {"label": "old", "amount": 1}, "extra": {},
}  # fmt: skip


async def patch(client: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
    """What the function was given, and what it made of it."""
    answer = await client.patch("/v1/notes/n1", json=body)
    assert answer.status_code == 200, answer.text
    data = answer.json()["data"]
    assert data["id"] == "n1"
    return data


async def test_what_is_absent_stays(client: httpx.AsyncClient) -> None:
    data = await patch(client)
    assert (data["patch"], data["result"]) == ({}, OLD)
    data = await patch(client, body="new")
    assert (data["patch"], data["result"]) == ({"body": "new"}, {**OLD, "body": "new"})


async def test_null_clears(client: httpx.AsyncClient) -> None:
    data = await patch(client, rating=None, cover=None, words=None, extra=None)
    assert data["patch"] == {"rating": None, "cover": None, "words": None, "extra": None}
    assert data["result"] == {**OLD, "rating": None, "cover": None, "words": None, "extra": None}


@pytest.mark.parametrize(
    ("sent", "arrives"),
    [
        ({"whole": 2.0}, {"whole": 2}),
        ({"rating": 0.1}, {"rating": 0.1}),
        ({"day": "2024-02-29"}, {"day": "2024-02-29"}),
        ({"moment": "2024-02-29T00:00:00+23:59"}, {"moment": "2024-02-28T00:01:00+00:00"}),
        ({"words": ['a "b" \\ {c},(d) NULL\n\té', ""]}, {"words": ['a "b" \\ {c},(d) NULL\n\té', ""]}),
        ({"parts": [{"label": "x"}]}, {"parts": [{"label": "x", "amount": None}]}),
        ({"extra": [1, None, {"a": 2.50}]}, {"extra": [1, None, {"a": 2.5}]}),
    ],
)
async def test_values_arrive_as_they_were_meant(client: httpx.AsyncClient, sent: dict, arrives: dict) -> None:
    data = await patch(client, **sent)
    assert data["result"] == {**OLD, **arrives}


async def test_an_object_is_patched_itself(client: httpx.AsyncClient) -> None:
    data = await patch(client, cover={"amount": None})
    assert data["result"] == {**OLD, "cover": {"label": "old", "amount": None}}


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"bdy": "x"}, {"bdy": "is not known here; did you mean body?"}),
        ({"body": None}, {"body": "must be something to look for, of at most 200 characters"}),
        ({"body": "x" * 201}, {"body": "must be something to look for, of at most 200 characters"}),
        ({"rating": 11}, {"rating": "must be a number from 0 to 10, or null"}),
        ({"rating": "8"}, {"rating": "must be a number from 0 to 10, or null"}),
        ({"whole": 1.5, "day": "soon"}, {
            "whole": "must be a whole number from -2147483648 to 2147483647",
            "day": "must be a date (YYYY-MM-DD), or null",
        }),
        ({"whole": 10**400}, {"whole": "must be a whole number from -2147483648 to 2147483647"}),
        ({"moment": "0001-01-01T00:00:00+23:00"}, {
            "moment": "must be a time with its zone (2024-02-29T12:00:00Z), or null",
        }),
        ({"parts": [{"amount": 1}]}, {"parts[0].label": "is required"}),
        ({"parts": [{"label": "x"}, {"label": "x", "amount": "1"}]}, {
            "parts[1].amount": "must be a whole number from -2147483648 to 2147483647, or null",
        }),
        ({"parts": [{"label": "x", "lable": "y"}]}, {"parts[0].lable": "is not known here; did you mean label?"}),
        ({"parts": [{"label": "x", "a` - at `$[7].label": 1}]}, {
            "parts[0].a` - at `$[7].label": "is not known here; known are: label, amount",
        }),
        ({"parts": ["x"]}, {"parts[0]": "must be an object"}),
        ({"parts": {}}, {"parts": "must be a list, each item: must be an object"}),
        ({"cover": {"label": None, "colour": "red"}}, {
            "cover.label": "must be text", "cover.colour": "is not known here; known are: label, amount",
        }),
        ({"cover": []}, {"cover": "must be an object, or null"}),
    ],
)  # fmt: skip
async def test_every_wrong_field_is_named(client: httpx.AsyncClient, sent: dict, wrong: dict) -> None:
    document = problem(await client.patch("/v1/notes/n1", json=sent), 422)
    assert {error["field"]: error["reason"] for error in document["errors"]} == wrong


@pytest.mark.parametrize("body", ["[]", "1", '"x"', "null", "", " "])
async def test_the_body_is_an_object(client: httpx.AsyncClient, body: str) -> None:
    headers = {"content-type": "application/json"}
    for path in ("notes/n1", "anything"):
        problem(await client.patch(f"/v1/{path}", content=body, headers=headers), 422)


async def test_a_patch_of_anything(client: httpx.AsyncClient) -> None:
    sent = {"a": {"b": None, "c": [1, 2.5]}}
    assert (await client.patch("/v1/anything", json=sent)).json()["data"] == sent


async def test_both_kinds_of_content(client: httpx.AsyncClient) -> None:
    headers = {"content-type": "application/merge-patch+json"}
    answer = await client.patch("/v1/notes/n1", content=b'{"whole": 3}', headers=headers)
    assert answer.json()["data"]["result"]["whole"] == 3
    problem(await client.put("/v1/notes/n1", content=b'{"body": "x"}', headers=headers), 415)


async def test_the_document_says_what_is_taken(client: httpx.AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()
    body = document["paths"]["/v1/notes/{note_id}"]["patch"]["requestBody"]
    assert body["required"] is True
    assert body["content"].keys() == {"application/json", "application/merge-patch+json"}
    schema = body["content"]["application/json"]["schema"]
    assert schema["additionalProperties"] is False
    assert "required" not in schema
    assert schema["description"] == "What can be changed of a note."
    assert schema["properties"]["rating"] == {
        "type": ["number", "null"], "minimum": 0, "maximum": 10, "description": "0 to 10",
    }  # fmt: skip
    assert schema["properties"]["whole"]["type"] == "integer"
    assert schema["properties"]["cover"]["type"] == ["object", "null"]
    assert schema["properties"]["cover"]["properties"].keys() == {"label", "amount"}
    anything = document["paths"]["/v1/anything"]["patch"]["requestBody"]["content"]["application/json"]["schema"]
    assert anything == {"type": "object", "description": "What is to change"}


@pytest.mark.parametrize(
    ("patch", "expected"),
    [
        ('{"bdy": 1}', "bdy is not known here"),
        ('{"body": null}', "body cannot be null"),
        ("[]", "must be a JSON object"),
        ("null", "must be a JSON object"),
        (None, "must be a JSON object"),
    ],
)
async def test_psql_is_told_the_same(owner: psycopg.Connection, patch: str | None, expected: str) -> None:
    with pytest.raises(psycopg.Error, match=expected) as caught:
        owner.execute("select api.patch_note('n1', %s)", [patch])
    assert caught.value.sqlstate == "IW422"
    with pytest.raises(psycopg.errors.CheckViolation):
        owner.execute("select api.patch_note('n1', '{\"rating\": 11}')")
