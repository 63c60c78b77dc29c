"""The worker: runs what is there, in order, N at once; hears of new and of cancelled jobs."""

import asyncio

import pytest

from app.jobs import claims, signs
from tests.app.jobs.tasks_to_run import begun, calls, open_gate

MANY = "select jobs.enqueue_many('note', array(select jsonb_build_object('value', i) from generate_series(1, %s) as i))"


async def test_runs_what_is_there_and_keeps_the_result(queue, working, until):
    job = queue.enqueue("typed", args={"count": 2, "names": ["a", "b"]})
    async with working():
        await until(job, "completed")
    assert queue.past(job)["result"] == {"id": job, "attempt": 1, "count": 2, "names": ["a", "b"], "note": "none"}


@pytest.mark.parametrize(
    "args", [{}, {"count": "x", "names": []}, {"count": 1, "names": [1]}, {"count": 1, "names": [], "x": 1}]
)
async def test_arguments_that_do_not_fit_are_a_failure_for_good(queue, working, until, args):
    job = queue.enqueue("typed", args=args)
    async with working():
        await until(job, "failed")
    assert "arguments do not fit" in queue.past(job)["errors"][0]["error"]


async def test_one_after_the_other_in_the_order_of_urgency_and_time(queue, working, until):
    for n in range(4):
        queue.enqueue("note", args={"value": n})
    late = queue.enqueue("note", args={"value": "first"}, priority=0)
    # a row that was written again lies behind the others in the table
    queue.conn.execute("update jobs.jobs set message = 'x' where task = 'note' and args ->> 'value' = '0'")
    async with working(concurrency=1):
        await until(lambda: len(calls) == 5)
        await until(late, "completed")
    assert calls == ["first", 0, 1, 2, 3]


async def test_as_many_at_once_as_it_was_told(queue, working, until):
    jobs = [queue.enqueue("gate", args={"name": str(n)}) for n in range(5)]
    async with working(concurrency=3):
        await until(lambda: len(begun()) == 3)
        await asyncio.sleep(0.1)
        assert begun() == ["0", "1", "2"]
        open_gate("1")
        await until(lambda: len(begun()) == 4)
        assert [queue.state(j) for j in (jobs[0], jobs[4])] == ["running", "queued"]
        for n in range(5):
            open_gate(str(n))
        await until(jobs[4], "completed")


async def test_slow_jobs_are_not_claimed_before_they_can_start(queue, working, until):
    """Another worker can have them."""
    for n in range(4):
        queue.enqueue("gate", args={"name": str(n)})
    async with working(concurrency=2):
        await until(lambda: len(begun()) == 2)
        async with working(concurrency=2):
            await until(lambda: len(begun()) == 4)


async def test_only_the_queues_that_it_was_given(queue, working, until):
    other, mine = queue.enqueue(queue="other"), queue.enqueue(queue="mine")
    async with working(queues=["mine"]):
        await until(mine, "completed")
        second = queue.enqueue(queue="mine")
        await until(second, "completed")
    assert queue.state(other) == "queued"


async def test_a_job_that_comes_later_is_heard_of(queue, working, until, monkeypatch):
    monkeypatch.setattr(claims, "LOOK", 3600)
    async with working() as worker:
        await until(
            lambda: (
                worker.id is not None
                and queue.ask("select from pg_stat_activity where query = 'listen iwm_jobs_cancel'")
            )
        )
        for _ in range(3):
            job = queue.enqueue()
            await until(job, "completed")


async def test_a_delayed_job_starts_at_its_time(queue, working, until):
    job = queue.one("select jobs.enqueue('noop', _run_at => now() + interval '1.5 s')")
    async with working():
        await until(job, "completed")
    late = queue.one("select started_at - run_at from jobs.history where id = %s", [job])
    assert late.total_seconds() >= 0


async def test_many_jobs_each_once(queue, working, until):
    queue.one(MANY, [3000])
    async with working() as worker:
        await until(lambda: queue.one("select count(*) from jobs.history") == 3000)
        await until(lambda: worker.completed == 3000)
    assert sorted(calls) == list(range(1, 3001))


# -- failures


async def test_a_failure_is_kept_and_tried_again(queue, working, until):
    queue.set_queue("default", backoff_seconds=0)
    job = queue.enqueue("fail", args={"error": "broken"}, max_attempts=2)
    async with working():
        await until(job, "dead")
    errors = queue.past(job)["errors"]
    assert [e["error"] for e in errors] == ["RuntimeError: broken"] * 2


async def test_a_final_failure_and_one_that_wants_another_time(queue, working, until):
    final = queue.enqueue("fail", args={"error": "never", "final": True})
    later = queue.enqueue("later", args={"seconds": 3600})
    async with working():
        await until(final, "failed")
        await until(lambda: queue.row(later)["waits"] == "time")
    wait = queue.one("select run_at - now() from jobs.jobs where id = %s", [later])
    assert 3500 < wait.total_seconds() <= 3600
    assert queue.row(later)["errors"][0]["error"] == "not yet"


async def test_a_task_that_nobody_knows_yet_is_left_to_a_later_version(queue, working, until):
    job = queue.enqueue("unheard of")
    async with working():
        await until(lambda: queue.row(job)["errors"])
    assert queue.row(job)["waits"] == "time"
    assert "knows no task unheard of" in queue.row(job)["errors"][0]["error"]


async def test_a_task_that_wants_to_end_the_process_ends_itself(queue, working, until):
    job, after = queue.enqueue("exit", max_attempts=1), queue.enqueue()
    async with working():
        await until(job, "dead")
        await until(after, "completed")


@pytest.mark.parametrize("text", ["nul", "long"])
async def test_a_result_that_cannot_be_kept_fails_its_job_and_no_other(queue, working, until, text):
    bad = queue.enqueue("result", args={"text": text})
    good = [queue.enqueue("result", args={"text": "good"}) for _ in range(3)]
    async with working():
        await until(bad, "failed")
        for job in good:
            await until(job, "completed")
    assert "its result" in queue.past(bad)["errors"][0]["error"]


async def test_an_error_that_no_text_can_hold_is_kept_as_well_as_it_can_be(queue, working, until):
    job = queue.enqueue("unprintable")
    async with working():
        await until(job, "failed")
    assert queue.past(job)["errors"][0]["error"] == "a\ufffdb?"


async def test_one_that_takes_too_long_is_broken_off_and_tried_again(queue, working, until):
    job = queue.enqueue("gate", args={"name": "a"}, timeout="1 s", max_attempts=1)
    async with working():
        await until(job, "dead")
    assert queue.past(job)["errors"][0]["error"] == "took longer than 1 s"
    assert ("broken off", "a") in calls


# -- progress and cancelling


async def test_progress_is_seen_while_it_runs(queue, working, until):
    job = queue.enqueue("progress")
    async with working():
        for percent, shown in ((10, 10), (60, 60), (30, 60)):
            await until(
                lambda p=percent, s=shown: (r := queue.row(job)) and (r["progress"], r["message"]) == (s, f"at {p}")
            )
            open_gate(f"p{percent}")
        open_gate("p100")
        await until(job, "completed")
    assert queue.past(job)["progress"] == 100


async def test_a_running_job_is_cancelled(queue, working, until, monkeypatch):
    monkeypatch.setattr(signs, "BEAT", 3600)
    job = queue.enqueue("gate", args={"name": "a"})
    async with working() as worker:
        await until(lambda: begun())
        await until(lambda: queue.ask("select from pg_stat_activity where query = 'listen iwm_jobs_cancel'"))
        assert queue.call("cancel", job) == "running"
        await until(job, "cancelled")
        after = queue.enqueue()
        await until(after, "completed")
        assert worker.running == {}
    assert calls == [("begun", "a"), ("broken off", "a")]


async def test_who_did_not_hear_of_it_learns_it_with_the_next_sign_of_life(queue, working, until):
    job = queue.enqueue("gate", args={"name": "a"})
    async with working():
        await until(lambda: begun())
        queue.conn.execute("update jobs.jobs set cancel_requested_at = now() where id = %s", [job])
        await until(job, "cancelled")


async def test_one_that_was_claimed_and_not_begun_is_never_begun(queue, working, until):
    first = queue.enqueue("gate", args={"name": "a"})
    async with working(concurrency=1) as worker:
        await until(lambda: begun())
        worker._run_seconds = 1e-6  # as after many fast ones: it claims ahead
        second = queue.enqueue("note", args={"value": 1})
        await until(second, "running")
        await until(lambda: worker.ready)
        queue.call("cancel", second)
        await until(lambda: worker._unwanted)
        open_gate("a")
        await until(first, "completed")
        await until(second, "cancelled")
    assert calls == [("begun", "a")]


async def test_what_is_done_is_written_down_while_others_wait_for_their_turn(queue, working, until):
    """A worker that has more to begin, and is at a long one, does not keep it to itself."""
    first = queue.enqueue("gate", args={"name": "a"})
    async with working(concurrency=1) as worker:
        await until(lambda: begun())
        worker._run_seconds = 1e-6  # as after many fast ones: it claims ahead
        long, waiting = queue.enqueue("gate", args={"name": "b"}), queue.enqueue()
        await until(lambda: len(worker.ready) == 2)
        open_gate("a")
        await until(first, "completed")
        assert (queue.state(long), queue.state(waiting)) == ("running", "running")
        open_gate("b")
        await until(waiting, "completed")


async def test_one_that_another_worker_got_meanwhile_is_broken_off_here(queue, working, until):
    job = queue.enqueue("gate", args={"name": "a"})
    async with working() as worker:
        await until(lambda: begun())
        queue.conn.execute("update jobs.jobs set attempt = 2, worker_id = 0 where id = %s", [job])
        await until(lambda: ("broken off", "a") in calls)
        await until(lambda: not worker.outcomes and not worker.running)
    assert (queue.state(job), queue.row(job)["attempt"]) == ("running", 2)


async def test_one_that_it_gets_again_itself_runs_once(queue, working, until):
    """It was thought lost, and claims what it still runs: the old run is broken off, the new one goes on."""
    job = queue.enqueue("gate", args={"name": "a"})
    async with working() as worker:
        await until(lambda: begun())
        queue.call("give_back", [job], [queue.row(job)["lane"]])
        await until(lambda: calls.count(("begun", "a")) == 2)
        assert calls.count(("broken off", "a")) == 1
        open_gate("a")
        await until(job, "completed")
        assert worker.running == {}
    assert queue.past(job)["attempt"] == 2


# -- threads and processes
