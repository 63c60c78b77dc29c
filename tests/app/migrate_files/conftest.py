"""An older service's folder of the tests: its files, the database that they move to, and a whole one."""

import json
from pathlib import Path
from typing import Any

import bcrypt
import psycopg
import pytest

from app.migrate_files import migrate
from app.settings import Settings
from app.videos.storage import Folder
from tests.app.videos.conftest import Clip, clip  # noqa: F401 - a fixture

SETTINGS = Settings(argon2_memory_kib=19456)
HASH = bcrypt.hashpw(b"liam's password", bcrypt.gensalt(4)).decode()


class Old:
    """A folder as the older service leaves it, and the database that it moves to."""

    def __init__(self, folder: Path, dsn: str) -> None:
        self.folder = folder
        self.dsn = dsn
        self.store = Folder(folder / "store")

    def write(self, name: str, content: Any) -> None:
        (self.folder / f"{name}.json").write_text(json.dumps(content))

    def file(self, path: str, content: bytes = b"x" * 100) -> None:
        found = self.folder / "storage" / path
        found.parent.mkdir(parents=True, exist_ok=True)
        found.write_bytes(content)

    def move(self, **more: Any) -> Any:
        return migrate(self.dsn, self.folder, SETTINGS, self.store, lambda *_: None, **more)

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            return connection.execute(statement, values).fetchall()

    def kept(self) -> set[str]:
        return {str(path.relative_to(self.store.folder)) for path in self.store.folder.rglob("*") if path.is_file()}


def numbers(report: Any) -> dict[str, tuple[int, int, int]]:
    return {kind: (c.added, c.unchanged, c.rejected) for kind, c in report.kinds.items()}


def reasons(report: Any) -> dict[str, str]:
    return {entry.id: entry.reason for entry in report.rejected}


@pytest.fixture
def old(tmp_path: Path, fresh_dsn: str) -> Old:
    """An empty one."""
    return Old(tmp_path, fresh_dsn)


@pytest.fixture
def service(old: Old, clip: Clip) -> Old:  # noqa: F811
    """One with two people, a video of each, and what was made of them."""
    old.write(
        "users",
        [
            {
                "id": 1,
                "name": "Liam Brown",
                "username": "liam23",
                "password": HASH,
                "createdAt": "2023-04-05T06:07:08Z",
            },
            {
                "id": 2,
                "name": "Meredith Green",
                "username": "merit.sky",
                "password": "plain text",
                "email": "Mer@example.org",
            },
        ],
    )
    old.write("sessions", [{"userId": 1, "token": 23423423, "createdAt": 1700000000000}, {"userId": 9, "token": "x"}])
    old.write(
        "videos",
        [
            {
                "id": 0,
                "videoId": "4a87b9",
                "name": "my holiday",
                "extension": "mp4",
                "dimensions": {"width": 160, "height": 120},
                "userId": 1,
                "extractedAudio": True,
                "createdAt": "2023-05-01T00:00:00Z",
                "resizes": {"80x60": {"processing": False}, "40x30": {"processing": True}, "big": {}},
            },
            {"id": 1, "videoId": "ff00aa", "name": "gone", "extension": "mov", "userId": 2, "resizes": {}},
        ],
    )
    old.write(
        "jobs",
        [
            {
                "id": "j1",
                "type": "resize",
                "videoId": "4a87b9",
                "width": 80,
                "height": 60,
                "status": "completed",
                "createdAt": "2023-05-01T01:00:00Z",
                "finishedAt": "2023-05-01T01:00:09Z",
            },
            {
                "id": "j2",
                "type": "extract-audio",
                "videoId": "4a87b9",
                "status": "failed",
                "error": "no sound",
                "attempts": 3,
                "createdAt": "2023-05-01T01:00:00Z",
            },
            {"id": "j3", "type": "resize", "videoId": "4a87b9", "status": "processing"},
            {"id": "j4", "type": "resize", "videoId": "nowhere", "status": "completed"},
            {"id": "j5", "type": "explode", "videoId": "4a87b9", "status": "completed"},
        ],
    )
    old.file("4a87b9/original.mp4", clip().read_bytes())
    old.file("4a87b9/80x60.mp4")
    old.file("4a87b9/thumbnail.jpg")
    old.file("4a87b9/audio.aac")
    return old
