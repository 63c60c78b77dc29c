"""Setting up: the lock files, and what scripts/setup.py says and leaves alone."""

import re
import shutil
import subprocess
import sys
import time
from importlib.metadata import version

import pytest

from tests.support.image import ROOT

pytestmark = pytest.mark.once

LOCKS = ("requirements.lock", "requirements-dev.lock")


def locked(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", (ROOT / name).read_text(), re.MULTILINE))


def wanted(name: str) -> set[str]:
    lines = (ROOT / name).read_text().splitlines()
    return {re.match(r"[a-z0-9-]+", line)[0] for line in lines if re.match("[a-z]", line)}


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes_and_no_address(name):
    text = (ROOT / name).read_text()
    assert "://" not in text
    entries = re.split(r"\n(?=[a-z])", text.strip())
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_lock_files_hold_what_is_wanted_in_the_same_versions():
    runtime, dev = (locked(name) for name in LOCKS)
    assert wanted("requirements.in") <= set(runtime)
    assert wanted("requirements-dev.in") <= set(dev)
    assert {name: dev.get(name) for name in runtime} == runtime


def test_what_is_installed_is_what_is_locked():
    windows_only = {"colorama", "pywin32", "tzdata"}
    lock = {name: number for name, number in locked("requirements-dev.lock").items() if name not in windows_only}
    assert {name: version(name) for name in lock} == lock


@pytest.fixture
def project(tmp_path):
    """A copy of what setting up reads."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "setup.py", tmp_path / "scripts")
    for name in ("pyproject.toml", *LOCKS):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def setup(project, **env) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, project / "scripts" / "setup.py"]
    return subprocess.run(command, capture_output=True, text=True, cwd="/", env={"PATH": "/usr/bin:/bin", **env})


def test_a_missing_venv_package_is_told_with_the_line_that_installs_it(project, tmp_path):
    (tmp_path / "shadow").mkdir()
    (tmp_path / "shadow" / "ensurepip.py").write_text("raise ImportError")
    done = setup(project, PYTHONPATH=str(tmp_path / "shadow"))
    assert done.returncode == 1
    assert re.search(r"python3[.0-9]*-venv is missing .*\n  apt-get install -y python3[.0-9]*-venv\n", done.stderr)
    assert not (project / ".venv").exists()


def test_an_index_that_cannot_be_reached_is_told_and_tried_again_next_time(project):
    for _ in range(2):
        done = setup(project, PIP_NO_INDEX="1", PIP_CONFIG_FILE="/dev/null")
        assert done.returncode == 1
        assert done.stderr.splitlines()[-1].startswith("setup: pip could not install")


def test_the_command_is_made_and_a_second_time_takes_a_moment(project):
    for name in LOCKS:
        (project / name).write_text("# nothing\n")
    assert setup(project).returncode == 0
    assert (project / ".venv" / "bin" / "iwm").exists()
    begin = time.monotonic()
    done = setup(project)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert time.monotonic() - begin < 2
    # a moved project is set up anew: the environment knows where it lies
    moved = project.parent / f"{project.name}-moved"
    project.rename(moved)
    assert "installing" in setup(moved).stderr


def test_up_works_from_any_folder(tmp_path):
    done = subprocess.run([ROOT / "scripts" / "up", "--help"], capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, "--no-serve" in done.stdout) == (0, True)
