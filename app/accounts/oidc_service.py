"""A sign-in service at work: its addresses and keys; what it says about somebody, believed once it is checked."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import time
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import httpx
import jwt
import msgspec
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from app.accounts.letters import ADDRESS
from app.accounts.oidc_providers import Provider, allowed_address
from app.http.logs import log
from app.http.problems import HttpProblem, unavailable

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
MOST_BYTES = 524_288
WITHIN = 10.0  # seconds, for each question
DISCOVERY_FOR = 3600.0  # seconds for which what a service says of itself is kept
KEYS_PAUSE = 30.0  # seconds between two looks for a key that we do not know
LEEWAY = 60  # seconds by which clocks may differ
SHORTEST_RSA = 2048


class Identity(NamedTuple):
    """Who somebody is to a service. `email` only where it is an address that we could write to."""

    subject: str
    email: str | None
    email_verified: bool
    name: str


class Service:
    """Talks to one provider. `insecure`: http on this machine is allowed."""

    def __init__(self, provider: Provider, client: httpx.AsyncClient, *, insecure: bool) -> None:
        self.provider = provider
        self._client = client
        self._insecure = insecure
        self._lock = asyncio.Lock()
        self.forget()

    def forget(self) -> None:
        """Forgets what it said of itself, and its keys."""
        self._about: dict[str, Any] = {}
        self._about_until = 0.0
        self._keys: list[dict[str, Any]] = []
        self._keys_at = float("-inf")

    async def authorization_url(self, redirect_uri: str, state: str, nonce: str, verifier: str) -> str:
        """Where to send the browser. Raises HttpProblem 503."""
        about = await self._discovery()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        query = urlencode(
            {
                "response_type": "code", "client_id": self.provider.client_id, "redirect_uri": redirect_uri,
                "scope": self.provider.scopes, "state": state, "nonce": nonce,
                "code_challenge": challenge, "code_challenge_method": "S256",
            }
        )  # fmt: skip
        address = about["authorization_endpoint"]
        return f"{address}{'&' if '?' in address else '?'}{query}"

    async def identity(self, code: str, redirect_uri: str, nonce: str, verifier: str) -> Identity:
        """Who the code stands for. Raises HttpProblem: 401 where what the service says is not right, 503."""
        about = await self._discovery()
        tokens = await self._exchange(about, code, redirect_uri, verifier)
        claims = await self._claims(about, tokens.get("id_token"), nonce)
        if "email" not in claims and isinstance(tokens.get("access_token"), str) and "userinfo_endpoint" in about:
            claims = {**await self._userinfo(about, tokens["access_token"], claims["sub"]), **claims}
        return read_identity(claims)

    async def _discovery(self) -> dict[str, Any]:
        async with self._lock:
            if time.monotonic() < self._about_until:
                return self._about
            try:
                self._about = await self._read_discovery()
                self._about_until = time.monotonic() + DISCOVERY_FOR
            except HttpProblem:
                if not self._about:
                    raise
                self._about_until = time.monotonic() + KEYS_PAUSE  # what it said before is good enough meanwhile
            return self._about

    async def _read_discovery(self) -> dict[str, Any]:
        about = await self._ask("GET", f"{self.provider.issuer.rstrip('/')}/.well-known/openid-configuration")
        if about.get("issuer") != self.provider.issuer:
            raise self._unusable("its discovery names another issuer")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not allowed_address(about.get(name), self._insecure):
                raise self._unusable(f"its {name} is not an https address")
        if not allowed_address(about.get("userinfo_endpoint"), self._insecure):
            about.pop("userinfo_endpoint", None)
        return about

    async def _exchange(self, about: dict[str, Any], code: str, redirect_uri: str, verifier: str) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri, "code_verifier": verifier,
        }  # fmt: skip
        headers = {}
        methods = about.get("token_endpoint_auth_methods_supported")
        secret = self.provider.client_secret
        if secret and not (
            isinstance(methods, list) and "client_secret_post" in methods and "client_secret_basic" not in methods
        ):
            pair = f"{quote(self.provider.client_id, safe='')}:{quote(secret, safe='')}"  # RFC 6749, 2.3.1
            headers["authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            form["client_id"] = self.provider.client_id
            if secret:
                form["client_secret"] = secret
        return await self._ask("POST", about["token_endpoint"], form=form, headers=headers, refusal=True)

    async def _userinfo(self, about: dict[str, Any], token: str, subject: str) -> dict[str, Any]:
        try:
            found = await self._ask("GET", about["userinfo_endpoint"], headers={"authorization": f"Bearer {token}"})
        except HttpProblem:
            return {}  # whoever is known by the subject can do without
        if found.get("sub") != subject:
            raise failed("The service says different things about who you are.")
        return found

    async def _claims(self, about: dict[str, Any], token: object, nonce: str) -> dict[str, Any]:
        """The claims of an ID token, checked as OpenID Connect Core 3.1.3.7 says."""
        if not isinstance(token, str):
            raise failed("The service gave no ID token.")
        try:
            header = jwt.get_unverified_header(token)
            algorithm = header.get("alg")
            if algorithm not in ALGORITHMS:
                raise failed("The ID token is signed in a way that we do not accept.")
            key = await self._key(about, header.get("kid"), algorithm)
            claims = jwt.decode(
                token, key, [algorithm], audience=self.provider.client_id, issuer=self.provider.issuer, leeway=LEEWAY,
                options={"require": ["iss", "aud", "sub", "iat", "exp"]},
            )  # fmt: skip
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError) as error:
            log.info("sign-in elsewhere refused", provider=self.provider.name, error=repr(error))
            raise failed("The ID token of the service is not valid.") from None
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", None if several else self.provider.client_id) != self.provider.client_id:
            raise failed("The ID token was made for another application.")
        given = claims.get("nonce")
        if not isinstance(given, str) or not hmac.compare_digest(given.encode(), nonce.encode()):
            raise failed("The ID token belongs to another sign-in.")
        return claims

    async def _key(self, about: dict[str, Any], kid: object, algorithm: str) -> Any:
        """The public key of a token. A key that is not known is looked for again, now and then."""
        async with self._lock:
            found = _fitting(self._keys, kid, algorithm)
            if found is None and time.monotonic() - self._keys_at >= KEYS_PAUSE:
                listed = (await self._ask("GET", about["jwks_uri"])).get("keys")
                self._keys_at = time.monotonic()
                self._keys = [key for key in listed if isinstance(key, dict)] if isinstance(listed, list) else []
                found = _fitting(self._keys, kid, algorithm)
        if found is None:
            raise failed("The ID token is signed with a key that the service does not list.")
        key = jwt.PyJWK(found, algorithm).key
        if isinstance(key, RSAPublicKey) and key.key_size < SHORTEST_RSA:
            raise failed("The key of the service is too short.")
        return key

    async def _ask(
        self, method: str, url: str, *, form: dict[str, str] | None = None, headers: dict[str, str] | None = None,
        refusal: bool = False,
    ) -> dict[str, Any]:  # fmt: skip
        """A question whose answer is a JSON object. `refusal`: 400 means that what we were given is not right.

        No redirect is followed, nothing large is read, nothing is waited for longer than WITHIN.
        """
        try:
            async with (
                asyncio.timeout(WITHIN),
                self._client.stream(
                    method, url, data=form,
                    headers={"accept": "application/json", "accept-encoding": "identity", **(headers or {})},
                ) as answer,
            ):  # fmt: skip
                body = b""
                async for part in answer.aiter_raw():
                    body += part
                    if len(body) > MOST_BYTES:
                        raise self._unusable("it answers too much")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, TimeoutError, ValueError) as error:
            raise self._unusable(f"{url}: {error!r}") from None
        try:
            found = msgspec.json.decode(body)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            found = None
        if refusal and answer.status_code == 400 and isinstance(found, dict) and found.get("error") == "invalid_grant":
            raise failed("The service does not know what came with you, or it took too long.")
        if answer.status_code != 200 or not isinstance(found, dict):
            raise self._unusable(f"{url}: status {answer.status_code}")
        return found

    def _unusable(self, reason: str) -> HttpProblem:
        log.warning("sign-in service", provider=self.provider.name, error=reason)
        return unavailable(
            "The sign-in service does not answer as it should.", code="provider_unavailable", retry_after=30
        )


def _fitting(keys: list[dict[str, Any]], kid: object, algorithm: str) -> dict[str, Any] | None:
    """The key with this id; of a service that gives none, its only key for the algorithm."""
    kind = {"R": "RSA", "P": "RSA", "E": "OKP" if algorithm == "EdDSA" else "EC"}[algorithm[0]]
    usable = [
        key for key in keys
        if key.get("kty") == kind and key.get("use", "sig") == "sig" and key.get("alg", algorithm) == algorithm
    ]  # fmt: skip
    if kid is not None:
        return next((key for key in usable if key.get("kid") == kid), None)
    return usable[0] if len(usable) == 1 else None


def read_identity(claims: dict[str, Any]) -> Identity:
    """Who the claims are about. Raises HttpProblem 401 where they do not say."""
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 1 <= len(subject) <= 255 or not subject.isprintable():
        raise failed("The service does not say who you are.")
    email = claims.get("email")
    if not isinstance(email, str) or len(email) > 200 or not ADDRESS.fullmatch(email) or "." not in email.split("@")[1]:
        email = None
    verified = email is not None and claims.get("email_verified") in (True, "true")
    names = (claims.get(key) for key in ("name", "preferred_username", "nickname"))
    name = next((text for name in names if isinstance(name, str) and (text := _clean(name))), "")
    return Identity(subject, email, verified, name)


def _clean(name: str) -> str:
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    return text[:100].strip()


def failed(reason: str) -> HttpProblem:
    """401: what came back is not right."""
    return HttpProblem(
        401, reason, code="sign_in_failed", title="Signing in elsewhere did not succeed", hint="Begin again."
    )
