"""Who uses the dashboard: a cookie that only this server can make and read; what proves that a page of ours acts."""

import time
from http.cookies import CookieError, SimpleCookie

from app.accounts.keys import Keys

NAME = "iwm_dashboard"
HOURS = 12
_PURPOSE = "dashboard"


def viewer_of(keys: Keys, header: bytes) -> str | None:
    """The viewer that the Cookie header names; None where there is none that is good."""
    try:
        found = SimpleCookie(header.decode("latin-1")).get(NAME)
        purpose, until, viewer = keys.decrypt(found.value).split("|", 2) if found else ("", "0", "")
        return viewer if purpose == _PURPOSE and int(until) > time.time() else None
    except (ValueError, CookieError):
        return None


def set_cookie(keys: Keys, viewer: str, *, secure: bool) -> tuple[bytes, bytes]:
    """The header that signs a viewer in."""
    value = keys.encrypt(f"{_PURPOSE}|{int(time.time()) + HOURS * 3600}|{viewer}")
    return _header(value, HOURS * 3600, secure)


def no_cookie(*, secure: bool) -> tuple[bytes, bytes]:
    """The header that signs out."""
    return _header("", 0, secure)


def csrf(keys: Keys, viewer: str) -> str:
    """What a page carries and gives back with what it asks for: nobody else knows it."""
    return keys.mac("dashboard csrf", viewer)


def csrf_is_right(keys: Keys, viewer: str, given: str) -> bool:
    """Whether a page that was made for this viewer asks."""
    return keys.mac_is_right("dashboard csrf", viewer, given)


def _header(value: str, seconds: int, secure: bool) -> tuple[bytes, bytes]:
    flags = f"Path=/dashboard; HttpOnly; SameSite=Strict; Max-Age={seconds}{'; Secure' if secure else ''}"
    return (b"set-cookie", f"{NAME}={value}; {flags}".encode())
