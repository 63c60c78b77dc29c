"""The ASGI application of the HTTP layer."""

import hashlib
from collections.abc import Sequence
from typing import Any

from litestar.handlers.base import BaseRouteHandler

from app.accounts.part import Accounts
from app.dashboard.part import Dashboard
from app.database.dsn import as_role
from app.errors import Problem
from app.http.identity import Authenticator
from app.http.parts import Part
from app.http.runtime import Runtime
from app.live.part import Live
from app.loader.project import sql_files
from app.settings import Settings, load_settings
from app.videos.part import Videos

START_WAIT = 3.0  # seconds; a process that begins to serve without routes would answer 503 beside one that has them


class App:
    """The application: its lifespan starts and stops the runtime, the rest goes to the front."""

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime
        self._front = runtime.front

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        else:
            await self._front(scope, receive, send)

    async def _lifespan(self, receive: Any, send: Any) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await self.runtime.start()
                await self.runtime.loaded(START_WAIT)
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self.runtime.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return


def create_app(
    settings: Settings | None = None,
    *,
    authenticate: Authenticator | None = None,
    handlers: Sequence[BaseRouteHandler] = (),
    parts: Sequence[Part] | None = None,
) -> App:
    """The application. `settings`: default the environment. `handlers`: Litestar handlers beside the catalogue's.

    `parts`: default all of the product. `authenticate`: default that of the accounts.
    """
    settings = settings or load_settings()
    accounts = Accounts(settings)
    dashboard = Dashboard(accounts, secure=settings.profile == "production")
    runtime = Runtime(
        settings,
        application_dsn(settings),
        authenticate=authenticate or accounts.authenticate,
        handlers=handlers,
        parts=[accounts, Live(accounts), Videos(accounts, settings), dashboard] if parts is None else parts,
        files_digest=files_digest,
    )
    return App(runtime)


def files_digest() -> str | None:
    """One checksum of the files of sql/ that every database loads; None where this installation has none."""
    try:
        files = sql_files()
    except (OSError, Problem):
        return None
    lines = [f"{file.path} {file.sha256}" for file in files if not file.path.startswith("sql/optional/")]
    return hashlib.sha256(",".join(lines).encode()).hexdigest() if lines else None


def application_dsn(settings: Settings) -> str:
    """The database as the role of the application."""
    if settings.app_database_url:
        return settings.app_database_url
    if settings.database_url:
        return as_role(settings.database_url, "iwm_app")
    from app.database.embedded import EmbeddedPostgres

    return EmbeddedPostgres(settings.data_dir).app_dsn()
