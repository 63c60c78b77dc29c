"""Who gets in, with what, and for how long."""

import time

import httpx
import psycopg
import pytest

from app.accounts.keys import Keys
from app.dashboard import cookie
from app.dashboard.part import Dashboard
from app.http.app import create_app
from app.settings import Settings
from tests.app.http.support import ONE_LOOP, problem
from tests.support.dashboard import act, add, become, cookie_of, is_sign_in
from tests.support.live import bearer, header
from tests.support.signing_in import PASSWORD, Phone, sign_up

pytestmark = ONE_LOOP
PAGES = (
    "/dashboard",
    "/dashboard/jobs",
    "/dashboard/jobs/none",
    "/dashboard/analytics",
    "/dashboard/schedules",
    "/dashboard/schedules/x",
)


async def test_nobody_is_asked_to_sign_in(client: httpx.AsyncClient) -> None:
    for path in PAGES:
        answer = await client.get(path)
        assert answer.status_code == 200
        assert is_sign_in(answer)
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("role", "status"), [("user", 403), ("moderator", 204), ("admin", 204)])
async def test_by_role(client: httpx.AsyncClient, somebody, role: str, status: int) -> None:
    answer = await client.post("/dashboard/session", headers=header(bearer(somebody(role))))
    assert answer.status_code == status
    if status == 403:
        assert "set-cookie" not in answer.headers
        assert problem(answer, 403)["code"] == "forbidden"
        assert is_sign_in(await client.get("/dashboard"))
    else:
        assert not is_sign_in(await client.get("/dashboard"))


async def test_without_a_good_token(client: httpx.AsyncClient, somebody) -> None:
    gone = somebody("admin", suspended_at="now()")
    assert (await client.post("/dashboard/session")).status_code == 401
    for value in ("Bearer x", "Basic eDp5", "Bearer iwm_none"):
        assert (await client.post("/dashboard/session", headers={"Authorization": value})).status_code == 401
    answer = await client.post("/dashboard/session", headers=header(bearer(gone)))
    assert problem(answer, 403)["code"] == "account_suspended"
    assert (await client.get("/dashboard/session")).status_code == 405


async def test_an_api_token_needs_its_scope(client: httpx.AsyncClient, owner: psycopg.Connection, somebody) -> None:
    admin = somebody("admin")
    narrow, reading = (somebody.people.api_token(admin, scope) for scope in ("follows:read", "jobs:read"))
    answer = await client.post("/dashboard/session", headers=header(narrow))
    assert problem(answer, 403)["code"] == "insufficient_scope"
    job = add(owner)
    assert (await client.post("/dashboard/session", headers=header(reading))).status_code == 204
    page = await client.get(f"/dashboard/jobs/{job}")
    csrf = page.text.partition('data-csrf="')[2].partition('"')[0]
    assert problem(await act(client, csrf, "cancel", job), 403)["code"] == "insufficient_scope"
    assert (await client.post("/dashboard/sign-out", json={"csrf": csrf})).status_code == 204
    revoked = owner.execute("select bool_or(revoked_at is not null) from iwm.api_tokens where user_id = %s", [admin.id])
    assert revoked.fetchone() == (False,)


async def test_the_cookie(client: httpx.AsyncClient, somebody) -> None:
    answer = await client.post("/dashboard/session", headers=header(bearer(somebody("moderator"))))
    [found] = answer.headers.get_list("set-cookie")
    assert {part.strip() for part in found.split(";")[1:]} == {
        "Path=/dashboard", "HttpOnly", "SameSite=Strict", f"Max-Age={12 * 3600}",
    }  # fmt: skip
    assert "usr_" not in found  # nobody reads in it who it is


async def test_the_cookie_is_for_tls_alone_in_production() -> None:
    for profile, secure in (("production", True), ("development", False)):
        settings = Settings(profile=profile, secret_key="x" * 40, app_database_url="postgresql://nowhere/x")
        [board] = [part for part in create_app(settings).runtime._parts if isinstance(part, Dashboard)]
        assert board.secure is secure
    assert b"; Secure" in cookie.set_cookie(Keys(Settings()), "x", secure=True)[1]
    assert b"; Secure" in cookie.no_cookie(secure=True)[1]
    assert b"Secure" not in cookie.set_cookie(Keys(Settings()), "x", secure=False)[1]


async def test_cookies_that_are_none(client: httpx.AsyncClient, somebody) -> None:
    keys, admin = Keys(Settings()), somebody("admin")
    now, good = int(time.time()), cookie_of(admin)
    others = Keys(Settings(secret_key="another secret of some length"))
    values = [
        "", "x", good[:-2], good[:-8] + "AAAAAAA=", "=", '"', "\xff", "a" * 5000, admin.viewer,
        keys.encrypt(f"{now + 1000}|{admin.viewer}"),  # of no purpose, or of another one
        keys.encrypt(f"live|{now + 1000}|{admin.viewer}"),
        keys.encrypt(f"dashboard|{now - 1}|{admin.viewer}"),
        keys.encrypt(f"dashboard|x|{admin.viewer}"),
        keys.encrypt(f"dashboard|{now + 1000}"),
        others.encrypt(f"dashboard|{now + 1000}|{admin.viewer}"),
    ]  # fmt: skip
    for value in values:
        answer = await client.get("/dashboard", headers={"Cookie": f"{cookie.NAME}={value}".encode("latin-1")})
        assert answer.status_code == 200, value
        assert is_sign_in(answer), value
    for line in (b"", b";;;", b"=", b"iwm_dashboard", b"x" * 6000):
        assert is_sign_in(await client.get("/dashboard", headers={"Cookie": line}))
    beside = f"a=b; {cookie.NAME}={good}; c=d"
    assert not is_sign_in(await client.get("/dashboard", headers={"Cookie": beside}))


async def test_it_ends_after_its_time(client: httpx.AsyncClient, somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    become(client, somebody("admin"))
    assert not is_sign_in(await client.get("/dashboard"))
    later = time.time() + cookie.HOURS * 3600 + 1
    monkeypatch.setattr("app.dashboard.cookie.time.time", lambda: later)
    assert is_sign_in(await client.get("/dashboard"))


CUTS = {
    "demoted": "delete from iwm.admin_user_meta where user_id = %(id)s",
    "suspended": "update iwm.users set suspended_at = now() where id = %(id)s",
    "deactivated": "update iwm.users set deactivated_at = now() where id = %(id)s",
    "signed out elsewhere": "update iwm.sessions set revoked_at = now() where external_id = %(session)s",
    "session over": "update iwm.sessions set expires_at = now() where external_id = %(session)s",
}


@pytest.mark.parametrize("cut", CUTS)
async def test_who_loses_the_role_loses_it_at_once(
    client: httpx.AsyncClient, owner: psycopg.Connection, somebody, cut: str
) -> None:
    admin = somebody("admin")
    job = add(owner)
    csrf = become(client, admin)
    assert job in (await client.get("/dashboard/jobs")).text
    owner.execute(CUTS[cut], {"id": admin.id, "session": admin.session_id})
    assert (await act(client, csrf, "cancel", job)).status_code in (401, 403)
    assert owner.execute("select count(*) from jobs.jobs where state = 'queued'").fetchone() == (1,)
    for path in (*PAGES, f"/dashboard/jobs/{job}"):
        become(client, admin)
        answer = await client.get(path)
        assert answer.status_code in (200, 403)
        assert is_sign_in(answer)
        assert job not in answer.text
        assert "Max-Age=0" in answer.headers["set-cookie"]  # it is of no use any more


async def test_what_acts_has_to_be_a_page_of_ours(
    client: httpx.AsyncClient, owner: psycopg.Connection, somebody
) -> None:
    admin, other = somebody("admin"), somebody("admin")
    job = add(owner)
    others = become(client, other)
    csrf = become(client, admin)
    for wrong in ("", "x", others, csrf[:-1], csrf + "x", "é", csrf.swapcase()):
        assert problem(await act(client, wrong, "cancel", job), 403)["code"] == "forbidden"
        assert (await client.post("/dashboard/sign-out", json={"csrf": wrong})).status_code == 403
    assert (await client.post("/dashboard/act", json={"action": "cancel", "target": job})).status_code == 403
    for body, kind, status in [
        ("{", "application/json", 400),
        ("[]", "application/json", 400),
        ('{"csrf": 5}', "application/json", 400),
        ('{"csrf": {"a": 1}}', "application/json", 400),
        ('{"csrf": "\\ud800"}', "application/json", 400),
        ('{"csrf": "\\u0000"}', "application/json", 400),
        (f'{{"csrf": "{csrf}", "action": "cancel", "target": "{job}"}}', "text/plain", 403),  # as a form can send it
        (f"csrf={csrf}&action=cancel&target={job}", "application/x-www-form-urlencoded", 403),
        ("", "application/json", 403),
    ]:
        answer = await client.post("/dashboard/act", content=body, headers={"Content-Type": kind})
        assert answer.status_code == status, body
    client.cookies.clear()
    assert (await act(client, csrf, "cancel", job)).status_code == 401
    assert owner.execute("select count(*) from jobs.jobs where state = 'queued'").fetchone() == (1,)


async def test_signing_out_ends_the_session(client: httpx.AsyncClient, owner: psycopg.Connection, somebody) -> None:
    admin = somebody("admin")
    csrf, kept = become(client, admin), cookie_of(admin)
    answer = await client.post("/dashboard/sign-out", json={"csrf": csrf})
    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["set-cookie"]
    client.cookies.clear()
    for line in ("", f"{cookie.NAME}={kept}"):  # also for who kept it
        assert is_sign_in(await client.get("/dashboard", headers={"Cookie": line}))
    ended = owner.execute("select revoke_reason from iwm.sessions where external_id = %s", [admin.session_id])
    assert ended.fetchone() == ("signed out",)


async def test_a_second_factor_is_asked_for(client: httpx.AsyncClient, owner: psycopg.Connection) -> None:
    member = await sign_up(client, "boardtotp")
    owner.execute(
        "insert into iwm.admin_user_meta (user_id, role) select id, 'admin' from iwm.users where username = 'boardtotp'"
    )
    begun = await member.post("/me/totp", password=PASSWORD)
    assert begun.status_code in (200, 201), begun.text
    phone = Phone(begun.json()["data"]["secret"])
    confirmed = await member.post("/me/totp/confirm", code=phone.code())
    assert confirmed.status_code == 200, confirmed.text
    answer = await member.login()
    assert answer.json()["code"] == "totp_required"
    answer = await member.login(totp=phone.code())
    assert answer.status_code == 200, answer.text
    opened = await client.post("/dashboard/session", headers=header(answer.json()["data"]["access_token"]))
    assert opened.status_code == 204
    assert not is_sign_in(await client.get("/dashboard"))
