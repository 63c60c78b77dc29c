"""Every operation of the catalogue, called by everybody: it behaves as its @auth declares."""

import time
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import jwt
import psycopg
import pytest

from app.accounts.keys import Keys
from app.accounts.tokens import TYPE, Tokens
from app.settings import Settings
from tests.support.accounts import People, Person
from tests.support.examples import example

pytestmark = pytest.mark.once
SETTINGS = Settings()
KEYS = Keys(SETTINGS)
TOKENS = Tokens(KEYS, SETTINGS)
ROLES = {"none": 0, "optional": 0, "user": 1, "moderator": 2, "admin": 3}
SIGNED_IN = {"A": 1, "B": 1, "moderator": 2, "admin": 3}
BAD = ("expired", "wrong audience", "alg none", "other key", "revoked", "suspended")
EVERYBODY = ("anonymous", *SIGNED_IN, *BAD)


class Cast:
    """Makes a fresh user with a session for each call, so that no call is another one's."""

    def __init__(self, owner: psycopg.Connection) -> None:
        self.owner = owner
        self.people = People(owner)
        self.number = 0

    def person(self, role: str = "user") -> Person:
        self.number += 1
        return self.people.user(f"cast-{self.number}", role)

    def token(self, who: str) -> str | None:
        """The access token of a member of the cast."""
        if who == "anonymous":
            return None
        person = self.person(who if who in ("moderator", "admin") else "user")
        if who == "revoked":
            self.owner.execute("update iwm.sessions set revoked_at = iwm.now() where user_id = %s", [person.id])
        elif who == "suspended":
            self.owner.execute("update iwm.users set suspended_at = iwm.now() where id = %s", [person.id])
        elif who in ("expired", "wrong audience", "alg none", "other key"):
            return forged(person, who)
        return TOKENS.access(person.external_id, person.session_id)


def forged(person: Person, how: str) -> str:
    """A token that is right but for one thing."""
    now = int(time.time())
    claims = {
        "iss": SETTINGS.token_issuer, "aud": SETTINGS.token_audience, "sub": person.external_id,
        "sid": person.session_id, "iat": now, "exp": now + 600,
    }  # fmt: skip
    if how == "expired":
        claims |= {"iat": now - 700, "exp": now - 100}
    elif how == "wrong audience":
        claims["aud"] = "another-api"
    header = {"kid": KEYS.signing.kid, "typ": TYPE}
    if how == "alg none":
        return jwt.encode(claims, None, "none", header)
    secret = b"another key of the same length!!" if how == "other key" else KEYS.signing.secret
    return jwt.encode(claims, secret, "HS256", header)


@pytest.fixture
async def api(serving) -> Any:
    """A client without limits of calls, and without jobs in the background."""
    async with serving(rate_limits=False) as client:
        yield client


def request(method: str, path: str, operation: dict[str, Any], document: dict[str, Any], more: dict) -> httpx.Request:
    """A request that the document allows, with the required arguments."""
    query = {}
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(str(example(parameter["schema"], document)), safe=""))
        elif parameter["in"] == "query" and parameter.get("required"):
            value = example(parameter["schema"], document)
            query[parameter["name"]] = ",".join(map(str, value)) if isinstance(value, list) else value
    address = f"http://iwm.test{path}{'?' + urlencode(query) if query else ''}"
    content = operation.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        return httpx.Request(method, address, files={"file": ("x.mp4", b"no video", "video/mp4")}, headers=more)
    if "application/octet-stream" in content:
        return httpx.Request(
            method, address, content=b"x", headers={"content-type": "application/octet-stream", **more}
        )
    body = example(next(iter(content.values()))["schema"], document) if content else None
    return httpx.Request(method, address, json=body, headers=more)


def expected(auth: str, who: str, answer: httpx.Response) -> bool:
    """Whether an answer is one that this declaration gives to this caller."""
    code = answer.json().get("code") if answer.status_code >= 400 and answer.content else None
    if answer.status_code >= 500 and answer.status_code != 503:
        return False
    if auth == "none":
        return code not in ("unauthenticated", "forbidden", "account_suspended", "insufficient_scope")
    if who == "suspended":
        return (answer.status_code, code) == (403, "account_suspended")
    if who in BAD:
        return (answer.status_code, code) == (401, "invalid_token")
    if who == "anonymous":
        return (
            code != "unauthenticated" if auth == "optional" else (answer.status_code, code) == (401, "unauthenticated")
        )
    if SIGNED_IN[who] < ROLES[auth]:
        return (answer.status_code, code) == (403, "forbidden")
    return code not in ("unauthenticated", "invalid_token", "forbidden", "insufficient_scope", "account_suspended")


async def test_every_route_for_everybody(api: httpx.AsyncClient, owner: psycopg.Connection) -> None:
    document = (await api.get("/openapi.json")).json()
    [(catalogue,)] = owner.execute("select document from ops.catalogue").fetchall()
    declared = {operation["function"]: operation for operation in catalogue["operations"]}
    cast, wrong, tried = Cast(owner), [], 0
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            ours = declared.get(operation["operationId"])
            if ours is None or "Tests" in ours["tags"]:
                continue
            for who in EVERYBODY:
                token = cast.token(who)
                more = {"authorization": f"Bearer {token}"} if token else {}
                answer = await api.send(request(method.upper(), path, operation, document, more))
                tried += 1
                if not expected(ours["auth"], who, answer):
                    wrong.append(f"{ours['auth']} {method} {path} as {who}: {answer.status_code} {answer.text[:160]}")
    assert not wrong, f"{len(wrong)} of {tried}:\n" + "\n".join(wrong[:40])
    assert tried > 1000


async def test_the_declaration_is_what_the_function_asks_for(owner: psycopg.Connection) -> None:
    """Each scope that a function asks for exists, and nothing but a sign-in may do what belongs to the account."""
    rows = owner.execute(
        "select p.proname, m[1] from pg_proc as p cross join lateral"
        " regexp_matches(p.prosrc, 'iwm\\.require\\s*\\(\\s*_viewer\\s*,\\s*''\\w+''\\s*,\\s*''([^'']+)''', 'g') as m"
        " where p.pronamespace = 'api'::regnamespace"
    ).fetchall()
    scopes = dict(owner.execute("select scope, grantable from iwm.scopes").fetchall())
    assert rows
    assert [row for row in rows if row[1] not in scopes] == []
    assert [scope for scope, grantable in scopes.items() if scope.startswith("account:") and grantable] == []
