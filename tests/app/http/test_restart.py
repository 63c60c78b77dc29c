"""The database goes away under load: only 503 meanwhile, no acknowledged write lost or doubled, and back soon."""

import asyncio
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from app import loader
from app.database.embedded import EmbeddedPostgres
from app.http.app import create_app
from app.settings import Settings
from tests.app.http.conftest import TABLES, running
from tests.app.http.support import until

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def database(http_root: Path) -> Iterator[EmbeddedPostgres]:
    """A server of its own, with the operations of the tests."""
    folder = Path(tempfile.mkdtemp(prefix="iwm-"))
    with EmbeddedPostgres(folder) as server:
        loader.install(server.owner_dsn(), root=http_root)
        with psycopg.connect(server.owner_dsn(), autocommit=True) as connection:
            connection.execute(TABLES)
        yield server
    shutil.rmtree(folder, ignore_errors=True)


def restart(server: EmbeddedPostgres) -> None:
    """In good order."""
    server.stop()
    server.start()


def crash(server: EmbeddedPostgres) -> None:
    """The postmaster is killed; its processes notice, the next start recovers."""
    parent = psutil.Process(server.pid or 0)
    children = parent.children(recursive=True)
    os.kill(parent.pid, signal.SIGKILL)
    psutil.wait_procs([parent, *children], 10)
    server.stop()
    server.start()


def cut(server: EmbeddedPostgres) -> None:
    """Only the connections are ended."""
    with psycopg.connect(server.owner_dsn(), autocommit=True) as connection:
        connection.execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'iwm%'")


@pytest.mark.parametrize("how", [restart, crash, cut])
async def test_the_database_goes_away(database: EmbeddedPostgres, how, tmp_path: Path) -> None:
    app = create_app(Settings(app_database_url=database.app_dsn(), cache=False, log_level="error", rate_limits=False))
    statuses: dict[int, int] = {}
    longest = 0.0
    written: dict[str, int] = {}
    answered_at = 0.0
    stop = False

    async with running(app) as client:
        await until(lambda: app.runtime.front.ready and app.runtime.pool.open_count == 4, within=30)

        async def ask(method: str, path: str, **more: object) -> int:
            nonlocal longest, answered_at
            began = time.monotonic()
            answer = await client.request(method, path, **more)  # type: ignore[arg-type]
            longest = max(longest, time.monotonic() - began)
            statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
            if answer.status_code == 200:
                answered_at = time.monotonic()
            else:
                assert "retry-after" in answer.headers, answer.text
                await asyncio.sleep(0.02)
            return answer.status_code

        async def read(number: int) -> None:
            while not stop:
                await ask("GET", f"/v1/notes/n{number}")

        async def write(number: int) -> None:
            count = 0
            while not stop:
                count += 1
                name = f"{how.__name__}-{number}-{count}"
                written[name] = await ask("PUT", f"/v1/notes/{name}", json={"body": "x"})

        load = [asyncio.create_task(work(number)) for work in (read, write) for number in range(1, 5)]
        await asyncio.sleep(0.5)
        await asyncio.to_thread(how, database)
        back_at = time.monotonic()
        answered_at = 0.0
        await until(lambda: answered_at > 0)
        assert answered_at - back_at < 1.0
        await asyncio.sleep(0.7)
        before = statuses.get(503, 0)
        await asyncio.sleep(0.3)
        assert statuses.get(503, 0) == before  # it is over
        stop = True
        await asyncio.gather(*load)

    assert set(statuses) <= {200, 503}
    assert longest < 12
    with psycopg.connect(database.owner_dsn()) as connection:
        rows = dict(
            connection.execute("select id, changes from iwm.test_notes where id like %s", [how.__name__ + "-%"])
        )
    assert set(rows.values()) <= {1}  # nothing twice
    assert {name for name, status in written.items() if status == 200} <= rows.keys()  # nothing lost
