"""Numbers of JSON as JSON Schema means them: 1.0 is a whole number."""

import json
from typing import Any

import msgspec


def lenient(raw: msgspec.Raw, kind: Any) -> Any:
    """The value, where 1.0 may stand for 1. Raises ValueError or msgspec.ValidationError."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.ValidationError:
        return msgspec.convert(_whole_numbers(json.loads(bytes(raw), parse_int=_finite, parse_float=_finite)), kind)


def _finite(digits: str) -> int | float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise ValueError("out of range")
    return int(digits) if digits.lstrip("-").isdigit() else value


def _whole_numbers(value: Any) -> Any:
    """1.0 as 1, also inside lists and objects."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _whole_numbers(item) for key, item in value.items()}
    return [_whole_numbers(item) for item in value] if isinstance(value, list) else value
