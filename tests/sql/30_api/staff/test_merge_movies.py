"""Staff: two records of one film become one."""

import psycopg
import pytest

from tests.sql.catalogue import Catalogue
from tests.support.accounts import People
from tests.support.staff import meanwhile

REFERRING = """
select distinct t.relnamespace::regnamespace || '.' || t.relname
from pg_constraint as c join pg_class as t on t.oid = c.conrelid
where c.contype = 'f' and c.confrelid = %s::regclass
"""


@pytest.fixture
def two(catalogue, conn):
    """tt1 (stays) and tt2 (goes), with something of everything in common."""
    catalogue.movie("tt1", "Alpha", (10, 80), ("drama", "comedy"), year=1999, runtime=90, trivia=[
        {"question": "q", "category": "c", "answer": "a"}])  # fmt: skip
    catalogue.movie(
        "tt2", "Alfa", (5, 45), ("comedy", "horror"), release_date="1999-05-01", runtime=95, tagline="!",
        trivia=[{"question": "q", "category": "c", "answer": "a"}, {"question": "q2", "category": "c", "answer": "a"}],
    )  # fmt: skip
    catalogue.person("per_1", "Ann")
    catalogue.person("per_2", "Bob")
    catalogue.credit("tt1", "per_1", "Actor", "Neo")
    catalogue.credit("tt2", "per_1", "Actor", "Neo", 3)
    catalogue.credit("tt2", "per_1", "Actor")
    catalogue.credit("tt1", "per_2", "Director")
    catalogue.credit("tt2", "per_2", "Producer")
    catalogue.keyword("tt1", "robot", "love")
    catalogue.keyword("tt2", "love", "war")
    catalogue.company("tt1", "cmp_1", "Studio")
    catalogue.company("tt2", "cmp_1", "Studio")
    catalogue.company("tt2", "cmp_2", "Other")
    catalogue.external_id("movie", "tt1", "tmdb", "1")
    catalogue.external_id("movie", "tt2", "tmdb", "2")
    catalogue.external_id("movie", "tt2", "wikidata", "Q2")
    for key, source, value in (("tt1", "imdb", 7), ("tt2", "imdb", 6), ("tt2", "critics", 5)):
        conn.execute(
            "insert into iwm.external_scores (movie_id, source, value, scale)"
            " select id, %s, %s, 10 from iwm.movies where external_id = %s",
            [source, value, key],
        )
    conn.execute("insert into iwm.movie_countries select id, 'US' from iwm.movies")
    conn.execute("insert into iwm.movie_languages select id, 'en' from iwm.movies where external_id = 'tt2'")
    conn.execute(
        "insert into iwm.alternative_titles (movie_id, title, country_code) select id, 'A', 'IT' from iwm.movies"
    )
    conn.execute(
        "insert into ops.imported_movies (source, source_id, movie_id) select 'imdb', external_id, id from iwm.movies"
    )
    conn.execute("select ops.refresh_person_stats()")
    return catalogue


def test_everything_moves_and_nothing_twice(two, desk, moderator, call, conn):
    record = desk(moderator, "staff_merge_movie", if_match="1", movie_id="tt2", into="tt1", reason="the same film")
    assert (record["id"], record["version"], record["vote_count"]) == ("tt1", 2, 15)
    assert (record["title"], record["runtime"], record["tagline"]) == ("Alpha", 90, "!")
    assert (record["year"], record["release_date"]) == (1999, "1999-05-01")
    assert [g["slug"] for g in record["genres"]] == ["drama", "comedy", "horror"]
    assert [k["slug"] for k in record["keywords"]] == ["love", "robot", "war"]
    assert [c["id"] for c in record["companies"]] == ["cmp_1", "cmp_2"]
    assert [c["code"] for c in record["countries"]] == ["US"]
    assert [c["code"] for c in record["languages"]] == ["en"]
    assert {(e["source"], e["id"]) for e in record["external_ids"]} == {
        ("tmdb", "1"),
        ("tmdb", "2"),
        ("wikidata", "Q2"),
    }
    assert {(s["source"], s["value"]) for s in record["scores"]} == {("imdb", 7), ("critics", 5)}
    assert [t["title"] for t in record["alternative_titles"]] == ["A", "Alfa"]
    assert [t["question"] for t in record["trivia"]] == ["q", "q2"]
    credits = call("api.get_movie_credits", "tt1")
    assert [(c["id"], c["character"], c["billing_order"]) for c in credits["cast"]] == [("per_1", "Neo", 3)]
    assert [(c["id"], c["job"]) for c in credits["crew"]] == [("per_2", "Director"), ("per_2", "Producer")]
    stats = (
        "select p.external_id, s.credit_count, s.movie_count"
        " from iwm.people as p join iwm.person_stats as s on s.person_id = p.id"
    )
    assert set(conn.execute(stats)) == {("per_1", 1, 1), ("per_2", 2, 1)}
    assert conn.execute("select total from iwm.catalogue_totals where kind = 'movies'").fetchone() == (1,)


def test_the_ids_of_the_one_that_went_go_on_answering(two, desk, moderator, call):
    desk(moderator, "staff_merge_movie", movie_id="tt2", into="tmdb_1")
    for name in ("tt2", "tmdb_2", "Q2", "tt1", "tmdb_1"):
        assert call("api.get_movie", name)["id"] == "tt1"
    record = desk(moderator, "staff_get_movie", movie_id="tt2")
    assert (record["state"], record["merged_into"], record["genres"], record["credit_count"]) == (
        "merged",
        "tt1",
        [],
        0,
    )
    for function in ("staff_delete_movie", "staff_restore_movie"):
        with desk.fails("record_merged"):
            desk(moderator, function, movie_id="tt2")
    with desk.fails("record_merged"):
        desk(moderator, "staff_update_movie", movie_id="tt2", patch={"title": "B"})
    # and the id cannot go to a third film
    with desk.fails("external_id_taken"):
        desk(moderator, "staff_create_movie", title="C", external_ids=[{"source": "imdb", "id": "tt2"}])
    # but to the one that stands for it
    desk(moderator, "staff_set_movie_external_ids", movie_id="tt1", external_ids=[{"source": "imdb", "id": "tt2"}])


def test_a_chain_of_merges_is_one_step(two, desk, moderator, catalogue, call, conn):
    catalogue.movie("tt3")
    desk(moderator, "staff_merge_movie", movie_id="tt2", into="tt1")
    desk(moderator, "staff_merge_movie", movie_id="tt1", into="tt3")
    assert call("api.get_movie", "tt2")["id"] == "tt3"
    direct = "select count(*) from iwm.movies m join iwm.movies w on w.id = m.merged_into where w.external_id = 'tt3'"
    assert conn.execute(direct).fetchone() == (2,)
    assert (
        conn.execute("select distinct movie_id from ops.imported_movies").fetchall()
        == conn.execute("select id from iwm.movies where external_id = 'tt3'").fetchall()
    )


def test_what_cannot_be_merged(two, desk, moderator, catalogue):
    with desk.fails("merge_with_itself"):
        desk(moderator, "staff_merge_movie", movie_id="tt2", into="tmdb_2")
    with desk.fails("movie_not_found"):
        desk(moderator, "staff_merge_movie", movie_id="tt2", into="tt404")
    with desk.fails("precondition_required"):
        desk(moderator, "staff_merge_movie", if_match=None, movie_id="tt2", into="tt1")
    with desk.fails("precondition_failed"):
        desk(moderator, "staff_merge_movie", if_match="9", movie_id="tt2", into="tt1")
    desk(moderator, "staff_delete_movie", movie_id="tt1")
    with desk.fails("record_deleted"):
        desk(moderator, "staff_merge_movie", movie_id="tt2", into="tt1")
    with desk.fails("record_deleted"):
        desk(moderator, "staff_merge_movie", movie_id="tt1", into="tt2")


def test_a_date_of_another_year_is_not_taken_over(two, desk, moderator, conn):
    conn.execute("update iwm.movies set year = 1998 where external_id = 'tt1'")
    record = desk(moderator, "staff_merge_movie", movie_id="tt2", into="tt1")
    assert (record["year"], record["release_date"]) == (1998, None)


def test_the_log_tells_what_moved(two, desk, moderator):
    desk(moderator, "staff_merge_movie", movie_id="tt2", into="tt1", reason="the same film")
    [merge] = [e for e in desk.log("movie", "tt2") if e["action"] == "merge"]
    assert (merge["changed"], merge["actor"], merge["reason"]) == ({"merged_into": "tt1"}, "mo", "the same film")
    gone = {
        (e["action"], e["previous"].get("value"))
        for e in desk.log("movie", "tt2")
        if e["action"] == "external_ids.remove"
    }
    log = [e for e in desk.log("movie", "tt1") if e["actor"] == "mo"]
    came = {(e["action"], e["changed"].get("value")) for e in log if e["action"] == "external_ids.add"}
    assert gone == {("external_ids.remove", "2"), ("external_ids.remove", "Q2")}
    assert came == {("external_ids.add", "2"), ("external_ids.add", "Q2")}


def test_merging_knows_every_table_that_refers_to_films(conn):
    """Who adds one decides what becomes of it: in sql/16_staff/50_merge_movies.sql, then here."""
    assert {row[0] for row in conn.execute(REFERRING, ["iwm.movies"])} == {
        "iwm.alternative_titles", "iwm.credits", "iwm.external_scores", "iwm.movie_companies", "iwm.movie_countries",
        "iwm.movie_external_ids", "iwm.movie_genres", "iwm.movie_keywords", "iwm.movie_languages", "iwm.movie_stats",
        "iwm.movies", "iwm.video_uploads", "iwm.videos", "ops.imported_movies",
    }  # fmt: skip


def test_merging_knows_every_table_that_refers_to_people_and_genres(conn):
    assert {row[0] for row in conn.execute(REFERRING, ["iwm.people"])} == {
        "iwm.credits", "ops.imported_people", "iwm.people", "iwm.person_external_ids", "iwm.person_stats",
    }  # fmt: skip
    assert {row[0] for row in conn.execute(REFERRING, ["iwm.genres"])} == {
        "iwm.genre_redirects", "iwm.movie_genres", "iwm.user_genre_preferences",
    }  # fmt: skip


def test_two_merges_in_opposite_directions(fresh_dsn):
    """The second one comes upon what the first one did."""
    with psycopg.connect(fresh_dsn) as connection:
        moderator = People(connection).user("mo", "moderator")
        for key in ("tt1", "tt2"):
            Catalogue(connection).movie(key)
    told = meanwhile(
        fresh_dsn,
        lambda desk: desk(moderator, "staff_merge_movie", movie_id="tt1", into="tt2"),
        lambda desk: desk(moderator, "staff_merge_movie", movie_id="tt2", into="tt1"),
    )
    assert told.diag.constraint_name == "record_merged"


def test_two_changes_of_one_version(fresh_dsn):
    """The second one has not seen what the first one wrote."""
    with psycopg.connect(fresh_dsn) as connection:
        moderator = People(connection).user("mo", "moderator")
        Catalogue(connection).movie("tt1")

    def change(title):
        patch = {"title": title}
        return lambda desk: desk(moderator, "staff_update_movie", if_match="1", movie_id="tt1", patch=patch)

    assert meanwhile(fresh_dsn, change("A"), change("B")).diag.constraint_name == "precondition_failed"
