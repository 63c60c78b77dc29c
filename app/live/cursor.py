"""Where a watcher is in the stream of events: a snapshot of the database, and when it was taken."""

import re
import time

import msgspec

KEPT = 3300  # seconds for which a cursor is good; events are kept for an hour
MOST_OPEN = 40  # transactions that are named in a cursor; with more it goes back to the oldest of them
_SNAPSHOT = re.compile(r"([0-9]{1,19}):([0-9]{1,19}):([0-9,]*)")
_NUMBERS = r"[0-9]{1,19}(?:\.[0-9]{1,19})"
_CURSOR = re.compile(rf"({_NUMBERS}{{2,42}})(?:-({_NUMBERS}{{1,41}})-([0-9]{{1,18}}))?", re.ASCII)


class Snapshot(msgspec.Struct, frozen=True):
    """Which transactions were over at a moment: all below `xmax` but those that were `open`."""

    xmin: int
    xmax: int
    open: tuple[int, ...] = ()

    def saw(self, xid: int) -> bool:
        """Whether what this transaction wrote was there to be read."""
        return xid < self.xmax and xid not in self.open

    def __str__(self) -> str:
        """As PostgreSQL reads it (pg_snapshot)."""
        return f"{self.xmin}:{self.xmax}:{','.join(map(str, self.open))}"


def read_snapshot(text: str) -> Snapshot:
    """The snapshot from PostgreSQL's text."""
    found = _SNAPSHOT.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return Snapshot(int(found[1]), int(found[2]), tuple(map(int, found[3].split(","))) if found[3] else ())


class Cursor(msgspec.Struct, frozen=True):
    """What an event carries as its id: who gives it back is told everything that came after it.

    `within`: the snapshot of the next look and an event of that: those of the look up to this one were told, too.
    """

    snapshot: Snapshot
    at: int  # seconds since 1970
    within: tuple[Snapshot, int] | None = None

    @property
    def expired(self) -> bool:
        """Whether events after it may be gone."""
        return not -60 <= time.time() - self.at <= KEPT

    def up_to(self, look: Snapshot, event: int) -> "Cursor":
        """Where somebody is who was told the events of the next look, in the order of their ids, up to this one."""
        if self.within is not None and event < self.within[1]:
            return self  # it was committed late; all of its look may be told again
        return Cursor(self.snapshot, self.at, (look, event))

    def __str__(self) -> str:
        within = f"-{_numbers(self.within[0])}-{self.within[1]}" if self.within is not None else ""
        return f"{self.at}.{_numbers(self.snapshot)}{within}"


def read_cursor(text: str) -> Cursor | None:
    """The cursor from its text; None for what is none."""
    found = _CURSOR.fullmatch(text)
    if found is None:
        return None
    at, _, numbers = found[1].partition(".")
    snapshot, look = _snapshot(numbers), _snapshot(found[2] or "1.1")
    if snapshot is None or look is None:
        return None
    return Cursor(snapshot, int(at), (look, int(found[3])) if found[3] else None)


def _numbers(snapshot: Snapshot) -> str:
    s = snapshot
    return ".".join(map(str, (s.xmin, s.xmax, *s.open) if len(s.open) <= MOST_OPEN else (s.xmin, s.xmin)))


def _snapshot(numbers: str) -> Snapshot | None:
    xmin, xmax, *open_ = map(int, numbers.split("."))
    in_order = [xmin, *open_] == sorted({xmin, *open_}) if open_ and open_[0] != xmin else open_ == sorted(set(open_))
    if not 0 < xmin <= xmax or not in_order or any(xid >= xmax for xid in open_):
        return None
    return Snapshot(xmin, xmax, tuple(open_))
