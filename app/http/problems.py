"""Problems as HTTP tells them: RFC 9457 problem+json, with `success` and `message` for simpler clients."""

from typing import Any

import msgspec

CONTENT_TYPE = b"application/problem+json"

TITLES = {
    400: "The request cannot be read",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    406: "Not acceptable",
    408: "The body came too slowly",
    409: "It conflicts with what is there",
    412: "It was changed in the meantime",
    413: "Body too large",
    414: "Address too long",
    415: "Unsupported content type",
    416: "The file has no such part",
    422: "A value is not valid",
    428: "Say which version you change",
    429: "Too many requests",
    431: "Headers too large",
    500: "Something went wrong on our side",
    501: "Only over HTTP",
    503: "The service cannot answer at the moment",
}

CODES = {
    400: "bad_request",
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    408: "body_too_slow",
    409: "conflict",
    412: "precondition_failed",
    413: "body_too_large",
    414: "address_too_long",
    415: "unsupported_content_type",
    416: "range_not_satisfiable",
    422: "invalid_input",
    428: "precondition_required",
    429: "too_many_requests",
    431: "headers_too_large",
    500: "internal_error",
    501: "http_only",
    503: "unavailable",
}


class FieldError(msgspec.Struct, frozen=True):
    """What is wrong with one field: its name, where it stands (path, query, body, header) and the reason."""

    field: str
    reason: str
    place: str = msgspec.field(name="in", default="body")


class HttpProblem(Exception):
    """Ends a request with a problem. `detail` is a sentence for people, `hint` says what to do about it."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        code: str | None = None,
        title: str | None = None,
        hint: str = "",
        errors: list[FieldError] | None = None,
        headers: list[tuple[bytes, bytes]] | None = None,
        incident: str | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.code = code or CODES.get(status, "error")
        self.title = title or TITLES.get(status, "Error")
        self.hint = hint
        self.errors = errors or []
        self.headers = headers or []
        self.incident = incident

    def body(self, instance: str, request_id: str) -> bytes:
        """The problem as JSON. `instance` is the path that was asked for."""
        document: dict[str, Any] = {
            "type": f"urn:iwm:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
            "code": self.code,
            "errors": self.errors,
            "success": False,
            "message": f"{_sentence(self.detail)} {_sentence(self.hint)}".strip(),
            "request_id": request_id,
        }
        if self.hint:
            document["hint"] = self.hint
        if self.incident:
            document["incident"] = self.incident
        return msgspec.json.encode(document)


def _sentence(text: str) -> str:
    return f"{text}." if text and text[-1].isalnum() else text


def unavailable(detail: str, *, code: str = "unavailable", retry_after: int = 1) -> HttpProblem:
    """503 with Retry-After (seconds)."""
    return HttpProblem(
        503,
        detail,
        code=code,
        hint="Try again shortly.",
        headers=[(b"retry-after", str(retry_after).encode())],
    )


def not_found(detail: str = "There is nothing at this address.", hint: str = "See /docs.") -> HttpProblem:
    """404 for an address that no operation has."""
    return HttpProblem(404, detail, hint=hint)
