"""Refresh tokens over HTTP: rotation, lost answers, many uses at once, secrets that change."""

import asyncio
from typing import Any

import httpx
import psycopg
import pytest

from tests.app.accounts.conftest import Serving, client_of
from tests.app.accounts.support import bearer, login, refresh, register
from tests.app.http.support import ONE_LOOP, problem

pytestmark = ONE_LOOP


async def alive(client: httpx.AsyncClient, tokens: dict[str, Any]) -> bool:
    """Whether the session of these tokens is good."""
    answer = await client.get("/v1/me/sessions", headers=bearer(tokens))
    assert answer.status_code in (200, 401)
    return answer.status_code == 200


async def test_each_token_leads_to_the_next(client: httpx.AsyncClient) -> None:
    tokens = await register(client, "next")
    seen = {tokens["refresh_token"]}
    for _ in range(4):
        answer = await refresh(client, tokens["refresh_token"])
        assert answer.headers["cache-control"] == "no-store"
        newer = answer.json()["data"]
        assert newer["session_id"] == tokens["session_id"]
        assert newer["user"] == tokens["user"]
        seen.add(newer["refresh_token"])
        tokens = newer
    assert len(seen) == 5
    assert await alive(client, tokens)


async def test_one_lost_answer_is_repeated_once(client: httpx.AsyncClient) -> None:
    tokens = await register(client, "lost")
    lost = (await refresh(client, tokens["refresh_token"])).json()["data"]
    repeated = (await refresh(client, tokens["refresh_token"])).json()["data"]
    assert repeated["refresh_token"] == lost["refresh_token"]
    newer = (await refresh(client, repeated["refresh_token"])).json()["data"]
    assert await alive(client, newer)
    assert problem(await refresh(client, tokens["refresh_token"]), 401)["code"] == "invalid_token"
    assert not await alive(client, newer)
    problem(await refresh(client, newer["refresh_token"]), 401)


async def test_a_thief_and_the_owner_both_lose_and_the_owner_hears_it(
    client: httpx.AsyncClient, client_from, owner: psycopg.Connection
) -> None:
    mine = await register(client, "robbed")
    other = (await login(client, "robbed", device="tablet")).json()["data"]
    async with client_from("203.0.113.77") as thief:
        stolen = (await refresh(thief, mine["refresh_token"])).json()["data"]
        stolen = (await refresh(thief, stolen["refresh_token"])).json()["data"]
        assert await alive(client, stolen)
    problem(await refresh(client, mine["refresh_token"]), 401)
    assert not await alive(client, stolen)
    assert await alive(client, other)
    mails = owner.execute(
        "select m.template, m.data ->> 'event', m.data ->> 'client' from iwm.mails as m join iwm.users as u"
        " on u.id = m.user_id where u.username = 'robbed' and m.template <> 'verify_email'"
    ).fetchall()
    assert [mail[:2] for mail in mails] == [("security_alert", "refresh_token_reused")]
    events = (await client.get("/v1/me/security-events", headers=bearer(other))).json()["data"]
    assert events[0]["kind"] == "refresh_token_reused"
    assert events[0]["session_id"] == mine["session_id"]


@pytest.mark.parametrize("uses", [2, 3, 50])
async def test_many_uses_at_once_leave_one_live_family_or_none(
    client: httpx.AsyncClient, serving: Serving, owner: psycopg.Connection, uses: int
) -> None:
    """In two processes, over connections of their own: one turns, one is tolerated, a third ends the session."""
    tokens = await register(client, f"parallel{uses}")
    async with serving() as second:
        clients = [client_of((client, second)[number % 2].app) for number in range(uses)]  # type: ignore[attr-defined]
        answers = await asyncio.gather(*[refresh(one, tokens["refresh_token"]) for one in clients])
        for one in clients:
            await one.aclose()
    given = [answer.json()["data"] for answer in answers if answer.status_code == 200]
    assert {answer.status_code for answer in answers} <= {200, 401}
    assert len(given) == 2
    assert len({one["refresh_token"] for one in given}) == 1
    rows = owner.execute(
        "select refresh_count, revoked_at is null from iwm.sessions where external_id = %s", [tokens["session_id"]]
    ).fetchall()
    assert rows == [(1, uses == 2)]
    for one in given:
        assert await alive(client, one) == (uses == 2)
    if uses == 2:
        assert (await refresh(client, given[0]["refresh_token"])).status_code == 200


async def test_after_the_grace_the_one_before_ends_the_session(
    client: httpx.AsyncClient, owner: psycopg.Connection
) -> None:
    tokens = await register(client, "slow")
    newer = (await refresh(client, tokens["refresh_token"])).json()["data"]
    owner.execute(
        "update iwm.sessions set refreshed_at = refreshed_at - interval '31 seconds' where external_id = %s",
        [tokens["session_id"]],
    )
    problem(await refresh(client, tokens["refresh_token"]), 401)
    assert not await alive(client, newer)


async def test_tokens_that_are_not_ours_end_nothing(client: httpx.AsyncClient) -> None:
    tokens = await register(client, "noise")
    message, _, mac = tokens["refresh_token"].rpartition(".")
    session = tokens["session_id"]
    for wrong in (
        "x", ".", f"{message}.", f"{session}.1.{mac}", f"{message}.{mac[:-1]}A{mac[-1]}", tokens["access_token"],
        "é" * 2000, f"{session}.0.{'A' * 43}", f"{session}.-1.{mac}", "iwm_" + "a" * 64, "'; drop table iwm.users; --",
    ):  # fmt: skip
        answer = await refresh(client, wrong)
        assert problem(answer, 401)["code"] == "invalid_token"
        assert answer.headers["www-authenticate"].startswith("Bearer")
    for wrong in ("", "x" * 2001, None, 1, ["x"]):
        problem(await refresh(client, wrong), 422)  # type: ignore[arg-type]
    assert await alive(client, (await refresh(client, tokens["refresh_token"])).json()["data"])


async def test_a_change_of_the_secret(client: httpx.AsyncClient, serving: Serving) -> None:
    """Tokens of the secret before are good while it is named; of one that is not named any more, they are not."""
    tokens = await register(client, "rotated")
    before = client.app.runtime.settings.secret_key  # type: ignore[attr-defined]
    async with serving(secret_key="the new secret of this server, long", old_secret_keys=(before,)) as changed:
        assert await alive(changed, tokens)
        newer = (await refresh(changed, tokens["refresh_token"])).json()["data"]
        assert not await alive(client, newer)  # signed by what the other process does not know
        assert (await refresh(changed, newer["refresh_token"])).status_code == 200
    async with serving(secret_key="yet another secret of this server, long") as forgotten:
        assert not await alive(forgotten, tokens)
        problem(await refresh(forgotten, newer["refresh_token"]), 401)


async def test_a_refresh_token_is_no_access_token(client: httpx.AsyncClient) -> None:
    tokens = await register(client, "mixed")
    problem(await client.get("/v1/me/sessions", headers=bearer(tokens["refresh_token"])), 401)
    assert await alive(client, tokens)
