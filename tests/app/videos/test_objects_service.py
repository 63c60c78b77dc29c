"""The service with its files in a bucket: upload, parts, what is made, deletion, and a bucket that does not answer."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import psycopg
import pytest
import pytest_asyncio

from app.accounts.keys import Keys
from app.accounts.tokens import Tokens
from app.database.dsn import as_role
from app.http.app import create_app
from app.jobs.worker import Worker
from app.settings import Settings
from app.videos.tasks import tasks
from tests.app.http.support import problem, until
from tests.app.videos.conftest import Clip, Somebody
from tests.support.accounts import People
from tests.support.object_store import FakeStore, object_store


@pytest_asyncio.fixture
async def fake() -> AsyncIterator[FakeStore]:
    """The bucket."""
    async with object_store() as found:
        yield found


@pytest.fixture
def settings(fake: FakeStore, videos_dsn: str, tmp_path: Path) -> Settings:
    """Settings that lead there."""
    return Settings(
        app_database_url=as_role(videos_dsn, "iwm_app"),
        log_level="warning",
        mail="none",
        media_dir=str(tmp_path),
        media_bucket=fake.url(),
    )


@pytest_asyncio.fixture
async def ada(settings: Settings, owner: psycopg.Connection) -> AsyncIterator[Somebody]:
    """A user of an application with that store."""
    app = create_app(settings)
    await app.runtime.start()
    try:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://iwm.test", timeout=60) as client:
            await until(lambda: app.runtime.front.ready)
            [(count,)] = owner.execute("select count(*) from iwm.users").fetchall()
            person = People(owner).user(f"ada{count}")
            token = Tokens(Keys(settings), settings).access(person.external_id, person.session_id)
            yield Somebody(person, client, token)
    finally:
        await app.runtime.stop()


def left(folder: Path) -> list[Path]:
    """Files on this machine."""
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_from_upload_to_deletion(ada, fake, settings, videos_dsn, clip: Clip, tmp_path, owner):
    content = clip().read_bytes()
    video = await ada.video(clip())
    assert list(fake.objects.values()) == [content]
    assert left(tmp_path) == []
    answer = await ada.ask("GET", f"/videos/{video['id']}/file", headers={"range": "bytes=5-9"})
    assert (answer.status_code, answer.content) == (206, content[5:10])
    # in chunks, too
    upload = (await ada.ask("POST", "/videos/uploads", json={"file_name": "a", "bytes": len(content)})).json()["data"]
    path = f"/videos/uploads/{upload['id']}"
    chunk = {"content-type": "application/octet-stream", "upload-offset": "0"}
    assert (await ada.ask("PATCH", path, content=content, headers=chunk)).status_code == 200
    assert (await ada.ask("POST", f"{path}/complete")).status_code == 201
    assert len(fake.objects) == 2
    assert left(tmp_path) == []
    # what is made stands there, too
    worker_dsn = as_role(videos_dsn, "iwm_worker")
    worker = Worker(worker_dsn, tasks(settings, worker_dsn), schedules=False, grace=0.1)
    running = asyncio.create_task(worker.run())
    try:
        operation = await ada.ask("POST", f"/videos/{video['id']}/operations", json={"type": "thumbnail"})
        assert operation.status_code == 202, operation.text
        await until(lambda: len(fake.objects) == 3, 60)
        await until(lambda: left(tmp_path) == [], 60)
        [asset] = (await ada.ask("GET", f"/videos/{video['id']}/assets")).json()["data"]
        picture = await ada.ask("GET", f"/assets/{asset['id']}/file")
        assert picture.content.startswith(b"\xff\xd8\xff")
        assert (await ada.ask("DELETE", f"/videos/{video['id']}")).status_code == 200
        await until(lambda: len(fake.objects) == 1, 60)
    finally:
        worker.stop()
        await running


async def test_a_bucket_that_does_not_answer(ada, fake, clip: Clip, tmp_path, owner):
    video = await ada.video(clip())
    before = dict(fake.objects)
    fake.failing = 100
    assert problem(await ada.upload(clip()), 503)["code"] == "no_store"
    assert problem(await ada.ask("GET", f"/videos/{video['id']}/file"), 503)["code"] == "no_store"
    fake.failing = 0
    assert fake.objects == before
    assert left(tmp_path) == []
    # what may have come to the bucket is removed in a day
    assert owner.execute("select count(*) > 0 from iwm.files_to_remove where at > now()").fetchone() == (True,)
    assert (await ada.ask("GET", f"/videos/{video['id']}/file")).status_code == 200
