"""A worker that has ended gets no jobs, and none that it got at that moment is forgotten."""

import psycopg
import pytest


def lose(queue):
    queue.conn.execute("update jobs.workers set seen_at = now() - interval '1 hour' where id = %s", [queue.worker])


def refused(queue, **named):
    with pytest.raises(psycopg.Error) as error:
        queue.claim(**named)
    return error.value.sqlstate, error.value.diag.constraint_name


def test_who_has_ended_or_never_began_gets_no_jobs(queue):
    queue.enqueue()
    assert refused(queue, worker=999_999) == ("IW409", "worker_ended")
    with pytest.raises(psycopg.Error):
        queue.ask("select * from jobs.claim(null, 1)")
    lose(queue)
    queue.call("rescue")
    assert refused(queue) == ("IW409", "worker_ended")
    queue.call("heartbeat", queue.worker)
    assert len(queue.claim()) == 1, "it gave a sign of life"
    queue.call("leave", queue.worker)
    assert refused(queue) == ("IW409", "worker_ended")


@pytest.mark.parametrize("how", ["lost", "left"])
def test_a_claim_under_way_while_its_worker_ends_is_rescued_when_it_is_there(queue, how):
    job, other = queue.enqueue(), queue.another()
    with other.conn.transaction():
        assert len(other.claim(worker=queue.worker)) == 1
        if how == "lost":
            lose(queue)
        else:
            queue.call("leave", queue.worker)
        for _ in range(2):
            assert queue.call("rescue") == 0, "nobody sees the job yet"
    assert queue.state(job) == "running"
    assert queue.call("rescue") == 1
    assert [(j.id, j.attempt) for j in queue.claim(worker=queue.new_worker())] == [(job, 2)]


def test_a_claim_waits_for_a_rescue_of_its_worker_and_is_refused_then(queue):
    queue.enqueue()
    lose(queue)
    other = queue.another()
    other.conn.execute("set lock_timeout = '200ms'")
    with queue.conn.transaction():
        queue.call("rescue")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            other.claim(worker=queue.worker)
    assert refused(other, worker=queue.worker)[1] == "worker_ended"


def test_jobs_of_a_worker_that_is_not_there_any_more_are_rescued_with_the_next_that_ends(queue):
    job = queue.enqueue()
    queue.claim()
    queue.conn.execute("delete from jobs.workers")
    other = queue.new_worker()
    queue.call("leave", other)
    assert queue.call("rescue") == 1
    assert queue.state(job) == "queued"


def test_workers_whose_jobs_are_given_back_are_not_looked_at_again(queue):
    queue.enqueue()
    queue.claim()
    lose(queue)
    assert queue.one("select not cleared from jobs.workers")
    assert queue.call("rescue") == 1
    assert queue.one("select cleared from jobs.workers")
    queue.call("heartbeat", queue.worker)
    queue.claim()
    lose(queue)
    assert queue.call("rescue") == 1, "it can be lost again"


def test_a_job_that_somebody_holds_is_rescued_later(queue):
    jobs = [queue.enqueue(), queue.enqueue()]
    queue.claim()
    lose(queue)
    other = queue.another()
    with other.conn.transaction():
        other.conn.execute("select from jobs.jobs where id = %s for update", [jobs[0]])
        assert queue.call("rescue") == 1, "it waits for nobody"
    assert queue.call("rescue") == 1
    assert [queue.state(job) for job in jobs] == ["queued"] * 2
