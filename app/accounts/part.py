"""The accounts of a process: what its handlers share, and its work in the background."""

from collections.abc import Mapping, Sequence

from litestar.handlers.base import BaseRouteHandler

from app.accounts.keys import Keys
from app.accounts.tokens import Tokens
from app.http.database import Pool
from app.http.handling import Handler
from app.settings import Settings


class Accounts:
    """Handlers of the operations of accounts, their pages, who a request comes from."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.keys = Keys(settings)
        self.tokens = Tokens(self.keys, settings)
        self.authenticate = self.tokens.authenticate
        self.operations: Mapping[str, Handler] = {}
        self.pages: Sequence[BaseRouteHandler] = []

    async def start(self, pool: Pool) -> None:
        """Begins the work in the background."""

    async def stop(self) -> None:
        """Ends it."""
