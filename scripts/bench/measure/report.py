"""What is printed and written: the table of figures, JSON, and the data that the picture is drawn from."""

import json
from collections.abc import Iterable
from pathlib import Path

from scripts.bench.measure.goals import Figure


def number(value: float) -> str:
    """A value with as many digits as it deserves."""
    if value == int(value) and abs(value) < 1000:
        return f"{value:.0f}"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 20 else f"{value:.2f}"


def table(figures: Iterable[Figure]) -> str:
    """The figures as a table in Markdown: those with a goal first."""
    rows = [("figure", "measured", "goal", "", "note")]
    ordered = sorted(figures, key=lambda figure: not figure.goal)
    for figure in ordered:
        mark = {True: "kept", False: "MISSED", None: ""}[figure.ok]
        unit = "" if figure.unit == "ratio" else f" {figure.unit}"
        goal = figure.goal + (unit if figure.goal else "")
        rows.append((figure.name, number(figure.value) + unit, goal, mark, figure.note))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    padded = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    lines = [f"| {' | '.join(cells)} |" for cells in padded]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def write_json(path: Path, figures: Iterable[Figure]) -> None:
    """The list of {name, value, unit, goal, ok, note}."""
    path.write_text(json.dumps([figure.as_dict() for figure in figures], indent=1, ensure_ascii=False) + "\n")
