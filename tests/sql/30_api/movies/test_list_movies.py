"""api.list_movies: filters, orders, pages, totals."""

import psycopg
import pytest

SORTS = ["popularity", "score", "votes", "release_date", "year", "title", "revenue", "runtime"]


@pytest.fixture
def five(catalogue):
    """Five films that the filters tell apart."""
    catalogue.movie(
        "tt1", "Alpha", (100, 900), ("drama", "comedy"), release_date="1999-05-01", runtime=90, rating="R", revenue=500
    )
    catalogue.movie("tt2", "Beta", (50, 300), ("drama",), release_date="2001-01-01", runtime=120, rating="PG-13")
    catalogue.movie("tt3", "Gamma", (10, 80), ("comedy", "horror"), year=2001, runtime=60, revenue=9000)
    catalogue.movie("tt4", "Delta", (0, 0), ("horror",), status="upcoming")
    catalogue.movie("tt5", "Élan", (50, 300), ("sci-fi",), year=1970, runtime=200)
    return catalogue


def ids(page):
    return [item["id"] for item in page["items"]]


def test_all_by_popularity(five, call):
    page = call("api.list_movies")
    assert ids(page) == ["tt1", "tt5", "tt2", "tt3", "tt4"]
    assert page["total"] == 5


def test_a_card_says_what_lists_show(five, call):
    card = call("api.list_movies", per_page=1)["items"][0]
    assert card == {
        "id": "tt1",
        "title": "Alpha",
        "original_title": None,
        "year": 1999,
        "release_date": "1999-05-01",
        "runtime": 90,
        "rating": "R",
        "status": "released",
        "poster_url": None,
        "score": 8.5,
        "vote_count": 100,
        "popularity": 85.0,
        "genres": [{"slug": "drama", "name": "Drama"}, {"slug": "comedy", "name": "Comedy"}],
    }


def test_a_film_without_votes_has_no_score(five, call):
    card = call("api.list_movies", status="upcoming")["items"][0]
    assert card["score"] is None
    assert card["vote_count"] == 0


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"genre": "drama"}, {"tt1", "tt2"}),
        ({"genre": "drama,comedy"}, {"tt1"}),
        ({"genre": "drama|horror"}, {"tt1", "tt2", "tt3", "tt4"}),
        ({"genre": "comedy,drama|horror"}, {"tt1", "tt3"}),
        ({"without_genre": "drama"}, {"tt3", "tt4", "tt5"}),
        ({"without_genre": "drama,horror"}, {"tt5"}),
        ({"without_genre": "drama|horror"}, {"tt5"}),
        ({"genre": "comedy", "without_genre": "horror"}, {"tt1"}),
        ({"year": 2001}, {"tt2", "tt3"}),
        ({"year_gte": 1999}, {"tt1", "tt2", "tt3"}),
        ({"year_lte": 1999}, {"tt1", "tt5"}),
        ({"year_gte": 1970, "year_lte": 1999}, {"tt1", "tt5"}),
        ({"score_gte": 7}, {"tt1"}),
        ({"score_lte": 6.5}, {"tt2", "tt5"}),
        ({"vote_count_gte": 50}, {"tt1", "tt2", "tt5"}),
        ({"runtime_gte": 90, "runtime_lte": 120}, {"tt1", "tt2"}),
        ({"rating": "PG-13"}, {"tt2"}),
        ({"status": "released"}, {"tt1", "tt2", "tt3", "tt5"}),
        ({"status": "canceled"}, set()),
        ({"genre": "drama", "year": 2001, "runtime_gte": 100}, {"tt2"}),
    ],
)
def test_filters(five, call, filters, expected):
    page = call("api.list_movies", **filters)
    assert set(ids(page)) == expected
    assert page["total"] == len(expected)


def test_by_country_language_person_keyword_company(five, call, conn):
    five.person("per_1", "Ann")
    five.person("per_2", "Bob")
    five.external_id("person", "per_2", "imdb", "nm2")
    five.credit("tt1", "per_1", "Director")
    five.credit("tt1", "per_2")
    five.credit("tt2", "per_2")
    five.keyword("tt3", "robot", "love")
    five.company("tt4", "cmp_1", "Studio")
    conn.execute("insert into iwm.movie_countries select id, 'SU' from iwm.movies where external_id = 'tt5'")
    conn.execute("insert into iwm.movie_languages select id, 'en-US' from iwm.movies where external_id = 'tt5'")
    assert ids(call("api.list_movies", person="per_1")) == ["tt1"]
    assert ids(call("api.list_movies", person="nm2")) == ["tt1", "tt2"]
    assert ids(call("api.list_movies", person="per_1,per_2")) == ["tt1"]
    assert ids(call("api.list_movies", person="per_1|per_2")) == ["tt1", "tt2"]
    assert ids(call("api.list_movies", keyword="robot,love")) == ["tt3"]
    assert ids(call("api.list_movies", company="cmp_1")) == ["tt4"]
    assert ids(call("api.list_movies", country="SU")) == ["tt5"]
    assert ids(call("api.list_movies", language="en")) == ["tt5"]
    assert ids(call("api.list_movies", language="en-US")) == ["tt5"]
    assert ids(call("api.list_movies", language="fr")) == []


@pytest.mark.parametrize(
    ("filters", "field", "says"),
    [
        ({"genre": "drama,nope"}, "genre", "There is no genre nope."),
        ({"without_genre": "nope"}, "without_genre", "There is no genre nope."),
        ({"country": "ZZ"}, "country", "There is no country ZZ."),
        ({"language": "x-none"}, "language", "There is no language x-none."),
        ({"person": "per_none"}, "person", "There is no person per_none."),
        ({"company": "cmp_none"}, "company", "There is no company cmp_none."),
        ({"keyword": "none"}, "keyword", "There is no keyword none."),
    ],
)
def test_a_filter_that_names_nothing_says_so(five, call, filters, field, says):
    with pytest.raises(psycopg.Error) as failure:
        call("api.list_movies", **filters)
    diagnosis = failure.value.diag
    assert (diagnosis.sqlstate, diagnosis.constraint_name, diagnosis.column_name) == (
        "IW422",
        "unknown_filter_value",
        field,
    )
    assert diagnosis.message_primary == says
    assert "GET /v1/" in diagnosis.message_hint


@pytest.mark.parametrize("field", ["year", "score", "runtime"])
def test_a_reversed_range_is_an_error(five, call, field):
    low, high = {"year": (2000, 1999), "score": (9, 8), "runtime": (100, 99)}[field]
    with pytest.raises(psycopg.Error) as failure:
        call("api.list_movies", **{f"{field}_gte": low, f"{field}_lte": high})
    assert (failure.value.diag.sqlstate, failure.value.diag.constraint_name) == ("IW422", "range_reversed")


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("popularity.asc", "tt4 tt3 tt2 tt5 tt1"),
        ("score.desc", "tt1 tt3 tt5 tt2 tt4"),
        ("score.asc", "tt2 tt5 tt3 tt1 tt4"),
        ("votes.desc", "tt1 tt5 tt2 tt3 tt4"),
        ("votes.asc", "tt4 tt3 tt2 tt5 tt1"),
        ("release_date.desc", "tt2 tt1 tt5 tt4 tt3"),
        ("release_date.asc", "tt1 tt2 tt3 tt4 tt5"),
        ("year.desc", "tt3 tt2 tt1 tt5 tt4"),
        ("year.asc", "tt5 tt1 tt2 tt3 tt4"),
        ("title.asc", "tt1 tt2 tt4 tt5 tt3"),
        ("title.desc", "tt3 tt5 tt4 tt2 tt1"),
        ("revenue.desc", "tt3 tt1 tt5 tt4 tt2"),
        ("revenue.asc", "tt1 tt3 tt2 tt4 tt5"),
        ("runtime.desc", "tt5 tt2 tt1 tt3 tt4"),
        ("runtime.asc", "tt3 tt1 tt2 tt5 tt4"),
    ],
)
def test_orders(five, call, sort, expected):
    assert ids(call("api.list_movies", sort=sort)) == expected.split()


def test_adult_films_only_when_asked(five, call):
    five.movie("tt6", "Zeta", adult=True)
    page = call("api.list_movies")
    assert "tt6" not in ids(page)
    assert page["total"] == 5
    page = call("api.list_movies", include_adult=True)
    assert "tt6" in ids(page)
    assert page["total"] == 6


def test_deleted_and_merged_films_are_not_listed(five, call, conn):
    conn.execute("update iwm.movies set deleted_at = now() where external_id = 'tt1'")
    conn.execute(
        "update iwm.movies set merged_into = (select id from iwm.movies where external_id = 'tt3')"
        " where external_id = 'tt2'"
    )
    page = call("api.list_movies")
    assert set(ids(page)) == {"tt3", "tt4", "tt5"}
    assert page["total"] == 3
    page = call("api.list_movies", genre="drama")
    assert page == {"items": [], "total": 0}


def test_a_page_beyond_the_end_is_empty_and_keeps_the_total(five, call):
    assert call("api.list_movies", page=2) == {"items": [], "total": 5}
    assert call("api.list_movies", page=100000, per_page=100) == {"items": [], "total": 5}


@pytest.mark.parametrize("direction", ["asc", "desc"])
@pytest.mark.parametrize("sort", SORTS)
def test_pages_of_the_sample_neither_overlap_nor_leave_out(ask, sort, direction):
    seen = []
    for page in range(1, 6):
        answer = ask("api.list_movies", genre="western", sort=f"{sort}.{direction}", page=page, per_page=80)
        seen += ids(answer)
    assert len(seen) == len(set(seen)) == answer["total"] == 311


def test_every_film_of_the_sample_is_in_the_total(ask, sample):
    assert ask("api.list_movies")["total"] == sample.execute("select count(*) from iwm.movies").fetchone()[0] == 17470


@pytest.mark.parametrize(
    "filters",
    [
        {"rating": "R' or true --"},
        {"genre": "drama'); drop table iwm.movies; --"},
        {"person": "a b"},
        {"country": "us"},
        {"genre": "drama,,comedy"},
        {"page": 0},
        {"per_page": 101},
        {"year": 1800},
        {"score_gte": 11},
    ],
)
def test_a_value_of_the_wrong_shape_is_refused(five, call, filters):
    with pytest.raises(psycopg.errors.CheckViolation):
        call("api.list_movies", **filters)
