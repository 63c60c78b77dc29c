"""The tour of videos in README.md: pasted into a shell after that of accounts, it shows what is shown."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.database.dsn import as_role
from app.loader.project import ROOT
from app.videos.ffmpeg import program
from tests.app.http.test_server import process
from tests.docs.readme import README, blocks


@pytest.mark.once
@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("bash")), reason="needs bash and curl")
def test_a_clip_and_its_rendition(tmp_path: Path, fresh_dsn: str) -> None:
    tours = [next(block for block in blocks("bash") if part in block) for part in ("auth/register", "file=@clip.mp4")]
    shown = re.findall(r"It shows:\n\n```\n(.*?)```", README.read_text(), re.DOTALL)
    make = [
        program(),
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        "testsrc=size=320x240:rate=25:duration=2",
        tmp_path / "clip.mp4",
    ]
    subprocess.run(make, check=True, timeout=60)
    folder = tmp_path / "data"
    worker = subprocess.Popen(
        [sys.executable, "-m", "app", "worker"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": fresh_dsn, "IWM_WORKER_DATABASE_URL": as_role(fresh_dsn, "iwm_worker"),
             "IWM_MEDIA_DIR": str(folder)},
    )  # fmt: skip
    try:
        with process(tmp_path, fresh_dsn, workers=2, media_dir=str(folder)) as (_, address):
            script = "".join(tours).replace("localhost:8000", address.removeprefix("http://"))
            done = subprocess.run(
                ["bash", "-eu", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
            )
    finally:
        worker.terminate()
        worker.wait(60)
    assert (done.stdout, done.stderr) == ("".join(shown), "")
