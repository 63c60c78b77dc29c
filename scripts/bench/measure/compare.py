"""Side by side: contestants take turns, and a ratio is the median of the ratios of the rounds."""

import statistics
from collections.abc import Callable, Mapping

from scripts.bench.measure.load import Load

Runs = dict[str, list[Load]]


def interleave(contestants: Mapping[str, Callable[[], Load]], rounds: int) -> Runs:
    """Runs all contestants in each round, in the opposite order every other round (A B C, C B A, …)."""
    runs: Runs = {name: [] for name in contestants}
    for number in range(rounds):
        names = list(contestants) if number % 2 == 0 else list(reversed(contestants))
        for name in names:
            runs[name].append(contestants[name]())
    return runs


def ratios(runs: Runs, one: str, other: str, what: Callable[[Load], float] = lambda load: load.rate) -> list[float]:
    """The ratio one / other of each round."""
    return [what(a) / what(b) if what(b) else 0.0 for a, b in zip(runs[one], runs[other], strict=True)]


def median(values: list[float]) -> float:
    """The middle value; 0 of nothing."""
    return statistics.median(values) if values else 0.0


def middle(loads: list[Load], what: Callable[[Load], float] = lambda load: load.rate) -> float:
    """The median of one figure over the rounds."""
    return median([what(load) for load in loads])


def spread(values: list[float]) -> str:
    """Lowest to highest, for the table."""
    return f"{min(values):.2f}-{max(values):.2f}" if values else ""
