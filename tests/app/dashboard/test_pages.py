"""What each page shows, and what it says to addresses that make no sense."""

import html
import re

import httpx
import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.app.http.support import ONE_LOOP, problem
from tests.support.dashboard import add, become, begin, fail, finish, is_sign_in, known, waiting

pytestmark = ONE_LOOP
EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp; ${7*7} {{ 7*7 }}"


@pytest.fixture
def moderator(client: httpx.AsyncClient, somebody) -> str:
    """A moderator looks at it; the token of the pages."""
    return become(client, somebody("moderator"))


async def show(client: httpx.AsyncClient, path: str, status: int = 200) -> str:
    """A page of the dashboard: its text."""
    answer = await client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    assert not is_sign_in(answer)
    assert not re.search(r"<[^<>\"]* (style|on[a-z]+)=|<script(?! src=\"/dashboard/assets/)", answer.text)
    return answer.text


def listed(page: str) -> list[str]:
    """The jobs of a table, in its order."""
    return re.findall(r'data-job="(job_[0-9a-f]+)"', page)


def button(page: str, action: str, target: str) -> str | None:
    """'on' or 'off'; None where the page has no such button."""
    found = re.search(rf'<button data-action="{action}" data-target="{target}"([^>]*)>', page)
    return None if found is None else "off" if re.search(r" disabled$| disabled ", found[1] + " ") else "on"


async def test_the_overview(client: httpx.AsyncClient, owner: psycopg.Connection, moderator: str) -> None:
    running, failing, done = (add(owner, queue="videos") for _ in range(3))
    numbers = begin(owner, running, failing, done, worker="host-7:42")
    owner.execute("select jobs.fail(%s, %s, 'broken', true)", numbers[failing])
    owner.execute("select jobs.finish(array[%s]::bigint[], array[%s]::smallint[])", numbers[done])
    late = waiting(owner, queue="mail")
    owner.execute("select jobs.pause('mail', 'ann')")
    page = await show(client, "/dashboard")
    assert 'data-topics="queues"' in page
    assert listed(page) == [running]
    assert f"…{running[-16:]}<" in page
    assert listed(await show(client, f"/dashboard/jobs?text=…{running[-16:]}")) == [running]
    [since] = set(re.findall(r"[Ss]ince (\d\d:00 UTC)", page))  # tiles and table alike
    assert f"completed since {since}" in page
    assert "Since " + since in page
    assert late not in page
    assert "host-7:42" in page
    assert "paused" in page
    assert "by ann" in page
    assert (button(page, "pause", "mail"), button(page, "resume", "mail")) == (None, "on")
    assert (button(page, "pause", "videos"), button(page, "resume", "videos")) == ("on", None)
    assert button(page, "redrive", "videos") == "off"  # it failed by its own word: not dead
    assert page.count("<svg ") == 3
    assert "1 completed, 1 failed" in page or "1 completed, 0 failed" in page  # where a minute ends between them
    owner.execute("update jobs.history set state = 'dead' where state = 'failed'")
    page = await show(client, "/dashboard")
    assert (button(page, "redrive", "mail"), button(page, "redrive", "videos")) == ("off", "on")


async def test_the_overview_of_nothing(client: httpx.AsyncClient, owner: psycopg.Connection, moderator: str) -> None:
    page = await show(client, "/dashboard")
    assert "No worker runs" in page
    assert "Nothing runs." in page


async def test_a_lost_worker_and_one_that_stops(
    client: httpx.AsyncClient, owner: psycopg.Connection, moderator: str
) -> None:
    for name in ("lost-1", "stops-1"):
        owner.execute("select jobs.register(%s, 'host', 1, '{}', 5)", [name])
    owner.execute("update jobs.workers set seen_at = now() - interval '5 min' where name = 'lost-1'")
    owner.execute("update jobs.workers set stopping = true where name = 'stops-1'")
    page = await show(client, "/dashboard")
    assert re.search(r'lost-1 <span class="state dead">lost', page)
    assert re.search(r'stops-1 <span class="state cancelled">stopping', page)


async def test_jobs_by_state_queue_task_and_text(
    client: httpx.AsyncClient, owner: psycopg.Connection, moderator: str
) -> None:
    bad = add(owner, "mail.send", queue="mail")
    fail(owner, bad, "No such mailbox", final=True)
    done = add(owner, "videos.resize", queue="videos", subject="video:vid_1")
    finish(owner, done)
    waiting = add(owner, "videos.resize", queue="videos", args={"width": 640})
    for query, wanted in {
        "": [waiting, done, bad],
        "?state=queued": [waiting],
        "?state=completed": [done],
        "?state=failed": [bad],
        "?state=dead": [],
        "?queue=videos": [waiting, done],
        "?queue=videos&state=queued": [waiting],
        "?task=mail.send": [bad],
        "?text=mailbox": [bad],
        "?text=640": [waiting],
        "?text=video%3Avid_1": [done],
        f"?text={bad}": [bad],
    }.items():
        page = await show(client, f"/dashboard/jobs{query}")
        assert listed(page) == wanted, query
    page = await show(client, "/dashboard/jobs?state=failed&queue=mail&text=mailbox")
    assert "No such mailbox" in page
    assert '<input type="hidden" name="state" value="failed">' in page
    assert "<option selected>mail</option>" in page
    assert 'value="mailbox"' in page
    # another state keeps the rest of what was asked for
    assert 'href="/dashboard/jobs?state=dead&amp;queue=mail&amp;text=mailbox"' in page


async def test_older_jobs(client: httpx.AsyncClient, owner: psycopg.Connection, moderator: str) -> None:
    owner.execute("select jobs.enqueue('noop') from generate_series(1, 120)")
    path, seen = "/dashboard/jobs?queue=default", []
    while path:
        page = await show(client, path)
        assert len(listed(page)) <= 50
        seen += listed(page)
        older = re.search(r'id="older" href="([^"]+)"', page)
        path = html.unescape(older[1]) if older else ""
        assert "queue=default" in path or not path
    assert len(seen) == len(set(seen)) == 120


NONSENSE = [
    "?state=nonsense", "?state=", "?state=queued'--", "?before=-1", "?before=9999999999999999999999", "?before=x",
    "?text=%25_%25", "?text=" + "x" * 5000, "?queue=%F0%9F%98%80",
    "?text=\\",
    "?queue=no+such&task=..%2F..", "?a=b&a=c&&&===", "?" + "&".join("text=x" for _ in range(500)),
    "?state=queued&state=dead", "?text=%27%20or%201=1", "?before=1e5", "?before=%D9%A1", "?text[]=x", "?days=9",
]  # fmt: skip


async def test_what_no_text_can_hold(client: httpx.AsyncClient, moderator: str) -> None:
    for path in (
        "/jobs?text=%00",
        "/jobs?before=%00",
        "/jobs?text=%ff%fe",
        "/jobs?text=%ed%a0%80",
        "/jobs/%00",
        "/jobs/%ff",
    ):
        problem(await client.get(f"/dashboard{path}"), 400)


@pytest.mark.parametrize("query", NONSENSE)
@pytest.mark.parametrize("path", ["", "/jobs", "/analytics", "/schedules", "/schedules/prune-jobs"])
async def test_nonsense_in_an_address(client: httpx.AsyncClient, moderator: str, path: str, query: str) -> None:
    await show(client, f"/dashboard{path}{query}")


UNKNOWN = [
    "/jobs/x", "/jobs/job_", "/jobs/job_01a1f8a84ae1f5a5641686ca51a4",
    "/jobs/'",
    "/jobs/" + "a" * 3000, "/jobs/%F0%9F%98%80", "/schedules/none", "/schedules/" + "a" * 3000, "/x",
    "/x/y/z", "/schedules/%3Cscript%3E", "/jobs/a/b",
]  # fmt: skip


@pytest.mark.parametrize("path", UNKNOWN)
async def test_what_is_not_there(client: httpx.AsyncClient, moderator: str, path: str) -> None:
    page = await client.get(f"/dashboard{path}")
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "<h1>Not found</h1>" in page.text
    assert "<script>" not in page.text


async def test_assets(client: httpx.AsyncClient) -> None:
    for name, kind in (("dashboard.css", "text/css"), ("dashboard.js", "application/javascript")):
        answer = await client.get(f"/dashboard/assets/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
    for name in ("base.html", "..%2fpart.py", "%2e%2e%2fpart.py", "dashboard.css/x", "x" * 3000):
        assert (await client.get(f"/dashboard/assets/{name}")).status_code == 404


async def test_a_job_from_its_beginning_to_its_end(
    client: httpx.AsyncClient, owner: psycopg.Connection, somebody, moderator: str
) -> None:
    ann = somebody()
    job = add(owner, "videos.resize", args={"width": 640}, subject="video:vid_1", user_id=ann.id, max_attempts=3)
    path = f"/dashboard/jobs/{job}"
    page = await show(client, path)
    assert f'data-topics="job:{job}"' in page
    assert "&#34;width&#34;: 640" in page
    assert "video:vid_1" in page
    assert ann.external_id in page
    assert "0 of 3" in page
    assert [button(page, action, job) for action in ("retry", "cancel", "urgent")] == ["on", "on", "on"]

    number, attempt = begin(owner, job, worker="w-1")[job]
    owner.execute(
        "select jobs.heartbeat((select id from jobs.workers where name = 'w-1'), array[%s]::bigint[],"
        " array[%s]::smallint[], array[40]::smallint[], array['scaling'])",
        [number, attempt],
    )
    page = await show(client, path)
    assert '<progress max="100" value="40"' in page
    assert "scaling" in page
    assert "attempt 1, w-1" in page
    assert [button(page, action, job) for action in ("retry", "cancel", "urgent")] == ["off", "on", "on"]

    owner.execute("select jobs.fail(%s, %s, 'the first error')", [number, attempt])
    page = await show(client, path)
    assert "the first error" in page
    assert "Next attempt" in page
    assert [button(page, action, job) for action in ("retry", "cancel", "urgent")] == ["on", "on", "on"]

    owner.execute("update jobs.jobs set run_at = now() - interval '1 s' where id = %s", [number])
    owner.execute("select jobs.promote()")
    finish(owner, job, {"made": "a picture"})
    page = await show(client, path)
    assert "a picture" in page
    assert "the first error" in page
    assert "attempt 2" in page
    assert 'data-topics=""' in page
    assert [button(page, action, job) for action in ("retry", "cancel", "urgent")] == ["off", "off", "off"]


async def test_a_job_and_its_children(client: httpx.AsyncClient, owner: psycopg.Connection, moderator: str) -> None:
    parent = add(owner, "pack", hold=True)
    number = known(owner, parent)["id"]
    children = [add(owner, "part", parent=number) for _ in range(3)]
    page = await show(client, f"/dashboard/jobs/{parent}")
    assert "for children" in page
    assert listed(page.partition("<h2>Children</h2>")[2]) == children
    page = await show(client, f"/dashboard/jobs/{children[0]}")
    assert f'href="/dashboard/jobs/{parent}"' in page


async def test_what_others_wrote_is_text(
    client: httpx.AsyncClient, owner: psycopg.Connection, somebody, moderator: str
) -> None:
    """Task, subject, message, arguments, result, errors, names of workers, schedules: nothing of it is markup."""
    running = add(owner, EVIL[:90], args={EVIL: [EVIL]}, subject=f"x:{EVIL}", concurrency_key=EVIL, dedup_key=EVIL)
    dead = add(owner, EVIL[:90], args={"a": EVIL})
    [(worker,)] = owner.execute("select jobs.register(%s, 'h', 1, %s, 5)", [EVIL, [EVIL]])
    rows = owner.execute("select id, attempt from jobs.claim(%s, 10)", [worker]).fetchall()
    of = {known(owner, job)["id"]: job for job in (running, dead)}
    for number, attempt in rows:
        if of.get(number) == dead:
            owner.execute("select jobs.fail(%s, %s, %s, true)", [number, attempt, EVIL])
        else:
            owner.execute(
                "select jobs.heartbeat(%s, array[%s]::bigint[], array[%s]::smallint[], array[5]::smallint[], %s)",
                [worker, number, attempt, [EVIL]],
            )
    done = add(owner, EVIL[:90])
    finish(owner, done, {"evil": EVIL})
    owner.execute("select jobs.pause('default', %s)", [EVIL])
    owner.execute(
        "insert into ops.schedule_runs (name, slot, state, error, result, run_by) values"
        " ('prune-jobs', now(), 'failed', %(e)s, %(e)s, %(e)s) on conflict do nothing", {"e": EVIL},
    )  # fmt: skip
    owner.execute("update ops.schedules set description = %s where name = 'prune-jobs'", [EVIL])
    paths = ["", "/jobs", *(f"/jobs/{job}" for job in (running, dead, done)), "/analytics", "/schedules"]
    paths += ["/schedules/prune-jobs", "/jobs?" + str(httpx.QueryParams({"text": EVIL, "task": EVIL, "queue": EVIL}))]
    paths += ["/analytics?" + str(httpx.QueryParams({"task": EVIL}))]
    for path in paths:
        page = await show(client, f"/dashboard{path}")
        assert "alert(1)" in page, path  # it is there
        assert "<script>alert" not in page, path
        assert "<img src=x" not in page, path
        assert "49" not in re.findall(r"\$\{?(49)|> ?(49) ?<", page), path
    owner.execute("select jobs.resume('default')")


async def test_values_of_any_size_and_time(
    client: httpx.AsyncClient, owner: psycopg.Connection, moderator: str
) -> None:
    """Also what an operator wrote by hand with psql."""
    job = add(owner, "t" * 100, args={"deep": {"x": [None, 1e300, -0.0, "é\u2028" * 5000]}}, subject="s" * 2000)
    number = known(owner, job)["id"]
    owner.execute(
        "update jobs.jobs set run_at = 'infinity', waits = 'time', lane = null, created_at = created_at, message = %s,"
        " errors = %s where id = %s",
        ["m" * 10000, Jsonb([{}, {"error": "x" * 100000, "attempt": 1, "at": "2026-01-01T00:00:00Z"}]), number],
    )
    for path in ("", "/jobs", f"/jobs/{job}", "/analytics"):
        await show(client, f"/dashboard{path}")
    for at in ("-infinity", "0044-03-15 BC", "294276-12-31"):
        owner.execute("update jobs.jobs set run_at = %s where id = %s", [at, number])
        await show(client, f"/dashboard/jobs/{job}")


async def test_analytics(client: httpx.AsyncClient, owner: psycopg.Connection, moderator: str) -> None:
    assert "No job has ended in this time." in await show(client, "/dashboard/analytics")
    for task in ("mail.send", "videos.resize"):
        for _ in range(3):
            finish(owner, add(owner, task))
        fail(owner, add(owner, task), final=True)
    page = await show(client, "/dashboard/analytics")
    assert page.count("<svg ") == 7
    assert "1 of 4 failed" in page
    assert page.count("75.0 %") == 2
    assert "aria-current=true>7 days" in page
    page = await show(client, "/dashboard/analytics?days=90&task=mail.send")
    assert "aria-current=true>90 days" in page
    assert page.count("75.0 %") == 1
    assert "videos.resize" not in page


async def test_schedules(client: httpx.AsyncClient, owner: psycopg.Connection, somebody) -> None:
    become(client, somebody("admin"))
    states = ["succeeded", "enqueued", "waiting", "running", "failed", "lost", "missed"]
    owner.execute("delete from ops.schedule_runs where name = 'vacuum-analyze'")
    for hours, state in enumerate(states, 1):
        owner.execute(
            "insert into ops.schedule_runs (name, slot, state, error) values"
            " ('vacuum-analyze', now() - %s * interval '1 hour', %s, %s)",
            [hours, state, "no space left" if state == "failed" else None],
        )
    page = await show(client, "/dashboard/schedules")
    assert "no space left" not in page  # of the last run alone
    ticks = re.findall(
        r'<i class="(\w+)" title="[^"]*: (\w+)"', page.partition(">vacuum-analyze<")[2].partition("</tr>")[0]
    )
    assert ticks == [
        ("missed", "missed"), ("failed", "lost"), ("failed", "failed"), ("running", "running"), ("queued", "waiting"),
        ("queued", "enqueued"), ("completed", "succeeded"),
    ]  # fmt: skip
    assert button(page, "run", "vacuum-analyze") == "off"  # it runs
    assert button(page, "run", "make-partitions") == "on"
    page = await show(client, "/dashboard/schedules/vacuum-analyze")
    assert "no space left" in page
    for state in states:
        assert re.search(rf'<span class="state \w+">{state}</span>', page)
    assert button(page, "disable", "vacuum-analyze") == "on"
    become(client, somebody("moderator"))  # who may only read
    for path in ("/dashboard/schedules", "/dashboard/schedules/make-partitions"):
        page = await show(client, path)
        assert "make-partitions" in page
        assert [button(page, action, "make-partitions") for action in ("run", "enable", "disable")] == [None] * 3
    owner.execute("delete from ops.schedule_runs where name = 'vacuum-analyze'")


async def test_older_runs_of_a_schedule(client: httpx.AsyncClient, owner: psycopg.Connection, moderator: str) -> None:
    owner.execute(
        "insert into ops.schedule_runs (name, slot, state)"
        " select 'make-partitions', now() - i * interval '1 min', 'missed' from generate_series(1, 120) as i"
    )
    path, slots = "/dashboard/schedules/make-partitions", []
    while path:
        page = await show(client, path)
        slots += re.findall(r"<tr tabindex=\"0\" >\n<td>([0-9: -]{19})", page)
        older = re.search(r'id="older" href="([^"]+)"', page)
        path = html.unescape(older[1]) if older else ""
    assert len(slots) == len(set(slots)) == 120
    owner.execute("delete from ops.schedule_runs where name = 'make-partitions'")


async def test_while_the_database_is_away(
    client: httpx.AsyncClient, moderator: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.http.problems import unavailable
    from app.http.sqlstates import SqlError

    def failing(error: Exception) -> None:
        async def ask(*_: object) -> None:
            raise error

        monkeypatch.setattr("app.dashboard.part.call_function", ask)

    failing(unavailable("The database does not answer."))
    answer = await client.get("/dashboard")
    assert answer.status_code == 503
    assert "This page cannot be shown right now" in answer.text
    assert "retry-after" in answer.headers
    failing(SqlError("XX000", "secret words of the database"))
    answer = await client.get("/dashboard/jobs")
    assert answer.status_code == 500
    assert 'id="wrong"' in answer.text
    assert "secret words" not in answer.text


async def test_other_ways_to_ask(client: httpx.AsyncClient, moderator: str) -> None:
    assert "<h1>Overview</h1>" in await show(client, "/dashboard/")
    for method, status in (("POST", 405), ("DELETE", 405), ("PUT", 405)):
        assert (await client.request(method, "/dashboard/jobs")).status_code == status
    head = await client.head("/dashboard/jobs")
    assert head.status_code in (200, 405)
    assert head.content == b""
