"""The second factor: codes of an authenticator app (RFC 6238) and recovery codes, as far as that cannot be SQL."""

from __future__ import annotations

import hmac
import io
import secrets
from typing import TYPE_CHECKING, Any

import pyotp
import segno

from app.accounts.password_change import NO_PASSWORD, confirm_password
from app.accounts.sign_in import locked
from app.accounts.tokens import digest
from app.http.exchange import Reply
from app.http.handling import Call, Handler
from app.http.problems import FieldError, HttpProblem
from app.http.types import array_literal

if TYPE_CHECKING:
    from app.accounts.part import Accounts

ISSUER = "I Watch Movies"
STEP = 30  # seconds
WINDOW = (-1, 0, 1)  # steps: clocks differ, and typing takes a while
RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
_GROUPS, _GROUP = 4, 4  # 79 random bits: their SHA-256 needs no salt


def handlers(accounts: Accounts) -> dict[str, Handler]:
    """The handlers of this module by their names."""

    async def begin_totp(call: Call) -> Reply:
        await confirm(accounts, call)
        secret = pyotp.random_base32()
        email = await call.sql("keep_totp_secret", viewer=call["viewer"], secret=accounts.keys.encrypt(secret))
        uri = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)
        return call.reply({"secret": secret, "otpauth_uri": uri, "qr_svg": qr_svg(uri)})

    async def confirm_totp(call: Call) -> Reply:
        row = await call.sql("my_totp", viewer=call["viewer"])
        if row is None:
            raise HttpProblem(409, "There is no secret yet.", code="totp_not_begun", hint="Get one: POST /v1/me/totp.")
        if row["confirmed"]:
            raise HttpProblem(409, "The second factor is on already.", code="totp_enabled")
        user = await guarded(call)
        step = matching_step(accounts, row, call.text("code"))
        if step is None:
            raise await wrong_code(call, user)
        codes = recovery_codes()
        await call.sql(
            "turn_totp_on", viewer=call["viewer"], secret=row["secret"], step=str(step),
            code_hashes=array_literal([recovery_hash(code) for code in codes]), **origin(call),
        )  # fmt: skip
        accounts.mailer.wake()
        return call.reply({"codes": codes})

    async def disable_totp(call: Call) -> Reply:
        await confirm_with_code(accounts, call)
        done = await call.sql("turn_totp_off", viewer=call["viewer"], **origin(call))
        accounts.mailer.wake()
        return call.reply(done)

    async def renew_recovery_codes(call: Call) -> Reply:
        await confirm_with_code(accounts, call)
        codes = recovery_codes()
        hashes = array_literal([recovery_hash(code) for code in codes])
        await call.sql("replace_recovery_codes", viewer=call["viewer"], code_hashes=hashes, **origin(call))
        accounts.mailer.wake()
        return call.reply({"codes": codes})

    return {
        "begin_totp": begin_totp,
        "confirm_totp": confirm_totp,
        "disable_totp": disable_totp,
        "renew_recovery_codes": renew_recovery_codes,
    }


async def check(accounts: Accounts, call: Call, user: dict[str, Any], code: str) -> bool:
    """Whether the code is one of the user's app or a recovery code, not used before. It is used up by that.

    `user`: {id} and more, as api.begin_login gives it. The caller counts failures. The work is the same for every code.
    """
    return await used(accounts, call, user, code) is not None


async def used(accounts: Accounts, call: Call, user: dict[str, Any], code: str) -> str | None:
    """check(), saying which kind of code it was: otp or recovery; None where it is wrong."""
    row = await call.sql("totp_of_user", user_id=user["id"])
    if row is None or not row["confirmed"]:
        return None
    step = matching_step(accounts, row, code)
    return await call.sql(
        "use_second_factor",
        user_id=user["id"],
        step=None if step is None else str(step),
        code_hash=recovery_hash(code),
    )


def matching_step(accounts: Accounts, row: dict[str, Any], code: str) -> int | None:
    """The time step whose code this is, of those that count now; None for none. `row`: of iwm.totp_row."""
    try:
        totp = pyotp.TOTP(accounts.keys.decrypt(row["secret"]))
    except ValueError:
        # IWM_SECRET_KEY was changed without IWM_OLD_SECRET_KEYS: recovery codes still work
        return None
    digits = code.replace(" ", "").encode()
    present = row["now"] // STEP
    found = None
    for offset in WINDOW:
        if hmac.compare_digest(totp.generate_otp(present + offset).encode(), digits):
            found = present + offset
    return found if found is not None and found > (row["last_step"] or 0) else None


def recovery_codes() -> list[str]:
    """New recovery codes, as they are shown: abcd-efgh-jkmn-pqrs."""
    groups = ["".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS * RECOVERY_CODES)]
    return ["-".join(groups[at : at + _GROUPS]) for at in range(0, len(groups), _GROUPS)]


def recovery_hash(code: str) -> str:
    """What the database keeps of a recovery code, however it was typed."""
    return digest(code.replace("-", "").replace(" ", "").lower())


def qr_svg(text: str) -> str:
    """A QR code as an SVG element that says its own size."""
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", scale=4, xmldecl=False, light="#fff", title="QR code")
    return out.getvalue().decode().strip()


async def confirm(accounts: Accounts, call: Call) -> dict[str, Any]:
    """confirm_password() of an operation whose password stands in `password`; an account without one gets one first."""
    user = await confirm_password(accounts, call, call["password"], field="password", optional=True)
    if user["hash"] == NO_PASSWORD:
        raise HttpProblem(
            409,
            "The account has no password yet.",
            code="password_missing",
            title="The account has no password",
            hint="Set one first: POST /v1/me/password.",
        )
    return user


async def confirm_with_code(accounts: Accounts, call: Call) -> None:
    """Lets the caller prove with `code` and `password` that it is them. Raises HttpProblem.

    The code comes first: a right password makes the wrong ones before it forgotten, and codes could be guessed at will.
    """
    user = await guarded(call)
    if not user["totp"]:
        raise not_enabled()
    if not await check(accounts, call, user, call.text("code")):
        raise await wrong_code(call, user)
    await confirm(accounts, call)


async def guarded(call: Call) -> dict[str, Any]:
    """Who is to prove something by a code; raises 429 while wrong ones before it hold that up."""
    user = await call.sql("begin_confirmation", viewer=call["viewer"], client=call["client"])
    if user["wait"]:
        raise locked(user["wait"])
    return user


async def wrong_code(call: Call, user: dict[str, Any]) -> HttpProblem:
    """Counts a wrong code of somebody signed in, like a wrong password; the problem to raise."""
    wait = await call.sql("fail_login", user_id=user["id"], login=user["username"], client=call["client"])
    if wait:
        return locked(wait)
    return HttpProblem(
        422,
        "The code is not right, or was used already.",
        code="invalid_code",
        title="The code is not right",
        hint="Wait for the next one of the app. Is the clock of that device right?",
        errors=[FieldError("code", "is not right, or was used already")],
    )


def not_enabled() -> HttpProblem:
    """409: the second factor is off."""
    return HttpProblem(
        409,
        "The second factor is not on.",
        code="totp_not_enabled",
        title="The second factor is not on",
        hint="Turn it on: POST /v1/me/totp.",
    )


def origin(call: Call) -> dict[str, str | None]:
    """Where a call comes from: the arguments `client` and `user_agent` of SQL functions."""
    return {"client": call["client"], "user_agent": call.header(b"user-agent")}
