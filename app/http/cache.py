"""The response cache of a process: whole responses, found by call and by address, dropped by tag, by time, by size."""

import asyncio
import time
import zlib
from collections import OrderedDict, defaultdict
from collections.abc import Hashable, Iterable
from hashlib import blake2b

import zstandard

CallKey = tuple[str, Hashable]
MAX_ALIASES = 16
OVERHEAD = 1500  # bytes of a small entry besides its body: objects, keys, headers
MIN_COMPRESSED = 512
REMEMBERED_TAGS = 100_000


class Entry:
    """A response that may be sent again: its body plain and, once asked for, compressed."""

    __slots__ = (
        "aliases", "body", "encoded", "etag", "expires", "head", "hits", "key", "made", "operation", "size", "strong",
        "tags", "varies",
    )  # fmt: skip

    def __init__(self, key: CallKey, operation: object, body: bytes, tags: tuple[str, ...], ttl: float) -> None:
        now = time.monotonic()
        self.key = key
        self.operation = operation
        self.body = body
        self.etag = etag_of(body)
        self.strong = False  # whether the tag names a version, for If-Match
        self.tags = tags
        self.made = now
        self.expires = now + ttl
        self.hits = 0
        self.encoded: dict[str, bytes] = {}
        self.head: dict[str, object] = {}  # the layer in front keeps ready-made headers here
        self.aliases: list[bytes] = []
        self.varies = False  # whether signed-in callers get something else
        self.size = len(body) + OVERHEAD

    def variant(self, encoding: str) -> bytes:
        """The body in an encoding: "", "gzip" or "zstd"."""
        if not encoding:
            return self.body
        found = self.encoded.get(encoding)
        if found is None:
            found = self.encoded[encoding] = compress(self.body, encoding, thorough=True)
        return found


def etag_of(body: bytes) -> bytes:
    """The tag of a body, without quotes; each encoding adds its own suffix."""
    return blake2b(body, digest_size=9).hexdigest().encode()


def compress(body: bytes, encoding: str, *, thorough: bool) -> bytes:
    """The body compressed: thorough for what is kept, quick for what is sent once."""
    if encoding == "zstd":
        return zstandard.ZstdCompressor(level=9 if thorough else 1).compress(body)
    packer = zlib.compressobj(6 if thorough else 1, zlib.DEFLATED, 31)
    return packer.compress(body) + packer.flush()


class Cache:
    """At most `limit` bytes. `enabled` False keeps nothing and finds nothing.

    Who fills an entry takes `now()` before it asks the database; `put` refuses what was touched since.
    """

    def __init__(self, limit: int, enabled: bool = True) -> None:
        self.limit = limit
        self.enabled = enabled
        self.live = False  # true while changes made elsewhere are heard of
        self.by_address: dict[bytes, Entry] = {}
        self.flights: dict[CallKey, asyncio.Future] = {}
        self.bytes = 0
        self.hits = self.misses = self.dropped = self.evicted = self.refused = 0
        self._entries: OrderedDict[CallKey, Entry] = OrderedDict()
        self._by_tag: defaultdict[str, set[CallKey]] = defaultdict(set)
        self._touched: OrderedDict[str, int] = OrderedDict()
        self._clock = 0
        self._floor = 0

    def __len__(self) -> int:
        return len(self._entries)

    def now(self) -> int:
        """The moment, counted in invalidations."""
        return self._clock

    def get(self, key: CallKey) -> Entry | None:
        """The entry of a call, if it is there and fresh."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        if entry.expires < time.monotonic():
            self._remove(entry)
            return None
        self._entries.move_to_end(key)
        return entry

    def alias(self, entry: Entry, address: bytes) -> None:
        """Lets an address find the entry directly. A call has few addresses that matter; the first ones are kept."""
        if len(entry.aliases) < MAX_ALIASES and address not in self.by_address and entry.key in self._entries:
            entry.aliases.append(address)
            self.by_address[address] = entry

    def hit(self, entry: Entry) -> None:
        """Counts a hit by address, and keeps the entry from being the next one to go."""
        self.hits += 1
        entry.hits += 1
        if entry.hits & 7 == 0 and entry.key in self._entries:
            self._entries.move_to_end(entry.key)

    def put(self, key: CallKey, operation: object, body: bytes, tags: Iterable[str], ttl: float, began: int) -> Entry:
        """Makes an entry, and keeps it unless one of its tags was touched since `began`, or it is too big."""
        entry = Entry(key, operation, body, tuple(dict.fromkeys(tags)), ttl)
        stale = began < self._floor or any(self._touched.get(tag, -1) > began for tag in entry.tags)
        if not self.enabled or not self.live or stale or entry.size * 8 > self.limit:
            self.refused += 1
            return entry
        if (old := self._entries.get(key)) is not None:
            self._remove(old)
        self._entries[key] = entry
        for tag in entry.tags:
            self._by_tag[tag].add(key)
        # What a compressed form may add later is reserved now: a body compresses to less than itself.
        entry.size += len(body)
        self.bytes += entry.size
        while self.bytes > self.limit:
            self._remove(next(iter(self._entries.values())))
            self.evicted += 1
        return entry

    def touch(self, tags: Iterable[str]) -> list[Entry]:
        """Drops what has one of these tags, and refuses fills that began earlier. Returns what was dropped."""
        self._clock += 1
        dropped: dict[CallKey, Entry] = {}
        for tag in tags:
            self._touched[tag] = self._clock
            self._touched.move_to_end(tag)
            for key in tuple(self._by_tag.get(tag, ())):
                entry = self._entries[key]
                dropped[key] = entry
                self._remove(entry)
        while len(self._touched) > REMEMBERED_TAGS:
            # What is forgotten counts as touched for everything that began before it.
            self._floor = max(self._floor, self._touched.popitem(last=False)[1])
        self.dropped += len(dropped)
        return list(dropped.values())

    def clear(self) -> list[Entry]:
        """Drops everything: after a time in which changes may have been missed."""
        self._clock += 1
        self._floor = self._clock
        entries = list(self._entries.values())
        self._entries.clear()
        self._by_tag.clear()
        self.by_address.clear()
        self._touched.clear()
        self.flights.clear()
        self.bytes = 0
        self.dropped += len(entries)
        return entries

    def _remove(self, entry: Entry) -> None:
        if self._entries.pop(entry.key, None) is None:
            return
        self.bytes -= entry.size
        for address in entry.aliases:
            self.by_address.pop(address, None)
        for tag in entry.tags:
            keys = self._by_tag[tag]
            keys.discard(entry.key)
            if not keys:
                del self._by_tag[tag]
