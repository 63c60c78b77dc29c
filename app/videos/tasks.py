"""The tasks of videos: making files with ffmpeg, removing files that belong to nobody."""

import asyncio
import contextlib
import random
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec
import psycopg

from app.http.connection import Connection, ConnectionLost
from app.http.logs import log
from app.http.sqlstates import SqlError
from app.jobs.tasks import FinalError, Job, Registry, RetryLater
from app.settings import Settings
from app.videos.ffmpeg import Failed, MediaError, outgrown, passing, program, reason, run
from app.videos.recipes import Made, Pass, Work, last_picture, made, passes
from app.videos.storage import Store, StoreError
from app.videos.stores import store_of

TYPES = ("thumbnail", "resize", "convert", "extract_audio", "trim", "preview")
WORK = "select jobs.video_work($1::text, $2::bigint, $3::int)::text"
DONE = (
    "select jobs.video_done($1::text, $2::bigint, $3::int, $4::text, $5::bigint, $6::int, $7::int, $8::numeric)::text"
)
TAKE = "select array_to_json(jobs.files_to_remove(100))::text"
REMOVED = "select jobs.files_removed($1::text[])::text"
UNWRITTEN = "select jobs.file_unwritten($1::text)::text"
STATEMENT = 30.0
TRIES = 6  # of a statement that the database is not there for, with growing pauses: about half a minute in all
FULL = "There is no room for what is to be made."
AWAY = (ConnectionLost, psycopg.Error, OSError, TimeoutError)
FOLDER = "iwm-video-"
OLD = 2 * 86400  # seconds after which such a folder was left by a worker that was killed
MISSES = 3  # of the store in a row, after which it is left alone
PAUSE = 600.0  # seconds; files that were taken to be removed are given out again after as many
ALMOST = 98  # percent: the rest is recording it


def tasks(settings: Settings, dsn: str) -> Registry:
    """The tasks, for a worker on the database `dsn`."""
    work = Videos(dsn, store_of(settings), settings.ffmpeg)
    registry = Registry()
    for kind in TYPES:
        registry.task(f"videos.{kind}")(work.make)
    registry.task("videos.remove_files")(work.remove_files)
    return registry


class Videos:
    """What the tasks share. `ffmpeg`: the program, empty for whichever there is."""

    def __init__(self, dsn: str, store: Store, ffmpeg: str = "", *, pause: float = 0.5) -> None:
        self.dsn = dsn
        self.store = store
        self.ffmpeg = ffmpeg
        self.pause = pause

    async def make(self, job: Job, operation_id: str) -> Any:
        """Makes the file of an operation. What it leaves unfinished, whatever ends it, is removed."""
        try:
            found = await self._ask(WORK, operation_id, job.id, job.attempt)
        except SqlError as error:
            raise FinalError(error.message) if error.state.startswith("IW") else error from None
        if found is None:
            raise FinalError("The video was deleted.")
        work = msgspec.json.decode(found, type=Work)
        recorded: asyncio.Task[bytes | None] | None = None
        try:
            result = await self._make(job, work)
            size = self.store.draft(work.key).stat().st_size
            await self.store.keep(work.key)
            recorded = asyncio.create_task(self._done(job, operation_id, work.key, size, result))
            told = await _settled(recorded)
        except MediaError as error:
            raise FinalError(str(error)) from None
        finally:
            # where nobody knows whether it was recorded, the database knows whether the file is to be removed
            if recorded is None or (recorded.done() and not recorded.cancelled() and _is_none(recorded)):
                await _settled(asyncio.create_task(self._remove(work.key)))
        if told is None:
            raise FinalError("The video was deleted.")
        await self.store.release(work.key)
        return msgspec.json.decode(told)

    async def _remove(self, key: str) -> None:
        try:
            await self.store.remove(key)
            await self._ask(UNWRITTEN, key, tries=1)
        except (StoreError, SqlError, *AWAY):
            return  # the database has it down as one to be removed

    async def _make(self, job: Job, work: Work) -> Made:
        with contextlib.ExitStack() as stack:
            folder = Path(tempfile.mkdtemp(prefix=FOLDER))
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            out = self.store.draft(work.key)
            try:
                async with self.store.local(work.source) as path:
                    done = 0.0
                    for step in passes(work, path, out, folder):
                        await self._run(job, work, step, done)
                        done += step.share
                    if work.type == "thumbnail" and _size(out) == 0:
                        await self._run(job, work, last_picture(work, path, out), 0.0)
            except FileNotFoundError:
                raise MediaError("video_broken", "The file of the video is not there.") from None
            if _size(out) == 0:
                raise MediaError("video_broken", "Nothing came of it: there is nothing to see or hear there.")
        return made(work)

    async def _run(self, job: Job, work: Work, step: Pass, before: float) -> None:
        room = self.store.room()

        def progress(seconds: float) -> None:
            if self.store.room() == 0:  # others write, too
                raise Failed(FULL)
            part = min(1.0, seconds / step.seconds) if step.seconds else 1.0
            job.progress(ALMOST * (before + part * step.share), work.type.replace("_", " "))

        if room == 0:
            raise Failed(FULL)
        most = min(work.most_bytes, room)
        status, said = await run(program(self.ffmpeg), step.arguments, progress, within=job.timeout, most_bytes=most)
        if status:
            log.info("ffmpeg failed", job=job.id, task=job.task, status=status, said=said[-2000:])
            if passing(status, said):
                raise Failed(reason(status, said))  # it may go well another time
            if outgrown(status, said) and most < work.most_bytes:
                raise Failed(FULL)
            raise MediaError("video_broken", reason(status, said))

    async def _done(self, job: Job, operation_id: str, key: str, size: int, result: Made) -> bytes | None:
        return await self._ask(
            DONE, operation_id, job.id, job.attempt, key, size, result.width, result.height, result.seconds
        )

    async def remove_files(self, job: Job) -> dict[str, int]:
        """Removes what the database wants removed."""
        await asyncio.to_thread(self.store.sweep)
        await asyncio.to_thread(sweep_folders)
        count = failed = 0
        # the last look comes at the end: until then one who wants a file removed leaves it to us
        while keys := msgspec.json.decode(await self._ask(TAKE) or b"[]", type=list[str]):
            random.shuffle(keys)  # some that never go are not always in the way of the same others
            gone, away = await self._remove_all(keys)
            if gone:
                await self._ask(REMOVED, "{" + ",".join(gone) + "}")
            count += len(gone)
            failed += len(keys) - len(gone)
            job.progress(0, f"{count} files removed")
            if away:
                raise RetryLater(PAUSE, "the store of files does not answer")
        return {"files": count, "failed": failed}

    async def _remove_all(self, keys: list[str]) -> tuple[list[str], bool]:
        """Which are gone, and whether the store was away, so that the rest was left. They are given out again later."""
        gone: list[str] = []
        misses = 0
        for key in keys:
            try:
                await self.store.remove(key)
            except (StoreError, OSError, ValueError) as error:
                log.warning("a file could not be removed", key=key, error=str(error))
                misses = misses + 1 if isinstance(error, StoreError) else 0
                if misses == MISSES:
                    return gone, True
            else:
                gone.append(key)
                misses = 0
        return gone, False

    async def _ask(self, sql: str, *values: Any, tries: int = TRIES) -> bytes | None:
        """One statement on a connection of its own; a database that is away is waited for a little."""
        given = [None if value is None else str(value).encode() for value in values]
        for number in range(tries):
            try:
                connection = await Connection.open(self.dsn, statement_timeout=STATEMENT, name="iwm worker videos")
                try:
                    [(answer,)] = await connection.run(sql, given, within=STATEMENT + 2)
                    return answer
                finally:
                    connection.close()
            except SqlError as error:
                if not error.passing or number == tries - 1:
                    raise
            except AWAY:
                if number == tries - 1:
                    raise
            await asyncio.sleep(self.pause * 2**number)
        raise AssertionError


async def _settled(task: "asyncio.Task[Any]") -> Any:
    """The result of a task that is not broken off half-way, also where we are cancelled: then once it has ended."""
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


def sweep_folders() -> None:
    """Takes away folders of workers that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        with contextlib.suppress(OSError):
            if folder.stat().st_mtime < time.time() - OLD:
                shutil.rmtree(folder, ignore_errors=True)


def _is_none(task: "asyncio.Task[bytes | None]") -> bool:
    return task.exception() is None and task.result() is None


def _size(path: Path) -> int:
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_size
    return 0
