"""SQL types as Python types: what msgspec validates, and how a value travels to PostgreSQL as text."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, Union
from uuid import UUID

import msgspec

from app.http.catalogue import TypeInfo

INT_LIMITS = {"smallint": 2**15, "integer": 2**31, "bigint": 2**63}
_ALIASES = {
    "int2": "smallint", "int4": "integer", "int8": "bigint", "int": "integer", "float8": "double precision",
    "float4": "real", "bool": "boolean", "varchar": "text", "character varying": "text", "character": "text",
    "bpchar": "text", "citext": "text", "name": "text", "timestamp with time zone": "timestamptz",
    "timestamp without time zone": "timestamp", "json": "jsonb",
}  # fmt: skip
_PLAIN: dict[str, Any] = {
    "boolean": bool, "numeric": float, "double precision": float, "real": float, "date": date,
    "timestamptz": Annotated[datetime, msgspec.Meta(tz=True)], "timestamp": datetime, "uuid": UUID,
    "jsonb": msgspec.Raw,
}  # fmt: skip
_META = {
    "minimum": "ge", "maximum": "le", "exclusiveMinimum": "gt", "exclusiveMaximum": "lt",
    "minLength": "min_length", "maxLength": "max_length",
}  # fmt: skip
_INT = re.compile(r"-?(?:0|[1-9][0-9]{0,39})(?:\.0{1,20})?\Z")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,300})(?:\.[0-9]{1,300})?(?:[eE][+-]?[0-9]{1,3})?\Z")
_NEEDS_QUOTES = re.compile(r'[\s{}(),"\\]|^$|^null$', re.IGNORECASE)

NO_NUL = r"^[^\x00]*$"
_ECMA = {
    r"\d": "0-9",
    r"\w": "A-Za-z0-9_",
    r"\s": r"\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff",
}

Parser = Callable[[str], str]


class TypeSystem:
    """The types of one catalogue. Every public method takes a type's SQL name, as the catalogue writes it."""

    def __init__(self, types: dict[str, TypeInfo]) -> None:
        self._types = types
        self._composites: dict[str, Any] = {}

    def info(self, name: str) -> TypeInfo | None:
        """The catalogue's entry of a type; None for PostgreSQL's own."""
        return self._types.get(name)

    def base(self, name: str) -> str:
        """The name of the plain type under a domain (and under a domain over a domain)."""
        info = self._types.get(name)
        if info is not None and info.kind == "domain":
            return self.base(info.base)
        return "text" if info is not None and info.kind == "enum" else _ALIASES.get(name, name)

    def limits(self, name: str) -> dict[str, Any]:
        """The JSON Schema of a domain with the limits of its base: what is enforced before SQL, and documented."""
        info = self._types.get(name)
        if info is None or info.kind != "domain":
            limit = INT_LIMITS.get(_ALIASES.get(name, name))
            return {"minimum": -limit, "maximum": limit - 1} if limit else {}
        below = self.limits(info.base)
        merged = {**below, **info.schema}
        if "minimum" in below and "minimum" in info.schema:
            merged["minimum"] = max(below["minimum"], info.schema["minimum"])
        if "maximum" in below and "maximum" in info.schema:
            merged["maximum"] = min(below["maximum"], info.schema["maximum"])
        if "description" not in info.schema:
            merged.pop("description", None)  # it told the wider limits of what is under
        return merged

    def python(self, name: str, array: bool = False) -> Any:
        """The msgspec type of an input value."""
        if array:
            return list[self.python(name)]  # type: ignore[misc]
        info = self._types.get(name)
        if info is not None and info.kind == "enum":
            return Literal[tuple(info.labels)]
        if info is not None and info.kind == "composite":
            return self._struct(name, info)
        base = self.base(name)
        plain = int if base in INT_LIMITS else _PLAIN.get(base, str)
        limits = self.limits(name)
        if labels := limits.get("enum"):
            return Literal[tuple(labels)]
        return _constrained(plain, limits) if plain in (int, float, str) else plain

    def _struct(self, name: str, info: TypeInfo) -> Any:
        if name not in self._composites:
            fields = []
            for attribute in info.attributes:
                kind = self.python(attribute.type, attribute.array)
                if attribute.nullable:
                    fields.append((attribute.name, Union[kind, None], None))  # noqa: UP007 - kind is a value
                else:
                    fields.append((attribute.name, kind))
            fields.sort(key=len)
            self._composites[name] = msgspec.defstruct(
                name.rpartition(".")[2], fields, forbid_unknown_fields=True, kw_only=True
            )
        return self._composites[name]

    def parser(self, name: str) -> Parser:
        """From the text of a path or query value to the text for PostgreSQL. Raises ValueError where it is wrong."""
        base, kind = self.base(name), self.python(name)
        convert = msgspec.convert
        if base in INT_LIMITS:

            def parse_int(raw: str) -> str:
                if _INT.match(raw) is None:
                    raise ValueError(raw)
                return str(convert(int(raw.partition(".")[0]), kind))

            return parse_int
        if kind is float or base in ("numeric", "double precision", "real"):

            def parse_number(raw: str) -> str:
                if _NUMBER.match(raw) is None:
                    raise ValueError(raw)
                value = float(raw)
                if value in (float("inf"), float("-inf")):
                    raise ValueError(raw)
                convert(value, kind)
                return raw

            return parse_number
        if base == "boolean":

            def parse_bool(raw: str) -> str:
                if raw not in ("true", "false"):
                    raise ValueError(raw)
                return raw

            return parse_bool
        if base == "jsonb":

            def parse_json(raw: str) -> str:
                msgspec.json.decode(raw)
                return raw

            return parse_json

        if base == "timestamptz":

            def parse_time(raw: str) -> str:
                return in_utc(convert(raw, kind))

            return parse_time

        def parse_text(raw: str) -> str:
            convert(raw, kind)
            return raw

        return parse_text

    def text(self, name: str, value: Any, array: bool = False) -> str:
        """A validated value of a JSON body as PostgreSQL reads it: plain text, array literal or composite literal."""
        if array:
            return array_literal([None if item is None else self.text(name, item) for item in value])
        info = self._types.get(name)
        if info is not None and info.kind == "composite":
            parts = []
            for attribute in info.attributes:
                item = getattr(value, attribute.name)
                text = None if item is None else self.text(attribute.type, item, attribute.array)
                parts.append("" if text is None else _quoted(text))
            return f"({','.join(parts)})"
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, msgspec.Raw):
            return bytes(value).decode()
        if isinstance(value, datetime) and value.tzinfo is not None:
            return in_utc(value)
        if isinstance(value, date):
            return value.isoformat()
        return repr(value) if isinstance(value, float) else str(value)


def in_utc(moment: datetime) -> str:
    """The moment as text; PostgreSQL takes no offset beyond 16 hours, RFC 3339 does. Raises ValueError in year 0."""
    try:
        return moment.astimezone(UTC).isoformat()
    except OverflowError:
        raise ValueError(moment) from None


def array_literal(items: list[str | None]) -> str:
    """Texts as an array literal of PostgreSQL; None is NULL."""
    return "{" + ",".join("NULL" if item is None else _quoted(item) for item in items) + "}"


def _quoted(text: str) -> str:
    if _NEEDS_QUOTES.search(text) is None:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _constrained(plain: Any, limits: dict[str, Any]) -> Any:
    """The type with the limits of a JSON Schema."""
    meta = {_META[key]: value for key, value in limits.items() if key in _META}
    multiple = limits.get("multipleOf")
    # Of a step that binary fractions cannot hold (0.1) the database alone is the judge.
    if multiple is not None and plain in (int, float) and (float(multiple) * 1024).is_integer():
        meta["multiple_of"] = multiple
    if "pattern" in limits and plain is str:
        meta["pattern"] = python_pattern(limits["pattern"])
    return Annotated[plain, msgspec.Meta(**meta)] if meta else plain


def python_pattern(pattern: str) -> str:
    """A pattern of JSON Schema (ECMA 262) as Python means it: `$` at the very end only, its own \\d, \\w, \\s."""
    out, in_class, position = [], False, 0
    while position < len(pattern):
        char = pattern[position]
        if char == "\\" and position + 1 < len(pattern):
            pair = pattern[position : position + 2]
            members = _ECMA.get(pair)
            out.append(pair if members is None else members if in_class else f"[{members}]")
            position += 2
            continue
        if char == "[":
            in_class = True
        elif char == "]":
            in_class = False
        out.append(r"\Z" if char == "$" and not in_class else char)
        position += 1
    return "".join(out)


def expectation(schema: dict[str, Any]) -> str:
    """What a value must be, as the end of a sentence: "must be a whole number from 1 to 100".

    A description in the schema is that end, without "must be"; a pattern is never shown.
    """
    if text := schema.get("description"):
        return f"must be {text}"
    if labels := schema.get("enum"):
        return "must be one of " + ", ".join(str(label) for label in labels if label is not None)
    kind = schema.get("type", "object" if "$ref" in schema else "value")
    kind = next(item for item in kind if item != "null") if isinstance(kind, list) else kind
    low, high = schema.get("minimum"), schema.get("maximum")
    if kind in ("integer", "number"):
        words = "must be a whole number" if kind == "integer" else "must be a number"
        words += f" from {low} to {high}" if low is not None and high is not None else ""
        words += f" of at least {low}" if low is not None and high is None else ""
        words += f" of at most {high}" if low is None and high is not None else ""
        return words + (f", in steps of {schema['multipleOf']}" if "multipleOf" in schema else "")
    if kind == "string":
        named = {"date": "must be a date (YYYY-MM-DD)", "uuid": "must be a UUID"}
        named["date-time"] = "must be a time with its zone (2024-02-29T12:00:00Z)"
        if schema.get("format") in named:
            return named[schema["format"]]
        fits = schema.get("pattern", NO_NUL) == NO_NUL
        return f"must be text{_length(schema)}{'' if fits else ', in the form that /docs shows'}"
    words = {"boolean": "must be true or false", "object": "must be an object", "array": "must be a list"}
    return words.get(kind, "is not allowed") + (
        f", each item: {expectation(schema['items'])}" if kind == "array" and "items" in schema else ""
    )


def _length(schema: dict[str, Any]) -> str:
    """How long a text may be: " of 1 to 200 characters", " of 2 characters"; empty without limits."""
    low, high = schema.get("minLength", 0), schema.get("maxLength")
    if high is None:
        words = f"at least {low}" if low else ""
    else:
        words = str(high) if low == high else f"{low} to {high}" if low else f"at most {high}"
    return f" of {words} character{'' if words.split()[-1] == '1' else 's'}" if words else ""
