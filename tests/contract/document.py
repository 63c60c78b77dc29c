"""Writes docs/SEEDS.md from the seeds' list: python -m tests.contract.document"""

from collections.abc import Iterator
from pathlib import Path

from tests.contract import listing

TARGET = Path(__file__).parents[2] / "docs/SEEDS.md"
_HEAD = """# What the seed documents name, and where we differ

IWM grew out of five older documents, the seeds. Every table, column, index, job, script, operation and example query
that they name is listed in [tests/contract/seeds/](../tests/contract/seeds), one file an area, and held against an
installed database by `tests/contract`. A difference that is not declared fails there, and so does a declared one that
is no longer so. This page is made from that list: `python -m tests.contract.document`.

Areas built so far: {areas}. What is said of the others is what they will be built to.
"""


def document() -> str:
    """The text of docs/SEEDS.md."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    on = listing.contract()["areas"]
    yield _HEAD.format(areas=", ".join(on))
    counts = listing.contract()["counts"]
    yield "Entries: " + ", ".join(f"{count} of kind {kind}" for kind, count in sorted(counts.items())) + "."
    yield "\n## Everywhere\n\n| | the seeds | here | why |\n|---|---|---|---|"
    for rule in listing.rules():
        seed = rule.seed.replace("(\\d+)", "\\d+").replace("\\d+", "n").replace("\\", "")
        ours = rule.ours.replace("\\d+", "n").replace("\\", "").replace("{1}", "n")
        yield f"| {rule.aspect} | {seed} | {ours} | {rule.reason} |"
    for area in sorted(listing.areas(), key=lambda area: (area not in on, area)):
        rows = [d for d in listing.deviations() if d.area == area]
        if rows:
            yield f"\n## {area.replace('_', ' ').capitalize()}\n\n| of | what | here | why |\n|---|---|---|---|"
            yield from (f"| `{d.of}` | {d.aspect} | {d.ours} | {d.reason} |" for d in rows)


if __name__ == "__main__":
    TARGET.write_text(document())
