"""Staff: people are made, changed, deleted, restored and merged."""

import pytest


@pytest.fixture
def ann(desk, moderator):
    return desk(
        moderator,
        "staff_create_person",
        name="Ann",
        birthday="1970-02-03",
        external_ids=[{"source": "imdb", "id": "nm1"}, {"source": "tmdb", "id": "9"}],
    )


def test_a_new_person(ann, call, conn):
    assert (ann["id"], ann["version"], ann["birth_year"], ann["credit_count"]) == ("nm1", 1, 1970, 0)
    shown = call("api.get_person", "tmdb_9")
    assert (shown["id"], shown["name"], shown["movie_count"]) == ("nm1", "Ann", 0)
    assert conn.execute("select count(*) from iwm.person_stats").fetchone() == (1,)
    assert conn.execute("select total from iwm.catalogue_totals where kind = 'people'").fetchone() == (1,)


def test_without_imdb_id_the_public_id_is_new(desk, moderator):
    assert desk(moderator, "staff_create_person", name="Bob")["id"].startswith("per_")


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"birthday": "1970-01-01", "birth_year": 1971}, "year_contradicts_date", "birth_year"),
        ({"birth_year": 1970, "death_year": 1960}, "invalid_date", "death_year"),
        ({"birthday": "1970-05-01", "deathday": "1970-04-01"}, "invalid_date", "deathday"),
        ({"known_for_department": "Baking"}, "unknown_value", "known_for_department"),
        ({"external_ids": [{"source": "imdb", "id": "nm1"}]}, "external_id_taken", "external_ids"),
    ],
)
def test_what_is_wrong_with_a_new_person_is_said(ann, desk, moderator, fields, code, field):
    with desk.fails(code, field):
        desk(moderator, "staff_create_person", name="Bob", **fields)


def test_a_change(ann, desk, moderator, call):
    changed = desk(
        moderator,
        "staff_update_person",
        if_match="1",
        person_id="nm1",
        patch={"name": "Anne", "deathday": "2020-01-02"},
    )
    assert (changed["name"], changed["death_year"], changed["version"]) == ("Anne", 2020, 2)
    assert call("api.get_person", "nm1")["name"] == "Anne"
    changed = desk(moderator, "staff_update_person", if_match="2", person_id="nm1", patch={"birthday": None})
    assert (changed["birthday"], changed["birth_year"]) == (None, 1970)
    assert desk(moderator, "staff_update_person", if_match="3", person_id="nm1", patch={"name": "Anne"})["version"] == 3
    with desk.fails("precondition_failed"):
        desk(moderator, "staff_update_person", if_match="1", person_id="nm1", patch={"name": "B"})
    with desk.fails("precondition_required"):
        desk(moderator, "staff_update_person", if_match=None, person_id="nm1", patch={"name": "B"})


@pytest.mark.parametrize(
    ("patch", "code", "field"),
    [
        ({"name": None}, "invalid_input", "name"),
        ({"name": "x" * 201}, "invalid_input", "name"),
        ({"birth_year": 1971}, "year_contradicts_date", "birth_year"),
        ({"deathday": "1960-01-01"}, "invalid_date", "deathday"),
        ({"death_year": 1960}, "invalid_date", "death_year"),
        ({"birthday": "infinity"}, "invalid_date", "birthday"),
        ({"nonsense": 1}, "invalid_input", "nonsense"),
    ],
)
def test_what_is_wrong_with_a_change_is_said(ann, desk, moderator, patch, code, field):
    with desk.fails(code, field):
        desk(moderator, "staff_update_person", person_id="nm1", patch=patch)


def test_who_is_credited_cannot_be_deleted(ann, desk, moderator, catalogue):
    catalogue.movie("tt1")
    catalogue.credit("tt1", "nm1")
    with desk.fails("person_has_credits"):
        desk(moderator, "staff_delete_person", person_id="nm1")
    desk(moderator, "staff_delete_movie", movie_id="tt1")
    with desk.fails("person_has_credits"):  # the film may come back
        desk(moderator, "staff_delete_person", person_id="nm1")


def test_deleting_and_restoring(ann, desk, moderator, call, conn):
    total = "select total from iwm.catalogue_totals where kind = 'people'"
    assert desk(moderator, "staff_delete_person", if_match="1", person_id="nm1")["state"] == "deleted"
    assert conn.execute(total).fetchone() == (0,)
    with desk.fails("person_not_found"):
        call("api.get_person", "nm1")
    assert desk(moderator, "staff_delete_person", if_match="1", person_id="nm1")["version"] == 2
    with desk.fails("record_deleted"):
        desk(moderator, "staff_update_person", person_id="nm1", patch={"name": "B"})
    assert desk(moderator, "staff_restore_person", if_match="2", person_id="tmdb_9")["state"] == "listed"
    assert call("api.get_person", "nm1")["name"] == "Ann"
    assert [e["action"] for e in desk.log("person", "nm1")][-2:] == ["delete", "restore"]


def test_merging(ann, desk, moderator, catalogue, call, conn):
    catalogue.person("nm2", "Anne", bio="Herself.", death_year=2020)
    for film in ("tt1", "tt2"):
        catalogue.movie(film)
        catalogue.credit(film, "nm2", "Actor", "Neo", 4)
    catalogue.credit("tt1", "nm1", "Actor", "Neo")
    catalogue.credit("tt2", "nm1", "Actor")
    catalogue.external_id("person", "nm2", "wikidata", "Q2")
    conn.execute(
        "insert into ops.imported_people (source, source_id, person_id)"
        " select 'imdb', 'x', id from iwm.people where name = 'Anne'"
    )
    record = desk(moderator, "staff_merge_person", if_match="1", person_id="nm2", into="nm1")
    assert (record["id"], record["name"], record["bio"], record["credit_count"]) == ("nm1", "Ann", "Herself.", 2)
    assert (record["birthday"], record["death_year"]) == ("1970-02-03", 2020)
    assert {e["id"] for e in record["external_ids"]} == {"nm1", "9", "Q2"}
    cast = call("api.get_movie_credits", "tt1")["cast"] + call("api.get_movie_credits", "tt2")["cast"]
    assert [(c["id"], c["character"], c["billing_order"]) for c in cast] == [("nm1", "Neo", 4)] * 2
    for name in ("nm2", "Q2", "nm1"):
        assert call("api.get_person", name)["movie_count"] == 2
    assert desk(moderator, "staff_get_person", person_id="nm2")["merged_into"] == "nm1"
    assert (
        conn.execute("select person_id from ops.imported_people").fetchone()
        == conn.execute("select id from iwm.people where external_id = 'nm1'").fetchone()
    )
    assert [e["changed"] for e in desk.log("person", "nm2") if e["action"] == "merge"] == [{"merged_into": "nm1"}]


def test_a_life_that_does_not_fit_is_not_taken_over(desk, moderator, catalogue):
    catalogue.person("nm1", "Ann", birth_year=1970)
    catalogue.person("nm2", "Ann", deathday="1950-01-01", death_year=1950, birthday="1901-01-01", birth_year=1901)
    record = desk(moderator, "staff_merge_person", person_id="nm2", into="nm1")
    assert (record["birth_year"], record["birthday"], record["death_year"], record["deathday"]) == (
        1970,
        None,
        None,
        None,
    )


def test_what_cannot_be_merged(ann, desk, moderator, catalogue):
    catalogue.person("nm2", "Anne")
    with desk.fails("merge_with_itself"):
        desk(moderator, "staff_merge_person", person_id="nm1", into="tmdb_9")
    with desk.fails("person_not_found"):
        desk(moderator, "staff_merge_person", person_id="nm1", into="nm404")
    desk(moderator, "staff_delete_person", person_id="nm2")
    with desk.fails("record_deleted"):
        desk(moderator, "staff_merge_person", person_id="nm1", into="nm2")
    with desk.fails("record_deleted"):
        desk(moderator, "staff_merge_person", person_id="nm2", into="nm1")
    desk(moderator, "staff_restore_person", person_id="nm2")
    desk(moderator, "staff_merge_person", person_id="nm2", into="nm1")
    for function in ("staff_delete_person", "staff_restore_person"):
        with desk.fails("record_merged"):
            desk(moderator, function, person_id="nm2")
    with desk.fails("record_merged"):
        desk(moderator, "staff_merge_person", person_id="nm1", into="nm2")


def test_external_ids(ann, desk, moderator, catalogue):
    ids = [{"source": "wikidata", "id": "Q5"}]
    record = desk(moderator, "staff_set_person_external_ids", if_match="1", person_id="nm1", external_ids=ids)
    assert (record["external_ids"], record["version"]) == (ids, 2)
    catalogue.person("nm2", "Bob")
    with desk.fails("external_id_taken"):
        desk(moderator, "staff_set_person_external_ids", person_id="nm2", external_ids=ids)
    with desk.fails("external_id_taken"):
        desk(
            moderator, "staff_set_person_external_ids", person_id="nm2", external_ids=[{"source": "imdb", "id": "nm1"}]
        )
    with desk.fails("precondition_required"):
        desk(moderator, "staff_set_person_external_ids", if_match=None, person_id="nm1", external_ids=[])


def test_records_page_by_page(desk, moderator, catalogue):
    for number in range(4):
        catalogue.person(f"nm{number}", "Ann")
    desk(moderator, "staff_delete_person", person_id="nm3")
    desk(moderator, "staff_merge_person", person_id="nm1", into="nm0")
    first = desk(moderator, "staff_list_people", limit=3)
    assert [p["id"] for p in first["items"]] == ["nm3", "nm2", "nm1"]
    rest = desk(moderator, "staff_list_people", limit=3, cursor=first["next_cursor"])
    assert ([p["id"] for p in rest["items"]], rest["next_cursor"]) == (["nm0"], None)
    states = {
        s: [p["id"] for p in desk(moderator, "staff_list_people", state=s)["items"]]
        for s in ("listed", "deleted", "merged")
    }
    assert states == {"listed": ["nm2", "nm0"], "deleted": ["nm3"], "merged": ["nm1"]}
