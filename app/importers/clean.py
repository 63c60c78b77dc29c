"""Texts and numbers of foreign files, made fit for PostgreSQL. Limits of length and range are SQL's."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

BIGINT = 2**63 - 1
_SPACES = re.compile(r"\s+")
# Controls, NUL among them, and invisible marks that make equal names differ. U+200C/D belong to some scripts.
_HIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\ud800-\udfff]")


def text(value: object) -> str | None:
    """One line without control characters or doubled blanks; None where nothing is left."""
    if value is None:
        return None
    line = value if isinstance(value, str) else str(value)
    if not line.isascii() or not line.isprintable():
        line = _HIDDEN.sub("", line)
    if line[:1].isspace() or line[-1:].isspace() or "  " in line or not line.isprintable():
        line = _SPACES.sub(" ", line).strip()
    return line or None


def integer(value: object) -> int | None:
    """A whole number within bigint; None for an absent one. Raises ValueError."""
    if value is None or value == "":
        return None
    try:
        number = int(value) if isinstance(value, (int, str)) else _whole(value)
    except (TypeError, ValueError, OverflowError):
        raise ValueError("not a whole number") from None
    if not -BIGINT <= number <= BIGINT:
        raise ValueError("beyond any number of this kind")
    return number


def rounded(value: object) -> int | None:
    """The nearest whole number within bigint (money with cents); None for an absent one. Raises ValueError."""
    number = decimal(value)
    return None if number is None else integer(int(number.to_integral_value()))


def decimal(value: object) -> Decimal | None:
    """A finite decimal number; None for an absent one. Raises ValueError."""
    if value is None or value == "":
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise ValueError("not a number") from None
    if not number.is_finite() or abs(number.adjusted()) > 18:
        raise ValueError("not a number of this kind")
    return number


def day(value: object) -> date | None:
    """A date written YYYY-MM-DD; None for an absent one. Raises ValueError."""
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("not a date (YYYY-MM-DD)") from None


def _whole(value: object) -> int:
    number = float(value)  # type: ignore[arg-type]
    if not number.is_integer():
        raise ValueError
    return int(number)
