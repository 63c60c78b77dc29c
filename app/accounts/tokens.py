"""Tokens: access tokens (JWT), refresh tokens, links of mails, API tokens.

Who may do what is asked of the database at each call (iwm.require); here it is only found out who calls.
"""

import hashlib
import re
import secrets
import time
from collections.abc import Mapping
from typing import Any

import jwt

from app.accounts.keys import Keys
from app.http.identity import BAD_TOKEN
from app.http.problems import HttpProblem
from app.settings import Settings

TYPE = "at+jwt"  # RFC 9068
API_TOKEN = "iwm_"  # noqa: S105 - what API tokens begin with
REMEMBERED = 10_000
LONGEST = 4096
LONGEST_LIFE = 660  # seconds: of ten minutes, and a clock that is ahead
_ID = re.compile(r"[a-z]{3}_[0-9a-f]{28}")
_COUNT = re.compile(r"[0-9]{1,9}")
_REQUIRED = ["iss", "aud", "sub", "sid", "iat", "exp"]


class Tokens:
    """Makes and reads tokens of every kind."""

    def __init__(self, keys: Keys, settings: Settings) -> None:
        self.keys = keys
        self.issuer = settings.token_issuer
        self.audience = settings.token_audience
        self.lifetime = settings.access_token_seconds
        self._known: dict[str, tuple[float, str]] = {}

    def access(self, user_id: str, session_id: str) -> str:
        """An access token of a session, for `lifetime` seconds."""
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": self.audience, "sub": user_id, "sid": session_id,
            "iat": now, "exp": now + self.lifetime,
        }  # fmt: skip
        key = self.keys.signing
        return jwt.encode(claims, key.secret, key.algorithm, {"kid": key.kid, "typ": TYPE})

    async def authenticate(self, headers: Mapping[bytes, bytes]) -> str | None:
        """The viewer of a request as a literal of iwm.viewer; None without Authorization. Raises HttpProblem 401."""
        raw = headers.get(b"authorization")
        if raw is None:
            return None
        scheme, _, token = raw.decode("latin-1").partition(" ")
        token = token.strip()
        if scheme.lower() != "bearer" or not token or len(token) > LONGEST:
            raise invalid_token()
        if token.startswith(API_TOKEN):
            return f"(,tok:{digest(token)},)"
        return self.viewer(token)

    def viewer(self, token: str) -> str:
        """The viewer of an access token. Raises HttpProblem 401 for one that is not ours, or not valid now."""
        now = time.time()
        known = self._known.get(token)
        if known is not None and known[0] > now:
            return known[1]
        claims = self._claims(token)
        viewer = f"({claims['sub']},{claims['sid']},)"
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[token] = (float(claims["exp"]), viewer)
        return viewer

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            header = jwt.get_unverified_header(token)
            key = self.keys.verifying.get(str(header.get("kid")))
            if key is None or header.get("typ") != TYPE:
                raise invalid_token()
            claims = jwt.decode(
                token, key.secret, [key.algorithm], audience=self.audience, issuer=self.issuer,
                # iat is no condition: the clock of the machine that signed may be a second ahead of ours
                options={"require": _REQUIRED, "strict_aud": True, "verify_iat": False},
            )  # fmt: skip
        except (jwt.PyJWTError, ValueError, TypeError, ArithmeticError, RecursionError):
            raise invalid_token() from None
        if type(claims["exp"]) is not int or claims["exp"] > time.time() + LONGEST_LIFE:
            raise invalid_token()
        if not _ID.fullmatch(str(claims["sub"])) or not _ID.fullmatch(str(claims["sid"])):
            raise invalid_token()
        return claims

    def session(self, user_id: str, session_id: str, count: int, scopes: list[str] | None = None) -> dict[str, Any]:
        """What a client gets when it has signed in or refreshed: api.session_tokens but for `user`."""
        return {
            "access_token": self.access(user_id, session_id),
            "token_type": "Bearer",
            "expires_in": self.lifetime,
            "refresh_token": self.refresh(session_id, count),
            "session_id": session_id,
            "scopes": scopes,
        }

    def refresh(self, session_id: str, count: int) -> str:
        """The refresh token number `count` of a session: made again the same, so that a lost answer can be repeated."""
        message = f"{session_id}.{count}"
        return f"{message}.{self.keys.mac('refresh token', message)}"

    def read_refresh(self, token: str) -> tuple[str, int] | None:
        """Session and number of a refresh token; None for one that is not ours."""
        message, _, mac = token.rpartition(".")
        session_id, _, count = message.partition(".")
        if not _ID.fullmatch(session_id) or not _COUNT.fullmatch(count):
            return None
        return (session_id, int(count)) if self.keys.mac_is_right("refresh token", message, mac) else None

    def link(self, token_id: str) -> str:
        """The secret of a mailed link, from the public id of its row in iwm.one_time_tokens."""
        return f"{token_id}.{self.keys.mac('mailed link', token_id)}"

    def read_link(self, token: str) -> str | None:
        """The public id of the row; None for a link that is not ours."""
        token_id, _, mac = token.partition(".")
        return token_id if _ID.fullmatch(token_id) and self.keys.mac_is_right("mailed link", token_id, mac) else None


def new_id(prefix: str) -> str:
    """A public id like those of iwm.new_id(): prefix, 12 hex digits of milliseconds, 16 random ones."""
    return f"{prefix}_{time.time_ns() // 1_000_000:012x}{secrets.token_hex(8)}"


def digest(token: str) -> str:
    """SHA-256 of a token in hex: what the database keeps. The tokens are random, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def invalid_token(
    detail: str = "The access token is not valid.",
    hint: str = "Leave the Authorization header out, or sign in again.",
) -> HttpProblem:
    """401 for a token that is not valid."""
    return HttpProblem(401, detail, code="invalid_token", hint=hint, headers=[BAD_TOKEN])
