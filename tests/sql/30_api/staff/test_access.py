"""Who may call staff operations: asked of the catalogue, so that a new operation is tested as soon as it is there."""

import psycopg
import pytest
from psycopg import sql

from tests.support.accounts import Person

OPERATIONS = """
select o ->> 'function', o ->> 'auth', o ->> 'method', o ->> 'path'
from ops.catalogue as c cross join lateral jsonb_array_elements(c.document -> 'operations') as o
where o ->> 'path' like '/staff/%' order by 1
"""


@pytest.fixture
def operations(conn):
    found = conn.execute(OPERATIONS).fetchall()
    assert len(found) > 40
    return found


def refusal(conn, function: str, viewer: str | None) -> str | None:
    """What the operation says to a viewer who gives no other argument."""
    [arguments] = conn.execute("select pronargs from pg_proc where oid = %s::regproc", [f"api.{function}"]).fetchone()
    names = conn.execute(
        "select proargnames[1:pronargs] from pg_proc where oid = %s::regproc", [f"api.{function}"]
    ).fetchone()[0]
    assert len(names) == arguments
    places = sql.SQL(", ").join(
        sql.SQL("{} => {}").format(sql.Identifier(n), sql.SQL("%s::iwm.viewer") if n == "_viewer" else sql.SQL("null"))
        for n in names
    )
    try:
        with conn.transaction():
            conn.execute(sql.SQL("select api.{}({})").format(sql.Identifier(function), places), [viewer])
    except psycopg.Error as error:
        return error.diag.constraint_name
    return None


def test_nobody_else_gets_in(conn, people, member, operations):
    demoted = people.user("dan", "moderator")
    conn.execute("delete from iwm.admin_user_meta where user_id = %s", [demoted.id])
    suspended = people.user("sue", "admin", suspended_at="2024-01-01")
    gone = people.user("gus", "admin", deactivated_at="2024-01-01")
    ended = Person(*(people.user("eli", "admin").__dict__ | {"session_id": "ses_none"}).values())
    for function, *_ in operations:
        assert refusal(conn, function, None) == "unauthenticated", function
        assert refusal(conn, function, member.viewer) == "forbidden", function
        assert refusal(conn, function, demoted.viewer) == "forbidden", function
        assert refusal(conn, function, suspended.viewer) == "account_suspended", function
        assert refusal(conn, function, gone.viewer) == "invalid_token", function
        assert refusal(conn, function, ended.viewer) == "invalid_token", function


def test_moderators_do_not_get_where_administrators_do(conn, moderator, admin, operations):
    ours = [row for row in operations if row[1] == "admin"]
    assert {row[0] for row in ours} == {
        "staff_set_role", "staff_get_policy", "staff_update_policy", "staff_list_rate_limits", "staff_get_rate_limit",
        "staff_update_rate_limit", "staff_add_job", "staff_update_queue", "staff_put_schedule", "staff_delete_schedule",
        "staff_enable_schedule", "staff_disable_schedule", "staff_run_schedule",
    }  # fmt: skip
    for function, *_ in ours:
        assert refusal(conn, function, moderator.viewer) == "forbidden", function
    for function, *_ in operations:
        assert refusal(conn, function, admin.viewer) != "forbidden", function


def test_a_token_needs_the_scope(conn, people, admin, operations):
    def viewer(*scopes: str) -> str:
        token = people.api_token(admin, *scopes)
        [digest] = conn.execute("select encode(sha256(convert_to(%s, 'UTF8')), 'hex')", [token]).fetchone()
        return f"(,tok:{digest},)"

    scopes = {
        name: viewer(name) for name in ("staff:read", "staff:write", "catalogue:write", "jobs:read", "jobs:write")
    }
    other = viewer("profile:read", "profile:write")
    for function, _, method, path in operations:
        allowed = [name for name, token in scopes.items() if refusal(conn, function, token) != "insufficient_scope"]
        doing = "read" if method == "GET" else "write"
        if path.startswith(("/staff/jobs", "/staff/queues", "/staff/tasks", "/staff/workers")):
            expected = f"jobs:{doing}"
        elif path.startswith(("/staff/movies", "/staff/people", "/staff/genres")) and doing == "write":
            expected = "catalogue:write"
        else:
            expected = f"staff:{doing}"
        assert allowed == [expected], function
        assert refusal(conn, function, other) == "insufficient_scope", function


def test_every_change_that_could_be_lost_asks_for_the_version(conn, operations):
    without = conn.execute(
        "select proname from pg_proc where pronamespace = 'api'::regnamespace and proname = any (%s)"
        " and provolatile = 'v'"
        " and not '_if_match' = any (proargnames)",
        [[row[0] for row in operations]],
    ).fetchall()
    assert {name for (name,) in without} == {
        # what is new, what only adds or removes one thing, what says for itself what shall be
        "staff_create_movie", "staff_create_person", "staff_create_genre", "staff_upsert_movies", "staff_add_credit",
        "staff_remove_credit", "staff_set_role", "staff_suspend_user", "staff_unsuspend_user", "staff_sign_out_user",
        "staff_add_job", "staff_retry_job", "staff_redrive_job", "staff_reprioritise_job", "staff_pause_queue",
        "staff_resume_queue", "staff_redrive_queue", "staff_reprioritise_queue", "staff_delete_schedule",
        "staff_enable_schedule", "staff_disable_schedule", "staff_run_schedule",
    }  # fmt: skip


def test_every_list_has_an_end(conn, operations):
    """Feeds and pages have a largest size; the others are short by nature."""
    unpaged = conn.execute(
        "select p.proname from pg_proc as p join pg_type as t on t.oid = p.prorettype"
        " where p.pronamespace = 'api'::regnamespace and p.proname = any (%s) and (t.typcategory = 'A' or p.proretset)",
        [[row[0] for row in operations]],
    ).fetchall()
    assert {name for (name,) in unpaged} == {
        "staff_credit_jobs", "staff_list_rate_limits", "staff_list_queues", "staff_list_tasks", "staff_list_workers",
    }  # fmt: skip
