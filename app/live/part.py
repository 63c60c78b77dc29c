"""/v1/live: a WebSocket, or server-sent events for a plain GET; and tickets for clients that cannot send a header."""

import asyncio
import contextlib
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any

import jwt
from litestar.handlers import ASGIRouteHandler
from litestar.handlers.base import BaseRouteHandler

from app.accounts.keys import Keys
from app.accounts.part import Accounts
from app.accounts.tokens import digest
from app.http.database import Pool
from app.http.exchange import Exchange, Reply
from app.http.handling import Call, Handler
from app.http.identity import sign_in_first
from app.http.problems import HttpProblem
from app.http.sqlstates import SqlError
from app.live import socket, sse
from app.live.feed import Feed, Send, told
from app.live.hub import Hub

TICKET_SECONDS = 30
MOST_STREAMS = 64  # of one session or token, in one process


def ticket_of(keys: Keys, viewer: str) -> str:
    """What lets whoever has it watch as this viewer, once, within TICKET_SECONDS."""
    until = f"{int(time.time()) + TICKET_SECONDS}.{secrets.token_hex(12)}"
    return f"{until}.{keys.mac('live ticket', f'{until}|{viewer}')}.{viewer.encode().hex()}"


class Live:
    """The live feed of a process."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts = accounts
        self.hub = Hub()
        self.operations: Mapping[str, Handler] = {"live_ticket": self._ticket}
        self.pages: Sequence[BaseRouteHandler] = [ASGIRouteHandler("/v1/live", copy_scope=False)(self._serve)]
        self._stopping = asyncio.Event()
        self._open = 0
        self._feeds: set[Feed] = set()
        self._streams: Counter[str] = Counter()

    async def start(self, pool: Pool) -> None:
        """Knows the connections; reads nothing before somebody watches."""
        self.hub.start(pool)

    @property
    def streams(self) -> int:
        """How many there are."""
        return self._open

    def end_streams(self) -> None:
        """Ends them, and lets none begin any more."""
        self._stopping.set()
        self.hub.close()
        for feed in self._feeds:
            feed.watcher.drop()

    async def stop(self) -> None:
        """Ends everything."""
        self.end_streams()
        await self.hub.stop()

    # -- who ------------------------------------------------------------------------------------------------------

    async def _ticket(self, call: Call) -> Reply:
        """A ticket: who the caller is, good for a moment, for the address of a stream."""
        viewer = call.text("viewer")
        ticket = ticket_of(self.accounts.keys, viewer)
        await call.sql("live_topics", viewer=viewer, topics="{}")  # the token still has its power
        return call.reply({"ticket": ticket, "expires_in": TICKET_SECONDS})

    async def _of_ticket(self, ticket: str) -> str:
        """The viewer of a ticket, which is used up by that. Raises HttpProblem 401."""
        until, _, rest = ticket.partition(".")
        number, _, rest = rest.partition(".")
        mac, _, coded = rest.partition(".")
        with contextlib.suppress(ValueError):
            viewer = bytes.fromhex(coded).decode()
            fits = self.accounts.keys.mac_is_right("live ticket", f"{until}.{number}|{viewer}", mac)
            used = digest(f"live {until}.{number}")  # remembered for longer than it is good: clocks differ
            if fits and int(until) >= time.time() and await self.hub.is_first_use(used, TICKET_SECONDS + 60):
                return viewer
        raise HttpProblem(401, "The ticket is not valid any more.", code="invalid_token", hint="Ask for another one.")

    async def _of_token(self, token: str) -> tuple[str, Callable[[], bool]]:
        """The viewer of an access or API token, and what tells whether it is still good. Raises HttpProblem 401."""
        viewer = await self.accounts.authenticate({b"authorization": f"Bearer {token}".encode()})
        assert viewer is not None  # noqa: S101 # nosec B101 - the header is there

        def is_valid() -> bool:
            with contextlib.suppress(HttpProblem):
                # the database knows of the others
                return token.startswith("iwm_") or bool(self.accounts.tokens.viewer(token))
            return False

        return viewer, is_valid

    @contextlib.contextmanager
    def _feed(self, viewer: str, is_valid: Callable[[], bool]) -> Iterator[Feed]:
        """A stream, from its beginning to its end."""
        if self._streams[viewer] >= MOST_STREAMS:
            raise HttpProblem(
                429,
                f"You have {MOST_STREAMS} live streams open.",
                hint="Watch several topics on one.",
                headers=[(b"retry-after", b"10")],
            )
        feed = Feed(self.hub, viewer, is_valid)
        self._streams[viewer] += 1
        self._feeds.add(feed)
        try:
            yield feed
        finally:
            self._feeds.discard(feed)
            self.hub.leave(feed.watcher)
            self._streams[viewer] -= 1
            if not self._streams[viewer]:
                del self._streams[viewer]

    # -- serving --------------------------------------------------------------------------------------------------

    async def _serve(self, scope: Any, receive: Any, send: Any) -> None:
        self._open += 1
        try:
            await (self._socket(receive, send) if scope["type"] == "websocket" else self._http(scope, receive, send))
        finally:
            self._open -= 1

    async def _http(self, scope: Any, receive: Any, send: Any) -> None:
        exchange: Exchange = scope["iwm"]
        exchange.operation = "live"
        try:
            await self._stream(exchange, scope["query_string"], receive, send)
        except HttpProblem as problem:
            await exchange.problem(problem)
        except SqlError as error:
            await exchange.problem(told(error))

    async def _stream(self, exchange: Exchange, query_string: bytes, receive: Any, send: Send) -> None:
        if exchange.method == "OPTIONS":
            await exchange.finish(Reply(status=204, headers=[(b"allow", b"GET, HEAD, OPTIONS")]))
            return
        if exchange.method not in ("GET", "HEAD"):
            allow = [(b"allow", b"GET, HEAD, OPTIONS")]
            raise HttpProblem(405, f"{exchange.method} is not possible here.", hint="GET is.", headers=allow)
        query = sse.read_query(query_string)
        if ticket := query.get("ticket", [""])[-1]:
            viewer, is_valid = await self._of_ticket(ticket), lambda: True  # its session is looked up again and again
        else:
            if await self.accounts.authenticate(exchange.headers) is None:
                raise sign_in_first()
            token = exchange.headers[b"authorization"].decode("latin-1").partition(" ")[2].strip()
            viewer, is_valid = await self._of_token(token)
        with self._feed(viewer, is_valid) as feed:
            await sse.stream(feed, exchange, query, receive, send)

    async def _socket(self, receive: Any, send: Any) -> None:
        if (await receive())["type"] != "websocket.connect":
            return
        await send({"type": "websocket.accept"})
        one_by_one = asyncio.Lock()

        async def say(message: MutableMapping[str, Any]) -> None:
            async with one_by_one:
                await send(message)

        word = asyncio.create_task(socket.read_message(receive))
        try:
            first = await socket.first_message(word, self._stopping)
            viewer, is_valid = await self._of_token(first.token)
            with self._feed(viewer, is_valid) as feed:

                async def again(token: str) -> dict[str, Any]:
                    await feed.go_on(*await self._of_token(token))
                    return _ready(token)

                await self.hub.allowed(viewer, [])
                await say(socket.text(_ready(first.token)))
                await socket.talk(feed, again, receive, say)
        except (socket.Gone, TimeoutError):
            return
        except (HttpProblem, SqlError) as error:
            await socket.refuse(receive, say, told(error) if isinstance(error, SqlError) else error)
        finally:
            word.cancel()  # the server gives a connection up of which nobody reads


def _ready(token: str) -> dict[str, Any]:
    """What is said to a token that was found valid: for how many seconds it is (null: the database knows)."""
    until = None if token.startswith("iwm_") else jwt.decode(token, options={"verify_signature": False})["exp"]
    return {"type": "ready", "expires_in": None if until is None else max(int(until - time.time()), 0)}
