"""Prints which PL/pgSQL statements the suite ran, from the file that tests/support/profiler.py writes."""

import json
import sys
from pathlib import Path

SHOWN = 15


def report(file: Path) -> float:
    """Prints the least covered functions and the total; returns the percentage of statements that ran."""
    functions: dict[str, list[dict[str, object]]] = json.loads(file.read_text())
    counted = {
        name: (sum(bool(statement["ran"]) for statement in statements), len(statements))
        for name, statements in functions.items()
    }
    ran = sum(done for done, _ in counted.values())
    total = sum(count for _, count in counted.values())
    incomplete = (name for name, (done, count) in counted.items() if done < count)
    gaps = sorted(incomplete, key=lambda name: _rank(counted[name]))
    for name in gaps[:SHOWN]:
        done, count = counted[name]
        lines = sorted({int(str(s["line"])) for s in functions[name] if not s["ran"]})
        print(f"{100 * done / count:5.1f} %  {name}  not run: line {', '.join(map(str, lines))} of its body")
    if len(gaps) > SHOWN:
        print(f"… and {len(gaps) - SHOWN} more that are not complete")
    print(f"{ran} of {total} statements in {len(functions)} functions; the generated *__batch and *__call are left out")
    return 100 * ran / total if total else 0.0


def _rank(counts: tuple[int, int]) -> tuple[int, float]:
    """Most statements missing first."""
    done, count = counts
    return (done - count, done / count)


if __name__ == "__main__":
    print(f"{report(Path(sys.argv[1])):.1f} %")
