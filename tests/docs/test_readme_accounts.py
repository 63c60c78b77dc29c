"""The tour of accounts in README.md: pasted into a shell as it stands, it shows what is shown."""

import re
import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest

from tests.app.http.test_server import process
from tests.docs.readme import README, blocks


@pytest.mark.once
@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("bash")), reason="needs bash and curl")
def test_signing_up_refreshing_and_revoking(tmp_path: Path, fresh_dsn: str) -> None:
    script = next(block for block in blocks("bash") if "auth/register" in block)
    shown = re.search(r"It shows:\n\n```\n(.*?)```", README.read_text(), re.DOTALL)
    assert shown
    with process(tmp_path, fresh_dsn, workers=2) as (_, address):
        script = script.replace("localhost:8000", address.removeprefix("http://"))
        done = subprocess.run(["bash", "-eu", "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == (shown[1], "")
    with psycopg.connect(fresh_dsn) as connection:
        rows = connection.execute(
            "select device, refresh_count, revoked_at is null from iwm.sessions order by id"
        ).fetchall()
    assert rows == [(None, 0, True), ("TV", 1, False)]
