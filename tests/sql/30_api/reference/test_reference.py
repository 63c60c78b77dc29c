"""Genres, countries, languages, keywords, companies."""

import psycopg
import pytest

SEED_GENRES = {
    "sci-fi": "Science Fiction",
    "drama": "Drama",
    "action": "Action",
    "comedy": "Comedy",
    "horror": "Horror",
    "thriller": "Thriller",
    "romance": "Romance",
    "documentary": "Documentary",
}


def test_the_genres_of_the_seeds_are_there(call):
    genres = call("api.list_genres")
    assert {g["slug"]: g["name"] for g in genres}.items() >= SEED_GENRES.items()
    assert all(g["movie_count"] == 0 for g in genres)


def test_genre_counts_leave_out_what_is_not_listed(catalogue, call, conn):
    for key in ("tt1", "tt2", "tt3"):
        catalogue.movie(key, genres=("drama",))
    conn.execute("update iwm.movies set deleted_at = now() where external_id = 'tt2'")
    conn.execute("update iwm.movies set adult = true where external_id = 'tt3'")
    assert call("api.get_genre", "drama") == {"slug": "drama", "name": "Drama", "movie_count": 1}
    assert next(g for g in call("api.list_genres") if g["slug"] == "drama")["movie_count"] == 1


def test_genres_of_the_sample_agree_with_its_films(ask):
    genres = {g["slug"]: g["movie_count"] for g in ask("api.list_genres")}
    assert len(genres) == 21
    assert genres["drama"] == 8924
    for slug in ("sci-fi", "western"):
        assert genres[slug] == ask("api.list_movies", genre=slug)["total"] == ask("api.get_genre", slug)["movie_count"]


def test_an_unknown_genre_is_not_found(call):
    with pytest.raises(psycopg.Error) as failure:
        call("api.get_genre", "nope")
    assert (failure.value.diag.sqlstate, failure.value.diag.constraint_name) == ("IW404", "genre_not_found")


def test_countries_of_the_sample(ask):
    countries = {c["code"]: c for c in ask("api.list_countries")}
    assert countries["US"]["movie_count"] == ask("api.list_movies", country="US")["total"] > 12000
    assert countries["XC"]["name"] == "Czechoslovakia"
    assert countries["XC"]["movie_count"] > 0
    assert all(c["movie_count"] > 0 for c in countries.values())


def test_all_countries_when_asked(call):
    assert call("api.list_countries") == []
    countries = {c["code"]: c["name"] for c in call("api.list_countries", with_films=False)}
    assert len(countries) >= 249
    assert (
        countries.items()
        >= {"GB": "United Kingdom", "SU": "Soviet Union", "YU": "Yugoslavia", "XG": "East Germany"}.items()
    )


def test_languages(ask, call):
    languages = {lang["code"]: lang for lang in ask("api.list_languages")}
    assert languages["en"]["movie_count"] > 14000
    assert languages["en-US"]["movie_count"] < languages["en"]["movie_count"]
    assert ask("api.list_movies", language="en")["total"] > languages["en"]["movie_count"]
    assert {"x-parseltongue", "tlh", "yue"} <= languages.keys()
    assert call("api.list_languages") == []
    assert len(call("api.list_languages", with_films=False)) > 500


def test_every_name_of_the_sample_has_a_code(sample):
    """No country was left out and no language was made up for want of an alias."""
    made_up = sample.execute(
        "select name from iwm.languages where code like 'x-%' and code not in ("
        "'x-aboriginal-english', 'x-artistic', 'x-atlantean', 'x-classical-arabic', 'x-embera', 'x-nadsat',"
        "'x-navi', 'x-parseltongue', 'x-senufo', 'x-sichuanese', 'x-spanglish', 'x-yolngu')"
    ).fetchall()
    assert made_up == []


def test_aliases_are_in_normal_form_and_name_what_exists(sample):
    assert sample.execute("select alias from iwm.name_aliases where alias <> iwm.normalize(alias)").fetchall() == []
    assert (
        sample.execute(
            "select * from iwm.name_aliases as a where kind = 'country' and not exists"
            " (select from iwm.countries as c where c.code = a.code) or kind = 'language' and not exists"
            " (select from iwm.languages as l where l.code = a.code)"
        ).fetchall()
        == []
    )


@pytest.fixture
def keywords(catalogue):
    catalogue.movie("tt1", votes=(10, 80))
    catalogue.movie("tt2", votes=(90, 800))
    catalogue.keyword("tt1", "robot", "robot-dog", "ant")
    catalogue.keyword("tt2", "robot")
    return catalogue


def test_keywords_in_order_with_counts(keywords, call):
    page = call("api.list_keywords")
    assert [(k["slug"], k["movie_count"]) for k in page["items"]] == [("ant", 1), ("robot", 2), ("robot-dog", 1)]
    assert page["total"] == 3
    assert [k["slug"] for k in call("api.list_keywords", q="Robót d")["items"]] == ["robot-dog"]
    assert call("api.list_keywords", q="robot", page=2, per_page=1)["total"] == 2
    assert call("api.list_keywords", q="%") == {"items": [], "total": 0}


def test_films_of_a_keyword(keywords, call):
    page = call("api.list_keyword_movies", "robot")
    assert [m["id"] for m in page["items"]] == ["tt2", "tt1"]
    assert page["total"] == 2
    assert [m["id"] for m in call("api.list_keyword_movies", "robot", sort="votes.asc")["items"]] == ["tt1", "tt2"]
    with pytest.raises(psycopg.Error) as failure:
        call("api.list_keyword_movies", "nope")
    assert failure.value.diag.constraint_name == "keyword_not_found"


def test_companies(catalogue, call):
    catalogue.movie("tt1")
    catalogue.company("tt1", "cmp_1", "Études Ltd")
    catalogue.company("tt1", "cmp_2", "Zoo")
    page = call("api.list_companies")
    assert [(c["id"], c["movie_count"]) for c in page["items"]] == [("cmp_1", 1), ("cmp_2", 1)]
    assert page["total"] == 2
    assert [c["id"] for c in call("api.list_companies", q="etud")["items"]] == ["cmp_1"]
    assert call("api.list_companies", q="_") == {"items": [], "total": 0}
    assert call("api.get_company", "cmp_2") == {"id": "cmp_2", "name": "Zoo", "country": None, "movie_count": 1}
    with pytest.raises(psycopg.Error) as failure:
        call("api.get_company", "cmp_3")
    assert failure.value.diag.constraint_name == "company_not_found"
