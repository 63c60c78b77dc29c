"""An import happens whole or not at all, and one at a time."""

import threading
from pathlib import Path

import psycopg
import pytest

from app.errors import DatabaseProblem, Problem
from app.importers import Summary, import_sample
from tests.app.importers.catalogue import film, make_sample, rows, staged, state

FILMS = [film(n, f"Film {n}", Cast=f"Person {n}, Person {n + 1}", Genre="Drama, Odd") for n in range(1, 50)]


@pytest.mark.parametrize("stage", ["copying credits", "merging films", "merging credits"])
def test_killed_half_way_nothing_has_changed(fresh_dsn: str, tmp_path: Path, stage: str) -> None:
    path = make_sample(tmp_path / "movies.db", FILMS[:3])
    import_sample(fresh_dsn, path=path, reject_folder=tmp_path)
    before = state(fresh_dsn)
    make_sample(path, FILMS)

    def kill(now: str, _done: int, _total: int | None) -> None:
        if now == stage:
            with psycopg.connect(fresh_dsn, autocommit=True) as other:
                other.execute(
                    "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                    " where application_name = 'iwm import sample' and datname = current_database()"
                )

    with pytest.raises(DatabaseProblem, match="ended without a change"):
        import_sample(fresh_dsn, kill, path=path, reject_folder=tmp_path)
    assert state(fresh_dsn) == before
    assert staged(fresh_dsn) == 0
    assert list(tmp_path.glob("*.jsonl")) == []
    assert import_sample(fresh_dsn, path=path, reject_folder=tmp_path).kinds["films"].added == 46


def test_an_error_of_the_caller_changes_nothing(fresh_dsn: str, tmp_path: Path) -> None:
    path = make_sample(tmp_path / "movies.db", [*FILMS, film(1)])

    def interrupt(stage: str, _done: int, _total: int | None) -> None:
        if stage == "merging credits":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_sample(fresh_dsn, interrupt, path=path, reject_folder=tmp_path)
    assert rows(fresh_dsn, "select count(*) from movies") == [(0,)]
    assert list(tmp_path.glob("*.jsonl")) == []


def test_two_at_once_take_turns(fresh_dsn: str, tmp_path: Path) -> None:
    path = make_sample(tmp_path / "movies.db", FILMS)
    merging, waiting = threading.Event(), threading.Event()
    results: dict[str, Summary] = {}

    def first(stage: str, _done: int, _total: int | None) -> None:
        if stage == "merging films":
            merging.set()
            assert waiting.wait(30)

    def second(stage: str, _done: int, _total: int | None) -> None:
        if stage.startswith("waiting"):
            waiting.set()

    def run(name: str, progress: object) -> None:
        results[name] = import_sample(fresh_dsn, progress, path=path, reject_folder=tmp_path)  # type: ignore[arg-type]

    one = threading.Thread(target=run, args=("first", first))
    one.start()
    assert merging.wait(30)
    two = threading.Thread(target=run, args=("second", second))
    two.start()
    one.join(60)
    two.join(60)
    assert results["first"].kinds["films"].added == 49
    assert (results["second"].added, results["second"].changed) == (0, 0)


def test_a_database_without_the_functions_is_told(owner_dsn: str, tmp_path: Path) -> None:
    path = make_sample(tmp_path / "movies.db", FILMS)
    with pytest.raises(Problem, match="iwm db load"):
        import_sample(owner_dsn, path=path, reject_folder=tmp_path)


def test_an_unreachable_database_is_told(tmp_path: Path) -> None:
    path = make_sample(tmp_path / "movies.db", FILMS)
    with pytest.raises(DatabaseProblem, match="refused"):
        import_sample("postgresql://iwm@127.0.0.1:1/iwm?connect_timeout=2", path=path, reject_folder=tmp_path)


def test_a_folder_that_cannot_be_written_is_told(fresh_dsn: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    path = make_sample(tmp_path / "movies.db", [film(1), film(2, imdbID="tt0000001")])
    with pytest.raises(Problem, match="cannot be written"):
        import_sample(fresh_dsn, path=path, reject_folder=tmp_path / "file" / "folder")
    assert rows(fresh_dsn, "select count(*) from movies") == [(0,)]
