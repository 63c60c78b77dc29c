"""Registering, signing in, out, refreshing: over HTTP, against the database."""

import httpx

from tests.app.http.support import ONE_LOOP, problem

pytestmark = ONE_LOOP
PASSWORD = "correct horse battery"


async def test_from_registration_to_signing_out(client: httpx.AsyncClient) -> None:
    body = {"email": "ada@example.org", "password": PASSWORD, "name": "Ada Lovelace"}
    made = (await client.post("/v1/auth/register", json=body)).json()["data"]
    assert made["user"]["username"] == "ada-lovelace"
    answer = await client.post("/v1/auth/login", json={"email": "ADA@example.org", "password": PASSWORD})
    tokens = answer.json()["data"]
    answer = await client.post("/v1/auth/refresh", json={"refresh_token": tokens["refresh_token"]})
    bearer = {"Authorization": f"Bearer {answer.json()['data']['access_token']}"}
    sessions = (await client.get("/v1/me/sessions", headers=bearer)).json()["data"]
    assert [(s["id"], s["current"]) for s in sessions] == [(tokens["session_id"], True), (made["session_id"], False)]
    assert (await client.post("/v1/auth/logout", headers=bearer)).json()["data"] == {"ended": 1}
    problem(await client.get("/v1/me/sessions", headers=bearer), 401)
