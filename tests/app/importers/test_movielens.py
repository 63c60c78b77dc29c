from pathlib import Path

import pytest

from app.errors import Problem
from app.importers import import_movielens
from app.importers.movielens import parse_title
from tests.app.importers.catalogue import change, rejects, rows, state


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("Toy Story (1995)", ("Toy Story", 1995, [])),
        ("American President, The (1995)", ("The American President", 1995, [])),
        ("City of Lost Children, The (Cité des enfants perdus, La) (1995)",
         ("The City of Lost Children", 1995, ["La Cité des enfants perdus"])),
        ("Seven (a.k.a. Se7en) (1995)", ("Seven", 1995, ["Se7en"])),
        ("Amant, L' (1992)", ("L'Amant", 1992, [])),
        ("Cry, the Beloved Country (1995)", ("Cry, the Beloved Country", 1995, [])),
        ("Death Note: Desu nôto (2006–2007)", ("Death Note: Desu nôto", 2006, [])),
        ("Babylon 5", ("Babylon 5", None, [])),
        ("2001 (1968)", ("2001", 1968, [])),
        ("(500) Days of Summer (2009)", ("(500) Days of Summer", 2009, [])),
        ("One (Two) (Three) (1999)", ("One", 1999, ["Two", "Three"])),
        ("", ("", None, [])),
    ],
)  # fmt: skip
def test_titles(given: str, wanted: tuple[str, int | None, list[str]]) -> None:
    assert parse_title(given) == wanted


def test_films_links_and_tags(fresh_dsn: str, movielens: Path) -> None:
    summary = import_movielens(fresh_dsn, movielens, reject_folder=movielens)
    films = rows(
        fresh_dsn, "select regexp_replace(external_id, '^mov_.*', 'ours'), title, year from movies order by id"
    )
    assert films == [
        ("tt9900001", "The Lighthouse Ledger", 2001),
        ("tt9900002", "Nine Paper Boats", 2004),
        ("tt9900003", "Kettle", None),
        ("tt9900014", "L'Amant", 1992),
        ("ours", "Sunday at the Mill", 1987),
    ]
    assert rows(fresh_dsn, "select source, value from movie_external_ids where movie_id ="
                           " (select id from movies where external_id = 'tt9900001') order by 1") == [
        ("imdb", "tt9900001"), ("movielens", "1"), ("tmdb", "990001")]  # fmt: skip
    assert rows(fresh_dsn, "select title from alternative_titles order by 1") == [
        ("Das Leuchtturmbuch",), ("The Other Lover",)]  # fmt: skip
    genres = rows(fresh_dsn, "select m.title, g.slug from movie_genres join movies as m on m.id = movie_id"
                             " join genres as g on g.id = genre_id where m.title like 'Nine%%'")  # fmt: skip
    assert genres == [("Nine Paper Boats", "family")]
    keywords = rows(fresh_dsn, "select k.slug, k.name, m.title from movie_keywords join movies as m on m.id = movie_id"
                               " join keywords as k on k.id = keyword_id order by 1")  # fmt: skip
    assert keywords == [("imax", "imax", "Nine Paper Boats"), ("sea-story", "sea story", "The Lighthouse Ledger")]
    assert {(row["kind"], row.get("value")) for row in rejects(summary.rejects)} == {
        ("ids", "990003"),
        ("keywords", "灯"),
    }
    assert any("3 ratings by 2 users read and kept for later" in note for note in summary.notes)


def test_again_nothing_is_written(fresh_dsn: str, movielens: Path) -> None:
    import_movielens(fresh_dsn, movielens, reject_folder=movielens)
    before = state(fresh_dsn)
    summary = import_movielens(fresh_dsn, movielens, reject_folder=movielens)
    assert (summary.added, summary.changed) == (0, 0)
    assert state(fresh_dsn) == before


def test_a_film_that_is_there_keeps_what_it_has(fresh_dsn: str, movielens: Path) -> None:
    change(fresh_dsn, "insert into movies (external_id, title, year) values ('mov_1', 'Lighthouse', 2001),"
                      " ('mov_2', 'Sunday at the Mill', 1987)")  # fmt: skip
    change(fresh_dsn, "insert into movie_external_ids select 'imdb', 'tt9900001', id from movies"
                      " where external_id = 'mov_1'")  # fmt: skip
    summary = import_movielens(fresh_dsn, movielens, reject_folder=movielens)
    assert summary.kinds["films"].added == 3
    assert summary.kinds["films"].unchanged == 2
    assert rows(fresh_dsn, "select title from movies where external_id = 'mov_1'") == [("Lighthouse",)]
    assert rows(fresh_dsn, "select value from movie_external_ids join movies as m on m.id = movie_id"
                           " where m.external_id = 'mov_2'") == [("5",)]  # fmt: skip


def test_bad_lines_cost_only_themselves(fresh_dsn: str, movielens: Path) -> None:
    def append(name: str, *lines: bytes) -> None:
        with (movielens / name).open("ab") as file:
            file.writelines(line + b"\n" for line in lines)

    append("movies.csv", b'6,"An open quote (1990),Drama', b"7,Three,fields,more", b"8,Caf\xe9 (1991),Drama",
           b"x,No number (1992),Drama", b"9,Nul\x00 (1993),Drama", b"1,Again (2001),Drama", b"",
           b"10," + b"y" * 2_000_000 + b",Drama", b"11,Good (1994),Drama")  # fmt: skip
    append("links.csv", b"11,abc,", b"2,9900002")
    append("tags.csv", b"1,1,,1", b"1,77,tag,1", b"x,1,tag,1")
    append("ratings.csv", b"1,1,9,1", b"1,1,4.0,1 https://example.org", b"1,1,4.5")
    summary = import_movielens(fresh_dsn, movielens, reject_folder=movielens)
    titles = {title for (title,) in rows(fresh_dsn, "select title from movies")}
    assert {"Nul", "Good", "The Lighthouse Ledger"} <= titles
    assert len(titles) == 7
    told = rejects(summary.rejects)
    assert {kind: sum(row["kind"] == kind for row in told) for kind in ("films", "ids", "tags", "ratings")} == {
        "films": 7, "ids": 3, "tags": 3, "ratings": 3}  # fmt: skip
    assert summary.kinds["films"].rejected == 7
    assert {row["reason"] for row in told} >= {"not UTF-8", "4 fields instead of 3", "movieId is not a number",
                                               "the tag is empty", "an earlier row has the same id"}  # fmt: skip


def test_optional_files_may_be_missing(fresh_dsn: str, movielens: Path) -> None:
    for name in ("links.csv", "tags.csv", "ratings.csv"):
        (movielens / name).unlink()
    summary = import_movielens(fresh_dsn, movielens, reject_folder=movielens)
    assert summary.kinds["films"].added == 5
    assert [note.partition(":")[0] for note in summary.notes] == ["links.csv is not there", "tags.csv is not there"]


def test_wrong_folders_and_files_are_told(fresh_dsn: str, movielens: Path) -> None:
    (movielens / "tags.csv").write_text("user,tag\n")
    with pytest.raises(Problem, match=r"tags\.csv does not begin with the line 'userId,movieId,tag,timestamp'"):
        import_movielens(fresh_dsn, movielens, reject_folder=movielens)
    (movielens / "movies.csv").unlink()
    with pytest.raises(Problem, match=r"There is no movies\.csv"):
        import_movielens(fresh_dsn, movielens, reject_folder=movielens)
    (movielens / "movies.dat").write_text("1::Toy Story (1995)::Animation\n")
    with pytest.raises(Problem, match=r"older forms"):
        import_movielens(fresh_dsn, movielens, reject_folder=movielens)
    assert rows(fresh_dsn, "select count(*) from movies") == [(0,)]


def test_the_real_files(fresh_dsn: str, real_movielens: Path, tmp_path: Path) -> None:
    summary = import_movielens(fresh_dsn, real_movielens, reject_folder=tmp_path)
    assert summary.kinds["films"].added == 9_742
    assert summary.kinds["films"].rejected == 0
    assert rows(fresh_dsn, "select title, year from movies where external_id = 'tt0112682'") == [
        ("The City of Lost Children", 1995)]  # fmt: skip
    assert import_movielens(fresh_dsn, real_movielens, reject_folder=tmp_path).added == 0
