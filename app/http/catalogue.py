"""The catalogue document of the database: what `api.catalogue()` says about operations, types and errors."""

from typing import Any, Literal

import msgspec


class Arg(msgspec.Struct, frozen=True):
    """An argument of an operation. `place` is path, query, body or injected (filled by us, never by the caller).

    `patch`: the whole body is this one, a JSON merge patch of the composite `type` (or of anything, for jsonb).
    """

    name: str
    type: str
    place: Literal["path", "query", "body", "injected"] = msgspec.field(name="in")
    array: bool = False
    required: bool = False
    default: Any = None
    description: str | None = None
    patch: bool = False


class CacheRule(msgspec.Struct, frozen=True):
    """`@cache`: how long a response may be kept (seconds), and the tags whose change ends that earlier."""

    ttl: int
    tags: list[str] = []


class Result(msgspec.Struct, frozen=True):
    """What an operation returns."""

    kind: Literal["object", "page", "feed", "array", "scalar", "json"]
    type: str


class Operation(msgspec.Struct, frozen=True):
    """One function of schema api = one HTTP operation. `path` is without the /v1 in front.

    `version`: the result is an object whose attribute version is the ETag. `rate`: class of its limits, None for reads.
    `takes_key`: an Idempotency-Key makes a repeated request harmless. `upload`: the body is a form with a file, or
    plain bytes, read by its handler as it comes. `download`: its handler answers with a file.
    """

    function: str
    volatile: bool
    method: str
    path: str
    result: Result
    auth: str = "none"
    summary: str | None = None
    description: str | None = None
    message: str | None = None
    status: int = 200
    tags: list[str] = []
    rate: str | None = None
    takes_key: bool = False
    handler: str | None = None
    upload: Literal["form", "raw"] | None = None
    download: bool = False
    cache: CacheRule | None = None
    touches: list[str] = []
    version: bool = False
    errors: list[str] = []
    args: list[Arg] = []


class Attribute(msgspec.Struct, frozen=True):
    """An attribute of a composite type."""

    name: str
    type: str
    array: bool = False
    nullable: bool = False
    description: str | None = None


class TypeInfo(msgspec.Struct, frozen=True):
    """A composite type, a domain (base type and JSON Schema of its limits) or an enum."""

    kind: Literal["composite", "domain", "enum"]
    description: str | None = None
    attributes: list[Attribute] = []
    base: str = "text"
    schema: dict[str, Any] = {}
    labels: list[str] = []


class ErrorInfo(msgspec.Struct, frozen=True):
    """An error of the registry."""

    status: int
    title: str


class Catalogue(msgspec.Struct, frozen=True):
    """The whole document. `digest` changes with every load that changed something."""

    digest: str
    operations: list[Operation] = []
    types: dict[str, TypeInfo] = {}
    errors: dict[str, ErrorInfo] = {}
    loaded_at: str | None = None


def read_catalogue(document: bytes) -> Catalogue:
    """The catalogue from its JSON text. Raises msgspec.ValidationError if it is not one."""
    return msgspec.json.decode(document, type=Catalogue)
