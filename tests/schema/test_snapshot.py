"""tests/snapshots holds the present structure of the database, so that a change of it is seen in review.

Update it with: IWM_UPDATE_SNAPSHOTS=1 .venv/bin/python -m pytest tests/schema/test_snapshot.py
(on the full image with IWM_TEST_TARGET=docker as well: it has more extensions, and a snapshot of its own).
"""

import difflib
import os
from pathlib import Path

import pytest

from app import loader

SNAPSHOTS = Path(__file__).resolve().parents[1] / "snapshots"
NAMES = {"embedded": "schema.sql", "docker": "schema.full.sql"}


def test_the_snapshot_is_current(dsn: str, target: str) -> None:
    if target not in NAMES:
        pytest.skip("a snapshot is kept for the embedded database and for the full image")
    path = SNAPSHOTS / NAMES[target]
    present = loader.dump_schema(dsn, bodies=False)
    if os.environ.get("IWM_UPDATE_SNAPSHOTS"):
        path.write_text(present)
    kept = path.read_text() if path.exists() else ""
    difference = "\n".join(
        difflib.unified_diff(kept.splitlines(), present.splitlines(), "kept", "present", lineterm="")
    )
    assert kept == present, f"{__doc__}\n{difference[:4000]}"


def test_a_dump_holds_nothing_of_the_machine(dsn: str) -> None:
    text = loader.dump_schema(dsn, bodies=False)
    assert "OWNER TO" not in text
    assert "iwm_owner" not in text
    assert "\\restrict" not in text
    assert not [line for line in text.splitlines() if line.startswith(("SET ", "-- "))]
    assert "CREATE TABLE iwm.movies (" in text
    assert "get_movie__batch(" not in text
    assert "get_movie__batch(" in loader.dump_schema(dsn, wrappers=True)


def test_a_dump_is_the_same_twice(dsn: str) -> None:
    assert loader.dump_schema(dsn) == loader.dump_schema(dsn)
