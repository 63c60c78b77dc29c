"""/metrics: the counters of all processes of this server as Prometheus' text.

Each process leaves its counters in a folder once a second; the one that is asked adds up what it finds there. Counters
of processes that ended stay in the sums, so that they never go down; gauges are those of processes that are alive.
"""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric

from app.http.coalesce import BATCH_BUCKETS
from app.http.metrics import BUCKETS

CONTENT_TYPE = b"text/plain; version=1.0.0; charset=utf-8"
FOLDER_VARIABLE = "IWM_METRICS_FOLDER"
ALIVE = 5.0  # seconds since a process last wrote


class Route(msgspec.Struct):
    """The answers of one route, from the cache or not."""

    operation: str
    cached: bool
    statuses: dict[int, int]
    buckets: list[int]
    seconds: float


class Snapshot(msgspec.Struct):
    """The counters of a process at a moment (seconds since 1970)."""

    pid: int
    at: float
    routes: list[Route] = []
    counters: dict[str, float] = {}
    gauges: dict[str, float] = {}
    batches: list[int] = []
    batched_calls: int = 0


COUNTERS = {
    "cache_hits": "Answers out of the response cache.",
    "cache_misses": "Calls that the response cache did not have.",
    "cache_dropped": "Cached answers dropped because of a change.",
    "cache_evicted": "Cached answers dropped for want of room.",
    "cache_warmed": "Cached answers made before anybody asked.",
    "pool_waits": "Waits for a database connection.",
    "pool_wait_seconds": "Seconds spent waiting for a database connection.",
    "polls": "Questions for changes made elsewhere.",
    "poll_failures": "Questions for changes that failed.",
    "catalogue_loads": "Times that the routes were built from the catalogue.",
}
GAUGES = {
    "in_flight": "Requests being answered.",
    "cache_bytes": "Bytes held by the response cache.",
    "cache_entries": "Answers held by the response cache.",
    "pool_open": "Open database connections.",
    "pool_idle": "Idle database connections.",
    "waiting_calls": "Calls that wait for a database connection.",
}


class _Sum:
    """The snapshots of all processes as metrics."""

    def __init__(self, snapshots: list[Snapshot]) -> None:
        self.snapshots = snapshots
        self.alive = [snapshot for snapshot in snapshots if time.time() - snapshot.at < ALIVE]

    def collect(self) -> Iterator[Metric]:
        yield from self._routes()
        for name, text in COUNTERS.items():
            value = sum(snapshot.counters.get(name, 0) for snapshot in self.snapshots)
            yield CounterMetricFamily(f"iwm_{name}", text, value=value)
        hits, misses = (
            sum(snapshot.counters.get(name, 0) for snapshot in self.snapshots)
            for name in ("cache_hits", "cache_misses")
        )
        yield GaugeMetricFamily(
            "iwm_cache_hit_ratio", "Hits of all answers that may be cached.", value=hits / max(hits + misses, 1)
        )
        yield self._batches()
        for name, text in GAUGES.items():
            gauge = GaugeMetricFamily(f"iwm_{name}", text, labels=["pid"])
            for snapshot in self.alive:
                gauge.add_metric([str(snapshot.pid)], snapshot.gauges.get(name, 0))
            yield gauge
        memory = GaugeMetricFamily("iwm_resident_memory_bytes", "Memory of a process.", labels=["pid"])
        for snapshot in self.alive:
            memory.add_metric([str(snapshot.pid)], _resident(snapshot.pid))
        yield memory

    def _routes(self) -> Iterator[Metric]:
        requests = CounterMetricFamily(
            "iwm_http_requests", "Answers, by operation, status and cache.", labels=["operation", "status", "cache"]
        )
        times = HistogramMetricFamily(
            "iwm_http_request_duration_seconds", "Time to answer.", labels=["operation", "cache"]
        )
        sums: dict[tuple[str, str], Route] = {}
        for route in (route for snapshot in self.snapshots for route in snapshot.routes):
            key = (route.operation, "hit" if route.cached else "miss")
            total = sums.setdefault(key, Route(route.operation, route.cached, {}, [0] * len(route.buckets), 0.0))
            total.buckets = [a + b for a, b in zip(total.buckets, route.buckets, strict=True)]
            total.seconds += route.seconds
            for status, count in route.statuses.items():
                total.statuses[status] = total.statuses.get(status, 0) + count
        for (operation, cache), total in sorted(sums.items()):
            for status, count in sorted(total.statuses.items()):
                requests.add_metric([operation, str(status), cache], count)
            times.add_metric([operation, cache], _cumulated(BUCKETS, total.buckets), total.seconds)
        yield requests
        yield times

    def _batches(self) -> Metric:
        counts = [0] * (len(BATCH_BUCKETS) + 1)
        for snapshot in self.snapshots:
            counts = [a + b for a, b in zip(counts, snapshot.batches or [0] * len(counts), strict=True)]
        family = HistogramMetricFamily("iwm_batch_calls", "Calls that left in one statement.")
        family.add_metric([], _cumulated(BATCH_BUCKETS, counts), sum(s.batched_calls for s in self.snapshots))
        return family


def _cumulated(bounds: tuple[float, ...], counts: list[int]) -> list[tuple[str, float]]:
    out, total = [], 0
    for bound, count in zip((*bounds, float("inf")), counts, strict=True):
        total += count
        out.append(("+Inf" if bound == float("inf") else str(bound), total))
    return out


def _resident(pid: int) -> int:
    """Bytes of memory of a process; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0


def exposition(own: Snapshot, folder: str | None) -> bytes:
    """The text for Prometheus, of this process and of those that write to the folder."""
    snapshots = [own]
    for path in Path(folder).glob("*.json") if folder else ():
        with contextlib.suppress(OSError, msgspec.DecodeError):
            other = msgspec.json.decode(path.read_bytes(), type=Snapshot)
            if other.pid != own.pid:
                snapshots.append(other)
    registry = CollectorRegistry()
    registry.register(_Sum(snapshots))
    return generate_latest(registry)


def leave(own: Snapshot, folder: str) -> None:
    """Writes the counters of this process where the others find them."""
    target = Path(folder) / f"{own.pid}.json"
    draft = target.with_suffix(".new")
    with contextlib.suppress(OSError):
        draft.write_bytes(msgspec.json.encode(own))
        draft.replace(target)
