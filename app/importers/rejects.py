"""The file of what an import left out: a JSON object a line, with kind, where, what and why."""

import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import msgspec

from app.errors import Problem


class Rejects:
    """Writes while the import runs; kept when it is committed, removed when it failed or nothing was rejected."""

    def __init__(self, source: str, folder: Path | None) -> None:
        self._folder = folder or Path(tempfile.gettempdir()) / "iwm-imports"
        self._name = f"{source}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.rejected.jsonl"
        self._file: IO[bytes] | None = None
        self._encode = msgspec.json.Encoder().encode
        self.counts: Counter[str] = Counter()

    @property
    def path(self) -> Path | None:
        """The file, once something was rejected."""
        return self._folder / self._name if self._file else None

    def add(self, kind: str, reason: str, count: bool = True, **details: Any) -> None:
        """One rejected thing; `details` say where it stands and what it was."""
        if count:
            self.counts[kind] += 1
        if self._file is None:
            self._file = self._open()
        row = {"kind": kind, **{k: v for k, v in details.items() if v is not None}, "reason": reason}
        self._file.write(self._encode(row) + b"\n")

    def close(self, keep: bool) -> None:
        """Ends the file; without `keep` it is removed."""
        if self._file:
            self._file.close()
            if not keep:
                (self._folder / self._name).unlink(missing_ok=True)

    def _open(self) -> IO[bytes]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            return (self._folder / self._name).open("wb")
        except OSError as error:
            raise Problem(
                f"The file of rejected rows cannot be written in {self._folder}: {error.strerror}.",
                "Make the folder writable, or name another one.",
            ) from error
