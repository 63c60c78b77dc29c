"""Running the command line, here and as a process of its own."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app import cli
from tests.support.image import ROOT


@dataclass
class Result:
    """What a command returned and said."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of whoever runs the tests stay outside."""
    for name in [name for name in os.environ if name.startswith("IWM_") and not name.startswith("IWM_TEST_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture
def iwm(capfd: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """iwm(*arguments): the command, run in this process."""

    def run(*arguments: object) -> Result:
        capfd.readouterr()
        code = cli._run([str(argument) for argument in arguments])
        said = capfd.readouterr()
        return Result(code, said.out, said.err)

    return run


@dataclass
class Started:
    """`iwm` as a process; what it says on standard error is kept."""

    process: subprocess.Popen[str]
    said: Path
    url: str = field(default="")

    def wait_until_ready(self, seconds: float = 120) -> float:
        """Waits for the address; returns the seconds that it took."""
        begin = time.monotonic()
        while time.monotonic() - begin < seconds:
            text = self.said.read_text()
            if found := re.search(r"API\s+(http://\S+)/v1", text):
                self.url = found[1]
                return time.monotonic() - begin
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise AssertionError(f"iwm did not get ready:\n{self.said.read_text()}")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Started]]:
    """start(*arguments): `iwm` as a process of its own; it is ended with the test."""
    running: list[Started] = []

    def begin(*arguments: object, **env: str) -> Started:
        said = tmp_path / f"said-{len(running)}"
        with said.open("w") as file:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "app", *map(str, arguments)],
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                text=True,
                cwd=tmp_path,
                env={**os.environ, "PYTHONPATH": str(ROOT), **env},
            )
        running.append(Started(process, said))
        return running[-1]

    yield begin
    for one in running:
        if one.process.poll() is None:
            one.process.terminate()
            try:
                one.process.wait(30)
            except subprocess.TimeoutExpired:
                one.process.kill()
                one.process.wait()
