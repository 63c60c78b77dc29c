"""What became of everything: numbers by kind, and each thing that was left out, or changed on its way, and why."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from app.importers.summary import Counts, Summary


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that somebody may want to know of.

    `id`: what the older service calls it; `new_id`: what we do; `at`: the file and the line where it stands.
    """

    kind: str
    id: str
    reason: str = ""
    note: str = ""
    new_id: str = ""
    at: str = ""


class Report:
    """Gathers outcomes while a migration runs."""

    def __init__(self, source: str, dry_run: bool) -> None:
        self.source = source
        self.dry_run = dry_run
        self.seconds = 0.0
        self.kinds: dict[str, Counts] = defaultdict(Counts)
        self.rejected: list[Entry] = []
        self.notes: list[Entry] = []

    def add(self, kind: str, old: str, outcome: dict[str, Any], at: str = "", remarks: Sequence[str] = ()) -> None:
        """One outcome, as the SQL functions tell it. `remarks`: what else there is to say of it."""
        counts = self.kinds[kind]
        if outcome["outcome"] == "added":
            counts.added += 1
            if note := "; ".join(filter(None, (outcome.get("note"), *remarks))):
                self.notes.append(Entry(kind, old[:200], note=note, new_id=outcome.get("id") or "", at=at))
        elif outcome["outcome"] == "unchanged":
            counts.unchanged += 1
            if note := outcome.get("note"):
                self.notes.append(Entry(kind, old[:200], note=note, new_id=outcome.get("id") or "", at=at))
        else:
            counts.rejected += 1
            self.rejected.append(Entry(kind, old[:200], reason=outcome["reason"], at=at))

    def summary(self) -> Summary:
        """The numbers, as the imports show theirs."""
        return Summary(source=self.source, seconds=self.seconds, kinds=dict(self.kinds))

    def write(self, path: Path) -> None:
        """Writes all of it as JSON."""
        document = {
            "source": self.source,
            "dry_run": self.dry_run,
            "seconds": round(self.seconds, 1),
            "kinds": dict(self.kinds),
            "rejected": self.rejected,
            "notes": self.notes,
        }
        path.write_bytes(msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n")
