"""Fixtures of the importers: made-up files, the real ones where they are, and a look into the catalogue."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FIXTURES = ROOT / "tests" / "fixtures"


@pytest.fixture
def imdb(tmp_path: Path) -> Path:
    """A copy of the made-up IMDb files, to be changed at will."""
    return Path(shutil.copytree(FIXTURES / "imdb", tmp_path / "imdb"))


@pytest.fixture
def movielens(tmp_path: Path) -> Path:
    """A copy of the made-up MovieLens files, to be changed at will."""
    return Path(shutil.copytree(FIXTURES / "movielens", tmp_path / "movielens"))


@pytest.fixture(scope="session")
def real_movielens() -> Path:
    """The real ml-latest-small; its licence keeps it out of the repository."""
    base = os.environ.get("IWM_DATA_DIR_EXTERNAL")
    if not base:
        pytest.skip("needs MovieLens' ml-latest-small: unpack it as DIR/movielens-small, set IWM_DATA_DIR_EXTERNAL=DIR")
    folder = Path(base) / "movielens-small"
    # asked for and not there: a mistake, which a skip would hide
    assert (folder / "movies.csv").is_file(), (
        f"IWM_DATA_DIR_EXTERNAL names {base}, and {folder}/movies.csv is not there"
    )
    return folder
