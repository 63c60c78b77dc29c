"""Signing in over HTTP: what is told, to whom, and what it costs."""

import asyncio
import base64
import json
import math
import time

import bcrypt
import httpx
import psycopg
import pyotp
import pytest

from app.accounts.keys import Keys
from app.accounts.passwords import Passwords
from tests.app.accounts.conftest import Serving
from tests.app.accounts.support import PASSWORD, bearer, login, refresh, register
from tests.app.http.support import ONE_LOOP, problem
from tests.support.accounts import People

pytestmark = ONE_LOOP


async def test_from_registration_to_signing_out(client: httpx.AsyncClient) -> None:
    body = {"email": "ada.l@example.org", "password": PASSWORD, "name": "Ada Lovelace"}
    answer = await client.post("/v1/auth/register", json=body, headers={"User-Agent": "test/1"})
    made = answer.json()["data"]
    assert (answer.status_code, answer.json()["message"]) == (201, "Welcome")
    assert answer.headers["cache-control"] == "no-store"
    assert (made["user"]["username"], made["user"]["email_verified"]) == ("ada-lovelace", False)
    assert (made["token_type"], made["expires_in"], made["scopes"]) == ("Bearer", 600, None)
    tokens = (await login(client, "ADA.L@example.org", device="laptop")).json()["data"]
    assert tokens["user"] == made["user"]
    newer = (await refresh(client, tokens["refresh_token"])).json()["data"]
    assert newer.keys() == tokens.keys() == made.keys()
    sessions = (await client.get("/v1/me/sessions", headers=bearer(newer))).json()["data"]
    assert [(s["id"], s["current"], s["device"], s["client"]) for s in sessions] == [
        (tokens["session_id"], True, "laptop", "192.0.2.1"), (made["session_id"], False, None, "192.0.2.1"),
    ]  # fmt: skip
    assert sessions[1]["user_agent"] == "test/1"
    assert (await client.post("/v1/auth/logout", headers=bearer(newer))).json()["data"] == {"ended": 1}
    for token in (newer, tokens):
        problem(await client.get("/v1/me/sessions", headers=bearer(token)), 401)
    problem(await refresh(client, newer["refresh_token"]), 401)
    assert (await client.get("/v1/me/sessions", headers=bearer(made))).status_code == 200


async def test_an_answer_fits_its_document(client: httpx.AsyncClient) -> None:
    made = await register(client, "schema")
    schemas = (await client.get("/openapi.json")).json()["components"]["schemas"]
    assert schemas["SessionTokens"]["properties"].keys() == made.keys()
    assert schemas["Account"]["properties"].keys() == made["user"].keys()


@pytest.mark.parametrize(
    "who", ["nobody", "nobody@example.org", "wrong", "wrong@example.org", "no-password", "imported"]
)
async def test_wrong_is_wrong_and_costs_a_whole_verification(
    client: httpx.AsyncClient, people: People, owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    if not owner.execute("select 1 from iwm.users where username = 'wrong'").fetchone():
        await register(client, "wrong")
        people.user("no-password")
        people.user("imported", hashed_password="$2b$04$" + "a" * 53)
    seen: list[str | None] = []
    verify = Passwords.verify_now

    def spy(passwords: Passwords, known: str | None, password: str) -> tuple[bool, bool]:
        seen.append(known)
        return verify(passwords, known, password)

    monkeypatch.setattr(Passwords, "verify_now", spy)
    answer = await login(client, who, "not my password")
    told = problem(answer, 401)
    assert len(seen) == 1
    assert answer.headers["www-authenticate"].startswith("Bearer")
    told.pop("request_id")
    assert told == {
        "type": "urn:iwm:problem:invalid_credentials", "title": "Wrong name or password", "status": 401,
        "detail": "The name or the password is wrong.", "instance": "/v1/auth/login", "code": "invalid_credentials",
        "errors": [], "success": False, "message": f"The name or the password is wrong. {told['hint']}",
        "hint": "Try again, or set a new one: POST /v1/auth/password/forgot.",
    }  # fmt: skip


async def test_a_bcrypt_hash_is_replaced_at_the_first_login(
    client: httpx.AsyncClient, people: People, owner: psycopg.Connection
) -> None:
    person = people.user("older", hashed_password=bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode())
    problem(await login(client, "older", "wrong password"), 401)
    for _ in range(2):
        assert (await login(client, "older")).status_code == 200
        [(hashed,)] = owner.execute("select hashed_password from iwm.users where id = %s", [person.id]).fetchall()
        assert hashed.startswith("$argon2id$")


async def test_stronger_parameters_replace_a_hash_at_the_next_login(
    client: httpx.AsyncClient, serving: Serving, owner: psycopg.Connection
) -> None:
    await register(client, "stronger")
    async with serving(argon2_passes=3) as other:
        assert (await login(other, "stronger")).status_code == 200
    row = owner.execute("select hashed_password from iwm.users where username = 'stronger'").fetchone()
    assert row is not None
    assert ",t=3," in row[0]
    assert (await login(client, "stronger")).status_code == 200


async def test_too_many_wrong_passwords(client: httpx.AsyncClient, client_from, owner: psycopg.Connection) -> None:
    """A stranger locks out strangers; the owner, at an address that the account knows, goes on."""
    await register(client, "locked")
    async with client_from("203.0.113.9") as stranger:
        for _ in range(5):
            assert problem(await login(stranger, "locked", "wrong password"), 401)["code"] == "invalid_credentials"
        for password in ("wrong password", PASSWORD):
            answer = await login(stranger, "locked@example.org", password)
            assert problem(answer, 429)["code"] == "login_locked"
            assert 1 <= int(answer.headers["retry-after"]) <= 2
        for _ in range(5):
            problem(await login(stranger, "nobody-at-all", "wrong password"), 401)
        answer = await login(stranger, "nobody-at-all", "wrong password")
        assert problem(answer, 429)["code"] == "login_locked"
        assert (await login(client, "locked")).status_code == 200
        owner.execute("update iwm.login_failures set locked_until = now() - interval '1 second'")
        assert (await login(stranger, "locked")).status_code == 200
    left = "select 1 from iwm.login_failures where user_id = (select id from iwm.users where username = 'locked')"
    assert owner.execute(left).fetchall() == []


async def test_many_guesses_at_once_are_no_more_than_one_after_the_other(
    client: httpx.AsyncClient, client_from
) -> None:
    await register(client, "guessed")
    began = time.monotonic()
    async with client_from("203.0.113.10") as stranger:
        answers = await asyncio.gather(*[login(stranger, "guessed", f"guess number {n}") for n in range(40)])
    told = [answer.status_code for answer in answers]
    # five, and one more after 2 s, 4 s …
    assert 5 <= told.count(401) <= 5 + math.log2((time.monotonic() - began) / 2 + 1)
    assert set(told) == {401, 429}


async def test_many_right_logins_at_once_all_pass(client: httpx.AsyncClient) -> None:
    await register(client, "popular")
    answers = await asyncio.gather(*[login(client, "popular") for _ in range(20)])
    assert [answer.status_code for answer in answers] == [200] * 20
    assert len({answer.json()["data"]["session_id"] for answer in answers}) == 20


async def test_a_suspended_account_hears_it_only_with_its_password(
    client: httpx.AsyncClient, owner: psycopg.Connection
) -> None:
    tokens = await register(client, "suspended")
    owner.execute(
        "update iwm.users set suspended_at = now(), suspension_reason = 'Spam' where external_id = %s",
        [tokens["user"]["id"]],
    )
    assert problem(await login(client, "suspended", "wrong password"), 401)["code"] == "invalid_credentials"
    told = problem(await login(client, "suspended"), 403)
    assert (told["code"], told["detail"]) == ("account_suspended", "This account is suspended: Spam.")
    assert problem(await refresh(client, tokens["refresh_token"]), 403)["code"] == "account_suspended"
    assert problem(await client.get("/v1/me/sessions", headers=bearer(tokens)), 403)["code"] == "account_suspended"
    owner.execute("update iwm.users set suspended_until = now() where external_id = %s", [tokens["user"]["id"]])
    assert (await client.get("/v1/me/sessions", headers=bearer(tokens))).status_code == 200


async def test_a_deactivated_account(client: httpx.AsyncClient, owner: psycopg.Connection) -> None:
    tokens = await register(client, "paused")
    owner.execute(
        "update iwm.users set deactivated_at = now(), deletion_due_at = '2090-01-01Z' where external_id = %s",
        [tokens["user"]["id"]],
    )
    problem(await client.get("/v1/me/sessions", headers=bearer(tokens)), 401)
    problem(await refresh(client, tokens["refresh_token"]), 401)
    user = (await login(client, "paused")).json()["data"]["user"]
    assert (user["deactivated"], user["deletion_due_at"][:4]) == (False, "2090")
    assert (await client.get("/v1/me/sessions", headers=bearer(tokens))).status_code == 200


async def test_a_second_factor(client: httpx.AsyncClient, client_from, owner: psycopg.Connection) -> None:
    tokens, secret = await register(client, "careful"), pyotp.random_base32()
    owner.execute(
        "insert into iwm.user_totp (user_id, secret, confirmed_at)"
        " select id, %s, now() from iwm.users where external_id = %s",
        [Keys(client.app.runtime.settings).encrypt(secret), tokens["user"]["id"]],  # type: ignore[attr-defined]
    )
    assert problem(await login(client, "careful", "wrong password"), 401)["code"] == "invalid_credentials"
    assert problem(await login(client, "careful"), 401)["code"] == "totp_required"
    code = pyotp.TOTP(secret).now()
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    async with client_from("203.0.113.11") as stranger:
        for _ in range(5):
            assert problem(await login(stranger, "careful", totp=wrong), 401)["code"] == "invalid_credentials"
        assert problem(await login(stranger, "careful", totp=wrong), 429)["code"] == "login_locked"
    answer = await login(client, "careful", totp=pyotp.TOTP(secret).now())
    assert answer.status_code == 200
    sessions = (await client.get("/v1/me/sessions", headers=bearer(answer.json()["data"]))).json()["data"]
    assert sessions[0]["methods"] == ["pwd", "otp"]
    for totp in ("12345", "x" * 41, "'--", 123456, ""):
        problem(await login(client, "careful", totp=totp), 422)


@pytest.mark.parametrize(
    "body",
    [
        {"email": "x" * 201, "password": "x"}, {"email": "", "password": "x"}, {"email": "a", "password": "x" * 1001},
        {"email": "a"}, {"password": "x"}, {}, {"email": ["a"], "password": "x"}, {"email": "a", "password": {}},
        {"email": "a", "password": "x", "device": "x" * 101}, {"email": "a", "password": "x", "user_id": 1},
    ],
    ids=str,
)  # fmt: skip
async def test_bodies_that_are_no_login(client: httpx.AsyncClient, body: dict) -> None:
    problem(await client.post("/v1/auth/login", json=body), 422)


async def test_a_hostile_user_agent(client: httpx.AsyncClient) -> None:
    for agent in (b"\xff\xfe'; --", b"x" * 5000, b"", b"\t"):
        answer = await client.post(
            "/v1/auth/login", json={"email": "ada-lovelace", "password": PASSWORD}, headers={"user-agent": agent}
        )
        assert answer.status_code == 200


async def test_hostile_tokens_are_refused_by_every_operation(client: httpx.AsyncClient) -> None:
    """What is told of one is tested in test_tokens.py; here, that the whole way answers 401."""
    token = (await register(client, "hostile"))["access_token"]
    head, body, signature = token.split(".")
    none = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": "at+jwt"}).encode()).decode().rstrip("=")
    hostile = [
        f"{none}.{body}.", f"{head}.{body}.{signature[:-3]}AAA", "iwm_", "iwm_" + "x" * 64, "x" * 5000, "a.b.c", "null",
        "..", "\xff", "iwm_\xff", "(usr_1,ses_1,)", "iwm_'||pg_sleep(10)||'",
    ]  # fmt: skip
    for wrong in hostile:
        for method, path in (("GET", "/v1/me/sessions"), ("POST", "/v1/auth/logout"), ("POST", "/v1/me/password")):
            headers = {"authorization": b"Bearer " + wrong.encode("latin-1")}
            json_body = {"json": {"new_password": "something else"}} if path.endswith("password") else {}
            answer = await client.request(method, path, headers=headers, **json_body)
            assert problem(answer, 401)["code"] == "invalid_token"
            assert (
                'error="invalid_token"' in answer.headers["www-authenticate"]
                or "Bearer" in answer.headers["www-authenticate"]
            )
    assert (await client.get("/v1/me/sessions", headers=bearer(token))).status_code == 200
