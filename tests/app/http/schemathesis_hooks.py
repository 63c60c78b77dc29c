"""What Schemathesis is told beside its configuration (SCHEMATHESIS_HOOKS)."""

import uuid
from typing import Any

import schemathesis

HEADER = "Idempotency-Key"


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """Gives each request a key of its own where it has a good one: the same key with another body is refused (422)."""
    key = (case.headers or {}).get(HEADER)
    if isinstance(key, str) and 1 <= len(key) <= 255 and key.isascii() and key.isprintable():
        case.headers[HEADER] = uuid.uuid4().hex


@schemathesis.hook
def filter_query(context: Any, query: dict[str, Any] | None) -> bool:
    """Leaves out a list of one empty text: in an address it looks the same as a list of nothing."""
    return not any(value == [""] for value in (query or {}).values())
