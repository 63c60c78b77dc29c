"""What one run does: how long, how often, which parts."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Options:
    """`seconds` a turn, `rounds` of turns; `quick` leaves out what needs its time."""

    folder: Path
    seconds: float
    rounds: int
    quick: bool
    peers: bool
    connections: int = 64
    clients: int = 16
    say: Callable[[str], None] = print
