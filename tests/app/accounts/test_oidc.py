"""Signing in with a service of others: a real one on loopback, over HTTP."""

from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import pytest_asyncio

from tests.app.accounts.conftest import Serving
from tests.app.http.support import ONE_LOOP, problem
from tests.support.oidc import OidcProvider, new_key, oidc_provider
from tests.support.signing_in import PASSWORD, Member, Phone, link, mails_to, sign_up

pytestmark = ONE_LOOP
SITE = "https://site.example.org"
JSON = {"Accept": "application/json"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def service() -> AsyncIterator[OidcProvider]:
    """The sign-in service."""
    async with oidc_provider(new_key()) as found:
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(serving: Serving, service: OidcProvider) -> AsyncIterator[httpx.AsyncClient]:
    """An application that knows it."""
    async with serving(oidc_providers=service.settings(), cors_origins=(SITE, "*")) as found:
        yield found


@pytest.fixture(autouse=True)
def _afresh(client: httpx.AsyncClient, service: OidcProvider) -> None:
    """Another browser, and nobody there."""
    client.cookies.clear()
    service.person, service.userinfo = {"sub": "sub-nobody"}, None
    service.tokens.clear()


async def start(client: httpx.AsyncClient, **query: str) -> str:
    """Where the browser is sent."""
    answer = await client.get("/v1/auth/oidc/example/start", params=query)
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


async def finish(client: httpx.AsyncClient, back: dict[str, str]) -> httpx.Response:
    """What the page of the callback asks for."""
    body = {name: back[name] for name in ("state", "code", "iss", "error") if name in back}
    return await client.post("/v1/auth/oidc/example/finish", json=body)


async def sign_in(client: httpx.AsyncClient, service: OidcProvider, person: dict, **query: str) -> httpx.Response:
    """All of it, as this person there."""
    service.person = person
    return await finish(client, service.consent(await start(client, **query)))


def somebody(name: str, verified: bool = True) -> dict:
    return {"sub": f"sub-{name}", "email": f"{name}@example.org", "email_verified": verified, "name": name.title()}


async def test_the_services_are_listed(client, service):
    [listed] = (await client.get("/v1/auth/providers")).json()["data"]
    start_url = "http://127.0.0.1:8000/v1/auth/oidc/example/start"
    assert listed == {"name": "example", "title": "Example", "start_url": start_url}


async def test_somebody_new(client, service, owner):
    answer = await sign_in(client, service, somebody("ada"))
    assert answer.status_code == 200, answer.text
    result = answer.json()["data"]
    assert (result["next"], result["ticket"], result["origin"]) == ("done", None, None)
    ada = Member(client, "ada", result["session"])
    me = (await ada.get("/me")).json()["data"]
    assert (me["username"], me["email"], me["email_verified"], me["has_password"]) == ("ada", ada.email, True, False)
    [session] = (await ada.get("/me/sessions")).json()["data"]
    assert session["methods"] == ["oidc"]
    refreshed = await client.post("/v1/auth/refresh", json={"refresh_token": result["session"]["refresh_token"]})
    assert refreshed.status_code == 200
    [linked] = (await ada.get("/me/identities")).json()["data"]
    assert (linked["provider"], linked["email"]) == ("example", "ada@example.org")
    assert linked["last_used_at"] is not None


async def test_what_is_asked_of_the_service(client, service):
    address = await start(client)
    asked = parse_qs(urlsplit(address).query)
    assert asked["redirect_uri"] == ["http://127.0.0.1:8000/v1/auth/oidc/example/callback"]
    assert asked["scope"] == ["openid email profile"]
    service.person = somebody("bob")
    assert (await finish(client, service.consent(address))).status_code == 200
    [sent] = service.tokens
    assert sent["authorization"].startswith("Basic ")
    assert "client_secret" not in sent


async def test_the_cookie_is_for_this_alone(client, service):
    answer = await client.get("/v1/auth/oidc/example/start")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("iwm_oidc_")
    assert cookie.endswith("; Path=/v1/auth/oidc/; Max-Age=600; HttpOnly; SameSite=Lax")
    assert answer.headers["cache-control"] == "no-store"
    state = parse_qs(urlsplit(answer.headers["location"]).query)["state"][0]
    assert state not in cookie
    service.person = somebody("cookie")
    done = await finish(client, service.consent(answer.headers["location"]))
    assert "Max-Age=0" in done.headers["set-cookie"]


async def test_over_https_the_cookie_is_too(serving, service):
    async with serving(oidc_providers=service.settings(), public_url="https://iwm.example.org/") as client:
        answer = await client.get("/v1/auth/oidc/example/start")
        assert answer.headers["set-cookie"].endswith("; SameSite=Lax; Secure")
        redirect = parse_qs(urlsplit(answer.headers["location"]).query)["redirect_uri"]
        assert redirect == ["https://iwm.example.org/v1/auth/oidc/example/callback"]


async def test_coming_back_is_the_same_account(client, service):
    first = (await sign_in(client, service, somebody("carl"))).json()["data"]["session"]
    person = {**somebody("carl"), "email": "elsewhere@example.org"}
    again = (await sign_in(client, service, person)).json()["data"]["session"]
    assert first["user"]["id"] == again["user"]["id"]
    assert again["user"]["email"] == "carl@example.org"


async def test_a_verified_address_leads_to_its_account(client, service, owner):
    dora = await sign_up(client, "dora")
    refused = await sign_in(client, service, somebody("dora"))
    assert problem(refused, 409)["code"] == "email_needs_proof"
    await client.post("/v1/auth/email/verify", json={"token": link(owner, "verify_email", dora.email)})
    unproved = await sign_in(client, service, somebody("dora", verified=False))
    assert problem(unproved, 409)["code"] == "email_needs_proof"
    result = (await sign_in(client, service, somebody("dora"))).json()["data"]
    assert result["session"]["user"]["username"] == "dora"
    assert mails_to(owner, dora.email)[-1] == "security_alert identity_linked"
    assert (await dora.login()).status_code == 200


@pytest.mark.parametrize(
    ("said", "believed"), [(True, True), ("true", True), (False, False), ("yes", False), (1, True)]
)
async def test_how_services_say_that_an_address_is_verified(client, service, said, believed):
    name = f"said{str(said).lower()}"
    result = (await sign_in(client, service, {**somebody(name), "email_verified": said})).json()["data"]
    assert result["session"]["user"]["email_verified"] is believed


async def test_an_address_that_only_the_userinfo_tells(client, service):
    service.userinfo = {"sub": "sub-erik", "email": "erik@example.org", "email_verified": True, "name": "Erik"}
    result = (await sign_in(client, service, {"sub": "sub-erik"})).json()["data"]
    assert result["session"]["user"]["email"] == "erik@example.org"
    service.userinfo = {**service.userinfo, "sub": "somebody else"}
    answer = await sign_in(client, service, {"sub": "sub-other"})
    assert problem(answer, 401)["code"] == "sign_in_failed"


@pytest.mark.parametrize("email", [None, "", "no address", "a@b", 7, "x" * 300 + "@example.org", "a@b.c\r\nBcc: d@e.f"])
async def test_without_a_usable_address_there_is_no_account(client, service, email):
    answer = await sign_in(client, service, {"sub": "sub-none", "email": email, "email_verified": True})
    assert problem(answer, 422)["code"] == "email_not_given"


@pytest.mark.parametrize("name", ["\u0000\u0001", "x" * 5000, "\u202e<script>", " ", 7, ["Ada"], None, "名前 太郎"])
async def test_a_name_may_be_anything(client, service, name):
    person = {**somebody(f"name{abs(hash(str(name)))}"), "name": name}
    session = (await sign_in(client, service, person)).json()["data"]["session"]
    assert 1 <= len(session["user"]["name"]) <= 100


async def test_the_second_factor_is_asked_for(client, service, owner):
    fay = Member(client, "fay", (await sign_in(client, service, somebody("fay"))).json()["data"]["session"])
    assert (await fay.post("/me/password", new_password=PASSWORD)).status_code == 200
    phone = Phone((await fay.post("/me/totp", password=PASSWORD)).json()["data"]["secret"])
    codes = (await fay.post("/me/totp/confirm", code=phone.code())).json()["data"]["codes"]

    result = (await sign_in(client, service, somebody("fay"))).json()["data"]
    assert (result["next"], result["session"]) == ("second_factor", None)
    path, ticket = "/v1/auth/oidc/second-factor", result["ticket"]
    wrong = await client.post(path, json={"ticket": ticket, "code": "000000"})
    assert problem(wrong, 401)["code"] == "invalid_credentials"
    done = await client.post(path, json={"ticket": ticket, "code": phone.code()})
    session = done.json()["data"]["session"]
    assert session["user"]["username"] == "fay"
    mine = Member(client, "fay", session)
    methods = {each["id"]: each["methods"] for each in (await mine.get("/me/sessions")).json()["data"]}
    assert methods[session["session_id"]] == ["oidc", "otp"]
    again = await client.post(path, json={"ticket": ticket, "code": codes[0]})
    assert problem(again, 401)["code"] == "sign_in_expired"

    ticket = (await sign_in(client, service, somebody("fay"))).json()["data"]["ticket"]
    done = await client.post(path, json={"ticket": ticket, "code": codes[1]})
    assert done.status_code == 200
    for _ in range(5):
        ticket = (await sign_in(client, service, somebody("fay"))).json()["data"]["ticket"]
        assert (await client.post(path, json={"ticket": ticket, "code": "000000"})).status_code == 401
    assert problem(await client.post(path, json={"ticket": ticket, "code": codes[2]}), 429)["code"] == "login_locked"


async def test_tickets_are_for_one_thing(client, service, owner):
    """Neither a cookie nor a ticket for linking passes for a ticket of the second factor."""
    gus = await sign_up(client, "gus")
    service.person = somebody("gus-there")
    link_ticket = (await finish(client, service.consent(await start(client, **{"for": "link"})))).json()["data"][
        "ticket"
    ]
    await start(client)
    cookie = next(iter(client.cookies.jar)).value
    for ticket in (link_ticket, cookie, "x", "=" * 100, gus.tokens["refresh_token"].replace(".", "-")):
        answer = await client.post("/v1/auth/oidc/second-factor", json={"ticket": ticket, "code": "000000"})
        assert problem(answer, 401)["code"] == "sign_in_expired"
    for ticket in (cookie, "x"):
        assert problem(await gus.post("/me/identities", ticket=ticket), 401)["code"] == "sign_in_expired"


async def test_linking_to_who_is_signed_in(client, service, owner):
    hal = await sign_up(client, "hal")
    there = {"sub": "sub-hal-there", "email": "hal@work.example", "email_verified": True}
    result = (await sign_in(client, service, there, **{"for": "link"})).json()["data"]
    assert (result["next"], result["session"]) == ("link", None)
    made = await hal.post("/me/identities", ticket=result["ticket"])
    assert made.status_code == 201
    assert [linked["email"] for linked in made.json()["data"]] == ["hal@work.example"]
    assert problem(await hal.post("/me/identities", ticket=result["ticket"]), 401)["code"] == "sign_in_expired"
    session = (await sign_in(client, service, there)).json()["data"]["session"]
    assert session["user"]["username"] == "hal"

    ida = await sign_up(client, "ida")
    again = (await sign_in(client, service, there, **{"for": "link"})).json()["data"]["ticket"]
    assert problem(await ida.post("/me/identities", ticket=again), 409)["code"] == "identity_taken"
    other = (await sign_in(client, service, somebody("hal2"), **{"for": "link"})).json()["data"]["ticket"]
    assert problem(await hal.post("/me/identities", ticket=other), 409)["code"] == "provider_linked"

    assert (await hal.delete("/me/identities/example")).json()["data"] == []
    assert (await hal.delete("/me/identities/example")).json()["data"] == []


async def test_the_last_way_to_sign_in_stays(client, service):
    jan = Member(client, "jan", (await sign_in(client, service, somebody("jan"))).json()["data"]["session"])
    assert problem(await jan.delete("/me/identities/example"), 409)["code"] == "last_sign_in"
    await jan.post("/me/password", new_password=PASSWORD)
    assert (await jan.delete("/me/identities/example")).json()["data"] == []
    assert (await jan.login()).status_code == 200


async def test_the_suspended_stay_out(client, service, owner):
    await sign_in(client, service, somebody("kim"))
    owner.execute("update iwm.users set suspended_at = now() where username = 'kim'")
    assert problem(await sign_in(client, service, somebody("kim")), 403)["code"] == "account_suspended"


async def test_the_site_that_began_gets_the_result(client, service):
    for given in (SITE, f"{SITE}/", f"{SITE}/login?x=1", "https://site.example.org:443"):
        result = (await sign_in(client, service, somebody("lea"), origin=given)).json()["data"]
        assert result["origin"] == SITE
    own = (await sign_in(client, service, somebody("lea"), origin="http://127.0.0.1:8000")).json()["data"]
    assert own["origin"] == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://site.example.org", f"{SITE}.evil.example", f"{SITE}:8443", "https://evil@x"],
)
async def test_no_other_site_does(client, service, origin):
    """Though * may call the API."""
    answer = await client.get("/v1/auth/oidc/example/start", params={"origin": origin})
    assert [error["field"] for error in problem(answer, 422)["errors"]] == ["origin"]


async def test_a_program_without_a_browser(client, service):
    begun = await client.get("/v1/auth/oidc/example/start", headers=JSON)
    assert begun.status_code == 200
    service.person = somebody("mia")
    back = service.consent(begun.json()["data"]["authorization_url"])
    done = await client.get("/v1/auth/oidc/example/callback", params=back, headers=JSON)
    assert done.status_code == 200
    assert done.json()["data"]["session"]["user"]["username"] == "mia"
    again = await client.get("/v1/auth/oidc/example/callback", params=back, headers=JSON)
    assert problem(again, 401)["code"] == "sign_in_expired"
    for query in ({}, {"state": ""}, {"state": "x" * 3000}, {"code": "x"}):
        problem(await client.get("/v1/auth/oidc/example/callback", params=query, headers=JSON), 422)


async def test_a_service_that_nobody_set(client, service):
    for path in ("start", "callback"):
        answer = await client.get(
            f"/v1/auth/oidc/other/{path}", params={"state": "x"} if path == "callback" else {}, headers=JSON
        )
        assert problem(answer, 404)["code"] == "provider_not_found"
    answer = await client.post("/v1/auth/oidc/other/finish", json={"state": "x"})
    assert problem(answer, 404)["code"] == "provider_not_found"
    problem(await client.get("/v1/auth/oidc/Ex%20ample/start"), 422)


async def test_without_settings_there_is_none(serving):
    async with serving() as client:
        assert (await client.get("/v1/auth/providers")).json()["data"] == []
        assert problem(await client.get("/v1/auth/oidc/example/start"), 404)["code"] == "provider_not_found"
