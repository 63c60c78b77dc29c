"""Videos made for a test of the SQL functions: rows as an upload leaves them, and a worker by hand."""

from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from tests.support.accounts import Person
from tests.support.calls import call_as

PROBE = {
    "container": "mov",
    "duration_seconds": 12.5,
    "width": 640,
    "height": 360,
    "frames_per_second": 25.0,
    "video_codec": "h264",
    "audio_codec": "aac",
    "bit_rate": 800000,
}
SHA256 = "ab" * 32


class Studio:
    """Calls of the operations of videos in the name of people, and of what a worker calls."""

    def __init__(self, conn: psycopg.Connection) -> None:
        self.conn = conn

    def one(self, statement: str, *values: Any) -> Any:
        """The only value of a statement."""
        [(value,)] = self.conn.execute(statement, [Jsonb(v) if isinstance(v, dict) else v for v in values]).fetchall()
        return value

    def act(self, person: Person | None, function: str, **arguments: Any) -> Any:
        """The result of api.<function>, called by a person (None: nobody)."""
        # a float of Python is a double, which no argument takes
        plain = {name: str(value) if isinstance(value, float) else value for name, value in arguments.items()}
        return call_as(self.conn, person, function, **plain)

    def place(self, person: Person, **arguments: Any) -> str:
        """The key of a file that an upload of this person may write."""
        return self.act(person, "begin_video", **arguments)["key"]

    def video(
        self,
        person: Person,
        *,
        probe: dict[str, Any] | None = None,
        file_name: str = "clip.mp4",
        size: int = 1000,
        **more: Any,
    ) -> dict[str, Any]:
        """An uploaded video. `probe`: what differs from a clip of 12.5 seconds with sound."""
        return self.act(
            person,
            "add_video",
            key=self.place(person),
            bytes=size,
            sha256=SHA256,
            file_name=file_name,
            probe={**PROBE, **(probe or {})},
            **more,
        )

    def start(self, person: Person, video: dict[str, Any], type: str, **parameters: Any) -> dict[str, Any]:
        """An operation on a video."""
        return self.act(person, "start_video_operation", video_id=video["id"], type=type, **parameters)

    def claim(self) -> list[tuple[int, int, str]]:
        """What a worker gets: number and attempt of each job, and the public id of its operation."""
        worker = self.one("select jobs.register('test')")
        rows = self.conn.execute(
            "select c.id, c.attempt, c.args::jsonb ->> 'operation_id' from jobs.claim(%s, 100, '{videos}') as c"
            " order by c.id",
            [worker],
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def work(self, job: tuple[int, int, str]) -> dict[str, Any] | None:
        """What a claimed job has to do."""
        return self.one("select jobs.video_work(%s, %s, %s)", job[2], job[0], job[1])

    def done(self, job: tuple[int, int, str], key: str, size: int = 500) -> dict[str, Any] | None:
        """The file of a claimed job is there."""
        return self.one("select jobs.video_done(%s, %s, %s, %s, %s, 320, 180, 5)", job[2], job[0], job[1], key, size)

    def make(self, person: Person, video: dict[str, Any], type: str = "thumbnail", **parameters: Any) -> dict[str, Any]:
        """An operation that is done: its card."""
        operation = self.start(person, video, type, **parameters)
        job = next(job for job in self.claim() if job[2] == operation["operation_id"])
        work = self.work(job)
        assert work is not None
        assert self.done(job, work["key"]) is not None
        return self.operations(person, video)[0]

    def operations(self, person: Person, video: dict[str, Any]) -> list[dict[str, Any]]:
        """The operations of a video, the newest first."""
        return self.act(person, "list_video_operations", video_id=video["id"])["items"]

    def to_remove(self) -> set[str]:
        """Keys of files that would be removed now."""
        rows = self.conn.execute(
            "select storage_key from iwm.files_to_remove where at <= greatest(clock_timestamp(), iwm.now())"
        )
        return {row[0] for row in rows}

    def key_of(self, video: dict[str, Any]) -> str:
        """Where the file of a video stands."""
        return self.one("select storage_key from iwm.videos where external_id = %s", video["id"])
