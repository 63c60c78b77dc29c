"""The audit log: every change of what staff answers for leaves an entry, and none can be taken away."""

import psycopg
import pytest

from tests.sql.catalogue import Catalogue
from tests.support.accounts import People, Person
from tests.support.staff import Desk


@pytest.fixture
def desk(conn: psycopg.Connection) -> Desk:
    return Desk(conn)


@pytest.fixture
def ada(conn: psycopg.Connection) -> Person:
    return People(conn).user("ada", "admin")


def test_a_change_in_psql_names_the_role(conn, catalogue: Catalogue, desk):
    catalogue.movie("tt1", "Alpha", year=1999)
    conn.execute("update iwm.movies set title = 'Beta', runtime = 90, year = null, version = 7, updated_at = now()")
    create, update = desk.log("movie", "tt1")
    assert (create["actor"], create["action"], create["previous"]) == (conn.info.user, "create", None)
    assert create["changed"]["title"] == "Alpha"
    assert None not in create["changed"].values()
    assert (update["action"], update["changed"], update["previous"]) == (
        "update", {"title": "Beta", "runtime": "90", "year": None}, {"title": "Alpha", "runtime": None, "year": "1999"},
    )  # fmt: skip


def test_columns_that_follow_from_others_leave_no_entry(conn, catalogue, desk):
    catalogue.movie("tt1")
    before = desk.log("movie", "tt1")
    conn.execute(
        "update iwm.movies set version = version + 1, updated_at = now() + interval '1 day', siddu_score = 7.5"
    )
    assert desk.log("movie", "tt1") == before
    assert not {"id", "version", "created_at", "updated_at", "title_search", "siddu_score"} & set(before[0]["changed"])


def test_who_acts_and_why(conn, catalogue, desk, ada):
    conn.execute("select iwm.act_as(%s, 'a reason')", [ada.id])
    catalogue.movie("tt1")
    [entry] = desk.log("movie", "tt1")
    assert (entry["actor"], entry["reason"]) == ("ada", "a reason")
    assert conn.execute("select actor_id from iwm.audit_log where entity = 'movie'").fetchone() == (ada.id,)
    conn.execute("select iwm.act_as(null)")
    catalogue.movie("tt2")
    [entry] = desk.log("movie", "tt2")
    assert (entry["actor"], entry["reason"]) == (conn.info.user, None)


def test_who_acts_is_forgotten_with_the_transaction(fresh_dsn):
    with psycopg.connect(fresh_dsn, autocommit=True) as connection:
        ada = People(connection).user("ada", "admin")
        connection.execute("select iwm.act_as(%s, 'a reason')", [ada.id])
        Catalogue(connection).movie("tt1")
        [entry] = Desk(connection).log("movie", "tt1")
        assert (entry["actor"], entry["reason"]) == (connection.info.user, None)


def test_a_role_with_no_right_on_the_log_is_named_too(conn, desk, act_as):
    conn.execute("grant usage on schema iwm to iwm_worker; grant select, update on iwm.genres to iwm_worker")
    with act_as(conn, "iwm_worker"):
        conn.execute("update iwm.genres set name = 'Tragedy' where slug = 'drama'")
    [entry] = desk.log("genre", "drama")
    assert (entry["actor"], entry["changed"]) == ("iwm_worker", {"name": "Tragedy"})


def test_lists_tell_what_was_in_them(conn, catalogue, desk):
    catalogue.movie("tt1", genres=("drama",))
    catalogue.movie("tt2")
    catalogue.person("per_1", "Ann")
    catalogue.credit("tt1", "per_1", "Actor", "Neo", 2)
    catalogue.keyword("tt1", "robot")
    catalogue.company("tt1", "cmp_1", "Studio")
    catalogue.external_id("movie", "tt1", "imdb", "tt1")
    catalogue.external_id("person", "per_1", "imdb", "nm1")
    conn.execute("insert into iwm.movie_countries select id, 'US' from iwm.movies where external_id = 'tt1'")
    conn.execute("insert into iwm.movie_languages select id, 'en' from iwm.movies where external_id = 'tt1'")
    conn.execute(
        "insert into iwm.alternative_titles (movie_id, title) select id, 'A' from iwm.movies where external_id = 'tt1'"
    )
    conn.execute("insert into iwm.external_scores (movie_id, source, value, scale) select id, 'imdb', 7, 10"
                 " from iwm.movies"
                 " where external_id = 'tt1'")  # fmt: skip
    entries = {e["action"]: e["changed"] for e in desk.log("movie", "tt1")}
    del entries["create"]
    assert entries == {
        "genres.add": {"genre": "drama", "position": "0"},
        "credits.add": {
            "person": "per_1",
            "name": "Ann",
            "department": "Acting",
            "job": "Actor",
            "character": "Neo",
            "billing_order": "2",
        },
        "keywords.add": {"keyword": "robot"},
        "companies.add": {"company": "cmp_1", "name": "Studio", "role": "production", "position": "0"},
        "external_ids.add": {"source": "imdb", "value": "tt1"},
        "countries.add": {"country_code": "US", "position": "0"},
        "languages.add": {"language_code": "en", "position": "0"},
        "alternative_titles.add": {"title": "A", "country_code": None, "language_code": None, "type": None},
        "scores.add": {"source": "imdb", "value": "7", "scale": "10", "votes": None},
    }
    assert [e["action"] for e in desk.log("person", "per_1")] == ["create", "external_ids.add"]
    conn.execute("update iwm.credits set billing_order = 3")
    conn.execute("update iwm.movie_genres set movie_id = (select id from iwm.movies where external_id = 'tt2')")
    conn.execute("delete from iwm.movie_keywords")
    change, leaves, removed = desk.log("movie", "tt1")[-3:]
    assert (change["action"], change["changed"]["billing_order"], change["previous"]["billing_order"]) == (
        "credits.change",
        "3",
        "2",
    )
    assert (leaves["action"], leaves["previous"]["genre"]) == ("genres.remove", "drama")
    assert (removed["action"], removed["changed"], removed["previous"]) == (
        "keywords.remove",
        None,
        {"keyword": "robot"},
    )
    assert desk.log("movie", "tt2")[-1]["action"] == "genres.add"


def test_a_film_that_is_removed_for_good_is_one_entry(conn, catalogue, desk):
    catalogue.movie("tt1", genres=("drama",))
    conn.execute("delete from iwm.movies")
    entry = desk.log("movie", "tt1")[-1]
    assert (entry["action"], entry["changed"], entry["previous"]["title"]) == ("remove", None, "tt1")


def test_of_users_only_what_staff_decides(conn, desk):
    person = People(conn).user("mia")
    conn.execute(
        "update iwm.users set hashed_password = 'secret', email = 'other@example.org', name = 'Mia M', bio = 'x',"
        " last_seen_at = now()"
    )
    assert desk.log("user", person.external_id) == []
    conn.execute("update iwm.users set visibility = 'private', hashed_password = 'more'")
    conn.execute("update iwm.users set suspended_at = now(), suspension_reason = 'spam'")
    conn.execute("update iwm.users set suspension_reason = 'more spam'")
    conn.execute("update iwm.users set suspended_at = null")
    entries = desk.log("user", person.external_id)
    assert [e["action"] for e in entries] == ["update", "suspend", "update", "unsuspend"]
    assert (entries[0]["changed"], entries[0]["previous"]) == ({"visibility": "private"}, {"visibility": "public"})


def test_what_users_do_about_themselves_over_http_is_none_of_it(conn, desk, act_as):
    person = People(conn).user("mia")
    conn.execute(
        "create function api.hide_me() returns void language sql security definer set search_path = pg_catalog, pg_temp"
        " as $$ update iwm.users set visibility = 'private' $$; grant execute on function api.hide_me() to iwm_app"
    )
    with act_as(conn, "iwm_app"):
        conn.execute("select api.hide_me()")
    assert conn.execute("select visibility from iwm.users").fetchone() == ("private",)
    assert desk.log("user", person.external_id) == []


def test_roles_and_notes(conn, desk):
    person = People(conn).user("mia", "moderator")
    conn.execute("update iwm.admin_user_meta set role = 'admin', notes = 'trusted'")
    conn.execute("delete from iwm.admin_user_meta")
    assert [(e["action"], e["previous"], e["changed"]) for e in desk.log("user", person.external_id)] == [
        ("role", {"role": "user"}, {"role": "moderator"}),
        ("role", {"role": "moderator"}, {"role": "admin"}),
        ("notes", {"notes": None}, {"notes": "trusted"}),
        ("role", {"role": "admin"}, {"role": "user"}),
        ("notes", {"notes": "trusted"}, {"notes": None}),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "update iwm.audit_log set actor = 'nobody'", "update iwm.audit_log set actor_id = null",
        "update iwm.audit_log set changed = null",
        "update iwm.audit_log set entity_id = 'deleted account', changed = null, previous = null, reason = null",
        "delete from iwm.audit_log", "truncate iwm.audit_log",
    ],
)  # fmt: skip
def test_entries_stay_as_they_are(conn, catalogue, desk, ada, statement):
    conn.execute("select iwm.act_as(%s)", [ada.id])
    catalogue.movie("tt1")
    conn.execute("update iwm.users set visibility = 'private'")
    before = conn.execute("select * from iwm.audit_log order by id").fetchall()
    assert len(before) > 1
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="cannot be changed or removed"), conn.transaction():
        conn.execute(statement)
    assert conn.execute("select * from iwm.audit_log order by id").fetchall() == before


def test_a_purged_account_takes_its_name_along(conn, catalogue, desk, ada):
    mia = People(conn).user("mia", "moderator")
    conn.execute("select iwm.act_as(%s, 'a reason')", [mia.id])
    catalogue.movie("tt1")
    conn.execute("select iwm.act_as(%s)", [ada.id])
    conn.execute("update iwm.users set suspended_at = now(), suspension_reason = 'spam' where id = %s", [mia.id])
    conn.execute("select iwm.purge_account(%s)", [mia.id])
    [entry] = desk.log("movie", "tt1")
    assert (entry["actor"], entry["changed"]["title"], entry["reason"]) == ("deleted account", "tt1", "a reason")
    assert desk.log("user", mia.external_id) == []
    about = desk.log("user", "deleted account")
    assert [(e["action"], e["changed"], e["previous"]) for e in about] == [
        ("role", None, None),
        ("suspend", None, None),
    ]
    text = conn.execute("select string_agg(a::text, '') from iwm.audit_log as a").fetchone()[0]
    assert "mia" not in text
    assert mia.external_id not in text


def test_an_account_that_is_removed_by_hand_is_one_entry_without_what_it_was(conn, desk):
    mia = People(conn).user("mia", "moderator", suspension_reason="spam")
    conn.execute("delete from iwm.users where id = %s", [mia.id])
    entry = desk.log("user", mia.external_id)[-1]
    assert (entry["action"], entry["changed"], entry["previous"]) == ("remove", None, None)


def test_importers_leave_no_entry(conn, catalogue):
    conn.execute("select ops.import_begin(true)")
    catalogue.movie("tt1", genres=("drama",))
    catalogue.person("per_1", "Ann")
    catalogue.credit("tt1", "per_1")
    assert conn.execute("select count(*) from iwm.audit_log").fetchone() == (0,)


def test_an_import_of_the_sample_leaves_no_entry(sample):
    assert sample.execute("select count(*) from iwm.audit_log").fetchone() == (0,)


def test_staff_is_recorded_though_the_session_had_turned_the_log_off(conn, catalogue, desk, ada):
    conn.execute("set iwm.audit = 'off'")
    catalogue.movie("tt1")
    desk(ada, "staff_update_movie", movie_id="tt1", patch={"title": "B"})
    assert [e["action"] for e in desk.log("movie", "tt1")] == ["update"]


def test_the_overview_names_what_it_is_about(conn, catalogue, ada):
    catalogue.movie("tt1", "Alpha")
    catalogue.person("per_1", "Ann")
    rows = conn.execute("select entity, entity_id, name from iwm.audit_overview order by id").fetchall()
    assert rows == [("user", ada.external_id, "ada"), ("movie", "tt1", "Alpha"), ("person", "per_1", "Ann")]


def test_neither_is_for_everybody(conn, act_as):
    for name in ("audit_log", "audit_overview"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), conn.transaction(), act_as(conn, "iwm_readonly"):
            conn.execute(f"select * from iwm.{name}")  # type: ignore[arg-type]
