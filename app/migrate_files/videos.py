"""Videos and the files that were made of them: looked at, copied into the store, and then taken."""

import asyncio
import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from app.migrate_files.reading import Record, Wrong, given, identity, load, moment, remark, text
from app.videos.ffmpeg import Failed, MediaError
from app.videos.probe import Probe, probe
from app.videos.storage import PIECE

if TYPE_CHECKING:
    from app.migrate_files.run import Migration

KNOWN = "select ops.migrated_id(%s, %s, %s)"
OWNER = "select ops.migrated_user_id(%s, %s)"
VIDEO = "select ops.migrate_video(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
ASSET = "select ops.migrate_asset(%s, %s, %s, %s::iwm.video_operation_type, %s, %s, %s, %s, %s)"
_SAFE = re.compile(r"[A-Za-z0-9_-]{1,100}")
_SUFFIX = re.compile(r"\.?([A-Za-z0-9]{1,5})")
_SIZE = re.compile(r"([1-9][0-9]{0,4})x([1-9][0-9]{0,4})")
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
_TYPES = {"webm": "video/webm", "mkv": "video/x-matroska", "avi": "video/x-msvideo"}  # all else is of the MP4 family


class Made(msgspec.Struct, frozen=True):
    """A file that was made of a video. `reason`: why it cannot be moved; `place`: where that video stands."""

    video: str
    name: str
    kind: str = ""
    media_type: str = ""
    width: int | None = None
    height: int | None = None
    reason: str = ""
    place: str = ""

    @property
    def path(self) -> str:
        """Where it stands below the folder of files."""
        return f"{self.video}/{self.name}"


def videos(migration: "Migration") -> int:
    """Moves videos, then what was made of them. Returns how many videos there are."""
    records = load(migration.folder, "videos.json", "videos")
    made: list[Made] = []

    def move(record: Record, old: str) -> dict:
        if migration.ask(KNOWN, migration.source, "video", old) is not None:
            outcome = {"outcome": "unchanged"}
        else:
            outcome = _move_video(migration, old, record)
        if outcome["outcome"] != "rejected":
            made.extend(_made(old, record, migration.files))
        return outcome

    migration.each(
        "videos", records, lambda record: text(record, "videoId", "id") or "?",
        lambda record: identity(record, "videoId", "id"), move,
    )  # fmt: skip
    migration.each("files", made, lambda one: one.path, lambda one: one.path, lambda one, _: _move_made(migration, one))
    return len(records)


def _move_video(migration: "Migration", old: str, record: Record) -> dict[str, Any]:
    user, suffix = identity(record, "userId", "user"), _suffix(record)
    if migration.ask(OWNER, migration.source, user) is None:
        raise Wrong("its user is not there")
    path = _file(migration.files, old, f"original.{suffix}")
    if path is None:
        raise Wrong(f"its file is not there: {old}/original.{suffix}")
    found = migration.looked.pop(path, None) or _look(migration, path)
    if isinstance(found, MediaError):
        raise Wrong(str(found))
    name = text(record, "name", "title") or "video"
    with _Copy(migration, path, "videos") as copy:
        return copy.told(
            migration.ask(
                VIDEO,
                migration.source,
                old,
                user,
                copy.key,
                copy.size,
                copy.sha256,
                f"{name}.{suffix}"[-1000:],
                name,
                msgspec.to_builtins(found),
                moment(record, "createdAt", "uploadedAt"),
            )
        )


def look_ahead(migration: "Migration") -> None:
    """Looks at the files of videos that are not moved yet, as far as they can be found."""
    records = load(migration.folder, "videos.json", "videos")
    for number, record in enumerate(records, 1):
        with contextlib.suppress(Wrong, OSError, Failed):  # told when it is its turn
            old = identity(record, "videoId", "id")
            path = _file(migration.files, old, f"original.{_suffix(record)}")
            if path is not None and migration.ask(KNOWN, migration.source, "video", old) is None:
                migration.looked[path] = _look(migration, path)
        migration.progress("looking at videos", number, len(records))


def _look(migration: "Migration", path: Path) -> Probe | MediaError:
    """What a video holds, or what is wrong with it."""
    try:
        with _without_ending(path) as plain:
            return asyncio.run(probe(plain, migration.settings.ffmpeg))
    except MediaError as error:
        return error


def _move_made(migration: "Migration", one: Made) -> dict[str, Any]:
    if migration.ask(KNOWN, migration.source, "asset", one.path) is not None:
        return {"outcome": "unchanged"}
    path = None if one.reason else _file(migration.files, one.video, one.name)
    if path is None or path.stat().st_size == 0:
        raise Wrong(one.reason or "the file is not there, or empty")
    with _Copy(migration, path, "assets", path.suffix.lower()) as copy:
        return copy.told(
            migration.ask(
                ASSET,
                migration.source,
                one.path,
                one.video,
                one.kind,
                copy.key,
                copy.size,
                one.media_type,
                one.width,
                one.height,
            )
        )


def _made(old: str, record: Record, files: Path) -> list[Made]:
    """What the record, and for thumbnails the folder, says was made of a video."""
    suffix, place = _suffix(record), record.place
    made = []
    if (files / old / "thumbnail.jpg").is_file():
        made.append(Made(old, "thumbnail.jpg", "thumbnail", "image/jpeg", place=place))
    if given(record, "extractedAudio", "audioExtracted") in (True, "true", 1):
        made.append(Made(old, "audio.aac", "extract_audio", "audio/aac", place=place))
    for size, state in _resizes(record).items():
        found = _SIZE.fullmatch(size)
        if found is None:
            made.append(Made(old, size[:100], reason="no size like 720x480", place=place))
        elif isinstance(state, dict) and state.get("processing"):
            made.append(Made(old, size, reason="it was not finished: ask for it again", place=place))
        else:
            kind, width, height = _TYPES.get(suffix, "video/mp4"), int(found[1]), int(found[2])
            made.append(Made(old, f"{size}.{suffix}", "resize", kind, width, height, place=place))
    return made


def _resizes(record: Record) -> dict[str, Any]:
    """Resizes by their size, as in 720x480: from an object of them, or from a list."""
    found = given(record, "resizes")
    if isinstance(found, list):
        return {f"{one.get('width')}x{one.get('height')}" if isinstance(one, dict) else str(one): one for one in found}
    if isinstance(found, dict):
        return {str(size): state for size, state in found.items()}
    if found is not None:
        remark(record, "resizes is neither a list nor an object")
    return {}


def _suffix(record: Record) -> str:
    found = _SUFFIX.fullmatch(text(record, "extension", "format") or "mp4")
    if found is None:
        raise Wrong("its extension is none")
    return found[1].lower()


def _file(root: Path, old: str, name: str) -> Path | None:
    """A file of a video; None where there is none. Raises Wrong for what leads out of the folder."""
    if _SAFE.fullmatch(old) is None:
        raise Wrong("its id could be the name of another folder")
    path = root / old / name
    if not path.is_file():
        return None
    if not path.resolve().is_relative_to(root.resolve()):
        raise Wrong(f"{old}/{name} leads out of the folder of files")
    return path


@contextlib.contextmanager
def _without_ending(path: Path) -> Iterator[Path]:
    """The file under a name that says nothing of its format, as in the store: ffmpeg believes an ending."""
    with tempfile.TemporaryDirectory(prefix="iwm-migrate-") as folder:
        plain = Path(folder) / "file"
        try:
            plain.symlink_to(path.resolve())
        except OSError:  # Windows lets not everybody make links
            plain = path
        yield plain


class _Copy:
    """A file on its way into the store: `key`, `size`, `sha256`. Nothing is copied in a dry run.

    At the end of the block it is removed again unless it was taken, as told() says.
    """

    def __init__(self, migration: "Migration", path: Path, kind: str, suffix: str = "") -> None:
        self._store = migration.store
        self._wanted = not migration.dry_run
        self._path = path
        self._taken = False
        self.key = migration.place(kind, suffix)
        self.size = 0
        self.sha256 = ""

    def __enter__(self) -> "_Copy":
        if not self._wanted:
            self.size = self._path.stat().st_size
            self.sha256 = "0" * 64
            with self._path.open("rb"):  # whether it can be read
                return self
        digest = hashlib.sha256()
        to = self._store.draft(self.key)
        try:
            with self._path.open("rb") as source, os.fdopen(os.open(to, _WRITE, 0o600), "wb") as out:
                while piece := source.read(PIECE):
                    digest.update(piece)
                    out.write(piece)
                    self.size += len(piece)
            asyncio.run(_run(self._store.keep(self.key)))
        except BaseException:
            self.__exit__()
            raise
        self.sha256 = digest.hexdigest()
        return self

    def told(self, outcome: dict[str, Any]) -> dict[str, Any]:
        """What the database says became of it."""
        self._taken = outcome["outcome"] == "added"
        return outcome

    def __exit__(self, *_: object) -> None:
        if self._wanted:
            asyncio.run(_run(self._store.release(self.key) if self._taken else self._store.remove(self.key)))


async def _run(work: Any) -> None:
    await work
