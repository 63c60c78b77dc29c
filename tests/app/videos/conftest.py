"""Clips that ffmpeg makes for a test, and the application over HTTP with a store in a folder of the test."""

import asyncio
import contextlib
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

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
from app.videos.ffmpeg import program
from app.videos.storage import Folder
from app.videos.tasks import tasks
from tests.app.http.support import until
from tests.app.http.test_server import process
from tests.support import databases
from tests.support.accounts import People, Person

PICTURES = "testsrc2=duration={seconds}:size={size}:rate=25"
SOUND = "sine=duration={seconds}"
CODECS = {
    ".mp4": [
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-pix_fmt",
        "yuv420p",
        "-c:a",
        "aac",
        "-movflags",
        "+faststart",
    ],
    ".mov": ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"],
    ".mkv": ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"],
    ".webm": ["-c:v", "libvpx", "-b:v", "300k", "-deadline", "realtime", "-c:a", "libopus"],
    ".avi": ["-c:v", "mpeg4", "-c:a", "mp3"],
    ".ts": ["-c:v", "mpeg2video", "-c:a", "mp2"],
    ".mpg": ["-c:v", "mpeg2video", "-c:a", "mp2"],
    ".flv": ["-c:v", "flv", "-c:a", "mp3", "-ar", "44100"],
    ".ogv": ["-c:v", "libtheora", "-c:a", "libvorbis"],
    ".wmv": ["-c:v", "wmv2", "-c:a", "wmav2"],
}

Clip = Callable[..., Path]


def ffmpeg(*arguments: str) -> str:
    """Runs ffmpeg; what it said."""
    done = subprocess.run(
        [program(), "-v", "error", "-y", *arguments], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Clip:
    """clip(".mp4", seconds=2, size="320x240", sound=True): the path of such a clip, made once."""
    folder = tmp_path_factory.mktemp("clips")

    def make(suffix: str = ".mp4", *, seconds: float = 2, size: str = "160x120", sound: bool = True) -> Path:
        path = folder / f"{size}-{seconds}-{sound}{suffix}"
        if not path.exists():
            inputs = ["-f", "lavfi", "-i", PICTURES.format(seconds=seconds, size=size)]
            if sound:
                inputs += ["-f", "lavfi", "-i", SOUND.format(seconds=seconds)]
            ffmpeg(*inputs, *CODECS[suffix], *([] if sound else ["-an"]), str(path))
        return path

    return make


@pytest.fixture(scope="module")
def videos_dsn(owner_dsn: str, template: str) -> Iterator[str]:
    """The owner's connection to a clone that the tests of a module share, without limits of calls."""
    with databases.cloned(owner_dsn, template, prefix="videos") as dsn:
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute("update iwm.rate_limits set account_burst = 1000000, client_burst = 1000000")
        yield dsn


@pytest.fixture
def owner(videos_dsn: str) -> Iterator[psycopg.Connection]:
    """The owner's connection to that database, in autocommit."""
    with psycopg.connect(videos_dsn, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the store."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture
def store(media: Path) -> Folder:
    """The store."""
    return Folder(media)


@pytest.fixture(scope="module")
def running(
    videos_dsn: str, media: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[subprocess.Popen, str]]:
    """A server as a process, and its address."""
    folder = tmp_path_factory.mktemp("server")
    with process(folder, videos_dsn, workers=1, mail="none", media_dir=str(media)) as found:
        yield found


@pytest.fixture(scope="module")
def address(running: tuple[subprocess.Popen, str]) -> str:
    """Where that server listens."""
    return running[1]


@contextlib.asynccontextmanager
async def working(dsn: str, media: Path, **more: Any) -> AsyncIterator[Worker]:
    """A worker with the tasks of videos, as the role that workers have."""
    worker_dsn = as_role(dsn, "iwm_worker")
    registry = tasks(Settings(media_dir=str(media)), worker_dsn)
    worker = Worker(worker_dsn, registry, schedules=False, grace=0.1, **more)
    running = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        worker.stop()
        await running


class Somebody:
    """A user with an access token, and a client in that name."""

    def __init__(self, person: Person, client: httpx.AsyncClient, token: str) -> None:
        self.person = person
        self.client = client
        self.headers = {"authorization": f"Bearer {token}"}

    async def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """A request to /v1 in this name."""
        headers = {**self.headers, **more.pop("headers", {})}
        return await self.client.request(method, f"/v1{path}", headers=headers, **more)

    async def upload(self, path: Path | bytes, name: str = "clip.mp4", **fields: Any) -> httpx.Response:
        """POST /videos with a file."""
        content = path if isinstance(path, bytes) else path.read_bytes()  # noqa: ASYNC240 - clips are small
        return await self.ask("POST", "/videos", files={"file": (name, content)}, data=fields)

    async def video(self, path: Path, **fields: Any) -> dict[str, Any]:
        """An uploaded video."""
        answer = await self.upload(path, **fields)
        assert answer.status_code == 201, answer.text
        return answer.json()["data"]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(videos_dsn: str, media: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application on that database, for a module with one event loop (ONE_LOOP)."""
    settings = Settings(
        app_database_url=as_role(videos_dsn, "iwm_app"), log_level="warning", mail="none", media_dir=str(media)
    )
    app = create_app(settings)
    await app.runtime.start()
    try:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False, client=("192.0.2.1", 40000))
        async with httpx.AsyncClient(transport=transport, base_url="http://iwm.test", timeout=120) as found:
            found.app = app  # type: ignore[attr-defined]
            await until(lambda: app.runtime.front.ready and app.runtime.cache.live)
            yield found
    finally:
        await app.runtime.stop()


@pytest.fixture
def somebody(owner: psycopg.Connection, client: httpx.AsyncClient) -> Callable[..., Somebody]:
    """somebody("ada"): a new user, signed in; the name gets a number, since the module shares its database."""
    tokens = Tokens(Keys(Settings()), Settings())

    def make(name: str = "ada", role: str = "user", **more: Any) -> Somebody:
        [(count,)] = owner.execute("select count(*) from iwm.users").fetchall()
        person = People(owner).user(f"{name}{count}", role, **more)
        return Somebody(person, client, tokens.access(person.external_id, person.session_id))

    return make


@pytest.fixture
def ada(somebody: Callable[..., Somebody]) -> Somebody:
    """A new user."""
    return somebody("ada")


@pytest.fixture
def nothing_left(owner: psycopg.Connection, store: Folder) -> Callable[[], None]:
    """nothing_left(): that every file of the store belongs to a row, and every row has its file."""

    def check() -> None:
        rows = owner.execute(
            "select storage_key from iwm.videos where deleted_at is null"
            " union all select storage_key from iwm.video_assets"
            " union all select storage_key from iwm.video_uploads where bytes_received > 0"
        ).fetchall()
        files = {str(path.relative_to(store.folder)) for path in store.folder.rglob("*") if path.is_file()}
        assert files == {key for (key,) in rows}

    return check


@contextlib.asynccontextmanager
async def within(seconds: float) -> AsyncIterator[None]:
    """A block that must end in time."""
    async with asyncio.timeout(seconds):
        yield
