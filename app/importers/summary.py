"""What an import did, by kind of thing."""

from pathlib import Path

import msgspec


class Counts(msgspec.Struct):
    """Numbers of one kind: added, changed, unchanged, and rejected with a reason."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0


class Summary(msgspec.Struct):
    """The result of an import. `seconds` is its whole time; `rejects` the file of what was left out, if any was."""

    source: str
    seconds: float = 0.0
    kinds: dict[str, Counts] = {}
    rejects: Path | None = None
    notes: list[str] = []

    @property
    def added(self) -> int:
        """Things added, of all kinds."""
        return sum(counts.added for counts in self.kinds.values())

    @property
    def changed(self) -> int:
        """Things changed, of all kinds."""
        return sum(counts.changed for counts in self.kinds.values())

    @property
    def rejected(self) -> int:
        """Things rejected, of all kinds."""
        return sum(counts.rejected for counts in self.kinds.values())

    def table(self) -> str:
        """One line a kind, in columns, with the notes and the file of rejects below."""
        width = max([len(kind) for kind in self.kinds] + [4])
        lines = [f"{'':<{width}}  {'added':>9}  {'changed':>9}  {'unchanged':>9}  {'rejected':>9}"]
        lines += [
            f"{kind:<{width}}  {c.added:>9,}  {c.changed:>9,}  {c.unchanged:>9,}  {c.rejected:>9,}"
            for kind, c in self.kinds.items()
            if c != Counts()
        ]
        return "\n".join([*lines, *self.notes, *self._rejects()])

    def _rejects(self) -> list[str]:
        return [f"left out, with reasons: {self.rejects}"] if self.rejects else []

    def __str__(self) -> str:
        """One line: films and credits, then what was left out."""
        parts = []
        for kind in ("films", "people", "credits"):
            if (counts := self.kinds.get(kind)) and counts != Counts():
                parts.append(f"{kind} {_numbers(counts)}")
        rejected = f"; {self.rejected:,} things left out, reasons in {self.rejects}" if self.rejects else ""
        return f"{'; '.join(parts) or 'nothing'}{rejected}"


def _numbers(counts: Counts) -> str:
    given = [(counts.added, "added"), (counts.changed, "changed"), (counts.unchanged, "unchanged")]
    return ", ".join(f"{number:,} {word}" for number, word in given if number) or "none"
