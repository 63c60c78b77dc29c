"""What WebSocket and server-sent events share: topics, how long a stream lasts, what ends it."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, MutableMapping
from typing import Any

import msgspec

from app.http.problems import HttpProblem
from app.http.sqlstates import SqlError
from app.live.hub import Hub
from app.live.watcher import Event, Watcher

MOST_TOPICS = 50
LONGEST_TOPIC = 200
ASK_AGAIN = 30.0  # seconds after which it is asked again whether somebody may still watch
KEEP_ALIVE = 15.0
SEND_WITHIN = 20.0  # seconds; who reads nothing for so long is cut off
LAST_WORD = 2.0  # seconds in which somebody who was dropped is told so

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


def topics_of(given: list[str]) -> list[str]:
    """The topics, each once. Raises HttpProblem 422 for none, too many or something that is none."""
    topics = list(dict.fromkeys(topic for topic in map(str.strip, given) if topic))
    if not topics or len(topics) > MOST_TOPICS:
        raise HttpProblem(422, f"Name 1 to {MOST_TOPICS} topics.", hint="As in topics=job:job_…,video:vid_… .")
    if any(len(topic) > LONGEST_TOPIC or not topic.isprintable() or not topic.isascii() for topic in topics):
        raise HttpProblem(422, "A topic is a short text, as in job:job_… .")
    return topics


class Feed:
    """What one stream tells. `ended`: why it is over, once it is: slow, expired, forbidden or stopping."""

    def __init__(self, hub: Hub, viewer: str, is_valid: Callable[[], bool]) -> None:
        self.hub = hub
        self.viewer = viewer
        self.is_valid = is_valid
        self.watcher = Watcher()
        self.ended = ""

    async def events(self) -> AsyncIterator[Event | None]:
        """The events as they come; None every KEEP_ALIVE seconds without one. Rights are asked every ASK_AGAIN."""
        watcher, clock = self.watcher, time.monotonic
        ask_at, quiet_at = clock() + ASK_AGAIN, clock() + KEEP_ALIVE
        while True:
            event = None
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(min(ask_at, quiet_at) - clock(), 0)):
                    event = await watcher.events.get()
                    if event is None:
                        self.ended = "stopping" if self.hub.stopped else "slow"
                        return
            if clock() >= ask_at:
                ask_at = clock() + ASK_AGAIN
                self.ended = await self._lost_right()
                if self.ended:
                    return
            if event is not None or clock() >= quiet_at:
                quiet_at = clock() + KEEP_ALIVE
                yield event

    async def cut(self) -> None:
        """Returns when it is over, whether the other side takes what is sent or not."""
        await self.watcher.dropped.wait()
        await asyncio.sleep(LAST_WORD)

    async def go_on(self, viewer: str, is_valid: Callable[[], bool]) -> None:
        """With another token: topics that its owner may not watch are taken off. Raises HttpProblem 401."""
        self.viewer, self.is_valid = viewer, is_valid
        if await self._lost_right():
            raise HttpProblem(401, "This token does not let you watch what you watch.", code="invalid_token")

    async def _lost_right(self) -> str:
        """Why somebody may watch nothing any more. Topics that are not for him, or not there, any more are taken off.

        A database that is away takes no right.
        """
        if not self.is_valid():
            return "expired"
        topics = self.watcher.topics
        try:
            left = await self.hub.allowed(self.viewer, topics)
        except SqlError as error:
            return "forbidden" if error.state.startswith("IW") else ""
        except HttpProblem:
            return ""
        gone = [topic for topic in topics if topic not in left]
        if gone and len(gone) == len(topics):
            return "forbidden"
        self.hub.leave(self.watcher, gone)
        for topic in gone:
            self.watcher.tell(Event(topic, "gone", msgspec.Raw(b"{}")))
        return ""


async def first_of(*work: Coroutine[Any, Any, None]) -> None:
    """Until the first of these ends; the others are ended. Raises what it raised."""
    tasks = [asyncio.create_task(one) for one in work]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def send_within(send: Send, message: MutableMapping[str, Any]) -> None:
    """Sends, to somebody who reads. Raises TimeoutError."""
    async with asyncio.timeout(SEND_WITHIN):
        await send(message)


def encode(event: Event) -> bytes:
    """An event as JSON."""
    return msgspec.json.encode(
        {"type": "event", "topic": event.topic, "kind": event.kind, "id": event.id, "data": event.data}
    )


def told(error: SqlError) -> HttpProblem:
    """What a rule in SQL refused; the rest is not for the caller's eyes."""
    if error.state.startswith("IW") and error.state[2:].isdigit():
        return HttpProblem(int(error.state[2:]), error.message, code=error.constraint or None, hint=error.hint)
    return HttpProblem(503, "The live feed cannot answer right now.", hint="Try again shortly.")
