"""One's own jobs: seen and cancelled by whose they are and by staff, and by nobody else."""

import hashlib

import pytest


def token_of(people, person, *scopes):
    return f"(,tok:{hashlib.sha256(people.api_token(person, *scopes).encode()).hexdigest()},)"


def test_its_owner_sees_how_it_goes(desk, queue, owner):
    job = queue.add(user_id=owner.id, subject="video:vid_1", args={"secret": 1})
    shown = desk(owner, "get_job", job_id=job)
    assert {k: shown[k] for k in ("id", "task", "state", "progress", "subject", "attempt", "cancelling")} == {
        "id": job, "task": "videos.resize", "state": "queued", "progress": 0, "subject": "video:vid_1", "attempt": 0,
        "cancelling": False,
    }  # fmt: skip
    assert (shown["finished_at"], shown["result"], shown["error"]) == (None, None, None)
    assert "args" not in shown
    claimed = queue.take(job)
    queue.one("select jobs.heartbeat(%s, %s::bigint[], '{1}', '{40}', '{reading}')", [queue.worker, [claimed.id]])
    shown = desk(owner, "get_job", job_id=job)
    assert (shown["state"], shown["progress"], shown["message"]) == ("running", 40, "reading")
    queue.finish(claimed, results=[{"asset": 1}])
    shown = desk(owner, "get_job", job_id=job)
    assert (shown["state"], shown["progress"], shown["result"]) == ("completed", 100, {"asset": 1})
    assert shown["finished_at"] is not None


def test_others_do_not_know_that_it_exists_and_staff_sees_it(desk, queue, owner, other, moderator):
    job, nobodys = queue.add(user_id=owner.id), queue.add()
    for function in ("get_job", "cancel_job"):
        for hidden in (job, nobodys):
            with desk.fails("job_not_found", "job_id"):
                desk(other, function, job_id=hidden)
        with desk.fails("unauthenticated"):
            desk(None, function, job_id=job)
        for wrong in ("job_0", "x", job[:-1] + "g", f"job_{'0' * 12}{job[16:]}"):
            with desk.fails("job_not_found"):
                desk(owner, function, job_id=wrong)
    assert desk(moderator, "get_job", job_id=job)["id"] == job
    assert desk(moderator, "get_job", job_id=nobodys)["id"] == nobodys


def test_tokens_need_the_scope(desk, queue, people, owner):
    job = queue.add(user_id=owner.id)
    reading = token_of(people, owner, "jobs:read")
    assert desk(reading, "get_job", job_id=job)["id"] == job
    with desk.fails("insufficient_scope"):
        desk(reading, "cancel_job", job_id=job)
    with desk.fails("insufficient_scope"):
        desk(token_of(people, owner, "videos:read"), "list_jobs")
    assert desk(token_of(people, owner, "jobs:write"), "cancel_job", job_id=job)["state"] == "cancelled"


def test_what_failed_for_good_says_why_and_an_error_of_ours_does_not(desk, queue, owner):
    final, dead = (queue.add(user_id=owner.id, max_attempts=1) for _ in range(2))
    for claimed in queue.claim():
        queue.fail(claimed, "KeyError: 'secret path'", final=queue.public(claimed.id) == final)
    assert desk(owner, "get_job", job_id=final)["error"] == "KeyError: 'secret path'"
    assert desk(owner, "get_job", job_id=dead)["error"] == "It failed 1 times."


def test_cancelled_at_once_while_it_waits(desk, queue, owner):
    job = queue.add(user_id=owner.id)
    for _ in range(2):
        assert desk(owner, "cancel_job", job_id=job)["state"] == "cancelled"
    assert desk.log("job", job) == []


def test_cancelled_as_soon_as_its_worker_hears_of_it(desk, queue, owner):
    job = queue.add(user_id=owner.id)
    claimed = queue.take(job)
    for _ in range(2):
        shown = desk(owner, "cancel_job", job_id=job)
        assert (shown["state"], shown["cancelling"]) == ("running", True)
    queue.finish(claimed, state="cancelled")
    assert desk(owner, "cancel_job", job_id=job)["state"] == "cancelled"


@pytest.mark.parametrize("state", ["completed", "failed", "dead"])
def test_what_is_over_is_not_cancelled(desk, queue, owner, state):
    job = queue.add(user_id=owner.id)
    queue.finish(queue.take(job), state=state)
    with desk.fails("job_over", "job_id"):
        desk(owner, "cancel_job", job_id=job)


def test_staff_cancels_and_that_is_written_down(desk, queue, owner, moderator):
    job = queue.add(user_id=owner.id)
    assert desk(moderator, "cancel_job", job_id=job)["state"] == "cancelled"
    [entry] = desk.log("job", job)
    assert (entry["actor"], entry["action"]) == ("mo", "cancel")


def test_all_of_ones_own_newest_first(desk, queue, owner, other):
    jobs = [queue.add(user_id=owner.id) for _ in range(5)]
    queue.add(user_id=other.id), queue.add()
    for claimed in queue.claim(2):
        queue.finish(claimed)
    found, cursor = [], None
    for _ in range(3):
        page = desk(owner, "list_jobs", limit=2, cursor=cursor)
        found += [job["id"] for job in page["items"]]
        cursor = page["next_cursor"]
    assert (found, cursor) == (jobs[::-1], None)
    done = desk(owner, "list_jobs", state="completed")
    assert [job["id"] for job in done["items"]] == [jobs[1], jobs[0]]
    assert desk(owner, "list_jobs", state="dead") == {"items": [], "next_cursor": None}
