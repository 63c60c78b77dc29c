"""api.get_movie and the parts of a film."""

import psycopg
import pytest

TRIVIA = [
    {"question": "Who?", "category": "cast", "answer": "Ann"},
    {"question": "Where?", "category": "production", "answer": "Here", "explanation": "Really"},
]
TIMELINE = [
    {"date": "2001", "title": "Premiere", "description": "In Rome", "type": "release"},
    {"date": "1999-04", "title": "Shooting", "description": "Begins", "type": "production"},
]
PARTS = ["credits", "keywords", "scores", "similar", "external_ids", "alternative_titles", "trivia", "timeline"]


@pytest.fixture
def film(catalogue, conn):
    """A film with everything."""
    catalogue.movie(
        "mov_1",
        "Alpha",
        (100, 900),
        ("drama", "comedy"),
        release_date="1999-05-01",
        trivia=TRIVIA,
        timeline=TIMELINE,
        budget=237_000_000_000,
    )
    catalogue.external_id("movie", "mov_1", "imdb", "tt0000001")
    catalogue.external_id("movie", "mov_1", "tmdb", "42")
    catalogue.external_id("movie", "mov_1", "wikidata", "Q42")
    for key, name in (("per_a", "Ann"), ("per_b", "bob"), ("per_c", "Cid")):
        catalogue.person(key, name)
    catalogue.credit("mov_1", "per_c", "Director")
    catalogue.credit("mov_1", "per_a", "Writer")
    catalogue.credit("mov_1", "per_b", "Actor", "Hero", 0)
    catalogue.credit("mov_1", "per_c", "Actor")
    catalogue.credit("mov_1", "per_a", "Actor", "Villain")
    catalogue.keyword("mov_1", "robot")
    catalogue.company("mov_1", "cmp_1", "Studio")
    conn.execute(
        "insert into iwm.movie_countries (movie_id, country_code, position) select id, c, p from iwm.movies,"
        " (values ('US', 1), ('SU', 0)) as v (c, p) where external_id = 'mov_1'"
    )
    conn.execute(
        "insert into iwm.movie_languages (movie_id, language_code) select id, 'ru' from iwm.movies"
        " where external_id = 'mov_1'"
    )
    conn.execute(
        "insert into iwm.external_scores (movie_id, source, value, scale, votes) select id, 'metacritic', 74, 100,"
        " null from iwm.movies where external_id = 'mov_1'"
    )
    conn.execute(
        "insert into iwm.alternative_titles (movie_id, title, country_code) select id, 'Alfa', 'IT' from iwm.movies"
        " where external_id = 'mov_1'"
    )
    return catalogue


def test_the_page_of_a_film(film, call):
    movie = call("api.get_movie", "mov_1")
    assert movie["id"] == "mov_1"
    assert movie["year"] == 1999
    assert movie["score"] == 8.5
    assert movie["budget"] == 237_000_000_000
    assert [g["slug"] for g in movie["genres"]] == ["drama", "comedy"]
    assert movie["countries"] == [{"code": "SU", "name": "Soviet Union"}, {"code": "US", "name": "United States"}]
    assert movie["languages"] == [{"code": "ru", "name": "Russian"}]
    assert movie["companies"] == [{"id": "cmp_1", "name": "Studio", "role": "production"}]
    assert movie["directors"] == [{"id": "per_c", "name": "Cid"}]
    assert all(movie[part] is None for part in PARTS)


@pytest.mark.parametrize("key", ["mov_1", "tt0000001", "tmdb_42", "Q42", "wikidata_Q42"])
def test_any_id_finds_it(film, call, key):
    assert call("api.get_movie", key)["id"] == "mov_1"


@pytest.mark.parametrize("key", ["mov_2", "tt0000002", "42", "tmdb_43", "imdb_", "x"])
def test_an_unknown_id_is_not_found(film, call, key):
    with pytest.raises(psycopg.Error) as failure:
        call("api.get_movie", key)
    diagnosis = failure.value.diag
    assert (diagnosis.sqlstate, diagnosis.constraint_name, diagnosis.column_name) == (
        "IW404",
        "movie_not_found",
        "movie_id",
    )
    assert key in diagnosis.message_primary
    assert "/v1/search/movies" in diagnosis.message_hint


def test_a_deleted_film_is_not_found(film, call, conn):
    conn.execute("update iwm.movies set deleted_at = now()")
    for key in ("mov_1", "tt0000001"):
        with pytest.raises(psycopg.Error, match=f"No film has the id {key}"), conn.transaction():
            call("api.get_movie", key)


def test_a_merged_film_answers_with_the_one_that_took_its_place(film, call, conn):
    for key in ("mov_2", "mov_3"):
        film.movie(key)
    film.external_id("movie", "mov_3", "imdb", "tt0000003")
    conn.execute(
        "update iwm.movies set merged_into = (select id from iwm.movies where external_id = 'mov_1')"
        " where external_id = 'mov_2'"
    )
    conn.execute(
        "update iwm.movies set merged_into = (select id from iwm.movies where external_id = 'mov_2')"
        " where external_id = 'mov_3'"
    )
    for key in ("mov_2", "mov_3", "tt0000003"):
        assert call("api.get_movie", key)["id"] == "mov_1"


def test_merges_in_a_circle_end(film, call, conn):
    film.movie("mov_2")
    conn.execute("update iwm.movies as m set merged_into = (select o.id from iwm.movies as o where o.id <> m.id)")
    with pytest.raises(psycopg.Error, match="No film has the id"):
        call("api.get_movie", "mov_1")


@pytest.mark.parametrize("part", PARTS)
def test_append_adds_that_part_alone(film, call, part):
    movie = call("api.get_movie", "mov_1", append=part)
    assert [p for p in PARTS if movie[p] is not None] == [part]


def test_append_several(film, call):
    movie = call("api.get_movie", "mov_1", append="keywords,scores,external_ids,alternative_titles")
    assert movie["keywords"] == [{"slug": "robot", "name": "robot"}]
    assert movie["scores"][0] | {"fetched_at": None} == {
        "source": "metacritic",
        "value": 74,
        "scale": 100,
        "votes": None,
        "fetched_at": None,
    }
    assert movie["external_ids"] == [
        {"source": "imdb", "id": "tt0000001"},
        {"source": "tmdb", "id": "42"},
        {"source": "wikidata", "id": "Q42"},
    ]
    assert movie["alternative_titles"] == [{"title": "Alfa", "country": "IT", "language": None, "type": None}]


def test_append_refuses_what_it_does_not_know(film, call):
    with pytest.raises(psycopg.errors.CheckViolation):
        call("api.get_movie", "mov_1", append="reviews")


def test_credits_by_billing_then_name_and_directors_first(film, call):
    credits = call("api.get_movie_credits", "tt0000001")
    assert [(c["name"], c["character"], c["billing_order"]) for c in credits["cast"]] == [
        ("bob", "Hero", 0),
        ("Ann", "Villain", None),
        ("Cid", None, None),
    ]
    assert [(c["name"], c["department"], c["job"]) for c in credits["crew"]] == [
        ("Cid", "Directing", "Director"),
        ("Ann", "Writing", "Writer"),
    ]


@pytest.mark.parametrize(
    ("function", "part"),
    [
        ("list_movie_keywords", "keywords"),
        ("list_movie_scores", "scores"),
        ("list_movie_external_ids", "external_ids"),
        ("list_movie_alternative_titles", "alternative_titles"),
        ("list_movie_trivia", "trivia"),
        ("list_movie_timeline", "timeline"),
        ("get_movie_credits", "credits"),
    ],
)
def test_a_part_alone_is_the_part_appended(film, call, conn, function, part):
    assert call(f"api.{function}", "mov_1") == call("api.get_movie", "mov_1", append=part)[part]
    with pytest.raises(psycopg.Error) as failure, conn.transaction():
        call(f"api.{function}", "mov_none")
    assert failure.value.diag.constraint_name == "movie_not_found"


def test_trivia_of_a_category(film, call):
    assert call("api.list_movie_trivia", "mov_1") == [TRIVIA[0] | {"explanation": None}, TRIVIA[1]]
    assert call("api.list_movie_trivia", "mov_1", category="production") == [TRIVIA[1]]
    assert call("api.list_movie_trivia", "mov_1", category="nothing") == []


def test_timeline_the_earliest_first(film, call):
    assert [e["date"] for e in call("api.list_movie_timeline", "mov_1")] == ["1999-04", "2001"]
    assert [e["title"] for e in call("api.list_movie_timeline", "mov_1", type="release")] == ["Premiere"]


def test_a_film_without_anything(catalogue, call):
    catalogue.movie("mov_9")
    movie = call("api.get_movie", "mov_9", append=",".join(PARTS))
    assert movie["credits"] == {"cast": [], "crew": []}
    assert all(movie[part] == [] for part in PARTS if part != "credits")
    assert movie["year"] is None
    assert movie["genres"] == []
