"""What a process holds while it serves: connections, cache, routes; and what keeps them current."""

import asyncio
import contextlib
import os
import time
from collections.abc import Callable, Sequence

import msgspec
from litestar.handlers.base import BaseRouteHandler

from app import __version__
from app.http.cache import Cache, Entry
from app.http.calls import Flusher
from app.http.catalogue import Catalogue, read_catalogue
from app.http.coalesce import Coalescer
from app.http.connection import ConnectionLost
from app.http.database import Pool
from app.http.endpoint import Endpoint, Services
from app.http.front import Front
from app.http.identity import Authenticator, anonymous_only
from app.http.invalidation import Poller
from app.http.logs import log
from app.http.metrics import Metrics
from app.http.parts import Part, Streaming
from app.http.problems import HttpProblem
from app.http.routes import build
from app.http.scrape import FOLDER_VARIABLE, Route, Snapshot, exposition, leave
from app.http.sqlstates import SqlError
from app.http.tasks import end
from app.settings import Settings

WARM_AT_ONCE = 64
WARM_HITS = 2
TICK = 1.0
RELOAD_WAIT = 1.0
DIGESTS = "select c ->> 'digest', c ->> 'files' from api.catalogue() as c"


class Runtime:
    """A process. `dsn` is the database as the application's role; `front` is its ASGI application."""

    def __init__(
        self,
        settings: Settings,
        dsn: str,
        *,
        authenticate: Authenticator = anonymous_only,
        handlers: Sequence[BaseRouteHandler] = (),
        parts: Sequence[Part] = (),
        files_digest: Callable[[], str | None] = lambda: None,
    ) -> None:
        self.settings = settings
        self.dsn = dsn
        self.version = __version__
        self.cache = Cache(settings.cache_mb << 20, settings.cache)
        self.metrics = Metrics()
        self.front = Front(
            self.cache,
            self.metrics,
            production=settings.profile == "production",
            cors_origins=settings.cors_origins,
            max_body_bytes=settings.max_body_bytes,
            trusted_proxies=settings.trusted_proxies,
        )
        self.pool = Pool(dsn, settings.pool_size)
        self.flusher = Flusher(self.front.calls, self.pool)
        self.poller = Poller(dsn, self.cache, self.metrics, self.load, self._dropped, self._polled)
        self.endpoints: dict[str, Endpoint] = {}
        self.loads = 0
        self._authenticate = authenticate
        self._parts = parts
        self._handlers = [*handlers, *(page for part in parts for page in part.pages)]
        self._operations = {name: handler for part in parts for name, handler in part.operations.items()}
        self._files_digest = files_digest
        self._loaded = asyncio.Event()
        self._folder = os.environ.get(FOLDER_VARIABLE)
        self._tasks: set[asyncio.Task] = set()

    async def start(self) -> None:
        """Opens the connections and begins to listen for changes; routes come as soon as the catalogue is read."""
        log.configure(self.settings.log_format, self.settings.log_level)
        size = self.settings.pool_size
        # One lane less than connections, where there are enough: writes shall not wait behind reads.
        fast = max(1, min(FAST_LANES, size - 2))
        self.coalescer = Coalescer(self.pool, fast, max(1, min(2, size - fast - 1)))
        self.services = Services(
            self.pool,
            self.coalescer,
            self.cache,
            self._authenticate,
            self._successor,
            self._operations,
            self.settings.rate_limits,
            self.front.calls,
        )
        self.front.inner, _, self.front.resolve = build(Catalogue(digest=""), self.services, self, self._handlers)
        self.pool.start()
        self.poller.start()
        for part in self._parts:
            await part.start(self.pool)
        self._spawn(self._tick())
        self.flusher.start()

    async def loaded(self, within: float) -> None:
        """Waits for the first routes, but no longer than `within` so many seconds: the database may be away."""
        if not self.front.ready:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(within):
                    await self._loaded.wait()

    async def end_streams(self, within: float) -> None:
        """The process is told to end: what would hold that up (streams) ends first; requests that began go on."""
        streaming = [part for part in self._parts if isinstance(part, Streaming)]
        for part in streaming:
            part.end_streams()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                while any(part.streams for part in streaming):  # noqa: ASYNC110 - once, at the end
                    await asyncio.sleep(0.02)

    async def stop(self) -> None:
        """Ends everything."""
        for part in self._parts:
            await part.stop()
        await end(self._tasks)
        await self.flusher.stop()
        await self.poller.stop()
        await self.coalescer.stop()
        await self.pool.stop()
        log.flush()

    async def load(self, document: bytes) -> None:
        """Builds the routes of a catalogue and lets them take over at once."""
        catalogue = read_catalogue(document)
        inner, endpoints, resolve = build(catalogue, self.services, self, self._handlers)
        self.endpoints = {endpoint.name: endpoint for endpoint in endpoints}
        self.front.inner, self.front.resolve = inner, resolve
        self.front.ready = True
        self.loads += 1
        self._loaded.set()
        self._loaded = asyncio.Event()
        log.info("routes", operations=len(endpoints), digest=catalogue.digest[:12])
        self._spawn(self._warm_all())

    async def _successor(self, endpoint: Endpoint) -> Endpoint | None:
        """The endpoint of the same operation after the load that is being heard of; None where it is gone."""
        if self.endpoints.get(endpoint.name) is endpoint:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(RELOAD_WAIT):
                    await self._loaded.wait()
        newer = self.endpoints.get(endpoint.name)
        same_place = newer is not None and newer.operation.path == endpoint.operation.path
        return newer if same_place else None

    def _spawn(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            log.flush()
            if self._folder:
                leave(self.snapshot(), self._folder)

    async def _warm_all(self) -> None:
        """Asks once for everything that can be kept and needs no argument, before others do."""
        while self.cache.enabled and not self.cache.live:  # noqa: ASYNC110 - once in the life of a process
            await asyncio.sleep(0.05)
        for endpoint in list(self.endpoints.values()):
            operation = endpoint.operation
            ready = not any(arg.required and arg.place != "injected" for arg in operation.args)
            if endpoint.ttl and ready and operation.auth in ("none", "optional") and operation.method == "GET":
                await self._warm(endpoint, [None] * len(operation.args), [f"/v1{operation.path}".encode()])

    def _dropped(self, entries: list[Entry]) -> None:
        """Fills again what was asked for most among the entries that a change dropped."""
        hot = sorted((entry for entry in entries if entry.hits >= WARM_HITS), key=lambda entry: -entry.hits)
        if hot and self.cache.enabled:
            self._spawn(self._refill(hot[:WARM_AT_ONCE]))

    def _polled(self, seconds: float) -> None:
        self.pool.floor += 0.2 * (seconds - self.pool.floor)

    async def _refill(self, entries: list[Entry]) -> None:
        for entry in entries:
            name, values = entry.key
            endpoint = self.endpoints.get(name)
            if endpoint is not None and len(endpoint.operation.args) == len(values):  # type: ignore[arg-type]
                await self._warm(endpoint, list(values), entry.aliases)  # type: ignore[call-overload]

    async def _warm(self, endpoint: Endpoint, values: list[str | None], addresses: list[bytes]) -> None:
        if not self.cache.enabled or self.cache.get((endpoint.name, tuple(values))) is not None:
            return
        try:
            entry = await endpoint.entry(values)
        except (HttpProblem, SqlError, ConnectionLost) as error:
            log.debug("not warmed", function=endpoint.name, error=str(error))
            return
        self.cache.misses -= 1  # nobody asked
        self.metrics.warmed += 1
        if endpoint.viewer_at is None:
            for address in addresses:
                self.cache.alias(entry, address)

    async def readiness(self) -> tuple[bool, bytes]:
        """Ready: the database answers, and the routes are those of the catalogue that is loaded there.

        That it was loaded from other files than ours is told, and no reason to be taken out of service: so it is
        with every process of the old version while a new one is rolled out.
        """
        checks: dict[str, str] = {}
        ready = False
        try:
            [(digest, files)] = await self.pool.run(DIGESTS, (), again=True)
            checks["database"] = "ok"
            ready = (digest or b"").decode() == self.poller.digest
            checks["routes"] = "ok" if ready else "the database holds a newer catalogue: wait a moment"
            ours = self._files_digest()
            if files is not None and ours is not None:
                same = files.decode() == ours
                checks["files"] = (
                    "ok" if same else "the database was loaded from other files: iwm db status tells which"
                )
        except (HttpProblem, SqlError, ConnectionLost) as error:
            checks["database"] = f"not reachable: {error}"
        status = {"status": "ready" if ready else "not ready", "checks": checks, "digest": self.poller.digest}
        return ready, msgspec.json.encode(status)

    def snapshot(self) -> Snapshot:
        """The counters of this moment."""
        cache, pool, metrics = self.cache, self.pool, self.metrics
        coalescer = self.coalescer
        return Snapshot(
            pid=os.getpid(),
            at=time.time(),
            routes=[
                Route(name, cached, dict(stats.statuses), list(stats.buckets), stats.seconds)
                for (name, cached), stats in metrics.routes.items()
            ],
            counters={
                "cache_hits": cache.hits, "cache_misses": cache.misses, "cache_dropped": cache.dropped,
                "cache_evicted": cache.evicted, "cache_warmed": metrics.warmed, "pool_waits": pool.waits,
                "pool_wait_seconds": pool.wait_seconds, "polls": metrics.polls,
                "poll_failures": metrics.poll_failures, "catalogue_loads": self.loads,
            },
            gauges={
                "in_flight": metrics.in_flight, "cache_bytes": cache.bytes, "cache_entries": len(cache),
                "pool_open": pool.open_count, "pool_idle": len(pool.idle), "waiting_calls": coalescer.waiting,
            },
            batches=list(coalescer.batches),
            batched_calls=coalescer.batched_calls,
        )  # fmt: skip

    def exposition(self) -> bytes:
        """Prometheus' text, of all processes of this server."""
        return exposition(self.snapshot(), self._folder)


FAST_LANES = 2  # measured: a third connection for the cheap reads of a process adds nothing on two cores
