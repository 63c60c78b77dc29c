"""Reads and writes `.env` files: NAME=value, `#` comments, quotes where a value needs them."""

import re
import textwrap
from pathlib import Path
from typing import get_args, get_type_hints

from app.errors import SettingsProblem

_LINE = re.compile(r"(?:export\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?P<value>.*)")


def read_env_file(path: Path) -> dict[str, str]:
    """The variables of a file; none if it is not there. Raises SettingsProblem with file and line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsProblem(f"{path} cannot be read: {error}") from None
    found = {}
    for number, line in enumerate(lines, 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if not (match := _LINE.fullmatch(line)):
            raise SettingsProblem(f"{path}:{number}: not a line of the form NAME=value", "Comments begin with #.")
        found[match["name"]] = _unquote(match["value"])
    return found


def _unquote(value: str) -> str:
    if len(value) >= 2 and value[0] in "\"'" and value[-1] == value[0]:
        return value[1:-1]
    # an unquoted value ends where a comment begins
    return re.split(r"\s+#", value, maxsplit=1)[0].strip()


def example() -> str:
    """The text of `.env.example`: every setting with its description, what it may be, and its default."""
    from msgspec import Meta

    from app.settings import ROOT, SECRET_FIELDS, Settings, as_text, env_name

    hints = get_type_hints(Settings, include_extras=True)
    defaults = Settings()
    parts = [
        "# Settings of IWM. Copy to .env and uncomment what you change; the environment wins over this file.\n"
        "# NAME_FILE=path takes a value from a file. Written by `iwm settings example`.\n"
    ]
    for field in Settings.__struct_fields__:
        meta = next(m for m in get_args(hints[field]) if isinstance(m, Meta))
        base = get_args(hints[field])[0]
        notes = meta.description or ""
        if choices := [c for c in get_args(base) if isinstance(c, str)]:
            notes += f" One of: {', '.join(choices)}."
        elif meta.ge is not None:
            notes += f" From {meta.ge} to {meta.le}."
        default = as_text(getattr(defaults, field)).replace(f"{ROOT}/", "").replace(f"{ROOT}\\", "")
        shown = "" if field in SECRET_FIELDS else default
        comment = textwrap.fill(notes, 118, initial_indent="# ", subsequent_indent="# ")
        parts.append(f"{comment}\n#{env_name(field)}={shown}\n")
    return "\n".join(parts)
