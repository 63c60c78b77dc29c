"""The benchmarks start, measure and write what they promise."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.bench.measure import goals

pytestmark = pytest.mark.once
needs_wrk = pytest.mark.skipif(
    shutil.which("wrk") is None, reason="the load generator wrk is not installed: scripts/bench/setup does it"
)
ROOT = Path(__file__).resolve().parents[2]


def _run(*command: str, path: str | None = None) -> "subprocess.CompletedProcess[str]":
    env = {**os.environ, "PYTHONPATH": str(ROOT), **({"PATH": path} if path else {})}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120
    )


@needs_wrk
def test_a_quick_run_writes_its_figures(sample_dsn: str, tmp_path: Path) -> None:
    target = tmp_path / "figures.json"
    options = ["--quick", "--no-peers", "--only", "statements", "--database", sample_dsn, "--json", str(target)]
    done = _run("scripts.bench.measure.run", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    [figure] = json.loads(target.read_text())
    assert figure["name"] == goals.STATEMENTS.name
    assert figure["value"] == 1.0
    assert figure["ok"] is True
    assert goals.MEMORY.name in done.stdout, "what was not measured is told"


def test_without_its_tools_it_says_what_to_do(tmp_path: Path) -> None:
    done = _run("scripts.bench.measure.run", "--quick", path=str(tmp_path))
    assert done.returncode == 1
    assert "scripts/bench/setup" in done.stderr


@pytest.mark.parametrize("script", ["http", "startup"])
def test_help_names_the_options(script: str) -> None:
    module = {"http": "run", "startup": "startup"}[script]
    done = _run(f"scripts.bench.measure.{module}", "--help")
    assert done.returncode == 0
    assert f"usage: scripts/bench/{script}" in done.stdout
    assert "--quick" in done.stdout
    assert "--json" in done.stdout


@needs_wrk
def test_a_folder_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    done = _run("scripts.bench.measure.run", "--no-peers", "--json", str(tmp_path / "nowhere" / "figures.json"))
    assert done.returncode == 1
    assert "there is no such folder" in done.stderr
