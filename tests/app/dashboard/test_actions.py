"""What the buttons do, for whom, and what they say."""

from typing import Any

import httpx
import psycopg
import pytest

from app.accounts.keys import Keys
from app.live.part import ticket_of
from app.settings import Settings
from tests.app.http.support import ONE_LOOP, problem
from tests.support.dashboard import act, add, become, begin, fail, finish, known, waiting
from tests.support.live import listen

pytestmark = ONE_LOOP


@pytest.fixture
def moderator(client: httpx.AsyncClient, somebody) -> str:
    """A moderator looks at it; the token of the pages."""
    return become(client, somebody("moderator"))


async def does(client: httpx.AsyncClient, csrf: str, action: str, target: str) -> str:
    """Does what a button does: what it says."""
    answer = await act(client, csrf, action, target)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return answer.json()["data"]


def logged(owner: psycopg.Connection, entity_id: str) -> list[tuple[str, str]]:
    """Who did what to it, by the audit log."""
    return owner.execute(
        "select actor, action from iwm.audit_log where entity_id = %s order by id", [entity_id]
    ).fetchall()


async def test_cancel(client: httpx.AsyncClient, owner: psycopg.Connection, moderator: str) -> None:
    job, running = add(owner), add(owner)
    assert await does(client, moderator, "cancel", job) == "cancelled"
    assert known(owner, job)["state"] == "cancelled"
    begin(owner, running)
    assert await does(client, moderator, "cancel", running) == "it stops in a moment"
    assert known(owner, running)["cancel_requested_at"]
    page = (await client.get(f"/dashboard/jobs/{running}")).text
    assert "cancelling" in page


async def test_retry(client: httpx.AsyncClient, owner: psycopg.Connection, moderator: str) -> None:
    later, failed = waiting(owner), add(owner)
    fail(owner, failed, final=True)
    done = add(owner)
    finish(owner, done)
    assert (await does(client, moderator, "retry", later)).startswith("queued")
    assert known(owner, later)["waits"] is None
    assert (await does(client, moderator, "retry", failed)).startswith("queued")
    assert known(owner, failed)["state"] == "queued"
    assert problem(await act(client, moderator, "retry", done), 409)["code"] == "job_over"
    assert "retry" in [action for _, action in logged(owner, failed)]


async def test_urgent(client: httpx.AsyncClient, owner: psycopg.Connection, moderator: str) -> None:
    job = add(owner)
    assert await does(client, moderator, "urgent", job) == "priority 0"
    assert known(owner, job)["priority"] == 0


async def test_pause_and_resume(client: httpx.AsyncClient, owner: psycopg.Connection, moderator: str) -> None:
    add(owner, queue="mail")
    assert await does(client, moderator, "pause", "mail") == "mail is paused"
    assert owner.execute("select paused_at is null from jobs.queues where name = 'mail'").fetchone() == (False,)
    assert await does(client, moderator, "resume", "mail") == "mail goes on"
    assert owner.execute("select paused_at is null from jobs.queues where name = 'mail'").fetchone() == (True,)
    assert {action for _, action in logged(owner, "mail")} >= {"pause", "resume"}


async def test_redrive(client: httpx.AsyncClient, owner: psycopg.Connection, moderator: str) -> None:
    jobs = []
    for _ in range(2):
        jobs.append(add(owner, queue="mail", max_attempts=1))
        assert fail(owner, jobs[-1]) == "dead"
    assert await does(client, moderator, "redrive", "mail") == "2 jobs begin again"
    assert [known(owner, job)["state"] for job in jobs] == ["queued", "queued"]
    assert await does(client, moderator, "redrive", "mail") == "0 jobs begin again"


async def test_schedules_are_for_administrators(
    client: httpx.AsyncClient, owner: psycopg.Connection, somebody, moderator: str
) -> None:
    owner.execute("delete from ops.schedule_runs")
    for action in ("run", "enable", "disable"):
        assert problem(await act(client, moderator, action, "prune-jobs"), 403)["code"] == "forbidden"
    assert owner.execute("select count(*) from ops.schedule_runs").fetchone() == (0,)
    admin = somebody("admin")
    csrf = become(client, admin)
    assert (await does(client, csrf, "run", "prune-jobs")).startswith("prune-jobs: ")
    found = owner.execute("select manual, run_by from ops.schedule_runs where name = 'prune-jobs'").fetchall()
    assert found == [(True, admin.username)]
    assert problem(await act(client, csrf, "run", "prune-jobs"), 409)["code"] == "schedule_running"
    assert await does(client, csrf, "disable", "prune-jobs") == "prune-jobs is off"
    assert owner.execute("select enabled from ops.schedules where name = 'prune-jobs'").fetchone() == (False,)
    assert await does(client, csrf, "enable", "prune-jobs") == "prune-jobs is on"
    assert owner.execute("select enabled from ops.schedules where name = 'prune-jobs'").fetchone() == (True,)
    owner.execute("delete from ops.schedule_runs")


@pytest.mark.parametrize(
    ("action", "code"),
    [
        ("retry", "job_not_found"), ("cancel", "job_not_found"), ("urgent", "job_not_found"),
        ("pause", "queue_not_found"), ("resume", "queue_not_found"), ("redrive", "queue_not_found"),
        ("run", "schedule_not_found"), ("enable", "schedule_not_found"), ("disable", "schedule_not_found"),
    ],
)  # fmt: skip
async def test_of_what_is_not_there(client: httpx.AsyncClient, somebody, action: str, code: str) -> None:
    csrf = become(client, somebody("admin"))
    target = "job_01a1f8a84ae1f5a5641686ca51a4" if code == "job_not_found" else "none"
    assert problem(await act(client, csrf, action, target), 404)["code"] == code


WRONG: list[Any] = [
    "",
    "x",
    "é",
    "a b",
    "x" * 5000,
    "'; drop table jobs.jobs; --",
    "job_" + "z" * 28,
    "\U0001f600",
]


@pytest.mark.parametrize("action", ["retry", "cancel", "urgent", "pause", "resume", "redrive", "run", "enable"])
async def test_of_what_is_no_name(client: httpx.AsyncClient, somebody, action: str) -> None:
    csrf = become(client, somebody("admin"))
    for target in WRONG:
        answer = await act(client, csrf, action, target)
        assert answer.status_code in (404, 422), (target, answer.text)
        assert answer.json()["message"]


async def test_what_is_no_action(client: httpx.AsyncClient, owner: psycopg.Connection, moderator: str) -> None:
    job = add(owner)
    for action in ("", "x", "drop", "CANCEL", "cancel ; x", "é" * 500):
        assert problem(await act(client, moderator, action, job), 422)["code"] == "invalid_input"
    for body in ({}, {"action": "cancel"}, {"target": job}):
        answer = await client.post("/dashboard/act", json={**body, "csrf": moderator})
        assert answer.status_code in (404, 422)
    for method in ("GET", "PUT", "DELETE"):
        answer = await client.request(method, "/dashboard/act", json={"csrf": moderator})
        assert answer.status_code in (404, 405)
    assert known(owner, job)["state"] == "queued"


async def test_a_ticket_watches_what_staff_may(
    client: httpx.AsyncClient, app, owner: psycopg.Connection, moderator: str
) -> None:
    job = add(owner, subject="video:none")
    answer = await client.post("/dashboard/ticket", json={"csrf": moderator})
    assert answer.status_code == 200
    ticket = answer.json()["data"]["ticket"]
    stream = listen(app, f"topics=queues,job:{job}&ticket={ticket}")
    assert (await stream.next())["status"] == 200
    assert {(await stream.hear())["topic"], (await stream.hear())["topic"]} == {"queues", f"job:{job}"}
    await stream.leave()


async def test_who_gets_no_ticket(client: httpx.AsyncClient, somebody, moderator: str) -> None:
    for wrong in ("", "x", moderator + "x"):
        assert (await client.post("/dashboard/ticket", json={"csrf": wrong})).status_code == 403
    client.cookies.clear()
    assert (await client.post("/dashboard/ticket", json={"csrf": moderator})).status_code == 401


async def test_who_is_no_staff_any_more_watches_nothing(
    app, client: httpx.AsyncClient, owner: psycopg.Connection, somebody
) -> None:
    somebody_else = somebody("moderator")
    owner.execute("delete from iwm.admin_user_meta where user_id = %s", [somebody_else.id])
    stream = listen(app, f"topics=queues&ticket={ticket_of(Keys(Settings()), somebody_else.viewer)}")
    assert (await stream.next())["status"] in (403, 404)
    await stream.leave()
