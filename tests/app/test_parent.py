"""A process that ends with the one that started it."""

import os
import signal
import sys

import pytest

from app import parent

pytestmark = pytest.mark.once


@pytest.mark.skipif(sys.platform == "win32", reason="a process there keeps the number of its ended parent")
def test_a_process_that_does_not_hear_of_its_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(parent, "LOOK", 0.01)
    monkeypatch.setattr(parent.os, "kill", lambda pid, how: told.append((pid, how)))
    monkeypatch.setattr(parent.os, "_exit", lambda status: told.append(status))
    parent._watch(os.getppid() + 1, 0.01)
    assert told == [(os.getpid(), signal.SIGTERM), 1]
