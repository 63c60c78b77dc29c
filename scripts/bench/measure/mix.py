"""Reads by Zipf's law and changes to the same films, on two processes: how often the cache answers, and never stale.

A change sets the film's tagline to the next number and touches the film's tag, in one transaction, as a DBA or an
import does it: neither process learns of it other than by the outbox.
"""

import asyncio
import itertools
import re
import time
from collections import defaultdict

import psycopg

from scripts.bench.measure import contestants, goals
from scripts.bench.measure.cached import zipf
from scripts.bench.measure.client import Connection
from scripts.bench.measure.database import Database
from scripts.bench.measure.goals import Figure
from scripts.bench.measure.load import write_requests, wrk
from scripts.bench.measure.options import Options
from scripts.bench.measure.services import Service

READERS = 8  # on each process
WRITERS = 8
WAITING = 8  # changes that may wait for a writer before the readers do
CHANGES = 0.05
GRACE = 0.200  # seconds after the commit in which the old answer may still come
NUMBER = re.compile(rb'"tagline":"bench (\d+)"')


class Mix:
    """The state of one run: what was committed when, what was read."""

    def __init__(self, ports: list[int], films: list[str], seconds: float) -> None:
        self.ports = ports
        self.films = films
        self.until = time.perf_counter() + seconds
        self.commits: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
        self.changes = 0
        self.reads = 0
        self.stale = 0
        self.oldest = 0.0  # how long after a commit the answer before it was still sent, at most
        self.draws = (film for seed in itertools.count(11) for film in zipf(films, 20_000, seed))
        self.due = 0.0
        self.waiting = [asyncio.Queue[str](WAITING) for _writer in range(WRITERS)]

    def behind(self, film: str, sent: float, body: bytes) -> float:
        """Seconds since the commit of the first change that an answer asked for at `sent` does not show; 0 if none."""
        found = NUMBER.search(body)
        number = int(found[1]) if found else 0
        missed = [at for at, change in self.commits[film] if change > number and at < sent]
        return sent - missed[0] if missed else 0.0

    async def read(self, port: int) -> None:
        """Reads until the time is over, and asks for a change after every 19 reads."""
        connection = Connection(port)
        while time.perf_counter() < self.until:
            film = next(self.draws)
            sent = time.perf_counter()
            status, body = await connection.get(f"/v1/movies/{film}")
            if status != 200:
                raise SystemExit(f"/v1/movies/{film}: {status} {body[:200]!r}")
            self.reads += 1
            await self.ask_for_changes()
            late = self.behind(film, sent, body)
            self.oldest = max(self.oldest, late)
            self.stale += late > GRACE
        connection.close()

    async def ask_for_changes(self) -> None:
        """After a read: as many changes as keep their share. Waits where the writers are behind."""
        self.due += CHANGES / (1 - CHANGES)
        if self.due >= 1:
            self.due -= 1
            film = next(self.draws)
            # always the same writer for a film: its changes cannot pass each other
            await self.waiting[hash(film) % WRITERS].put(film)

    async def write(self, dsn: str, films: "asyncio.Queue[str]") -> None:
        """Changes the films that are asked for, until it is cancelled."""
        async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as connection:
            while True:
                film = await films.get()
                self.changes += 1
                number = self.changes
                async with connection.transaction():
                    await connection.execute(
                        "update iwm.movies set tagline = %s where external_id = %s", (f"bench {number}", film)
                    )
                    await connection.execute("select ops.touch(%s)", (f"movie:{film}",))
                self.commits[film].append((time.perf_counter(), number))

    async def run(self, dsn: str) -> None:
        """All readers and writers until the time is over."""
        writers = [asyncio.create_task(self.write(dsn, films)) for films in self.waiting]
        try:
            await asyncio.gather(*(self.read(port) for port in self.ports for _reader in range(READERS)))
        finally:
            for writer in writers:
                writer.cancel()
            ended = await asyncio.gather(*writers, return_exceptions=True)
        for end in ended:
            if isinstance(end, Exception):
                raise end


def measure(database: Database, options: Options) -> list[Figure]:
    """The hit ratio and the stale answers of two processes that share a database."""
    options.say("cache on two processes: Zipf reads, 5 % changes")
    films = [public_id for public_id, _title in database.films()]
    lines = write_requests(options.folder / "zipf.txt", [f"/v1/movies/{film}" for film in zipf(films, 200_000)])
    warm, seconds = (15_000, 3.0) if options.quick else (200_000, 20.0)
    with (
        contestants.iwm(database, cache=True, workers=1, name="iwm-one") as one,
        contestants.iwm(database, cache=True, workers=1, name="iwm-two") as two,
    ):
        # a site that has been up for a while: the films that are read are there
        for service in (one, two):
            done = 0
            while done < warm:
                done += wrk(service.url, lines, connections=options.connections, seconds=1).requests
        before = [counted(service) for service in (one, two)]
        mix = _run(database, [one, two], films, seconds)
        after = [counted(service) for service in (one, two)]
    hits, misses = (sum(late[at] - early[at] for early, late in zip(before, after, strict=True)) for at in (0, 1))
    if abs(hits + misses - mix.reads) > 0.02 * mix.reads:
        raise SystemExit(f"/metrics counted {hits} hits and {misses} misses, and {mix.reads} reads were made")
    note = f"{mix.reads:,} reads, {mix.changes:,} changes; {warm:,} reads of each process before"
    slowest = f"oldest answer {mix.oldest * 1000:.0f} ms after the commit of a newer one"
    return [
        goals.judged(goals.HIT_RATIO, hits / (hits + misses), note),
        goals.judged(goals.STALE, mix.stale, slowest),
    ]


def counted(service: Service) -> tuple[int, int]:
    """Hits and misses of the response cache, as /metrics has them."""
    text = service.get("/metrics")[2].decode()
    hits, misses = (re.search(rf"^iwm_cache_{name}_total ([0-9.e+]+)", text, re.M) for name in ("hits", "misses"))
    if hits is None or misses is None:
        raise SystemExit("/metrics has no counters of the cache: the hit ratio cannot be counted")
    return int(float(hits[1])), int(float(misses[1]))


def _run(database: Database, services: list[Service], films: list[str], seconds: float) -> Mix:
    mix = Mix([service.port for service in services], films, seconds)
    with psycopg.connect(database.owner, autocommit=True) as owner:
        owner.execute("create temp table before as select external_id, tagline from iwm.movies")
        try:
            asyncio.run(mix.run(database.owner))
        finally:
            owner.execute(
                "update iwm.movies m set tagline = b.tagline from before b"
                " where b.external_id = m.external_id and m.tagline is distinct from b.tagline"
            )
            owner.execute("select ops.touch('movies')")
    return mix
