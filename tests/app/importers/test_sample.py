"""The real sample: the facts that the product states about it."""

from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from app.importers import import_sample
from tests.app.importers.catalogue import rejects, rows, staged, state
from tests.support import databases


def one(dsn: str, query: str) -> object:
    return rows(dsn, query)[0][0]


def test_every_film_is_there_once(sample_dsn: str) -> None:
    assert one(sample_dsn, "select count(*) from movies") == 17_470
    assert one(sample_dsn, "select count(distinct external_id) from movies where external_id ~ '^tt[0-9]+$'") == 17_470
    assert one(sample_dsn, "select count(*) from movie_external_ids where source = 'imdb'") == 17_470
    assert staged(sample_dsn) == 0


def test_films_of_one_title_and_year_stay_apart(sample_dsn: str) -> None:
    pairs = rows(sample_dsn, "select title from movies group by title, year having count(*) = 2 order by 1")
    assert [title for (title,) in pairs] == ["Aftermath", "Beneath", "Noise", "Rage", "The Singer"]


def test_a_date_that_is_only_a_year_is_no_date(sample_dsn: str) -> None:
    assert one(sample_dsn, "select count(*) from movies where release_date is null") == 11_467
    assert one(sample_dsn, "select count(*) from movies where year is null") == 0
    assert rows(sample_dsn, "select year, release_date::text from movies where external_id = 'tt0133093'") == [
        (1999, "1999-03-31")
    ]


def test_no_billing_order_and_no_characters_are_claimed(sample_dsn: str) -> None:
    assert one(sample_dsn, "select count(*) from credits where billing_order is not null or character is not null") == 0
    jobs = rows(
        sample_dsn,
        "select distinct j.department, j.job from credits as c join credit_jobs as j on j.id = c.job_id order by 1",
    )
    assert jobs == [("Acting", "Actor"), ("Directing", "Director"), ("Writing", "Writer")]


def test_critics_reviews_are_votes(sample_dsn: str) -> None:
    found = rows(
        sample_dsn,
        "select s.vote_count, s.vote_sum / s.vote_count, m.critics_score, m.rotten_tomatoes_score"
        " from movies as m join movie_stats as s on s.movie_id = m.id where m.external_id = 'tt0498329'",
    )
    assert [tuple(map(float, row)) for row in found] == [(51, 7.2, 7.2, 82)]
    scores = rows(
        sample_dsn,
        "select e.source, e.value::float, e.scale::float, e.votes from external_scores as e"
        " join movies as m on m.id = e.movie_id where m.external_id = 'tt0133093' order by 1",
    )
    assert [row[0] for row in scores] == ["critics", "metacritic", "tomatometer"]
    assert scores[1][1:] == (73.0, 100.0, None)
    assert one(sample_dsn, "select count(*) from movie_stats") == 17_470


def test_genres_are_the_seeds_and_the_samples(sample_dsn: str) -> None:
    names = dict(rows(sample_dsn, "select slug, name from genres"))
    assert names["sci-fi"] == "Science Fiction"
    assert {"drama", "animation", "musical", "western"} <= names.keys()
    assert one(sample_dsn, "select count(*) from movie_genres as m join genres as g on g.id = m.genre_id"
                           " where g.slug = 'sci-fi'") == 1_203  # fmt: skip
    matrix = rows(
        sample_dsn,
        "select g.slug from movie_genres as l join genres as g on g.id = l.genre_id"
        " join movies as m on m.id = l.movie_id where m.external_id = 'tt0133093' order by l.position",
    )
    assert [slug for (slug,) in matrix] == ["sci-fi", "thriller", "crime", "action"]


def test_countries_and_languages_have_codes(sample_dsn: str) -> None:
    assert one(sample_dsn, "select count(*) from movies where country is null") <= 3
    assert rows(sample_dsn, "select country, language from movies where external_id = 'tt0133093'") == [
        ("Australia", "English")
    ]
    assert one(sample_dsn, "select count(*) from movie_countries where country_code = 'US'") == 12_043


def test_people_are_people(sample_dsn: str) -> None:
    assert one(sample_dsn, "select count(*) from people") == one(sample_dsn, "select count(distinct name) from people")
    assert one(sample_dsn, "select count(*) from people where name ~* '^list of' or name = 'art director'") == 0
    assert one(sample_dsn, "select count(*) from people where name in ('Jr.', 'III', 'PhD')") == 0
    assert rows(sample_dsn, "select known_for_department from people where name = 'Keanu Reeves'") == [("Acting",)]
    assert one(sample_dsn, "select count(*) from people as p left join person_stats as s on s.person_id = p.id"
                           " where s.credit_count is distinct from"
                           " (select count(*) from credits as c where c.person_id = p.id)") == 0  # fmt: skip


def test_again_nothing_is_written(owner_dsn: str, sample_dsn: str, tmp_path: Path) -> None:
    with databases.cloned(owner_dsn, conninfo_to_dict(sample_dsn)["dbname"], prefix="again") as dsn:
        before = state(dsn)
        stages: list[str] = []
        summary = import_sample(dsn, lambda stage, _done, _total: stages.append(stage), reject_folder=tmp_path)
        assert state(dsn) == before
        assert (summary.added, summary.changed) == (0, 0)
        assert (summary.kinds["films"].unchanged, summary.kinds["films"].rejected) == (17_470, 2)
    twice = [row for row in rejects(summary.rejects) if row["kind"] == "films"]
    assert [(row["id"], row["reason"]) for row in twice] == [
        ("tt0078788", "an earlier row has the same id"),
        ("tt0850669", "an earlier row has the same id"),
    ]
    assert {"reading films", "merging films", "merging credits"} <= set(stages)
    assert "17,470 unchanged" in str(summary)
    assert str(summary.rejects) in summary.table()


@pytest.mark.parametrize("name", ["Apocalypse Now", "Slacker Uprising"])
def test_of_two_rows_with_one_id_the_first_is_kept(sample_dsn: str, name: str) -> None:
    assert one(sample_dsn, f"select count(*) from movies where title = '{name}'") == 1
