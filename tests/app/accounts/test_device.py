"""A device without keyboard signs in, over HTTP."""

import re

import pytest

from tests.app.http.support import ONE_LOOP, problem
from tests.support.signing_in import sign_up

pytestmark = ONE_LOOP


async def ask(client, name="TV in the living room", **more):
    return await client.post("/v1/auth/device/code", json={"client_name": name, **more})


async def poll(client, device):
    return await client.post("/v1/auth/device/token", json={"device_code": device["device_code"]})


def wait(owner):
    """As if every device had waited long enough."""
    owner.execute("update iwm.device_codes set last_polled_at = last_polled_at - interval '1 minute'")


async def test_from_the_code_to_the_session(client, owner):
    ada = await sign_up(client, "ada")
    device = (await ask(client)).json()["data"]
    assert re.fullmatch("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}", device["user_code"])
    assert device["verification_uri"] == "http://127.0.0.1:8000/activate"
    assert device["verification_uri_complete"] == f"http://127.0.0.1:8000/activate?user_code={device['user_code']}"
    assert (device["expires_in"], device["interval"]) == (600, 5)

    pending = await poll(client, device)
    assert problem(pending, 400)["code"] == "authorization_pending"
    assert pending.headers["retry-after"] == "5"
    hasty = await poll(client, device)
    assert problem(hasty, 400)["code"] == "slow_down"
    assert hasty.headers["retry-after"] == "10"

    seen = (await ada.get(f"/auth/device/{device['user_code'].lower()}")).json()["data"]
    assert seen["client_name"] == "TV in the living room"
    approved = await ada.post("/auth/device/approve", user_code=device["user_code"].replace("-", ""))
    assert approved.json()["data"]["state"] == "approved"
    problem(await ada.get(f"/auth/device/{device['user_code']}"), 404)

    wait(owner)
    tokens = (await poll(client, device)).json()["data"]
    assert tokens["user"]["username"] == "ada"
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert (await client.get("/v1/me", headers=bearer)).status_code == 200
    sessions = {session["id"]: session for session in (await ada.get("/me/sessions")).json()["data"]}
    session = sessions[tokens["session_id"]]
    assert (session["device"], session["methods"]) == ("TV in the living room", ["device"])
    assert session["scopes"] == tokens["scopes"]
    assert problem(await poll(client, device), 400)["code"] == "invalid_grant"

    refreshed = await client.post("/v1/auth/refresh", json={"refresh_token": tokens["refresh_token"]})
    assert refreshed.json()["data"]["scopes"] == tokens["scopes"]
    await ada.delete(f"/me/sessions/{tokens['session_id']}")
    problem(await client.get("/v1/me", headers=bearer), 401)


async def test_a_device_may_not_touch_the_account_itself(client, owner):
    bob = await sign_up(client, "bob")
    device = (await ask(client)).json()["data"]
    await bob.post("/auth/device/approve", user_code=device["user_code"])
    bearer = {"Authorization": f"Bearer {(await poll(client, device)).json()['data']['access_token']}"}
    for path, body in (
        ("/v1/me/password", {"current_password": "x", "new_password": "y"}),
        ("/v1/me/tokens", {"name": "x", "scopes": ["profile:read"]}),
        ("/v1/auth/device/approve", {"user_code": "BCDF-GHJK"}),
    ):
        assert problem(await client.post(path, json=body, headers=bearer), 403)["code"] == "insufficient_scope"


async def test_it_is_refused(client, owner):
    carl = await sign_up(client, "carl")
    device = (await ask(client)).json()["data"]
    assert (await carl.post("/auth/device/deny", user_code=device["user_code"])).json()["data"]["state"] == "denied"
    assert problem(await poll(client, device), 400)["code"] == "access_denied"
    problem(await carl.post("/auth/device/approve", user_code=device["user_code"]), 404)


async def test_its_codes_are_over(client, owner):
    device = (await ask(client)).json()["data"]
    owner.execute("update iwm.device_codes set expires_at = now()")
    assert problem(await poll(client, device), 400)["code"] == "expired_token"


async def test_the_scopes_that_it_asks_for(client, owner):
    dora = await sign_up(client, "dora")
    device = (await ask(client, scopes=["profile:read"])).json()["data"]
    assert (await dora.get(f"/auth/device/{device['user_code']}")).json()["data"]["scopes"] == ["profile:read"]
    await dora.post("/auth/device/approve", user_code=device["user_code"])
    assert (await poll(client, device)).json()["data"]["scopes"] == ["profile:read"]
    assert problem(await ask(client, scopes=["account:write"]), 422)["code"] == "unknown_scope"


async def test_codes_differ_and_only_one_side_knows_both(client, owner):
    devices = [(await ask(client)).json()["data"] for _ in range(5)]
    assert len({device["user_code"] for device in devices}) == len({device["device_code"] for device in devices}) == 5
    kept = owner.execute("select device_code_hash from iwm.device_codes").fetchall()
    assert not {row[0] for row in kept} & {device["device_code"] for device in devices}


@pytest.mark.parametrize("code", ["x", "BCDF-GHJ", "BCDF--GHJK", "BCDF GHJK", "B" * 500, "ÄÖÜF-GHJK", "bcdfghj1"])
async def test_what_is_no_code(client, owner, code):
    erik = await sign_up(client, f"erik{abs(hash(code))}")
    assert (await erik.get(f"/auth/device/{code}")).status_code in (404, 422)
    problem(await erik.post("/auth/device/approve", user_code=code), 422)


async def test_what_is_no_device_code(client):
    for code in ("x", "é" * 2000, "a" * 43):
        answer = await client.post("/v1/auth/device/token", json={"device_code": code})
        assert problem(answer, 400)["code"] == "invalid_grant"
    problem(await client.post("/v1/auth/device/token", json={"device_code": "x" * 2001}), 422)
    for name in ("", "   ", "x" * 101, None):
        problem(await ask(client, name), 422)


async def test_only_who_signed_in_answers(client):
    device = (await ask(client)).json()["data"]
    problem(await client.get(f"/v1/auth/device/{device['user_code']}"), 401)
    for what in ("approve", "deny"):
        problem(await client.post(f"/v1/auth/device/{what}", json={"user_code": device["user_code"]}), 401)
