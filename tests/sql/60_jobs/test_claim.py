"""Claiming: most urgent first, then in order, each job once, also what was committed late."""

import psycopg
import pytest


def test_the_most_urgent_first_then_in_order(queue):
    low = [queue.enqueue(priority=9), queue.enqueue(priority=9)]
    high = [queue.enqueue(priority=0), queue.enqueue(priority=0)]
    middle = queue.enqueue()
    assert [j.id for j in queue.claim(3)] == [*high, middle]
    assert [j.id for j in queue.claim()] == low


def test_a_claimed_job_runs_with_its_worker_and_attempt(queue):
    job = queue.enqueue("x", args={"a": 1}, timeout="7 s")
    [claimed] = queue.claim()
    assert (claimed.id, claimed.attempt, claimed.task, claimed.args, claimed.timeout_seconds) == (
        job,
        1,
        "x",
        '{"a": 1}',
        7,
    )
    row = queue.row(job)
    assert (row["state"], row["attempt"], row["worker_id"]) == ("running", 1, queue.worker)
    assert row["started_at"] is not None
    assert queue.claim() == []


def test_not_more_than_asked_for_over_several_lanes(queue):
    for name in ("a", "b", "c"):
        for _ in range(4):
            queue.enqueue(queue=name)
    assert len(queue.claim(5)) == 5
    assert len(queue.claim(100)) == 7
    assert queue.claim(0) == []


def test_of_the_queues_that_it_names_only(queue):
    a, b = queue.enqueue(queue="a"), queue.enqueue(queue="b")
    assert [j.id for j in queue.claim(queues=["b", "none"])] == [b]
    assert [j.id for j in queue.claim(queues=["a"])] == [a]


def test_a_paused_queue_gives_nothing(queue):
    job = queue.enqueue(queue="a")
    queue.set_queue("a", paused_at="now")
    assert queue.claim() == []
    queue.set_queue("a", paused_at=None)
    assert [j.id for j in queue.claim()] == [job]


def test_queues_of_the_same_urgency_take_turns(queue):
    """A queue with a long backlog does not starve another."""
    for name in ("a", "b"):
        queue.one("select jobs.enqueue_many('noop', array_fill('{}'::jsonb, array[200]), %s)", [name])
    first = {queue.claim(1)[0].lane for _ in range(60)}
    assert len(first) == 2


def test_what_another_claims_at_the_same_time_is_passed_over(queue):
    jobs = [queue.enqueue() for _ in range(6)]
    other = queue.another()
    with queue.conn.transaction():
        assert [j.id for j in queue.claim(2)] == jobs[:2]
        assert [j.id for j in other.claim(2)] == jobs[2:4]
    assert [j.id for j in queue.claim()] == jobs[4:]


def test_a_claim_that_is_rolled_back_never_was(queue):
    job = queue.enqueue()
    queue.claim(0)
    with queue.conn.transaction() as transaction:
        queue.claim()
        raise psycopg.Rollback(transaction)
    [again] = queue.claim()
    assert (again.id, again.attempt) == (job, 1)


def test_it_goes_on_behind_what_the_worker_has_read(queue):
    jobs = [queue.enqueue() for _ in range(3)]
    [first] = queue.claim(1)
    memory = {"lanes": [first.lane], "places": [first.seq + 1], "look": False}
    assert [j.id for j in queue.claim(**memory)] == jobs[2:], "the second stands before the place it names"
    assert queue.claim(**memory) == []
    assert [j.id for j in queue.claim(**{**memory, "look": True})] == jobs[1:2]


def test_a_job_that_is_committed_late_is_found(queue):
    """It took its place first and comes last, when others behind it were claimed and floors were moved."""
    other, worker = queue.another(), queue.another()
    with queue.conn.transaction():
        late = queue.enqueue()
        early = [other.enqueue() for _ in range(3)]
        got = worker.claim(2)
        assert [j.id for j in got] == early[:2]
        worker.finish(*got)
        for _ in range(3):
            worker.call("sweep")
        [last] = worker.claim()
        worker.finish(last)
        for _ in range(3):
            worker.call("sweep")
    assert worker.claim(look=False, lanes=[last.lane], places=[last.seq]) == []
    assert [j.id for j in worker.claim()] == [late]


def test_what_is_in_an_idle_lane_all_the_same_is_found_and_the_lane_is_idle_no_more(queue):
    """So it is where two transactions were to wake it and the one that came first was rolled back."""
    first, second = queue.another(), queue.another()
    with first.conn.transaction() as transaction:
        first.enqueue()
        second.enqueue(), second.enqueue()
        raise psycopg.Rollback(transaction)
    assert queue.idle()
    assert len(queue.claim(1, look=False)) == 0
    assert len(queue.claim(1)) == 1
    assert len(queue.claim(1, look=False)) == 1


def test_a_delayed_job_is_no_ones_business_until_then(queue):
    queue.ask("select jobs.enqueue('noop', _run_at => now() + interval '1 hour') from generate_series(1, 20)")
    job = queue.enqueue()
    assert [j.id for j in queue.claim()] == [job]
    queue.conn.execute("update jobs.jobs set run_at = now() - interval '1 s' where waits = 'time'")
    assert len(queue.claim()) == 20


def test_more_due_jobs_than_one_promotion_takes_come_in_several(queue):
    queue.one(
        "select jobs.enqueue_many('noop', array_fill('{}'::jsonb, array[30]), _run_at => now() + interval '1 hour')"
    )
    queue.conn.execute("update jobs.jobs set run_at = now() - interval '1 s'")
    assert queue.call("promote", 10) == 10
    assert len(queue.claim()) == 30


@pytest.mark.parametrize("way", ["rest", "sweep"])
def test_the_first_job_of_all_is_found(queue, way):
    """Its lane was looked at before any place was taken."""
    queue.enqueue()
    queue.finish(*queue.claim())
    queue.one("select setval('jobs.place', last_value + 1000, false) from jobs.place")
    queue.ask("update jobs.lanes set idle = false, floor = 0 returning 1")
    assert queue.claim() == [] if way == "rest" else queue.call("sweep") is not None
    job = queue.enqueue()
    assert [j.id for j in queue.claim()] == [job]


@pytest.mark.parametrize("isolation", ["repeatable read", "serializable"])
def test_adding_from_a_transaction_with_an_old_snapshot(queue, isolation):
    """The lane was woken, swept and put to rest after its snapshot: the job is added all the same, and found."""
    other = queue.another()
    queue.conn.execute(f"begin isolation level {isolation}")
    queue.one("select count(*) from jobs.lanes")
    other.enqueue()
    other.finish(*other.claim())
    other.call("sweep")
    job = queue.enqueue()
    queue.conn.execute("commit")
    assert [j.id for j in other.claim()] == [job]


@pytest.mark.parametrize("isolation", ["repeatable read", "serializable"])
def test_adding_where_an_old_snapshot_shows_a_lane_busy_that_rests_by_now(queue, isolation):
    other = queue.another()
    other.enqueue()
    other.finish(*other.claim())
    queue.conn.execute(f"begin isolation level {isolation}")
    assert not queue.idle()
    assert other.claim() == []
    assert other.idle()
    jobs = [queue.enqueue() for _ in range(3)]
    assert queue.one("select count(*) from jobs.lane_calls") == 1
    queue.conn.execute("commit")
    assert [j.id for j in other.claim()] == jobs


def test_serializable_transactions_that_add_beside_each_other_both_commit(queue):
    first, second = queue.another(), queue.another()
    for name in ("one", "two"):
        queue.enqueue(queue=name)
    queue.finish(*queue.claim())
    for one in (first, second):
        one.conn.execute("begin isolation level serializable")
        one.one("select count(*) from jobs.queues")
    jobs = [one.enqueue(queue=name) for one, name in ((first, "one"), (second, "two"))]
    for one in (first, second):
        one.conn.execute("commit")
    assert sorted(j.id for j in queue.claim()) == jobs


def test_each_lane_is_called_once_a_transaction_and_savepoints_take_calls_back(queue):
    calls = "select count(*) from jobs.lane_calls"
    queue.conn.execute("begin isolation level repeatable read")
    with queue.conn.transaction(force_rollback=True):
        queue.enqueue()
    assert queue.one(calls) == 0
    for _ in range(3):
        with queue.conn.transaction():
            job = queue.enqueue()
    assert queue.one(calls) == 1
    queue.conn.execute("commit")
    assert job in [j.id for j in queue.claim()]


def test_a_lane_is_not_put_to_rest_while_a_job_is_given_back_to_it(queue):
    first, second = queue.another(), queue.another()
    job = queue.enqueue()
    [claimed] = first.claim()
    with first.conn.transaction():
        assert first.hand_back(claimed) == 1
        assert second.claim() == []
    assert [j.id for j in second.claim()] == [job]


@pytest.mark.parametrize("isolation", ["repeatable read", "serializable"])
def test_a_claim_with_an_old_snapshot_is_refused(queue, isolation):
    """It would call a lane idle, and move its floor, without seeing the job that came after its snapshot."""
    other = queue.another()
    other.enqueue()
    other.finish(*other.claim())
    queue.claim(0)
    queue.conn.execute(f"begin isolation level {isolation}")
    queue.one("select count(*) from jobs.jobs")
    job = other.enqueue()
    with pytest.raises(psycopg.Error) as error:
        queue.claim()
    assert error.value.diag.constraint_name == "invalid_input"
    queue.conn.execute("rollback")
    assert [j.id for j in other.claim()] == [job]


def test_an_idle_lane_is_read_while_somebody_holds_its_row(queue):
    """Who added first thinks for long: others are not kept waiting, and their calls do not pile up."""
    first, second = queue.another(), queue.another()
    with first.conn.transaction():
        first.enqueue()
        jobs = [second.enqueue() for _ in range(5)]
        assert [j.id for j in queue.claim(3)] == jobs[:3]
        assert [j.id for j in queue.claim()] == jobs[3:]
        assert queue.idle()
        assert queue.one("select count(*) from jobs.lane_calls") == 1
    assert len(queue.claim()) == 1
    assert queue.ask("select from jobs.lane_calls") == []


def test_one_added_with_an_old_snapshot_to_a_lane_that_is_idle_is_found(queue):
    other = queue.another()
    other.conn.execute("begin isolation level repeatable read")
    job = other.enqueue()
    other.conn.execute("commit")
    assert [j.id for j in queue.claim()] == [job]
    assert not queue.idle()
