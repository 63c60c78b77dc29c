"""Links of mails: verifying an address, changing it, setting a new password. Their rules are SQL (auth_email/)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.accounts.totp import confirm, origin
from app.http.exchange import Reply
from app.http.handling import Call, Handler
from app.http.problems import FieldError, HttpProblem

if TYPE_CHECKING:
    from app.accounts.part import Accounts


def handlers(accounts: Accounts) -> dict[str, Handler]:
    """The handlers of this module by their names."""

    def link_of(call: Call) -> str:
        """The public id of the link whose token the caller sent. Raises HttpProblem 422 for one that is not ours."""
        token_id = accounts.tokens.read_link(call.text("token").strip())
        if token_id is None:
            raise HttpProblem(
                422,
                "The link is not valid.",
                code="invalid_link",
                title="The link is not valid",
                hint="Copy the whole link out of the mail.",
                errors=[FieldError("token", "is not one of ours")],
            )
        return token_id

    async def verify_email(call: Call) -> Reply:
        return call.reply(await call.sql("use_verify_link", token_id=link_of(call), **origin(call)))

    async def change_email(call: Call) -> Reply:
        await confirm(accounts, call)
        done = await call.sql("begin_email_change", viewer=call["viewer"], email=call["email"], **origin(call))
        accounts.mailer.wake()
        return call.reply(done)

    async def confirm_email_change(call: Call) -> Reply:
        done = await call.sql("use_email_link", token_id=link_of(call), **origin(call))
        accounts.mailer.wake()
        return call.reply(done)

    async def reset_password(call: Call) -> Reply:
        token_id, password = link_of(call), call.text("password")
        owner = await call.sql("reset_link_owner", token_id=token_id)
        accounts.passwords.check(password, owner["email"], owner["username"])
        hashed = await accounts.passwords.hash(password)
        done = await call.sql("use_reset_link", token_id=token_id, hash=hashed, **origin(call))
        accounts.mailer.wake()
        return call.reply(done)

    return {
        "verify_email": verify_email,
        "change_email": change_email,
        "confirm_email_change": confirm_email_change,
        "reset_password": reset_password,
    }
