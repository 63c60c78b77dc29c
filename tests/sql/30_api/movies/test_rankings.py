"""Popular, top rated, random and similar films."""

import psycopg
import pytest


@pytest.fixture
def rated(catalogue):
    """One film of many votes, one of few but perfect ones, one disliked, one without votes."""
    catalogue.movie("tt_many", votes=(200, 1700))
    catalogue.movie("tt_few", votes=(2, 20))
    catalogue.movie("tt_bad", votes=(100, 200))
    catalogue.movie("tt_none")
    catalogue.movie("tt_adult", votes=(500, 5000), adult=True)
    return catalogue


def order(page):
    return [(item["rank"], item["movie"]["id"]) for item in page["items"]]


def test_top_rated_needs_votes(rated, call):
    page = call("api.top_rated_movies")
    assert order(page) == [(1, "tt_many"), (2, "tt_bad")]
    assert page["total"] == 2
    assert page["items"][0]["weighted_score"] == 8.27  # (1700 + 120) / (200 + 20)
    page = call("api.top_rated_movies", min_votes=1)
    assert order(page) == [(1, "tt_many"), (2, "tt_few"), (3, "tt_bad")]
    assert call("api.top_rated_movies", min_votes=0)["total"] == 3
    assert call("api.top_rated_movies", min_votes=1000) == {"items": [], "total": 0}


def test_popular_says_its_figure(rated, call):
    page = call("api.popular_movies")
    assert order(page) == [(1, "tt_many"), (2, "tt_bad"), (3, "tt_few"), (4, "tt_none")]
    assert page["items"][0]["weighted_score"] == page["items"][0]["movie"]["popularity"] == 165.45
    assert page["total"] == 4


def test_ranks_go_on_over_pages(rated, call):
    assert order(call("api.popular_movies", page=2, per_page=3)) == [(4, "tt_none")]
    assert call("api.popular_movies", page=9) == {"items": [], "total": 4}


def test_top_rated_of_the_sample_is_in_order(ask):
    scores = [item["weighted_score"] for item in ask("api.top_rated_movies", per_page=100)["items"]]
    assert len(scores) == 100
    assert scores == sorted(scores, reverse=True)


def test_random_is_one_of_those_that_fit(catalogue, call):
    catalogue.movie("tt1", genres=("drama",), year=1999)
    catalogue.movie("tt2", genres=("drama",), year=2000)
    catalogue.movie("tt3", genres=("comedy",), year=1999)
    catalogue.movie("tt4", genres=("drama",), year=1999, adult=True)
    assert {call("api.random_movie", genre="drama")["id"] for _ in range(40)} == {"tt1", "tt2"}
    assert {call("api.random_movie")["id"] for _ in range(60)} == {"tt1", "tt2", "tt3"}
    assert call("api.random_movie", genre="drama", year=1999)["id"] == "tt1"


def test_random_of_nothing_is_not_found(catalogue, call):
    with pytest.raises(psycopg.Error) as failure:
        call("api.random_movie")
    assert (failure.value.diag.sqlstate, failure.value.diag.constraint_name) == ("IW404", "no_movie_matches")


def test_similar_weighs_people_keywords_and_genres(catalogue, call):
    for key, genres, year in (
        ("tt1", ("sci-fi", "drama"), 2014),
        ("tt2", ("sci-fi",), 2010),
        ("tt3", ("sci-fi", "drama"), 1960),
        ("tt4", ("comedy",), 2014),
        ("tt5", ("sci-fi", "drama"), 2014),
    ):
        catalogue.movie(key, genres=genres, year=year)
    catalogue.person("per_1", "Ann Director")
    for film in ("tt1", "tt2"):
        catalogue.credit(film, "per_1", "Director")
    catalogue.keyword("tt1", "wormhole")
    catalogue.keyword("tt3", "wormhole")
    similar = call("api.similar_movies", "tt1")
    assert [s["movie"]["id"] for s in similar] == ["tt2", "tt3", "tt5"]
    assert similar[0]["reasons"] == ["people: Ann Director", "genres: Science Fiction", "years: 2010"]
    assert similar[1]["reasons"][0] == "keywords: wormhole"
    assert [s["similarity"] for s in similar] == sorted((s["similarity"] for s in similar), reverse=True)
    assert all(0 < s["similarity"] < 1 for s in similar)


def test_similar_to_interstellar_is_by_the_same_makers_and_always_the_same(ask):
    first = ask("api.similar_movies", "tt0816692", limit=5)
    assert "Inception" in [s["movie"]["title"] for s in first]
    assert any("Christopher Nolan" in reason for reason in first[0]["reasons"])
    assert first == ask("api.similar_movies", "tt0816692", limit=5)
    assert "tt0816692" not in [s["movie"]["id"] for s in ask("api.similar_movies", "tt0816692", limit=100)]


def test_similar_leaves_out_what_is_not_listed(catalogue, call, conn):
    for key in ("tt1", "tt2", "tt3"):
        catalogue.movie(key, genres=("drama",))
    conn.execute("update iwm.movies set deleted_at = now() where external_id = 'tt2'")
    assert [s["movie"]["id"] for s in call("api.similar_movies", "tt1")] == ["tt3"]
    with pytest.raises(psycopg.Error, match="No film has the id tt2"):
        call("api.similar_movies", "tt2")
