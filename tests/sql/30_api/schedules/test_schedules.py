"""Schedules over the API: who may what, what may be scheduled, what is shown."""

import hashlib
import json

import psycopg
import pytest

from tests.support.accounts import People, Person
from tests.support.staff import Desk

JOB = {"name": "digest", "cron": "0 7 * * *", "kind": "job", "command": "mails.digest"}


# -- who may ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "named"),
    [
        ("staff_list_schedules", {}),
        ("staff_get_schedule", {"name": "vacuum-analyze"}),
        ("staff_list_schedule_runs", {"name": "vacuum-analyze"}),
    ],
)
def test_moderators_read(desk: Desk, people: People, moderator: Person, function: str, named: dict) -> None:
    assert desk(moderator, function, **named)
    with desk.fails("forbidden"):
        desk(people.user("mia"), function, **named)
    with desk.fails("unauthenticated"):
        desk(None, function, **named)


@pytest.mark.parametrize(
    ("function", "named"),
    [
        ("staff_put_schedule", JOB),
        ("staff_run_schedule", {"name": "prune-jobs"}),
        ("staff_enable_schedule", {"name": "prune-jobs"}),
        ("staff_disable_schedule", {"name": "prune-jobs"}),
        ("staff_delete_schedule", {"name": "prune-jobs"}),
    ],
)
def test_admins_write(desk: Desk, moderator: Person, function: str, named: dict) -> None:
    with desk.fails("forbidden"):
        desk(moderator, function, **named)


def test_a_token_needs_the_scope(desk: Desk, people: People, admin: Person) -> None:
    token = people.api_token(admin, "staff:read")
    viewer = f"({admin.external_id},tok:{hashlib.sha256(token.encode()).hexdigest()},)"
    assert desk(viewer, "staff_list_schedules")
    with desk.fails("insufficient_scope"):
        desk(viewer, "staff_run_schedule", name="prune-jobs")


# -- what is shown ---------------------------------------------------------------------------------------------------


def test_the_list(desk: Desk, moderator: Person, conn: psycopg.Connection) -> None:
    page = desk(moderator, "staff_list_schedules")
    names = [item["name"] for item in page["items"]]
    assert names == sorted(names)
    assert page["total"] == len(names)
    assert {"vacuum-analyze", "update-movie-stats", "daily-backup", "cleanup-sessions"} <= set(names)
    [vacuum] = desk(moderator, "staff_list_schedules", kind="vacuum")["items"]
    assert (vacuum["cron"], vacuum["time_zone"], vacuum["shipped"], vacuum["last_run"]) == (
        "0 4 * * 1",
        "UTC",
        True,
        None,
    )
    off = desk(moderator, "staff_list_schedules", enabled=False)
    assert ([item["name"] for item in off["items"]], off["total"]) == (["daily-backup"], 1)
    assert off["items"][0]["next_run_at"] is None
    second = desk(moderator, "staff_list_schedules", page=2, per_page=3)
    assert ([item["name"] for item in second["items"]], second["total"]) == (names[3:6], len(names))
    conn.execute("select ops.run_now('prune-jobs')")
    [prune] = [item for item in desk(moderator, "staff_list_schedules")["items"] if item["name"] == "prune-jobs"]
    assert (prune["last_run"]["state"], prune["last_run"]["manual"]) == ("succeeded", True)


def test_one_with_its_history_and_its_next_times(desk: Desk, people: People, conn: psycopg.Connection) -> None:
    conn.execute("select ops.add_schedule('it', '0 3 * * *', 'select 7', _catch_up => 'all')")
    conn.execute("set iwm.now = '2024-05-04 12:00Z'")
    conn.execute("select ops.run_slot('it')")
    moderator = people.user("mo", "moderator")
    found = desk(moderator, "staff_get_schedule", name="it")
    assert found["next_runs"] == [f"2024-05-{day:02}T03:00:00+00:00" for day in range(5, 10)]
    assert [(run["slot"][:10], run["state"], run["result"]) for run in found["runs"]] == [
        ("2024-05-04", "succeeded", "7"), ("2024-05-03", "succeeded", "7"), ("2024-05-02", "succeeded", "7"),
    ]  # fmt: skip
    assert (found["command"], found["shipped"], found["queue"], found["version"]) == ("select 7", False, None, 1)
    with desk.fails("schedule_not_found", "name"):
        desk(moderator, "staff_get_schedule", name="nothing")


def test_runs_go_on(desk: Desk, moderator: Person, conn: psycopg.Connection) -> None:
    conn.execute("select ops.add_schedule('it', '* * * * *', 'select 7', _catch_up => 'all')")
    conn.execute("set iwm.now = '2024-05-01 12:07Z'")
    conn.execute("select ops.run_slot('it')")
    slots, cursor = [], None
    for expected in (3, 3, 1):
        feed = desk(moderator, "staff_list_schedule_runs", name="it", limit=3, cursor=cursor)
        slots += [run["slot"][14:16] for run in feed["items"]]
        cursor = feed["next_cursor"]
        assert len(feed["items"]) == expected
    assert slots == ["07", "06", "05", "04", "03", "02", "01"]
    assert cursor is None
    assert desk(moderator, "staff_list_schedule_runs", name="it", state="failed")["items"] == []
    assert desk(moderator, "staff_list_schedule_runs", name="it", cursor="0" * 16)["items"] is not None
    with desk.fails("schedule_not_found"):
        desk(moderator, "staff_list_schedule_runs", name="nothing")


def test_a_job_shows_what_became_of_it(desk: Desk, admin: Person, conn: psycopg.Connection) -> None:
    desk(admin, "staff_put_schedule", **JOB)
    run = desk(admin, "staff_run_schedule", name="digest")
    assert (run["state"], run["job_state"], run["job_id"][:4], run["run_by"]) == ("enqueued", "queued", "job_", "ada")
    worker = conn.execute("select jobs.register('test')").fetchone()
    [(job, attempt)] = conn.execute("select id, attempt from jobs.claim(%s, 1)", worker).fetchall()
    conn.execute("select jobs.fail(%s, %s, 'no paper', true)", [job, attempt])
    [run] = desk(admin, "staff_get_schedule", name="digest")["runs"]
    assert (run["state"], run["job_state"], run["error"]) == ("enqueued", "failed", "no paper")


# -- making and changing ---------------------------------------------------------------------------------------------


def test_a_job_is_scheduled(desk: Desk, admin: Person) -> None:
    made = desk(admin, "staff_put_schedule", **JOB, args={"size": 3}, queue="mails", time_zone="europe/berlin")
    assert (made["kind"], made["command"], made["args"], made["queue"]) == ("job", "mails.digest", {"size": 3}, "mails")
    assert (made["time_zone"], made["next_runs"][0]) == ("Europe/Berlin", "2024-05-02T05:00:00+00:00")
    assert (made["enabled"], made["catch_up"], made["allow_overlap"], made["timeout_seconds"]) == (
        True,
        "once",
        False,
        3600,
    )


def test_what_is_not_sent_stays(desk: Desk, admin: Person) -> None:
    desk(admin, "staff_put_schedule", **JOB, args={"size": 3}, catch_up="skip", description="Digests")
    changed = desk(admin, "staff_put_schedule", name="digest", cron="0 8 * * *", allow_overlap=True)
    assert (changed["cron"], changed["allow_overlap"], changed["version"]) == ("0 8 * * *", True, 2)
    assert (changed["command"], changed["args"], changed["catch_up"], changed["description"]) == (
        "mails.digest", {"size": 3}, "skip", "Digests",
    )  # fmt: skip


def test_arguments_stay_with_what_they_were_given_to(desk: Desk, admin: Person, conn: psycopg.Connection) -> None:
    """Shown is what will be done: the same command sent again keeps them, another one has its own."""
    statement = "select command from ops.schedules where name = 'it'"
    given = {"name": "it", "cron": "@daily", "kind": "sql", "command": "ops.prune_schedule_runs"}
    desk(admin, "staff_put_schedule", **given, args={"keep": "7 days"})
    same = desk(admin, "staff_put_schedule", **given)
    assert (same["command"], same["args"]) == ("ops.prune_schedule_runs", {"keep": "7 days"})
    assert conn.execute(statement).fetchone() == ("select ops.prune_schedule_runs(_keep => '7 days')",)
    other = desk(admin, "staff_put_schedule", **{**given, "command": "jobs.prune"})
    assert (other["command"], other["args"]) == ("jobs.prune", {})
    assert conn.execute(statement).fetchone() == ("select jobs.prune()",)
    none = desk(admin, "staff_put_schedule", **{**given, "command": "jobs.prune"}, args={})
    assert none["args"] == {}
    desk(admin, "staff_put_schedule", **JOB, args={"size": 3})
    assert desk(admin, "staff_put_schedule", **JOB)["args"] == {"size": 3}
    assert desk(admin, "staff_put_schedule", **{**JOB, "command": "x"})["args"] == {}


def test_a_call_of_psql_keeps_its_arguments(desk: Desk, admin: Person, conn: psycopg.Connection) -> None:
    conn.execute("select ops.add_schedule('it', '@daily', 'select jobs.prune(interval ''7 days'')')")
    desk(admin, "staff_put_schedule", name="it", cron="@hourly", kind="sql", command="jobs.prune")
    rows = conn.execute("select cron, command from ops.schedules where name = 'it'").fetchall()
    assert rows == [("@hourly", "select jobs.prune(interval '7 days')")]


@pytest.mark.parametrize("kind", ["job", "command"])
def test_a_task_that_no_worker_knows_is_refused(desk: Desk, admin: Person, conn: psycopg.Connection, kind: str) -> None:
    """As for a job that is added: what would only fail is said at once, whatever it is called."""
    with desk.fails("task_unknown", "command"):
        desk(admin, "staff_put_schedule", name="it", cron="@daily", kind=kind, command="mails.digset")
    made = desk(admin, "staff_put_schedule", name="it", cron="@daily", kind=kind, command="mails.digest")
    assert made["queue"] == {"job": "default", "command": "system"}[kind]
    conn.execute("delete from jobs.tasks")
    assert desk(admin, "staff_put_schedule", name="it", cron="@hourly")["cron"] == "@hourly"
    with desk.fails("task_unknown", "command"):
        desk(admin, "staff_put_schedule", name="it", command="x")


def test_a_function_is_scheduled_with_its_arguments(desk: Desk, admin: Person, conn: psycopg.Connection) -> None:
    made = desk(
        admin,
        "staff_put_schedule",
        name="it",
        cron="@daily",
        kind="sql",
        command="ops.prune_schedule_runs",
        args={"keep": "7 days"},
    )
    assert (made["command"], made["args"]) == ("ops.prune_schedule_runs", {"keep": "7 days"})
    statement = conn.execute("select command from ops.schedules where name = 'it'").fetchone()
    assert statement == ("select ops.prune_schedule_runs(_keep => '7 days')",)
    again = desk(admin, "staff_put_schedule", name="it", args={"keep": "14 days"})
    assert (again["command"], again["args"]) == ("ops.prune_schedule_runs", {"keep": "14 days"})
    assert desk(admin, "staff_put_schedule", name="it", cron="@hourly")["args"] == {"keep": "14 days"}


@pytest.mark.parametrize(
    ("sent", "code", "field"),
    [
        ({"kind": "sql", "command": "iwm.purge_accounts"}, "schedule_command_refused", "command"),
        ({"kind": "sql", "command": "pg_catalog.pg_reload_conf"}, "schedule_command_refused", "command"),
        ({"kind": "sql", "command": "ops.nothing"}, "schedule_command_refused", "command"),
        (
            {"kind": "sql", "command": "ops.prune_schedule_runs", "args": {"most": 3}},
            "schedule_command_refused",
            "args",
        ),
        (
            {"kind": "sql", "command": "ops.prune_schedule_runs", "args": {"keep": ["7 days"]}},
            "schedule_command_refused",
            "args",
        ),
        (
            {"kind": "sql", "command": "ops.prune_schedule_runs", "args": {"keep": "x') or true --"}},
            "schedule_command_refused",
            "command",
        ),
        ({"kind": "vacuum", "command": "vacuum"}, "schedule_command_refused", "command"),
        ({"kind": "command", "command": "system.backup"}, "task_unknown", "command"),
        ({"kind": "job", "command": "x", "args": [1]}, "invalid_input", "args"),
        ({"kind": "job", "command": "x", "args": 3}, "invalid_input", "args"),
        ({"kind": "job"}, "invalid_input", "command"),
        ({"command": "x"}, "invalid_input", "kind"),
        ({"kind": "job", "command": "x", "cron": "0 0 31 2 *"}, "invalid_cron", "cron"),
        ({"kind": "job", "command": "x", "cron": "0 0 * *"}, "invalid_cron", "cron"),
        ({"kind": "job", "command": "x", "time_zone": "Mars/Base"}, "invalid_time_zone", "time_zone"),
        ({"kind": "job", "command": "x", "if_match": "3"}, "precondition_failed", None),
    ],
)
def test_what_is_refused(desk: Desk, admin: Person, sent: dict, code: str, field: str | None) -> None:
    with desk.fails(code, field):
        desk(admin, "staff_put_schedule", **{"name": "it", "cron": "@daily", "if_match": None, **sent})


def test_a_new_one_needs_a_time(desk: Desk, admin: Person) -> None:
    with desk.fails("invalid_input", "cron"):
        desk(admin, "staff_put_schedule", name="it", kind="job", command="x", if_match=None)


def test_only_the_version_that_was_seen(desk: Desk, admin: Person) -> None:
    desk(admin, "staff_put_schedule", **JOB, if_match=None)
    assert desk(admin, "staff_put_schedule", name="digest", cron="1 7 * * *", if_match="1")["version"] == 2
    with desk.fails("precondition_failed"):
        desk(admin, "staff_put_schedule", name="digest", cron="2 7 * * *", if_match="1")


def test_of_one_of_the_product_only_the_time_and_the_arguments_change(desk: Desk, admin: Person) -> None:
    vacuum = desk(admin, "staff_put_schedule", name="vacuum-analyze", cron="0 5 * * 2", timeout_seconds=60)
    assert (vacuum["cron"], vacuum["command"], vacuum["timeout_seconds"]) == ("0 5 * * 2", "vacuum (analyze)", 60)
    prune = desk(admin, "staff_put_schedule", name="prune-jobs", args={"completed": "1 day"})
    assert (prune["command"], prune["args"]) == ("jobs.prune", {"completed": "1 day"})
    assert desk(admin, "staff_put_schedule", name="daily-backup", args={"to": "/x"})["args"] == {"to": "/x"}
    for sent in ({"command": "ops.prune_schedule_runs"}, {"kind": "job", "command": "x"}):
        with desk.fails("schedule_command_refused"):
            desk(admin, "staff_put_schedule", name="prune-jobs", **sent)
    for sent in ({"command": "vacuum-full"}, {"kind": "job"}):
        with desk.fails("schedule_command_refused"):
            desk(admin, "staff_put_schedule", name="vacuum-analyze", **sent)


def test_a_statement_of_psql_stays_while_its_time_changes(desk: Desk, admin: Person, conn: psycopg.Connection) -> None:
    conn.execute("select ops.add_schedule('it', '@daily', 'select count(*) from iwm.movies')")
    changed = desk(admin, "staff_put_schedule", name="it", cron="@hourly")
    assert (changed["cron"], changed["command"]) == ("@hourly", "select count(*) from iwm.movies")
    with desk.fails("schedule_command_refused"):
        desk(admin, "staff_put_schedule", name="it", args={"x": 1})


# -- on and off, now, gone -------------------------------------------------------------------------------------------


def test_on_and_off(desk: Desk, admin: Person) -> None:
    for _ in range(2):
        off = desk(admin, "staff_disable_schedule", name="prune-jobs")
        assert (off["enabled"], off["next_runs"], off["version"]) == (False, [], 2)
    for _ in range(2):
        on = desk(admin, "staff_enable_schedule", name="prune-jobs")
        assert (on["enabled"], on["next_runs"][0], on["version"]) == (True, "2024-05-01T12:20:00+00:00", 3)
    for function in ("staff_enable_schedule", "staff_disable_schedule", "staff_run_schedule", "staff_delete_schedule"):
        with desk.fails("schedule_not_found"):
            desk(admin, function, name="nothing")


def test_now(desk: Desk, admin: Person, conn: psycopg.Connection) -> None:
    run = desk(admin, "staff_run_schedule", name="prune-jobs")
    assert (run["state"], run["manual"], run["run_by"], run["slot"]) == (
        "waiting",
        True,
        "ada",
        "2024-05-01T12:00:00+00:00",
    )
    assert desk(admin, "staff_get_schedule", name="prune-jobs")["running"]
    with desk.fails("schedule_running"):
        desk(admin, "staff_run_schedule", name="prune-jobs")
    conn.execute("select ops.tick()")
    assert desk(admin, "staff_get_schedule", name="prune-jobs")["runs"][0]["state"] == "succeeded"


def test_gone(desk: Desk, admin: Person) -> None:
    desk(admin, "staff_put_schedule", **JOB)
    desk(admin, "staff_delete_schedule", name="digest")
    with desk.fails("schedule_not_found"):
        desk(admin, "staff_delete_schedule", name="digest")
    with desk.fails("schedule_shipped", "name"):
        desk(admin, "staff_delete_schedule", name="vacuum-analyze")


def test_what_staff_did_stands_in_the_audit_log(desk: Desk, admin: Person, moderator: Person) -> None:
    desk(admin, "staff_put_schedule", **JOB, args={"size": 3})
    desk(admin, "staff_put_schedule", name="digest", cron="0 8 * * *")
    desk(admin, "staff_disable_schedule", name="digest")
    desk(admin, "staff_run_schedule", name="digest")
    desk(admin, "staff_delete_schedule", name="digest")
    log = desk.log("schedule", "digest")
    assert [(entry["actor"], entry["action"]) for entry in log] == [
        ("ada", "create"), ("ada", "update"), ("ada", "update"), ("ada", "run"), ("ada", "remove"),
    ]  # fmt: skip
    assert json.loads(log[0]["changed"]["args"]) == {"size": 3}
    assert (log[1]["changed"], log[1]["previous"]) == ({"cron": "0 8 * * *"}, {"cron": "0 7 * * *"})
    assert (log[2]["changed"], log[2]["previous"]) == ({"enabled": "f"}, {"enabled": "t"})
    newest = desk(moderator, "staff_audit_log", entity="schedule", id="digest")["items"][0]
    assert newest["action"] == "remove"
