"""Reads README.md: its calls with the answers shown, its SQL."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

README = Path(__file__).parents[2] / "README.md"
MORE = "…"


@dataclass(frozen=True)
class Step:
    """A command of a console block, and what is shown below it."""

    command: str
    shown: str

    @property
    def address(self) -> str | None:
        """What follows host and port, for a call with curl."""
        call = re.fullmatch(r"curl 'localhost:8000(/[^']*)'", self.command)
        return call[1] if call else None


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README.read_text(), re.MULTILINE | re.DOTALL)


def steps() -> list[Step]:
    """Every command of the console blocks."""
    parts = [part for block in blocks("console") for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part]
    return [Step(*(text.strip("\n") for text in part.partition("\n")[::2])) for part in parts]


def shown_json(text: str) -> Any:
    """A shown answer as JSON, with the marks for what is left out as keys, items and ends of texts."""
    text = re.sub(rf"(?<=[\[,]) *{MORE}(?= *[\]])", f'"{MORE}"', text)
    return json.loads(re.sub(rf"(?<=[{{,]) *{MORE}(?= *[}}])", f'"{MORE}": 0', text))


def mismatch(shown: Any, real: Any, where: str = "") -> str | None:
    """Where the real answer is not as shown; None where it is. What `…` stands for may be anything."""
    if isinstance(shown, dict) and isinstance(real, dict):
        keys = [key for key in shown if key != MORE]
        if missing := [key for key in keys if key not in real]:
            return f"{where}: the answer has no {missing[0]}"
        if MORE not in shown and (extra := [key for key in real if key not in shown]):
            return f"{where}: the answer also has {extra[0]}"
        return next((m for key in keys if (m := mismatch(shown[key], real[key], f"{where}.{key}"))), None)
    if isinstance(shown, list) and isinstance(real, list):
        items = [item for item in shown if item != MORE]
        if len(items) > len(real) or (len(items) < len(real) and MORE not in shown):
            return f"{where}: the answer has {len(real)} items"
        pairs = enumerate(zip(items, real, strict=False))
        return next((m for at, pair in pairs if (m := mismatch(*pair, f"{where}[{at}]"))), None)
    if isinstance(shown, str) and isinstance(real, str) and shown.endswith(MORE):
        return None if real.startswith(shown.removesuffix(MORE)) else f"{where}: {real!r}"
    return None if shown == real else f"{where}: {real!r}"
