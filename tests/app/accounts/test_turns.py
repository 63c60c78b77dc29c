"""Turns: no more threads at work than there are, whatever process they belong to."""

import fcntl
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.accounts.turns import Turns, half_of_the_cores
from app.loader.project import ROOT

pytestmark = pytest.mark.once


def test_half_of_the_cores_and_at_least_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for cores, half in ((1, 1), (2, 1), (3, 1), (8, 4)):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, cores=cores: set(range(cores)))
        assert half_of_the_cores() == half


@pytest.mark.parametrize("most", [1, 3])
def test_no_more_at_once_than_there_are_turns(tmp_path: Path, most: int) -> None:
    turns, counting, running, peak = Turns(str(tmp_path), most), threading.Lock(), 0, 0

    def work(_: int) -> None:
        nonlocal running, peak
        with turns.taken():
            with counting:
                running += 1
                peak = max(peak, running)
            os.sched_yield()
            with counting:
                running -= 1

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(200)))
    assert 1 <= peak <= most
    assert len(list(tmp_path.iterdir())) <= most


def test_processes_take_turns_too_and_a_dead_one_gives_its_back(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable, "-c",
            "import sys\nfrom app.accounts.turns import Turns\n"
            f"with Turns({str(tmp_path)!r}, 1).taken():\n    print('held', flush=True)\n    sys.stdin.read()",
        ],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with (tmp_path / "turn-0").open() as file, pytest.raises(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    holder.kill()
    holder.wait()
    with Turns(str(tmp_path), 1).taken(), (tmp_path / "turn-0").open() as file, pytest.raises(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_an_error_gives_the_turn_back(tmp_path: Path) -> None:
    turns = Turns(str(tmp_path), 1)
    for _ in range(3):
        with pytest.raises(KeyError), turns.taken():
            raise KeyError


def test_without_a_folder_nobody_waits(tmp_path: Path) -> None:
    alone, gone = Turns(None, 1), Turns(str(tmp_path / "gone"), 1)
    with alone.taken(), alone.taken(), gone.taken(), gone.taken():
        assert not (tmp_path / "gone").exists()
