"""Rate limits over HTTP: who is limited, what the headers say, what a refused call did."""

import asyncio
import re

import httpx
import psycopg
import pytest

from app.http.catalogue import Arg, Catalogue, Operation, Result
from app.http.limits import login_name, rate_headers
from app.http.sqlstates import RETRY_STATES, STALE_ROW, SqlError, to_problem
from tests.app.http.support import problem
from tests.support.accounts import People

FIVE = "update iwm.rate_limits set account_burst = 5, account_seconds = 50000, client_burst = 8, client_seconds = 80000"


@pytest.fixture
def tight(owner: psycopg.Connection) -> None:
    """Five calls for an account, eight for an address, and next to nothing comes back meanwhile."""
    owner.execute(FIVE)
    owner.execute("truncate iwm.rate_buckets")


def limited(serving, **more):
    """An application that enforces its limits, and believes us where we say that we come from."""
    return serving(rate_limits=True, trusted_proxies=("127.0.0.1",), **more)


def come_from(address: str) -> dict[str, str]:
    """Headers of a request that a proxy passes on."""
    return {"X-Forwarded-For": address}


async def test_a_write_takes_a_token(serving, tight: None, owner: psycopg.Connection) -> None:
    async with limited(serving) as client:
        for left in (7, 6):
            answer = await client.put("/v1/notes/n1", json={"body": "x"}, headers=come_from("198.51.100.1"))
            assert answer.headers["ratelimit-policy"] == '"write";q=8;w=80000'
            assert answer.headers["ratelimit"] == f'"write";r={left};t={(8 - left) * 10000}'
        read = await client.get("/v1/notes/n1", headers=come_from("198.51.100.1"))
        assert "ratelimit" not in read.headers
    assert owner.execute("select class, key from iwm.rate_buckets").fetchall() == [("write", "c:198.51.100.1")]


async def test_too_many_writes(serving, tight: None, owner: psycopg.Connection) -> None:
    async with limited(serving) as client:
        calls = [
            client.post("/v1/tallies", json={"word": "many"}, headers=come_from("198.51.100.2")) for _ in range(20)
        ]
        answers = await asyncio.gather(*calls)
        assert sorted(answer.status_code for answer in answers) == [201] * 8 + [429] * 12
        refused = next(answer for answer in answers if answer.status_code == 429)
        document = problem(refused, 429)
        assert document["code"] == "too_many_requests"
        seconds = int(refused.headers["retry-after"])
        assert 9000 < seconds <= 10000
        assert document["hint"] == f"Wait {seconds} seconds."
        assert refused.headers["ratelimit"] == f'"write";r=0;t={seconds}'
        assert refused.headers["ratelimit-policy"] == '"write";q=8;w=80000'
        # another address, and another class, are not meant
        other = await client.post("/v1/tallies", json={"word": "many"}, headers=come_from("198.51.100.3"))
        bulk = await client.delete("/v1/tallies?word=none", headers=come_from("198.51.100.2"))
        assert (other.status_code, bulk.status_code) == (201, 204)
        assert bulk.headers["ratelimit-policy"] == '"bulk";q=8;w=80000'
    assert owner.execute("select count(*) from iwm.test_tallies where word = 'many'").fetchone() == (9,)


@pytest.mark.parametrize("word", ["bad", "broken"])
async def test_a_call_that_fails_has_used_its_token(serving, tight: None, owner: psycopg.Connection, word: str) -> None:
    async with limited(serving) as client:
        for left in range(7, -1, -1):
            answer = await client.post("/v1/tallies", json={"word": word}, headers=come_from("198.51.100.4"))
            failure = problem(answer, 409 if word == "bad" else 500)
            assert answer.headers["ratelimit"].startswith(f'"write";r={left};')
        if word == "bad":
            assert failure["errors"] == [{"field": "word", "reason": "This word is final.", "in": "body"}]
        problem(await client.post("/v1/tallies", json={"word": word}, headers=come_from("198.51.100.4")), 429)
    assert owner.execute("select count(*) from iwm.test_tallies where word = %s", [word]).fetchone() == (0,)


async def test_what_never_reaches_the_database_takes_none(serving, tight: None, owner: psycopg.Connection) -> None:
    async with limited(serving) as client:
        problem(await client.post("/v1/tallies", json={"wrong": 1}, headers=come_from("198.51.100.5")), 422)
    assert owner.execute("select count(*) from iwm.rate_buckets").fetchone() == (0,)


async def test_an_account_has_a_limit_wherever_it_calls_from(serving, tight: None, owner: psycopg.Connection) -> None:
    people = People(owner)
    ann = people.user("limit.ann")
    token = people.api_token(ann, "profile:write")
    async with limited(serving) as client:
        access = client.app.runtime._parts[0].tokens.access(ann.external_id, ann.session_id)  # type: ignore[attr-defined]
        statuses = []
        for number in range(6):
            # a session and an API token are one account
            headers = {
                "Authorization": f"Bearer {token if number % 2 else access}",
                **come_from(f"198.51.100.{number}"),
            }
            answer = await client.post("/v1/members/tallies", json={"word": "ann"}, headers=headers)
            statuses.append(answer.status_code)
        assert statuses == [200] * 5 + [429]
        assert answer.headers["ratelimit-policy"] == '"write";q=5;w=50000'
    keys = owner.execute("select key from iwm.rate_buckets where key like 'a:%'").fetchall()
    assert keys == [(f"a:{ann.external_id}",)]


async def test_a_replayed_answer_takes_a_token_too(serving, tight: None) -> None:
    async with limited(serving) as client:
        headers = {"Idempotency-Key": "limits", **come_from("198.51.100.6")}
        answers = [await client.post("/v1/tallies", json={"word": "again"}, headers=headers) for _ in range(9)]
    assert [answer.status_code for answer in answers] == [201] * 8 + [429]
    assert answers[7].headers["idempotency-replayed"] == "true"


async def test_what_python_serves_is_limited_by_name_and_address(
    serving, tight: None, owner: psycopg.Connection
) -> None:
    async def forgot(name: str, address: str) -> httpx.Response:
        return await client.post("/v1/auth/password/forgot", json={"email": name}, headers=come_from(address))

    async with limited(serving) as client:
        answers = [await forgot(name, f"198.51.100.{n}") for n, name in enumerate(["No@x.example", "no@x.example"] * 3)]
        assert [answer.status_code for answer in answers] == [202] * 5 + [429]
        assert answers[0].headers["ratelimit-policy"] == '"mail";q=5;w=50000'
        assert answers[0].headers["ratelimit"] == '"mail";r=4;t=10000'
        assert int(answers[5].headers["retry-after"]) > 9000
        many = [await forgot(f"no{n}@x.example", "198.51.100.77") for n in range(9)]
        assert [answer.status_code for answer in many] == [202] * 8 + [429]
    keys = [key for (key,) in owner.execute("select key from iwm.rate_buckets where key like 'a:%'")]
    assert len(keys) == 9
    assert all(re.fullmatch(r"a:login:[0-9a-f]{64}", key) for key in keys)


async def test_a_stranger_does_not_use_up_the_sign_ins_of_others(serving, tight: None) -> None:
    """Wrong passwords are counted by the guard of passwords, for those who know the account apart."""

    async def sign_in(name: str, address: str) -> httpx.Response:
        return await client.post(
            "/v1/auth/login", json={"email": name, "password": "not this one"}, headers=come_from(address)
        )

    async with limited(serving) as client:
        codes = [(await sign_in("nobody", "198.51.100.80")).json()["code"] for _ in range(6)]
        assert codes[-1] == "too_many_requests"
        assert (await sign_in("nobody", "198.51.100.81")).json()["code"] != "too_many_requests"
        assert (await sign_in("NOBODY", "198.51.100.80")).json()["code"] == "too_many_requests"


async def test_limits_can_be_turned_off(serving, tight: None, owner: psycopg.Connection) -> None:
    async with serving(rate_limits=False) as client:
        for _ in range(10):
            answer = await client.post("/v1/tallies", json={"word": "free"})
            assert answer.status_code == 201
            assert "ratelimit" not in answer.headers
    assert owner.execute("select count(*) from iwm.rate_buckets").fetchone() == (0,)


async def test_a_class_that_is_gone_does_not_limit(serving, tight: None, owner: psycopg.Connection) -> None:
    with owner.transaction(force_rollback=False):
        owner.execute(
            "create temp table kept as table iwm.rate_limits; delete from iwm.rate_limits where class = 'write'"
        )
    try:
        async with limited(serving) as client:
            answer = await client.post("/v1/tallies", json={"word": "classless"})
            assert (answer.status_code, "ratelimit" in answer.headers) == (201, False)
    finally:
        owner.execute("insert into iwm.rate_limits select * from kept where class = 'write'; drop table kept")


async def test_what_is_to_be_tried_again_is_raised(serving, tight: None, owner: psycopg.Connection) -> None:
    async with limited(serving) as client:
        owner.execute("alter sequence iwm.test_calls restart")
        answer = await client.post("/v1/stumble/40001/3", headers=come_from("198.51.100.8"))
        assert answer.json()["data"] == 4
        assert answer.headers["ratelimit"].startswith('"write";r=7;')  # the tries that were rolled back took none
        answer = await client.post("/v1/stumble/23505/99", headers=come_from("198.51.100.8"))
        assert problem(answer, 409)["code"] == "conflict"
        assert answer.headers["ratelimit"].startswith('"write";r=6;')


async def test_the_wrapper_raises_what_the_layer_tries_again(owner: psycopg.Connection) -> None:
    (source,) = owner.execute("select prosrc from pg_proc where proname = 'add_tally__call'").fetchone()  # type: ignore[misc]
    condition = re.search(r"if not _call_limited or (.*?) then", source, re.DOTALL)[1]  # type: ignore[index]
    raised = set(re.findall(r"'(\w{5})'", condition))
    assert raised | {state for state in RETRY_STATES if state.startswith("40")} == RETRY_STATES
    assert "'^40'" in condition
    assert STALE_ROW in condition


OPERATION = Operation("f", True, "POST", "/f", Result("json", "jsonb"), rate="login")


@pytest.mark.once
@pytest.mark.parametrize(
    ("state", "detail", "wait", "limit"),
    [
        ("IW429", '7;"login";q=10;w=60', "7", '"login";r=0;t=7'),
        ("IW429", "7", "7", None),
        ("IW503", "30", "30", None),
        ("IW429", "", "60", None),
        ("IW503", "soon", "60", None),
        ("IW429", "0", "60", None),
        ("IW429", "7;evil\r\nheader", "60", None),
    ],
)
def test_the_wait_is_in_the_detail(state: str, detail: str, wait: str, limit: str | None) -> None:
    headers = dict(to_problem(SqlError(state, "x", detail=detail), OPERATION, Catalogue("d")).headers)
    assert headers[b"retry-after"].decode() == wait
    assert headers.get(b"ratelimit", b"").decode() == (limit or "")


@pytest.mark.once
def test_a_class_without_limits_has_no_headers() -> None:
    assert rate_headers("write", "(,,,)") == []


@pytest.mark.once
def test_which_argument_names_an_account() -> None:
    email, path = Arg("email", "iwm.email", "body"), Arg("login", "iwm.login_name", "path")
    values: dict[str, str | None] = {"email": "a", "login": "b"}
    for auth, args, found in (("none", [path, email], "a"), ("none", [path], None), ("user", [email], None)):
        operation = Operation("f", True, "POST", "/f/{login}", Result("json", "jsonb"), auth=auth, args=args)
        assert login_name(operation, values) == found


async def test_limits_are_documented(serving) -> None:
    async with serving() as client:
        paths = (await client.get("/openapi.json")).json()["paths"]
    post, get = paths["/v1/tallies"]["post"], paths["/v1/notes"]["get"]
    assert "429" in post["responses"]
    assert {"RateLimit", "RateLimit-Policy"} <= post["responses"]["201"]["headers"].keys()
    assert "429" not in get["responses"]
    assert "429" in paths["/v1/auth/login"]["post"]["responses"]
