"""The three servers that the suite runs on: the embedded one, the full Docker image, PostgreSQL 16.

Every one is started empty for one test session and thrown away after it.
"""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from app.database.dsn import make_url
from app.database.embedded import EmbeddedPostgres
from tests.support import image, profiler

TARGETS = ("embedded", "docker", "pg16")
ROOT = image.ROOT

# A test database need not survive a power cut.
FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


@dataclass(frozen=True)
class Server:
    """A running server: `owner_dsn` is its owner on the maintenance database."""

    target: str
    owner_dsn: str


@contextmanager
def running(target: str) -> Iterator[Server]:
    """Starts the server that `target` names, and stops and removes it at the end."""
    if target == "docker":
        with _docker() as dsn:
            yield Server(target, dsn)
    elif target in TARGETS:
        with _local(_programs(target)) as dsn:
            yield Server(target, dsn)
    else:
        raise ValueError(f"IWM_TEST_TARGET is {target!r}: give one of {', '.join(TARGETS)}")


def _programs(target: str) -> Path | None:
    """The folder of the server's programs; None for those that the package brings."""
    if target == "embedded":
        return None
    fetch = [sys.executable, str(ROOT / "scripts/lib/postgres16.py"), str(ROOT / "build")]
    done = subprocess.run(fetch, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    return Path(done.stdout.strip())


@contextmanager
def _local(programs: Path | None) -> Iterator[str]:
    # a short path: the socket lies below it
    folder = Path(tempfile.mkdtemp(prefix="iwm-", dir="/tmp" if os.name != "nt" else None))
    settings = {"max_connections": "200"}
    try:
        with EmbeddedPostgres(folder, programs, durable=False, settings=settings) as server:
            yield server.owner_dsn("postgres")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _docker() -> Iterator[str]:
    tag = image.built(ROOT / "docker/db", "iwm-db")
    from testcontainers.core.container import DockerContainer

    owner, password = "iwm_owner", secrets.token_hex(8)
    settings = FAST | {"shared_buffers": "512MB"} | (profiler.SETTINGS if profiler.FILE else {})
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    container = DockerContainer(tag).with_env("POSTGRES_PASSWORD", password).with_exposed_ports(5432)
    with container.with_command(options).with_kwargs(shm_size="1g") as running_container:
        host, port = running_container.get_container_host_ip(), str(running_container.get_exposed_port(5432))
        dsn = make_url(host=host, port=port, user=owner, password=password, dbname="postgres")
        _await(dsn, lambda: running_container.get_wrapped_container().status == "exited" and "the container ended")
        yield dsn


def _await(dsn: str, ended: object, seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while True:
        with suppress(psycopg.OperationalError):
            psycopg.connect(dsn, connect_timeout=5).close()
            return
        if reason := callable(ended) and ended():
            raise RuntimeError(f"the test server did not start: {reason}")
        if time.monotonic() > until:
            raise RuntimeError(f"the test server did not answer within {seconds:.0f} s")
        time.sleep(0.05)
