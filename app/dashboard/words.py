"""Times, durations and JSON as people read them: filters of the templates."""

import datetime
import time
from typing import Any
from urllib.parse import quote

import msgspec


def seconds(value: float | None) -> str:
    """A duration to read: 12 ms, 3.4 s, 34 s, 5 min, 2.8 h, 3.1 days."""
    if value is None:
        return "–"
    value = float(value)
    if value < 1:
        return f"{value * 1000:.0f} ms" if value >= 0.01 or value == 0 else f"{value * 1000:.1f} ms"
    if value < 120:
        return f"{value:.1f} s" if value < 10 else f"{value:.0f} s"
    if value < 7200:
        return f"{value / 60:.0f} min"
    return f"{value / 3600:.1f} h" if value < 172_800 else f"{value / 86_400:.1f} days"


def count(value: float | None) -> str:
    """A number to read: 1,234,567."""
    return "–" if value is None else f"{value:,}"


def short(value: float) -> str:
    """A number as short as a tile needs it: 12,345, 1.23 M."""
    return f"{value:,}" if value < 1_000_000 else f"{value / 1_000_000:,.2f} M"


def percent(part: float, whole: float) -> str:
    """A share to read: 99.5 %."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def parsed(text: str) -> float:
    """Seconds since 1970 of a time of PostgreSQL's JSON; what lies beyond Python's calendar is its end."""
    try:
        return msgspec.convert(text, datetime.datetime).timestamp()
    except (msgspec.ValidationError, OverflowError, ValueError):
        return 0.0 if text.startswith("-") or text.endswith("BC") else 253_402_300_799.0


def ago(text: str | None) -> str:
    """How long ago, or in how long."""
    if not text:
        return "–"
    past = time.time() - parsed(text)
    return f"{seconds(past)} ago" if past >= 0 else f"in {seconds(-past)}"


def moment(text: str | None) -> str:
    """A time to read, in UTC."""
    return time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(parsed(text))) if text else "–"


def clock(at: float) -> str:
    """The time of day of seconds since 1970, in UTC: 14:00."""
    return time.strftime("%H:%M", time.gmtime(at))


def took(start: str | None, end: str | None) -> str:
    """How long something took."""
    return seconds(max(parsed(end) - parsed(start), 0)) if start and end else "–"


def pretty(value: Any) -> str:
    """JSON to read."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def address(path: str, **query: str | None) -> str:
    """An address with those parameters that are given."""
    given = "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items() if value)
    return f"{path}?{given}" if given else path
