"""Settings read from the environment and from `.env`, with errors that name the variable."""

import os
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints

import msgspec
from msgspec import Meta

from app.envfile import read_env_file
from app.errors import SettingsProblem
from app.settings.checks import checked
from app.settings.fields import ROOT, Settings, env_name

_WORDS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


def load_settings(env: Mapping[str, str] | None = None, env_file: Path | None = None, **given: Any) -> Settings:
    """Settings from `env` (default: the process environment over `.env`), with `given` (command line) over both.

    A `given` value of None counts as not given. Raises SettingsProblem, naming every variable and option that is wrong.
    """
    if env is None:
        env = {**read_env_file(env_file or ROOT / ".env"), **os.environ}
    hints = get_type_hints(Settings, include_extras=True)
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for field in Settings.__struct_fields__:
        name = f"--{field.replace('_', '-')}" if given.get(field) is not None else env_name(field)
        try:
            raw = given.get(field) if given.get(field) is not None else _raw_value(env, env_name(field))
            if raw is not None:
                values[field] = _convert(raw, hints[field])
            if field == "worker_queues" and raw is not None:
                wrong += [f"{name}: {told}" for told in _no_queues(values[field])]
        except (msgspec.ValidationError, ValueError, OSError) as error:
            wrong.append(f"{name}: {_explain(error, hints[field])}")
    wrong += [f"{name}: there is no such setting; did you mean {near}?" for name, near in _misspelt(env)]
    if wrong:
        raise SettingsProblem("\n".join(wrong), "All settings with their values: iwm settings list")
    settings = Settings(**values)
    return checked(settings)


def _no_queues(names: tuple[str, ...]) -> list[str]:
    """What is wrong with the queues that somebody named. One that is not there yet is fine."""
    if not names:
        return ["no queue is named; leave it out for all queues"]
    return [
        f"{name!r} is no name of a queue (at most 60 lower-case letters, digits and _ . -)"
        for name in names
        if not re.fullmatch(r"[a-z][a-z0-9_.-]{0,59}", name)
    ]


def _raw_value(env: Mapping[str, str], name: str) -> str | None:
    if file := env.get(f"{name}_FILE"):
        return Path(file).read_text().strip() or None
    return env.get(name) or None


def _convert(raw: Any, hint: Any) -> Any:
    base = get_args(hint)[0]
    if isinstance(raw, str) and base == tuple[str, ...]:
        raw = [part.strip() for part in raw.split(",") if part.strip()]
    elif isinstance(raw, str) and base is bool:
        if (word := raw.strip().lower()) not in _WORDS:
            raise ValueError("expected on or off")
        raw = _WORDS[word]
    return msgspec.convert(raw, hint, strict=False)


def _explain(error: Exception, hint: Any) -> str:
    if isinstance(error, OSError):
        return f"cannot read the file that {error.filename} names: {error.strerror}"
    base, *_ = get_args(hint)
    if choices := get_args(base) if getattr(base, "__origin__", None) is Literal else ():
        return f"expected one of {', '.join(choices)}"
    meta = next(m for m in get_args(hint) if isinstance(m, Meta))
    if base is int:
        return f"expected a whole number from {meta.ge} to {meta.le}"
    return str(error)


def _misspelt(env: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Variables that look like a setting and are none. Others of that prefix belong to scripts and containers."""
    known = [env_name(field) for field in Settings.__struct_fields__]
    for name in sorted(env):
        if name.startswith("IWM_") and name not in known and name.removesuffix("_FILE") not in known:
            yield from ((name, near) for near in get_close_matches(name, known, n=1, cutoff=0.85))
