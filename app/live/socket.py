"""The WebSocket at /v1/live: says who it is, then which topics it watches."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from app.http.guard import check_json
from app.http.problems import HttpProblem, unavailable
from app.http.sqlstates import SqlError
from app.live.cursor import read_cursor
from app.live.feed import LAST_WORD, Feed, Send, encode, first_of, send_within, told, topics_of

FIRST_WORD = 10.0  # seconds in which it has to say who it is
LONGEST_MESSAGE = 16384
QUIET = 0.1  # seconds without a word, after which nothing more is on its way
MOST_ERRORS = 100  # after so many messages that could not be served it is closed
AT_ONCE, A_SECOND = 100, 10.0  # messages: a subscription asks the database for each of its topics
TOO_SLOW, NOT_ALLOWED, NOT_UNDERSTOOD, GOING_AWAY, TRY_LATER = 4408, 4401, 4400, 1001, 1013
Again = Callable[[str], Awaitable[dict[str, Any]]]
_CODES = {"slow": TOO_SLOW, "stopping": GOING_AWAY}


class Message(msgspec.Struct, forbid_unknown_fields=True):
    """What a client says: auth (token), subscribe (topics, after), unsubscribe (topics), ping, pong."""

    type: str
    token: str = ""
    topics: list[str] = []
    after: str | None = None


class Pace:
    """How many messages a stream may still send: AT_ONCE, and A_SECOND more as time goes by."""

    def __init__(self) -> None:
        self._left, self._at = float(AT_ONCE), time.monotonic()

    def take(self) -> None:
        """Counts one. Raises HttpProblem 429."""
        now = time.monotonic()
        self._left, self._at = min(AT_ONCE, self._left + (now - self._at) * A_SECOND) - 1, now
        if self._left < 0:
            raise HttpProblem(429, "Too many messages.", hint=f"At most {A_SECOND:g} a second, or {AT_ONCE} at once.")


class Gone(Exception):
    """The client went away."""


_decode = msgspec.json.Decoder(Message).decode


async def first_message(word: "asyncio.Task[Message]", stopping: asyncio.Event) -> Message:
    """Who is there. `word`: the first message; it is cancelled where it does not come.

    Raises HttpProblem 401 where it is not said who, or not in time; 503 where the server stops; Gone.
    """
    stop = asyncio.create_task(stopping.wait())
    await asyncio.wait([word, stop], timeout=FIRST_WORD, return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    came = word.done()
    if not came:
        word.cancel()
        await asyncio.wait([word])
        if stopping.is_set():
            raise unavailable("The server is stopping.")
    message = word.result() if came else None
    if message is None or message.type != "auth":
        raise HttpProblem(401, "Say who you are first.", hint='Send {"type": "auth", "token": "…"}.')
    return message


async def talk(feed: Feed, again: Again, receive: Any, send: Send) -> None:
    """All that is said until the stream ends. `again(token)`: goes on with another token; what to say to that."""
    await first_of(_write(feed, send), _read(feed, again, receive, send), feed.cut())
    if feed.ended:
        await close(send, _CODES.get(feed.ended, NOT_ALLOWED), feed.ended)


async def refuse(receive: Any, send: Send, problem: HttpProblem) -> None:
    """Says what is wrong, and closes."""
    with contextlib.suppress(Exception):
        async with asyncio.timeout(LAST_WORD):
            await send(_error(problem))
            await _hear_out(receive)
    code = {401: NOT_ALLOWED, 403: NOT_ALLOWED, 429: TRY_LATER, 503: TRY_LATER}.get(problem.status, NOT_UNDERSTOOD)
    await close(send, code, problem.code)


async def _hear_out(receive: Any) -> None:
    """Drops what still comes: a connection that ends with something unread is reset, and the client never hears why."""
    with contextlib.suppress(TimeoutError):
        while True:
            async with asyncio.timeout(QUIET):
                if (await receive())["type"] == "websocket.disconnect":
                    return


async def close(send: Send, code: int, reason: str) -> None:
    """Closes; it may have gone away in the same moment. Nobody may be reading: granian's close waits for its reader."""
    with contextlib.suppress(Exception):
        async with asyncio.timeout(LAST_WORD):
            await send({"type": "websocket.close", "code": code, "reason": reason})


def text(message: dict[str, Any]) -> dict[str, Any]:
    """A message to the client."""
    return {"type": "websocket.send", "text": msgspec.json.encode(message).decode()}


async def _write(feed: Feed, send: Send) -> None:
    with contextlib.suppress(TimeoutError):
        async for event in feed.events():
            message = {"type": "websocket.send", "text": encode(event).decode()} if event else text({"type": "ping"})
            await send_within(send, message)


async def _read(feed: Feed, again: Again, receive: Any, send: Send) -> None:
    errors, pace = 0, Pace()
    while True:
        message = await read_message(receive)
        pace.take()
        try:
            if (answer := await _answer(feed, again, message)) is not None:
                await send_within(send, text(answer))
        except (SqlError, HttpProblem) as error:
            problem = told(error) if isinstance(error, SqlError) else error
            errors += 1
            if problem.status in (400, 401) or errors >= MOST_ERRORS:
                raise problem from None
            await send_within(send, _error(problem))


async def _answer(feed: Feed, again: Again, message: Message) -> dict[str, Any] | None:
    watcher = feed.watcher
    if message.type == "subscribe":
        wanted = topics_of(message.topics)
        topics_of([*watcher.topics, *wanted])
        if new := [topic for topic in wanted if topic not in watcher.since]:
            await feed.hub.watch(feed.viewer, watcher, new, read_cursor(message.after or ""))
    elif message.type == "unsubscribe":
        feed.hub.leave(watcher, message.topics)
    elif message.type == "auth":
        return await again(message.token)
    elif message.type == "ping":
        return {"type": "pong"}
    elif message.type == "pong":
        return None
    else:
        raise HttpProblem(400, "Types are auth, subscribe, unsubscribe, ping and pong.")
    return {"type": "subscribed", "topics": watcher.topics}


async def read_message(receive: Any) -> Message:
    """What the client says next. Raises HttpProblem 400, Gone."""
    got = await receive()
    if got["type"] == "websocket.disconnect":
        raise Gone
    said = got.get("text")
    if said is None or len(said) > LONGEST_MESSAGE:
        raise HttpProblem(400, f"Messages are JSON texts of at most {LONGEST_MESSAGE} characters.")
    try:
        raw = said.encode()
        check_json(raw)
        return _decode(raw)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise HttpProblem(400, 'A message is {"type": …} with token, topics or after.') from None


def _error(problem: HttpProblem) -> dict[str, Any]:
    return text(
        {
            "type": "error",
            "status": problem.status,
            "code": problem.code,
            "detail": problem.detail,
            "hint": problem.hint,
        }
    )
