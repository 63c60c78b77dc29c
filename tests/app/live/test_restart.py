"""The database goes away under streams: they go on, and nothing that was committed is missed."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from app import loader
from app.database.embedded import EmbeddedPostgres
from app.http.app import create_app
from app.settings import Settings
from tests.app.http.support import until
from tests.app.live.conftest import Names
from tests.support.live import Job, bearer, connect, listen, publish, say

pytestmark = pytest.mark.once


@pytest.fixture
def database() -> Iterator[EmbeddedPostgres]:
    """A server of its own."""
    folder = Path(tempfile.mkdtemp(prefix="iwm-"))
    with EmbeddedPostgres(folder) as server:
        loader.install(server.owner_dsn())
        yield server
    shutil.rmtree(folder, ignore_errors=True)


async def test_the_database_is_restarted(database: EmbeddedPostgres) -> None:
    app = create_app(Settings(app_database_url=database.app_dsn(), log_level="error", mail="none"))
    await app.runtime.start()
    try:
        await until(lambda: app.runtime.front.ready, within=30)
        with psycopg.connect(database.owner_dsn(), autocommit=True) as owner:
            ann = Names(owner)()
            job = Job(owner, ann.id)
            streams = [listen(app, f"topics={job.topic}", bearer(ann)), await connect(app, bearer(ann))]
            say(streams[1], type="subscribe", topics=[job.topic])
            for stream in streams:
                assert (await stream.event(30))["kind"] == "state"
        for number in (1, 2):
            with psycopg.connect(database.owner_dsn(), autocommit=True) as owner:
                publish(owner, job.topic, 10 * number)  # there may be no time to read it
            database.stop()
            late = listen(app, f"topics={job.topic}", bearer(ann))
            assert (await late.next(30))["status"] == 503
            await late.leave()
            say(streams[1], type="subscribe", topics=["job:other"])
            while (told := await streams[1].hear(30))["type"] != "error":
                pass
            assert told["status"] == 503
            database.start()
            with psycopg.connect(database.owner_dsn(), autocommit=True) as owner:
                publish(owner, job.topic, number)
                for stream in streams:
                    assert [(await stream.event(30))["data"]["number"] for _ in range(2)] == [10 * number, number]
        for stream in streams:
            await stream.leave()
    finally:
        await app.runtime.stop()
