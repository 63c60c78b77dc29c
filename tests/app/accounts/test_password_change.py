"""Changing the password over HTTP: what it takes, what it ends."""

import httpx
import psycopg
import pytest

from tests.app.accounts.support import PASSWORD, bearer, login, refresh, register
from tests.app.http.support import ONE_LOOP, problem
from tests.support.accounts import People

pytestmark = ONE_LOOP
NEW = "another sentence of words"


async def change(client: httpx.AsyncClient, tokens: dict, current: object, new: object) -> httpx.Response:
    body = {"current_password": current, "new_password": new}
    return await client.post(
        "/v1/me/password", json={k: v for k, v in body.items() if v is not None}, headers=bearer(tokens)
    )


async def test_a_new_password(client: httpx.AsyncClient, owner: psycopg.Connection) -> None:
    mine = await register(client, "changing")
    other = (await login(client, "changing")).json()["data"]
    answer = await change(client, mine, PASSWORD, NEW)
    assert (answer.status_code, answer.json()["data"]) == (200, {"ended": 1})
    assert (await client.get("/v1/me/sessions", headers=bearer(mine))).status_code == 200
    assert (await refresh(client, mine["refresh_token"])).status_code == 200
    problem(await client.get("/v1/me/sessions", headers=bearer(other)), 401)
    problem(await refresh(client, other["refresh_token"]), 401)
    problem(await login(client, "changing"), 401)
    assert (await login(client, "changing", NEW)).status_code == 200
    mails = owner.execute(
        "select template from iwm.mails as m join iwm.users as u on u.id = m.user_id where u.username = 'changing'"
    ).fetchall()
    assert ("password_changed",) in mails


async def test_the_present_one_is_asked_for(client: httpx.AsyncClient) -> None:
    tokens = await register(client, "asked")
    told = problem(await change(client, tokens, None, NEW), 422)
    assert [error["field"] for error in told["errors"]] == ["current_password"]
    told = problem(await change(client, tokens, "not my password", NEW), 403)
    assert (told["code"], [error["field"] for error in told["errors"]]) == ("wrong_password", ["current_password"])
    for wrong, says in (("short77", "at least 8"), ("password1", "tried first"), ("asked@example.org", "your name")):
        told = problem(await change(client, tokens, PASSWORD, wrong), 422)
        assert says in told["detail"]
        assert [error["field"] for error in told["errors"]] == ["new_password"]
    assert (await login(client, "asked")).status_code == 200


async def test_wrong_ones_count_as_at_sign_in(client: httpx.AsyncClient, owner: psycopg.Connection) -> None:
    tokens = await register(client, "counted")
    for _ in range(5):
        assert problem(await change(client, tokens, "not my password", NEW), 403)["code"] == "wrong_password"
    for current in ("not my password", PASSWORD):
        answer = await change(client, tokens, current, NEW)
        assert problem(answer, 429)["code"] == "login_locked"
        assert int(answer.headers["retry-after"]) >= 1
    assert problem(await login(client, "counted"), 429)["code"] == "login_locked"
    owner.execute("update iwm.login_failures set locked_until = null")
    assert (await change(client, tokens, PASSWORD, NEW)).status_code == 200


async def test_an_account_without_password_gets_one(
    client: httpx.AsyncClient, people: People, owner: psycopg.Connection
) -> None:
    person = people.user("elsewhere")
    tokens = {"access_token": _access(client, person)}
    problem(await login(client, "elsewhere", "!"), 401)
    assert (await change(client, tokens, None, NEW)).status_code == 200
    assert (await login(client, "elsewhere", NEW)).status_code == 200
    told = problem(await change(client, tokens, None, PASSWORD), 422)
    assert [error["field"] for error in told["errors"]] == ["current_password"]


async def test_an_account_without_password_needs_a_fresh_sign_in(
    client: httpx.AsyncClient, people: People, owner: psycopg.Connection
) -> None:
    person = people.user("stale")
    owner.execute("update iwm.sessions set created_at = iwm.now() - interval '1 hour' where user_id = %s", [person.id])
    told = problem(await change(client, {"access_token": _access(client, person)}, None, NEW), 403)
    assert told["code"] == "fresh_sign_in_needed"
    problem(await login(client, "stale", NEW), 401)


@pytest.mark.parametrize("scopes", [["profile:write"], ["account:read"], []])
async def test_a_session_of_some_scopes_may_not(client: httpx.AsyncClient, people: People, scopes: list[str]) -> None:
    person = people.user(f"narrow-{len(scopes)}{''.join(scopes)[:3]}")
    session = people.session(person.id, scopes=scopes)
    token = _access(client, person, session)
    assert problem(await change(client, {"access_token": token}, None, NEW), 403)["code"] == "insufficient_scope"


def _access(client: httpx.AsyncClient, person, session: str | None = None) -> str:
    """An access token of somebody whom a test made in the database."""
    from app.accounts.keys import Keys
    from app.accounts.tokens import Tokens

    settings = client.app.runtime.settings  # type: ignore[attr-defined]
    return Tokens(Keys(settings), settings).access(person.external_id, session or person.session_id)
