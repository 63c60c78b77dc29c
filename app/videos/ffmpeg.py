"""ffmpeg as a process that cannot do much: limits of time, memory and output, low priority, ended with us.

What comes from outside is opened as one local file in a container format of a short list: no playlist, no address, no
other file can be read through it.
"""

import asyncio
import contextlib
import os
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from app.errors import Problem

FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,ogg,flv,asf"
MOST_PIXELS = 8192 * 8192
SAFE_INPUT = ["-protocol_whitelist", "file", "-format_whitelist", FORMATS, "-max_pixels", str(MOST_PIXELS)]
MEMORY = 4 << 30
SAID = 64_000  # bytes kept of what it says: the beginning, and as much of the end
# what it writes is ours alone (uvloop cannot set the umask of a process); Windows knows no such thing
PRIVATE = ["sh", "-c", 'umask 077; exec "$@"', "sh"] if sys.platform != "win32" else []
KILL, TOO_LARGE = getattr(signal, "SIGKILL", 9), getattr(signal, "SIGXFSZ", 25)  # Windows has no such names
GONE = (-KILL, 126, 127)  # killed by the machine, cannot be run, is not there
NO_ROOM = ("No space left on device", "Disk quota exceeded", "Cannot allocate memory")


class MediaError(Exception):
    """The file cannot be worked on, whoever tries. `code` is one of iwm.errors; the text is for its owner."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class Failed(Exception):
    """ffmpeg could not do it this time; the text is for the owner of the file."""


def program(setting: str = "") -> str:
    """The ffmpeg to run: the setting's, the package's, the system's. Raises Problem where there is none."""
    if setting:
        if shutil.which(setting) is None:
            raise Problem(f"There is no program {setting}.", "Set IWM_FFMPEG to the whole path of ffmpeg.")
        return setting
    with contextlib.suppress(ImportError, RuntimeError):
        import imageio_ffmpeg

        return imageio_ffmpeg.get_ffmpeg_exe()
    found = shutil.which("ffmpeg")
    if found is None:
        raise Problem("There is no ffmpeg.", "Install the package imageio-ffmpeg, or set IWM_FFMPEG.")
    return found


def source(path: Path) -> list[str]:
    """The arguments that open a file which came from outside."""
    return [*SAFE_INPUT, "-i", f"file:{path}"]


async def run(
    executable: str,
    arguments: Sequence[str],
    progress: Callable[[float], None] | None = None,
    *,
    within: float,
    most_bytes: int = 0,
) -> tuple[int, str]:
    """Runs ffmpeg; its status and what it said. `progress` gets the seconds of video that are done.

    `most_bytes`: how large a file it may write (0: none needs to be). Killed with all its children where it takes
    longer than `within` seconds (Failed), or when the caller is cancelled.
    """
    process = await asyncio.create_subprocess_exec(
        *PRIVATE, *_limited(within, most_bytes), executable,
        "-hide_banner", "-nostdin", "-nostats", "-progress", "pipe:1", "-y", *arguments,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "AV_LOG_FORCE_NOCOLOR": "1"},
        start_new_session=True, limit=1 << 20,
    )  # fmt: skip
    assert process.stdout is not None  # noqa: S101 # nosec B101 - they are pipes
    assert process.stderr is not None  # noqa: S101 # nosec B101
    said = _Said()
    try:
        async with asyncio.timeout(within):
            await asyncio.gather(_read_progress(process.stdout, progress), said.read(process.stderr), process.wait())
    except TimeoutError:
        raise Failed(f"It took longer than {within:g} seconds.") from None
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                getattr(os, "killpg", os.kill)(process.pid, KILL)
            await process.wait()
    return process.returncode or 0, said.text


async def _read_progress(stream: asyncio.StreamReader, progress: Callable[[float], None] | None) -> None:
    async for line in stream:
        if progress is not None and line.startswith(b"out_time_us="):
            with contextlib.suppress(ValueError):
                progress(int(line[12:]) / 1e6)


class _Said:
    """What a process says: the first and the last of it."""

    def __init__(self) -> None:
        self._first = b""
        self._last = b""

    async def read(self, stream: asyncio.StreamReader) -> None:
        while part := await stream.read(65536):
            if len(self._first) < SAID:
                self._first += part
            else:
                self._last = (self._last + part)[-SAID:]

    @property
    def text(self) -> str:
        return (self._first + self._last).decode("utf-8", "replace")


def passing(status: int, said: str) -> bool:
    """Whether ffmpeg ended with a status other than 0 for a reason that is not the file's."""
    return status in GONE or any(words in said for words in NO_ROOM)


def outgrown(status: int, said: str) -> bool:
    """Whether ffmpeg ended because it wrote as much as it might."""
    return status in (-TOO_LARGE, 128 + TOO_LARGE) or "File too large" in said


def reason(status: int, said: str) -> str:
    """Why ffmpeg ended with a status other than 0, in a few words that name no file of ours."""
    if outgrown(status, said):
        return "The result would be larger than there is room for."
    lines = [line for line in said.splitlines() if line.startswith(("[", "Error")) and "file:" not in line]
    words = lines[-1].partition("] ")[2] or lines[-1] if lines else ""
    return f"ffmpeg could not do it: {words[:200]}" if words else "ffmpeg could not do it."


def _limited(within: float, most_bytes: int) -> list[str]:
    """What goes before the program (Linux): lower priority, limits of CPU time, memory and files, an end with ours."""
    if not sys.platform.startswith("linux"):
        return []
    front = ["nice", "-n", "10"] if shutil.which("nice") else []
    if shutil.which("prlimit"):
        front += ["prlimit", f"--cpu={int(within * 8) + 10}", f"--as={MEMORY}", "--core=0", f"--fsize={most_bytes}"]
    if shutil.which("setpriv"):
        front += ["setpriv", "--pdeathsig", "KILL"]
    return front
