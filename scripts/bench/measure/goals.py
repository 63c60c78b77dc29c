"""The figures that are promised, and whether a measurement keeps them."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Goal:
    """A figure with its bound: `sense` is ">=" , "<=", "<" or ">"."""

    name: str
    unit: str
    sense: str
    bound: float

    def holds(self, value: float) -> bool:
        """True if `value` keeps the goal."""
        kept = {
            ">=": value >= self.bound,
            "<=": value <= self.bound,
            ">": value > self.bound,
            "<": value < self.bound,
        }
        return kept[self.sense]

    @property
    def text(self) -> str:
        """The goal as it is printed: >= 0.3."""
        return f"{self.sense} {self.bound:g}"


@dataclass(frozen=True)
class Figure:
    """A measured value; `goal` is empty where it is only told. `ok` is None without a goal."""

    name: str
    value: float
    unit: str
    goal: str = ""
    ok: bool | None = None
    note: str = ""

    def as_dict(self) -> dict[str, object]:
        """What --json writes."""
        return {**asdict(self), "value": round(self.value, 4)}


def judged(goal: Goal, value: float, note: str = "") -> Figure:
    """The figure of a goal."""
    return Figure(goal.name, value, goal.unit, goal.text, goal.holds(value), note)


FILM_PGBENCH = Goal("film page, not cached / pgbench", "ratio", ">=", 0.30)
FILM_FASTAPI = Goal("film page, not cached / FastAPI + SQLAlchemy", "ratio", ">=", 12)
FILM_DRF = Goal("film page, not cached / Django REST", "ratio", ">=", 18)
CACHED_BARE = Goal("film page, cached / bare Litestar handler", "ratio", ">=", 0.90)
UNCHANGED_BARE = Goal("film page, 304 / bare Litestar handler", "ratio", ">=", 0.90)
CACHED_P50 = Goal("cached / not cached, p50 at 100 connections", "ratio", "<=", 0.5)
HIT_RATIO = Goal("cache hit ratio: Zipf reads 95 %, changes 5 %, two processes", "ratio", ">", 0.80)
STALE = Goal("stale answers later than 200 ms after a change", "answers", "<=", 0)
CACHED_P95 = Goal("p95 at 100 connections, cached", "ms", "<", 200)
UNCACHED_P95 = Goal("p95 at 100 connections, not cached", "ms", "<", 500)
STATEMENTS = Goal("statements per uncached request", "statements", "<=", 1.00)
MEMORY = Goal("memory of a process, after 100,000 requests / after 10,000", "ratio", "<=", 1.1)
ERRORS_1000 = Goal("errors at 1,000 open connections", "errors", "<=", 0)
TAIL = Goal("p99 / p50 at 70 % of the maximum", "ratio", "<=", 5)

ALL = (
    FILM_PGBENCH,
    FILM_FASTAPI,
    FILM_DRF,
    CACHED_BARE,
    UNCHANGED_BARE,
    CACHED_P50,
    HIT_RATIO,
    STALE,
    CACHED_P95,
    UNCACHED_P95,
    STATEMENTS,
    MEMORY,
    ERRORS_1000,
    TAIL,
)
