"""What operators do with queues and jobs: pause, configure, retry, redrive, reprioritise."""

import json

import psycopg
import pytest


def hour_later(on, **named):
    return on.enqueue(run_at=on.one("select now() + interval '1 hour'"), **named)


def die(on, **named):
    """A job that is dead."""
    job = on.enqueue(**{"max_attempts": 1, **named})
    [claimed] = [j for j in on.claim() if j.id == job]
    assert on.fail(claimed, "broken") == "dead"
    return job


def configure(on, queue_name, **changes):
    return on.ask("select * from jobs.configure(%s, %s)", [queue_name, json.dumps(changes)])


# -- queues


def test_a_paused_queue_waits_and_goes_on(queue):
    running = queue.enqueue(queue="a")
    claimed = queue.claim()
    assert queue.call("pause", "a", "ada")
    assert not queue.call("pause", "a")
    assert queue.ask("select paused_by from jobs.queues where name = 'a'") == [("ada",)]
    waiting, other = queue.enqueue(queue="a"), queue.enqueue()
    assert [j.id for j in queue.claim()] == [other]
    queue.finish(*claimed)
    assert queue.state(running) == "completed"
    ears = queue.another().conn
    ears.execute("listen iwm_jobs")
    assert queue.call("resume", "a")
    ears.execute("select 1")
    assert [n.payload for n in ears.notifies(timeout=0)] == ["a"]
    assert [j.id for j in queue.claim(look=False)] == [waiting]
    assert not queue.call("resume", "a")


def test_a_queue_is_paused_before_its_first_job(queue):
    assert queue.call("pause", "new")
    assert not queue.call("pause", "new")
    job = queue.enqueue(queue="new")
    assert queue.claim() == []
    assert queue.call("resume", "new")
    assert [j.id for j in queue.claim()] == [job]


@pytest.mark.parametrize("name", ["", "Bad Queue", "a" * 61, None])
@pytest.mark.parametrize("function", ["configure", "pause"])
def test_what_is_no_name_of_a_queue_is_refused(queue, function, name):
    with pytest.raises(psycopg.Error) as error:
        queue.conn.execute(
            f"select jobs.{function}(%s{', %s' if function == 'configure' else ''})",
            [name, *(["{}"] if function == "configure" else [])],
        )
    assert (error.value.diag.constraint_name, error.value.diag.column_name) == ("invalid_input", "queue")


def test_settings_of_a_queue_hold_for_its_jobs(queue):
    configure(queue, "a", max_attempts=2, timeout_seconds=60, backoff_seconds=0, backoff_cap_seconds=0)
    job = queue.enqueue(queue="a")
    assert [queue.row(job)[c] for c in ("max_attempts", "timeout_seconds")] == [2, 60]
    queue.fail(queue.claim()[0])
    assert queue.claim()[0].attempt == 2
    [(version,)] = queue.ask("select version from jobs.queues where name = 'a'")
    configure(queue, "a", max_attempts=2)
    assert queue.ask("select version from jobs.queues where name = 'a'") == [(version,)], "nothing changed"


@pytest.mark.parametrize("changes", [{"name": "b"}, {"paused_at": None}, {"id": 1}, {"x": 1}])
def test_what_is_no_setting_is_refused(queue, changes):
    with pytest.raises(psycopg.Error) as error:
        configure(queue, "a", **changes)
    assert (error.value.sqlstate, error.value.diag.column_name) == ("IW422", next(iter(changes)))


@pytest.mark.parametrize(
    "changes",
    [
        {"max_running": 0}, {"max_running": -1}, {"max_attempts": 0}, {"max_attempts": None}, {"max_attempts": 99999},
        {"timeout_seconds": 0}, {"max_running": "x"}, {"backoff_seconds": "NaN"}, {"backoff_cap_seconds": -1},
        [1], None,
    ],
)  # fmt: skip
def test_values_out_of_bounds_are_refused(queue, changes):
    with pytest.raises(psycopg.Error) as error:
        queue.conn.execute("select jobs.configure('a', %s)", [json.dumps(changes)])
    assert error.value.diag.constraint_name == "invalid_input"


def test_a_limit_that_is_set_counts_what_runs_already(queue):
    for _ in range(3):
        queue.enqueue(queue="a")
    running = queue.claim(2)
    configure(queue, "a", max_running=2)
    queue.call("care")
    assert queue.claim() == []
    queue.finish(running[0])
    assert len(queue.claim()) == 1
    configure(queue, "a", max_running=None)
    assert queue.ask("select * from jobs.limited") == []
    queue.enqueue(queue="a")
    assert len(queue.claim()) == 1


def test_a_claim_that_does_not_know_of_the_limit_yet_is_counted_too(queue):
    """It read the queue before the limit was there, and ends after that."""
    for _ in range(3):
        queue.enqueue(queue="a")
    other = queue.another()
    with other.conn.transaction():
        assert len(other.claim(2)) == 2
        configure(queue, "a", max_running=2)
        queue.call("care")
        assert queue.one("select limit_xid is not null from jobs.queues where name = 'a'"), "not counted yet"
    queue.call("care")
    assert queue.ask("select limit_xid from jobs.queues where name = 'a'") == [(None,)]
    assert queue.claim() == []


def test_how_long_a_queue_is(queue):
    for _ in range(4):
        queue.enqueue(queue="a")
    queue.claim(1)
    queue.enqueue(queue="a", priority=1)
    hour_later(queue, queue="a")
    queue.enqueue(queue="a", hold=True)
    queue.enqueue(queue="a", concurrency_key="k")
    counts = (
        "select ready, running, delayed, blocked, held, estimated from jobs.queue_counts((select id from jobs.queues"
    )
    assert queue.ask(counts + " where name = 'a'))") == [(4, 1, 1, 1, 1, False)]
    assert queue.ask("select queued, running, waiting, estimated from jobs.queue_overview where name = 'a'") == [
        (4, 1, 3, False)
    ]


def test_a_long_queue_is_estimated_from_its_places(queue):
    queue.one("select jobs.enqueue_many('noop', array_fill('{}'::jsonb, array[5000]), 'a')")
    queue.claim(7)
    counts = (
        "select ready, running, estimated from jobs.queue_counts((select id from jobs.queues where name = 'a'), 100)"
    )
    assert queue.ask(counts) == [(4993, 7, True)]


# -- retry


def test_a_job_that_waits_for_its_time_starts_now(queue):
    job = hour_later(queue)
    assert queue.call("retry", job) == "queued"
    assert [j.id for j in queue.claim()] == [job]
    assert queue.call("retry", job) == "running"
    assert queue.call("retry", 999_999) is None


def test_a_failure_need_not_be_waited_for(queue):
    job = queue.enqueue()
    queue.fail(queue.claim()[0], retry_in="1 hour")
    assert queue.call("retry", job) == "queued"
    assert [(j.id, j.attempt) for j in queue.claim()] == [(job, 2)]


def test_a_parent_starts_without_its_children(queue):
    parent = queue.enqueue(hold=True)
    child = queue.enqueue(parent=parent)
    queue.call("retry", parent)
    assert {j.id for j in queue.claim()} == {parent, child}


def test_one_that_waits_for_its_key_goes_on_waiting(queue):
    queue.enqueue(concurrency_key="k")
    queue.claim()
    job = queue.enqueue(concurrency_key="k")
    assert queue.call("retry", job) == "queued"
    assert queue.claim() == []


# -- redrive


def test_a_dead_job_begins_again_with_its_id_its_errors_and_fresh_attempts(queue):
    job = die(queue, args={"n": 1}, priority=3, concurrency_key="k", subject="s")
    public = queue.one("select jobs.public_id(id, created_at) from jobs.history where id = %s", [job])
    assert queue.call("redrive", job) == "queued"
    assert queue.one("select jobs.public_id(id, created_at) from jobs.jobs where id = %s", [job]) == public
    assert queue.ask("select * from jobs.history") == []
    [claimed] = queue.claim()
    assert (claimed.id, claimed.attempt, claimed.args) == (job, 2, '{"n": 1}')
    row = queue.row(job)
    assert (row["max_attempts"], row["priority"], len(row["errors"])) == (6, 3, 1)
    assert queue.keys() == {"k": 1}
    queue.finish(claimed)
    assert len(queue.past(job)["errors"]) == 1
    assert queue.one("select count(*) from jobs.history where id = %s", [job]) == 1


def test_a_late_finisher_of_its_first_life_is_refused(queue):
    job = queue.enqueue(max_attempts=1)
    [first] = queue.claim()
    queue.fail(first)
    queue.call("redrive", job)
    queue.claim()
    assert queue.finish(first) == 0


@pytest.mark.parametrize("state", ["failed", "cancelled"])
def test_others_that_are_over_too(queue, state):
    job = queue.enqueue()
    [claimed] = queue.claim()
    if state == "cancelled":
        queue.call("cancel", job)
    queue.finish(claimed, state=state)
    assert queue.call("retry", job) == "queued"
    assert [j.id for j in queue.claim()] == [job]


def test_a_completed_job_is_not_done_twice(queue):
    job = queue.enqueue()
    queue.finish(*queue.claim())
    with pytest.raises(psycopg.Error) as error:
        queue.call("redrive", job)
    assert (error.value.sqlstate, error.value.diag.constraint_name) == ("IW409", "job_over")


def test_one_that_is_under_way_stays_as_it_is(queue):
    job = queue.enqueue()
    assert queue.call("redrive", job) == "queued"
    queue.claim()
    assert queue.call("redrive", job) == "running"
    assert queue.call("redrive", 999_999) is None


def test_the_dead_letter_of_a_queue(queue):
    jobs = [die(queue, task=task, queue="a") for task in ("x", "y", "x")]
    other = die(queue)
    assert queue.call("redrive_dead", "a", "y") == 1
    assert queue.call("redrive_dead", "a", limit=1) == 1
    assert queue.call("redrive_dead", "a") == 1
    assert queue.call("redrive_dead", "none") == 0
    assert {j.id for j in queue.claim()} == set(jobs)
    assert queue.state(other) == "dead"


def test_a_parent_that_still_waits_waits_for_it_again(queue):
    parent = queue.enqueue("join", hold=True)
    first, second = (queue.enqueue("part", parent=parent, max_attempts=1) for _ in range(2))
    claimed = queue.claim()
    queue.fail(claimed[0])
    queue.call("redrive", first)
    queue.finish(claimed[1])
    assert queue.row(parent)["children_open"] == 1
    queue.finish(*queue.claim())
    assert [j.id for j in queue.claim()] == [parent]
    assert queue.state(second) == "completed"


# -- reprioritise


def test_another_priority_for_one(queue):
    jobs = [queue.enqueue(), queue.enqueue()]
    assert queue.call("reprioritise", jobs[1], 0)
    assert not queue.call("reprioritise", jobs[1], 0)
    assert [j.id for j in queue.claim()] == [jobs[1], jobs[0]]
    assert not queue.call("reprioritise", 999_999, 0)
    with pytest.raises(psycopg.Error):
        queue.call("reprioritise", jobs[0], 10)


def test_one_that_holds_its_key_keeps_it_and_one_that_waits_goes_on_waiting(queue):
    first, second = queue.enqueue(concurrency_key="k"), queue.enqueue(concurrency_key="k")
    later = hour_later(queue)
    queue.call("admit")
    for job in (first, second, later):
        assert queue.call("reprioritise", job, 1)
    [claimed] = queue.claim()
    assert (claimed.id, queue.keys()) == (first, {"k": 1})
    queue.finish(claimed)
    assert [j.id for j in queue.claim()] == [second]


def test_a_running_one_has_it_for_its_next_attempt(queue):
    job = queue.enqueue()
    [claimed] = queue.claim()
    assert queue.call("reprioritise", job, 0)
    assert queue.row(job)["state"] == "running"
    queue.enqueue(priority=1)
    queue.fail(claimed, retry_in="0 s")
    assert queue.claim()[0].id == job


def test_another_priority_for_many(queue):
    jobs = [queue.enqueue(task, queue="a", subject=about) for task, about in (("x", "s"), ("y", "s"), ("x", "t"))]
    later = hour_later(queue, queue="a", task="x")
    assert queue.call("reprioritise_many", "a", 1, "x") == 3
    assert queue.call("reprioritise_many", "a", 0, subject="t") == 1
    assert queue.call("reprioritise_many", "none", 0) == 0
    assert [j.id for j in queue.claim()] == [jobs[2], jobs[0], jobs[1]]
    assert queue.row(later)["priority"] == 1
