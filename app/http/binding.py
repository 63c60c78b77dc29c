"""From a request to the texts that a function is called with: one Binder for each operation, made at start."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Union
from urllib.parse import unquote_plus

import msgspec

from app.http.catalogue import Arg, Operation
from app.http.guard import check_duplicates
from app.http.located import located
from app.http.numbers import lenient
from app.http.patches import Patch
from app.http.problems import FieldError, HttpProblem
from app.http.schemas import Schemas
from app.http.types import Parser, array_literal, expectation

# In front of a path argument's name on its way through Litestar, which keeps names such as state and data to itself.
PATH_NAME = "arg_"


class Binder:
    """Validates the arguments of one operation and puts them, as text, into the order of its function.

    None stands for an argument that was not given. Injected arguments stay None: `injected` has name and position.
    `names` has the name of each.
    """

    def __init__(self, operation: Operation, schemas: Schemas) -> None:
        types = schemas.types
        self._schemas = schemas
        self.injected: list[tuple[str, int]] = []
        self.names = [arg.name for arg in operation.args]
        self._size = len(operation.args)
        self._expect = {
            arg.name: expectation(schemas.argument(arg))
            for arg in operation.args
            if arg.place != "injected" and not arg.patch
        }
        self._path: list[tuple[str, int, Parser]] = []
        self._query: dict[str, tuple[int, Parser, bool]] = {}
        self._query_required: list[str] = []
        self._body: list[tuple[int, Arg, Any]] = []
        self._text = types.text
        self._patch: tuple[int, Patch] | None = None
        self._form: dict[str, tuple[int, Parser]] = {}
        self._form_required: list[str] = []
        for position, arg in enumerate(operation.args):
            if arg.place == "injected":
                self.injected.append((arg.name, position))
            elif arg.place == "path":
                self._path.append((arg.name, position, types.parser(arg.type)))
            elif arg.place == "query":
                self._query[arg.name] = (position, types.parser(arg.type), arg.array)
                if arg.required:
                    self._query_required.append(arg.name)
            elif operation.upload:
                self._form[arg.name] = (position, types.parser(arg.type))
                if arg.required:
                    self._form_required.append(arg.name)
            elif arg.patch:
                self._patch = position, Patch(arg, schemas, self._unknown)
            else:
                kind = types.python(arg.type, arg.array)
                if not arg.required and arg.default is None and kind is not msgspec.Raw:
                    kind = Union[kind, None]  # noqa: UP007 - kind is a value
                self._body.append((position, arg, kind))
        self.has_body = bool(self._body) or self._patch is not None
        self._body_required = any(arg.required for _, arg, _ in self._body) or self._patch is not None
        self._decode = msgspec.json.Decoder(self._struct(operation)).decode
        self._nothing: list[str | None] = [None] * self._size

    def _struct(self, operation: Operation) -> type[msgspec.Struct]:
        fields = [
            (f"f{position}", kind) if arg.required else (f"f{position}", Union[kind, msgspec.UnsetType], msgspec.UNSET)  # noqa: UP007
            for position, arg, kind in self._body
        ]
        names = {f"f{position}": arg.name for position, arg, _ in self._body}
        return msgspec.defstruct(operation.function, fields, kw_only=True, forbid_unknown_fields=True, rename=names)

    def bind(self, path: Mapping[str, str], query: bytes, body: bytes | None = None) -> list[str | None]:
        """The arguments. Raises HttpProblem 422 naming every field that is wrong, 400 where the body is no JSON."""
        values = self._nothing.copy()
        errors: list[FieldError] = []
        for name, position, parse in self._path:
            try:
                values[position] = parse(path[PATH_NAME + name])
            except (ValueError, msgspec.ValidationError):
                errors.append(FieldError(name, self._expect[name], "path"))
        if query or self._query_required:
            self._bind_query(query, values, errors)
        if self.has_body or body:
            self._bind_body(body or b"", values, errors)
        if errors:
            raise invalid(errors)
        return values

    def bind_form(self, fields: Mapping[str, str], *, whole: bool = True) -> dict[str, str | None]:
        """The arguments that come as fields of a form, by name. Raises HttpProblem 422 naming all that are wrong.

        `whole`: there are no more fields to come.
        """
        values: dict[str, str | None] = {}
        required = self._form_required if whole else ()
        errors = [FieldError(name, "is required") for name in required if name not in fields]
        for name, text in fields.items():
            known = self._form.get(name)
            if known is None:
                errors.append(FieldError(name[:200], self._unknown(name, self._form)))
                continue
            try:
                values[name] = known[1](text)
            except (ValueError, msgspec.ValidationError):
                errors.append(FieldError(name, self._expect[name]))
        if errors:
            raise invalid(errors)
        return values

    def _bind_query(self, query: bytes, values: list[str | None], errors: list[FieldError]) -> None:
        lists: dict[str, list[str]] = {}
        seen: set[str] = set()
        for pair in query.decode().split("&"):
            if not pair:
                continue
            name, _, raw = pair.partition("=")
            if "%" in name or "+" in name:
                name = unquote_plus(name)
            if "%" in raw or "+" in raw:
                raw = unquote_plus(raw)
            known = self._query.get(name)
            if known is None:
                errors.append(FieldError(name, self._unknown(name, self._query), "query"))
                continue
            position, parse, array = known
            if name in seen and not array:
                errors.append(FieldError(name, "is given twice", "query"))
                continue
            seen.add(name)
            try:
                if array:
                    lists.setdefault(name, []).extend(parse(item) for item in raw.split(",") if raw)
                else:
                    values[position] = parse(raw)
            except (ValueError, msgspec.ValidationError):
                errors.append(FieldError(name, self._expect[name], "query"))
        for name, items in lists.items():
            values[self._query[name][0]] = array_literal(list(items))
        errors.extend(FieldError(name, "is required", "query") for name in self._query_required if name not in seen)

    def _bind_body(self, body: bytes, values: list[str | None], errors: list[FieldError]) -> None:
        if not body.strip():
            if self._body_required:
                raise HttpProblem(422, "A JSON body is required.", hint="See /docs for its fields.")
            return
        check_duplicates(body)
        if self._patch is not None:
            position, patch = self._patch
            values[position] = patch.text(body, errors)
            return
        try:
            given: Any = self._decode(body)
        except msgspec.DecodeError:
            self._explain(body, values, errors)
            return
        for position, arg, _ in self._body:
            value = getattr(given, f"f{position}")
            if value is not None and value is not msgspec.UNSET:
                try:
                    values[position] = self._body_text(arg, value)
                except ValueError:
                    errors.append(FieldError(arg.name, self._expect[arg.name]))

    def _body_text(self, arg: Arg, value: Any) -> str | None:
        text = self._text(arg.type, value, arg.array)
        return None if isinstance(value, msgspec.Raw) and text == "null" and not arg.required else text

    def _explain(self, body: bytes, values: list[str | None], errors: list[FieldError]) -> None:
        """Field by field: msgspec stops at the first error, and 1.0 is a whole number to JSON Schema, not to it."""
        try:
            data = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
        except msgspec.ValidationError:
            raise HttpProblem(422, "The body must be a JSON object.", hint="See /docs for its fields.") from None
        names = {arg.name: arg for _, arg, _ in self._body}
        errors.extend(FieldError(name[:200], self._unknown(name, names)) for name in data if name not in names)
        for position, arg, kind in self._body:
            if arg.name not in data:
                if arg.required:
                    errors.append(FieldError(arg.name, "is required"))
                continue
            raw = data[arg.name]
            try:
                value = raw if kind is msgspec.Raw else lenient(raw, kind)
                values[position] = None if value is None else self._body_text(arg, value)
            except (msgspec.ValidationError, ValueError) as error:
                inside = located(error, self._schemas, self._unknown, arg.name, arg.type, arg.array)
                errors.append(inside or FieldError(arg.name, self._expect[arg.name]))

    def _unknown(self, name: str, known: Mapping[str, Any]) -> str:
        near = get_close_matches(name[:100], known, n=1)
        if near:
            return f"is not known here; did you mean {near[0]}?"
        return (
            f"is not known here; known are: {', '.join(known)}" if known else "is not known here: there are no fields"
        )


def invalid(errors: list[FieldError]) -> HttpProblem:
    """422 that names each wrong field."""
    first = errors[0]
    more = f" ({len(errors) - 1} more)" if len(errors) > 1 else ""
    return HttpProblem(
        422, f"{first.field} {first.reason}{more}.", hint="See /docs for what is expected.", errors=errors[:20]
    )
