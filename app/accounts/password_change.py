"""Changing the password, and confirming something with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.accounts.sign_in import locked
from app.http.exchange import Reply
from app.http.handling import Call, Handler
from app.http.problems import FieldError, HttpProblem

if TYPE_CHECKING:
    from app.accounts.part import Accounts

NO_PASSWORD = "!"  # noqa: S105 - what stands in the place of a hash


def handlers(accounts: Accounts) -> dict[str, Handler]:
    """The handlers of this module by their names."""

    async def change_password(call: Call) -> Reply:
        user = await confirm_password(accounts, call, call["current_password"], optional=True)
        new = call.text("new_password")
        accounts.passwords.check(new, user["email"], user["username"], field="new_password")
        done = await call.sql(
            "replace_password", viewer=call["viewer"], client=call["client"], user_agent=call.header(b"user-agent"),
            hash=user["hash"], new_hash=await accounts.passwords.hash(new),
        )  # fmt: skip
        accounts.mailer.wake()
        return call.reply(done)

    return {"change_password": change_password}


async def confirm_password(
    accounts: Accounts, call: Call, password: str | None, *, field: str = "current_password", optional: bool = False
) -> dict[str, Any]:
    """Lets the caller prove with the password that it is them: {id, email, username, hash, totp}.

    The operation takes `_viewer` and `_client`. An account without password passes where `optional`.
    Raises HttpProblem 403 wrong_password (counted like a wrong one at sign-in), 422 where it is missing, 429; SqlError.
    """
    user = await call.sql("begin_confirmation", viewer=call["viewer"], client=call["client"])
    if user["hash"] == NO_PASSWORD and optional:
        return user
    if password is None:
        reason = "is required: the present password"
        raise HttpProblem(422, f"{field} {reason}.", errors=[FieldError(field, reason)])
    if user["wait"]:
        raise locked(user["wait"])
    right, _ = await accounts.passwords.verify(user["hash"], password)
    if right:
        wait = await call.sql("finish_confirmation", viewer=call["viewer"], client=call["client"])
    else:
        wait = await call.sql("fail_login", user_id=user["id"], login=user["username"], client=call["client"])
    if wait:
        raise locked(wait)
    if not right:
        raise HttpProblem(
            403,
            "The present password is another one.",
            code="wrong_password",
            title="The present password is another one",
            hint="Try again, or set a new one by mail: POST /v1/auth/password/forgot.",
            errors=[FieldError(field, "is not the present password")],
        )
    return user
