"""The servers that are measured: each in its own process group on a free loopback port, stopped whatever happens."""

import http.client
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from scripts.bench.measure import system

ROOT = Path(__file__).resolve().parents[3]
BENCH = ROOT / "scripts" / "bench"
PEERS = BENCH / "peers"
PEERS_PYTHON = BENCH / ".peers" / "bin" / "python"


@dataclass(frozen=True)
class Service:
    """A running server: its name, port and the process that leads its group."""

    name: str
    port: int
    pid: int
    log: Path

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in lower case) and body of one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path, headers={"Accept": "application/json", **(headers or {})})
            answer = connection.getresponse()
            body = answer.read()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body
        finally:
            connection.close()

    def workers(self) -> list[int]:
        """The processes that serve: the descendants, without the one that only watches over them."""
        members = system.family(self.pid)
        return members[1:] or members


@contextmanager
def running(name: str, command: list[str], port: int, env: Mapping[str, str], ready: str) -> Iterator[Service]:
    """Starts `command`, waits until it answers `ready` with 200, stops the whole group at the end."""
    with tempfile.NamedTemporaryFile(prefix=f"bench-{name}-", suffix=".log", delete=False) as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **env}, stdout=log, stderr=log, start_new_session=True
        )
    service = Service(name, port, process.pid, Path(log.name))
    try:
        _wait(service, process, ready)
        yield service
    except BaseException:
        sys.stderr.write(f"--- last lines of {name} ({service.log}) ---\n")
        sys.stderr.write("\n".join(service.log.read_text(errors="replace").splitlines()[-15:]) + "\n")
        raise
    else:
        service.log.unlink(missing_ok=True)
    finally:
        _stop(process)


def _wait(service: Service, process: "subprocess.Popen[bytes]", ready: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit(f"{service.name} ended with code {process.returncode} before it answered")
        with suppress(OSError, http.client.HTTPException):
            if service.get(ready)[0] == 200:
                return
        time.sleep(0.05)
    raise SystemExit(f"{service.name} did not answer {ready} with 200 within 60 s")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    for sign, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, 10)):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
            break
    # workers that outlived their leader
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
