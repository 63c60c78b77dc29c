"""The server as processes: many connections, several workers, a restarted database, every way to end."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from app.database.dsn import as_role
from app.loader.project import ROOT
from app.settings import Settings, to_environment

CODE = "from app.http.server import serve\nfrom app.settings import load_settings\nserve(load_settings())"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@contextlib.contextmanager
def process(tmp_path: Path, dsn: str, **settings: object) -> Iterator[tuple[subprocess.Popen, str]]:
    """The server as a process, and its address, once it is ready."""
    script = tmp_path / "serve.py"
    script.write_text("if __name__ == '__main__':\n    " + CODE.replace("\n", "\n    "))
    settings = {"rate_limits": False, **settings}
    values = Settings(app_database_url=as_role(dsn, "iwm_app"), port=free_port(), **settings)  # type: ignore[arg-type]
    with (tmp_path / "log").open("w") as log:
        running = subprocess.Popen(
            [sys.executable, str(script)],
            cwd=ROOT,
            env={**os.environ, **to_environment(values), "PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=log,
        )
    address = f"http://127.0.0.1:{values.port}"
    try:
        for _ in range(600):
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"{address}/readyz").status_code == 200:
                    break
            assert running.poll() is None, (tmp_path / "log").read_text()
            time.sleep(0.05)
        yield running, address
    finally:
        if running.poll() is None:
            running.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.wait(15)
        running.kill()


def workers_of(running: subprocess.Popen) -> list[psutil.Process]:
    """The serving processes below a server process."""
    return [child for child in psutil.Process(running.pid).children() if "spawn_main" in " ".join(child.cmdline())]


async def test_a_thousand_connections(tmp_path: Path, http_dsn: str) -> None:
    with process(tmp_path, http_dsn, workers=2) as (running, address):
        assert len(workers_of(running)) == 2
        host, port = address.removeprefix("http://").split(":")
        request = b"GET /v1/notes/n%d HTTP/1.1\r\nHost: iwm\r\n\r\n"
        statuses: dict[bytes, int] = {}

        async def one(number: int, opened: asyncio.Barrier) -> None:
            reader, writer = await asyncio.open_connection(host, int(port))
            await opened.wait()
            for round_ in range(3):
                writer.write(request % ((number + round_) % 49 + 1))
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
                await reader.readexactly(length)
                status = head[9:12]
                statuses[status] = statuses.get(status, 0) + 1
            await opened.wait()
            writer.close()

        opened = asyncio.Barrier(1000)
        async with asyncio.timeout(60):
            await asyncio.gather(*[one(number, opened) for number in range(1000)])
        assert statuses == {b"200": 3000}
        await asyncio.sleep(1.2)
        text = (await asyncio.to_thread(httpx.get, f"{address}/metrics")).text
        counts = [float(line.split()[-1]) for line in text.splitlines() if 'operation="get_note",status="200"' in line]
        assert sum(counts) == 3000  # of both processes
        assert text.count("iwm_pool_open{") == 2


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
async def test_it_ends_when_told(tmp_path: Path, http_dsn: str, how: int) -> None:
    with process(tmp_path, http_dsn, workers=2) as (running, address):
        workers = workers_of(running)
        async with httpx.AsyncClient() as client:
            slow = asyncio.create_task(client.get(f"{address}/v1/nap?seconds=0.5"))
            await asyncio.sleep(0.2)
            running.send_signal(how)
            assert (await slow).status_code == 200  # what had begun is finished
        assert await asyncio.to_thread(running.wait, 15) == 0
        assert psutil.wait_procs(workers, 5)[1] == []
        assert "Traceback" not in (tmp_path / "log").read_text()
