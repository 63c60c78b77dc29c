"""Draws the picture of a run: python picture.py rates.json picture.png (with the peers' Python, which has matplotlib).

rates.json: {"title": …, "pages": {page: {contestant: requests a second}}, "cached": {contestant: requests a second}}
"""

import json
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt

COLOURS = {
    "pgbench": "#8d99ae",
    "IWM": "#d1495b",
    "FastAPI": "#3d8f7d",
    "FastAPI, joined": "#7fb5a8",
    "Django REST": "#30638e",
    "bare Litestar": "#8d99ae",
    "IWM, cached": "#d1495b",
    "IWM, 304": "#e68a96",
}


def bars(axes, rates: "dict[str, float]", title: str) -> None:
    """One panel: a bar a contestant, with its figure."""
    names = list(rates)[::-1]
    values = [rates[name] for name in names]
    drawn = axes.barh(names, values, color=[COLOURS.get(name, "#999999") for name in names], height=0.66)
    axes.bar_label(drawn, labels=[f"{value:,.0f}" for value in values], padding=4, fontsize=9)
    axes.set_title(title, fontsize=10, loc="left")
    axes.set_xlim(0, max(values) * 1.2)
    axes.xaxis.set_visible(False)
    axes.tick_params(axis="y", length=0, labelsize=9)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)


def main(source: Path, target: Path) -> None:
    """Reads the rates and writes the PNG."""
    data = json.loads(source.read_text())
    panels = [*data["pages"].items(), *([("film page, cached", data["cached"])] if data.get("cached") else [])]
    columns = 2 if len(panels) > 1 else 1
    rows = -(-len(panels) // columns)
    figure, grid = plt.subplots(rows, columns, figsize=(5 * columns, 2.1 * rows), squeeze=False)
    for axes in grid.flat[len(panels) :]:
        axes.axis("off")
    for axes, (title, rates) in zip(grid.flat, panels, strict=False):
        bars(axes, rates, title)
    figure.suptitle(data["title"], fontsize=9, color="#555555", x=0.01, ha="left")
    figure.tight_layout()
    figure.savefig(target, dpi=110, metadata={"Software": None})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
