"""Jobs over HTTP: asked for, cancelled, looked after by staff; and nothing that is sent is an error of ours."""

import itertools

import httpx
import psycopg
import pytest

from app.accounts.keys import Keys
from app.accounts.tokens import Tokens
from tests.app.http.support import ONE_LOOP, problem
from tests.support.accounts import People, Person
from tests.support.queue import Queue

pytestmark = ONE_LOOP

VALUES = [
    None, True, 0, -1, 1e308, 10**30, "", " ", "x" * 5000, "a\u0000b", [], [None], {}, {"a": None}, {"a": [1] * 9000},
    "job_", "job_" + "f" * 28, "default", "system.noop", "queued", "%", "\\", "'; drop table jobs.jobs; --", "../..",
    "😀" * 400, "infinity", "-infinity", "2024-13-01", "0", "10001",
]  # fmt: skip


@pytest.fixture
def headers_of(client: httpx.AsyncClient):
    settings = client.app.runtime.settings  # type: ignore[attr-defined]
    tokens = Tokens(Keys(settings), settings)
    return lambda person: {"Authorization": f"Bearer {tokens.access(person.external_id, person.session_id)}"}


@pytest.fixture
def queue(owner: psycopg.Connection) -> Queue:
    queue = Queue(owner, lambda: owner)
    owner.execute("delete from iwm.users")
    queue.clear()
    return queue


@pytest.fixture
def olga(people: People, queue: Queue) -> Person:
    return people.user("olga")


@pytest.fixture
def ada(people: People, queue: Queue) -> Person:
    return people.user("ada", "admin")


def public(queue: Queue, job: int) -> str:
    return queue.one("select public_id from jobs.all_jobs where id = %s", [job])


async def test_from_asked_for_to_done(client, headers_of, queue, olga):
    job = queue.enqueue("videos.resize", user_id=olga.id)
    path, headers = f"/v1/jobs/{public(queue, job)}", headers_of(olga)
    assert (await client.get(path, headers=headers)).json()["data"]["state"] == "queued"
    assert problem(await client.get(path), 401)
    claimed = queue.claim()
    assert (await client.get(path, headers=headers)).json()["data"]["state"] == "running"
    queue.finish(*claimed, results=[{"asset": "a"}])
    done = (await client.get(path, headers=headers)).json()["data"]
    assert (done["state"], done["progress"], done["result"]) == ("completed", 100, {"asset": "a"})
    assert problem(await client.post(f"{path}/cancel", headers=headers), 409)["code"] == "job_over"
    listed = (await client.get("/v1/me/jobs?state=completed", headers=headers)).json()
    assert ([j["id"] for j in listed["data"]], listed["pagination"]) == ([done["id"]], {"next_cursor": None})
    waiting = queue.enqueue("videos.resize", user_id=olga.id)
    answer = await client.post(f"/v1/jobs/{public(queue, waiting)}/cancel", headers=headers)
    assert (answer.status_code, answer.json()["data"]["state"]) == (200, "cancelled")


async def test_staff_looks_after_a_queue(client, headers_of, queue, ada, olga):
    headers = headers_of(ada)
    job = queue.enqueue("a.b", queue="mail", max_attempts=1, user_id=olga.id)
    queue.fail(queue.claim()[0], "no route")
    listed = (await client.get("/v1/staff/jobs?state=dead&queue=mail&q=ROUTE&user=olga", headers=headers)).json()
    assert [j["error"] for j in listed["data"]] == ["no route"]
    assert problem(await client.get("/v1/staff/jobs", headers=headers_of(olga)), 403)
    path = f"/v1/staff/jobs/{public(queue, job)}"
    assert (await client.get(path, headers=headers)).json()["data"]["errors"][0]["error"] == "no route"
    redriven = await client.post("/v1/staff/queues/mail/redrive", json={}, headers=headers)
    assert redriven.json()["data"] == {"name": "mail", "jobs": 1}
    assert (await client.post(f"{path}/reprioritise", json={"priority": 0}, headers=headers)).json()["data"][
        "priority"
    ] == 0
    assert (await client.post(f"{path}/retry", headers=headers)).status_code == 200
    paused = await client.post("/v1/staff/queues/mail/pause", headers=headers)
    assert (paused.json()["data"]["paused"], paused.headers["etag"][:2]) == (True, '"1')
    changed = await client.patch(
        "/v1/staff/queues/mail", json={"max_running": 3}, headers=headers | {"If-Match": paused.headers["etag"]}
    )
    assert changed.json()["data"]["max_running"] == 3
    late = {"If-Match": paused.headers["etag"]}
    assert problem(await client.patch("/v1/staff/queues/mail", json={}, headers=headers | late), 412)
    assert (await client.post("/v1/staff/queues/mail/resume", headers=headers)).json()["data"]["paused"] is False
    assert {q["name"] for q in (await client.get("/v1/staff/queues", headers=headers)).json()["data"]} >= {
        "mail",
        "default",
    }
    assert (await client.get("/v1/staff/queues/mail", headers=headers)).json()["data"]["ready"] == 1
    assert [w["alive"] for w in (await client.get("/v1/staff/workers", headers=headers)).json()["data"]] == [True]
    figures = (await client.get("/v1/staff/jobs/analytics?days=1", headers=headers)).json()["data"]
    assert figures["since"] == figures["until"]


async def test_staff_adds_a_job(client, headers_of, queue, ada):
    headers = headers_of(ada)
    queue.one('select jobs.know(\'[{"name": "system.noop", "kind": "async"}]\')')
    assert [t["name"] for t in (await client.get("/v1/staff/tasks", headers=headers)).json()["data"]] == ["system.noop"]
    added = await client.post("/v1/staff/jobs", json={"task": "system.noop", "args": {"n": 1}}, headers=headers)
    assert (added.status_code, added.json()["data"]["args"]) == (201, {"n": 1})
    assert (
        problem(await client.post("/v1/staff/jobs", json={"task": "x.y"}, headers=headers), 422)["code"]
        == "task_unknown"
    )
    assert queue.claim()[0].task == "system.noop"


async def test_scopes_and_strangers(client, headers_of, queue, people, ada, olga):
    """A token may what its scopes say and its owner may; whose job it is not hears nothing of it."""
    job = public(queue, queue.enqueue("videos.resize", user_id=olga.id))
    stranger = people.user("otto")

    def token(person, *scopes):
        return {"Authorization": f"Bearer {people.api_token(person, *scopes)}"}

    for path in (f"/v1/jobs/{job}", f"/v1/jobs/{job}/cancel"):
        method = "POST" if path.endswith("cancel") else "GET"
        hidden = problem(await client.request(method, path, headers=headers_of(stranger)), 404)
        none = problem(
            await client.request(method, path.replace(job, "job_" + "0" * 28), headers=headers_of(olga)), 404
        )
        assert (hidden["code"], hidden["detail"]) == (none["code"], none["detail"])
    cases = [
        (olga, "jobs:read", "GET", f"/v1/jobs/{job}", 200),
        (olga, "jobs:read", "GET", "/v1/me/jobs", 200),
        (olga, "videos:read", "GET", f"/v1/jobs/{job}", 403),
        (olga, "jobs:read", "POST", f"/v1/jobs/{job}/cancel", 403),
        (olga, "jobs:write", "GET", "/v1/staff/jobs", 403),
        (ada, "jobs:read", "GET", f"/v1/staff/jobs/{job}", 200),
        (ada, "jobs:read", "GET", "/v1/staff/queues", 200),
        (ada, "jobs:read", "GET", "/v1/staff/workers", 200),
        (ada, "jobs:read", "GET", "/v1/staff/jobs/analytics", 200),
        (ada, "videos:read", "GET", "/v1/staff/jobs", 403),
        (ada, "jobs:read", "POST", f"/v1/staff/jobs/{job}/retry", 403),
        (ada, "jobs:read", "POST", "/v1/staff/queues/default/pause", 403),
        (ada, "jobs:write", "POST", f"/v1/staff/jobs/{job}/retry", 200),
        (olga, "jobs:write", "POST", f"/v1/jobs/{job}/cancel", 200),
    ]
    for person, scope, method, path, status in cases:
        answer = await client.request(method, path, headers=token(person, scope))
        assert answer.status_code == status, (scope, method, path, answer.text)


async def test_the_same_request_twice_adds_one_job(client, headers_of, queue, ada):
    queue.one('select jobs.know(\'[{"name": "system.noop", "kind": "async"}]\')')
    headers = headers_of(ada) | {"Idempotency-Key": "once"}
    added = [await client.post("/v1/staff/jobs", json={"task": "system.noop"}, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in added] == [201, 201]
    assert len({answer.json()["data"]["id"] for answer in added}) == 1
    assert queue.one("select count(*) from jobs.jobs") == 1
    other = await client.post("/v1/staff/jobs", json={"task": "system.noop", "priority": 1}, headers=headers)
    assert problem(other, 422)["code"] == "idempotency_key_reused"


async def test_pages_of_ones_own_jobs(client, headers_of, queue, olga):
    """Each job once, also where others come and go meanwhile."""
    jobs = [public(queue, queue.enqueue("videos.resize", user_id=olga.id)) for _ in range(7)]
    found, cursor = [], ""
    while cursor is not None:
        page = (await client.get(f"/v1/me/jobs?limit=3{cursor}", headers=headers_of(olga))).json()
        found += [job["id"] for job in page["data"]]
        cursor = page["pagination"]["next_cursor"] and f"&cursor={page['pagination']['next_cursor']}"
        queue.enqueue("videos.resize", user_id=olga.id)
        queue.finish(queue.claim(1)[0])
    assert found == jobs[::-1]


async def test_what_the_document_says_of_jobs(client):
    document = (await client.get("/openapi.json")).json()
    for path, methods in document["paths"].items():
        if "jobs" in path or "queues" in path or "workers" in path or path.startswith("/v1/live"):
            for operation in methods.values():
                assert operation["summary"]
                assert all(parameter.get("description") for parameter in operation.get("parameters", ())), path
    job = document["paths"]["/v1/jobs/{job_id}"]["get"]
    assert {"200", "401", "403", "404"} <= job["responses"].keys()
    assert {"404", "409"} <= document["paths"]["/v1/jobs/{job_id}/cancel"]["post"]["responses"].keys()
    states = ["queued", "running", "completed", "failed", "cancelled", "dead"]
    [shown] = [schema for name, schema in document["components"]["schemas"].items() if name.lower() == "job"]
    assert states == shown["properties"]["state"]["enum"]


READS = {
    "/v1/jobs/{}": (), "/v1/me/jobs": ("state", "cursor", "limit"), "/v1/staff/jobs/{}": (), "/v1/staff/queues/{}": (),
    "/v1/staff/jobs": ("queue", "task", "state", "q", "subject", "user", "since", "until", "cursor", "limit"),
    "/v1/staff/jobs/analytics": ("days", "queue", "task"), "/v1/staff/workers": ("ended",),
}  # fmt: skip
WRITES = {
    "/v1/jobs/{}/cancel": (), "/v1/staff/jobs/{}/retry": (), "/v1/staff/jobs/{}/redrive": (),
    "/v1/staff/jobs/{}/reprioritise": ("priority",), "/v1/staff/queues/{}/pause": (), "/v1/staff/queues/{}/resume": (),
    "/v1/staff/queues/{}/redrive": ("task", "limit"),
    "/v1/staff/queues/{}/reprioritise": ("priority", "task", "subject", "limit"),
    "/v1/staff/jobs": (
        "task", "args", "queue", "priority", "delay_seconds", "max_attempts", "timeout_seconds", "dedup_key",
    ),
}  # fmt: skip
PATCHED = ("max_running", "max_attempts", "timeout_seconds", "backoff_seconds", "backoff_cap_seconds", "name", "\u0000")


async def test_nothing_that_is_sent_is_an_error_of_ours(client, headers_of, queue, ada):
    headers = headers_of(ada)
    queue.one('select jobs.know(\'[{"name": "system.noop", "kind": "async"}]\')')
    job = public(queue, queue.enqueue())
    wrong = []

    async def send(method, path, **more):
        answer = await client.request(method, path, headers=headers, **more)
        if answer.status_code >= 500:
            wrong.append((method, path, more, answer.text))

    for (path, names), value in itertools.product(READS.items(), VALUES):
        if isinstance(value, str) and "{}" in path and value and "/" not in value and value.isprintable():
            await send("GET", path.format(httpx.QueryParams({"": value}).__str__()[1:]))
        for name in names:
            if isinstance(value, str | int | float | bool):
                await send("GET", path, params={name: value})
    for (path, names), value in itertools.product(WRITES.items(), VALUES):
        place = path.format(job if "jobs/{}" in path else "default")
        for name in names:
            await send("POST", place, json={"task": "system.noop", "priority": 1, name: value})
        await send("POST", place, json=value)
    for name, value in itertools.product(PATCHED, VALUES):
        await send("PATCH", "/v1/staff/queues/default", json={name: value})
    assert wrong == []
