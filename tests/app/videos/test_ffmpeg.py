"""The process: its limits, its progress, its end."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import Problem
from app.videos import ffmpeg as module
from app.videos.ffmpeg import Failed, passing, program, reason, run, source
from tests.app.http.support import until
from tests.app.videos.conftest import Clip

pytestmark = pytest.mark.once
ENDLESS = ["-f", "lavfi", "-re", "-i", "testsrc2=size=16x16:rate=5", "-f", "null", "-"]


def children(parent: int | None = None) -> set[int]:
    """Processes of ffmpeg below one of ours."""
    found = subprocess.run(
        ["ps", "-o", "pid=,ppid=,comm=", "-e"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    rows = [line.split(None, 2) for line in found]
    wanted = str(parent or os.getpid())
    return {int(pid) for pid, above, name in rows if above == wanted and name.startswith("ffmpeg")}


async def test_progress(clip: Clip):
    told: list[float] = []
    arguments = [*source(clip(seconds=6)), "-c", "copy", "-f", "null", "-"]
    assert (await run(program(), arguments, told.append, within=30))[0] == 0
    assert told[-1] == pytest.approx(6, abs=0.2)


async def test_cancelled_it_is_gone():
    running = asyncio.create_task(run(program(), ENDLESS, within=60))
    await until(children)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert children() == set()


async def test_no_longer_than_allowed():
    with pytest.raises(Failed, match=r"longer than 0\.5 seconds"):
        await run(program(), ENDLESS, within=0.5)
    assert children() == set()


async def test_no_larger_than_allowed(tmp_path: Path):
    out = tmp_path / "large.wav"
    status, said = await run(
        program(),
        ["-v", "error", "-f", "lavfi", "-i", "sine=duration=60", f"file:{out}"],
        within=30,
        most_bytes=100_000,
    )
    assert status != 0
    assert out.stat().st_size <= 100_000
    assert "larger than there is room for" in reason(status, said)


async def test_nothing_is_written_that_was_not_announced(tmp_path: Path):
    status, _ = await run(program(), ["-f", "lavfi", "-i", "sine=duration=1", f"file:{tmp_path}/x.wav"], within=30)
    assert status != 0


async def test_it_is_nice():
    running = asyncio.create_task(run(program(), ENDLESS, within=60))
    await until(children)
    await asyncio.sleep(0.05)  # nice, prlimit and setpriv have become ffmpeg
    [child] = children()
    assert os.getpriority(os.PRIO_PROCESS, child) >= 10
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ends children with their parent")
def test_killed_with_its_parent(tmp_path: Path):
    """kill -9 of a worker leaves no ffmpeg behind."""
    code = (
        "import asyncio\nfrom app.videos.ffmpeg import program, run\n"
        f"asyncio.run(run(program(), {ENDLESS!r}, within=60))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code])
    try:
        asyncio.run(until(lambda: children(parent.pid)))
        asyncio.run(asyncio.sleep(0.05))
        [child] = children(parent.pid)
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    asyncio.run(until(lambda: not Path(f"/proc/{child}").exists()))


def test_which_ffmpeg(monkeypatch):
    assert program(sys.executable) == sys.executable
    with pytest.raises(Problem, match="no program /opt/nothing"):
        program("/opt/nothing")
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    monkeypatch.setattr(module.shutil, "which", lambda name: f"/bin/{name}")
    assert program() == "/bin/ffmpeg"
    monkeypatch.setattr(module.shutil, "which", lambda name: None)
    with pytest.raises(Problem, match="no ffmpeg"):
        program()


def test_a_system_without_these_signals():
    """Windows: the server starts there all the same."""
    code = (
        "import asyncio, os, signal\ndel signal.SIGKILL, signal.SIGXFSZ, os.killpg\n"
        "from app.videos.ffmpeg import Failed, outgrown, program, run\nassert not outgrown(1, '')\n"
        f"try:\n    asyncio.run(run(program(), {ENDLESS!r}, within=0.5))\nexcept Failed:\n    print('ended')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("ended\n", "")


async def test_whose_fault_it_is(tmp_path: Path):
    """A program that is killed, or cannot be run, says nothing of the file."""
    killed = tmp_path / "killed"
    killed.write_text("#!/bin/sh\nkill -9 $$\n")
    killed.chmod(0o700)
    for executable in (str(killed), "/opt/nothing", str(tmp_path)):
        assert passing(*await run(executable, [], within=10)), executable
    assert not passing(*await run(program(), ["-i", "file:/nothing"], within=10))
    assert passing(1, "Error writing trailer: No space left on device")


def test_reasons_name_no_file_of_ours():
    said = "[in#0 @ 0x55] Error opening file:/secret/x\n[dec:h264 @ 0x1] Invalid data found when processing input\n"
    assert reason(1, said) == "ffmpeg could not do it: Invalid data found when processing input"
    assert "secret" not in reason(1, "[in#0 @ 0x55] Error opening file:/secret/x\n")
    assert "larger" in reason(-signal.SIGXFSZ, "")
