"""scripts/test: what failed is run once more, and told loudly where it passed only then."""

from pathlib import Path

import pytest

from scripts.lib import suite

pytestmark = pytest.mark.once

# fails so many times, then passes; how often is remembered in a file beside it
TEST = """
from pathlib import Path

import pytest

@pytest.mark.parametrize("number", range({tests}))
def test_it(number):
    seen = Path(__file__).with_name(f"seen{{number}}")
    count = len(seen.read_text()) if seen.exists() else 0
    seen.write_text("x" * (count + 1))
    assert count >= {failures} or number >= {failing}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """project(...): a folder with tests of which some fail so many times, in the place of ours."""

    def make(tests: int = 6, failing: int = 0, failures: int = 0) -> Path:
        (tmp_path / "test_some.py").write_text(TEST.format(tests=tests, failing=failing, failures=failures))
        return tmp_path

    monkeypatch.setattr(suite, "ROOT", tmp_path)
    monkeypatch.setattr(suite, "FOLDER", tmp_path / "build")
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    return make


def runs(folder: Path) -> list[int]:
    """How often each test ran."""
    return [len((folder / f"seen{number}").read_text()) for number in range(len(list(folder.glob("seen*"))))]


def told(result: suite.Result, capsys: pytest.CaptureFixture) -> tuple[int, list[str]]:
    """The status of scripts/test, and the lines of its summary."""
    capsys.readouterr()
    status = suite._closing([suite.Result("linters", True, "clean"), result], 61)
    return status, capsys.readouterr().out.splitlines()


def test_what_passes_runs_once(project, capsys: pytest.CaptureFixture) -> None:
    folder = project()
    result = suite._pytest("pg16", [])
    assert (result.ok, result.again, runs(folder)) == (True, [], [1] * 6)
    status, lines = told(result, capsys)
    assert (status, lines[-1]) == (0, "scripts/test: all passed (1 min 1 s)")


@pytest.mark.parametrize("failing", [1, 3])
def test_what_passes_when_run_again_counts_and_is_told(project, capsys: pytest.CaptureFixture, failing: int) -> None:
    folder = project(failing=failing, failures=1)
    result = suite._pytest("pg16", [])
    names = [f"test_some.py::test_it[{number}]" for number in range(failing)]
    assert (result.ok, result.again) == (True, names)
    assert runs(folder) == [2] * failing + [1] * (6 - failing)
    status, lines = told(result, capsys)
    assert status == 0
    assert [line for line in lines if "run again:" in line] == [
        f"      passed only when run again: {name}" for name in names
    ]
    assert lines[-1] == f"scripts/test: all passed, {failing} of them only when run again (1 min 1 s)"


def test_what_fails_again_has_failed(project, capsys: pytest.CaptureFixture) -> None:
    folder = project(failing=2, failures=2)
    result = suite._pytest("pg16", [])
    assert (result.ok, result.again, runs(folder)) == (False, [], [2, 2, 1, 1, 1, 1])
    status, lines = told(result, capsys)
    assert status == 1
    assert "run again" not in "\n".join(lines)
    assert lines[-1] == "scripts/test: FAILED: pg16 (1 min 1 s)"


def test_many_failures_are_not_looked_at_again(project) -> None:
    folder = project(failing=4, failures=1)
    result = suite._pytest("pg16", [])
    assert (result.ok, runs(folder)) == (False, [1] * 6)


def test_a_file_that_cannot_be_read_is_not_run_again(project) -> None:
    folder = project()
    (folder / "test_broken.py").write_text("import nothing_of_this_name\n")
    result = suite._pytest("pg16", [])
    assert result.ok is False
    assert "status 2" in result.text


def test_what_failed_elsewhere_does_not_count_here(project) -> None:
    """Each database remembers its own failures, so that a test is run again where it failed."""
    folder = project(failing=1, failures=1)
    assert suite._pytest("docker", ["-k", "0 or 1"]).again == ["test_some.py::test_it[0]"]
    assert suite._pytest("pg16", []).again == []
    assert runs(folder) == [3, 2, 1, 1, 1, 1]
