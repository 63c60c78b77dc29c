"""What app/ imports is in the lock file that running installs; the environment of the tests has more."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def imported(file: Path) -> set[str]:
    """The packages that a file imports, wherever it does."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.once
def test_everything_imported_is_locked_for_running():
    lock = (ROOT / "requirements.lock").read_text()
    locked = {name.replace("_", "-") for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    known = packages_distributions()
    missing = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in (ROOT / "app").rglob("*.py")
        for name in imported(file) - set(sys.stdlib_module_names) - {"app"}
        if not {package.lower().replace("_", "-") for package in known.get(name, [name])} & locked
    }
    assert missing == set(), "add the package to requirements.in, then run scripts/lock"
