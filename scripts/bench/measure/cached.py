"""What the response cache gives: against a bare handler, against no cache, and the latencies under load."""

import random
from pathlib import Path

from scripts.bench.measure import contestants, goals
from scripts.bench.measure.compare import interleave, median, middle, ratios, spread
from scripts.bench.measure.database import Database
from scripts.bench.measure.goals import Figure
from scripts.bench.measure.load import Load, write_requests, wrk
from scripts.bench.measure.options import Options
from scripts.bench.measure.services import Service

HOT = 500  # films in the hot set of the cached measurements


def hot_films(database: Database) -> list[str]:
    """The paths of the hot films."""
    return [f"/v1/movies/{public_id}" for public_id, _title in database.films()[:HOT]]


def etags(service: Service, paths: list[str]) -> list[str]:
    """Request lines with the ETag that the server gave, for conditional requests."""
    found = []
    for path in paths:
        status, headers, _body = service.get(path)
        if status != 200 or "etag" not in headers:
            raise SystemExit(f"{path}: {status}, no ETag: conditional requests cannot be measured")
        found.append(f"{path}\t{headers['etag']}")
    return found


def typical_body(service: Service, paths: list[str], target: Path) -> Path:
    """Writes the body of middle length, for the bare handler."""
    bodies = sorted((service.get(path)[2] for path in paths[:101]), key=len)
    target.write_bytes(bodies[len(bodies) // 2])
    return target


def measure(field: contestants.Field, options: Options) -> tuple[list[Figure], dict[str, float]]:
    """Cached and 304 against the bare handler; cached against uncached at 100 connections; the tail at 70 %."""
    paths = hot_films(field.database)
    lines = write_requests(options.folder / "hot.txt", paths)
    cached, uncached = field.iwm(cache=True), field.iwm(cache=False)
    body = typical_body(cached, paths, options.folder / "body.json")
    with contestants.bare_litestar(body) as bare:
        conditional = write_requests(options.folder / "conditional.txt", etags(cached, paths))

        options.say("cached: IWM, IWM with If-None-Match, bare Litestar")

        def turn(service: Service, file: Path, connections: int = options.connections) -> Load:
            return wrk(service.url, file, connections=connections, seconds=options.seconds)

        turn(cached, lines)
        probe = wrk(cached.url, conditional, connections=8, seconds=1, check=True)
        if probe.unchanged != probe.requests:
            raise SystemExit(f"304 was the answer to {probe.unchanged} of {probe.requests} conditional requests")
        runs = interleave(
            {
                "cached": lambda: turn(cached, lines),
                "bare": lambda: turn(bare, lines),
                "unchanged": lambda: turn(cached, conditional),
            },
            options.rounds,
        )
        figures = []
        for name, goal in (("cached", goals.CACHED_BARE), ("unchanged", goals.UNCHANGED_BARE)):
            each = ratios(runs, name, "bare")
            figures.append(goals.judged(goal, median(each), f"{spread(each)} in {len(each)} rounds"))
        labels = {"cached": "IWM, cached", "unchanged": "IWM, 304", "bare": "bare Litestar"}
        rates = {labels[name]: middle(loads) for name, loads in runs.items()}
        figures += [Figure(f"film page, {name}", rate, "requests/s") for name, rate in rates.items()]

        options.say("100 connections: cached, not cached")
        figures += _hundred(cached, uncached, options, paths)
        options.say("1,000 connections")
        figures.append(_thousand(cached, uncached, options, lines))
        if not options.quick:  # a hundredth of one second is too few
            options.say("70 % of the maximum")
            figures.append(_tail(uncached, options, lines))
    return figures, rates


def _hundred(cached: Service, uncached: Service, options: Options, paths: list[str]) -> list[Figure]:
    lines = write_requests(options.folder / "hundred.txt", paths)
    runs = interleave(
        {
            "cached": lambda: wrk(cached.url, lines, connections=100, seconds=options.seconds),
            "uncached": lambda: wrk(uncached.url, lines, connections=100, seconds=options.seconds),
        },
        options.rounds,
    )
    each = ratios(runs, "cached", "uncached", lambda load: load.p50)
    p50 = {name: middle(loads, lambda load: load.p50) for name, loads in runs.items()}
    note = f"p50 {p50['cached']:.2f} and {p50['uncached']:.2f} ms, {spread(each)} in {len(each)} rounds"
    return [
        goals.judged(goals.CACHED_P50, median(each), note),
        goals.judged(goals.CACHED_P95, middle(runs["cached"], lambda load: load.p95)),
        goals.judged(goals.UNCACHED_P95, middle(runs["uncached"], lambda load: load.p95)),
    ]


def _thousand(cached: Service, uncached: Service, options: Options, lines: Path) -> Figure:
    loads = [wrk(service.url, lines, connections=1000, seconds=options.seconds) for service in (cached, uncached)]
    note = ", ".join(
        f"{name} {load.requests:,} requests, p99 {load.p99:.0f} ms"
        for name, load in zip(("cached", "not cached"), loads, strict=True)
    )
    return goals.judged(goals.ERRORS_1000, sum(load.errors for load in loads), note)


def _tail(service: Service, options: Options, lines: Path, users: int = 256) -> Figure:
    """p99 / p50 of `users` who come at 70 % of the maximum rate without waiting for each other."""
    best = wrk(service.url, lines, connections=options.connections, seconds=options.seconds).rate
    wanted = best * 0.7
    pause = think = users / wanted * 1000  # ms between two requests of one user, the answer's time included
    for _time in range(3):
        seen = wrk(service.url, lines, connections=users, seconds=options.seconds, think_ms=think)
        think = max(1.0, think + pause - users / seen.rate * 1000)  # takes off what the answer and the timers take
    turns = [
        wrk(service.url, lines, connections=users, seconds=options.seconds, think_ms=think)
        for _round in range(options.rounds)
    ]
    value = median([load.p99 / load.p50 for load in turns])
    rate, p50, p99 = (middle(turns, what) for what in (lambda t: t.rate, lambda t: t.p50, lambda t: t.p99))
    note = f"{rate:,.0f} of {best:,.0f} requests/s ({rate / best:.0%}), p50 {p50:.2f} ms, p99 {p99:.2f} ms"
    return goals.judged(goals.TAIL, value, note)


def zipf(paths: list[str], count: int, seed: int = 7) -> list[str]:
    """`count` draws where the n-th path comes with a weight of 1 / n."""
    chance = random.Random(seed)
    return chance.choices(paths, weights=[1 / rank for rank in range(1, len(paths) + 1)], k=count)
