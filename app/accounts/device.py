"""Devices that sign in by a code typed elsewhere (RFC 8628): making the codes, handing out the tokens."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from app.accounts.addresses import public_url
from app.accounts.sign_in import new_session, signed_in
from app.accounts.tokens import digest
from app.accounts.totp import origin
from app.http.exchange import Reply
from app.http.handling import Call, Handler
from app.http.problems import HttpProblem, unavailable

if TYPE_CHECKING:
    from app.accounts.part import Accounts

EXPIRES_IN = 600  # seconds, as in api.open_device_code
INTERVAL = 5
# No vowels, so no words; none that is taken for another (RFC 8628, 6.1).
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_TRIES = 5

_TOLD = {
    "authorization_pending": ("Nobody has allowed the device yet.", "Ask again after `interval` seconds."),
    "slow_down": ("The device asks too often.", "Add 5 seconds to `interval`, and ask again."),
    "expired_token": ("The codes are not good any more.", "Begin again: POST /v1/auth/device/code."),
    "access_denied": ("It was refused.", "Begin again only if the person wants that."),
    "invalid_grant": ("There is no such code, or its tokens were fetched.", "Begin again: POST /v1/auth/device/code."),
}


def handlers(accounts: Accounts) -> dict[str, Handler]:
    """The handlers of this module by their names."""

    async def request_device_code(call: Call) -> Reply:
        device_code = secrets.token_urlsafe(32)
        for _ in range(_TRIES):
            user_code = new_user_code()
            if await call.sql(
                "open_device_code", device_code_hash=digest(device_code), user_code=user_code,
                client_name=call["client_name"], scopes=call["scopes"], **origin(call),
            ):  # fmt: skip
                break
        else:
            raise unavailable("No free code was found.")
        address = f"{public_url(accounts.settings)}/activate"
        return call.reply(
            {
                "device_code": device_code,
                "user_code": user_code,
                "verification_uri": address,
                "verification_uri_complete": f"{address}?user_code={user_code}",
                "expires_in": EXPIRES_IN,
                "interval": INTERVAL,
            }
        )

    async def device_token(call: Call) -> Reply:
        session = new_session(accounts, call)
        arguments = {name: value for name, value in session.arguments.items() if name != "device"}
        done = await call.sql("poll_device", device_code_hash=digest(call.text("device_code")), **arguments)
        if "code" in done:
            raise refusal(done["code"], done.get("interval"))
        return signed_in(accounts, call, done["user"], session.id, done["scopes"])

    return {"request_device_code": request_device_code, "device_token": device_token}


def new_user_code() -> str:
    """Eight letters, as a person reads them: BCDF-GHJK."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def refusal(code: str, interval: int | None) -> HttpProblem:
    """400 with a code of RFC 8628; with Retry-After where asking again makes sense."""
    detail, hint = _TOLD[code]
    headers = [(b"retry-after", str(interval).encode())] if interval else []
    return HttpProblem(400, detail, code=code, title=detail.rstrip("."), hint=hint, headers=headers)
