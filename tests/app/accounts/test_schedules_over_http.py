"""Schedules over HTTP: made, run, switched off, removed; and nothing that is sent is an error of ours."""

import httpx
import psycopg
import pytest

from app.accounts.keys import Keys
from app.accounts.tokens import Tokens
from tests.app.http.support import ONE_LOOP, problem
from tests.support.accounts import People

pytestmark = ONE_LOOP

VALUES = [
    None, True, 0, -1, 1e308, 10**30, "", " ", "x" * 5000, "a\u0000b", [], [None], {}, {"a": None}, {"a": [1] * 9000},
    {"\u0000": "\u0000"}, "* * * * *", "0 0 31 2 *", "*/0 * * * *", "ops.prune_schedule_runs", "vacuum", "sql",
    "command", "job", "'; drop table iwm.movies; --", "%s", "../..", "😀" * 400, "infinity",
]  # fmt: skip


@pytest.fixture
def headers(client: httpx.AsyncClient, owner: psycopg.Connection, people: People) -> dict[str, str]:
    """Those of an administrator; there is no schedule of an earlier test."""
    owner.execute(
        "delete from iwm.users; delete from ops.schedules where shipped is null; delete from ops.schedule_runs;"
        " insert into jobs.tasks (name, kind) values ('mails.digest', 'async'), ('x', 'async') on conflict do nothing"
    )
    ada = people.user("ada", "admin")
    settings = client.app.runtime.settings  # type: ignore[attr-defined]
    token = Tokens(Keys(settings), settings).access(ada.external_id, ada.session_id)
    return {"Authorization": f"Bearer {token}"}


async def test_from_made_to_gone(client: httpx.AsyncClient, headers: dict[str, str], owner: psycopg.Connection) -> None:
    path = "/v1/staff/schedules/digest"
    made = await client.put(
        path, json={"cron": "0 7 * * *", "kind": "job", "command": "mails.digest", "args": {"n": 1}}, headers=headers
    )
    assert (made.status_code, made.headers["etag"][:2]) == (200, '"1')
    assert made.json()["data"]["args"] == {"n": 1}
    changed = await client.put(path, json={"cron": "30 7 * * *"}, headers=headers | {"If-Match": made.headers["etag"]})
    assert changed.json()["data"]["cron"] == "30 7 * * *"
    late = await client.put(path, json={"cron": "0 8 * * *"}, headers=headers | {"If-Match": made.headers["etag"]})
    assert problem(late, 412)["code"] == "precondition_failed"
    run = await client.post(f"{path}/run", headers=headers)
    assert (run.status_code, run.json()["data"]["state"]) == (202, "enqueued")
    assert problem(await client.post(f"{path}/run", headers=headers), 409)["code"] == "schedule_running"
    assert owner.execute("select task, args from jobs.jobs").fetchall() == [("mails.digest", {"n": 1})]
    found = (await client.get(path, headers=headers)).json()["data"]
    assert (len(found["next_runs"]), found["runs"][0]["run_by"]) == (5, "ada")
    runs = (await client.get(f"{path}/runs", headers=headers)).json()
    assert (len(runs["data"]), runs["pagination"]) == (1, {"next_cursor": None})
    off = await client.post(f"{path}/disable", headers=headers)
    assert off.json()["data"]["enabled"] is False
    listed = (await client.get("/v1/staff/schedules?enabled=false&per_page=100", headers=headers)).json()
    assert {item["name"] for item in listed["data"]} == {"daily-backup", "digest"}
    assert (await client.delete(path, headers=headers)).status_code == 204
    assert problem(await client.get(path, headers=headers), 404)["code"] == "schedule_not_found"


async def test_what_is_no_cron_expression_is_said(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    for cron in ("0 0 31 2 *", "61 * * * *", "every day"):
        body = {"cron": cron, "kind": "job", "command": "x"}
        answer = problem(await client.put("/v1/staff/schedules/it", json=body, headers=headers), 422)
        assert (answer["code"], answer["errors"][0]["field"]) == ("invalid_cron", "cron"), answer


async def test_only_staff(client: httpx.AsyncClient) -> None:
    assert problem(await client.get("/v1/staff/schedules"), 401)
    assert problem(await client.put("/v1/staff/schedules/it", json={}), 401)


async def test_hostile_bodies(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    fields = "cron kind command args queue time_zone enabled catch_up allow_overlap timeout_seconds description"
    for name, given in (
        ("new", {"cron": "@daily", "kind": "job", "command": "x"}),
        ("fun", {"cron": "@daily", "kind": "sql", "command": "ops.prune_schedule_runs"}),
        ("vacuum-analyze", {}),
    ):
        for field in fields.split():
            for value in VALUES:
                body = {**given, field: value}
                answer = await client.put(f"/v1/staff/schedules/{name}", json=body, headers=headers)
                assert answer.status_code < 500, (name, field, value, answer.text)


@pytest.mark.parametrize(
    "query",
    [
        "/staff/schedules?kind=nothing", "/staff/schedules?page=100000&per_page=100", "/staff/schedules?enabled=maybe",
        "/staff/schedules/%00", "/staff/schedules/" + "a" * 61, "/staff/schedules/%F0%9F%98%80",
        "/staff/schedules/vacuum-analyze/runs?cursor=zz", "/staff/schedules/vacuum-analyze/runs?limit=0",
        "/staff/schedules/vacuum-analyze/runs?cursor=" + "f" * 16,
        "/staff/schedules/vacuum-analyze/runs?cursor=" + "0" * 16,
        "/staff/schedules/vacuum-analyze/runs?cursor=7" + "f" * 15, "/staff/schedules/vacuum-analyze/runs?state=dead",
    ],
)  # fmt: skip
async def test_hostile_queries(client: httpx.AsyncClient, headers: dict[str, str], query: str) -> None:
    answer = await client.get(f"/v1{query}", headers=headers)
    assert answer.status_code < 500, answer.text
