"""Server-sent events: GET /v1/live?topics=…."""

import contextlib
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from app.http.exchange import Exchange
from app.http.problems import FieldError, HttpProblem
from app.live.cursor import read_cursor
from app.live.feed import Feed, Send, encode, first_of, send_within, topics_of

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]
PARAMETERS = ("topics", "after", "ticket")


def read_query(raw: bytes) -> dict[str, list[str]]:
    """What the address asks for. Raises HttpProblem 422 for what is no parameter."""
    given: dict[str, list[str]] = {}
    for name, value in parse_qsl(raw.decode("latin-1"), keep_blank_values=True):
        given.setdefault(name, []).append(value)
    wrong = [name for name in given if name not in PARAMETERS]
    if wrong:
        errors = [FieldError(name[:200], "There is no such parameter.", "query") for name in wrong[:20]]
        raise HttpProblem(422, "Parameters are topics, after and ticket.", errors=errors)
    return given


async def stream(feed: Feed, exchange: Exchange, query: dict[str, list[str]], receive: Any, send: Send) -> None:
    """The whole answer. Raises HttpProblem and SqlError before it has begun, where it cannot be given."""
    topics = topics_of(",".join(query.get("topics", [])).split(","))
    last = exchange.headers.get(b"last-event-id", b"").decode("latin-1") or query.get("after", [""])[-1]
    await feed.hub.watch(feed.viewer, feed.watcher, topics, read_cursor(last))
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    if exchange.head:
        await send({"type": "http.response.body", "body": b""})
        return
    await first_of(_write(feed, send), _disconnected(receive), feed.cut())


async def _write(feed: Feed, send: Send) -> None:
    with contextlib.suppress(TimeoutError):
        async for event in feed.events():
            if event is None:
                body = b": still here\n\n"
            else:
                head = f"id: {event.id}\n" if event.id else ""
                body = f"{head}event: {event.kind}\ndata: ".encode() + encode(event) + b"\n\n"
            await send_within(send, {"type": "http.response.body", "body": body, "more_body": True})
        body = b"event: end\ndata: " + msgspec.json.encode({"type": "end", "reason": feed.ended}) + b"\n\n"
        await send_within(send, {"type": "http.response.body", "body": body, "more_body": False})


async def _disconnected(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
