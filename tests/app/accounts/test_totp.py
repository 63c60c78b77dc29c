"""The second factor over HTTP: turning it on and off, signing in with it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from app.accounts.totp import recovery_codes, recovery_hash
from tests.app.http.support import ONE_LOOP, problem
from tests.support.signing_in import PASSWORD, Member, Phone, mails_to, sign_up

pytestmark = ONE_LOOP


async def turn_on(member: Member) -> tuple[Phone, list[str]]:
    """Turns it on: the app, and the recovery codes."""
    begun = await member.post("/me/totp", password=PASSWORD)
    assert begun.status_code == 201, begun.text
    phone = Phone(begun.json()["data"]["secret"])
    done = await member.post("/me/totp/confirm", code=phone.code())
    assert done.status_code == 200, done.text
    return phone, done.json()["data"]["codes"]


async def test_what_an_app_needs(client):
    ada = await sign_up(client, "ada")
    setup = (await ada.post("/me/totp", password=PASSWORD)).json()["data"]
    assert re.fullmatch("[A-Z2-7]{32}", setup["secret"])
    uri = urlsplit(setup["otpauth_uri"])
    assert (uri.scheme, uri.netloc) == ("otpauth", "totp")
    assert uri.path == "/I%20Watch%20Movies:ada%40example.org"
    assert parse_qs(uri.query) == {"secret": [setup["secret"]], "issuer": ["I Watch Movies"]}
    assert setup["qr_svg"].startswith("<svg ")
    assert (await ada.get("/me")).json()["data"]["totp_enabled"] is False
    assert (await ada.login()).status_code == 200


async def test_signing_in_with_it(client, owner):
    bob = await sign_up(client, "bob")
    phone, codes = await turn_on(bob)
    assert len(set(codes)) == 10
    assert (await bob.get("/me/totp")).json()["data"]["recovery_codes_left"] == 10
    assert problem(await bob.login(), 401)["code"] == "totp_required"
    code = phone.code()
    signed_in = await bob.login(totp=f"{code[:3]} {code[3:]}")
    assert signed_in.status_code == 200
    assert problem(await bob.login(totp=code), 401)["code"] == "invalid_credentials"
    assert (await bob.login(totp=codes[0].upper().replace("-", " "))).status_code == 200
    assert problem(await bob.login(totp=codes[0]), 401)["code"] == "invalid_credentials"
    assert "security_alert recovery_code_used" in mails_to(owner, bob.email)


async def test_the_code_of_confirming_counts_no_more(client):
    carl = await sign_up(client, "carl")
    phone = Phone((await carl.post("/me/totp", password=PASSWORD)).json()["data"]["secret"])
    code = phone.code()
    await carl.post("/me/totp/confirm", code=code)
    assert problem(await carl.login(totp=code), 401)["code"] == "invalid_credentials"


async def test_a_wrong_code_counts_as_a_wrong_password(client, owner):
    dora = await sign_up(client, "dora")
    await turn_on(dora)
    for _ in range(5):
        assert problem(await dora.login(totp="000000"), 401)["code"] == "invalid_credentials"
    locked = await dora.login(totp="000000")
    assert problem(locked, 429)["code"] == "login_locked"
    assert int(locked.headers["retry-after"]) >= 1


async def test_a_right_password_does_not_make_wrong_codes_forgotten(client, owner):
    """Else codes could be guessed by who has the password and a session."""
    erik = await sign_up(client, "erik")
    await turn_on(erik)
    path = "/me/totp/disable"
    for _ in range(5):
        assert problem(await erik.post(path, password=PASSWORD, code="000000"), 422)["code"] == "invalid_code"
    assert problem(await erik.post(path, password=PASSWORD, code="000000"), 429)["code"] == "login_locked"


async def test_turning_it_on_signs_other_devices_out(client, owner):
    fay = await sign_up(client, "fay")
    other = (await fay.login()).json()["data"]
    await turn_on(fay)
    problem(await client.get("/v1/me", headers={"Authorization": f"Bearer {other['access_token']}"}), 401)
    assert (await fay.get("/me")).json()["data"]["totp_enabled"] is True
    assert mails_to(owner, fay.email)[-1] == "security_alert totp_enabled"


async def test_turning_it_off_needs_password_and_code(client, owner):
    gus = await sign_up(client, "gus")
    phone, codes = await turn_on(gus)
    wrong = await gus.post("/me/totp/disable", password="not this one", code=phone.code())
    assert problem(wrong, 403)["code"] == "wrong_password"
    assert problem(await gus.post("/me/totp/disable", password=PASSWORD, code="000000"), 422)["code"] == "invalid_code"
    done = await gus.post("/me/totp/disable", password=PASSWORD, code=codes[0])
    assert done.json()["data"] == {"enabled": False, "confirmed_at": None, "recovery_codes_left": 0}
    assert (await gus.login()).status_code == 200
    off = await gus.post("/me/totp/disable", password=PASSWORD, code=codes[1])
    assert problem(off, 409)["code"] == "totp_not_enabled"
    assert mails_to(owner, gus.email)[-1] == "security_alert totp_disabled"


async def test_turning_it_off_just_after_signing_in_with_it(client, owner):
    """Whoever opened the session gave password and code a moment ago."""
    olga = await sign_up(client, "olga")
    off = {"enabled": False, "confirmed_at": None, "recovery_codes_left": 0}
    assert (await olga.delete("/me/totp")).json()["data"] == off
    phone, _ = await turn_on(olga)
    assert problem(await olga.delete("/me/totp"), 403)["code"] == "fresh_sign_in_needed"
    olga.tokens = (await olga.login(totp=phone.code())).json()["data"]
    owner.execute("update iwm.sessions set created_at = created_at - interval '1 day'")
    assert problem(await olga.delete("/me/totp"), 403)["code"] == "fresh_sign_in_needed"
    owner.execute("update iwm.sessions set created_at = created_at + interval '1 day'")
    assert (await olga.delete("/me/totp")).json()["data"] == off


async def test_new_recovery_codes_take_the_place_of_the_old_ones(client, owner):
    hal = await sign_up(client, "hal")
    phone, old = await turn_on(hal)
    path = "/me/totp/recovery-codes"
    assert problem(await hal.post(path, password=PASSWORD, code="000000"), 422)["code"] == "invalid_code"
    made = await hal.post(path, password=PASSWORD, code=phone.code())
    assert made.status_code == 201
    new = made.json()["data"]["codes"]
    assert len(new) == 10
    assert not set(new) & set(old)
    assert problem(await hal.login(totp=old[0]), 401)["code"] == "invalid_credentials"
    assert (await hal.login(totp=new[0])).status_code == 200


async def test_the_order_of_the_steps(client, owner):
    ida = await sign_up(client, "ida")
    assert problem(await ida.post("/me/totp/confirm", code="000000"), 409)["code"] == "totp_not_begun"
    assert problem(await ida.post("/me/totp", password="not this one"), 403)["code"] == "wrong_password"
    await ida.post("/me/totp", password=PASSWORD)
    assert problem(await ida.post("/me/totp/confirm", code="000000"), 422)["code"] == "invalid_code"
    await turn_on(ida)
    assert problem(await ida.post("/me/totp", password=PASSWORD), 409)["code"] == "totp_enabled"
    assert problem(await ida.post("/me/totp/confirm", code="000000"), 409)["code"] == "totp_enabled"


async def test_an_account_without_password_gets_one_first(client, owner):
    jan = await sign_up(client, "jan")
    owner.execute("update iwm.users set hashed_password = '!' where username = 'jan'")
    assert problem(await jan.post("/me/totp", password=PASSWORD), 409)["code"] == "password_missing"


async def test_the_database_holds_neither_secret_nor_codes(client, owner):
    kim = await sign_up(client, "kim")
    phone, codes = await turn_on(kim)
    (secret,) = owner.execute(
        "select t.secret from iwm.user_totp as t join iwm.users as u on u.id = t.user_id where u.username = 'kim'"
    ).fetchone()
    assert phone.totp.secret not in secret
    kept = {row[0] for row in owner.execute("select code_hash from iwm.recovery_codes").fetchall()}
    assert {recovery_hash(code) for code in codes} <= kept
    assert not set(codes) & kept


async def test_a_server_that_lost_its_secret_key_still_takes_recovery_codes(client, serving, owner):
    lea = await sign_up(client, "lea")
    phone, codes = await turn_on(lea)
    async with serving(secret_key="another secret of at least 32 characters") as other:
        member = Member(other, "lea", {})
        assert problem(await member.login(totp=phone.code()), 401)["code"] == "invalid_credentials"
        assert (await member.login(totp=codes[0])).status_code == 200


async def test_a_new_secret_key_beside_the_old_one_changes_nothing(client, serving):
    mia = await sign_up(client, "mia")
    phone, _ = await turn_on(mia)
    old = client.app.runtime.settings.secret_key
    async with serving(secret_key="another secret of at least 32 characters", old_secret_keys=(old,)) as other:
        assert (await Member(other, "mia", {}).login(totp=phone.code())).status_code == 200


@pytest.mark.parametrize("code", ["", "12345", "x" * 41, "12345\u0000", "１２３４５６", "-12345", None, 123456])
async def test_what_is_no_code_is_refused(client, owner, code):
    nia = await sign_up(client, f"nia{abs(hash(str(code)))}")
    assert (await nia.post("/me/totp/confirm", code=code)).status_code in (400, 422)


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("", ["password"]),
        ("/confirm", ["code"]),
        ("/disable", ["password", "code"]),
        ("/recovery-codes", ["password", "code"]),
    ],
)
async def test_only_who_signed_in(client, path, fields):
    problem(await client.post(f"/v1/me/totp{path}", json=dict.fromkeys(fields, "000000")), 401)


async def test_recovery_codes_can_be_read_and_typed():
    codes = recovery_codes()
    assert all(re.fullmatch("([a-hj-km-np-z2-9]{4}-){3}[a-hj-km-np-z2-9]{4}", code) for code in codes)
    assert recovery_hash("ABCD efgh-jkmn-pqrs") == recovery_hash("abcd-efgh-jkmn-pqrs")
