"""Somebody who watches: what he is to be told, and what he watches since when."""

import asyncio
import time
from collections.abc import Iterable

import msgspec

from app.live.cursor import Snapshot

MOST_WAITING = 256  # events that a watcher may be behind; a slower one is dropped and comes back with its last id


class Event(msgspec.Struct, frozen=True):
    """What is told. `id`: where somebody is who has read it (a Cursor's text). `data`: JSON."""

    topic: str
    kind: str
    data: msgspec.Raw
    id: str | None = None


class Watcher:
    """`events`: what he is to be told, None at the end of it. `dropped`: set where he is too slow, or all is over."""

    def __init__(self) -> None:
        self.since: dict[str, Snapshot | None] = {}  # by topic; None: it is being asked how it is
        self.asked_at: dict[str, float] = {}  # by topic: when he was told how it was, by time.monotonic()
        self.events: asyncio.Queue[Event | None] = asyncio.Queue()
        self.dropped = asyncio.Event()
        self._held: list[tuple[int, Event]] = []

    @property
    def topics(self) -> list[str]:
        """What he watches."""
        return sorted(self.since)

    def give(self, news: Iterable[tuple[int, Event]]) -> None:
        """Events of transactions: what is news to him is put in line; of a topic that is being asked for, held back."""
        for xid, event in news:
            since = self.since.get(event.topic)
            if since is not None:
                if not since.saw(xid):
                    self.tell(event)
            elif len(self._held) < MOST_WAITING:
                self._held.append((xid, event))
            else:
                self.drop()

    def begin(self, topics: Iterable[str], since: Snapshot) -> None:
        """He was told how these topics were at a moment: what was held back and came later follows."""
        for topic in topics:
            if topic in self.since:
                self.since[topic] = since
                self.asked_at[topic] = time.monotonic()
        held, self._held = self._held, []
        self.give(held)

    def tell(self, event: Event) -> None:
        """Puts an event in line; who is too far behind is dropped instead."""
        if self.dropped.is_set():
            return
        if self.events.qsize() >= MOST_WAITING:
            self.drop()
        else:
            self.events.put_nowait(event)

    def drop(self) -> None:
        """Nothing more is told."""
        self.dropped.set()
        while not self.events.empty():
            self.events.get_nowait()
        self.events.put_nowait(None)
