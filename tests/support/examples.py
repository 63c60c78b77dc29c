"""A value that fits a JSON Schema of our OpenAPI document: found by trying, so that a new type needs nothing here."""

from typing import Any

import jsonschema_rs

TEXTS = [
    "nothing-here", "nothing", "nobody.here", "nobody@example.org", "https://example.org/x", "US", "en", "drama",
    "2001-02-03",
    "2001-02-03T04:05:06Z", "12345678", "123456", "BCDF-GHJK", "BCDFGHJK", "spam", "user", "write", "privacy", "a1b2c3",
    "UTC", "Actor", "0 5 * * *", "title", "x",
]  # fmt: skip


def example(schema: dict[str, Any], document: dict[str, Any]) -> Any:
    """A value that the schema allows. Raises LookupError where none of ours does."""
    validator = jsonschema_rs.validator_for({**schema, "components": document["components"]})
    for value in _values(schema, document):
        if validator.is_valid(value):
            return value
    raise LookupError(f"no example fits {schema}: add one to tests/support/examples.py")


def _values(schema: dict[str, Any], document: dict[str, Any]) -> Any:
    if "$ref" in schema:
        yield from _values(document["components"]["schemas"][schema["$ref"].rpartition("/")[2]], document)
    for part in ("anyOf", "oneOf", "allOf"):
        for one in schema.get(part, ()):
            yield from _values(one, document)
    yield from schema.get("enum", ())
    kinds = schema.get("type", [])
    for kind in [kinds] if isinstance(kinds, str) else kinds:
        if kind == "string":
            yield from TEXTS
            yield "x" * schema.get("minLength", 1)
        elif kind in ("integer", "number"):
            yield schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
        elif kind == "boolean":
            yield False
        elif kind == "array":
            yield []
            yield [example(schema.get("items", {}), document)]
        elif kind == "object":
            properties = schema.get("properties", {})
            yield {
                name: example(properties[name], document) for name in schema.get("required", ()) if name in properties
            }
    yield {}
