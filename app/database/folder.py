"""The data folder of the embedded PostgreSQL: what lies where, whose it is, who uses it now.

DIR/postgres    the cluster                     DIR/secrets   one file per role, mode 0600
DIR/log         the server's log                DIR/run       the socket, where its path is short enough
DIR/imports     what imports left out, and why
DIR/lock        held by the process that runs the server
"""

import contextlib
import hashlib
import os
import re
import secrets
import sys
import tempfile
from pathlib import Path
from typing import IO

from app.errors import DatabaseProblem
from app.settings import ROOT

# What the system allows for a socket's path, without the closing zero byte.
SOCKET_PATH_BYTES = 107 if sys.platform == "linux" else 103
_OURS = {"lock", "log", "postgres", "run", "secrets"}
SOCKET_NAME = ".s.PGSQL.5432"


class DataFolder:
    """Paths and secrets below one data folder."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path).expanduser().absolute()
        self.cluster = self.path / "postgres"
        self.log = self.path / "log" / "postgres.log"
        self._lock: IO[str] | None = None

    def prepare(self) -> None:
        """Makes the folder, or makes sure that it is ours; closes it to others. Parents stay as they are."""
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._refuse_foreign()
            self.path.chmod(0o700)
            for name in ("log", "secrets", "run"):
                (self.path / name).mkdir(exist_ok=True, mode=0o700)
        except OSError as error:
            raise unusable(self.path, error) from None

    def _refuse_foreign(self) -> None:
        if os.name != "nt" and (owner := self.path.stat().st_uid) != os.geteuid():
            raise DatabaseProblem(
                f"The data folder {self.path} belongs to user {_name_of(owner)}, and this is {_name_of(os.geteuid())}",
                f"Run this as {_name_of(owner)}, or choose another folder with --data-dir (IWM_DATA_DIR).",
            )
        found = {entry.name for entry in self.path.iterdir()} - {"imports"}
        if "PG_VERSION" in found:
            version = (self.path / "PG_VERSION").read_text().strip()
            raise DatabaseProblem(
                f"{self.path} is itself the data folder of a PostgreSQL {version}, made by something else",
                "Choose another folder with --data-dir, or start that server and set DATABASE_URL.",
            )
        if found and not found & _OURS and self.path != ROOT / ".data":
            raise DatabaseProblem(
                f"{self.path} holds other files ({', '.join(sorted(found)[:3])} …)",
                "Choose an empty or a new folder with --data-dir (IWM_DATA_DIR).",
            )

    def version(self) -> str | None:
        """The major version of the cluster, None where there is none yet."""
        try:
            return (self.cluster / "PG_VERSION").read_text().strip()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise unusable(self.cluster, error) from None

    # -- who uses it ---------------------------------------------------------------------------------------------

    def lock(self) -> bool:
        """Takes the folder for this process until unlock(); False where another one has it. Its end frees it."""
        file = (self.path / "lock").open("a+")
        try:
            _lock_file(file)
        except OSError:
            file.close()
            return False
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n{_own_command()}\n")
        file.flush()
        self._lock = file
        return True

    def unlock(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def holder(self) -> str:
        """The process that has the folder, for a message."""
        lines: list[str] = []
        with contextlib.suppress(OSError):
            lines = (self.path / "lock").read_text().splitlines()
        return f"process {lines[0]}, {lines[1]}" if len(lines) >= 2 else "another process"

    # -- the server's own notes ----------------------------------------------------------------------------------

    def postmaster(self) -> list[str]:
        """The lines of postmaster.pid: pid, folder, start time, port, socket folder, address, shared memory, status."""
        try:
            return (self.cluster / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def password(self, role: str) -> str:
        """The password of a role; made, and kept in a file of mode 0600, when first asked for."""
        file = self.path / "secrets" / role
        with contextlib.suppress(FileNotFoundError):
            if found := file.read_text().strip():
                return found
        made = secrets.token_urlsafe(32)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(made + "\n")
        return made

    def socket_folder(self) -> Path:
        """Where the socket lies: in the data folder, or in a short private one where that path would be too long."""
        own = self.path / "run"
        if _fits(own):
            return own
        name = f"iwm-{os.getuid()}-{hashlib.sha256(os.fsencode(self.path)).hexdigest()[:12]}"
        # the system's own folder before $TMPDIR, which may be long
        places = (os.environ.get("XDG_RUNTIME_DIR"), "/tmp", tempfile.gettempdir())  # noqa: S108  # nosec B108 - made private below
        bases = [Path(place) for place in places if place]
        for base in bases:
            folder = base / name
            if not (_fits(folder) and os.access(base, os.W_OK | os.X_OK)):
                continue
            folder.mkdir(mode=0o700, exist_ok=True)
            state = folder.lstat()
            # In a folder that everyone may write to, someone else could have made it first.
            if state.st_uid == os.getuid() and folder.is_dir() and not folder.is_symlink():
                folder.chmod(0o700)
                return folder
        raise DatabaseProblem(
            f"The path {own} is too long for a socket ({SOCKET_PATH_BYTES} bytes), and no short folder could be made",
            "Choose a shorter --data-dir, or set XDG_RUNTIME_DIR to a private folder.",
        )


def _fits(folder: Path) -> bool:
    # A comma would part hosts in a connection URL; anything odd goes to the short folder.
    path = str(folder / SOCKET_NAME)
    return len(os.fsencode(path)) <= SOCKET_PATH_BYTES and re.fullmatch(r"[A-Za-z0-9_./+ -]+", path) is not None


def _lock_file(file: IO[str]) -> None:
    if os.name == "nt":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _own_command() -> str:
    words = [word for word in sys.argv[1:] if "://" not in word][:3]
    return " ".join(["iwm", *words])


def _name_of(uid: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def unusable(path: Path, error: OSError) -> DatabaseProblem:
    """The problem that a folder cannot be used, in one line."""
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DatabaseProblem(
            f"The disk that holds {path} is full", "Free some space there, or choose another --data-dir."
        )
    return DatabaseProblem(
        f"The data folder {path} cannot be used: {error.strerror}",
        "Choose a folder that you may write to with --data-dir (IWM_DATA_DIR).",
    )
