"""The files that make a database: migrations with their checksums, the files of sql/ in their order."""

import hashlib
import re
from pathlib import Path

import msgspec

from app.errors import Problem

ROOT = Path(__file__).resolve().parent.parent.parent
MIGRATION_NAME = re.compile(r"(\d{4})\.(pre|post)\.[a-z0-9_]+__[a-z0-9_]+")


class SourceFile(msgspec.Struct, frozen=True):
    """A file as the loader sees it: path from the project's root with slashes, text with line feeds."""

    path: str
    text: str

    @property
    def sha256(self) -> str:
        """Checksum of the text, in hex: the same on Windows, where git may have added carriage returns."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class Migration(SourceFile, frozen=True):
    """A migration; `id` is its file name without .sql, `file` where it is."""

    id: str
    file: Path


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, with line feeds only. Raises Problem with the place of a wrong byte."""
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Problem(f"{path}:{line}: not UTF-8", "Save the file as UTF-8 and load again.") from None


def sql_files(root: Path = ROOT) -> list[SourceFile]:
    """Every file of sql/, in the order in which they are loaded: by path, byte by byte."""
    found = (root / "sql").rglob("*.sql")
    # One line feed at the end, however many the file has: psql takes them off and the loader puts one back.
    files = [SourceFile(path.relative_to(root).as_posix(), read_text(path).rstrip("\n") + "\n") for path in found]
    return sorted(files, key=lambda file: file.path.encode())


def migrations(root: Path = ROOT) -> list[Migration]:
    """The migrations in their order. Raises Problem for a name, a number or a frozen checksum that is not right."""
    folder = root / "migrations"
    found = []
    for path in sorted(folder.glob("*.sql")):
        name = MIGRATION_NAME.fullmatch(path.stem)
        if name is None:
            raise Problem(
                f"migrations/{path.name} is not named NNNN.pre.table__what.sql (or NNNN.post.…)",
                "Rename it: yoyo runs every .sql file of the folder.",
            )
        if found and int(name[1]) == int(found[-1].id[:4]):
            raise Problem(
                f"migrations/{found[-1].id}.sql and {path.name} have the same number", "Give it the next one."
            )
        found.append(Migration(f"migrations/{path.name}", read_text(path), path.stem, path))
    check_frozen(folder, {migration.file.name: migration.sha256 for migration in found})
    return found


def check_frozen(folder: Path, checksums: dict[str, str]) -> None:
    """Holds the files against migrations/frozen.txt (`sha256  name` a line). Raises Problem for one that was edited."""
    frozen = folder / "frozen.txt"
    if not frozen.exists():
        return
    for number, line in enumerate(read_text(frozen).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        checksum, _, name = line.partition("  ")
        if name not in checksums:
            raise Problem(
                f"migrations/frozen.txt:{number}: {name} is released, and the file is gone",
                "Put it back: git checkout -- migrations",
            )
        if checksums[name] != checksum:
            raise Problem(
                f"migrations/{name} was released and has been edited since",
                f"Put it back (git checkout -- migrations/{name}) and write the change as a new migration.",
            )
