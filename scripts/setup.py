"""Makes .venv from the lock file, or finds it current within a few milliseconds. Needs nothing but Python.

    python3 scripts/setup.py          what running needs
    python3 scripts/setup.py --dev    what testing needs, too

Exit codes: 0 ready, 1 could not (what to do stands on the last line).
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / ".iwm-setup.json"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fail(message: str) -> "None":
    print(f"setup: {message}", file=sys.stderr)
    raise SystemExit(1)


def wanted(dev: bool) -> "dict[str, str]":
    """What the environment must be made from: file name -> digest, and where it lies."""
    names = ["requirements.lock", "pyproject.toml"] + (["requirements-dev.lock"] if dev else [])
    digests = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in names}
    return {**digests, "root": str(ROOT)}


def is_current(wish: "dict[str, str]") -> bool:
    try:
        found = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return False
    # An environment for testing serves for running, too.
    return PYTHON.exists() and all(found.get(name) == digest for name, digest in wish.items())


def make_venv() -> None:
    if PYTHON.exists() and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0:
        return
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        system = Path(sys.executable).resolve() == Path("/usr/bin/python3").resolve()
        package = "python3-venv" if system else f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        fail(
            f"{package} is missing (this Python makes no environments). Install it, then try again:\n"
            f"  apt-get install -y {package}"
        )
    print("setup: making .venv", file=sys.stderr)
    try:
        venv.EnvBuilder(with_pip=True, clear=True, symlinks=os.name != "nt").create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        fail(f"could not make {VENV}: {error}")


def add_command() -> None:
    """The command `iwm` of the environment, and `import app` from anywhere. No build, no path in a #! line."""
    packages = subprocess.run(
        [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    (Path(packages.stdout.strip()) / "iwm.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    if os.name == "nt":
        (PYTHON.parent / "iwm.cmd").write_text('@"%~dp0python.exe" -P -m app %*\n')
    else:
        command = PYTHON.parent / "iwm"
        command.write_text('#!/bin/sh\nexec "$(dirname -- "$(readlink -f -- "$0")")/python" -P -m app "$@"\n')
        command.chmod(0o755)


def pip(*arguments: str) -> None:
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--no-deps"]  # the lock file names everything
    command += ["--no-compile"]  # most modules are never imported: those that are, Python compiles then
    if subprocess.run([*command, *arguments], cwd=ROOT).returncode != 0:
        fail("pip could not install what the lock file names (see above). Is the package index reachable?")


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is run by whatever Python is there
        fail(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]} ({sys.executable})")
    dev = "--dev" in sys.argv[1:]
    wish = wanted(dev)
    if is_current(wish):
        return
    make_venv()
    lock = "requirements-dev.lock" if dev else "requirements.lock"
    print(f"setup: installing {lock}", file=sys.stderr)
    STAMP.unlink(missing_ok=True)
    pip("--require-hashes", "-r", lock)
    add_command()
    STAMP.write_text(json.dumps(wish, indent=1))


main()
