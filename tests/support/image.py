"""The project's own Docker images: built once per content, started through testcontainers."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

# its reaper is an image from a public registry; the containers are removed by the fixtures themselves
os.environ.setdefault("TESTCONTAINERS_RYUK_DISABLED", "true")

ROOT = Path(__file__).resolve().parents[2]


def engine_answers() -> bool:
    """True where a Docker engine can be talked to."""
    if not shutil.which("docker"):
        return False
    return subprocess.run(["docker", "info"], capture_output=True, timeout=60, check=False).returncode == 0


def built(context: Path, name: str) -> str:
    """Builds `context`/Dockerfile; returns its tag, which names the content, so that nothing is built twice."""
    files = sorted(path for path in context.rglob("*") if path.is_file())
    content = hashlib.sha256()
    for path in files:
        content.update(f"{path.relative_to(context)}\0{path.stat().st_mode & 0o111}\0".encode())
        content.update(path.read_bytes())
    tag = f"{name}:{content.hexdigest()[:12]}"
    if subprocess.run(["docker", "image", "inspect", tag], capture_output=True, check=False).returncode:
        command = ["docker", "build", "--network", "host", "--tag", tag, str(context)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return tag
