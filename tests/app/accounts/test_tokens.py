"""Tokens (RFC 8725, RFC 9068): what is made, and that nothing else is taken for it."""

import base64
import json
import random
import time
from typing import Any

import jwt
import pytest

from app.accounts.keys import Keys
from app.accounts.tokens import LONGEST, Tokens, digest, new_id
from app.http.problems import HttpProblem
from app.settings import Settings

pytestmark = pytest.mark.once
USER, SESSION = "usr_" + "0" * 28, "ses_" + "1" * 28
SETTINGS = Settings(secret_key="the present secret, long enough for anybody", old_secret_keys=("an old secret",))


def tokens_of(settings: Settings = SETTINGS) -> Tokens:
    return Tokens(Keys(settings), settings)


TOKENS = tokens_of()
KEY = TOKENS.keys.signing


def part(value: Any) -> str:
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def signed(header: dict[str, Any] | None = None, secret: bytes = KEY.secret, **claims: Any) -> str:
    """A token of ours, but for what is given; a claim of None is left out."""
    now = int(time.time())
    usual = {"iss": "iwm", "aud": "iwm-api", "sub": USER, "sid": SESSION, "iat": now, "exp": now + 60}
    payload = {name: value for name, value in {**usual, **claims}.items() if value is not None}
    message = f"{part({'alg': 'HS256', 'kid': KEY.kid, 'typ': 'at+jwt', **(header or {})})}.{part(payload)}"
    return f"{message}.{part(jwt.get_algorithm_by_name('HS256').sign(message.encode(), secret))}"


async def viewer(token: str, tokens: Tokens = TOKENS) -> str | None:
    return await tokens.authenticate({b"authorization": b"Bearer " + token.encode("utf-8", "surrogatepass")})


async def refused(token: str) -> None:
    with pytest.raises(HttpProblem) as caught:
        await viewer(token)
    assert (caught.value.status, caught.value.code) == (401, "invalid_token")
    assert caught.value.headers[0][0] == b"www-authenticate"


async def test_an_access_token_says_who_calls() -> None:
    token = TOKENS.access(USER, SESSION)
    header, claims = jwt.get_unverified_header(token), jwt.decode(token, options={"verify_signature": False})
    assert header == {"alg": "HS256", "kid": KEY.kid, "typ": "at+jwt"}
    assert claims.keys() == {"iss", "aud", "sub", "sid", "iat", "exp"}
    assert claims["exp"] - claims["iat"] == SETTINGS.access_token_seconds <= 600
    assert await viewer(token) == f"({USER},{SESSION},)"
    assert await viewer(signed()) == f"({USER},{SESSION},)"


async def test_no_header_is_nobody() -> None:
    assert await TOKENS.authenticate({}) is None


@pytest.mark.parametrize("header", [b"", b"Bearer", b"Bearer ", b"Basic YTpi", b"bearer\t", b"\xff\xfe", b"Bearer a b"])
async def test_other_headers(header: bytes) -> None:
    with pytest.raises(HttpProblem) as caught:
        await TOKENS.authenticate({b"authorization": header})
    assert caught.value.status == 401


async def test_the_name_of_the_scheme_has_no_case() -> None:
    for scheme in (b"bearer ", b"BEARER  "):
        assert await TOKENS.authenticate({b"authorization": scheme + signed().encode()})


async def test_the_old_secret_still_verifies() -> None:
    old = tokens_of(Settings(secret_key="an old secret"))
    assert await viewer(old.access(USER, SESSION)) == f"({USER},{SESSION},)"
    other = tokens_of(Settings(secret_key="a secret that never was ours"))
    await refused(other.access(USER, SESSION))


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "other"}, {"iss": ["iwm"]}, {"iss": None}, {"iss": 1}, {"aud": "other"}, {"aud": ["iwm-api"]},
        {"aud": None}, {"aud": {}}, {"exp": int(time.time()) - 1}, {"exp": 0}, {"exp": -1}, {"exp": None},
        {"exp": "soon"}, {"exp": str(int(time.time()) + 60)}, {"exp": time.time() + 60},
        {"exp": int(time.time()) + 3600}, {"exp": []}, {"exp": float("nan")}, {"exp": float("-inf")},
        {"exp": float("inf")}, {"exp": 10**400}, {"iat": None}, {"sub": None}, {"sub": 1}, {"sub": ["x"]}, {"sub": ""},
        {"sub": USER + ",x"}, {"sub": f"{USER}\n"}, {"sub": "usr_" + "١" * 28}, {"sid": None}, {"sid": 1},
        {"sid": [SESSION]}, {"sid": {"a": 1}}, {"sid": "tok:" + "0" * 64}, {"sid": SESSION + ")"}, {"sid": "ses_1"},
        {"sid": "x' or true --"}, {"nbf": int(time.time()) + 1000}, {"nbf": "x"},
    ],
)  # fmt: skip
async def test_claims_that_are_not_ours_even_if_signed(claims: dict[str, Any]) -> None:
    await refused(signed(**claims))


async def test_a_clock_that_is_ahead() -> None:
    assert await viewer(signed(iat=int(time.time()) + 3))


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "none"}, {"alg": "None"}, {"alg": "NONE"}, {"alg": "HS384"}, {"alg": "HS512"}, {"alg": "RS256"},
        {"alg": "ES256"}, {"alg": ""}, {"alg": None}, {"alg": 1}, {"alg": ["HS256"]}, {"typ": "JWT"},
        {"typ": "at+JWT "}, {"typ": None}, {"typ": ["at+jwt"]}, {"kid": "other"}, {"kid": ""}, {"kid": None},
        {"kid": 1}, {"kid": [KEY.kid]}, {"kid": {"a": 1}}, {"kid": "../../../../dev/null"}, {"kid": "/etc/passwd"},
        {"kid": "' union select 'secret' --"}, {"kid": "x" * 2000}, {"kid": "\x00"}, {"kid": f"{KEY.kid}\x00"},
        {"crit": ["exp"]}, {"crit": "x"}, {"b64": False},
    ],
    ids=str,
)  # fmt: skip
async def test_headers_that_are_not_ours(header: dict[str, Any]) -> None:
    await refused(signed(header))


async def test_keys_that_a_token_brings_along_are_not_looked_at() -> None:
    mine = {"kty": "oct", "k": part(b"my own key"), "alg": "HS256"}
    for header in (
        {"jwk": mine},
        {"jku": "http://127.0.0.1:1/keys"},
        {"x5u": "http://127.0.0.1:1/"},
        {"x5c": ["AA=="]},
    ):
        await refused(signed(header, secret=b"my own key"))


async def test_without_its_signature_or_with_another() -> None:
    token = signed()
    head, body, signature = token.split(".")
    changed = part({**jwt.decode(token, options={"verify_signature": False}), "sub": "usr_" + "f" * 28})
    for wrong in (
        f"{head}.{body}.", f"{head}.{body}", f"{head}.{changed}.{signature}", f"{head}.{body}.{signature[:-2]}",
        f"{head}.{body}.{signature}.{signature}", f"{part({'alg': 'none', 'typ': 'at+jwt', 'kid': KEY.kid})}.{body}.",
        f"{head}..{signature}", f".{body}.{signature}", "..", "....", "a.b.c", ".", "\u00e9.\u00e9.\u00e9", "%00",
    ):  # fmt: skip
        await refused(wrong)
    for secret in (b"", b"secret", KEY.kid.encode(), TOKENS.keys._secrets[0]):  # the master secret signs nothing itself
        await refused(signed(secret=secret))


async def test_tokens_within_tokens() -> None:
    inner = signed()
    await refused(signed({"cty": "JWT"}, sub=inner))
    head, _, _ = inner.split(".")
    await refused(f"{head}.{part(inner.encode())}.{part(b'x')}")
    await refused(
        ".".join([part({"alg": "dir", "enc": "A256GCM", "typ": "at+jwt", "kid": KEY.kid}), "", "aaaa", "a", "a"])
    )


async def test_hostile_json_in_the_header() -> None:
    _, body, signature = signed().split(".")
    for header in (
        b"[" * 1500, b"{" * 1500, b'{"a":' * 400, b"[]", b"null", b"1", b'"x"', b"", b"\xff\xfe", b"\xef\xbb\xbf{}",
        b'{"kid":"\\ud800"}', b'{"kid":' + b"9" * 2500 + b"}", b'{"alg":"HS256","alg":"none"}', b"NaN", b"{\x00}",
    ):  # fmt: skip
        await refused(f"{part(header)}.{body}.{signature}")


async def test_tokens_that_are_too_long() -> None:
    assert len(signed()) < LONGEST / 4
    await refused(signed(more="x" * LONGEST))
    await refused("x" * 1_000_000)
    await refused("iwm_" + "x" * LONGEST)


async def test_random_bytes_and_broken_tokens_never_do_more_than_fail() -> None:
    chance = random.Random(8725)
    good = signed()
    for _ in range(2000):
        letters = list(good)
        for _ in range(chance.randint(1, 6)):
            letters[chance.randrange(len(letters))] = chr(
                chance.choice([chance.randrange(32, 127), chance.randrange(256)])
            )
        broken = "".join(letters)
        if broken != good and broken.isascii():
            await refused_or_equal(broken, good)
        noise = bytes(chance.randrange(256) for _ in range(chance.randrange(200)))
        with pytest.raises(HttpProblem):
            await TOKENS.authenticate({b"authorization": b"Bearer " + noise})


async def refused_or_equal(broken: str, good: str) -> None:
    """Base64 leaves two bits of the last letter open: a token that only differs there has the same signature."""
    if broken[:-1] == good[:-1] or broken.strip() == good:
        return
    await refused(broken)


async def test_a_known_token_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = tokens_of()
    token = tokens.access(USER, SESSION)
    assert await viewer(token, tokens)
    now = time.time()
    monkeypatch.setattr("app.accounts.tokens.time.time", lambda: now + SETTINGS.access_token_seconds - 5)
    assert await viewer(token, tokens)
    monkeypatch.setattr("app.accounts.tokens.time.time", lambda: now + SETTINGS.access_token_seconds + 1)
    monkeypatch.setattr("jwt.api_jwt.datetime", _Later(now + SETTINGS.access_token_seconds + 1))
    with pytest.raises(HttpProblem):
        await viewer(token, tokens)


class _Later:
    """Stands in for datetime where PyJWT asks for the time."""

    def __init__(self, at: float) -> None:
        self.at = at

    def now(self, tz: Any = None) -> "_Later":
        return self

    def timestamp(self) -> float:
        return self.at


async def test_the_memory_of_tokens_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.accounts.tokens.REMEMBERED", 10)
    tokens = tokens_of()
    for number in range(35):
        assert await viewer(tokens.access(USER, f"ses_{number:028x}"), tokens)
        assert len(tokens._known) <= 10


async def test_an_api_token_is_known_by_its_digest() -> None:
    token = "iwm_" + "a" * 64
    assert await viewer(token) == f"(,tok:{digest(token)},)"
    assert (
        await viewer("iwm_'); drop table users --")
        == f"(,tok:{digest(chr(39).join(['iwm_', '); drop table users --']))},)"
    )


def test_a_refresh_token_is_read_back_and_made_again_the_same() -> None:
    token = TOKENS.refresh(SESSION, 7)
    assert token == TOKENS.refresh(SESSION, 7) != TOKENS.refresh(SESSION, 8)
    assert TOKENS.read_refresh(token) == (SESSION, 7)


def test_refresh_tokens_that_are_not_ours() -> None:
    message, _, mac = TOKENS.refresh(SESSION, 7).rpartition(".")
    for wrong in (
        "", ".", "..", "...", mac, message, f"{message}.", f"{message}.x", f"{SESSION}.8.{mac}", f"{SESSION}.07.{mac}",
        f"{SESSION}.-7.{mac}", f"{SESSION}.\u0667.{mac}", f"{SESSION}.{'9' * 40}.{mac}", f"{message}.{mac}.{mac}",
        f"{message}.{mac}\n", f"ses_x.7.{mac}", f"{message}.\udc80", "x" * 2000, TOKENS.access(USER, SESSION),
        tokens_of(Settings(secret_key="another secret altogether")).refresh(SESSION, 7),
    ):  # fmt: skip
        assert TOKENS.read_refresh(wrong) is None
    link = TOKENS.link("otk_" + "2" * 28)
    assert TOKENS.read_refresh(link) is None
    assert TOKENS.read_link(f"{SESSION}.{TOKENS.keys.mac('refresh token', SESSION)}") is None


def test_a_link_is_read_back() -> None:
    row = "otk_" + "2" * 28
    assert TOKENS.read_link(TOKENS.link(row)) == row
    for wrong in (
        "",
        ".",
        row,
        f"{row}.",
        f"{row}.{'A' * 43}",
        TOKENS.link(row) + "A",
        TOKENS.link("otk_1"),
        "\udc80.\udc80",
    ):
        assert TOKENS.read_link(wrong) is None


def test_public_ids_sort_by_time() -> None:
    ids = [new_id("ses") for _ in range(100)]
    assert len(set(ids)) == 100
    assert all(len(one) == 32 and one.startswith("ses_") for one in ids)
    assert ids[0][:14] <= ids[-1][:14]
