"""Where inside a list or an object of a body something is wrong: movies[3].year must be a whole number."""

import re
from collections.abc import Callable
from typing import Any

from app.http.problems import FieldError
from app.http.schemas import Schemas
from app.http.types import expectation

Unknown = Callable[[str, dict[str, Any]], str]

_AT = " - at `$"
_STEP = re.compile(r"\[(\d+)\]|\.([A-Za-z_]\w*)")
_NAMED = re.compile(r"Object (contains unknown|missing required) field `(.*)`", re.DOTALL)


def located(
    error: Exception, schemas: Schemas, unknown: Unknown, name: str, type_name: str, array: bool
) -> FieldError | None:
    """What msgspec found wrong inside the value `name` of a type; None where it does not say, or it is the whole value.

    `unknown(name, known)` says what is wrong with a name that is not known.
    """
    what, at, path = str(error).rpartition(_AT)
    if not at:
        what, path = str(error), "`"
    if not path.endswith("`") or _STEP.sub("", path) != "`":
        return None
    field, null = name, False
    for index, attribute in _STEP.findall(path):
        if index:
            field, array, null = f"{field}[{index}]", False, False
            continue
        found = next((a for a in _attributes(schemas, type_name) if a.name == attribute), None)
        if found is None:
            return None
        field, type_name, array, null = f"{field}.{attribute}", found.type, found.array, found.nullable
    named = _NAMED.fullmatch(what)
    if named is not None:
        known = {a.name: a for a in _attributes(schemas, type_name)}
        reason = "is required" if named[1] == "missing required" else unknown(named[2], known)
        return FieldError(f"{field}.{named[2]}"[:200], reason)
    if field == name:
        return None
    expected = expectation(schemas.value(type_name, array, incoming=True))
    return FieldError(field, f"{expected}, or null" if null else expected)


def _attributes(schemas: Schemas, type_name: str) -> list[Any]:
    info = schemas.types.info(type_name)
    return info.attributes if info is not None else []
