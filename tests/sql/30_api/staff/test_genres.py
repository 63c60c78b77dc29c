"""Staff: genres are made, renamed, merged and removed, and every slug that was ever given out goes on answering."""

import pytest


@pytest.fixture
def films(catalogue):
    catalogue.movie("tt1", genres=("drama", "biopic"))
    catalogue.movie("tt2", genres=("biopic", "comedy"))
    return catalogue


def test_a_new_genre(desk, moderator, call):
    genre = desk(moderator, "staff_create_genre", name="Film Noir")
    assert (genre["slug"], genre["version"], genre["movie_count"]) == ("film-noir", 1, 0)
    assert call("api.get_genre", "film-noir")["name"] == "Film Noir"
    assert desk(moderator, "staff_create_genre", name="西部", slug="western")["slug"] == "western"
    with desk.fails("nothing_given", "slug"):
        desk(moderator, "staff_create_genre", name="西部片")
    for name, slug in (("Film Noir", None), ("FILM-NOIR", "noir"), ("Other", "film-noir")):
        with desk.fails("genre_taken"):
            desk(moderator, "staff_create_genre", name=name, slug=slug)


def test_renaming(films, desk, moderator, call, conn):
    genre = desk(
        moderator, "staff_update_genre", if_match="1", slug="biopic", patch={"slug": "biography", "name": "Biography"}
    )
    assert (genre["slug"], genre["name"], genre["version"], genre["old_slugs"]) == (
        "biography",
        "Biography",
        2,
        ["biopic"],
    )
    assert call("api.get_genre", "biopic")["slug"] == "biography"
    assert [m["id"] for m in call("api.list_movies", genre="biopic")["items"]] == ["tt2", "tt1"]
    assert [g["slug"] for g in call("api.get_movie", "tt1")["genres"]] == ["drama", "biography"]
    # imports that say Biopic find it
    alias = "select code from iwm.name_aliases where kind = 'genre' and alias = 'biopic'"
    assert conn.execute(alias).fetchone() == ("biography",)
    # the old slug is not free, but its own genre may have it back
    with desk.fails("genre_taken"):
        desk(moderator, "staff_create_genre", name="Biopic", slug="biopic")
    back = desk(moderator, "staff_update_genre", slug="biopic", patch={"slug": "biopic"})
    assert (back["slug"], back["old_slugs"]) == ("biopic", ["biography"])
    assert desk(moderator, "staff_update_genre", slug="biopic", patch={"slug": "biopic"})["version"] == 3
    with desk.fails("genre_taken"):
        desk(moderator, "staff_update_genre", slug="biopic", patch={"slug": "drama"})
    with desk.fails("precondition_failed"):
        desk(moderator, "staff_update_genre", if_match="1", slug="biopic", patch={"name": "B"})
    with desk.fails("invalid_input", "slug"):
        desk(moderator, "staff_update_genre", slug="biopic", patch={"slug": "Bio Pic"})
    with desk.fails("invalid_input", "name"):
        desk(moderator, "staff_update_genre", slug="biopic", patch={"name": None})


def test_merging(films, desk, moderator, call, people, conn):
    one, other = people.user("one"), people.user("other")
    for who, slug, preference in ((one, "biopic", "like"), (other, "biopic", "like"), (other, "drama", "dislike")):
        conn.execute(
            "insert into iwm.user_genre_preferences (user_id, genre_id, preference)"
            " select %s, id, %s from iwm.genres where slug = %s",
            [who.id, preference, slug],
        )
    desk(moderator, "staff_update_genre", slug="biopic", patch={"slug": "biography"})
    genre = desk(moderator, "staff_merge_genre", slug="biography", into="drama", reason="too few")
    assert (genre["slug"], genre["movie_count"], genre["old_slugs"]) == ("drama", 2, ["biography", "biopic"])
    assert [g["slug"] for g in call("api.get_movie", "tt1")["genres"]] == ["drama"]
    assert [g["slug"] for g in call("api.get_movie", "tt2")["genres"]] == ["drama", "comedy"]
    for slug in ("biopic", "biography"):
        assert call("api.get_genre", slug)["slug"] == "drama"
    assert set(conn.execute("select user_id, preference from iwm.user_genre_preferences")) == {
        (one.id, "like"),
        (other.id, "dislike"),
    }
    assert conn.execute("select code from iwm.name_aliases where kind = 'genre' and alias = 'biopic'").fetchone() == (
        "drama",
    )
    [entry] = [e for e in desk.log("genre", "biography") if e["action"] == "merge"]
    assert (entry["changed"], entry["reason"]) == ({"merged_into": "drama"}, "too few")
    with desk.fails("merge_with_itself"):
        desk(moderator, "staff_merge_genre", slug="biopic", into="drama")


def test_removing(films, desk, moderator, call, conn):
    with desk.fails("genre_in_use"):
        desk(moderator, "staff_delete_genre", slug="biopic")
    desk(moderator, "staff_delete_genre", slug="biopic", replaced_by="drama")
    assert call("api.get_genre", "biopic")["slug"] == "drama"
    desk(moderator, "staff_delete_genre", slug="horror", if_match="1")
    with desk.fails("genre_not_found"):
        call("api.get_genre", "horror")
    with desk.fails("genre_not_found"):
        desk(moderator, "staff_delete_genre", slug="horror")
    with desk.fails("genre_not_found"):
        desk(moderator, "staff_delete_genre", slug="comedy", replaced_by="nope")
    with desk.fails("precondition_required"):
        desk(moderator, "staff_delete_genre", if_match=None, slug="comedy")
    assert [e["action"] for e in desk.log("genre", "horror")] == ["remove"]


def test_the_record(films, desk, moderator):
    assert desk(moderator, "staff_get_genre", slug="biopic") | {"updated_at": None} == {
        "slug": "biopic", "version": 1, "name": "Biopic", "movie_count": 2, "old_slugs": [], "updated_at": None,
    }  # fmt: skip
    with desk.fails("genre_not_found", "slug"):
        desk(moderator, "staff_get_genre", slug="nope")


def test_an_import_finds_a_genre_under_its_old_name(films, desk, moderator, conn):
    desk(moderator, "staff_merge_genre", slug="biopic", into="drama")
    conn.execute("select ops.import_begin(true)")
    conn.execute(
        "insert into ops.stage_movies (line, film, source_id, title, genres, outcome)"
        " values (1, 1, '1', 'T', '{Biopic}', 'new')"
    )
    conn.execute("select ops.import_names()")
    assert conn.execute("select code from ops.stage_names where kind = 'genre'").fetchall() == [("drama",)]
