"""Schemathesis over the OpenAPI document, bounded: no 5xx, no answer that the document does not allow.

IWM_SCHEMATHESIS_EXAMPLES sets how many cases each operation gets at most (100 make more than 5,000 in all).
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.http.test_server import process

CONFIG = Path(__file__).parent / "schemathesis.toml"
EXAMPLES = os.environ.get("IWM_SCHEMATHESIS_EXAMPLES", "15")
# They fail because they are asked to.
FAIL_ON_PURPOSE = ("divide", "nap", "stumble", "stumble_write", "cut_connection", "cut_connection_write")


def explore(address: str, folder: Path, *options: str) -> str:
    """Runs Schemathesis against a server; returns its report. Fails where it finds something."""
    command = [Path(sys.executable).parent / "schemathesis", "--config-file", CONFIG, "run", f"{address}/openapi.json"]
    done = subprocess.run(
        [*command, "--checks", "all", "--max-examples", EXAMPLES, "--no-color", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=1500,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    return done.stdout


def cases(report: str) -> int:
    """How many cases were tried."""
    found = re.search(r"(\d+) generated", report)
    return int(found[1]) if found else 0


@pytest.mark.once
def test_the_catalogue(tmp_path: Path, sample_dsn: str) -> None:
    with process(tmp_path, sample_dsn, workers=1) as (_, address):
        report = explore(address, tmp_path)
    assert cases(report) > 500
    assert "error  " not in (tmp_path / "log").read_text()


@pytest.mark.once
def test_every_kind_of_argument(tmp_path: Path, http_dsn: str) -> None:
    left_out = [option for name in FAIL_ON_PURPOSE for option in ("--exclude-operation-id", name)]
    with process(tmp_path, http_dsn, workers=1) as (_, address):
        report = explore(address, tmp_path, "--include-tag", "Tests", *left_out)
    assert cases(report) > 150
    assert "error  " not in (tmp_path / "log").read_text()
