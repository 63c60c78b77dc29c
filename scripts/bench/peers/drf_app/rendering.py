"""JSON by orjson, as tuned projects do it: faster than the framework's own renderer."""

from decimal import Decimal
from typing import Any

import orjson
from rest_framework.renderers import BaseRenderer


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value))


class OrjsonRenderer(BaseRenderer):
    """Writes the answer as bytes of JSON."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        """The bytes of `data`."""
        return orjson.dumps(data, default=_plain)
