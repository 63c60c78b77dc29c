"""Tasks in the event loop, in threads and in processes: none holds up others."""

import pytest

from tests.app.jobs import tasks_to_run
from tests.app.jobs.tasks_to_run import begun, calls


async def test_a_plain_function_runs_in_a_thread_and_others_go_on(queue, working, until):
    job = queue.enqueue("thread", args={"name": "a"})
    after = queue.enqueue()
    async with working():
        await until(after, "completed")
        assert calls == [("begun", "a", False)]
        tasks_to_run.held.set()
        await until(job, "completed")


async def test_as_many_threads_as_jobs_at_once(queue, working, until):
    jobs = [queue.enqueue("thread", args={"name": str(n)}) for n in range(12)]
    async with working(concurrency=12):
        await until(lambda: len(begun()) == 12)
        tasks_to_run.held.set()
        for job in jobs:
            await until(job, "completed")


async def test_a_thread_whose_job_was_cancelled_keeps_its_slot(queue, working, until):
    """It cannot be broken off; another job in its place would be one more than there are to be."""
    job, after = queue.enqueue("thread", args={"name": "a"}), queue.enqueue("note", args={"value": 1})
    async with working(concurrency=1):
        await until(lambda: begun())
        queue.call("cancel", job)
        await until(job, "cancelled")
        assert queue.state(after) == "queued"
        tasks_to_run.held.set()
        await until(after, "completed")


async def test_who_watches_is_told_that_a_job_began(queue, working, until):
    job = queue.enqueue("thread", args={"name": "a"}, user_id=7)
    other = queue.enqueue("thread", args={"name": "b"})
    async with working():
        await until(lambda: len(begun()) == 2)
        told = "select data->>'state', data->>'progress' from jobs.events where kind = 'running'"
        await until(lambda: queue.ask(told))
        tasks_to_run.held.set()
        await until(job, "completed")
        await until(other, "completed")
    assert queue.ask(told) == [("running", "0")]


async def test_a_thread_that_tells_its_progress_is_broken_off_by_that(queue, working, until):
    job, after = queue.enqueue("asking thread"), queue.enqueue()
    async with working(concurrency=1):
        await until(lambda: calls)
        queue.call("cancel", job)
        await until(job, "cancelled")
        await until(after, "completed")


async def test_a_process_of_its_own_is_kept_for_the_next_job(queue, working, until):
    async with working():
        jobs = []
        for what in ("x", "print"):
            jobs.append(queue.enqueue("process", args={"what": what}))
            await until(jobs[-1], "completed")
    results = [queue.past(job)["result"] for job in jobs]
    assert results[0] == results[1]
    assert results[0]["pid"] != results[0]["parent"]


async def test_progress_of_a_process_and_its_end_when_it_is_cancelled(queue, working, until):
    job = queue.enqueue("process", args={"what": "spin"})
    async with working():
        await until(lambda: queue.row(job)["message"] == "half")
        queue.call("cancel", job)
        await until(job, "cancelled")
        after = queue.enqueue("process", args={"what": "x"})
        await until(after, "completed")


async def test_others_go_on_while_processes_compute(queue, working, until):
    """The event loop is free for jobs that wait in it."""
    spinning = [queue.enqueue("process", args={"what": "spin"}) for _ in range(2)]
    async with working(concurrency=3) as worker:
        for job in spinning:
            await until(lambda j=job: queue.row(j)["message"] == "half")
        others = [queue.enqueue("note", args={"value": n}) for n in range(50)]
        for job in others:
            await until(job, "completed")
        assert [queue.state(job) for job in spinning] == ["running", "running"]
        assert worker._runner.busy == 0, "none of them is in a thread"
        for job in spinning:
            queue.call("cancel", job)
        for job in spinning:
            await until(job, "cancelled")


@pytest.mark.parametrize(("what", "error"), [("die", "its process ended by itself (7)"), ("fail", "no use")])
async def test_a_process_that_fails_or_ends(queue, working, until, what, error):
    job = queue.enqueue("process", args={"what": what}, max_attempts=1)
    async with working():
        await until(lambda: queue.state(job) in ("dead", "failed"))
        after = queue.enqueue("process", args={"what": "x"})
        await until(after, "completed")
    assert error in queue.past(job)["errors"][0]["error"]


# -- the end
