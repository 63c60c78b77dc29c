"""What is refused before anything parses it: bytes that break parsers or that PostgreSQL cannot store."""

import json
import re
from typing import Any
from urllib.parse import unquote_to_bytes

from app.http.problems import HttpProblem

MAX_DEPTH = 64
MAX_TARGET = 8192
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_TO_SQUARE = bytes.maketrans(b"{}", b"[]")
_ESCAPE = re.compile(rb"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)


def check_target(raw_path: bytes, query: bytes) -> None:
    """Refuses an address that is too long, not UTF-8, or holds NUL; and a slash in disguise. Raises HttpProblem."""
    if len(raw_path) + len(query) > MAX_TARGET:
        raise HttpProblem(414, f"The address is longer than {MAX_TARGET} bytes.", hint="Ask for less at once.")
    if b"%" in raw_path:
        plain = unquote_to_bytes(raw_path)
        _check_text(plain, "path")
        if b"%2f" in raw_path.lower():
            raise HttpProblem(404, "There is nothing at this address.", hint="A slash inside a name is not possible.")
    if not raw_path.isascii():
        _check_text(raw_path, "path")
    if b"//" in raw_path:
        raise HttpProblem(404, "There is nothing at this address.", hint="It has two slashes in a row.")
    if b"%" in query or not query.isascii():
        _check_text(unquote_to_bytes(query), "query")


def _check_text(raw: bytes, where: str) -> None:
    if b"\x00" in raw:
        raise HttpProblem(400, f"The {where} holds a NUL character.", hint="Leave it out.")
    try:
        raw.decode()
    except UnicodeDecodeError:
        raise HttpProblem(400, f"The {where} is not valid UTF-8.", hint="Encode it as UTF-8.") from None


def check_json(body: bytes) -> None:
    """Refuses a JSON body that is not UTF-8, nests too deep, holds NUL or half a surrogate pair. Raises HttpProblem."""
    try:
        body.decode()
    except UnicodeDecodeError as error:
        raise HttpProblem(
            400, f"The body is not valid UTF-8 (byte {error.start}).", hint="Encode it as UTF-8."
        ) from None
    if b"\x00" in body:
        raise HttpProblem(400, "The body holds a NUL character.", hint="Leave it out.")
    if b"\\u" in body:
        _check_escapes(body)
    if body.count(b"[") + body.count(b"{") > MAX_DEPTH and _too_deep(body):
        raise HttpProblem(400, f"The body is nested deeper than {MAX_DEPTH} levels.", hint="Make it flatter.")


def _check_escapes(body: bytes) -> None:
    """NUL and lone surrogates, written as escapes. A pair is a high one with its low one right behind."""
    high_end = -1
    for match in _ESCAPE.finditer(body):
        code = int(match.group(1) or b"20", 16)
        if code == 0:
            raise HttpProblem(400, r"The body holds a NUL character (\u0000).", hint="Leave it out.")
        is_low = 0xDC00 <= code <= 0xDFFF
        if is_low != (high_end == match.start()) or (high_end != -1 and not is_low):
            break
        high_end = match.end() if 0xD800 <= code <= 0xDBFF else -1
    else:
        if high_end == -1:
            return
    raise HttpProblem(400, "The body holds half of a surrogate pair.", hint="Send whole characters.")


def _too_deep(body: bytes) -> bool:
    """Takes away the innermost brackets, level by level: in C, so that a hostile body costs no more than another."""
    brackets = _STRING.sub(b"", body).translate(_TO_SQUARE, _NOT_BRACKETS)
    for _ in range(MAX_DEPTH):
        shorter = brackets.replace(b"[]", b"")
        if len(shorter) == len(brackets):
            break
        brackets = shorter
    # What never closes is wrong in another way, told by the parser; unless it is deep enough to exhaust that.
    return brackets.count(b"[") > MAX_DEPTH or (b"[]" in brackets)


def check_duplicates(body: bytes) -> None:
    """Refuses an object that names a key twice (parsers disagree about which one counts). Raises HttpProblem."""
    try:
        json.loads(
            body,
            object_pairs_hook=_unique,
            parse_int=_ignore,
            parse_float=_ignore,
            parse_constant=_not_json,
        )
    except HttpProblem:
        raise
    except (ValueError, RecursionError) as error:
        raise HttpProblem(400, f"The body is not valid JSON: {error}.", hint="Check its syntax.") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = dict(pairs)
    if len(keys) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise HttpProblem(400, f"The body names {twice[:100]!r} twice.", hint="Give each field once.")
    return keys


def _ignore(_: str) -> int:
    return 0


def _not_json(word: str) -> Any:
    raise HttpProblem(400, f"The body holds {word}, which is not JSON.", hint="Send a number, or null.")
