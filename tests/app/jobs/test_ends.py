"""The worker loses no job: told to stop, its sessions ended, its answers lost, beside another one."""

import asyncio

import pytest

from app.jobs import claims
from app.jobs.sessions import Sessions
from tests.app.jobs.tasks_to_run import begun, calls, open_gate

MANY = "select jobs.enqueue_many('note', array(select jsonb_build_object('value', i) from generate_series(1, %s) as i))"


async def test_told_to_stop_it_finishes_what_runs_and_begins_nothing(queue, working, until):
    running, waiting = queue.enqueue("gate", args={"name": "a"}), queue.enqueue("gate", args={"name": "b"})
    async with working(concurrency=1, grace=60) as worker:
        await until(lambda: begun())
        worker.stop()
        after = queue.enqueue()
        await asyncio.sleep(0.05)
        open_gate("a")
        await until(running, "completed")
    assert [queue.state(j) for j in (waiting, after)] == ["queued", "queued"]
    assert queue.ask("select ended_at is not null, running from jobs.workers") == [(True, 0)]


async def test_what_is_not_done_within_the_grace_goes_back_and_no_attempt_is_used_up(queue, working, until):
    jobs = [queue.enqueue("gate", args={"name": "a"}, max_attempts=1), queue.enqueue("stubborn", args={"name": "b"})]
    async with working():
        await until(lambda: len(begun()) == 2)
    rows = [queue.row(job) for job in jobs]
    assert [(r["state"], r["attempt"], r["errors"]) for r in rows] == [("queued", 0, None)] * 2
    assert ("broken off", "a") in calls
    open_gate("b")


async def test_in_a_hurry_it_does_not_wait_for_the_grace(queue, working, until):
    job = queue.enqueue("gate", args={"name": "a"})
    async with working(grace=3600) as worker:
        await until(lambda: begun())
        worker.stop()
        await asyncio.sleep(0.05)
        worker.hurry()
    assert queue.state(job) == "queued"


async def test_what_was_claimed_ahead_goes_back(queue, working, until):
    queue.one("select jobs.enqueue_many('gate', array_fill('{\"name\": \"a\"}'::jsonb, array[50]))")
    async with working(concurrency=1) as worker:
        await until(lambda: begun())
        worker._run_seconds = 1e-6
        await until(lambda: len(worker.ready) == 49)
    assert queue.ask("select state::text, attempt, count(*) from jobs.jobs group by 1, 2") == [("queued", 0, 50)]


# -- what may go wrong


async def test_the_event_loop_held_up_is_no_loss(queue, working, until):
    """A task that computes in it: the signs of life come from a thread, and nobody takes its job."""
    job = queue.enqueue("block", args={"seconds": 2.5})
    async with working(lease=1):
        await until(job, "completed")
    assert queue.past(job)["attempt"] == 1


@pytest.mark.parametrize("use", ["claim", "finish", "beat", "listen", "care"])
async def test_a_session_that_is_ended_is_opened_again(queue, working, until, use):
    first = queue.enqueue()
    kill = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = %s"
    async with working() as worker:
        await until(first, "completed")
        name = worker.sessions.name_of(use)
        await until(lambda: queue.ask("select from pg_stat_activity where application_name = %s", [name]))
        queue.ask(kill, [name])
        for _ in range(3):
            job = queue.enqueue()
            await until(job, "completed")
        await until(lambda: queue.ask("select from pg_stat_activity where application_name = %s", [name]))


async def test_a_claim_whose_answer_is_lost_leaves_no_job_behind(queue, working, until, monkeypatch):
    """It took effect; the connection broke before the jobs came. They are this worker's, and it does not know them."""
    run, lost = Sessions.run, []

    async def lose(self, use, sql, values):
        rows = await run(self, use, sql, values)
        if sql == claims.CLAIM and rows and not lost:
            lost.append(rows)
            raise TimeoutError("no answer")
        return rows

    monkeypatch.setattr(Sessions, "run", lose)
    async with working():
        jobs = [queue.enqueue("note", args={"value": n}) for n in range(3)]
        for job in jobs:
            await until(job, "completed")
    assert lost
    assert sorted(calls) == [0, 1, 2]
    assert {queue.past(job)["attempt"] for job in jobs} == {1}


async def test_outcomes_are_kept_until_they_are_written(queue, working, until, monkeypatch):
    run, refused = Sessions.run, []

    async def refuse(self, use, sql, values):
        if use == "finish" and len(refused) < 3:
            refused.append(sql)
            raise OSError("the database is away")
        return await run(self, use, sql, values)

    monkeypatch.setattr(Sessions, "run", refuse)
    async with working():
        job = queue.enqueue("note", args={"value": 1})
        failed = queue.enqueue("fail", args={"error": "x", "final": True})
        await until(job, "completed")
        await until(failed, "failed")
    assert len(refused) == 3
    assert calls == [1]


async def test_what_it_can_do_is_known(queue, working, until):
    async with working():
        await until(lambda: queue.ask("select from jobs.tasks where name = 'typed'"))
    [(kind, description, arguments)] = queue.ask(
        "select kind, description, arguments from jobs.tasks where name = 'typed'"
    )
    assert (kind, description) == ("async", "Returns its arguments and the job's number.")
    assert set(next(iter(arguments["$defs"].values()))["properties"]) == {"count", "names", "note"}
    assert queue.ask("select kind from jobs.tasks where name = 'process'") == [("process",)]


async def test_two_workers_share_the_work_and_each_job_runs_once(queue, working, until):
    queue.one(MANY, [2000])
    async with working() as first, working() as second:
        await until(lambda: queue.one("select count(*) from jobs.history") == 2000)
        await until(lambda: first.completed + second.completed == 2000)
    assert sorted(calls) == list(range(1, 2001))


async def test_it_tells_how_it_does(queue, working, until):
    queue.enqueue("gate", args={"name": "a"})
    async with working(concurrency=3, queues=["default"], name="one"):
        await until(lambda: queue.ask("select from jobs.workers where running = 1 and session"))
        row = queue.ask("select name, queues, concurrency, ended_at from jobs.workers")
        assert row == [("one", ["default"], 3, None)]
        open_gate("a")
        await until(lambda: queue.ask("select from jobs.workers where completed = 1 and running = 0"))


async def test_what_it_claimed_ahead_of_long_jobs_goes_back_soon(queue, working, until):
    """Quick jobs let it claim many; when long ones follow, another worker shall have them, and urgent ones go first."""
    running = "select count(*)::int from jobs.jobs where state = 'running'"
    for _ in range(30):
        queue.enqueue("gate", args={"name": "long"})
    async with working(concurrency=2) as worker:
        worker._run_seconds = 1e-5  # as after many that do nothing
        await until(lambda: queue.one(running) == 30)
        await until(lambda: queue.one(running) == 2)
        urgent = queue.enqueue("note", args={"value": 1}, priority=0)
        async with working(concurrency=2):
            await until(lambda: queue.one(running) >= 4)
            open_gate("long")
            await until(urgent, "completed")
            await until(lambda: not queue.ask("select 1 from jobs.jobs"))
    assert queue.ask("select max(attempt)::int, count(*)::int from jobs.history where task = 'gate'") == [(1, 30)]
    assert calls.count(("begun", "long")) == 30
