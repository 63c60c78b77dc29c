"""Lines of large text files, plain or gzipped, without ever holding a file in memory."""

import csv
import gzip
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, cast

from app.errors import Problem

_LONGEST = 1 << 20  # bytes of a line; longer ones are no rows
_EVERY = 20_000  # lines between two calls of progress

Tell = Callable[[str, int, int | None], None]


class Lines:
    """The data lines of a file whose first line is a header. Progress is told in bytes of the file.

    Iterating gives (line number, bytes without the line end). Raises Problem, naming the file, if it cannot be read,
    has another header, is damaged or cut off.
    """

    def __init__(self, path: Path, header: bytes, tell: Tell, what: str) -> None:
        self.path = path
        self._header = header
        self._tell = tell
        self._what = what

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        try:
            with self.path.open("rb") as raw:
                yield from self._lines(raw)
        except gzip.BadGzipFile as error:
            raise self._problem("is not a gzip file" if "Not a gzipped" in str(error) else "is damaged") from error
        except EOFError as error:
            raise self._problem("is cut off: the end of the gzip file is missing") from error
        except zlib.error as error:
            raise self._problem("is damaged") from error
        except OSError as error:
            raise self._problem(f"cannot be read: {error.strerror or error}") from error

    def _lines(self, raw: IO[bytes]) -> Iterator[tuple[int, bytes]]:
        size = self.path.stat().st_size
        stage = f"reading {self.path.name}"
        zipped = self.path.suffix == ".gz"
        file = cast(IO[bytes], gzip.GzipFile(fileobj=raw, mode="rb")) if zipped else raw
        self._tell(stage, 0, size)
        first = file.readline(_LONGEST).removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n")
        if first != self._header:
            raise self._problem(f"does not begin with the line {self._header.decode()!r}")
        number = 1
        while line := file.readline(_LONGEST):
            number += 1
            if len(line) == _LONGEST and not line.endswith(b"\n"):
                while (rest := file.readline(_LONGEST)) and not rest.endswith(b"\n"):
                    pass  # the rest of a line that is too long
            yield number, line.rstrip(b"\r\n")
            if number % _EVERY == 0:
                self._tell(stage, raw.tell(), size)
        self._tell(stage, size, size)

    def _problem(self, how: str) -> Problem:
        return Problem(f"{self.path} {how}.", f"Expected is {self._what}.")


def csv_fields(line: bytes, number: int) -> list[str]:
    """The fields of one CSV line. One line is one record, so that a stray quote spoils no other. Raises ValueError."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    try:
        fields = next(csv.reader([text], strict=True), [])
    except csv.Error as error:
        raise ValueError(f"not CSV: {error}") from None
    if len(fields) != number:
        raise ValueError(f"{len(fields)} fields instead of {number}")
    return fields


def tsv_fields(line: bytes, number: int) -> list[str | None]:
    r"""The fields of one line with tabs between, \N as None. Raises ValueError."""
    try:
        fields = line.decode().split("\t")
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    if len(fields) != number:
        raise ValueError(f"{len(fields)} fields instead of {number}")
    return [None if field == "\\N" else field for field in fields]


def shown(line: bytes) -> str:
    """A bad line as it goes to the file of rejects."""
    return line[:200].decode(errors="replace").replace("\x00", "\N{SYMBOL FOR NULL}")
