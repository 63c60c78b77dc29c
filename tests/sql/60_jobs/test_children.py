"""Parents that wait for their children: they start when the last one is over, however it ended."""

import psycopg
import pytest


def family(queue, count=3):
    with queue.conn.transaction():
        parent = queue.enqueue("join", hold=True)
        children = [queue.enqueue("part", parent=parent) for _ in range(count)]
    return parent, children


def test_a_parent_starts_when_all_its_children_are_over(queue):
    parent, children = family(queue)
    claimed = queue.claim()
    assert [j.id for j in claimed] == children
    queue.finish(*claimed[:2])
    assert queue.claim() == []
    assert queue.row(parent)["children_open"] == 1
    queue.finish(claimed[2])
    assert [j.id for j in queue.claim()] == [parent]


def test_the_last_ones_of_one_batch_let_it_start_once(queue):
    parent, _ = family(queue)
    queue.finish(*queue.claim())
    assert [j.id for j in queue.claim()] == [parent]
    assert queue.claim() == []


def test_a_child_that_fails_for_good_is_over_one_that_is_tried_again_is_not(queue):
    parent, _ = family(queue, 2)
    first, second = queue.claim()
    queue.fail(first, final=True)
    queue.fail(second, retry_in="0 s")
    assert queue.row(parent)["children_open"] == 1
    [again] = queue.claim()
    queue.finish(again)
    assert [j.id for j in queue.claim()] == [parent]


def test_a_child_that_is_cancelled_while_it_waits_is_over(queue):
    parent, children = family(queue, 2)
    assert queue.call("cancel", children[0]) == "cancelled"
    queue.finish(*queue.claim())
    assert [j.id for j in queue.claim()] == [parent]


def test_a_parent_that_is_cancelled_while_it_waits_takes_its_children_along(queue):
    parent, children = family(queue, 2)
    [running] = queue.claim(1)
    assert queue.call("cancel", parent) == "cancelled"
    assert [queue.state(c) for c in children] == ["running", "cancelled"]
    assert queue.row(running.id)["cancel_requested_at"] is not None
    assert queue.finish(running, state="cancelled") == 1


def test_children_of_children(queue):
    top = queue.enqueue("top", hold=True)
    middle = queue.enqueue("middle", hold=True, parent=top)
    leaf = queue.enqueue("leaf", parent=middle)
    for job in (leaf, middle, top):
        [claimed] = queue.claim()
        assert claimed.id == job
        queue.finish(claimed)


def test_a_parent_may_wait_for_its_time_or_its_key_afterwards(queue):
    later = queue.one("select jobs.enqueue('join', _hold => true, _run_at => now() + interval '1 hour')")
    keyed = queue.enqueue("join", hold=True, concurrency_key="k")
    queue.enqueue("holder", concurrency_key="k", parent=later)
    queue.enqueue("child", parent=keyed)
    claimed = queue.claim()
    queue.finish(*[j for j in claimed if j.task == "child"])
    assert queue.claim() == []
    assert queue.row(keyed)["waits"] == "key"
    queue.finish(*[j for j in claimed if j.task == "holder"])
    assert [j.id for j in queue.claim()] == [keyed]
    assert queue.row(later)["waits"] == "time"


def test_a_running_job_may_add_children_and_ends_without_them(queue):
    parent = queue.enqueue()
    [claimed] = queue.claim()
    child = queue.enqueue(parent=parent)
    assert queue.row(parent)["children_open"] == 1
    queue.finish(claimed)
    queue.finish(*queue.claim())
    assert queue.past(child)["parent_id"] == parent


def test_no_children_of_what_is_not_there_or_is_over(queue):
    job = queue.enqueue()
    queue.finish(*queue.claim())
    for parent in (job, 999_999):
        with pytest.raises(psycopg.Error) as error:
            queue.enqueue(parent=parent)
        assert error.value.sqlstate == "IW404"


def test_a_duplicate_is_no_child(queue):
    there = queue.enqueue(dedup_key="k")
    parent = queue.enqueue(hold=True)
    assert queue.enqueue(dedup_key="k", parent=parent) == there
    assert queue.enqueue(dedup_key="k", parent=parent, on_duplicate="skip") is None
    assert queue.row(parent)["children_open"] == 0
    assert queue.row(parent)["waits"] == "children", "more of them may come"
    queue.call("retry", parent)
    assert parent in [j.id for j in queue.claim()]


def test_two_that_end_at_the_same_moment_let_their_parent_start(queue):
    """Each sees the other as still open; the row of the parent decides."""
    parent, _ = family(queue, 2)
    first, second = queue.claim()
    other = queue.another()
    with queue.conn.transaction():
        queue.finish(first)
        other.conn.execute("set lock_timeout = '50ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            other.finish(second)
    other.finish(second)
    assert [j.id for j in queue.claim()] == [parent]
