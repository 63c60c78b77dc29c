"""The accounts of a process: what its handlers share, and its work in the background."""

from collections.abc import Mapping, Sequence
from typing import Any

from litestar.handlers.base import BaseRouteHandler

from app.accounts import device, email_flows, export, oidc, pages, password_change, sign_in, totp
from app.accounts.keys import Keys
from app.accounts.mailer import Mailer
from app.accounts.passwords import Passwords
from app.accounts.tokens import Tokens
from app.http.database import Pool
from app.http.handling import Call, Handler
from app.settings import Settings


class Accounts:
    """Handlers of the operations of accounts, their pages, who a request comes from."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.keys = Keys(settings)
        self.tokens = Tokens(self.keys, settings)
        self.passwords = Passwords(settings)
        self.mailer = Mailer(settings, self.tokens)
        self.elsewhere = oidc.SignInElsewhere(self)
        self.authenticate = self.tokens.authenticate
        self.operations: Mapping[str, Handler] = {
            **sign_in.handlers(self),
            **password_change.handlers(self),
            **export.handlers(self),
            **email_flows.handlers(self),
            **totp.handlers(self),
            **device.handlers(self),
            **oidc.handlers(self.elsewhere),
        }
        self.pages: Sequence[BaseRouteHandler] = pages.page_handlers(settings)

    async def second_factor(self, call: Call, user: dict[str, Any], code: str) -> str | None:
        """What kind of code of the user it is, otp or recovery, each of which passes once; None where it is wrong."""
        return await totp.used(self, call, user, code)

    async def start(self, pool: Pool) -> None:
        """Begins the work in the background."""
        self.passwords.start()
        self.mailer.start(pool)

    async def stop(self) -> None:
        """Ends it."""
        await self.mailer.stop()
        await self.elsewhere.stop()
        self.passwords.close()
