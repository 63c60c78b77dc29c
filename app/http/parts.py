"""What belongs to the application beside the catalogue's operations: handlers, pages, work in the background."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from litestar.handlers.base import BaseRouteHandler

from app.http.handling import Handler

if TYPE_CHECKING:
    from app.http.database import Pool


class Part(Protocol):
    """One such part, made once for each process."""

    operations: Mapping[str, Handler]  # by the name that @handler gives
    pages: Sequence[BaseRouteHandler]  # Litestar handlers for what is no operation of the catalogue

    async def start(self, pool: "Pool") -> None:
        """Begins its work in the background; must not wait for the database."""

    async def stop(self) -> None:
        """Ends it."""


@runtime_checkable
class Streaming(Protocol):
    """A part with answers that go on until somebody ends them."""

    streams: int  # how many there are

    def end_streams(self) -> None:
        """Ends them, and lets none begin any more."""
