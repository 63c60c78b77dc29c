"""What the tests of signing in over HTTP share: requests by their few words."""

from typing import Any

import httpx

PASSWORD = "correct horse battery"


async def register(client: httpx.AsyncClient, username: str, **more: Any) -> dict[str, Any]:
    """An account made; its tokens (api.session_tokens)."""
    body = {"email": f"{username}@example.org", "password": PASSWORD, "name": username.title(), "username": username}
    answer = await client.post("/v1/auth/register", json={**body, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]


async def login(client: httpx.AsyncClient, name: str, password: str = PASSWORD, **more: Any) -> httpx.Response:
    """An attempt to sign in."""
    return await client.post("/v1/auth/login", json={"email": name, "password": password, **more})


async def refresh(client: httpx.AsyncClient, token: str) -> httpx.Response:
    """A refresh token shown."""
    return await client.post("/v1/auth/refresh", json={"refresh_token": token})


def bearer(token: str | dict[str, Any]) -> dict[str, str]:
    """The header that goes with an access token, or with the tokens of a session."""
    return {"Authorization": f"Bearer {token if isinstance(token, str) else token['access_token']}"}
