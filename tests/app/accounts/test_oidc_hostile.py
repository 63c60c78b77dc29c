"""Answers of a sign-in service, and ways back from it, that must not sign anybody in; and services that misbehave."""

import asyncio
import base64
import gzip
import json
import time
from collections.abc import AsyncIterator, Callable

import httpx
import jwt
import pytest
import pytest_asyncio
from cryptography.hazmat.primitives.asymmetric import ec

from app.accounts import oidc_service
from app.accounts.oidc_providers import allowed_address, read_providers
from app.accounts.part import Accounts
from app.errors import SettingsProblem
from app.settings import Settings, load_settings
from tests.app.accounts.conftest import Serving
from tests.app.http.support import ONE_LOOP, problem
from tests.support.oidc import OidcProvider, as_jwk, new_key, oidc_provider, public_pem

pytestmark = [ONE_LOOP, pytest.mark.once]
KEY, OTHER_KEY = new_key(), new_key()
PERSON = {"sub": "s1", "email": "ada@example.org", "email_verified": True, "name": "Ada"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def service() -> AsyncIterator[OidcProvider]:
    """The sign-in service."""
    async with oidc_provider(KEY) as found:
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(serving: Serving, service: OidcProvider) -> AsyncIterator[httpx.AsyncClient]:
    """An application that knows it."""
    async with serving(oidc_providers=service.settings()) as found:
        yield found


@pytest.fixture(autouse=True)
def _afresh(client: httpx.AsyncClient, service: OidcProvider) -> None:
    """Another browser, a service that does what it should, and an application that has not asked it anything yet."""
    client.cookies.clear()
    service.reset(key=KEY, issuer=service.issuer, person=dict(PERSON))
    forget(client)


def forget(client: httpx.AsyncClient) -> None:
    """The application knows nothing of the service any more."""
    [accounts] = [part for part in client.app.runtime._parts if isinstance(part, Accounts)]
    accounts.elsewhere.services["example"].forget()


async def start(client: httpx.AsyncClient) -> str:
    answer = await client.get("/v1/auth/oidc/example/start")
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


async def finish(client: httpx.AsyncClient, back: dict[str, str], name: str = "example") -> httpx.Response:
    body = {key: back[key] for key in ("state", "code", "iss", "error") if key in back}
    return await client.post(f"/v1/auth/oidc/{name}/finish", json=body)


async def sign_in(client: httpx.AsyncClient, service: OidcProvider) -> httpx.Response:
    return await finish(client, service.consent(await start(client)))


async def refused(client: httpx.AsyncClient, service: OidcProvider) -> None:
    """Nobody is signed in."""
    assert problem(await sign_in(client, service), 401)["code"] == "sign_in_failed"


def signed(key: object = KEY, algorithm: str = "RS256", **header: object) -> Callable[[dict], str]:
    """A way to sign: with another key, algorithm or header."""
    return lambda claims: jwt.encode(claims, key, algorithm, {"kid": "one", **header})


def unsigned(claims: dict) -> str:
    def part(document: dict) -> str:
        return base64.urlsafe_b64encode(json.dumps(document).encode()).rstrip(b"=").decode()

    return f"{part({'alg': 'none', 'typ': 'JWT', 'kid': 'one'})}.{part(claims)}."


def with_public_key(claims: dict) -> str:
    """HS256, with the public key as the secret (PyJWT refuses to make it, so it is made by hand)."""
    import hmac

    head = base64.urlsafe_b64encode(b'{"alg":"HS256","typ":"JWT","kid":"one"}').rstrip(b"=")
    body = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=")
    mac = hmac.digest(public_pem(KEY), head + b"." + body, "sha256")
    return (head + b"." + body + b"." + base64.urlsafe_b64encode(mac).rstrip(b"=")).decode()


SIGNATURES = {
    "alg none": unsigned,
    "HS256 with the public key": with_public_key,
    "HS256 with the client's secret": signed("its secret" * 4, "HS256"),
    "another key": signed(OTHER_KEY),
    "a key that is not listed": signed(OTHER_KEY, kid="two"),
    "its own key in the header": signed(OTHER_KEY, jwk=as_jwk(OTHER_KEY, "one")),
    "no key that fits": signed(ec.generate_private_key(ec.SECP256R1()), "ES256"),
    "kid that is no text": lambda claims: jwt.encode(claims, KEY, "RS256", {"kid": "x" * 5000}),
    "no token": lambda claims: "",
    "two parts": lambda claims: "a.b",
    "rubbish": lambda claims: "é" * 50,
    "cut": lambda claims: signed()(claims)[:-10],
    "other claims": lambda claims: (
        signed()(claims).split(".")[0]
        + "."
        + signed()({**claims, "sub": "s2"}).split(".")[1]
        + "."
        + signed()(claims).split(".")[2]
    ),
}


@pytest.mark.parametrize("how", SIGNATURES)
async def test_a_token_that_the_service_did_not_sign(client, service, how):
    service.sign = SIGNATURES[how]
    await refused(client, service)
    service.sign = None
    assert (await sign_in(client, service)).status_code == 200


NOW = int(time.time())
CLAIMS = {
    "another issuer": {"iss": "https://evil.example"},
    "issuer with a slash": {"iss": None},
    "another audience": {"aud": "another"},
    "no audience": {"aud": []},
    "several audiences without azp": {"aud": ["iwm", "another"]},
    "another azp": {"azp": "another"},
    "another azp of several": {"aud": ["iwm", "another"], "azp": "another"},
    "azp that is no text": {"azp": ["iwm"]},
    "expired": {"exp": NOW - 120, "iat": NOW - 400},
    "no expiry": {"exp": None},
    "expiry that is no time": {"exp": "soon"},
    "expiry beyond all times": {"exp": float("inf")},
    "made in the future": {"iat": NOW + 3600},
    "not yet good": {"nbf": NOW + 3600},
    "no time": {"iat": None},
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "nonce that is no text": {"nonce": ["x"]},
    "no subject": {"sub": None},
    "empty subject": {"sub": ""},
    "long subject": {"sub": "x" * 256},
    "subject that is no text": {"sub": 7},
    "subject with a line break": {"sub": "a\nb"},
}


@pytest.mark.parametrize("what", CLAIMS)
async def test_a_token_that_is_not_for_this(client, service, what):
    service.person = {**PERSON, **CLAIMS[what]}
    await refused(client, service)


@pytest.mark.parametrize("claims", [{"aud": ["iwm", "another"], "azp": "iwm"}, {"aud": ["iwm"]}, {"exp": -30}])
async def test_a_token_that_is_for_this_all_the_same(client, service, claims):
    """Several audiences with us as the party; clocks that differ a little."""
    if "exp" in claims:
        claims = {"exp": int(time.time()) + claims["exp"]}
    service.person = {**PERSON, **claims}
    assert (await sign_in(client, service)).status_code == 200


async def test_a_way_back_counts_once(client, service):
    back = service.consent(await start(client))
    jar = dict(client.cookies.items())
    assert (await finish(client, back)).status_code == 200
    asked = service.asked["/token"]
    for name, value in jar.items():
        client.cookies.set(name, value, domain="iwm.test", path="/v1/auth/oidc/")
    assert problem(await finish(client, back), 401)["code"] == "sign_in_expired"
    assert service.asked["/token"] == asked


async def test_of_many_at_once_one_counts(client, service):
    back = service.consent(await start(client))
    answers = await asyncio.gather(*(finish(client, back) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] + [401] * 7


async def test_a_way_back_belongs_to_the_browser_that_began(client, service):
    """Else somebody could be led to sign in as somebody else."""
    back = service.consent(await start(client))
    client.cookies.clear()
    assert problem(await finish(client, back), 401)["code"] == "sign_in_expired"
    assert "/token" not in service.asked


async def test_states_do_not_mix(client, service):
    one, two = service.consent(await start(client)), service.consent(await start(client))
    assert problem(await finish(client, {**one, "state": two["state"]}), 401)["code"] == "sign_in_failed"
    assert problem(await finish(client, {**one, "state": "made up"}), 401)["code"] == "sign_in_expired"
    assert problem(await finish(client, two), 401)["code"] == "sign_in_expired"


async def test_a_cookie_of_another_service_or_of_nobody(client, service, serving):
    both = json.loads(service.settings()) + json.loads(service.settings("second"))
    async with serving(oidc_providers=json.dumps(both)) as other:
        back = service.consent(await start(other))
        assert problem(await finish(other, back, "second"), 401)["code"] == "sign_in_expired"
    async with serving(oidc_providers=service.settings(), secret_key="another secret of 32 characters!") as stranger:
        back = service.consent(await start(client))
        for name, value in client.cookies.items():
            stranger.cookies.set(name, value, domain="iwm.test", path="/v1/auth/oidc/")
        assert problem(await finish(stranger, back), 401)["code"] == "sign_in_expired"


@pytest.mark.parametrize("cookie", ["", "=", ";;;", "iwm_oidc_", "a=b; a=c; =d", "é=é", "x" * 4000])
async def test_cookies_of_any_kind(client, service, cookie):
    headers = {"cookie": cookie.encode()}
    answer = await client.post("/v1/auth/oidc/example/finish", json={"state": "x", "code": "y"}, headers=headers)
    assert problem(answer, 401)["code"] == "sign_in_expired"


async def test_a_cookie_that_is_too_old(client, service, monkeypatch):
    monkeypatch.setattr("app.accounts.oidc.STATE_FOR", -1)
    answer = await client.get("/v1/auth/oidc/example/start")
    cookie = answer.headers["set-cookie"].partition(";")[0]
    back = service.consent(answer.headers["location"])
    body = {"state": back["state"], "code": back["code"]}
    answer = await client.post("/v1/auth/oidc/example/finish", json=body, headers={"cookie": cookie})
    assert problem(answer, 401)["code"] == "sign_in_expired"


async def test_another_service_that_answers(client, service):
    back = service.consent(await start(client))
    assert problem(await finish(client, {**back, "iss": "https://evil.example"}), 401)["code"] == "sign_in_failed"
    assert "/token" not in service.asked


@pytest.mark.parametrize("change", [{"code": None}, {"code": None, "error": "access_denied"}, {"error": "<script>"}])
async def test_a_service_that_refuses(client, service, change):
    back = {**service.consent(await start(client)), **change}
    told = problem(await finish(client, {key: value for key, value in back.items() if value}), 401)
    assert told["code"] == "sign_in_failed"
    assert "script" not in str(told)


async def test_a_code_that_the_service_does_not_know(client, service):
    back = service.consent(await start(client))
    assert problem(await finish(client, {**back, "code": "made up"}), 401)["code"] == "sign_in_failed"


async def hang() -> tuple[int, dict, bytes]:
    await asyncio.sleep(3600)
    return 200, {}, b""


ANSWERS = {
    "a redirect to another host": (302, {"location": "https://evil.example/"}, b""),
    "a redirect to itself": (302, {"location": "/token"}, b""),
    "an error": (500, {}, b'{"error": "x"}'),
    "not its client": (401, {}, b'{"error": "invalid_client"}'),
    "another error": (400, {}, b'{"error": "invalid_request"}'),
    "no JSON": (200, {}, b"<html>"),
    "no object": (200, {}, b"[1]"),
    "not UTF-8": (200, {}, b'{"a": "\xff"}'),
    "too deep": (200, {}, b"[" * 100_000),
    "too much": (200, {}, b'{"a": "' + b"x" * 600_000 + b'"}'),
    "a bomb": (200, {"content-encoding": "gzip"}, gzip.compress(b'{"a": "' + b"x" * 50_000_000 + b'"}')),
    "nothing": (200, {}, b""),
    "less than it says": (200, {"content-length": "1000"}, b"{}"),
    "silence": hang,
}


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/jwks"])
@pytest.mark.parametrize("how", ANSWERS)
async def test_a_service_that_misbehaves(client, service, monkeypatch, path, how):
    monkeypatch.setattr(oidc_service, "WITHIN", 0.2 if how == "silence" else 10)
    service.answers[path] = ANSWERS[how]
    begun = await client.get("/v1/auth/oidc/example/start")
    if begun.status_code == 302:
        begun = await finish(client, service.consent(begun.headers["location"]))
    assert problem(begun, 503)["code"] == "provider_unavailable"
    assert begun.headers["retry-after"]
    del service.answers[path]
    monkeypatch.setattr(oidc_service, "WITHIN", 10)
    assert (await sign_in(client, service)).status_code == 200


@pytest.mark.parametrize(
    "about",
    [
        {"issuer": "https://evil.example"},
        {"issuer": None},
        {"token_endpoint": None},
        {"token_endpoint": "http://evil.example/token"},
        {"token_endpoint": "file:///etc/passwd"},
        {"token_endpoint": 7},
        {"jwks_uri": "http://10.0.0.1/jwks"},
        {"jwks_uri": "https://user:pw@evil.example/jwks"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "https://a.example/\r\nset-cookie: x=y"},
    ],
)
async def test_a_service_that_says_strange_things_of_itself(client, service, about):
    service.discovery = about
    answer = await client.get("/v1/auth/oidc/example/start")
    assert problem(answer, 503)["code"] == "provider_unavailable"


@pytest.mark.parametrize(
    "keys",
    [[], "x", [None, 7], [{}], [{"kty": "RSA", "kid": "one"}], [{"kty": "RSA", "kid": "one", "n": "AQ", "e": "AQ"}]],
)
async def test_a_service_with_strange_keys(client, service, keys):
    service.keys = keys
    await refused(client, service)


@pytest.mark.filterwarnings("ignore:The RSA key is 1024 bits")
async def test_a_key_that_is_too_short(client, service):
    short = new_key(1024)
    service.keys, service.sign = [as_jwk(short, "one")], signed(short)
    await refused(client, service)


@pytest.mark.parametrize("more", [{"use": "enc"}, {"alg": "RS512"}])
async def test_a_key_for_another_use(client, service, more):
    service.keys = [{**as_jwk(KEY, "one"), **more}]
    await refused(client, service)


async def test_keys_change(client, service, monkeypatch):
    """A key that is not known is looked for, but not at every rubbish that comes."""
    monkeypatch.setattr(oidc_service, "KEYS_PAUSE", 0)
    assert (await sign_in(client, service)).status_code == 200
    service.key, service.kid = OTHER_KEY, "two"
    assert (await sign_in(client, service)).status_code == 200
    assert service.asked["/jwks"] == 2
    assert (await sign_in(client, service)).status_code == 200
    monkeypatch.setattr(oidc_service, "KEYS_PAUSE", 3600)
    service.sign = signed(OTHER_KEY, kid="three")
    for _ in range(5):
        await refused(client, service)
    assert service.asked["/jwks"] == 2
    assert service.asked["/.well-known/openid-configuration"] == 1


async def test_a_service_without_key_ids(client, service):
    service.keys = [{name: value for name, value in as_jwk(KEY, "one").items() if name != "kid"}]
    service.sign = lambda claims: jwt.encode(claims, KEY, "RS256")
    assert (await sign_in(client, service)).status_code == 200
    service.keys = [*service.keys, as_jwk(OTHER_KEY, "two")]
    forget(client)
    await refused(client, service)


async def test_other_algorithms_of_public_keys(client, service):
    key = ec.generate_private_key(ec.SECP256R1())
    service.keys = [{**json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key())), "kid": "one"}]
    service.sign = signed(key, "ES256")
    assert (await sign_in(client, service)).status_code == 200


async def test_what_a_service_said_of_itself_is_good_while_it_is_away(client, service, monkeypatch):
    monkeypatch.setattr(oidc_service, "DISCOVERY_FOR", -1)
    monkeypatch.setattr(oidc_service, "KEYS_PAUSE", -1)
    await start(client)
    service.answers["/.well-known/openid-configuration"] = ANSWERS["an error"]
    await start(client)


async def test_a_client_whose_secret_goes_into_the_body(client, service):
    service.discovery = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert (await sign_in(client, service)).status_code == 200
    [sent] = service.tokens
    assert (sent["authorization"], sent["client_id"], sent["client_secret"]) == ("", "iwm", "its secret")


async def test_a_client_without_a_secret(serving, service):
    async with serving(oidc_providers=service.settings(client_secret="")) as client:
        assert (await sign_in(client, service)).status_code == 200
    [sent] = service.tokens
    assert sent["authorization"] == ""
    assert "client_secret" not in sent
    assert sent["client_id"] == "iwm"


PROVIDER = {"name": "x", "issuer": "https://accounts.example.org", "client_id": "iwm"}


@pytest.mark.parametrize(
    "providers",
    [
        "{}", "x", "[1]", [{}], [{**PROVIDER, "name": "X y"}], [{**PROVIDER, "secret": "?"}], [PROVIDER, PROVIDER],
        [{**PROVIDER, "issuer": "http://accounts.example.org"}], [{**PROVIDER, "issuer": "accounts.example.org"}],
        [{**PROVIDER, "scopes": "email"}], [{**PROVIDER, "client_id": ""}],
    ],
)  # fmt: skip
async def test_settings_that_cannot_be_stop_the_start(providers):
    text = providers if isinstance(providers, str) else json.dumps(providers)
    with pytest.raises(SettingsProblem, match="IWM_OIDC_PROVIDERS"):
        load_settings({"IWM_OIDC_PROVIDERS": text})


async def test_http_is_possible_on_this_machine_alone_and_not_in_production():
    local = json.dumps([{**PROVIDER, "issuer": "http://localhost:8080/realms/x"}])
    assert list(read_providers(Settings(oidc_providers=local))) == ["x"]
    with pytest.raises(SettingsProblem, match="https"):
        read_providers(Settings(oidc_providers=local, profile="production"))
    assert allowed_address("https://x.example", insecure=False)
    assert not any(
        allowed_address(url, insecure=True)
        for url in (
            "http://10.0.0.1",
            "http://localhost.evil.example",
            "ftp://localhost",
            "https://",
            "https://h:x",
            None,
        )
    )
