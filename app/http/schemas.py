"""SQL types as JSON Schema (2020-12, as OpenAPI 3.1 uses it): what goes in, and what comes out."""

import re
from typing import Any

from app.http.catalogue import Arg, Operation, TypeInfo
from app.http.types import INT_LIMITS, NO_NUL, TypeSystem

_NAMED = re.compile(r"\[(?!\^)(?:\\.|[^\]\\])*\]")  # the characters that may stand somewhere in a pattern
_ANYTHING_ELSE = re.compile(r"\[\^|\\[SWD]|(?<!\\)\.")  # those that may not, or any
_FORMATS: dict[str, dict[str, Any]] = {
    "boolean": {"type": "boolean"},
    "numeric": {"type": "number"},
    "double precision": {"type": "number"},
    "real": {"type": "number"},
    "date": {"type": "string", "format": "date"},
    "timestamptz": {"type": "string", "format": "date-time"},
    "timestamp": {"type": "string"},
    "uuid": {"type": "string", "format": "uuid"},
    "jsonb": {},
    "extensions.hstore": {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
    "hstore": {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
}


class Schemas:
    """JSON Schemas of the types of one catalogue. `components` fills with the composites that were referred to."""

    def __init__(self, types: TypeSystem) -> None:
        self.types = types
        self.components: dict[str, dict[str, Any]] = {}

    def scalar(self, name: str) -> dict[str, Any]:
        """The schema of one value of a plain type, domain or enum."""
        info = self.types.info(name)
        if info is not None and info.kind == "enum":
            return {"type": "string", "enum": list(info.labels)}
        base = self.types.base(name)
        schema: dict[str, Any] = (
            {"type": "integer"} if base in INT_LIMITS else dict(_FORMATS.get(base, {"type": "string"}))
        )
        schema.update(self.types.limits(name))
        return schema

    def value(self, name: str, array: bool = False, *, incoming: bool = False) -> dict[str, Any]:
        """The schema of a value; a composite is referred to, and put into `components`. `incoming`: as an argument."""
        if array:
            return {"type": "array", "items": self.value(name, incoming=incoming)}
        info = self.types.info(name)
        if info is not None and info.kind == "composite":
            return self._reference(name, info, incoming)
        return _without_nul(self.scalar(name)) if incoming else self.scalar(name)

    def _reference(self, name: str, info: TypeInfo, incoming: bool) -> dict[str, Any]:
        title = "".join(part.capitalize() for part in name.rpartition(".")[2].split("_"))
        title += "Input" if incoming else ""
        if title not in self.components:
            schema: dict[str, Any] = {"type": "object"}
            self.components[title] = schema  # before its attributes: a type may hold itself
            if info.description:
                schema["description"] = info.description
            schema["properties"] = {}
            for attribute in info.attributes:
                value = self.value(attribute.type, attribute.array, incoming=incoming)
                value = nullable(value) if attribute.nullable else value
                schema["properties"][attribute.name] = described(value, attribute.description)
            # We always answer with all of them; who sends may leave out what can be null.
            schema["required"] = [a.name for a in info.attributes if not (incoming and a.nullable)]
            schema["additionalProperties"] = False
        return {"$ref": f"#/components/schemas/{title}"}

    def argument(self, arg: Arg) -> dict[str, Any]:
        """The schema of an argument, with its default. Null is allowed in a body where it means the same as absent."""
        schema = self.value(arg.type, arg.array, incoming=True)
        if arg.required:
            return schema
        if arg.default is None:
            return nullable(schema) if arg.place == "body" else schema
        return {**schema, "default": arg.default}

    def body(self, operation: Operation) -> dict[str, Any] | None:
        """The schema of the JSON body; None where the operation takes none."""
        args = [arg for arg in operation.args if arg.place == "body"]
        if not args:
            return None
        if args[0].patch:
            return described(self.patch(args[0].type), self.description(args[0]))
        schema: dict[str, Any] = {
            "type": "object",
            "properties": {arg.name: described(self.argument(arg), self.description(arg)) for arg in args},
            "additionalProperties": False,
        }
        if required := [arg.name for arg in args if arg.required]:
            schema["required"] = required
        return schema

    def patch(self, name: str) -> dict[str, Any]:
        """The schema of a JSON merge patch of a composite type; of jsonb: any object."""
        info = self.types.info(name)
        if info is None:
            return {"type": "object"}
        properties = {}
        for attribute in info.attributes:
            inside = self.types.info(attribute.type)
            if inside is not None and inside.kind == "composite" and not attribute.array:
                value = self.patch(attribute.type)
            else:
                value = self.value(attribute.type, attribute.array, incoming=True)
            value = nullable(value) if attribute.nullable else value
            properties[attribute.name] = described(value, attribute.description)
        return {"type": "object", "properties": properties, "additionalProperties": False}

    def description(self, arg: Arg) -> str | None:
        """What the comment says about an argument; else what its domain says."""
        info = self.types.info(arg.type)
        return arg.description or (info.description if info else None)

    def envelope(self, operation: Operation) -> dict[str, Any]:
        """The schema of the success answer."""
        result = operation.result
        properties: dict[str, Any] = {"success": {"const": True}}
        info = self.types.info(result.type)
        if result.kind in ("page", "feed") and info is not None:
            items = next(attribute for attribute in info.attributes if attribute.name == "items")
            properties["data"] = self.value(items.type, True)
            properties["pagination"] = {"$ref": f"#/components/schemas/{result.kind.capitalize()}Position"}
        elif result.kind == "array":
            properties["data"] = self.value(result.type, True)
        else:
            properties["data"] = {} if result.kind == "json" else self.value(result.type)
        properties["message"] = {"type": "string"}
        return {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }


def _without_nul(schema: dict[str, Any]) -> dict[str, Any]:
    """The same schema for texts, without NUL: PostgreSQL cannot store it, the guard refuses it."""
    if schema.get("type") != "string" or "enum" in schema or "format" in schema:
        return schema
    if "pattern" not in schema:
        return {**schema, "pattern": NO_NUL}
    pattern = schema["pattern"]
    whole = pattern.startswith("^") and pattern.endswith("$")
    return (
        schema
        if whole and not _ANYTHING_ELSE.search(_NAMED.sub("", pattern))
        else {**schema, "allOf": [{"pattern": NO_NUL}]}
    )


def nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """The same schema, null allowed."""
    if not schema:
        return schema
    if "type" in schema and isinstance(schema["type"], str):
        out = {**schema, "type": [schema["type"], "null"]}
        if "enum" in out:
            out["enum"] = [*out["enum"], None]
        return out
    return {"anyOf": [schema, {"type": "null"}]}


def described(schema: dict[str, Any], text: str | None) -> dict[str, Any]:
    """The same schema with a description beside it."""
    return {**schema, "description": text} if text else schema
