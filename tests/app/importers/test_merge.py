"""What an import does to a catalogue that others change, too."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.importers import Summary, import_movielens, import_sample
from tests.app.importers.catalogue import change, film, make_sample, rejects, rows, state

Run = Callable[..., Summary]


@pytest.fixture
def run(fresh_dsn: str, tmp_path: Path) -> Run:
    """run(films…): imports them as a sample file."""

    def run(*films: dict[str, object]) -> Summary:
        path = make_sample(tmp_path / "movies.db", list(films))
        return import_sample(fresh_dsn, path=path, reject_folder=tmp_path)

    return run


def test_a_film_with_everything(run: Run, fresh_dsn: str) -> None:
    summary = run(
        film(
            1, "  The   Film\x00 ", 1999, Rating="PG-13", Runtime=101.0, Genre="Sci-Fi, Drama", Released="1999-03-31",
            Director="Ann Lee, Bob Ray", Writer="Ann Lee", Cast="Bob Ray, Sammy Davis, Jr., list of extras",
            Metacritic=73, Language="French, Klingonese", Country="France, Atlantis", critics_rating=7.5, Meter=80,
            Reviews=4, BoxOffice=1234.6, Production="Lorimar, Inc., Gaumont",
        )
    )  # fmt: skip
    found = rows(
        fresh_dsn,
        "select title, year, release_date, runtime, rating, revenue, language, country, critics_score,"
        " rotten_tomatoes_score, imdb_rating, kind, status, vote_count, vote_sum"
        " from movies join movie_stats on movie_id = id",
    )
    assert found == [("The Film", 1999, date(1999, 3, 31), 101, "PG-13", 1235, "French", "France", Decimal("7.50"), 80,
                      None, "movie", "released", 4, Decimal("30.0"))]  # fmt: skip
    assert rows(fresh_dsn, "select name, known_for_department from people order by name") == [
        ("Ann Lee", "Directing"), ("Bob Ray", "Acting"), ("Sammy Davis, Jr.", "Acting")]  # fmt: skip
    assert rows(fresh_dsn, "select count(*) from credits") == [(5,)]
    assert rows(fresh_dsn, "select name from companies order by name") == [("Gaumont",), ("Lorimar, Inc.",)]
    assert rows(fresh_dsn, "select language_code from movie_languages order by position") == [
        ("fr",),
        ("x-klingonese",),
    ]
    assert rows(fresh_dsn, "select country_code from movie_countries") == [("FR",)]
    assert {(row["kind"], row["value"]) for row in rejects(summary.rejects)} == {
        ("countries", "Atlantis"), ("people", "list of extras"), ("credits", "list of extras")}  # fmt: skip


def test_ids_of_people_and_companies_follow_from_their_names(run: Run, fresh_dsn: str) -> None:
    run(film(1, Cast="Ann Lee", Production="Gaumont"))
    assert rows(fresh_dsn, "select external_id from people") == [("per_000000000000a36e143c5359c53e",)]
    (company,) = rows(fresh_dsn, "select external_id from companies")[0]
    assert company.startswith("cmp_000000000000")
    assert len(company) == 32


def test_a_person_is_known_for_what_most_credits_say(run: Run, fresh_dsn: str) -> None:
    run(
        film(1, "One", Director="Ann Lee, Bob Ray", Writer="Ann Lee", Cast="Bob Ray, Eve Dor"),
        film(2, "Two", Writer="Ann Lee, Cid Low", Director="Cid Low"),
    )
    assert rows(fresh_dsn, "select name, known_for_department from people order by name") == [
        ("Ann Lee", "Writing"), ("Bob Ray", "Acting"), ("Cid Low", "Directing"), ("Eve Dor", "Acting")]  # fmt: skip


def test_the_source_changes_what_it_wrote(run: Run, fresh_dsn: str) -> None:
    run(film(1, "Old", Runtime=90.0, critics_rating=5.0, Reviews=10), film(2, "Other"))
    other = rows(fresh_dsn, "select xmin::text from movies where title = 'Other'")
    summary = run(film(1, "New", Runtime=95.0, critics_rating=6.0, Reviews=20), film(2, "Other"))
    assert (summary.kinds["films"].changed, summary.kinds["films"].unchanged) == (1, 1)
    assert summary.kinds["votes"].changed == 1
    assert rows(fresh_dsn, "select title, runtime, vote_count, vote_sum, version from movies"
                           " join movie_stats on movie_id = id where external_id = 'tt0000001'") == [
        ("New", 95, 20, Decimal(120), 2)]  # fmt: skip
    assert rows(fresh_dsn, "select xmin::text from movies where title = 'Other'") == other


def test_edits_of_ours_stay(run: Run, fresh_dsn: str) -> None:
    run(film(1, "Old", Runtime=90.0, BoxOffice=10.0))
    change(fresh_dsn, "update movies set title = 'Ours', runtime = null")
    assert run(film(1, "Old", Runtime=90.0, BoxOffice=10.0)).changed == 0
    summary = run(film(1, "Newer", Runtime=90.0, BoxOffice=20.0))
    assert summary.kinds["films"].changed == 1
    assert rows(fresh_dsn, "select title, runtime, revenue from movies") == [("Ours", None, 20)]


def test_nothing_is_overwritten_with_nothing(run: Run, fresh_dsn: str) -> None:
    run(film(1, Runtime=90.0, Metacritic=50, Released="2000-05-01"))
    run(film(1))
    assert rows(fresh_dsn, "select runtime, release_date from movies") == [(90, date(2000, 5, 1))]
    assert rows(fresh_dsn, "select source from external_scores") == [("metacritic",)]


def test_a_year_of_ours_keeps_a_contradicting_date_away(run: Run, fresh_dsn: str) -> None:
    run(film(1, year=2000))
    change(fresh_dsn, "update movies set year = 1999")
    run(film(1, year=2000, Released="2000-05-01"))
    assert rows(fresh_dsn, "select year, release_date from movies") == [(1999, None)]


def test_votes_of_our_users_are_kept(run: Run, fresh_dsn: str) -> None:
    run(film(1, critics_rating=5.0, Reviews=10))
    change(fresh_dsn, "update movie_stats set vote_count = vote_count + 1, vote_sum = vote_sum + 9")
    run(film(1, critics_rating=5.0, Reviews=12))
    assert rows(fresh_dsn, "select vote_count, vote_sum from movie_stats") == [(13, Decimal(69))]


def test_renamed_and_merged_people_are_not_made_again(run: Run, fresh_dsn: str) -> None:
    run(film(1, Cast="Ann Lee, Anne Lee"))
    change(fresh_dsn, "update people set name = 'Ann-Marie Lee' where name = 'Ann Lee'")
    change(fresh_dsn, "update people set merged_into = (select id from people where name = 'Ann-Marie Lee')"
                      " where name = 'Anne Lee'")  # fmt: skip
    summary = run(film(1, Cast="Ann Lee"), film(2, Cast="Anne Lee"))
    assert summary.kinds["people"].added == 0
    assert rows(fresh_dsn, "select p.name from credits as c join people as p on p.id = c.person_id"
                           " join movies as m on m.id = c.movie_id where m.external_id = 'tt0000002'") == [
        ("Ann-Marie Lee",)]  # fmt: skip


def test_title_and_year_match_where_no_id_speaks_against_it(run: Run, fresh_dsn: str) -> None:
    change(fresh_dsn, "insert into movies (external_id, title, year) values ('mov_1', 'Amélie', 2001),"
                      " ('mov_2', 'Rage', 2009), ('mov_3', 'Twin', 1990), ('mov_4', 'Twin', 1990)")  # fmt: skip
    change(fresh_dsn, "insert into movie_external_ids select 'imdb', 'tt0999999', id from movies"
                      " where external_id = 'mov_2'")  # fmt: skip
    summary = run(film(1, "amelie", 2001), film(2, "Rage", 2009), film(3, "Twin", 1990))
    assert (summary.kinds["films"].added, summary.kinds["films"].changed) == (2, 1)
    assert rows(fresh_dsn, "select title, country from movies where external_id = 'mov_1'") == [("Amélie", "France")]
    assert rows(fresh_dsn, "select movie_id = (select id from movies where external_id = 'mov_1')"
                           " from movie_external_ids where value = 'tt0000001'") == [(True,)]  # fmt: skip


def test_two_rows_are_never_one_film_by_title(run: Run, fresh_dsn: str) -> None:
    change(fresh_dsn, "insert into movies (external_id, title, year) values ('mov_1', 'Rage', 2009)")
    assert run(film(1, "Rage", 2009), film(2, "Rage", 2009)).kinds["films"].added == 2


def test_ids_that_belong_to_different_films_are_told(run: Run, fresh_dsn: str, movielens: Path) -> None:
    change(fresh_dsn, "insert into movies (external_id, title, year) values ('tt9900001', 'One', 2001),"
                      " ('tmdb_990001', 'Two', 2001)")  # fmt: skip
    summary = import_movielens(fresh_dsn, movielens, reject_folder=movielens)
    assert summary.kinds["films"].rejected == 1
    (told,) = (row for row in rejects(summary.rejects) if row["kind"] == "films")
    assert (told["id"], told["reason"]) == ("1", "its ids belong to different films")
    assert told["value"] == "tmdb_990001, tt9900001"


def test_deleted_films_stay_deleted_and_merged_ones_merged(run: Run, fresh_dsn: str) -> None:
    run(film(1, "One"), film(2, "Two"), film(3, "Three"))
    change(fresh_dsn, "update movies set deleted_at = now() where title = 'One'")
    change(fresh_dsn, "update movies set merged_into = (select id from movies where title = 'Three')"
                      " where title = 'Two'")  # fmt: skip
    summary = run(film(1, "One"), film(2, "Two"), film(3, "Three", Cast="Ann Lee"))
    assert summary.kinds["films"].added == 0
    assert rows(fresh_dsn, "select title from movies where deleted_at is not null") == [("One",)]


def test_values_that_do_not_fit_are_left_out_and_told(run: Run, fresh_dsn: str) -> None:
    summary = run(
        film(1, "Kept", year=1492, Runtime=0.0, Rating="Much too long a rating", BoxOffice=-5.0),
        film(2, "Kept too", year=2001, Runtime="long", Released="2000-02-30", Metacritic=101),
        film(3, "x" * 501),
        film(4, " "),
        film(5, "No id", imdbID="12"),
        film(6, "Far", year=2**60, Released="2000-05-05", critics_rating=99.0, Reviews=3),
        film(7, "Long names", Cast="y" * 201, Production="z" * 201, Genre="?, " + "g" * 101),
    )
    assert [title for (title,) in rows(fresh_dsn, "select title from movies order by id")] == [
        "Kept", "Kept too", "Far", "Long names"]  # fmt: skip
    assert rows(fresh_dsn, "select year, runtime, rating, revenue from movies where title = 'Kept'") == [(None,) * 4]
    assert rows(fresh_dsn, "select vote_count from movie_stats join movies on id = movie_id where title = 'Far'") == [
        (0,)
    ]
    told = rejects(summary.rejects)
    assert {row["kind"] for row in told} == {"films", "values", "scores", "people", "credits", "companies", "genres"}
    assert summary.kinds["films"].rejected == 3
    assert all(row["reason"] for row in told)
    fields = {(row["id"], row["field"]) for row in told if row["kind"] == "values"}
    assert {("tt0000001", "year"), ("tt0000001", "runtime"), ("tt0000002", "runtime"), ("tt0000002", "release_date"),
            ("tt0000006", "year"), ("tt0000006", "votes")} <= fields  # fmt: skip


def test_lists_only_grow(run: Run, fresh_dsn: str) -> None:
    run(film(1, Genre="Drama", Cast="Ann Lee"))
    run(film(1, Genre="Western, Drama", Cast="Bob Ray"))
    assert rows(fresh_dsn, "select slug from genres join movie_genres on genre_id = id order by position") == [
        ("drama",), ("western",)]  # fmt: skip
    assert rows(fresh_dsn, "select count(*) from credits") == [(2,)]


def test_again_nothing_is_written(run: Run, fresh_dsn: str) -> None:
    films = [film(1, Cast="Ann Lee", critics_rating=5.0, Reviews=3, Production="Gaumont"), film(2, Genre="")]
    assert run(*films).added > 0
    before = state(fresh_dsn)
    touched = rows(fresh_dsn, "select count(*) from cache_outbox")
    assert touched == [(1,)]
    summary = run(*films)
    assert (summary.added, summary.changed) == (0, 0)
    assert state(fresh_dsn) == before
    assert rows(fresh_dsn, "select count(*) from cache_outbox") == touched
    assert summary.rejects is None
