"""Staff looks at jobs, and puts right what went wrong: who may, what happens, and that it is written down."""

import pytest

READS = [
    ("staff_list_jobs", {}), ("staff_get_job", "job"), ("staff_list_queues", {}),
    ("staff_get_queue", {"name": "default"}), ("staff_list_workers", {}), ("staff_list_tasks", {}),
    ("staff_job_analytics", {}),
]  # fmt: skip
WRITES = [
    ("staff_retry_job", "job"), ("staff_redrive_job", "job"), ("staff_reprioritise_job", {"priority": 1}),
    ("staff_pause_queue", {"name": "default"}), ("staff_resume_queue", {"name": "default"}),
    ("staff_redrive_queue", {"name": "default"}), ("staff_reprioritise_queue", {"name": "default", "priority": 1}),
]  # fmt: skip
OF_ADMINS = [("staff_add_job", {"task": "system.noop"}), ("staff_update_queue", {"name": "default", "patch": {}})]


def named(given, job):
    needs = given == "job" or ("priority" in given and "name" not in given)
    return {**({} if given == "job" else given), **({"job_id": job} if needs else {})}


@pytest.fixture
def known(queue):
    """Tasks that a worker told of."""
    queue.one('select jobs.know(\'[{"name": "system.noop", "kind": "async", "description": "Nothing."}]\')')


@pytest.mark.parametrize(("function", "given"), READS + WRITES)
def test_moderators_may_and_others_not(desk, queue, owner, moderator, function, given):
    job = queue.add(user_id=owner.id)
    assert desk(moderator, function, **named(given, job)) is not None
    with desk.fails("forbidden"):
        desk(owner, function, **named(given, job))
    with desk.fails("unauthenticated"):
        desk(None, function, **named(given, job))


@pytest.mark.parametrize(("function", "given"), OF_ADMINS)
def test_what_only_admins_may(desk, known, moderator, admin, function, given):
    assert desk(admin, function, **given)
    with desk.fails("forbidden"):
        desk(moderator, function, **given)


# -- looking


def test_a_job_with_all_that_is_known_of_it(desk, queue, owner, moderator):
    parent = queue.enqueue("join", hold=True)
    job = queue.add(
        user_id=owner.id, subject="s", args={"n": 1}, parent=parent, dedup_key="d", concurrency_key="c", priority=3
    )
    claimed = queue.take(job)
    queue.fail(claimed, "no route", retry_in="0 s")
    claimed = queue.take(job)
    shown = desk(moderator, "staff_get_job", job_id=job)
    assert {k: shown[k] for k in ("state", "attempt", "priority", "args", "subject", "user_id", "worker")} == {
        "state": "running", "attempt": 2, "priority": 3, "args": {"n": 1}, "subject": "s", "user_id": owner.external_id,
        "worker": "test",
    }  # fmt: skip
    assert (shown["dedup_key"], shown["concurrency_key"], shown["queue"]) == ("d", "c", "default")
    assert shown["parent_id"] == queue.public(parent)
    [error] = shown["errors"]
    assert (error["attempt"], error["error"], error["worker"]) == (1, "no route", "test")
    assert [m["what"] for m in shown["timeline"]] == ["added", "begun", "failed", "begun"]
    assert shown["timeline"][3]["detail"] == "attempt 2, test"
    queue.call("cancel", claimed.id)
    queue.finish(claimed, state="cancelled")
    shown = desk(moderator, "staff_get_job", job_id=job)
    assert [m["what"] for m in shown["timeline"]][-1] == "cancelled"
    family = desk(moderator, "staff_get_job", job_id=queue.public(parent))
    assert [child["id"] for child in family["children"]] == [job]
    with desk.fails("job_not_found"):
        desk(moderator, "staff_get_job", job_id="job_" + "0" * 28)


def test_a_list_by_every_filter(desk, queue, owner, moderator):
    first = queue.add("a.one", queue="a", subject="s", user_id=owner.id, args={"word": "Needle"})
    second = queue.add("b.two", queue="b")
    queue.fail(next(c for c in queue.claim() if c.task == "b.two"), "Out of cheese", final=True)

    def found(**filters):
        return [job["id"] for job in desk(moderator, "staff_list_jobs", **filters)["items"]]

    assert found() == [second, first]
    assert found(queue="a") == found(task="a.one") == found(state="running") == found(subject="s") == [first]
    assert found(user="olga") == found(user=owner.external_id) == found(q="needle") == found(q=first) == [first]
    assert found(state="failed") == found(q="OF CHEESE") == [second]
    assert found(user="nobody") == found(queue="none") == found(state="dead") == []
    assert found(since="2001-01-01T00:00Z") == [second, first]
    assert found(until="2001-01-01T00:00Z") == []
    assert found(limit=1) == [second]
    with desk.fails("range_reversed", "since"):
        found(since="2002-01-01T00:00Z", until="2001-01-01T00:00Z")
    [card] = desk(moderator, "staff_list_jobs", state="failed")["items"]
    assert card["error"] == "Out of cheese"


def test_pages(desk, queue, moderator):
    jobs = [queue.add() for _ in range(5)]
    found, cursor = [], None
    for _ in range(3):
        page = desk(moderator, "staff_list_jobs", limit=2, cursor=cursor)
        found += [job["id"] for job in page["items"]]
        cursor = page["next_cursor"]
    assert (found, cursor) == (jobs[::-1], None)


# -- jobs


def test_retry(desk, queue, moderator):
    job = queue.add()
    queue.fail(queue.take(job), retry_in="1 hour")
    assert desk(moderator, "staff_retry_job", job_id=job)["waits"] is None
    assert queue.take(job).attempt == 2
    assert [e["action"] for e in desk.log("job", job)] == ["retry"]


def test_redrive(desk, queue, moderator):
    job = queue.add(max_attempts=1)
    queue.fail(queue.take(job), "broken")
    shown = desk(moderator, "staff_redrive_job", job_id=job)
    assert (shown["id"], shown["state"], shown["max_attempts"], len(shown["errors"])) == (job, "queued", 6, 1)
    assert [e["action"] for e in desk.log("job", job)] == ["redrive"]


def test_what_was_completed_is_not_done_again(desk, queue, moderator):
    job = queue.add()
    queue.finish(queue.take(job))
    for function in ("staff_retry_job", "staff_redrive_job"):
        with desk.fails("job_over", "job_id"):
            desk(moderator, function, job_id=job)
    with desk.fails("job_over"):
        desk(moderator, "staff_reprioritise_job", job_id=job, priority=1)


def test_reprioritise(desk, queue, moderator):
    job = queue.add()
    assert desk(moderator, "staff_reprioritise_job", job_id=job, priority=0)["priority"] == 0
    desk(moderator, "staff_reprioritise_job", job_id=job, priority=0)
    [entry] = desk.log("job", job)
    assert (entry["changed"], entry["previous"]) == ({"priority": "0"}, {"priority": "5"})


@pytest.mark.parametrize("function", ["staff_retry_job", "staff_redrive_job", "staff_reprioritise_job"])
def test_a_job_that_is_not_there(desk, moderator, function):
    more = {"priority": 1} if "priority" in function or "reprio" in function else {}
    with desk.fails("job_not_found"):
        desk(moderator, function, job_id="job_x", **more)


def test_a_job_of_a_known_task_is_added(desk, queue, known, admin):
    job = desk(admin, "staff_add_job", task="system.noop", args={"a": 1}, queue="q", priority=2, max_attempts=3,
               timeout_seconds=60, dedup_key="k")  # fmt: skip
    assert [job[k] for k in ("task", "args", "queue", "priority", "max_attempts", "timeout_seconds", "dedup_key")] == [
        "system.noop", {"a": 1}, "q", 2, 3, 60, "staff:k",
    ]  # fmt: skip
    assert [e["changed"]["task"] for e in desk.log("job", job["id"])] == ["system.noop"]
    with desk.fails("job_exists", "dedup_key"):
        desk(admin, "staff_add_job", task="system.noop", dedup_key="k")
    later = desk(admin, "staff_add_job", task="system.noop", delay_seconds=60)
    assert later["waits"] == "time"
    assert [t["name"] for t in desk(admin, "staff_list_tasks")] == ["system.noop"]


@pytest.mark.parametrize(
    ("code", "field", "given"),
    [
        ("task_unknown", "task", {"task": "rm.everything"}),
        ("invalid_input", "args", {"task": "system.noop", "args": [1]}),
        ("invalid_input", "args", {"task": "system.noop", "args": "x"}),
        ("invalid_input", "args", {"task": "system.noop", "args": {"a": [1.5] * 50_000}}),
    ],
)
def test_what_is_no_job_is_refused(desk, known, admin, code, field, given):
    with desk.fails(code, field):
        desk(admin, "staff_add_job", **given)


def test_arguments_that_are_null_are_none(desk, known, admin):
    assert desk(admin, "staff_add_job", task="system.noop", args=None)["args"] == {}


def test_what_changes_nothing_is_not_written_down(desk, queue, owner, moderator):
    job = queue.add(user_id=owner.id)
    claimed = queue.take(job)
    for function in ("staff_retry_job", "staff_redrive_job"):
        assert desk(moderator, function, job_id=job)["state"] == "running"
    assert desk.log("job", job) == []
    for _ in range(3):
        assert desk(moderator, "cancel_job", job_id=job)["cancelling"] is True
    queue.finish(claimed, state="cancelled")
    assert desk(moderator, "cancel_job", job_id=job)["state"] == "cancelled"
    for _ in range(2):
        assert desk(moderator, "staff_redrive_job", job_id=job)["state"] == "queued"
    assert [entry["action"] for entry in desk.log("job", job)] == ["cancel", "redrive"]


# -- queues


def test_queues_with_what_is_in_them(desk, queue, moderator):
    queue.add(queue="a"), queue.add(queue="a")
    queue.claim(1)
    [shown] = [q for q in desk(moderator, "staff_list_queues") if q["name"] == "a"]
    assert {k: shown[k] for k in ("ready", "running", "paused", "estimated", "version", "max_running")} == {
        "ready": 1, "running": 1, "paused": False, "estimated": False, "version": 1, "max_running": None,
    }  # fmt: skip
    assert desk(moderator, "staff_get_queue", name="a") == shown
    with desk.fails("queue_not_found", "name"):
        desk(moderator, "staff_get_queue", name="none")


def test_pause_and_resume(desk, queue, moderator):
    queue.add(queue="a")
    for _ in range(2):
        shown = desk(moderator, "staff_pause_queue", name="a")
        assert (shown["paused"], shown["paused_by"]) == (True, "mo")
    assert queue.claim() == []
    for _ in range(2):
        assert desk(moderator, "staff_resume_queue", name="a")["paused"] is False
    assert len(queue.claim()) == 1
    assert [e["action"] for e in desk.log("queue", "a")] == ["pause", "resume"]


def test_settings(desk, queue, admin):
    queue.add(queue="a")
    shown = desk(admin, "staff_update_queue", name="a", patch={"max_running": 2, "backoff_seconds": 0.5})
    assert (shown["max_running"], shown["backoff_seconds"], shown["version"], shown["max_attempts"]) == (2, 0.5, 2, 5)
    assert desk(admin, "staff_update_queue", name="a", patch={"max_running": 2})["version"] == 2
    assert desk(admin, "staff_update_queue", name="a", patch={"max_running": None})["max_running"] is None
    with desk.fails("precondition_failed"):
        desk(admin, "staff_update_queue", name="a", patch={"max_running": 1}, if_match="2")
    for patch in ({"name": "b"}, {"paused": True}, {"max_attempts": None}, [], "x"):
        with desk.fails("invalid_input"):
            desk(admin, "staff_update_queue", name="a", patch=patch)
    first = desk.log("queue", "a")[0]
    assert (first["action"], first["changed"]) == ("update", {"max_running": "2", "backoff_seconds": "0.5"})
    assert first["previous"] == {"max_running": None, "backoff_seconds": "2"}


def test_the_dead_letter_of_a_queue_and_another_priority_for_it(desk, queue, moderator):
    for task in ("x", "y"):
        job = queue.add(task, queue="a", max_attempts=1)
        queue.fail(queue.take(job))
    assert desk(moderator, "staff_get_queue", name="a")["dead"] == 2
    assert desk(moderator, "staff_redrive_queue", name="a", task="x") == {"name": "a", "jobs": 1}
    assert desk(moderator, "staff_redrive_queue", name="a") == {"name": "a", "jobs": 1}
    assert desk(moderator, "staff_reprioritise_queue", name="a", priority=0, task="y") == {"name": "a", "jobs": 1}
    assert [j.task for j in queue.claim()] == ["y", "x"]
    assert [e["action"] for e in desk.log("queue", "a")] == ["redrive", "redrive", "reprioritise"]


@pytest.mark.parametrize(
    "function",
    [
        "staff_update_queue",
        "staff_pause_queue",
        "staff_resume_queue",
        "staff_redrive_queue",
        "staff_reprioritise_queue",
    ],
)
def test_a_queue_that_is_not_there(desk, admin, function):
    more = {"staff_update_queue": {"patch": {}}, "staff_reprioritise_queue": {"priority": 1}}.get(function, {})
    with desk.fails("queue_not_found", "name"):
        desk(admin, function, name="none", **more)


# -- workers, figures


def test_workers(desk, queue, moderator):
    first, second = queue.new_worker(concurrency=3), queue.new_worker()
    queue.one("select jobs.heartbeat(%s, _completed => 4, _running => 2)", [first])
    queue.call("leave", second)
    [shown] = desk(moderator, "staff_list_workers")
    assert {k: shown[k] for k in ("alive", "concurrency", "running", "completed", "ended_at")} == {
        "alive": True, "concurrency": 3, "running": 2, "completed": 4, "ended_at": None,
    }  # fmt: skip
    assert [w["alive"] for w in desk(moderator, "staff_list_workers", ended=True)] == [False, True]
    queue.conn.execute("update jobs.workers set seen_at = now() - interval '1 minute'")
    assert desk(moderator, "staff_list_workers")[0]["alive"] is False


def test_figures(desk, queue, moderator):
    queue.conn.execute("update jobs.sums set upto = now() - interval '9 days'")
    queue.add_past(3, ago="1 minute")
    queue.add_past(1, ago="1 minute", state="dead", attempt=5)
    queue.add_past(2, ago="3 days", task="u")
    shown = desk(moderator, "staff_job_analytics")
    assert len(shown["days"]) == 2
    today = next(d for d in shown["days"] if d["task"] == "t")
    assert {k: today[k] for k in ("jobs", "completed", "failed", "dead", "success_rate", "retries")} == {
        "jobs": 4, "completed": 3, "failed": 1, "dead": 1, "success_rate": 0.75, "retries": 4,
    }  # fmt: skip
    assert today["wait_p50"] == pytest.approx(1, rel=0.051)
    assert today["run_p99"] == pytest.approx(2, rel=0.051)
    assert today["per_hour"] > 0
    assert [d["task"] for d in desk(moderator, "staff_job_analytics", days=1)["days"]] == ["t"]
    assert [d["task"] for d in desk(moderator, "staff_job_analytics", task="u")["days"]] == ["u"]
    assert desk(moderator, "staff_job_analytics", queue="none")["days"] == []
