"""What the schedules call: scores and totals, partitions ahead, pruning."""

import psycopg
import pytest

from tests.sql.catalogue import Catalogue
from tests.support.servers import ROOT


@pytest.fixture
def catalogue(conn: psycopg.Connection) -> Catalogue:
    return Catalogue(conn)


def call(conn: psycopg.Connection, text: str) -> dict:
    """The answer of a function."""
    row = conn.execute(f"select {text}").fetchone()  # type: ignore[call-overload]
    assert row
    return row[0]


# -- update-movie-stats ----------------------------------------------------------------------------------------------


def test_scores_are_refreshed(conn: psycopg.Connection, catalogue: Catalogue) -> None:
    catalogue.movie("tt1", votes=(80, 760))
    catalogue.movie("tt2")
    catalogue.movie("tt3", siddu_score=5)
    conn.execute("select count(*) from iwm.movies")
    found = call(conn, "ops.update_movie_stats()")
    assert (found["done"], found["films"]) == (True, 2)
    rows = conn.execute("select external_id, siddu_score::float from iwm.movies order by 1").fetchall()
    assert rows == [("tt1", 8.8), ("tt2", None), ("tt3", None)]
    assert call(conn, "ops.update_movie_stats()") == {"done": True, "films": 0, "people": 0, "totals": 0}


def test_in_batches(conn: psycopg.Connection, catalogue: Catalogue) -> None:
    for number in range(5):
        catalogue.movie(f"tt{number}", votes=(10, 50))
    answers = [call(conn, "ops.update_movie_stats(2)") for _ in range(3)]
    assert [(answer["done"], answer["films"]) for answer in answers] == [(False, 2), (False, 2), (True, 1)]


def test_a_film_in_use_is_passed_by(fresh_dsn: str) -> None:
    with psycopg.connect(fresh_dsn, autocommit=True) as conn, psycopg.connect(fresh_dsn) as other:
        catalogue = Catalogue(conn)
        catalogue.movie("tt1", votes=(10, 50))
        catalogue.movie("tt2", votes=(10, 50))
        other.execute("select from iwm.movies where external_id = 'tt1' for update")
        assert call(conn, "ops.update_movie_stats()")["films"] == 1
        other.rollback()
        assert call(conn, "ops.update_movie_stats()")["films"] == 1


def test_people_and_totals_are_put_right(conn: psycopg.Connection, catalogue: Catalogue) -> None:
    catalogue.movie("tt1", votes=(10, 50))
    catalogue.person("nm1", "Somebody")
    catalogue.credit("tt1", "nm1")
    conn.execute("update iwm.catalogue_totals set total = total + 7")
    found = call(conn, "ops.update_movie_stats()")
    assert (found["people"], found["totals"]) == (1, 2)
    assert conn.execute("select kind, total from iwm.catalogue_totals order by 1").fetchall() == [
        ("movies", 1),
        ("people", 1),
    ]
    assert conn.execute("select credit_count, movie_count from iwm.person_stats").fetchall() == [(1, 1)]


def test_the_version_of_a_film_stays(conn: psycopg.Connection, catalogue: Catalogue) -> None:
    """It is no change of the record: nobody's If-Match breaks, no entry of the audit log."""
    catalogue.movie("tt1", votes=(10, 50))
    before = conn.execute("select version, updated_at from iwm.movies").fetchone()
    entries = conn.execute("select count(*) from iwm.audit_log").fetchone()
    call(conn, "ops.update_movie_stats()")
    assert conn.execute("select version, updated_at from iwm.movies").fetchone() == before
    assert conn.execute("select count(*) from iwm.audit_log").fetchone() == entries


# -- make-partitions -------------------------------------------------------------------------------------------------


def bounds(conn: psycopg.Connection, table: str) -> list[str]:
    """The first days of the partitions of a table."""
    rows = conn.execute(
        "select lower_bound::date::text from ops.time_partitions(%s::text::regclass)", [table]
    ).fetchall()
    return [row[0] for row in rows]


def test_months_ahead(conn: psycopg.Connection) -> None:
    conn.execute("create table jobs.by_month (at timestamptz not null) partition by range (at)")
    conn.execute(
        "create table jobs.by_month_2024_05 partition of jobs.by_month"
        " for values from ('2024-05-01Z') to ('2024-06-01Z')"
    )
    conn.execute("set local iwm.now = '2024-06-15 12:00Z'")
    made = call(conn, "ops.make_partitions_ahead()")["made"]
    assert [name for name in made if name.startswith("by_month")] == [
        "by_month_2024_06", "by_month_2024_07", "by_month_2024_08", "by_month_2024_09",
    ]  # fmt: skip
    assert bounds(conn, "jobs.by_month") == [f"2024-{month:02}-01" for month in range(5, 10)]
    assert call(conn, "ops.make_partitions_ahead()") == {"made": []}


def test_years_ahead(conn: psycopg.Connection) -> None:
    conn.execute("create table iwm.by_year (at timestamptz not null) partition by range (at)")
    conn.execute(
        "create table iwm.by_year_2023 partition of iwm.by_year for values from ('2023-01-01Z') to ('2024-01-01Z')"
    )
    conn.execute("set local iwm.now = '2024-06-15 12:00Z'")
    call(conn, "ops.make_partitions_ahead()")
    assert bounds(conn, "iwm.by_year") == ["2023-01-01", "2024-01-01", "2025-01-01", "2026-01-01"]


def test_the_same_bounds_whatever_the_time_zone_of_the_session(conn: psycopg.Connection) -> None:
    conn.execute("set local timezone = 'Pacific/Apia'")
    conn.execute("create table iwm.by_month (at timestamptz not null) partition by range (at)")
    conn.execute(
        "create table iwm.by_month_2024_05 partition of iwm.by_month for values from ('2024-05-01Z') to ('2024-06-01Z')"
    )
    conn.execute("set local iwm.now = '2024-05-31 23:30Z'")
    call(conn, "ops.make_partitions_ahead(1)")
    last = conn.execute(
        "select max(lower_bound) = '2024-06-01Z' and max(upper_bound) = '2024-07-01Z'"
        " from ops.time_partitions('iwm.by_month')"
    )
    assert last.fetchone() == (True,)


def test_what_is_not_by_time_is_left_alone(conn: psycopg.Connection) -> None:
    conn.execute("create table iwm.by_number (n integer not null) partition by range (n)")
    conn.execute("create table iwm.by_number_1 partition of iwm.by_number for values from (1) to (10)")
    conn.execute("create table iwm.by_list (n integer not null) partition by list (n)")
    conn.execute("create table iwm.empty (at timestamptz not null) partition by range (at)")
    names = call(conn, "ops.make_partitions_ahead()")["made"]
    assert not [name for name in names if name.startswith(("by_", "empty"))]


OPTIONS = "select array_agg(distinct c.reloptions) from ops.time_partitions(%s::text::regclass) as t join pg_class as c"
OPTIONS += " on c.oid = t.partition"


def test_a_partition_has_the_settings_of_the_newest_one(conn: psycopg.Connection) -> None:
    conn.execute("create table jobs.by_month (at timestamptz not null) partition by range (at)")
    conn.execute(
        "create table jobs.by_month_2024_05 partition of jobs.by_month for values from ('2024-05-01Z') to"
        " ('2024-06-01Z') with (autovacuum_vacuum_insert_threshold = 7, fillfactor = 80)"
    )
    conn.execute("set local iwm.now = '2024-06-15 12:00Z'")
    call(conn, "ops.make_partitions_ahead()")
    call(conn, "ops.make_partitions('jobs.by_month')")
    assert conn.execute(OPTIONS, ["jobs.by_month"]).fetchall() == [
        ([["autovacuum_vacuum_insert_threshold=7", "fillfactor=80"]],)
    ]


def test_the_history_is_vacuumed_as_seldom_in_each_of_its_months(conn: psycopg.Connection) -> None:
    """Also in those that were made before that was so, from the next load on."""
    conn.execute("set local iwm.now = '2099-01-15 12:00Z'")
    partitions = "select partition::text from ops.time_partitions('jobs.history') order by upper_bound"
    first = conn.execute(partitions).fetchone()
    assert first
    conn.execute(f"alter table {first[0]} reset (autovacuum_vacuum_insert_scale_factor)")  # type: ignore[call-overload]
    conn.execute((ROOT / "sql/60_jobs/60_partitions.sql").read_bytes())
    call(conn, "ops.make_partitions_ahead()")
    assert conn.execute("select count(*) > 100 from ops.time_partitions('jobs.history')").fetchone() == (True,)
    [([options],)] = conn.execute(OPTIONS, ["jobs.history"]).fetchall()
    assert "autovacuum_vacuum_insert_scale_factor=0.0" in options
    assert "autovacuum_vacuum_insert_threshold=2000000" in options


# -- pruning ---------------------------------------------------------------------------------------------------------


def test_old_runs_go_but_the_last_of_each_stays(conn: psycopg.Connection) -> None:
    conn.execute(
        "select ops.add_schedule('it', '@yearly', 'select 1'), ops.add_schedule('rare', '@yearly', 'select 1')"
    )
    conn.execute(
        "insert into ops.schedule_runs (name, slot, state) values"
        " ('it', now() - interval '100 days', 'succeeded'), ('it', now() - interval '91 days', 'failed'),"
        " ('it', now() - interval '89 days', 'missed'), ('rare', now() - interval '300 days', 'succeeded'),"
        " ('rare', now() - interval '200 days', 'succeeded')"
    )
    assert call(conn, "ops.prune_schedule_runs()") == {"done": True, "runs": 3, "cron_runs": 0}
    rows = conn.execute("select name, extract(day from now() - slot)::int from ops.schedule_runs order by 1").fetchall()
    assert rows == [("it", 89), ("rare", 200)]


def test_each_of_them_may_be_scheduled_over_http(conn: psycopg.Connection) -> None:
    rows = conn.execute("select name from ops.schedulable() order by 1").fetchall()
    assert {name for (name,) in rows} >= {
        "jobs.prune", "ops.make_partitions_ahead", "ops.prune_schedule_runs", "ops.update_movie_stats",
    }  # fmt: skip
