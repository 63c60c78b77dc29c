"""The sample's file, and files that are none."""

import sqlite3
from pathlib import Path

import pytest

from app.errors import Problem
from app.importers import import_sample
from app.importers.sample import sample_path, split_names
from tests.app.importers.catalogue import film, make_sample, rows


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("A B, C D", ["A B", "C D"]),
        ("Sammy Davis, Jr., A B", ["Sammy Davis, Jr.", "A B"]),
        ("Lorimar, Inc, Gaumont", ["Lorimar, Inc", "Gaumont"]),
        ("Ward, 6th Earl of Dudley", ["Ward, 6th Earl of Dudley"]),
        ("Hal King, Ph.D., III", ["Hal King, Ph.D., III"]),
        ("Jr., A  B,  , A B", ["Jr.", "A B"]),
        ("", []),
        (None, []),
    ],
)
def test_names_are_split_at_commas_and_keep_their_suffixes(given: str | None, wanted: list[str]) -> None:
    assert split_names(given) == wanted


def test_the_packages_file_is_found() -> None:
    assert sample_path().is_file()


def test_a_missing_file(fresh_dsn: str, tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"There is no file .*nothing\.db\.\nExpected is a SQLite file"):
        import_sample(fresh_dsn, path=tmp_path / "nothing.db")


def test_a_file_that_is_no_database(fresh_dsn: str, tmp_path: Path) -> None:
    path = tmp_path / "movies.db"
    path.write_bytes(b"no database, but long enough to be one " * 50)
    with pytest.raises(Problem, match=r"movies\.db cannot be read: .*\nExpected is a SQLite file"):
        import_sample(fresh_dsn, path=path)


def test_another_database(fresh_dsn: str, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as database:
        database.execute("create table omdb (ID, imdbID)")
    database.close()
    with pytest.raises(Problem, match=r"is not the sample: omdb lacks Cast, Country"):
        import_sample(fresh_dsn, path=path)


def test_a_damaged_file(fresh_dsn: str, tmp_path: Path) -> None:
    path = make_sample(tmp_path / "movies.db", [film(n, "Film " * 80) for n in range(1, 400)])
    content = bytearray(path.read_bytes())
    content[len(content) // 3 : len(content) // 3 + 20_000] = b"\xff" * 20_000
    path.write_bytes(content)
    with pytest.raises(Problem, match=r"movies\.db (is damaged|cannot be read)"):
        import_sample(fresh_dsn, path=path, reject_folder=tmp_path)
    assert rows(fresh_dsn, "select count(*) from movies") == [(0,)]
