"""Reads the seeds' list: seeds/*.toml (one file an area) and contract.toml (what is switched on, rules, counts)."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_INDEX = re.compile(r"CREATE (?P<unique>UNIQUE )?INDEX (?P<name>\w+) (?P<rest>ON (?P<table>\w+) .*);")
_TYPES = {"FLOAT": "double precision", "TIMESTAMP": "timestamp without time zone", "": None}


@dataclass(frozen=True)
class Difference:
    """What the seeds say and what we have. `of` names the entry: movies.title, idx_movies_year, extension pgvector."""

    of: str
    aspect: str
    seed: str
    ours: str


@dataclass(frozen=True)
class Deviation:
    """A declared difference with its reason. The aspect `note` is not compared: it explains what no catalogue shows."""

    of: str
    aspect: str
    ours: str
    reason: str
    area: str


@dataclass(frozen=True)
class Rule:
    """A deviation of a class of entries: patterns over what the seeds say and what we have."""

    aspect: str
    seed: str
    ours: str
    reason: str
    waiting: bool = False

    def covers(self, difference: Difference) -> bool:
        """Whether the difference is of this class."""
        match = re.fullmatch(self.seed, difference.seed) if self.aspect == difference.aspect else None
        if match is None:
            return False
        groups = match.groups()
        ours = re.sub(r"\{(\d)\}", lambda place: groups[int(place[1]) - 1], self.ours)
        return re.fullmatch(ours, difference.ours) is not None


@dataclass(frozen=True)
class Column:
    """A line of a seed's table of columns: name | type | constraints | what it must accept (`= a, b` or `0..10`)."""

    table: str
    name: str
    type: str
    constraints: tuple[str, ...] = ()
    accepts: str = ""

    @property
    def path(self) -> str:
        return f"{self.table}.{self.name}"

    @property
    def seed_type(self) -> str:
        """The seed's type; an INTEGER that is a key or points to one is an `INTEGER key`."""
        is_key = any(c == "PK" or c.startswith("FK ") for c in self.constraints)
        return f"{self.type} key" if is_key and self.type == "INTEGER" else self.type

    @property
    def same_type(self) -> str | None:
        """PostgreSQL's name of the seed's type, if having that would be no difference."""
        return _TYPES.get(self.type, self.type.lower().replace("varchar", "character varying"))

    def constraint(self, start: str) -> str | None:
        """What follows `start` in the constraint that begins with it (`FK → ` gives `movies.id`)."""
        return next((c.removeprefix(start) for c in self.constraints if c.startswith(start)), None)


@dataclass(frozen=True)
class Index:
    """A CREATE INDEX of the seeds; `rest` is what follows its name."""

    name: str
    table: str
    unique: bool
    rest: str


@dataclass(frozen=True)
class Entry:
    """Anything that the seeds name: kind (table, job, script …), name, area, and the fields of its section."""

    kind: str
    name: str
    area: str
    fields: dict[str, Any] = field(hash=False)

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

    @property
    def columns(self) -> list[Column]:
        if self.kind == "column":
            table, name = self.name.split(".")
            return [Column(table, name, self.fields["type"])]
        return [_column(self.name, line) for line in self.fields.get("columns", "").splitlines() if line.strip()]

    @property
    def indexes(self) -> list[Index]:
        return [_index(line) for line in self.fields.get("indexes", "").splitlines() if line.strip()]

    @property
    def paths(self) -> set[str]:
        """The names by which a deviation may point into this entry."""
        names = {str(self)}
        if self.kind in ("table", "column"):
            names |= {self.name, *(c.path for c in self.columns), *(i.name for i in self.indexes)}
        return names


def _column(table: str, line: str) -> Column:
    name, type_, constraints, accepts = ([part.strip() for part in line.split("|")] + [""] * 2)[:4]
    return Column(table, name, type_, tuple(c.strip() for c in constraints.split(",") if c.strip()), accepts)


def _index(line: str) -> Index:
    match = _INDEX.fullmatch(line.strip())
    if match is None:
        raise ValueError(f"not a CREATE INDEX of one line: {line}")
    return Index(match["name"], match["table"], bool(match["unique"]), match["rest"])


@cache
def contract() -> dict[str, Any]:
    """contract.toml."""
    return tomllib.loads((HERE / "contract.toml").read_text())


@cache
def rules() -> list[Rule]:
    """The deviations of whole classes."""
    return [Rule(**rule) for rule in contract()["rule"]]


@cache
def areas() -> dict[str, dict[str, Any]]:
    """The files of seeds/, by area."""
    return {path.stem: tomllib.loads(path.read_text()) for path in sorted((HERE / "seeds").glob("*.toml"))}


@cache
def entries() -> list[Entry]:
    """Everything that the seeds name, in all areas."""
    return [
        Entry(kind, name, area, fields)
        for area, kinds in areas().items()
        for kind, named in kinds.items()
        if kind != "deviations"
        for name, fields in named.items()
    ]


@cache
def deviations() -> list[Deviation]:
    """Every deviation declared by an area."""
    return [Deviation(*row, area=area) for area, kinds in areas().items() for row in kinds["deviations"]]


def switched_on(*kinds: str) -> list[Entry]:
    """The entries of the areas that are built, of the given kinds (all without any)."""
    return [e for e in entries() if e.area in contract()["areas"] and (not kinds or e.kind in kinds)]
