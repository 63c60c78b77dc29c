"""The tour of docs/VIDEOS.md: pasted into a shell, it shows what is shown; its SQL runs, its tables are whole."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from app.database.dsn import as_role
from app.loader.project import ROOT
from tests.app.http.test_server import process
from tests.app.videos.conftest import Clip, clip  # noqa: F401 - a fixture

TEXT = (ROOT / "docs/VIDEOS.md").read_text()


@pytest.mark.once
@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("bash")), reason="needs bash and curl")
def test_the_tour_shows_what_is_shown(tmp_path: Path, fresh_dsn: str, clip: Clip):  # noqa: F811
    parts = re.findall(r"^```bash\n(.*?)^```\n\n```\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    assert len(parts) == TEXT.count("```bash") == 5
    folder, media = tmp_path / "here", tmp_path / "media"
    folder.mkdir()
    shutil.copy(clip(seconds=3), folder / "clip.mp4")
    worker = subprocess.Popen(
        [sys.executable, "-m", "app", "worker"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": fresh_dsn, "IWM_WORKER_DATABASE_URL": as_role(fresh_dsn, "iwm_worker"),
             "IWM_MEDIA_DIR": str(media)},
    )  # fmt: skip
    try:
        with process(tmp_path, fresh_dsn, workers=1, media_dir=str(media), mail="none") as (_, address):
            script = "".join(code for code, _ in parts).replace("localhost:8000", address.removeprefix("http://"))
            done = subprocess.run(
                ["bash", "-eu", "-c", script], cwd=folder, capture_output=True, text=True, timeout=300, check=False
            )
    finally:
        worker.terminate()
        worker.wait(60)
    assert (done.stdout, done.stderr) == ("".join(shown for _, shown in parts), "")


def test_the_sql_runs(conn: psycopg.Connection):
    [block] = re.findall(r"^```sql\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    lines = block.splitlines()
    assert len(lines) == 3
    for line in lines:
        conn.execute(line.partition("--")[0].encode())


def test_the_limits_are_those_of_the_policy(conn: psycopg.Connection):
    table = TEXT.partition("| limit (`iwm.video_policy`)")[2].partition("\n\n")[0]
    columns = conn.execute(
        "select attname from pg_attribute where attrelid = 'iwm.video_policy'::regclass and attnum > 1"
    )
    assert set(re.findall(r"`(\w+)`", table)) == {name for (name,) in columns}


def test_the_addresses_are_all_there(conn: psycopg.Connection):
    """Each operation of the group stands in the table of addresses, and nothing else does."""
    table = TEXT.partition("## Addresses")[2].partition("## ")[0]
    told = set()
    for cell in re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE):
        methods: list[str] = []
        for words in re.findall(r"`([^`]+)`", cell):
            method, _, path = words.partition(" ")
            methods.append(method)
            if path:
                told |= {(method, path) for method in methods}
                methods = []
    row = conn.execute("select api.catalogue()").fetchone()
    assert row
    served = {
        (one["method"], "/v1" + re.sub(r"\{\w+\}", "{id}", one["path"]))
        for one in row[0]["operations"]
        if "Videos" in (one.get("tags") or [one.get("tag")])
    }
    assert told - {("HEAD", "/v1/videos/uploads/{id}")} == served
