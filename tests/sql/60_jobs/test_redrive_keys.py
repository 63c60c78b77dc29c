"""What begins again has its dedup_key again: there is one job a key all the same."""

import psycopg
import pytest


def die(on, key):
    job = on.enqueue(max_attempts=1, dedup_key=key)
    [claimed] = on.claim()
    assert on.fail(claimed, "broken") == "dead"
    return job


def test_a_job_that_begins_again_holds_its_key(queue):
    job = die(queue, "k")
    assert queue.past(job)["dedup_key"] == "k"
    assert queue.one("select dedup_key from jobs.all_jobs where id = %s", [job]) == "k"
    assert queue.call("redrive", job) == "queued"
    assert queue.enqueue(dedup_key="k") == job
    assert [j.id for j in queue.claim()] == [job]


@pytest.mark.parametrize("function", ["redrive", "retry"])
def test_it_cannot_while_another_one_holds_it(queue, function):
    job = die(queue, "k")
    other = queue.enqueue(dedup_key="k")
    with pytest.raises(psycopg.Error) as error:
        queue.call(function, job)
    assert (error.value.sqlstate, error.value.diag.constraint_name) == ("IW409", "job_exists")
    assert queue.state(job) == "dead"
    queue.call("cancel", other)
    assert queue.call(function, job) == "queued"


def test_of_the_dead_letter_one_of_each_key(queue):
    first, second, held = die(queue, "a"), die(queue, "a"), die(queue, "b")
    free = [die(queue, None), die(queue, None)]
    queue.enqueue(dedup_key="b", hold=True)
    assert queue.call("redrive_dead", "default") == 3
    assert [j.id for j in queue.claim()] == [first, *free]
    assert [queue.state(job) for job in (second, held)] == ["dead", "dead"]
    assert queue.call("redrive_dead", "default") == 0
