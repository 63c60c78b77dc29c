"""The server as a process: started and waited for, watched, stopped."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from app.database import cluster
from app.database.diagnosis import explain
from app.database.folder import DataFolder
from app.database.process import clean_environment, is_server_of, server_prefix
from app.errors import DatabaseProblem

Say = Callable[[str], None]
_PATIENCE = 3.0  # seconds without news before something is said
_STOP_FAST = 120.0  # seconds that the shutdown's checkpoint may take before it is cut short
_LOG_BYTES = 20_000_000
_WORDS = 200_000  # bytes of the log that are read to see why a server ended


class Server:
    """One process `postgres` on one data folder."""

    def __init__(self, folder: DataFolder, bin_dir: Path, say: Say) -> None:
        self._folder, self._bin_dir, self._say = folder, bin_dir, say
        self._process: subprocess.Popen[bytes] | None = None
        self._log_begin = 0

    @property
    def started(self) -> bool:
        """Whether start() succeeded and stop() was not called since."""
        return self._process is not None

    @property
    def ended(self) -> bool:
        """Whether it was started and has ended by itself."""
        return self._process is not None and self._process.poll() is not None

    def start(self) -> None:
        """Starts the server and waits until it is ready, however long it recovers. Raises DatabaseProblem."""
        log = self._folder.log
        if log.exists() and log.stat().st_size > _LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
        end = time.monotonic() + 20
        while not self._start_once():
            self._process = None
            words = self._read_log()
            # Sessions of a server that was killed take a moment to notice it.
            if "is still in use" not in words or time.monotonic() > end:
                raise explain(words, self._folder.path, "PostgreSQL did not start")
            time.sleep(0.2)

    def why_it_ended(self) -> DatabaseProblem:
        """The problem that made the server end by itself, by its log."""
        return explain(self._read_log(), self._folder.path, "PostgreSQL ended by itself")

    def stop(self) -> None:
        """Stops the server if it runs: sessions are ended, the checkpoint is written."""
        if self._process is not None:
            self._end(self._process.pid, lambda: self._process is None or self._process.poll() is not None)
            self._process = None

    def stop_leftover(self) -> None:
        """Stops a server of this folder whose parent is gone."""
        lines = self._folder.postmaster()
        if lines and is_server_of(pid := int(lines[0]), self._folder.cluster):
            self._say("Stopping the server that an ended process left behind …")
            self._end(pid, lambda: not is_server_of(pid, self._folder.cluster))

    def _start_once(self) -> bool:
        """Starts it and waits; False if it ended instead of getting ready."""
        program = cluster.program(self._bin_dir, "postgres")
        command = [*server_prefix(self._folder.cluster, program), str(program), "-D", str(self._folder.cluster)]
        with self._folder.log.open("ab") as log:
            self._log_begin = log.tell()
            # A session of its own: Ctrl-C in the terminal is for us, who stop it when nobody needs it any more.
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=clean_environment(),
                start_new_session=True,
                cwd=None if os.name == "nt" else "/",  # the caller's may be one that the server's user cannot enter
            )
        started = said = time.monotonic()
        while not self._is_ready(self._process.pid):
            if self.ended:
                return False
            now = time.monotonic()
            if now - said > _PATIENCE:
                said = now
                self._say(f"PostgreSQL is recovering what was under way when it was ended ({now - started:.0f} s) …")
            time.sleep(0.01)
        return True

    def _is_ready(self, pid: int) -> bool:
        lines = self._folder.postmaster()
        # an old file of a killed server may still lie there
        ours = len(lines) >= 8 and (os.name == "nt" or int(lines[0]) == pid)
        return ours and lines[7].strip() == "ready"

    def _read_log(self) -> str:
        with contextlib.suppress(OSError), self._folder.log.open("rb") as log:
            size = log.seek(0, os.SEEK_END)
            log.seek(max(self._log_begin, size - _WORDS))
            return log.read().decode(errors="replace")
        return ""

    def _end(self, pid: int, ended: Callable[[], bool]) -> None:
        begin = said = time.monotonic()
        self._signal(pid, signal.SIGINT)
        while not ended():
            now = time.monotonic()
            if now - said > _PATIENCE:
                said = now
                self._say(f"PostgreSQL is writing its checkpoint ({now - begin:.0f} s) …")
            if now - begin > _STOP_FAST:
                self._signal(pid, signal.SIGQUIT if os.name != "nt" else signal.SIGTERM)
            time.sleep(0.01)

    def _signal(self, pid: int, signum: int) -> None:
        if os.name == "nt":  # no signals there: pg_ctl tells the server by an event
            mode = "fast" if signum == signal.SIGINT else "immediate"
            pg_ctl = cluster.program(self._bin_dir, "pg_ctl")
            command = [pg_ctl, "stop", "-D", self._folder.cluster, "-m", mode, "-W"]
            subprocess.run(command, capture_output=True, check=False)
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signum)
