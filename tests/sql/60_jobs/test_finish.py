"""Ending jobs: completed, failed and tried again, dead; who comes late changes nothing."""

import dataclasses

import psycopg
import pytest


def test_a_finished_job_moves_to_the_history_as_it_was(queue):
    job = queue.enqueue("x", args={"a": 1}, subject="s", priority=3, queue="q")
    [claimed] = queue.claim()
    assert queue.finish(claimed, results=[{"made": 2}]) == 1
    assert queue.one("select count(*) from jobs.jobs") == 0
    past = queue.past(job)
    assert (past["state"], past["task"], past["args"], past["result"]) == ("completed", "x", {"a": 1}, {"made": 2})
    assert (past["attempt"], past["progress"], past["priority"], past["subject"]) == (1, 100, 3, "s")
    assert past["created_at"] <= past["started_at"] <= past["finished_at"]


def test_many_at_once_with_results_of_some(queue):
    jobs = [queue.enqueue() for _ in range(3)]
    claimed = queue.claim()
    assert queue.finish(*claimed, results=[1, None, {"c": 3}]) == 3
    results = queue.ask("select id, result from jobs.history order by id")
    assert [r[0] for r in results] == jobs
    assert [results[0][1], results[2][1]] == [1, {"c": 3}]


def test_a_late_finisher_is_refused(queue):
    """The attempt number fences it: the job was given to somebody else meanwhile."""
    job = queue.enqueue()
    [first] = queue.claim()
    queue.fail(first, retry_in="0 s")
    [second] = queue.claim()
    assert (second.id, second.attempt) == (job, 2)
    assert queue.finish(first) == 0
    assert queue.fail(first) is None
    assert queue.hand_back(first) == 0
    assert queue.state(job) == "running"
    assert queue.finish(second) == 1
    assert queue.finish(second) == 0, "once"
    assert queue.one("select count(*) from jobs.history") == 1


def test_a_late_finisher_does_not_free_what_another_holds(queue):
    queue.set_queue("one", max_running=1)
    job = queue.enqueue(queue="one", concurrency_key="k")
    [first] = queue.claim()
    queue.fail(first, retry_in="0 s")
    [second] = queue.claim()
    queue.finish(first)
    queue.hand_back(first)
    queue.enqueue(queue="one", concurrency_key="k")
    assert queue.claim() == []
    assert queue.ask("select job_id from jobs.limited") == [(job,)]
    assert queue.keys() == {"k": 1}
    queue.finish(second)
    assert len(queue.claim()) == 1


def test_a_job_that_waits_cannot_be_finished(queue):
    job = queue.enqueue()
    [claimed] = queue.claim()
    queue.hand_back(claimed)
    assert queue.finish(claimed) == 0
    assert queue.finish(dataclasses.replace(claimed, attempt=0)) == 0
    assert queue.state(job) == "queued"


# -- failing


def test_a_failed_job_waits_for_its_time_with_the_error_kept(queue):
    job = queue.enqueue()
    [claimed] = queue.claim()
    assert queue.fail(claimed, "no route") == "queued"
    row = queue.row(job)
    assert (row["state"], row["waits"], row["lane"], row["worker_id"]) == ("queued", "time", None, None)
    [error] = row["errors"]
    assert (error["attempt"], error["error"]) == (1, "no route")
    assert {"at", "started_at", "worker"} <= set(error)
    assert queue.claim() == []
    queue.earlier(job)
    assert queue.claim()[0].attempt == 2


@pytest.mark.parametrize(("attempt", "full"), [(1, 4), (2, 8), (3, 16), (6, 100), (60, 100)])
def test_the_wait_doubles_up_to_a_cap_half_of_it_by_chance(queue, attempt, full):
    queue.set_queue("default", backoff_seconds=4, backoff_cap_seconds=100)
    queue.ask("select jobs.enqueue('noop', _max_attempts => 100) from generate_series(1, 60)")
    queue.conn.execute("update jobs.jobs set attempt = %s", [attempt - 1])
    with queue.conn.transaction():
        for job in queue.claim():
            queue.fail(job)
    waits = [
        w
        for (w,) in queue.ask("select extract(epoch from run_at - (errors -> 0 ->> 'at')::timestamptz) from jobs.jobs")
    ]
    assert all(full * 0.499 <= wait <= full * 1.01 for wait in waits)
    assert max(waits) - min(waits) > full * 0.2, "by chance"


def test_a_wait_may_be_named(queue):
    job = queue.enqueue()
    queue.fail(queue.claim()[0], retry_in="3 hours")
    wait = queue.one("select run_at - now() from jobs.jobs where id = %s", [job])
    assert 10_700 < wait.total_seconds() <= 10_800


def test_attempts_used_up_make_a_job_dead_with_all_its_errors(queue):
    job = queue.enqueue(max_attempts=3)
    for n in range(3):
        [claimed] = queue.claim()
        assert queue.fail(claimed, f"error {n}", retry_in="0 s") == ("dead" if n == 2 else "queued")
    past = queue.past(job)
    assert (past["state"], past["attempt"]) == ("dead", 3)
    assert [e["error"] for e in past["errors"]] == ["error 0", "error 1", "error 2"]
    assert queue.claim() == []


def test_a_final_failure_is_not_tried_again(queue):
    job = queue.enqueue()
    assert queue.fail(queue.claim()[0], "cannot be", final=True) == "failed"
    assert queue.past(job)["state"] == "failed"


def test_a_long_error_is_cut(queue):
    job = queue.enqueue()
    queue.fail(queue.claim()[0], "x" * 10_000)
    assert len(queue.row(job)["errors"][0]["error"]) == 4000


# -- handing back


def test_handing_back_uses_up_no_attempt_and_keeps_the_place(queue):
    first, second = queue.enqueue(max_attempts=1), queue.enqueue()
    [claimed] = queue.claim(1)
    assert queue.hand_back(claimed, worker=queue.worker) == 1
    again = queue.claim()
    assert [(j.id, j.attempt) for j in again] == [(first, 1), (second, 1)]
    assert queue.row(first)["errors"] is None


def test_handing_back_twice_takes_nothing_from_who_has_it_now(queue):
    """An answer that was lost is asked for again: the attempt is the same, the worker is not."""
    queue.enqueue()
    [claimed] = queue.claim()
    queue.hand_back(claimed, worker=queue.worker)
    other = queue.new_worker()
    [again] = queue.claim(worker=other)
    assert again.attempt == claimed.attempt
    assert queue.hand_back(claimed, worker=queue.worker) == 0
    assert queue.row(again.id)["worker_id"] == other


def test_handing_back_frees_the_queues_limit_and_keeps_the_key(queue):
    queue.set_queue("one", max_running=1)
    queue.enqueue(queue="one", concurrency_key="k")
    [claimed] = queue.claim()
    queue.hand_back(claimed)
    assert queue.ask("select * from jobs.limited") == []
    assert queue.keys() == {"k": 1}
    [again] = queue.claim()
    queue.finish(again)
    assert queue.keys() == {}


# -- cancelling


def test_a_waiting_job_is_cancelled_at_once(queue):
    jobs = [
        queue.enqueue(),
        queue.one("select jobs.enqueue('noop', _run_at => now() + interval '1 h')"),
        queue.enqueue(hold=True),
    ]
    for job in jobs:
        assert queue.call("cancel", job) == "cancelled"
        assert queue.past(job)["state"] == "cancelled"
    assert queue.claim() == []
    assert queue.call("cancel", jobs[0]) == "cancelled", "again changes nothing"
    assert queue.one("select count(*) from jobs.history") == 3
    assert queue.call("cancel", 999_999) is None


def test_a_running_job_is_told_and_ends_when_its_worker_says_so(queue):
    job = queue.enqueue()
    [claimed] = queue.claim()
    assert queue.call("cancel", job) == "running"
    assert queue.call("heartbeat", queue.worker, [job], [1]) == [job]
    assert queue.finish(claimed, state="cancelled") == 1
    assert queue.past(job)["state"] == "cancelled"


def test_a_cancelled_job_that_fails_is_not_tried_again(queue):
    job = queue.enqueue()
    [claimed] = queue.claim()
    queue.call("cancel", job)
    assert queue.fail(claimed) == "cancelled"
    assert queue.past(job)["state"] == "cancelled"


def test_a_cancelled_job_that_is_handed_back_is_over(queue):
    job = queue.enqueue()
    kept = queue.enqueue()
    claimed = queue.claim()
    queue.call("cancel", job)
    assert queue.hand_back(*claimed) == 1
    assert (queue.state(job), queue.state(kept)) == ("cancelled", "queued")


def test_a_job_that_is_done_before_it_hears_of_it_is_completed(queue):
    job = queue.enqueue()
    [claimed] = queue.claim()
    queue.call("cancel", job)
    queue.finish(claimed)
    assert queue.call("cancel", job) == "completed"


@pytest.mark.parametrize("state", ["queued", "running"])
def test_no_job_ends_as_one_that_is_not_over(queue, state):
    job = queue.enqueue()
    [claimed] = queue.claim()
    with pytest.raises(psycopg.Error) as error:
        queue.finish(claimed, state=state)
    assert error.value.diag.constraint_name == "invalid_input"
    assert queue.state(job) == "running"


def test_what_nobody_cancelled_does_not_end_as_cancelled(queue):
    """A worker that is mistaken about a job."""
    job = queue.enqueue()
    [claimed] = queue.claim()
    assert queue.finish(claimed, state="cancelled") == 0
    assert queue.state(job) == "running"
    assert queue.finish(claimed) == 1


@pytest.mark.parametrize(
    ("retry_in", "least", "most"), [("infinity", 360, 366), ("1000 years", 360, 366), ("-1 hour", 0, 0)]
)
def test_another_attempt_comes_within_a_year(queue, retry_in, least, most):
    if retry_in == "infinity" and queue.conn.info.server_version < 170000:
        pytest.skip("there is no infinite interval before PostgreSQL 17")
    job = queue.enqueue()
    [claimed] = queue.claim()
    assert queue.fail(claimed, retry_in=retry_in) == "queued"
    days = queue.one("select run_at - now() from jobs.jobs where id = %s", [job]).total_seconds() / 86400
    assert least - 1 < days <= most


@pytest.mark.parametrize("how", ["fail", "hand back"])
def test_another_attempt_begins_at_no_percent(queue, how):
    job = queue.enqueue()
    [claimed] = queue.claim()
    queue.one("select jobs.heartbeat(%s, %s::bigint[], '{1}', '{70}', '{x}')", [queue.worker, [job]])
    assert queue.row(job)["progress"] == 70
    if how == "fail":
        queue.fail(claimed)
    else:
        queue.hand_back(claimed)
    assert queue.row(job)["progress"] == 0
