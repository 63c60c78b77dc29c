"""A sign-in service for tests: a real HTTP server on loopback, with keys of its own, that can be told to misbehave."""

import asyncio
import base64
import contextlib
import hashlib
import json
import secrets
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, fields
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

Answer = tuple[int, dict[str, str], bytes]


def new_key(size: int = 2048) -> rsa.RSAPrivateKey:
    """A key to sign with."""
    return rsa.generate_private_key(public_exponent=65537, key_size=size)


def as_jwk(key: rsa.RSAPrivateKey, kid: str, **more: Any) -> dict[str, Any]:
    """The public half as the service lists it."""
    return {**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())), "kid": kid, "use": "sig", **more}


def public_pem(key: rsa.RSAPrivateKey) -> bytes:
    """The public half as PEM."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@dataclass
class OidcProvider:
    """`issuer` is its address. `person`: the claims of whoever is signed in there. The hooks change what it says.

    `asked` counts questions by path. `answers`: path -> what to say instead, an answer or a coroutine that makes one.
    """

    key: rsa.RSAPrivateKey
    issuer: str = ""
    kid: str = "one"
    client_id: str = "iwm"
    client_secret: str = "its secret"
    person: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] | None = None
    discovery: dict[str, Any] = field(default_factory=dict)
    keys: list[dict[str, Any]] | None = None
    sign: Callable[[dict[str, Any]], str] | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    tokens: list[dict[str, str]] = field(default_factory=list)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def reset(self, **how: Any) -> None:
        """As it was when it began, but for its address; `how`: fields."""
        fresh = OidcProvider(self.key)
        for each in fields(fresh):
            setattr(self, each.name, getattr(fresh, each.name))
        for name, value in how.items():
            setattr(self, name, value)

    def settings(self, name: str = "example", **more: str) -> str:
        """IWM_OIDC_PROVIDERS with this service."""
        mine = {"name": name, "title": "Example", "issuer": self.issuer, "client_id": self.client_id}
        return json.dumps([{**mine, "client_secret": self.client_secret, **more}])

    def consent(self, authorization_url: str) -> dict[str, str]:
        """What a person does there: signs in, agrees, and is sent back with this behind the address."""
        asked = dict(parse_qsl(urlsplit(authorization_url).query))
        assert authorization_url.startswith(f"{self.issuer}/authorize?")
        assert asked["response_type"] == "code"
        assert asked["client_id"] == self.client_id
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        return {"code": code, "state": asked["state"], "iss": self.issuer, "session_state": "of no interest"}

    def id_token(self, nonce: str, **changes: Any) -> str:
        """An ID token; a change to None takes a claim away."""
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": self.client_id, "iat": now, "exp": now + 300, "nonce": nonce,
            "sub": "s1", **self.person, **changes,
        }  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.sign is not None:
            return self.sign(claims)
        return jwt.encode(claims, self.key, "RS256", {"kid": self.kid})

    def about(self) -> dict[str, Any]:
        """Its discovery document."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            **self.discovery,
        }

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request."""
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            first, *lines = head.strip().split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            address = first.split(" ")[1]
            path = urlsplit(address).path
            self.asked[path] = self.asked.get(path, 0) + 1
            if path == "/authorize":
                status, more, content = self._agreed(address)
            else:
                status, more, content = await self._answer(path, headers, body.decode())
            out = {
                "content-type": "application/json",
                "content-length": str(len(content)),
                "connection": "close",
                **more,
            }
            writer.write(f"HTTP/1.1 {status} OK\r\n".encode())
            writer.write("".join(f"{name}: {value}\r\n" for name, value in out.items()).encode() + b"\r\n" + content)
            await writer.drain()
        writer.close()

    def _agreed(self, address: str) -> Answer:
        """For a browser: whoever comes agrees at once."""
        back = urlencode(self.consent(f"{self.issuer}{address}"))
        [redirect_uri] = query_of(address)["redirect_uri"]
        return 302, {"location": f"{redirect_uri}?{back}"}, b""

    async def _answer(self, path: str, headers: dict[str, str], body: str) -> Answer:
        if path in self.answers:
            found = self.answers[path]
            return await found() if callable(found) else found
        if path == "/.well-known/openid-configuration":
            return _json(self.about())
        if path == "/jwks":
            return _json({"keys": self.keys if self.keys is not None else [as_jwk(self.key, self.kid)]})
        if path == "/token":
            return self._token(headers, dict(parse_qsl(body, keep_blank_values=True)))
        if path == "/userinfo" and self.userinfo is not None:
            return _json(self.userinfo)
        return _json({"error": "not_found"}, 404)

    def _token(self, headers: dict[str, str], form: dict[str, str]) -> Answer:
        self.tokens.append({**form, "authorization": headers.get("authorization", "")})
        asked = self._codes.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        if (
            asked is None
            or asked["code_challenge"] != challenge.decode()
            or asked["redirect_uri"] != form["redirect_uri"]
            or form["grant_type"] != "authorization_code"
        ):
            return _json({"error": "invalid_grant"}, 400)
        token = self.id_token(asked["nonce"])
        return _json({"access_token": "at", "token_type": "Bearer", "id_token": token})


def _json(document: object, status: int = 200) -> Answer:
    return status, {}, json.dumps(document).encode()


def query_of(address: str) -> dict[str, list[str]]:
    """The query of an address."""
    return parse_qs(urlsplit(address).query)


@contextlib.asynccontextmanager
async def oidc_provider(key: rsa.RSAPrivateKey, **how: Any) -> AsyncIterator[OidcProvider]:
    """A running service; `how`: fields of OidcProvider."""
    provider = OidcProvider(key, **how)
    listener = await asyncio.start_server(provider.serve, "127.0.0.1", 0)
    provider.issuer = f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
    try:
        yield provider
    finally:
        listener.close()
