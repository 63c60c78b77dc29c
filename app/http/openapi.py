"""The OpenAPI 3.1 document, made from the catalogue: what it says is what binding.py enforces."""

from typing import Any

from app.http.catalogue import Arg, Catalogue, Operation
from app.http.openapi_files import download_responses, upload_body, upload_offset
from app.http.openapi_live import live_path
from app.http.problems import CODES, TITLES
from app.http.schemas import Schemas, described
from app.http.types import TypeSystem

PREFIX = "/v1"
MERGE_PATCH = "application/merge-patch+json"
_INTEGER = {"type": "integer"}
_STRING = {"type": "string"}
_LIMIT_HEADERS = {
    "RateLimit": {"$ref": "#/components/headers/RateLimit"},
    "RateLimit-Policy": {"$ref": "#/components/headers/RateLimitPolicy"},
}


def openapi_document(catalogue: Catalogue, version: str) -> dict[str, Any]:
    """The document. `version` is the product's."""
    schemas = Schemas(TypeSystem(catalogue.types))
    schemas.components.update(_fixed_components())
    paths: dict[str, Any] = {}
    for operation in sorted(catalogue.operations, key=lambda o: (o.path, o.method)):
        paths.setdefault(PREFIX + operation.path, {})[operation.method.lower()] = _operation(
            operation, catalogue, schemas
        )
    paths.update(_own_paths())
    tags = sorted({"Live"}.union(tag for operation in catalogue.operations for tag in operation.tags))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "I Watch Movies",
            "version": version,
            "description": "Films, people and those who watch them. Every operation is a SQL function of schema `api`; "
            "its `operationId` is the function's name. Errors are problem documents (RFC 9457).",
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": tag} for tag in [*tags, "Service"]],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.components.items())),
            "responses": {_response_name(status): _problem_response(status) for status in TITLES},
            "headers": {
                "RequestId": {"description": "The id of this request in the logs.", "schema": _STRING},
                "RateLimit": {"description": 'What is left: "write";r=119;t=1', "schema": _STRING},
                "RateLimitPolicy": {"description": 'The limit that is nearest: "write";q=120;w=60', "schema": _STRING},
                "ETag": {
                    "description": "The version of this answer, for If-None-Match and If-Match.",
                    "schema": _STRING,
                },
            },
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "description": "An access token."}},
        },
    }


def _operation(operation: Operation, catalogue: Catalogue, schemas: Schemas) -> dict[str, Any]:
    out: dict[str, Any] = {
        "operationId": operation.function,
        "summary": operation.summary or operation.function.replace("_", " "),
        "tags": operation.tags or ["Other"],
    }
    description = [operation.description or ""]
    if operation.cache:
        description.append(f"Kept for up to {_duration(operation.cache.ttl)}; a change ends that earlier.")
    if operation.errors:
        description.append("Problem codes: " + ", ".join(f"`{code}`" for code in operation.errors) + ".")
    if text := "\n\n".join(part for part in description if part):
        out["description"] = text
    parameters = [_parameter(arg, schemas) for arg in operation.args if arg.place in ("path", "query")]
    named = any(arg.name == "idempotency_key" and arg.place == "injected" for arg in operation.args)
    if operation.takes_key or named:
        parameters.append(_idempotency_key())
    if any(arg.name == "if_match" and arg.place == "injected" for arg in operation.args):
        parameters.append(_if_match())
    if operation.upload == "raw":
        parameters.append(upload_offset())
    if parameters:
        out["parameters"] = parameters
    body = schemas.body(operation) if operation.method in ("POST", "PUT", "PATCH") else None
    if operation.upload:
        out["requestBody"] = upload_body(operation, body)
    elif body is not None:
        patch = any(arg.patch for arg in operation.args)
        out["requestBody"] = {
            "required": patch or bool(body.get("required")),
            "content": {kind: {"schema": body} for kind in ("application/json", MERGE_PATCH)[: 1 + patch]},
        }
    out["responses"] = _responses(operation, catalogue, schemas)
    if operation.auth == "optional":
        out["security"] = [{}, {"bearer": []}]
    elif operation.auth != "none":
        out["security"] = [{"bearer": []}]
    return out


def _parameter(arg: Arg, schemas: Schemas) -> dict[str, Any]:
    out: dict[str, Any] = {
        "name": arg.name,
        "in": arg.place,
        "required": arg.required or arg.place == "path",
        "schema": schemas.argument(arg),
    }
    if text := schemas.description(arg):
        out["description"] = text
    if arg.array:
        # One comma-separated value; given more than once works too.
        out |= {"style": "form", "explode": False}
    return out


def _idempotency_key() -> dict[str, Any]:
    return {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": "A request that is repeated with the same key takes effect once, and is answered as it was the "
        "first time (Idempotency-Replayed: true), for a day. 409 while the first one runs, 422 for another request.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[\\x20-\\x7E]*$"},
    }


def _if_match() -> dict[str, Any]:
    return {
        "name": "If-Match",
        "in": "header",
        "required": False,
        "description": "The version that is changed: the ETag that it was read with; * for whatever is there.",
        "schema": _STRING,
    }


def _responses(operation: Operation, catalogue: Catalogue, schemas: Schemas) -> dict[str, Any]:
    reading = operation.method == "GET"
    success: dict[str, Any] = {
        "description": operation.message or "Success",
        "headers": {"X-Request-ID": {"$ref": "#/components/headers/RequestId"}},
    }
    if operation.status != 204:
        success["content"] = {"application/json": {"schema": schemas.envelope(operation)}}
    if reading or operation.version:
        success["headers"]["ETag"] = {"$ref": "#/components/headers/ETag"}
    if operation.rate:
        success["headers"] |= _LIMIT_HEADERS
    if operation.takes_key:
        success["headers"]["Idempotency-Replayed"] = {
            "description": "true where this is the answer of an earlier request with the same key.",
            "schema": _STRING,
        }
    responses: dict[str, Any] = {str(operation.status): success}
    if reading:
        responses["304"] = {"description": "Not changed since the version named by If-None-Match."}
    if operation.download:
        responses |= download_responses(success)
    for status in sorted(_problem_statuses(operation, catalogue)):
        responses[str(status)] = {"$ref": f"#/components/responses/{_response_name(status)}"}
    return responses


def _problem_statuses(operation: Operation, catalogue: Catalogue) -> set[int]:
    """What can happen: declared errors, the guard, the arguments, the viewer, the database."""
    statuses = {catalogue.errors[code].status for code in operation.errors if code in catalogue.errors}
    places = {arg.place for arg in operation.args}
    names = {arg.name for arg in operation.args}
    # An unknown query parameter is refused by every operation.
    statuses |= {400, 406, 414, 422, 500, 503}
    if "path" in places:
        statuses.add(404)
    if operation.method in ("POST", "PUT", "PATCH"):
        statuses |= {408, 413, 415}
    if operation.method == "DELETE":
        statuses |= {408, 413}
    if operation.volatile:
        statuses.add(409)
    if operation.auth != "none" or "viewer" in names:
        statuses.add(401)
    if operation.auth not in ("none", "optional"):
        statuses.add(403)
    if "if_match" in names:
        statuses |= {412, 428}
    if operation.download:
        statuses |= {412, 416}
    if operation.rate:
        statuses.add(429)
    return statuses & TITLES.keys()


def _response_name(status: int) -> str:
    return "".join(word.capitalize() for word in CODES[status].split("_"))


def _problem_response(status: int) -> dict[str, Any]:
    out: dict[str, Any] = {
        "description": TITLES[status],
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status in (429, 503):
        out["headers"] = {"Retry-After": {"description": "Seconds to wait.", "schema": _INTEGER}}
    if status == 429:
        out["headers"] |= _LIMIT_HEADERS
    if status == 401:
        out["headers"] = {"WWW-Authenticate": {"description": "How to sign in.", "schema": _STRING}}
    return out


def _fixed_components() -> dict[str, Any]:
    error = {
        "type": "object",
        "properties": {"field": _STRING, "reason": _STRING, "in": {"enum": ["path", "query", "body", "header"]}},
        "required": ["field", "reason", "in"],
        "additionalProperties": False,
    }
    problem = {
        "type": "object",
        "description": "A problem (RFC 9457).",
        "properties": {
            "type": described({**_STRING, "format": "uri"}, "Names the kind of problem."),
            "title": described(_STRING, "The kind of problem, in words."),
            "status": described({**_INTEGER, "minimum": 400, "maximum": 599}, "The HTTP status."),
            "detail": described(_STRING, "What is wrong with this request."),
            "instance": described(_STRING, "The path that was asked for."),
            "code": described(_STRING, "The kind of problem, for programs."),
            "errors": {"type": "array", "items": error, "description": "Field by field, where fields are wrong."},
            "success": {"const": False},
            "message": described(_STRING, "What is wrong, and what to do."),
            "request_id": described(_STRING, "The id of this request in the logs."),
            "hint": described(_STRING, "What to do."),
            "incident": described(_STRING, "To be named when reporting an internal error."),
        },
        "required": [
            "type", "title", "status", "detail", "instance", "code", "errors", "success", "message", "request_id",
        ],
        "additionalProperties": False,
    }  # fmt: skip
    page = {"page": _INTEGER, "per_page": _INTEGER, "total": _INTEGER, "pages": _INTEGER}
    return {
        "Problem": problem,
        "PagePosition": {
            "type": "object",
            "properties": {name: {**kind, "minimum": 0} for name, kind in page.items()},
            "required": list(page),
            "additionalProperties": False,
        },
        "FeedPosition": {
            "type": "object",
            "properties": {"next_cursor": {"type": ["string", "null"]}},
            "required": ["next_cursor"],
            "additionalProperties": False,
        },
    }


def _own_paths() -> dict[str, Any]:
    """What the layer itself serves."""
    state = {"type": "object", "properties": {"status": _STRING}, "required": ["status"]}

    def own(name: str, summary: str, kind: str, schema: dict[str, Any], *more: int) -> dict[str, Any]:
        responses: dict[str, Any] = {"200": {"description": "OK", "content": {kind: {"schema": schema}}}}
        for status in (400, 414, *more):
            responses[str(status)] = {"$ref": f"#/components/responses/{_response_name(status)}"}
        return {"get": {"operationId": name, "summary": summary, "tags": ["Service"], "responses": responses}}

    ready = own("readyz", "Can it serve?", "application/json", state)
    ready["get"]["responses"]["503"] = {
        "description": "Not ready: `checks` says why.",
        "content": {"application/json": {"schema": state}},
    }
    return {
        "/healthz": own("healthz", "Is the process alive?", "application/json", state),
        "/readyz": ready,
        "/metrics": own("metrics", "Counters, for Prometheus", "text/plain", _STRING),
        f"{PREFIX}/live": live_path(),
    }


def _duration(seconds: int) -> str:
    for size, word in ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second")):
        if seconds % size == 0:
            return f"{seconds // size} {word}{'s' if seconds != size else ''}"
    return f"{seconds} seconds"
