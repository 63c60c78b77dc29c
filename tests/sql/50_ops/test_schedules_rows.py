"""Rows of ops.schedules: what is refused, whoever writes them; and what the product ships."""

import psycopg
import pytest

SHIP = "select ops.ship_schedule('it', %s, 'sql', %s, 'what it does', %s)"
ROW = "select cron, command, enabled, shipped is not null from ops.schedules where name = 'it'"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("select ops.add_schedule('it', '61 * * * *', 'select 1')", "invalid_cron"),
        ("select ops.add_schedule('it', '* * * * *', 'select 1', _time_zone => 'CEST+2')", "invalid_time_zone"),
        ("select ops.add_schedule('it', '* * * * *', 'delete from iwm.users')", "schedule_command_refused"),
        ("select ops.add_schedule('it', '* * * * *', 'select 1; drop table iwm.users')", "schedule_command_refused"),
        ("select ops.add_schedule('it', '* * * * *', 'select ops.nothing_of_this_name()')", "schedule_command_refused"),
        ("select ops.add_schedule('it', '* * * * *', 'select from')", "schedule_command_refused"),
        ("select ops.add_schedule('it', '* * * * *', 'drop table iwm.users', 'vacuum')", "schedule_command_refused"),
        ("select ops.add_schedule('it', '* * * * *', 'vacuum; select 1', 'vacuum')", "schedule_command_refused"),
        ("select ops.add_schedule('it', '* * * * *', 'Two words', 'job')", "schedule_command_refused"),
        ("select ops.enable_schedule('nothing')", "schedule_not_found"),
        ("select ops.drop_schedule('nothing')", "schedule_not_found"),
        ("select ops.drop_schedule('vacuum-analyze')", "schedule_shipped"),
        ("update ops.schedules set cron = '* * *' where name = 'prune-jobs'", "invalid_cron"),
        ("update ops.schedules set command = 'select 1/' where name = 'prune-jobs'", "schedule_command_refused"),
    ],
)
def test_what_is_refused(conn: psycopg.Connection, statement: str, code: str) -> None:
    with pytest.raises(psycopg.Error) as caught:
        conn.execute(statement)  # type: ignore[call-overload]
    assert caught.value.diag.constraint_name == code
    assert caught.value.diag.message_hint


@pytest.mark.parametrize(
    "values",
    ["('Upper', '* * * * *')", "('two words', '* * * * *')", "('a--b', '* * * * *')", "(repeat('a', 61), '* * * * *')"],
)
def test_names(conn: psycopg.Connection, values: str) -> None:
    with pytest.raises(psycopg.Error) as caught:
        conn.execute(
            f"insert into ops.schedules (name, cron, kind, command, description) select v.*, 'sql', 'select 1', 'it'"  # type: ignore[call-overload]
            f" from (values {values}) as v"
        )
    assert caught.value.diag.constraint_name == "invalid_input"


@pytest.mark.parametrize(
    "arguments",
    [
        "'Bad Name', '@daily', 'select 1'", "null, '@daily', 'select 1'", "'it', '@daily', null",
        "'it', null, 'select 1'", "'it', '@daily', ''", "'it', '@daily', 'select 1', null",
        "'it', '@daily', 'select 1', _args => '[1]'", "'it', '@daily', 'noop', 'job', _queue => 'Bad Queue'",
        "'it', '@daily', 'select 1', _timeout => '-1 s'", "'it', '@daily', 'select 1', _enabled => null",
        "'it', '@daily', 'select 1', repeat('x', 501)",
    ],
)  # fmt: skip
def test_what_is_missing_or_out_of_bounds_is_said(conn: psycopg.Connection, arguments: str) -> None:
    arguments = arguments.replace("repeat(", "_description => repeat(")
    with pytest.raises(psycopg.Error) as caught:
        conn.execute(f"select ops.add_schedule({arguments})")  # type: ignore[call-overload]
    assert (caught.value.sqlstate, caught.value.diag.constraint_name) == ("IW422", "invalid_input")


def test_a_row_written_by_hand_needs_no_description(conn: psycopg.Connection) -> None:
    conn.execute("insert into ops.schedules (name, cron, kind, command) values ('it', '@daily', 'sql', 'select 1')")
    row = conn.execute("select description from ops.schedules where name = 'it'").fetchone()
    assert row == ("",)


def test_a_row_written_by_hand_is_checked_and_has_its_next_slot(conn: psycopg.Connection) -> None:
    conn.execute("set local iwm.now = '2024-05-01 12:00Z'")
    row = conn.execute(
        "insert into ops.schedules (name, cron, kind, command, description, time_zone)"
        " values ('it', ' 0 4 * * 1 ', 'sql', 'select 1', 'it', 'europe/berlin')"
        " returning cron, time_zone, next_slot::text"
    ).fetchone()
    assert row == ("0 4 * * 1", "Europe/Berlin", "2024-05-06 02:00:00+00")


def test_the_time_zone_is_a_choice_of_the_schedule_not_of_the_session(conn: psycopg.Connection) -> None:
    conn.execute("set local timezone = 'Pacific/Apia'")
    conn.execute("set local iwm.now = '2024-05-01 12:00Z'")
    slot = conn.execute("select extract(epoch from ops.add_schedule('it', '0 4 * * 1', 'select 1'))::bigint").fetchone()
    assert slot == (1714968000,)


def test_what_the_product_ships(conn: psycopg.Connection) -> None:
    shipped = dict(conn.execute("select name, cron from ops.schedules where shipped is not null").fetchall())
    assert (
        shipped.items()
        >= {
            "vacuum-analyze": "0 4 * * 1",
            "update-movie-stats": "0 5 * * *",
            "daily-backup": "0 3 * * *",
            "cleanup-sessions": "0 * * * *",
        }.items()
    )
    assert conn.execute("select name from ops.schedules where not enabled").fetchall() == [("daily-backup",)]


def test_a_new_version_changes_what_nobody_changed(conn: psycopg.Connection) -> None:
    conn.execute(SHIP, ["0 1 * * *", "select 1", False])
    assert conn.execute(ROW).fetchone() == ("0 1 * * *", "select 1", False, True)
    conn.execute(SHIP, ["0 2 * * *", "select 2", True])
    assert conn.execute(ROW).fetchone() == ("0 2 * * *", "select 2", True, True)


def test_what_an_operator_changed_stays(conn: psycopg.Connection) -> None:
    conn.execute(SHIP, ["0 1 * * *", "select 1", True])
    conn.execute("update ops.schedules set cron = '30 6 * * *' where name = 'it'")
    conn.execute("select ops.enable_schedule('it', false)")
    conn.execute(SHIP, ["0 2 * * *", "select 2", True])
    assert conn.execute(ROW).fetchone() == ("30 6 * * *", "select 2", False, True)
    # back to what was shipped: it follows again
    conn.execute("update ops.schedules set cron = '0 2 * * *', enabled = true where name = 'it'")
    conn.execute(SHIP, ["0 3 * * *", "select 2", True])
    assert conn.execute(ROW).fetchone() == ("0 3 * * *", "select 2", True, True)


def test_the_same_again_changes_nothing(conn: psycopg.Connection) -> None:
    conn.execute(SHIP, ["0 1 * * *", "select 1", True])
    before = conn.execute("select s.*, s.xmin from ops.schedules as s where name = 'it'").fetchone()
    conn.execute("savepoint later")
    conn.execute(SHIP, ["0 1 * * *", "select 1", True])
    assert conn.execute("select s.*, s.xmin from ops.schedules as s where name = 'it'").fetchone() == before


def test_one_made_here_becomes_one_of_the_product(conn: psycopg.Connection) -> None:
    conn.execute("select ops.add_schedule('it', '5 5 * * *', 'mails.digest', 'job')")
    conn.execute(SHIP, ["0 1 * * *", "select 1", True])
    row = conn.execute("select kind::text, cron, command from ops.schedules where name = 'it'").fetchone()
    assert row == ("sql", "0 1 * * *", "select 1")


def test_one_that_was_removed_is_made_again(conn: psycopg.Connection) -> None:
    conn.execute("delete from ops.schedules where name = 'prune-jobs'")
    rows = conn.execute("select name, state from ops.create_scheduled_jobs()").fetchall()
    assert ("prune-jobs", "made") in rows
    assert ("vacuum-analyze", "exists") in rows
    assert ("daily-backup", "exists, off") in rows


def test_a_change_in_psql_stands_in_the_audit_log(conn: psycopg.Connection) -> None:
    conn.execute("update ops.schedules set cron = '0 6 * * *' where name = 'update-movie-stats'")
    rows = conn.execute(
        "select actor, action, changed -> 'cron', previous -> 'cron' from iwm.audit_log where entity = 'schedule'"
    ).fetchall()
    assert rows == [(conn.info.user, "update", "0 6 * * *", "0 5 * * *")]
    conn.execute("update ops.schedules set next_slot = next_slot")
    assert conn.execute("select count(*) from iwm.audit_log where entity = 'schedule'").fetchone() == (1,)


def test_a_worker_that_is_not_the_owner_may_tick(conn: psycopg.Connection, act_as) -> None:
    conn.execute(
        "update ops.schedules set next_slot = now(), last_slot = now() - interval '1 hour 1 minute'"
        " where name = 'prune-jobs'"
    )
    with act_as(conn, "iwm_worker"):
        assert conn.execute("select 'prune-jobs' = any (names) from ops.due()").fetchone() == (True,)
        run = conn.execute("select id, kind::text from ops.take_run('prune-jobs', 'w')").fetchone()
        assert run
        assert run[1] == "sql"
        conn.execute("select ops.perform_run(%s)", [run[0]])
        with pytest.raises(psycopg.errors.InsufficientPrivilege), conn.transaction():
            conn.execute("select * from ops.schedules")
    assert conn.execute("select state::text from ops.schedule_runs").fetchall() == [("succeeded",)]


@pytest.mark.parametrize("how", ["session authorization", "role"])
def test_vacuum_by_a_worker_that_is_not_the_owner(conn: psycopg.Connection, how: str) -> None:
    """From PostgreSQL 17 on it was granted that; before, nobody but the owner may, and it is left to others."""
    conn.execute(
        "update ops.schedules set next_slot = now(), last_slot = now() - interval '8 days' where kind = 'vacuum'"
    )
    assert "vacuum-analyze" in conn.execute("select plain from ops.due(false)").fetchone()[0]
    conn.execute(f"set local {how} {'=' if how == 'role' else ''} iwm_worker")  # type: ignore[call-overload]
    take = "select command from ops.take_run('vacuum-analyze', 'w')"
    if conn.info.server_version >= 170000:
        assert conn.execute(take).fetchone() == ("vacuum (analyze)",)
        return
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="iwm_worker may not vacuum"), conn.transaction():
        conn.execute(take)


def test_a_role_that_may_not_vacuum_leaves_it_to_others(conn: psycopg.Connection) -> None:
    conn.execute("update ops.schedules set next_slot = now() where kind = 'vacuum'")
    conn.execute("grant usage on schema ops to iwm_app; grant execute on function ops.take_run to iwm_app")
    conn.execute("set local role iwm_app")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="iwm_app may not vacuum"), conn.transaction():
        conn.execute("select ops.take_run('vacuum-analyze', 'w')")


def test_a_worker_may_maintain_what_it_may_not_read(conn: psycopg.Connection) -> None:
    """Also tables that come later, as partitions do."""
    if conn.info.server_version < 170000:
        pytest.skip("the privilege is there from PostgreSQL 17 on")
    conn.execute("create table jobs.later (n integer); create table iwm.later (n integer)")
    rows = conn.execute(
        "select c.oid::regclass::text from pg_class as c"
        " where c.relnamespace = any (array['iwm', 'jobs', 'ops']::regnamespace[]) and c.relkind in ('r', 'p', 'm')"
        " and (not has_table_privilege('iwm_worker', c.oid, 'maintain')"
        " or has_table_privilege('iwm_worker', c.oid, 'select, insert, update, delete, truncate'))"
    ).fetchall()
    assert rows == []
