"""Files in the OpenAPI document: forms and bytes that come in (@upload), files that go out (@download)."""

from typing import Any

from app.http.catalogue import Operation

_BYTES = {"type": "string", "format": "binary"}


def upload_body(operation: Operation, fields: dict[str, Any] | None) -> dict[str, Any]:
    """The request body of an operation with @upload; `fields`: the schema of its other arguments."""
    if operation.upload == "raw":
        return {"required": True, "content": {"application/octet-stream": {"schema": _BYTES}}}
    schema = fields or {"type": "object", "properties": {}, "additionalProperties": False}
    schema = {
        **schema,
        "properties": {**schema["properties"], "file": {**_BYTES, "description": "The file."}},
        "required": ["file", *schema.get("required", [])],
    }
    return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}


def upload_offset() -> dict[str, Any]:
    """The header of a chunk."""
    return {
        "name": "Upload-Offset",
        "in": "header",
        "required": True,
        "description": "Where the bytes begin: where the upload is.",
        "schema": {"type": "integer", "minimum": 0, "maximum": 9007199254740991},
    }


def download_responses(success: dict[str, Any]) -> dict[str, Any]:
    """The answers of an operation with @download: the file, a part of it."""
    headers = {
        **success["headers"],
        "Accept-Ranges": {"description": "bytes", "schema": {"type": "string"}},
        "Content-Disposition": {"description": "The name to save it under.", "schema": {"type": "string"}},
    }
    content = {"*/*": {"schema": _BYTES}}
    part = {**headers, "Content-Range": {"description": "Which part of how many bytes.", "schema": {"type": "string"}}}
    return {
        "200": {"description": "The file.", "headers": headers, "content": content},
        "206": {"description": "The part that Range names.", "headers": part, "content": content},
    }
