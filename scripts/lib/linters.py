"""The linters of scripts/test. Their rules stand in pyproject.toml."""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Linter:
    """A linter, the module that it is run as, and what to type to mend what it finds."""

    name: str
    command: tuple[str, ...]
    remedy: str = ""


LINTERS = (
    Linter("ruff", ("ruff", "check", "--quiet", "."), "ruff check --fix ."),
    Linter("ruff format", ("ruff", "format", "--quiet", "--diff", "."), "ruff format ."),
    # what bandit ranks as low is ruff's group S, with the same numbers: said once
    Linter("bandit", ("bandit", "-q", "-r", "--severity-level", "medium", "--configfile", "pyproject.toml", "app")),
    Linter(
        "sqlfluff",
        ("sqlfluff", "lint", "--nocolor", "--disable-progress-bar", "--processes", "2", "migrations", "sql", "scripts"),
    ),
)


def passes(linter: Linter, root: Path) -> bool:
    """Runs it; prints one line, and before it what it found, if anything."""
    started = time.monotonic()
    command = [sys.executable, "-m", *linter.command]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{done.stdout}{done.stderr}".rstrip())
    remedy = f", may help: .venv/bin/{linter.remedy}" if done.returncode and linter.remedy else ""
    verdict = "clean" if done.returncode == 0 else "FOUND SOMETHING (above)"
    print(f"{linter.name}: {verdict} ({time.monotonic() - started:.1f} s){remedy}", flush=True)
    return done.returncode == 0
