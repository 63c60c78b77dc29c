"""The worker is mistaken about a job, or the database about the worker: no job ends by that, and none is forgotten."""

import asyncio
import os
import signal

import pytest

from app.http.sqlstates import SqlError
from app.jobs import claims, outcomes, signs
from app.jobs.sessions import Sessions
from app.jobs.tasks import RetryLater
from tests.app.jobs.tasks_to_run import begun, calls, open_gate


@pytest.fixture
def hook(monkeypatch):
    """hook(sql, before=…, after=…): runs around a statement of the worker, once."""
    run, hooks = Sessions.run, {}

    async def hooked(self, use, sql, values):
        before, after = hooks.pop(sql, (None, None))
        if before:
            await before()
        rows = await run(self, use, sql, values)
        if after:
            await after()
        return rows

    monkeypatch.setattr(Sessions, "run", hooked)
    return lambda sql, before=None, after=None: hooks.update({sql: (before, after)})


async def test_an_answer_about_an_attempt_before_does_not_stop_the_one_that_runs(queue, working, until, hook):
    """A sign of life tells of the first attempt, and is answered when the job is its own again."""
    job = queue.enqueue("gate", args={"name": "a"})
    answered = asyncio.Event()

    async def lose_and_claim_again():
        queue.call("give_back", [job], [queue.row(job)["lane"]])
        await until(lambda: calls.count(("begun", "a")) == 2)

    async def answer():
        answered.set()

    async with working() as worker:
        await until(lambda: begun() and worker.running[job].job.announced)
        hook(signs.HEARTBEAT, lose_and_claim_again, answer)
        worker.running[job].job.progress(1)
        await until(answered.is_set)
        await asyncio.sleep(0.1)
        assert (queue.state(job), calls.count(("broken off", "a"))) == ("running", 1)
        open_gate("a")
        await until(job, "completed")
    assert queue.past(job)["attempt"] == 2


async def test_one_that_it_stops_by_mistake_goes_back(queue, working, until):
    job = queue.enqueue("gate", args={"name": "a"}, max_attempts=1)
    async with working() as worker:
        await until(lambda: begun())
        worker.unwanted(worker.running[job].job)
        await until(lambda: calls.count(("begun", "a")) == 2)
        open_gate("a")
        await until(job, "completed")
    assert queue.past(job)["attempt"] == 1


async def test_one_that_ends_after_it_was_handed_back_ends_nothing(queue, working, until, hook):
    """It did not let itself be broken off; whoever has it now has the same attempt number."""
    job, other = queue.enqueue("stubborn", args={"name": "b"}), queue.new_worker()

    async def take():
        assert [(j.id, j.attempt) for j in queue.claim(worker=other)] == [(job, 1)]
        open_gate("b")
        await asyncio.sleep(0.1)

    async with working():
        await until(lambda: begun())
        hook(outcomes.HAND_BACK, after=take)
    assert (queue.state(job), queue.row(job)["worker_id"]) == ("running", other)


async def test_a_worker_that_was_taken_for_lost_begins_anew(queue, working, until):
    async with working() as worker:
        await until(lambda: queue.ask("select from jobs.workers where session"))
        first = worker.id
        queue.conn.execute("delete from jobs.workers")
        job = queue.enqueue()
        await until(job, "completed")
        assert worker.id != first


async def test_after_a_claim_whose_answer_is_lost_the_failure_of_another_statement_is_no_answer(
    queue, working, until, monkeypatch
):
    run, lost, refused = Sessions.run, [], []

    async def lose(self, use, sql, values):
        if sql == claims.STRAY and not refused:
            refused.append(sql)
            raise SqlError("57014", "canceling statement due to statement timeout")
        rows = await run(self, use, sql, values)
        if sql == claims.CLAIM and rows and not lost:
            lost.append(rows)
            raise TimeoutError("no answer")
        return rows

    monkeypatch.setattr(Sessions, "run", lose)
    job = queue.enqueue()
    async with working():
        await until(job, "completed")
    assert lost
    assert refused


@pytest.mark.parametrize("seconds", [float("inf"), 1e13, -1.0])
async def test_any_number_of_seconds_until_later(queue, working, until, seconds):
    job, after = (
        queue.enqueue("later", args={"seconds": min(seconds, 1e300)}),
        queue.enqueue("fail", args={"error": "x"}),
    )
    async with working():
        await until(lambda: queue.state(job) != "running" and queue.row(job)["errors"])
        await until(lambda: queue.row(after)["errors"])


async def test_a_number_that_is_none_is_an_error_of_the_task():
    with pytest.raises(ValueError, match="a number of seconds"):
        RetryLater(float("nan"))
    assert RetryLater(float("inf")).seconds == 365 * 86400


async def test_an_error_that_the_database_refuses_holds_up_no_other(queue, working, until, monkeypatch):
    """Whatever of it is out of range: the job is tried again all the same."""
    job, after = queue.enqueue("fail", args={"error": "x"}), queue.enqueue("fail", args={"error": "y"})
    run = Sessions.run

    async def refuse(self, use, sql, values):
        if sql == outcomes.FAIL and values[2].endswith("x"):
            raise SqlError("22008", "interval out of range")
        return await run(self, use, sql, values)

    monkeypatch.setattr(Sessions, "run", refuse)
    async with working():
        await until(lambda: queue.row(after)["errors"])
        await until(lambda: queue.row(job)["errors"])
    assert queue.row(job)["errors"][0]["error"] == "its error cannot be kept: interval out of range"


@pytest.mark.parametrize(("part", "method"), [("claims", "_claim"), ("outcomes", "write")])
async def test_a_part_that_fails_ends_the_worker_with_its_error(queue, working, until, monkeypatch, part, method):
    job = queue.enqueue("gate", args={"name": "a"})

    async def broken(*_):
        raise RuntimeError("broken")

    async def work():
        async with working() as worker:
            await until(lambda: begun())
            monkeypatch.setattr(type(getattr(worker, part)), method, broken)
            worker.wake.set(), worker.outcomes.now.set()
            await until(worker.stopping.is_set)

    with pytest.raises(RuntimeError, match="broken"):
        await work()
    assert queue.state(job) == "queued"


async def test_a_process_that_died_while_it_had_nothing_to_do_costs_no_attempt(queue, working, until):
    first = queue.enqueue("process", args={"what": "x"})
    async with working():
        await until(first, "completed")
        os.kill(queue.past(first)["result"]["pid"], signal.SIGKILL)
        await asyncio.sleep(0.3)
        second = queue.enqueue("process", args={"what": "x"})
        await until(second, "completed")
    assert (queue.past(second)["attempt"], queue.past(second)["errors"]) == (1, None)


async def test_sums_are_made_beside(queue, working, until):
    async with working():
        await until(lambda: queue.one("select next_upto is not null from jobs.sums"))
