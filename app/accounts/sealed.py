"""Notes to ourselves that others carry: encrypted, for one purpose, good for a while."""

import time
from typing import Any

import msgspec

from app.accounts.keys import Keys


def seal(keys: Keys, purpose: str, values: dict[str, Any], seconds: int) -> str:
    """The values as text that nobody else can read or make, good for so many seconds."""
    note = {**values, "purpose": purpose, "until": time.time() + seconds}
    return keys.encrypt(msgspec.json.encode(note).decode())


def unseal(keys: Keys, purpose: str, text: str) -> dict[str, Any] | None:
    """What was sealed for this purpose; None where it was not, or is over."""
    try:
        note = msgspec.json.decode(keys.decrypt(text))
    except (ValueError, msgspec.DecodeError):
        return None
    if not isinstance(note, dict) or note.get("purpose") != purpose or note.get("until", 0) <= time.time():
        return None
    return note
