"""Sessions and API tokens over HTTP; what is revoked has no power in any process, whatever it has cached."""

import httpx
import psycopg
import pytest

from tests.app.accounts.conftest import Serving
from tests.app.accounts.support import bearer, login, refresh, register
from tests.app.http.support import ONE_LOOP, problem

pytestmark = ONE_LOOP


async def test_sessions_are_listed_and_ended(client: httpx.AsyncClient) -> None:
    mine = await register(client, "devices")
    others = [(await login(client, "devices", device=f"device {number}")).json()["data"] for number in range(3)]
    listed = (await client.get("/v1/me/sessions", headers=bearer(mine))).json()["data"]
    assert [session["device"] for session in listed] == ["device 2", "device 1", "device 0", None]
    for ended in (1, 0):
        answer = await client.delete(f"/v1/me/sessions/{others[0]['session_id']}", headers=bearer(mine))
        assert answer.json()["data"] == {"ended": ended}
    problem(await client.get("/v1/me/sessions", headers=bearer(others[0])), 401)
    problem(await refresh(client, others[0]["refresh_token"]), 401)
    assert (await client.delete("/v1/me/sessions", headers=bearer(mine))).json()["data"] == {"ended": 2}
    assert len((await client.get("/v1/me/sessions", headers=bearer(mine))).json()["data"]) == 1
    assert (await client.post("/v1/auth/logout-all", headers=bearer(mine))).json()["data"] == {"ended": 1}
    problem(await client.get("/v1/me/sessions", headers=bearer(mine)), 401)


async def test_sessions_and_tokens_of_others_do_not_exist(client: httpx.AsyncClient) -> None:
    ada, bob = await register(client, "owner-a"), await register(client, "owner-b")
    answer = await client.post("/v1/me/tokens", json={"name": "x", "scopes": ["follows:read"]}, headers=bearer(ada))
    token = answer.json()["data"]
    for path, code in (
        (f"/v1/me/sessions/{ada['session_id']}", "session_not_found"),
        ("/v1/me/sessions/ses_none", "session_not_found"),
        (f"/v1/me/tokens/{token['id']}", "token_not_found"), ("/v1/me/tokens/tok_none", "token_not_found"),
    ):  # fmt: skip
        assert problem(await client.delete(path, headers=bearer(bob)), 404)["code"] == code
    assert (await client.get("/v1/me/sessions", headers=bearer(ada))).status_code == 200


async def test_an_api_token(client: httpx.AsyncClient) -> None:
    ada = await register(client, "scripted")
    body = {"name": "backup", "scopes": ["profile:read"], "expires_in_days": 30}
    answer = await client.post("/v1/me/tokens", json=body, headers=bearer(ada))
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    made = answer.json()["data"]
    listed = (await client.get("/v1/me/tokens", headers=bearer(ada))).json()["data"]
    assert listed == [{**made, "token": None}]
    for method, path, json in (
        ("GET", "/v1/me/sessions", None), ("GET", "/v1/me/tokens", None), ("GET", "/v1/me/security-events", None),
        ("POST", "/v1/me/tokens", body), ("DELETE", f"/v1/me/tokens/{made['id']}", None),
        ("DELETE", "/v1/me/sessions", None), ("POST", "/v1/auth/logout-all", None),
        ("POST", "/v1/me/password", {"new_password": "another password"}),
    ):  # fmt: skip
        answer = await client.request(method, path, headers=bearer(made["token"]), **({"json": json} if json else {}))
        assert problem(answer, 403)["code"] == "insufficient_scope", path
    assert (await client.post("/v1/auth/logout", headers=bearer(made["token"]))).json()["data"] == {"ended": 0}
    assert problem(await client.get("/v1/me/tokens", headers=bearer(made["token"])), 401)["code"] == "invalid_token"
    assert (await client.get("/v1/me/tokens", headers=bearer(ada))).json()["data"] == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"scopes": []}, "unknown_scope"), ({"scopes": ["account:write"]}, "unknown_scope"),
        ({"scopes": ["x"]}, "unknown_scope"), ({"scopes": None}, "invalid_input"),
        ({"scopes": "profile:read"}, "invalid_input"), ({"name": " "}, "invalid_input"),
        ({"name": "x" * 101}, "invalid_input"), ({"expires_in_days": 0}, "invalid_input"), ({"scopes": [None]}, None),
        ({"expires_in_days": 3651}, "invalid_input"), ({"expires_in_days": 1.5}, "invalid_input"),
        ({"expires_in_days": "7"}, "invalid_input"), ({"token": "iwm_mine"}, "invalid_input"),
    ],
    ids=str,
)  # fmt: skip
async def test_tokens_that_are_not_made(
    client: httpx.AsyncClient, owner: psycopg.Connection, change: dict, code: str | None
) -> None:
    name = "picky"
    tokens = (await login(client, name)).json().get("data") or await register(client, name)
    body = {"name": "x", "scopes": ["profile:read"], **change}
    told = problem(await client.post("/v1/me/tokens", json=body, headers=bearer(tokens)), 422)
    assert code is None or told["code"] == code
    assert (await client.get("/v1/me/tokens", headers=bearer(tokens))).json()["data"] == []


async def test_a_repeated_request_makes_one_token_and_shows_it_once(
    client: httpx.AsyncClient, owner: psycopg.Connection
) -> None:
    ada = await register(client, "repeating")
    body = {"name": "once", "scopes": ["profile:read"]}
    headers = {**bearer(ada), "Idempotency-Key": "k token"}
    first, second = [await client.post("/v1/me/tokens", json=body, headers=headers) for _ in range(2)]
    made = first.json()["data"]
    assert made["token"].startswith("iwm_")
    assert (second.status_code, second.headers["idempotency-replayed"]) == (201, "true")
    assert second.json()["data"] == {**made, "token": None}
    (kept,) = owner.execute("select body from iwm.idempotency_keys where key = 'k token'").fetchone()  # type: ignore[misc]
    assert made["id"] in kept
    assert made["token"] not in kept
    assert len((await client.get("/v1/me/tokens", headers=bearer(ada))).json()["data"]) == 1


async def test_scopes_are_for_everyone_to_read(client: httpx.AsyncClient) -> None:
    listed = (await client.get("/v1/auth/scopes")).json()["data"]
    assert {"scope", "title", "grantable"} == listed[0].keys()


async def test_security_events_come_in_parts(client: httpx.AsyncClient) -> None:
    tokens = await register(client, "eventful")
    for _ in range(4):
        await login(client, "eventful")
    kinds, cursor = [], ""
    while True:
        answer = await client.get(f"/v1/me/security-events?limit=2{cursor}", headers=bearer(tokens))
        kinds += [event["kind"] for event in answer.json()["data"]]
        if answer.json()["pagination"]["next_cursor"] is None:
            break
        cursor = f"&cursor={answer.json()['pagination']['next_cursor']}"
    assert kinds == ["signed_in"] * 5 + ["registered"]
    for wrong in ("x", "1", "-1-0", "1-1-1", "9" * 18 + "-0", "%C2%B9-0"):
        problem(await client.get(f"/v1/me/security-events?cursor={wrong}", headers=bearer(tokens)), 422)


async def test_what_is_revoked_in_one_process_has_no_power_in_another(
    client: httpx.AsyncClient, serving: Serving, owner: psycopg.Connection
) -> None:
    """Each process knows the token already; none remembers that it was good."""
    async with serving() as other:
        for number, end in enumerate(
            (
                "update iwm.sessions set revoked_at = now() where external_id = %(session)s",
                "update iwm.users set deactivated_at = now() where external_id = %(user)s",
                "update iwm.users set suspended_at = now() where external_id = %(user)s",
                "delete from iwm.users where external_id = %(user)s",
                None,
            )
        ):
            tokens = await register(client, f"everywhere{number}")
            for one in (client, other):
                assert (await one.get("/v1/me/sessions", headers=bearer(tokens))).status_code == 200
            if end is None:
                await client.post("/v1/auth/logout", headers=bearer(tokens))
            else:
                owner.execute(end, {"session": tokens["session_id"], "user": tokens["user"]["id"]})
            for one in (client, other):
                for method, path in (
                    ("GET", "/v1/me/sessions"),
                    ("DELETE", "/v1/me/sessions"),
                    ("POST", "/v1/auth/logout"),
                ):
                    assert (await one.request(method, path, headers=bearer(tokens))).status_code in (401, 403)
                assert (await refresh(one, tokens["refresh_token"])).status_code in (401, 403)


async def test_what_is_kept_for_everyone_is_not_what_somebody_sees_who_signed_in(client: httpx.AsyncClient) -> None:
    """A private profile: its owner sees all of it, others and a revoked token do not, in whatever order they ask."""
    ada = await register(client, "secretive", name="Ada Secretive")
    body = {"visibility": "private", "bio": "nobody's business"}
    changed = await client.patch("/v1/me", json=body, headers=bearer(ada))
    assert changed.status_code == 200, changed.text
    path = "/v1/users/secretive"
    for _ in range(2):
        mine = await client.get(path, headers=bearer(ada))
        assert (mine.status_code, mine.json()["data"]["bio"]) == (200, "nobody's business")
        assert "private" in mine.headers["cache-control"]
        assert "Authorization" in mine.headers["vary"]
        theirs = await client.get(path)
        assert "business" not in theirs.text
    await client.post("/v1/auth/logout", headers=bearer(ada))
    for _ in range(2):
        assert problem(await client.get(path, headers=bearer(ada)), 401)["code"] == "invalid_token"
        assert problem(await client.get(path, headers=bearer("iwm_revoked")), 401)["code"] == "invalid_token"
        assert "business" not in (await client.get(path)).text


async def test_no_operation_that_looks_at_the_viewer_answers_a_bad_token_from_its_cache(
    client: httpx.AsyncClient,
) -> None:
    """Every readable operation for whoever may be signed in: first kept for everyone, then asked with a dead token."""
    ada = await register(client, "optional")
    operations = [endpoint.operation for endpoint in client.app.runtime.endpoints.values()]  # type: ignore[attr-defined]
    reads = [o for o in operations if o.method == "GET" and o.auth == "optional" and not o.volatile]
    assert reads
    await client.post("/v1/auth/logout", headers=bearer(ada))
    for operation in reads:
        path = "/v1" + operation.path
        for arg in operation.args:
            path = path.replace(f"{{{arg.name}}}", "optional")
        query = "&".join(f"{arg.name}=optional" for arg in operation.args if arg.place == "query" and arg.required)
        address = f"{path}?{query}" if query else path
        first = await client.get(address)
        assert first.status_code < 500
        assert (await client.get(address, headers=bearer(ada))).status_code == 401, path
        assert (await client.get(address)).status_code == first.status_code
