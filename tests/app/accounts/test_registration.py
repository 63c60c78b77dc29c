"""Making an account over HTTP: passwords, what is taken and reserved, many at once."""

import asyncio

import httpx
import psycopg
import pytest

from tests.app.accounts.support import PASSWORD, login, register
from tests.app.http.support import ONE_LOOP, problem

pytestmark = ONE_LOOP


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("short77", "must have at least 8 characters"), ("x" * 1001, "password"), ("", "password"), (None, "password"),
        ("password1", "tried first"), ("rules@example.org", "e-mail address"), ("Rule Maker", "your name"),
        ("rule_maker", "your name"), (12345678, "password"), (["x"], "password"),
    ],
)  # fmt: skip
async def test_passwords_that_are_refused(client: httpx.AsyncClient, password: object, says: str) -> None:
    body = {"email": "rules@example.org", "password": password, "name": "Rule Maker"}
    told = problem(await client.post("/v1/auth/register", json=body), 422)
    assert [error["field"] for error in told["errors"]] == ["password"]
    assert says in told["detail"]


async def test_passwords_of_any_length_and_letters(client: httpx.AsyncClient) -> None:
    for number, password in enumerate(
        ["12 ålmö", "🎬" * 8, "語" * 1000, " " * 8, "\ufdfa" * 8, "a" * 72 + "b", "a" * 73]
    ):
        long_enough = password if len(password) >= 8 else password + "!"
        name = f"letters{number}"
        await register(client, name, password=long_enough)
        assert (await login(client, name, long_enough)).status_code == 200
        problem(await login(client, name, long_enough[:-1] + "x"), 401)
    parted, composed = "Cre\u0300me Bru\u0302le\u0301e", "Crème Brûlée"
    await register(client, "parted", password=parted)
    assert (await login(client, "parted", composed)).status_code == 200
    answer = await client.post(
        "/v1/auth/login",
        content=b'{"email":"parted","password":"a\\u0000b"}',
        headers={"content-type": "application/json"},
    )
    problem(answer, 400)


async def test_what_is_taken_and_what_is_reserved(client: httpx.AsyncClient) -> None:
    await register(client, "taken")
    base = {"email": "free@example.org", "password": PASSWORD, "name": "Somebody"}
    for more, status, code, field in (
        ({"email": "TAKEN@example.org"}, 409, "email_taken", "email"),
        ({"username": "Taken"}, 409, "username_taken", "username"),
        ({"username": "admin"}, 422, "username_reserved", "username"),
    ):
        told = problem(await client.post("/v1/auth/register", json={**base, **more}), status)
        assert (told["code"], [error["field"] for error in told["errors"]]) == (code, [field])
    for more in (
        {"username": "a b"},
        {"username": "-a"},
        {"username": "a"},
        {"email": "x"},
        {"name": "  "},
        {"role": "admin"},
    ):
        problem(await client.post("/v1/auth/register", json={**base, **more}), 422)
    answer = (await client.get("/v1/auth/username/TAKEN")).json()["data"]
    assert answer == {"username": "TAKEN", "available": False, "reason": "taken", "suggestion": "taken2"}
    assert (await client.get("/v1/auth/username/taken2")).json()["data"]["available"] is True
    problem(await client.get("/v1/auth/username/a%20b"), 422)


async def test_where_nobody_may_make_an_account(client: httpx.AsyncClient, owner: psycopg.Connection) -> None:
    owner.execute("update iwm.account_policy set registration_open = false")
    try:
        body = {"email": "late@example.org", "password": PASSWORD, "name": "Late"}
        assert problem(await client.post("/v1/auth/register", json=body), 403)["code"] == "registration_closed"
    finally:
        owner.execute("update iwm.account_policy set registration_open = true")


@pytest.mark.parametrize("same", ["email", "username", "name"])
async def test_many_registrations_at_once(client: httpx.AsyncClient, owner: psycopg.Connection, same: str) -> None:
    """Of one address or one username, one is made; of one name, all are, each under a username of its own."""
    bodies = [
        {
            "email": f"race-{same}{'' if same == 'email' else number}@example.org", "password": PASSWORD,
            "name": f"Race {same}", **({"username": "race"} if same == "username" else {}),
        }
        for number in range(12)
    ]  # fmt: skip
    answers = await asyncio.gather(*[client.post("/v1/auth/register", json=body) for body in bodies])
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [201] * 12 if same == "name" else [201] + [409] * 11
    codes = {answer.json()["code"] for answer in answers if answer.status_code == 409}
    assert codes == {"email": {"email_taken"}, "username": {"username_taken"}, "name": set()}[same]
    found = owner.execute("select count(distinct username) from iwm.users where name = %s", [f"Race {same}"]).fetchone()
    assert found == ((12,) if same == "name" else (1,))
