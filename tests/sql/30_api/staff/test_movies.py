"""Staff: films are made, changed, deleted and restored."""

import pytest

PUBLIC = "api.get_movie"


@pytest.fixture
def film(desk, moderator):
    """A film of staff's own making."""
    return desk(
        moderator,
        "staff_create_movie",
        title="Alpha",
        release_date="1999-05-01",
        status="In Production",
        external_ids=[{"source": "imdb", "id": "tt1"}, {"source": "wikidata", "id": "Q1"}],
        genres=["drama"],
        countries=["US", "FR"],
        languages=["en"],
        keywords=["Time Travel"],
        companies=[{"name": "Studio", "role": "production"}],
    )


def test_a_new_film(film, desk, call, conn):
    assert film["id"] == "tt1"
    assert (film["version"], film["state"], film["year"], film["status"], film["kind"]) == (
        1, "listed", 1999, "in-production", "movie",
    )  # fmt: skip
    assert [c["code"] for c in film["countries"]] == ["US", "FR"]
    assert film["keywords"] == [{"slug": "time-travel", "name": "time travel"}]
    assert film["companies"][0]["name"] == "Studio"
    shown = call(PUBLIC, "tt1", append="external_ids,keywords")
    assert shown["title"] == "Alpha"
    assert shown["vote_count"] == 0
    assert [g["slug"] for g in shown["genres"]] == ["drama"]
    assert conn.execute("select vote_count from iwm.movie_stats").fetchall() == [(0,)]
    assert conn.execute("select total from iwm.catalogue_totals where kind = 'movies'").fetchone() == (1,)
    assert conn.execute("select country, language from iwm.movies").fetchone() == ("United States", "English")


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ([{"source": "imdb", "id": "tt77"}, {"source": "tmdb", "id": "5"}], "tt77"),
        ([{"source": "tmdb", "id": "5"}], "tmdb_5"),
        ([{"source": "wikidata", "id": "Q5"}], None),
        ([], None),
        ([{"source": "imdb", "id": "tt7/7"}], None),  # no public id: it holds a slash
        ([{"source": "tmdb", "id": "5" * 60}], None),  # no public id: too long
    ],
)
def test_its_public_id_follows_from_its_ids(desk, moderator, ids, expected):
    film = desk(moderator, "staff_create_movie", title="Beta", external_ids=ids)
    assert film["id"] == expected if expected else film["id"].startswith("mov_")
    assert {(e["source"], e["id"]) for e in film["external_ids"]} == {(e["source"], e["id"]) for e in ids}


def test_an_id_belongs_to_one_film(film, desk, moderator, catalogue):
    catalogue.movie("tmdb_9")
    with desk.fails("external_id_taken", "external_ids") as caught:
        desk(moderator, "staff_create_movie", title="Beta", external_ids=[{"source": "imdb", "id": "tt1"}])
    assert "tt1 belongs to the film tt1" in str(caught.value)
    with desk.fails("external_id_taken"):  # as a public id, too
        desk(moderator, "staff_create_movie", title="Beta", external_ids=[{"source": "tmdb", "id": "9"}])
    desk(moderator, "staff_delete_movie", movie_id="tt1")
    with desk.fails("external_id_taken"):  # a deleted film may come back
        desk(moderator, "staff_create_movie", title="Beta", external_ids=[{"source": "wikidata", "id": "Q1"}])


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"release_date": "1999-05-01", "year": 2000}, "year_contradicts_date", "year"),
        ({"release_date": "1800-01-01"}, "invalid_date", "release_date"),
        ({"release_date": "infinity"}, "invalid_date", "release_date"),
        ({"status": "lost"}, "unknown_status", "status"),
        ({"genres": ["nope"]}, "unknown_value", "genres"),
        ({"genres": ["drama", "drama"]}, "invalid_list", "genres"),
        ({"genres": ["drama", None]}, "invalid_list", "genres"),
        ({"countries": ["ZZ"]}, "unknown_value", "countries"),
        ({"languages": ["x-none"]}, "unknown_value", "languages"),
        ({"companies": [{"role": "production"}]}, "nothing_given", "companies"),
        ({"credits": [{"person_id": "per_none", "job": "Actor"}]}, "unknown_value", "credits"),
        ({"keywords": ["!!!"]}, "unknown_value", "keywords"),
        ({"keywords": ["a b", "A-B"]}, "invalid_list", "keywords"),
        ({"external_ids": [{"source": "imdb", "id": "tt5"}] * 2}, "invalid_list", "external_ids"),
    ],
)
def test_what_is_wrong_with_a_new_film_is_said(desk, moderator, conn, fields, code, field):
    with desk.fails(code, field):
        desk(moderator, "staff_create_movie", title="Beta", **fields)
    assert conn.execute("select count(*) from iwm.movies").fetchone() == (0,)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Rumored", "rumored"), ("Planned", "planned"), ("In Production", "in-production"),
        ("in production", "in-production"), ("Post Production", "post-production"),
        ("post production", "post-production"),
        ("Released", "released"), ("Canceled", "canceled"), ("cancelled", "canceled"), ("upcoming", "upcoming"),
    ],
)  # fmt: skip
def test_status_as_others_write_it(desk, moderator, word, status):
    assert desk(moderator, "staff_create_movie", title="Beta", status=word)["status"] == status


def test_a_change(film, desk, moderator, call):
    changed = desk(
        moderator,
        "staff_update_movie",
        if_match="1",
        movie_id="tt1",
        patch={"title": "Omega", "runtime": 90, "status": "Released"},
    )
    assert (changed["title"], changed["runtime"], changed["status"], changed["version"]) == ("Omega", 90, "released", 2)
    assert changed["release_date"] == "1999-05-01"
    assert call(PUBLIC, "tt1")["title"] == "Omega"
    emptied = desk(moderator, "staff_update_movie", if_match="2", movie_id="tt1", patch={"runtime": None})
    assert (emptied["runtime"], emptied["title"]) == (None, "Omega")


def test_by_any_id(film, desk, moderator):
    assert desk(moderator, "staff_update_movie", movie_id="Q1", patch={"tagline": "!"})["id"] == "tt1"
    assert desk(moderator, "staff_get_movie", movie_id="Q1")["tagline"] == "!"


def test_what_changes_nothing_makes_no_version(film, desk, moderator):
    entries = desk.log("movie", "tt1")
    same = desk(moderator, "staff_update_movie", movie_id="tt1", patch={"title": "Alpha", "status": "in-production"})
    assert same["version"] == 1
    assert same["updated_at"] == film["updated_at"]
    assert desk(moderator, "staff_update_movie", movie_id="tt1", patch={})["version"] == 1
    assert desk.log("movie", "tt1") == entries


def test_the_version_that_was_seen(film, desk, moderator):
    with desk.fails("precondition_required"):
        desk(moderator, "staff_update_movie", if_match=None, movie_id="tt1", patch={"title": "B"})
    desk(moderator, "staff_update_movie", if_match="1", movie_id="tt1", patch={"title": "B"})
    with desk.fails("precondition_failed"):
        desk(moderator, "staff_update_movie", if_match="1", movie_id="tt1", patch={"title": "C"})
    assert desk(moderator, "staff_get_movie", movie_id="tt1")["title"] == "B"


@pytest.mark.parametrize(
    ("patch", "year"),
    [
        ({"release_date": "2001-02-03"}, 2001),
        ({"release_date": "2001-02-03", "year": 2001}, 2001),
        ({"release_date": None}, 1999),
        ({"release_date": None, "year": 1998}, 1998),
        ({"year": 1999}, 1999),
    ],
)
def test_the_year_follows_the_date(film, desk, moderator, patch, year):
    assert desk(moderator, "staff_update_movie", movie_id="tt1", patch=patch)["year"] == year


@pytest.mark.parametrize(
    ("patch", "code", "field"),
    [
        ({"year": 2000}, "year_contradicts_date", "year"),
        ({"year": None}, "year_contradicts_date", "year"),
        ({"release_date": "2001-01-01", "year": 2002}, "year_contradicts_date", "year"),
        ({"title": None}, "invalid_input", "title"),
        ({"status": None}, "invalid_input", "status"),
        ({"adult": None}, "invalid_input", "adult"),
        ({"title": " "}, "invalid_input", "title"),
        ({"title": "x" * 501}, "invalid_input", "title"),
        ({"runtime": 0}, "invalid_input", "runtime"),
        ({"runtime": "long"}, "invalid_input", "runtime"),
        ({"budget": -1}, "invalid_input", "budget"),
        ({"kind": "opera"}, "invalid_input", "kind"),
        ({"poster_url": "javascript:alert(1)"}, "invalid_input", "poster_url"),
        ({"release_date": "2001-02-30"}, "invalid_input", "release_date"),
        ({"version": 9}, "invalid_input", "version"),
        ({"id": "tt2"}, "invalid_input", "id"),
        ([], "invalid_input", "patch"),
        ("title", "invalid_input", "patch"),
        (None, "invalid_input", "patch"),
    ],
)
def test_what_is_wrong_with_a_change_is_said(film, desk, moderator, patch, code, field):
    with desk.fails(code, field):
        desk(moderator, "staff_update_movie", movie_id="tt1", patch=patch)
    assert desk(moderator, "staff_get_movie", movie_id="tt1")["version"] == 1


def test_money_beyond_32_bits(film, desk, moderator):
    changed = desk(moderator, "staff_update_movie", movie_id="tt1", patch={"revenue": 2_923_706_026})
    assert changed["revenue"] == 2_923_706_026


def test_what_an_import_wrote_may_be_changed_even_where_it_is_not_as_we_would_take_it(desk, moderator, catalogue):
    catalogue.movie("tt9", rating="(Banned)", poster_url="no address")
    assert desk(moderator, "staff_update_movie", movie_id="tt9", patch={"title": "B"})["rating"] == "(Banned)"


def test_deleting_and_restoring(film, desk, moderator, catalogue, call, conn):
    catalogue.person("per_1", "Ann")
    catalogue.credit("tt1", "per_1")
    conn.execute("select ops.refresh_person_stats()")
    total = "select total from iwm.catalogue_totals where kind = 'movies'"
    counts = "select credit_count, movie_count from iwm.person_stats"
    gone = desk(moderator, "staff_delete_movie", if_match="1", movie_id="tt1", reason="a hoax")
    assert (gone["state"], gone["version"]) == ("deleted", 2)
    with desk.fails("movie_not_found"):
        call(PUBLIC, "tt1")
    assert conn.execute(total).fetchone() == (0,)
    assert conn.execute(counts).fetchone() == (0, 0)
    assert desk(moderator, "staff_get_movie", movie_id="Q1")["state"] == "deleted"
    # once more changes nothing, whatever version was seen
    assert desk(moderator, "staff_delete_movie", if_match="1", movie_id="tt1")["version"] == 2
    with desk.fails("record_deleted"):
        desk(moderator, "staff_update_movie", movie_id="tt1", patch={"title": "B"})
    with desk.fails("precondition_failed"):
        desk(moderator, "staff_restore_movie", if_match="1", movie_id="tt1")
    back = desk(moderator, "staff_restore_movie", if_match="2", movie_id="tt1")
    assert (back["state"], back["version"]) == ("listed", 3)
    assert [g["slug"] for g in call(PUBLIC, "tt1")["genres"]] == ["drama"]
    assert conn.execute(total).fetchone() == (1,)
    assert conn.execute(counts).fetchone() == (1, 1)
    assert desk(moderator, "staff_restore_movie", if_match="1", movie_id="tt1")["version"] == 3
    acts = [
        (e["action"], e["reason"], e["actor"]) for e in desk.log("movie", "tt1") if e["action"] in ("delete", "restore")
    ]
    assert acts == [("delete", "a hoax", "mo"), ("restore", None, "mo")]


def test_deleting_needs_the_version(film, desk, moderator):
    with desk.fails("precondition_required"):
        desk(moderator, "staff_delete_movie", if_match=None, movie_id="tt1")


def test_records_page_by_page(desk, moderator, catalogue):
    for number in range(5):
        catalogue.movie(f"tt{number}")
    desk(moderator, "staff_delete_movie", movie_id="tt3")
    desk(moderator, "staff_merge_movie", movie_id="tt1", into="tt0")
    first = desk(moderator, "staff_list_movies", limit=3)
    assert [(m["id"], m["state"]) for m in first["items"]] == [("tt4", "listed"), ("tt3", "deleted"), ("tt2", "listed")]
    rest = desk(moderator, "staff_list_movies", limit=3, cursor=first["next_cursor"])
    assert [(m["id"], m["merged_into"]) for m in rest["items"]] == [("tt1", "tt0"), ("tt0", None)]
    assert rest["next_cursor"] is None
    states = {
        s: [m["id"] for m in desk(moderator, "staff_list_movies", state=s)["items"]]
        for s in ("listed", "deleted", "merged")
    }
    assert states == {"listed": ["tt4", "tt2", "tt0"], "deleted": ["tt3"], "merged": ["tt1"]}


def test_no_such_film(desk, moderator):
    for function in ("staff_get_movie", "staff_delete_movie", "staff_restore_movie"):
        with desk.fails("movie_not_found", "movie_id"):
            desk(moderator, function, movie_id="tt404")


def test_jobs(desk, moderator):
    jobs = desk(moderator, "staff_credit_jobs")
    assert jobs[0] == {"department": "Acting", "job": "Actor"}
    assert {"department": "Directing", "job": "Director"} in jobs
