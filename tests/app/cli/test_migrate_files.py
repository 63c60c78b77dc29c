"""`iwm migrate-files`: what it says, what it writes, what it refuses."""

import json

import pytest

from app.database.dsn import with_parts

pytestmark = pytest.mark.once


@pytest.fixture
def old(monkeypatch, fresh_dsn, tmp_path):
    monkeypatch.setenv("DATABASE_URL", with_parts(fresh_dsn))
    monkeypatch.setenv("IWM_DATA_DIR", str(tmp_path / "data"))
    folder = tmp_path / "old"
    folder.mkdir()
    people = [{"id": n, "username": f"person{n}"} for n in range(30)]
    (folder / "users.json").write_text(json.dumps([*people, {"id": 99}]))
    return folder


def test_dry_then_really_then_again(iwm, old, tmp_path):
    dry = iwm("migrate-files", old, "--dry-run", "--report", tmp_path / "report.json")
    assert dry.code == 0, dry.err
    assert "nothing was changed (--dry-run)" in dry.out
    assert "left out: users '99' (users.json:1): neither a name nor a username" in dry.out
    assert "… and 20 more" in dry.out
    assert len(json.loads((tmp_path / "report.json").read_text())["notes"]) == 30
    really = iwm("migrate-files", old)
    assert next(line.split() for line in really.out.splitlines() if line.startswith("users")) == [
        "users",
        "30",
        "0",
        "0",
        "1",
    ]
    assert "--report FILE has all of them" in really.out
    again = iwm("migrate-files", old)
    assert next(line.split() for line in again.out.splitlines() if line.startswith("users")) == [
        "users",
        "0",
        "0",
        "30",
        "1",
    ]


def test_what_is_refused(iwm, old, tmp_path):
    (tmp_path / "empty").mkdir()
    nothing = iwm("migrate-files", tmp_path / "empty")
    assert (nothing.code, "holds nothing that can be moved" in nothing.err) == (1, True)
    (old / "users.json").write_text("{")
    broken = iwm("migrate-files", old)
    assert (broken.code, "Traceback" in broken.err) == (1, False)
    assert "users.json, line 1, column 2: this is no JSON" in broken.err
    assert iwm("migrate-files", old, "--source", "A b").code == 2
    assert iwm("migrate-files", tmp_path / "nowhere").code == 2
