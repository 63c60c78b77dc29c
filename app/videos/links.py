"""Files go out: to whoever may see the video, or has a link that such a person made."""

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import msgspec

from app.accounts.keys import Keys
from app.http.exchange import Reply
from app.http.handling import Call, Handler
from app.http.problems import FieldError, HttpProblem
from app.videos.serving import File, FileReply
from app.videos.storage import Store

LINK_SECONDS = 3600
PURPOSE = "file link"


class Links:
    """Handlers of files and of links to them."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self.store = store
        self.keys = keys

    def handlers(self) -> dict[str, Handler]:
        """By the name that @handler gives."""
        return {f"{what}_file": self._file(what) for what in ("video", "asset")} | {
            f"link_{what}": self._link(what) for what in ("video", "asset")
        }

    def _file(self, what: str) -> Callable[[Call], Awaitable[Reply]]:
        async def serve(call: Call) -> Reply:
            link = call["link"]
            maker = None if link is None else self._maker(link, what, call.text(f"{what}_id"))
            found = await call.sql(
                f"{what}_file", viewer=call["viewer"], **{f"{what}_id": call[f"{what}_id"], "as": maker}
            )
            signed_in = call["viewer"] is not None or maker is not None
            file = msgspec.convert(found, File)
            return FileReply(  # type: ignore[return-value]
                self.store, file, download=call["download"] == "true", private=signed_in, anywhere=maker is not None
            )

        return serve

    def _link(self, what: str) -> Callable[[Call], Awaitable[Reply]]:
        async def link(call: Call) -> Reply:
            named = call.text(f"{what}_id")
            found = await call.sql(f"{what}_file", viewer=call["viewer"], **{f"{what}_id": named, "to_link": "true"})
            until = int(time.time()) + LINK_SECONDS
            head = f"{until}.{found['me']}"
            proof = self.keys.mac(PURPOSE, f"{head} {what} {named}")
            expires = datetime.fromtimestamp(until, UTC).isoformat()
            return call.reply({"url": f"/v1/{what}s/{named}/file?link={head}.{proof}", "expires_at": expires})

        return link

    def _maker(self, link: str, what: str, named: str) -> str:
        """Who made a link, by public id. Raises HttpProblem 403 for one that is not ours, or too old."""
        head, _, proof = link.rpartition(".")
        until, _, maker = head.partition(".")
        fits = self.keys.mac_is_right(PURPOSE, f"{head} {what} {named}", proof)
        if not fits or not until.isdigit() or int(until[:12]) < time.time():
            raise HttpProblem(
                403, "The link is not good any more.", code="link_not_valid",
                hint=f"Ask for another one: POST /v1/{what}s/{{{what}_id}}/links.",
                errors=[FieldError("link", "is not good any more", "query")],
            )  # fmt: skip
        return maker
