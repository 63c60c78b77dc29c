"""Staff: many films in one call, each written whole or not at all."""

import psycopg
import pytest

from tests.support.accounts import People
from tests.support.staff import meanwhile


def imdb(number):
    return [{"source": "imdb", "id": f"tt{number}"}]


def results(summary):
    return [(r["number"], r["result"], r["id"], r["code"], r["field"]) for r in summary["results"]]


FULL = {
    "external_ids": imdb(1), "title": "Alpha", "release_date": "1999-05-01", "runtime": 90, "status": "Post Production",
    "genres": ["drama", "comedy"], "countries": ["US"], "languages": ["en"], "keywords": ["Robot"],
    "companies": [{"name": "Studio"}], "alternative_titles": [{"title": "Alfa", "country": "IT"}],
    "credits": [{"person_id": "per_1", "job": "Director"}, {"person_id": "per_1", "job": "Actor", "character": "Neo"}],
}  # fmt: skip


@pytest.fixture
def ann(catalogue):
    catalogue.person("per_1", "Ann")


def test_created_unchanged_updated(ann, desk, moderator, call, conn):
    first = desk(moderator, "staff_upsert_movies", movies=[FULL])
    assert results(first) == [(1, "created", "tt1", None, None)]
    assert (first["created"], first["failed"]) == (1, 0)
    film = call("api.get_movie", "tt1", append="credits,keywords,alternative_titles")
    assert (film["title"], film["year"], film["status"]) == ("Alpha", 1999, "post-production")
    assert [g["slug"] for g in film["genres"]] == ["drama", "comedy"]
    assert film["credits"]["cast"][0]["character"] == "Neo"
    assert film["companies"][0]["role"] == "production"
    assert conn.execute("select credit_count from iwm.person_stats").fetchone() == (2,)

    again = desk(moderator, "staff_upsert_movies", movies=[FULL])
    assert (results(again)[0][1], again["unchanged"]) == ("unchanged", 1)
    assert desk(moderator, "staff_get_movie", movie_id="tt1")["version"] == 1

    changed = desk(
        moderator, "staff_upsert_movies", movies=[{"external_ids": imdb(1), "tagline": "!", "genres": ["drama"]}]
    )
    assert (results(changed)[0][1], changed["updated"]) == ("updated", 1)
    record = desk(moderator, "staff_get_movie", movie_id="tt1")
    assert (record["title"], record["tagline"], record["runtime"], record["version"]) == ("Alpha", "!", 90, 2)
    assert [g["slug"] for g in record["genres"]] == ["drama"]
    assert record["credit_count"] == 2


def test_found_by_any_id_and_ids_are_added(desk, moderator, catalogue):
    catalogue.movie("mov_x", "Alpha")
    catalogue.external_id("movie", "mov_x", "tmdb", "7")
    both = [{"source": "tmdb", "id": "7"}, {"source": "imdb", "id": "tt7"}]
    assert results(desk(moderator, "staff_upsert_movies", movies=[{"external_ids": both}])) == [
        (1, "updated", "mov_x", None, None)
    ]
    assert results(desk(moderator, "staff_upsert_movies", movies=[{"external_ids": both[1:]}]))[0][1] == "unchanged"


def test_of_one_that_fails_nothing_is_written(ann, desk, moderator, conn):
    summary = desk(
        moderator,
        "staff_upsert_movies",
        movies=[
            {"external_ids": imdb(1), "title": "One", "keywords": ["robot"], "genres": ["nope"]},
            {"external_ids": imdb(2), "title": "Two"},
            {"external_ids": imdb(3), "title": "Three", "credits": [{"person_id": "per_1", "job": "Baker"}]},
        ],
    )
    assert results(summary) == [
        (1, "failed", None, "unknown_value", "genres"),
        (2, "created", "tt2", None, None),
        (3, "failed", None, "unknown_value", "credits"),
    ]
    assert summary["results"][0]["reason"] == "There is no genre nope."
    assert (summary["created"], summary["failed"]) == (1, 2)
    assert conn.execute("select external_id from iwm.movies").fetchall() == [("tt2",)]
    assert conn.execute("select count(*) from iwm.keywords").fetchone() == (0,)
    assert conn.execute("select count(*) from iwm.movie_external_ids").fetchone() == (1,)
    assert desk.log("movie", "tt1") == []


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        ({"title": "A"}, "nothing_given", "external_ids"),
        ({"external_ids": [], "title": "A"}, "nothing_given", "external_ids"),
        ({"external_ids": imdb(1)}, "nothing_given", "title"),
        ({"external_ids": imdb(1), "title": " "}, "invalid_input", "title"),
        ({"external_ids": imdb(1), "title": "x" * 501}, "invalid_input", "title"),
        ({"external_ids": [{"source": "nowhere", "id": "1"}], "title": "A"}, "unknown_value", "external_ids"),
        ({"external_ids": [{"source": "imdb", "id": "no blanks"}], "title": "A"}, "unknown_value", "external_ids"),
        ({"external_ids": [{"source": "imdb"}], "title": "A"}, "unknown_value", "external_ids"),
        ({"external_ids": imdb(1), "title": "A", "release_date": "soon"}, "invalid_date", "release_date"),
        ({"external_ids": imdb(1), "title": "A", "release_date": "2001-02-30"}, "invalid_input", "release_date"),
        ({"external_ids": imdb(1), "title": "A", "release_date": "2001-02-03", "year": 2002}, "year_contradicts_date",
         "year"),
        ({"external_ids": imdb(1), "title": "A", "year": 1500}, "invalid_input", "year"),
        ({"external_ids": imdb(1), "title": "A", "runtime": -1}, "invalid_input", "runtime"),
        ({"external_ids": imdb(1), "title": "A", "status": "lost"}, "unknown_status", "status"),
        ({"external_ids": imdb(1), "title": "A", "kind": "opera"}, "invalid_input", "kind"),
        ({"external_ids": imdb(1), "title": "A", "budget": -5}, "invalid_input", "budget"),
        ({"external_ids": imdb(1), "title": "A", "poster_url": "x"}, "invalid_input", "poster_url"),
        ({"external_ids": imdb(1), "title": "A", "countries": ["ZZ"]}, "unknown_value", "countries"),
        ({"external_ids": imdb(1), "title": "A", "genres": [None]}, "invalid_list", "genres"),
        ({"external_ids": imdb(1), "title": "A", "companies": [{"name": "S", "role": "catering"}]}, "unknown_value",
         "companies"),
        ({"external_ids": imdb(1), "title": "A", "companies": [{"name": "S" * 201}]}, "unknown_value", "companies"),
        ({"external_ids": imdb(1), "title": "A", "credits": [
            {"person_id": "per_1", "job": "Actor", "character": "x" * 501}]},
         "invalid_input", "credits"),
        ({"external_ids": imdb(1), "title": "A", "credits": [
            {"person_id": "per_1", "job": "Actor", "billing_order": 99999}]},
         "invalid_input", "credits"),
        ({"external_ids": imdb(1), "title": "A", "alternative_titles": [{"title": ""}]}, "unknown_value",
         "alternative_titles"),
        (None, "nothing_given", "external_ids"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_is_said(ann, desk, moderator, conn, row, code, field):
    summary = desk(moderator, "staff_upsert_movies", movies=[row])
    assert results(summary) == [(1, "failed", None, code, field)]
    assert summary["results"][0]["reason"]
    assert conn.execute("select count(*) from iwm.movies").fetchone() == (0,)


def test_ids_of_different_films(desk, moderator, catalogue):
    catalogue.movie("tt1")
    catalogue.movie("tt2")
    summary = desk(moderator, "staff_upsert_movies", movies=[{"external_ids": imdb(1) + imdb(2), "title": "A"}])
    assert results(summary) == [(1, "failed", None, "external_ids_disagree", "external_ids")]


def test_deleted_films_stay_so_and_merged_ones_lead_on(desk, moderator, catalogue):
    for key in ("tt1", "tt2", "tt3"):
        catalogue.movie(key)
    desk(moderator, "staff_delete_movie", movie_id="tt1")
    desk(moderator, "staff_merge_movie", movie_id="tt2", into="tt3")
    summary = desk(moderator, "staff_upsert_movies", movies=[{"external_ids": imdb(n), "tagline": "!"} for n in (1, 2)])
    assert results(summary) == [(1, "failed", None, "record_deleted", None), (2, "updated", "tt3", None, None)]


def test_the_same_film_twice(desk, moderator):
    summary = desk(
        moderator,
        "staff_upsert_movies",
        movies=[
            {"external_ids": imdb(1), "title": "A"},
            {"external_ids": imdb(1), "title": "B"},
            {"external_ids": imdb(1), "title": "B"},
        ],
    )
    assert [r["result"] for r in summary["results"]] == ["created", "updated", "unchanged"]


def test_at_most_500(desk, moderator):
    assert desk(moderator, "staff_upsert_movies", movies=[])["results"] == []
    with desk.fails("invalid_list", "movies"):
        desk(moderator, "staff_upsert_movies", movies=[{"external_ids": imdb(n), "title": "A"} for n in range(501)])


def test_made_by_somebody_else_at_the_same_moment(fresh_dsn):
    """The second call waits for the first one's film, and then comes upon it."""
    with psycopg.connect(fresh_dsn) as connection:
        moderator = People(connection).user("mo", "moderator")

    def upsert(title):
        row = {"external_ids": imdb(1), "title": title}
        return lambda desk: desk(moderator, "staff_upsert_movies", movies=[row])

    assert [r["result"] for r in meanwhile(fresh_dsn, upsert("A"), upsert("B"))["results"]] == ["updated"]
