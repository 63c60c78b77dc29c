"""JSON merge patches (RFC 7396): the body of an operation with @patch, checked attribute by attribute."""

from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from app.http.catalogue import Arg, Attribute
from app.http.located import Unknown, located
from app.http.numbers import lenient
from app.http.problems import FieldError, HttpProblem
from app.http.schemas import Schemas
from app.http.types import expectation, in_utc


class _Field(NamedTuple):
    kind: Any
    attribute: Attribute
    expected: str
    inside: "dict[str, _Field] | None"  # of a composite: a patch of its own


class Patch:
    """Checks the body of one operation. `unknown(name, known)` says what is wrong with a name that is not known."""

    def __init__(self, arg: Arg, schemas: Schemas, unknown: Unknown) -> None:
        self._schemas = schemas
        self._types = schemas.types
        self._unknown = unknown
        self._fields = None if arg.type == "jsonb" else self._attributes(arg.type)

    def _attributes(self, name: str) -> dict[str, _Field]:
        info = self._types.info(name)
        return {item.name: self._field(item) for item in (info.attributes if info else [])}

    def _field(self, attribute: Attribute) -> _Field:
        info = self._types.info(attribute.type)
        nested = info is not None and info.kind == "composite" and not attribute.array
        expected = "must be an object"
        if not nested:
            expected = expectation(self._schemas.value(attribute.type, attribute.array, incoming=True))
        return _Field(
            None if nested else self._types.python(attribute.type, attribute.array),
            attribute,
            f"{expected}, or null" if attribute.nullable else expected,
            self._attributes(attribute.type) if nested else None,
        )

    def text(self, body: bytes, errors: list[FieldError]) -> str | None:
        """The patch as JSON text for PostgreSQL. What is wrong with it goes into `errors`, field by field."""
        try:
            given = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
        except msgspec.DecodeError:
            raise HttpProblem(422, "The body must be a JSON object.", hint="See /docs for its fields.") from None
        if self._fields is None:
            return body.decode()
        return msgspec.json.encode(self._checked(given, self._fields, "", errors)).decode()

    def _checked(
        self, given: dict[str, msgspec.Raw], fields: dict[str, _Field], prefix: str, errors: list[FieldError]
    ) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for name, raw in given.items():
            field = fields.get(name)
            if field is None:
                errors.append(FieldError((prefix + name)[:200], self._unknown(name, fields)))
                continue
            try:
                if bytes(raw) == b"null":
                    if not field.attribute.nullable:
                        raise ValueError(name)
                    out[name] = None
                elif field.inside is not None:
                    inner = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
                    out[name] = self._checked(inner, field.inside, f"{prefix}{name}.", errors)
                else:
                    value = raw if field.kind is msgspec.Raw else lenient(raw, field.kind)
                    out[name] = self._plain(field.attribute.type, value, field.attribute.array)
            except (msgspec.ValidationError, ValueError) as error:
                kind = field.attribute
                inside = located(error, self._schemas, self._unknown, prefix + name, kind.type, kind.array)
                errors.append(inside or FieldError(prefix + name, field.expected))
        return out

    def _plain(self, name: str, value: Any, array: bool = False) -> Any:
        """A checked value for msgspec to write. Raises ValueError for a time that PostgreSQL does not have."""
        if array:
            return [self._plain(name, item) for item in value]
        info = self._types.info(name)
        if info is not None and info.kind == "composite":
            parts = ((item, getattr(value, item.name)) for item in info.attributes)
            return {
                item.name: None if part is None else self._plain(item.type, part, item.array) for item, part in parts
            }
        return in_utc(value) if isinstance(value, datetime) and value.tzinfo is not None else value
