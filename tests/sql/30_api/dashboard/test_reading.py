"""What the pages of the dashboard are given."""

import pytest
from psycopg.types.json import Jsonb

READING = {
    "dashboard_overview": {}, "dashboard_jobs": {}, "dashboard_job": {"job_id": "x"}, "dashboard_analytics": {},
    "dashboard_schedules": {}, "dashboard_schedule": {"name": "prune-jobs"},
}  # fmt: skip


@pytest.mark.parametrize("function", READING)
def test_for_staff_alone(desk, new, function):
    for person, code in ((new("user"), "forbidden"), (None, "unauthenticated")):
        with desk.fails(code):
            desk(person, function, **READING[function])


def public(queue, job):
    return queue.one("select public_id from jobs.all_jobs where id = %s", [job])


def test_the_overview_of_nothing(desk, mod):
    found = desk(mod, "dashboard_overview")
    assert len(found["minutes"]) == 60
    assert found["workers"] == found["running"] == []
    assert [queue["name"] for queue in found["queues"]] == ["default"]


def test_the_overview(queue, desk, mod):
    jobs = [queue.enqueue("videos.resize", queue="videos") for _ in range(3)]
    queue.claim(2)
    queue.conn.execute("update jobs.sums set upto = now() - interval '1 hour'")
    queue.add_past(4, ago="3 minutes")
    queue.add_past(1, ago="3 minutes", state="dead")
    found = desk(mod, "dashboard_overview")
    assert [job["id"] for job in found["running"]] == [public(queue, job) for job in jobs[:2]]
    counts = {it["name"]: (it["ready"], it["running"], it["dead"]) for it in found["queues"]}
    assert counts == {"default": (0, 0, 1), "videos": (1, 2, 0)}
    assert sum(minute["completed"] for minute in found["minutes"]) == 4
    assert sum(minute["failed"] for minute in found["minutes"]) == 1
    assert [worker["name"] for worker in found["workers"]] == ["test"]


def ids(found):
    return [job["id"] for job in found["jobs"]]


def test_jobs_by_what_they_are(queue, desk, mod):
    a = queue.enqueue("videos.resize", args={"width": 640}, queue="videos", subject="video:vid_1")
    b = queue.enqueue("mail.send", args={"to": "ann@example.org"}, queue="mail", user_id=mod.id)
    [claimed] = queue.claim(queues=["mail"])
    c = queue.enqueue("mail.send", queue="mail", subject="video:vid_12")
    queue.fail(claimed, "No such mailbox", final=True)
    a, b, c = (public(queue, job) for job in (a, b, c))

    def find(**given):
        return ids(desk(mod, "dashboard_jobs", **given))

    assert find() == [c, b, a]
    assert find(state="queued") == [c, a]
    assert find(state="failed") == [b]
    assert find(state="running") == []
    assert find(queue="mail") == [c, b]
    assert find(queue="none") == []
    assert find(task="videos.resize") == [a]
    assert find(text="MAILBOX") == [b]
    assert find(text='"width"') == [a]
    assert find(text=a) == [a]  # whole ids
    assert (
        find(text=a[-16:]) == find(text=f" …{a[-16:]} ") == find(text=f"...{a[-16:].upper()}") == [a]
    )  # as lists show it
    assert find(text="0" * 16) == []
    assert find(text=mod.external_id) == [b]
    assert find(text=mod.external_id, state="queued") == []
    assert find(text="video:vid_1") == [a]
    assert find(text="video:vid_") == [c, a]  # a part
    assert find(text="%") == find(text="_%") == []
    assert desk(mod, "dashboard_jobs")["queues"] == ["default", "mail", "videos"]


def test_jobs_page_by_page(queue, desk, mod):
    queue.conn.execute("select jobs.enqueue('noop') from generate_series(1, 60)")
    queue.finish(*queue.claim(55))
    seen, before = [], None
    while True:
        found = desk(mod, "dashboard_jobs", before=before)
        assert len(found["jobs"]) <= 50
        seen += ids(found)
        if (before := found["next"]) is None:
            break
    rows = queue.ask("select public_id from jobs.all_jobs order by id desc")
    assert seen == [row[0] for row in rows]


def test_a_job(queue, desk, mod):
    job = public(queue, queue.enqueue("videos.resize", args={"width": 640}))
    assert desk(mod, "dashboard_job", job_id=job)["args"] == {"width": 640}
    for wrong in ("", "x", "job_", job[:-1], job.upper(), job + "0", "job_" + "0" * 28, "é" * 200):
        with desk.fails("job_not_found"):
            desk(mod, "dashboard_job", job_id=wrong)


def test_a_schedule_with_its_history(queue, desk, mod):
    queue.conn.execute("delete from ops.schedule_runs")
    queue.conn.execute(
        "insert into ops.schedule_runs (name, slot, state, started_at, finished_at)"
        " select 'prune-jobs', now() - i * interval '1 h', 'succeeded', now(), now() from generate_series(1, 60) as i"
    )
    first = desk(mod, "dashboard_schedule", name="prune-jobs")
    rest = desk(mod, "dashboard_schedule", name="prune-jobs", before=first["next"])
    assert (len(first["runs"]), len(rest["runs"]), rest["next"]) == (50, 10, None)
    slots = [run["slot"] for run in first["runs"] + rest["runs"]]
    assert slots == sorted(slots, reverse=True)
    assert len(set(slots)) == 60
    assert first["cron"]
    assert len(first["next_runs"]) == 5
    with desk.fails("schedule_not_found"):
        desk(mod, "dashboard_schedule", name="none")


def test_schedules(desk, mod):
    names = [schedule["name"] for schedule in desk(mod, "dashboard_schedules")]
    assert "prune-jobs" in names
    assert names == sorted(names)


@pytest.mark.parametrize("function", ["dashboard_jobs", "dashboard_job"])
def test_errors_of_any_shape(queue, desk, mod, function):
    """What an operator wrote by hand is shown, too."""
    job = queue.enqueue("odd", args={"deep": [[[{}]]], "text": "<script>"})
    queue.conn.execute("update jobs.jobs set errors = %s where id = %s", [Jsonb([{}, {"error": None}]), job])
    assert desk(mod, function, **({"job_id": public(queue, job)} if function == "dashboard_job" else {}))
