"""The videos of a process: uploads, files, links to them, the page."""

import asyncio
from collections.abc import Mapping, Sequence

from litestar.handlers.base import BaseRouteHandler

from app.accounts.part import Accounts
from app.http.database import Pool
from app.http.handling import Handler
from app.settings import Settings
from app.videos import chunks, links, page, uploading
from app.videos.stores import store_of


class Videos:
    """Handlers of the operations of videos, and the page to upload one."""

    def __init__(self, accounts: Accounts, settings: Settings) -> None:
        self._store = store = store_of(settings)
        uploads = uploading.Uploads(store, settings.ffmpeg)
        self.operations: Mapping[str, Handler] = {
            "upload_video": uploads.upload_video,
            **chunks.Chunks(store, uploads).handlers(),
            **links.Links(store, accounts.keys).handlers(),
        }
        self.pages: Sequence[BaseRouteHandler] = page.page_handlers()

    async def start(self, pool: Pool) -> None:
        """Takes away what killed processes left on this machine."""
        self._sweeping = asyncio.create_task(asyncio.to_thread(self._store.sweep))

    async def stop(self) -> None:
        """Ends that."""
        await asyncio.gather(self._sweeping, return_exceptions=True)
