"""The older service's JSON files: lists of objects whose keys are written in one of two ways."""

import json
import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.errors import Problem

LARGEST = 512 << 20  # bytes of one file
MILLISECONDS = 100_000_000_000  # a number beyond this counts milliseconds, not seconds
WHOLE = "Take a copy that is whole."
_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


class Record(dict[str, Any]):
    """An object of a file. `place`: the file and the line where it begins; `remarks`: what could not be read in it."""

    def __init__(self, values: dict[str, Any], place: str = "") -> None:
        super().__init__(values)
        self.place = place
        self.remarks: list[str] = []


class Wrong(Exception):
    """A record that cannot be moved; the text is the reason."""


def load(folder: Path, *names: str) -> list[Record]:
    """The records of the first of these files that is there; none where there is no such file.

    A file holds a list, an object of records by their ids, or an object with such a one under the file's own name.
    Raises Problem, with the line, for a file that is none of these.
    """
    path = next((folder / name for name in names if (folder / name).is_file()), None)
    if path is None:
        return []
    if path.stat().st_size > LARGEST:
        raise Problem(f"{path} is larger than {LARGEST >> 20} MB.", "Split it into several runs with --source.")
    content = path.read_bytes()
    try:
        whole_text = content.decode("utf-8-sig") or "[]"
        json.loads(whole_text)
        return list(_records(whole_text, _skip(whole_text, 0), path))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Problem(f"{path}, line {line}: this is no UTF-8.", WHOLE) from None
    except json.JSONDecodeError as error:
        told = f"{path}, line {error.lineno}, column {error.colno}: this is no JSON: {error.msg}."
        raise Problem(told, WHOLE) from None
    except (RecursionError, ValueError) as error:  # ValueError: a number of thousands of digits
        raise Problem(f"{path} is no JSON that can be read: {error}.", WHOLE) from None


def _records(text: str, at: int, path: Path) -> Iterator[Record]:
    """The records of the list or object that begins at `at`."""
    if text[at] == "{":
        members = list(_inside(text, at))
        own = {path.stem, _camel(path.stem)}
        inside = [start for key, value, start in members if key in own and isinstance(value, list | dict)]
        if len(inside) == 1:
            yield from _records(text, inside[0], path)
            return
        if not all(isinstance(value, dict) for _, value, _ in members):
            line = text.count("\n", 0, at) + 1
            raise Problem(
                f"{path}, line {line}: this is neither a list nor an object of records.",
                "See docs/MIGRATION_FROM_FILES.md.",
            )
    elif text[at] == "[":
        members = list(_inside(text, at))
    else:
        raise Problem(
            f"{path}, line 1: this is neither a list nor an object of records.", "See docs/MIGRATION_FROM_FILES.md."
        )
    line, before = 1, 0
    for key, value, start in members:
        line, before = line + text.count("\n", before, start), start
        found = value if isinstance(value, dict) else {"": value}
        yield Record(found if key is None else {"id": key, **found}, f"{path.name}:{line}")


def _inside(text: str, at: int) -> Iterator[tuple[str | None, Any, int]]:
    """What the list or object that begins at `at` holds: its key, itself, and where it begins. The text is JSON."""
    named = text[at] == "{"
    at = _skip(text, at + 1)
    while text[at] not in "]}":
        key = None
        if named:
            key, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        value, end = _DECODER.raw_decode(text, at)
        yield key, value, at
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def given(record: Record, *names: str) -> Any:
    """The value of the first of these keys that has one; a key counts in camelCase and in snake_case."""
    for name in names:
        for key in (name, _snake(name)):
            value = record.get(key)
            if value is not None and value != "":
                return value
    return None


def text(record: Record, *names: str) -> str | None:
    """A text, or a number as one; None where there is none. Raises Wrong for anything else."""
    value = given(record, *names)
    if value is None or isinstance(value, str):
        return None if value is None else value.replace("\x00", "").encode("utf-8", "replace").decode() or None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Wrong(f"{names[0]} is neither a text nor a number")
    if isinstance(value, float) and not math.isfinite(value):  # 1e999, NaN
        raise Wrong(f"{names[0]} is no number that can be read")
    return str(value)


def identity(record: Record, *names: str) -> str:
    """What the older service calls it. Raises Wrong where it has no name."""
    found = text(record, *names)
    if found is None:
        raise Wrong(f"it has no {' or '.join(names)}")
    return found


def whole(record: Record, *names: str) -> int | None:
    """A whole number; None for anything else, which is remarked."""
    value = given(record, *names)
    found = int(value[:18]) if isinstance(value, str) and value.isascii() and value.isdigit() else value
    if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 1 << 31:
        return found
    if value is not None:
        remark(record, f"{names[0]} is no whole number: {_short(value)}")
    return None


def moment(record: Record, *names: str) -> datetime | None:
    """A time, from ISO 8601 or a number of seconds or milliseconds since 1970; None for anything else: remarked."""
    value = given(record, *names)
    try:
        if isinstance(value, str) and not value.isdigit():
            found = datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
            return found if found.tzinfo else found.replace(tzinfo=UTC)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            seconds = float(value)
            return datetime.fromtimestamp(seconds / 1000 if abs(seconds) > MILLISECONDS else seconds, UTC)
    except (ValueError, OverflowError, OSError):
        pass
    if value is not None:
        remark(record, f"{names[0]} is no time: {_short(value)}")
    return None


def remark(record: Record, text: str) -> None:
    """Notes what could not be read in a record that is moved all the same."""
    record.remarks.append(text)


def _short(value: Any) -> str:
    return json.dumps(value)[:60]


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
