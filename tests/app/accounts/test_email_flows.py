"""Verifying and changing the address, setting a new password: over HTTP, with the links that are mailed."""

import asyncio

import httpx
import pytest

from tests.app.http.support import ONE_LOOP, problem
from tests.support.signing_in import PASSWORD, link, mails_to, sign_up

pytestmark = ONE_LOOP
NEW = "a new and better one"
FLOWS = ["/v1/auth/email/verify", "/v1/auth/email/confirm", "/v1/auth/password/reset"]


async def follow(client: httpx.AsyncClient, path: str, token: str, **more: str) -> httpx.Response:
    return await client.post(f"/v1/auth{path}", json={"token": token, **more})


async def test_an_address_is_verified_by_the_link_that_registering_mails(client, owner):
    ada = await sign_up(client, "ada")
    assert (await ada.get("/me")).json()["data"]["email_verified"] is False
    token = link(owner, "verify_email", ada.email)
    done = await follow(client, "/email/verify", token)
    assert done.json()["data"] == {"email": "ada@example.org", "verified": True}
    assert (await ada.get("/me")).json()["data"]["email_verified"] is True
    assert problem(await follow(client, "/email/verify", token), 422)["code"] == "link_used"


async def test_the_mail_is_sent_again_while_it_is_of_use(client, owner):
    bob = await sign_up(client, "bob")
    first = link(owner, "verify_email", bob.email)
    assert (await bob.post("/auth/email/verification")).json()["data"] == {"email": bob.email, "verified": False}
    assert problem(await follow(client, "/email/verify", first), 422)["code"] == "link_used"
    await follow(client, "/email/verify", link(owner, "verify_email", bob.email))
    assert (await bob.post("/auth/email/verification")).json()["data"]["verified"] is True
    assert mails_to(owner, bob.email) == ["verify_email", "verify_email"]
    problem(await client.post("/v1/auth/email/verification", json={}), 401)


async def test_the_address_changes_when_the_link_to_the_new_one_is_followed(client, owner):
    carl = await sign_up(client, "carl")
    done = await carl.post("/me/email", email="karl@example.org", password=PASSWORD)
    assert done.status_code == 202
    assert done.json()["data"]["new_email"] == "karl@example.org"
    assert (await carl.get("/me")).json()["data"]["email"] == "carl@example.org"
    assert mails_to(owner, carl.email) == ["verify_email", "security_alert email_change_requested"]
    await follow(client, "/email/confirm", link(owner, "change_email", "karl@example.org"))
    me = (await carl.get("/me")).json()["data"]
    assert (me["email"], me["email_verified"]) == ("karl@example.org", True)
    assert mails_to(owner, carl.email)[-1] == "email_changed"
    body = {"email": "karl@example.org", "password": PASSWORD}
    assert (await client.post("/v1/auth/login", json=body)).status_code == 200


async def test_what_a_change_of_address_needs(client, owner):
    dora = await sign_up(client, "dora")
    erik = await sign_up(client, "erik")
    wrong = await dora.post("/me/email", email="x@example.org", password="not this one")
    assert problem(wrong, 403)["code"] == "wrong_password"
    taken = await dora.post("/me/email", email=erik.email.upper(), password=PASSWORD)
    assert problem(taken, 409)["code"] == "email_taken"
    same = await dora.post("/me/email", email=dora.email, password=PASSWORD)
    assert problem(same, 422)["code"] == "email_unchanged"
    problem(await dora.post("/me/email", email="no address", password=PASSWORD), 422)
    problem(await client.post("/v1/me/email", json={"email": "x@example.org", "password": PASSWORD}), 401)
    assert mails_to(owner, "x@example.org") == []


async def test_an_account_without_password_gets_one_first(client, owner):
    fay = await sign_up(client, "fay")
    owner.execute("update iwm.users set hashed_password = '!' where username = 'fay'")
    answer = await fay.post("/me/email", email="y@example.org", password=PASSWORD)
    assert problem(answer, 409)["code"] == "password_missing"


async def forget(client: httpx.AsyncClient, email: str) -> httpx.Response:
    return await client.post("/v1/auth/password/forgot", json={"email": email})


async def test_a_forgotten_password_is_set_anew(client, owner):
    gus = await sign_up(client, "gus")
    assert (await forget(client, "GUS@example.org")).status_code == 202
    token = link(owner, "reset_password", gus.email)
    done = await follow(client, "/password/reset", token, password=NEW)
    assert done.json()["data"] == {"email": gus.email, "verified": True}
    problem(await gus.get("/me"), 401)
    assert problem(await gus.login(), 401)["code"] == "invalid_credentials"
    assert (await gus.login(NEW)).json()["data"]["user"]["email_verified"] is True
    assert problem(await follow(client, "/password/reset", token, password=NEW), 422)["code"] == "link_used"
    assert mails_to(owner, gus.email) == ["verify_email", "reset_password", "password_changed"]


async def test_asking_tells_nobody_who_has_an_account(client, owner):
    hal = await sign_up(client, "hal")
    there, gone = await forget(client, hal.email), await forget(client, "nobody@example.org")
    assert (there.status_code, there.content) == (gone.status_code, gone.content)
    assert there.headers.keys() == gone.headers.keys()
    link(owner, "reset_password", hal.email)
    assert mails_to(owner, "nobody@example.org") == []


async def test_a_password_that_is_refused_leaves_the_link_as_it_was(client, owner):
    ida = await sign_up(client, "ida")
    await forget(client, ida.email)
    token = link(owner, "reset_password", ida.email)
    for password in ("short", "ida@example.org", "x" * 1001, "password"):
        assert (
            problem(await follow(client, "/password/reset", token, password=password), 422)["code"] == "invalid_input"
        )
    assert (await follow(client, "/password/reset", token, password=NEW)).status_code == 200


async def test_a_link_for_a_new_password_sets_one_where_there_is_none(client, owner):
    jan = await sign_up(client, "jan")
    owner.execute("update iwm.users set hashed_password = '!' where username = 'jan'")
    await forget(client, jan.email)
    await follow(client, "/password/reset", link(owner, "reset_password", jan.email), password=NEW)
    assert (await jan.login(NEW)).status_code == 200


async def test_of_many_uses_of_one_link_at_once_one_counts(client, owner):
    kim = await sign_up(client, "kim")
    await forget(client, kim.email)
    token = link(owner, "reset_password", kim.email)
    answers = await asyncio.gather(
        *(follow(client, "/password/reset", token, password=f"{NEW} {number}") for number in range(8))
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [422] * 7
    won = next(number for number, answer in enumerate(answers) if answer.status_code == 200)
    assert (await kim.login(f"{NEW} {won}")).status_code == 200


async def test_links_to_an_address_that_was_left_are_worth_nothing(client, owner):
    lea = await sign_up(client, "lea")
    old = link(owner, "verify_email", lea.email)
    await lea.post("/me/email", email="lee@example.org", password=PASSWORD)
    await follow(client, "/email/confirm", link(owner, "change_email", "lee@example.org"))
    assert problem(await follow(client, "/email/verify", old), 422)["code"] in ("link_used", "invalid_link")


@pytest.mark.parametrize("path", FLOWS)
async def test_what_is_no_link_of_ours(client, owner, path):
    more = {"password": NEW} if path.endswith("reset") else {}
    username = f"mia{FLOWS.index(path)}"
    mia = await sign_up(client, username)
    real = link(owner, "verify_email", mia.email)
    token_id, _, mac = real.partition(".")
    forged = [
        token_id, f"{token_id}.", f"{token_id}.{mac[:-1]}", f"{token_id}.{mac}x", f"otk_{'0' * 28}.{mac}", f".{mac}",
        "x", "a.b.c", "." * 500, "é" * 100, mia.tokens["refresh_token"], mia.tokens["access_token"][:1999],
    ]  # fmt: skip
    for token in forged:
        answer = await client.post(path, json={"token": token, **more})
        assert problem(answer, 422)["code"] == "invalid_link", token
    for body in ({}, {"token": ""}, {"token": 7}, {"token": "x" * 3000}, {"token": None}, {"token": "a\u0000"}):
        assert (await client.post(path, json={**body, **more})).status_code in (400, 422)


async def test_a_link_that_was_copied_with_blanks_around_it(client, owner):
    nia = await sign_up(client, "nia")
    assert (await follow(client, "/email/verify", f" {link(owner, 'verify_email', nia.email)}\n")).status_code == 200
