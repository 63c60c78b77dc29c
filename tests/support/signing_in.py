"""What people do over HTTP in tests: sign up, follow links of mails, read codes off their phones."""

import time
from dataclasses import dataclass

import httpx
import psycopg
import pyotp

from app.accounts.keys import Keys
from app.accounts.tokens import Tokens
from app.settings import Settings

PASSWORD = "correct horse battery"


@dataclass
class Member:
    """Somebody who signed up. `bearer`: headers; `tokens`: api.session_tokens."""

    client: httpx.AsyncClient
    username: str
    tokens: dict

    @property
    def email(self) -> str:
        """The address that they signed up with."""
        return f"{self.username}@example.org"

    @property
    def bearer(self) -> dict[str, str]:
        """The headers of somebody signed in."""
        return {"Authorization": f"Bearer {self.tokens['access_token']}"}

    async def post(self, path: str, **body: object) -> httpx.Response:
        """POST /v1… as them."""
        return await self.client.post(f"/v1{path}", json=body, headers=self.bearer)

    async def get(self, path: str) -> httpx.Response:
        """GET /v1… as them."""
        return await self.client.get(f"/v1{path}", headers=self.bearer)

    async def delete(self, path: str) -> httpx.Response:
        """DELETE /v1… as them."""
        return await self.client.delete(f"/v1{path}", headers=self.bearer)

    async def login(self, password: str = PASSWORD, **more: str) -> httpx.Response:
        """Signs in again."""
        return await self.client.post("/v1/auth/login", json={"email": self.username, "password": password, **more})


async def sign_up(client: httpx.AsyncClient, username: str) -> Member:
    """Makes an account whose address is not verified."""
    body = {"email": f"{username}@example.org", "password": PASSWORD, "name": username.title(), "username": username}
    answer = await client.post("/v1/auth/register", json=body)
    assert answer.status_code == 201, answer.text
    return Member(client, username, answer.json()["data"])


def link(owner: psycopg.Connection, purpose: str, to: str) -> str:
    """The token of the newest link that was mailed to an address. Asks what is due to be mailed to be noted first."""
    owner.execute("select iwm.answer_reset_requests(1000)")
    found = owner.execute(
        "select data ->> 'token_id' from iwm.mails where template = %s and to_address = %s order by id desc limit 1",
        [purpose, to],
    ).fetchone()
    assert found is not None, f"no {purpose} for {to}"
    return Tokens(Keys(Settings()), Settings()).link(found[0])


def mails_to(owner: psycopg.Connection, to: str) -> list[str]:
    """The templates of all mails to an address, an event behind security_alert."""
    rows = owner.execute(
        "select concat_ws(' ', template, data ->> 'event') from iwm.mails where to_address = %s order by id", [to]
    )
    return [text for (text,) in rows.fetchall()]


class Phone:
    """An authenticator app. It shows a later code each time that it is looked at, as each counts once."""

    def __init__(self, secret: str) -> None:
        self.totp = pyotp.TOTP(secret)
        self.step = int(time.time()) // 30 - 1

    def code(self) -> str:
        """A code that counts now and for half a minute, and was not shown before. Two can be had at once."""
        self.step = max(self.step + 1, int(time.time()) // 30)
        return self.totp.generate_otp(self.step)
