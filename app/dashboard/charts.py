"""Charts as SVG, drawn on the server: no script, no styles in attributes."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from app.dashboard.words import seconds

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 460, 150, 48, 10, 20
FLOOR = HEIGHT - BOTTOM
WIDE, NAMES, ROW, TASKS = 1200, 190, 24, 20  # of heat
LEAST = 0.001  # seconds at the foot of a chart of times


def bars(rows: Sequence[Mapping[str, Any]], name: str, label: str) -> Markup:
    """Jobs that completed, and failed on top, for each row; `name`: its time (minute, hour, day)."""
    most = max([row["completed"] + row["failed"] for row in rows] or [0])
    top = _round_up(most)
    step = (WIDTH - LEFT) / max(len(rows), 1)
    parts = [*_lines_across([(0, "0"), (0.5, f"{top / 2:,g}"), (1, f"{top:,g}")]), *_ends(rows, name)]
    for at, row in enumerate(rows):
        low = 0.0
        for kind in ("completed", "failed"):
            height = row[kind] / top * (FLOOR - TOP)
            if height:
                x, y, height = LEFT + at * step + 1, FLOOR - low - max(height, 1.5), max(height, 1.5)
                text = escape(f"{when(row[name], name)}: {row['completed']:,} completed, {row['failed']:,} failed")
                parts.append(
                    f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{max(step - 2, 1):.1f}"'
                    f' height="{height:.1f}"><title>{text}</title></rect>'
                )
                low += height
    return _svg(label, parts)


def times(rows: Sequence[Mapping[str, Any]], names: Sequence[str], name: str, label: str) -> Markup:
    """Seconds by powers of ten, a line for each of `names`; gaps where nothing ended."""
    values = [row[line] for row in rows for line in names if row.get(line) is not None]
    decades = max(math.ceil(math.log10(max([*values, LEAST * 10]) / LEAST) - 1e-9), 1)
    marks = range(0, decades + 1, 1 + decades // 5)
    parts = [*_lines_across([(n / decades, _round(LEAST * 10**n)) for n in marks]), *_ends(rows, name)]

    def height(value: float) -> float:
        return math.log10(max(value, LEAST) / LEAST) / decades

    for line in names:
        parts += _line(rows, line, height)
    return _svg(label, parts)


def rates(rows: Sequence[Mapping[str, Any]], name: str, label: str) -> Markup:
    """The share of failed jobs for each row, from 0 to 100 %; gaps where nothing ended."""
    found = [
        {"rate": row["failed"] / all_ if (all_ := row["completed"] + row["failed"]) else None, name: row[name]}
        for row in rows
    ]
    most = max([row["rate"] or 0 for row in found] or [0])
    top = next(step for step in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0) if most <= step)
    marks = [(0, "0 %"), (0.5, f"{top * 50:g} %"), (1, f"{top * 100:g} %")]
    parts = [*_lines_across(marks), *_ends(rows, name), *_line(found, "rate", lambda value: value / top)]
    return _svg(label, parts)


def heat(tasks: Sequence[Mapping[str, Any]], label: str) -> Markup:
    """The share of failed jobs: a row a task (the first TASKS), a cell a day, the redder the more failed."""
    days = [day["day"] for day in tasks[0]["days"]] if tasks else []
    cell = (WIDE - NAMES) / max(len(days), 1)
    parts = []
    for at, day in enumerate(days):
        if (len(days) - 1 - at) % (len(days) // 10 + 1) == 0:
            x = NAMES + (at + 0.5) * cell
            parts.append(f'<text x="{x:.1f}" y="14" text-anchor="middle">{escape(day[5:])}</text>')
    for row, task in enumerate(tasks[:TASKS]):
        y = 20 + row * ROW
        name = escape(task["task"] if len(task["task"]) <= 26 else task["task"][:25] + "…")
        full = escape(f"{task['task']} ({task['queue']})")
        parts.append(f'<text x="{NAMES - 8}" y="{y + 16}" text-anchor="end">{name}<title>{full}</title></text>')
        for at, day in enumerate(task["days"]):
            x, rate = NAMES + at * cell, day["failed"] / day["ended"] if day["ended"] else None
            of = f"{day['failed']:,} of {day['ended']:,} failed" if rate is not None else "no jobs"
            box = f'x="{x + 1:.1f}" y="{y}" width="{cell - 2:.1f}" height="{ROW - 2}" rx="3"'
            parts.append(
                f'<rect class="{_degree(rate)}" {box}><title>{full}, {escape(day["day"])}: {of}</title></rect>'
            )
            if rate and len(days) <= 31:
                text = f"{rate * 100:.1f}" if rate < 0.0995 else f"{rate * 100:.0f}"
                unit = " %" if len(days) <= 10 else ""
                middle = f'x="{x + cell / 2:.1f}" y="{y + 15.5}" text-anchor="middle"'
                parts.append(f'<text class="value" {middle}>{text}{unit}</text>')
    return _svg(label, parts, WIDE, 20 + ROW * min(len(tasks), TASKS))


def _degree(rate: float | None) -> str:
    if rate is None:
        return "none"
    return next(f"h{n}" for n, most in enumerate((0, 0.01, 0.05, 0.1, 0.25, 1)) if rate <= most)


def when(text: str, name: str) -> str:
    """The time of a row, as short as its step allows."""
    return {"minute": text[11:16], "hour": text[5:16].replace("T", " "), "day": text[:10]}[name]


def _line(rows: Sequence[Mapping[str, Any]], name: str, height: Any) -> list[str]:
    step = (WIDTH - LEFT) / max(len(rows) - 1, 1)
    parts: list[str] = []
    points: list[str] = []
    for at, row in enumerate([*rows, {}]):
        value = row.get(name)
        if value is not None:
            points.append(f"{LEFT + at * step:.1f},{FLOOR - height(value) * (FLOOR - TOP):.1f}")
        elif points:
            x, y = points[0].split(",")
            parts.append(
                f'<polyline class="{escape(name)}" points="{" ".join(points)}"/>'
                if len(points) > 1
                else f'<circle class="{escape(name)}" cx="{x}" cy="{y}" r="2.5"/>'
            )
            points = []
    return parts


def _round_up(most: float) -> float:
    """The next number that reads well: 1, 2, 5 and ten times of these."""
    if most <= 2:
        return 2
    size = 10 ** math.floor(math.log10(most))
    return next(size * step for step in (1, 2, 5, 10) if most <= size * step)


def _round(value: float) -> str:
    return f"{value * 1000:g} ms" if value < 1 else f"{value:g} s" if value < 100 else seconds(value)


def _lines_across(marks: Sequence[tuple[float, str]]) -> list[str]:
    parts = []
    for share, text in marks:
        y = FLOOR - share * (FLOOR - TOP)
        kind = "grid" if share else "axis"
        parts.append(f'<line class="{kind}" x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{escape(text)}</text>')
    return parts


def _ends(rows: Sequence[Mapping[str, Any]], name: str) -> list[str]:
    if not rows:
        return [f'<text x="{WIDTH / 2}" y="{HEIGHT / 2}" text-anchor="middle">nothing yet</text>']
    first, last = (escape(when(row[name], name)) for row in (rows[0], rows[-1]))
    return [
        f'<text x="{LEFT}" y="{HEIGHT - 4}">{first}</text>',
        f'<text x="{WIDTH}" y="{HEIGHT - 4}" text-anchor="end">{last} UTC</text>',
    ]


def _svg(label: str, parts: Sequence[str], width: int = WIDTH, height: int = HEIGHT) -> Markup:
    # every text in the parts is escaped where it is put in
    return Markup(  # noqa: S704 # nosec B704
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}">{"".join(parts)}</svg>'
    )
