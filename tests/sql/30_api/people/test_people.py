"""People: lists, pages, filmographies, collaborators."""

import psycopg
import pytest


@pytest.fixture
def three(catalogue):
    """Ann directs both films, Bob plays in both, Cid in one."""
    catalogue.movie("tt1", "First", (10, 80), release_date="1990-01-01")
    catalogue.movie("tt2", "Second", (90, 800), year=2000)
    catalogue.person("per_a", "Ann", 30, birthday="1950-02-03", birth_year=1950)
    catalogue.person("per_b", "Bób", 20)
    catalogue.person("per_c", "Cid", 20)
    catalogue.external_id("person", "per_a", "imdb", "nm1")
    for film in ("tt1", "tt2"):
        catalogue.credit(film, "per_a", "Director")
        catalogue.credit(film, "per_b", "Actor", "Hero")
    catalogue.credit("tt1", "per_a", "Actor")
    catalogue.credit("tt2", "per_c")
    return catalogue


def ids(page):
    return [item["id"] for item in page["items"]]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("popularity.desc", "per_a per_c per_b"),
        ("popularity.asc", "per_b per_c per_a"),
        ("name.asc", "per_a per_b per_c"),
        ("name.desc", "per_c per_b per_a"),
    ],
)
def test_orders(three, call, sort, expected):
    page = call("api.list_people", sort=sort)
    assert ids(page) == expected.split()
    assert page["total"] == 3


def test_pages(three, call):
    assert ids(call("api.list_people", page=2, per_page=2)) == ["per_b"]
    assert call("api.list_people", page=3, per_page=2) == {"items": [], "total": 3}


def test_a_card_names_their_best_known_films(three, call):
    card = call("api.list_people")["items"][0]
    assert card["known_for"] == [
        {"id": "tt2", "title": "Second", "year": 2000},
        {"id": "tt1", "title": "First", "year": 1990},
    ]


@pytest.mark.parametrize("key", ["per_a", "nm1", "imdb_nm1"])
def test_a_person_by_any_id(three, call, key):
    person = call("api.get_person", key)
    assert person["id"] == "per_a"
    assert person["birthday"] == "1950-02-03"
    assert person["bio"] is None
    assert person["credits"] is None
    assert person["external_ids"] is None
    assert person["collaborators"] is None


def test_append(three, call):
    person = call("api.get_person", "per_a", append="external_ids,credits,collaborators")
    assert person["external_ids"] == [{"source": "imdb", "id": "nm1"}]
    assert len(person["credits"]) == 3
    assert [c["person"]["id"] for c in person["collaborators"]] == ["per_b", "per_c"]
    with pytest.raises(psycopg.errors.CheckViolation):
        call("api.get_person", "per_a", append="awards")


@pytest.mark.parametrize("function", ["get_person", "list_person_credits", "list_person_collaborators"])
def test_an_unknown_person_is_not_found(three, call, function):
    with pytest.raises(psycopg.Error) as failure:
        call(f"api.{function}", "per_x")
    diagnosis = failure.value.diag
    assert (diagnosis.sqlstate, diagnosis.constraint_name, diagnosis.column_name) == (
        "IW404",
        "person_not_found",
        "person_id",
    )


def test_merged_and_deleted(three, call, conn):
    conn.execute(
        "update iwm.people set merged_into = (select id from iwm.people where external_id = 'per_a')"
        " where external_id = 'per_c'"
    )
    assert call("api.get_person", "per_c")["id"] == "per_a"
    assert call("api.list_people")["total"] == 2
    conn.execute("update iwm.people set deleted_at = now() where external_id = 'per_b'")
    assert ids(call("api.list_people")) == ["per_a"]
    assert call("api.list_person_collaborators", "per_a") == {"items": [], "total": 0}
    assert [c["name"] for c in call("api.get_movie_credits", "tt1")["cast"]] == ["Ann"]


def test_filmography_the_newest_first(three, call):
    page = call("api.list_person_credits", "per_a")
    assert [(c["movie"]["id"], c["role"], c["job"]) for c in page["items"]] == [
        ("tt2", "crew", "Director"),
        ("tt1", "cast", "Actor"),
        ("tt1", "crew", "Director"),
    ]
    assert page["total"] == 3
    assert call("api.list_person_credits", "per_a", role="cast")["total"] == 1
    crew = call("api.list_person_credits", "per_a", role="crew", per_page=1, page=2)
    assert [c["movie"]["id"] for c in crew["items"]] == ["tt1"]
    assert crew["total"] == 2
    assert call("api.list_person_credits", "per_b")["items"][0]["character"] == "Hero"
    assert call("api.list_person_credits", "per_b", role="crew") == {"items": [], "total": 0}


def test_collaborators_with_their_films(three, call):
    page = call("api.list_person_collaborators", "per_a")
    assert page["total"] == 2
    assert page["items"] == [
        {
            "person": {"id": "per_b", "name": "Bób"},
            "movie_count": 2,
            "movies": [{"id": "tt2", "title": "Second", "year": 2000}, {"id": "tt1", "title": "First", "year": 1990}],
        },
        {
            "person": {"id": "per_c", "name": "Cid"},
            "movie_count": 1,
            "movies": [{"id": "tt2", "title": "Second", "year": 2000}],
        },
    ]


def test_the_sample(ask, sample):
    kurosawa = sample.execute("select external_id from iwm.people where name = 'Akira Kurosawa'").fetchone()[0]
    person = ask("api.get_person", kurosawa)
    assert person["movie_count"] == 32
    assert len(person["known_for"]) == 10
    page = ask("api.list_person_credits", kurosawa, per_page=100)
    years = [c["movie"]["year"] for c in page["items"]]
    assert page["total"] == len(years) == person["credit_count"]
    assert years == sorted(years, reverse=True)
    mifune = ask("api.list_person_collaborators", kurosawa, per_page=5)["items"]
    assert "Toshirō Mifune" in [c["person"]["name"] for c in mifune]
    assert all(c["movie_count"] == len(c["movies"]) for c in mifune)
