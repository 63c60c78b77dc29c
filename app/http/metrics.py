"""What a process counts. Counting is a few list steps a request; Prometheus' text is made when it is asked for."""

from bisect import bisect_left
from typing import Any

BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class RouteStats:
    """Answers of one route, from the cache or not: by status, and by time."""

    __slots__ = ("buckets", "seconds", "statuses")

    def __init__(self) -> None:
        self.statuses: dict[int, int] = {}
        self.buckets = [0] * (len(BUCKETS) + 1)
        self.seconds = 0.0


class Metrics:
    """The counters of a process."""

    def __init__(self) -> None:
        self.in_flight = 0
        self.access_log = True
        self.routes: dict[tuple[str, bool], RouteStats] = {}
        self.statements = 0
        self.reloads = 0
        self.polls = 0
        self.poll_failures = 0
        self.warmed = 0

    def observe(self, operation: Any, status: int, seconds: float, from_cache: bool) -> None:
        """Counts an answer. `operation` is the function's name, None where no operation was reached."""
        key = (operation or "other", from_cache)
        stats = self.routes.get(key)
        if stats is None:
            stats = self.routes[key] = RouteStats()
        statuses = stats.statuses
        statuses[status] = statuses.get(status, 0) + 1
        stats.buckets[bisect_left(BUCKETS, seconds)] += 1
        stats.seconds += seconds
