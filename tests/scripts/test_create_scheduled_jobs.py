"""scripts/create_scheduled_jobs.sql, and the lines of docs/SCHEDULES.md for a crontab, by psql alone."""

import psycopg
import pytest

from tests.support import databases
from tests.support.psql import SCRIPT, psql


def test_it_makes_what_is_missing_and_says_so(fresh_dsn: str) -> None:
    with psycopg.connect(fresh_dsn, autocommit=True) as conn:
        conn.execute("delete from ops.schedules where name in ('prune-jobs', 'vacuum-analyze')")
    done = psql(fresh_dsn, "-At", "-F", " ; ", "-f", SCRIPT)
    assert done.returncode == 0, done.stderr
    lines = {line.split(" ; ")[0]: line.split(" ; ") for line in done.stdout.splitlines() if " ; " in line}
    assert lines["vacuum-analyze"][1:4] == ["0 4 * * 1", "UTC", "made"]
    assert lines["prune-jobs"][3] == "made"
    assert lines["update-movie-stats"][1:4] == ["0 5 * * *", "UTC", "exists"]
    assert lines["daily-backup"][3] == "exists, off"
    again = psql(fresh_dsn, "-At", "-F", " ; ", "-f", SCRIPT)
    assert again.returncode == 0, again.stderr
    assert " ; made" not in again.stdout


def test_it_makes_all_that_the_product_ships(fresh_dsn: str) -> None:
    """Also what an area ships with its tables."""
    with psycopg.connect(fresh_dsn, autocommit=True) as conn:
        columns = "name, cron, kind::text, command, enabled, catch_up::text, timeout_seconds"
        before = conn.execute(f"select {columns} from ops.schedules order by name").fetchall()
        assert "cleanup-videos" in [row[0] for row in before]
        conn.execute("delete from ops.schedules")
        assert psql(fresh_dsn, "-f", SCRIPT).returncode == 0
        assert conn.execute(f"select {columns} from ops.schedules order by name").fetchall() == before


def test_where_iwm_is_not_installed_it_says_so(owner_dsn: str) -> None:
    with databases.cloned(owner_dsn, "template0") as dsn:
        done = psql(dsn, "-f", SCRIPT)
    assert done.returncode == 3
    assert "run scripts/install.sql first" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "given", "expected"),
    [
        (["-c", "select ops.tick()"], None, [("one", "succeeded")]),
        (["-c", "call ops.run_due()"], None, [("one", "succeeded")]),
        (
            ["-v", "ON_ERROR_STOP=1"],
            "call ops.run_due(); select ops.take_commands() \\gexec",
            [("one", "succeeded"), ("vacuum", "succeeded")],
        ),
    ],
)
def test_lines_of_a_crontab(fresh_dsn: str, arguments: list[str], given: str | None, expected: list) -> None:
    with psycopg.connect(fresh_dsn, autocommit=True) as conn:
        conn.execute("delete from ops.schedules")
        conn.execute("select ops.add_schedule('one', '* * * * *', 'select 1')")
        conn.execute("select ops.add_schedule('vacuum', '* * * * *', 'vacuum ops.schedules', 'vacuum')")
        conn.execute("update ops.schedules set last_slot = now() - interval '2 minutes', next_slot = now()")
        done = psql(fresh_dsn, "-qAt", *arguments, given=given)
        assert done.returncode == 0, done.stderr
        runs = conn.execute(
            "select distinct name, state::text from ops.schedule_runs where state <> 'missed' order by 1"
        )
        assert runs.fetchall() == expected
