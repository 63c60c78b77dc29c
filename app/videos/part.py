"""The videos of a process: uploads, files, links to them, the page."""

import asyncio
import contextlib
from collections.abc import Mapping, Sequence

from litestar.handlers.base import BaseRouteHandler

from app.accounts.part import Accounts
from app.http.database import Pool
from app.http.handling import Handler
from app.settings import Settings
from app.videos import chunks, links, page, probing, uploading
from app.videos.stores import store_of

SWEEP = 3600.0  # seconds


class Videos:
    """Handlers of the operations of videos, and the page to upload one."""

    def __init__(self, accounts: Accounts, settings: Settings) -> None:
        self._store = store = store_of(settings)
        looking = probing.Probing(settings.ffmpeg)
        uploads = uploading.Uploads(store, looking)
        self.operations: Mapping[str, Handler] = {
            "upload_video": uploads.upload_video,
            **chunks.Chunks(store, looking).handlers(),
            **links.Links(store, accounts.keys).handlers(),
        }
        self.pages: Sequence[BaseRouteHandler] = page.page_handlers()

    async def start(self, pool: Pool) -> None:
        """Takes away what killed processes and given up uploads left on this machine: workers may have another disk."""
        self._sweeping = asyncio.create_task(self._sweep_forever())

    async def stop(self) -> None:
        """Ends that."""
        self._sweeping.cancel()
        await asyncio.gather(self._sweeping, return_exceptions=True)

    async def _sweep_forever(self) -> None:
        while True:
            with contextlib.suppress(OSError):
                await asyncio.to_thread(self._store.sweep)
            await asyncio.sleep(SWEEP)
