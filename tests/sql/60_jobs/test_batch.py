"""Different jobs in one call, with children."""

import json

import psycopg
import pytest


def batch(queue, *jobs):
    return queue.one("select jobs.enqueue_batch(%s)", [json.dumps(jobs)])


def test_each_as_it_says_in_the_order_given(queue):
    first, second = batch(
        queue,
        {
            "task": "a",
            "args": {"n": 1},
            "queue": "q",
            "priority": 2,
            "max_attempts": 3,
            "timeout_seconds": 90,
            "subject": "s",
        },
        {"task": "b", "delay_seconds": 3600, "concurrency_key": "k", "key_limit": 2, "args": None},
    )
    row = queue.row(first)
    assert [row[c] for c in ("task", "args", "priority", "max_attempts", "timeout_seconds", "subject")] == [
        "a", {"n": 1}, 2, 3, 90, "s",
    ]  # fmt: skip
    row = queue.row(second)
    assert [row[c] for c in ("task", "args", "waits", "concurrency_key", "key_limit")] == ["b", {}, "time", "k", 2]
    assert batch(queue) == []


def test_a_job_with_children_starts_after_them(queue):
    leaf = {"task": "leaf"}
    [top] = batch(queue, {"task": "top", "children": [{"task": "middle", "children": [leaf, leaf]}, leaf]})
    order = []
    while claimed := queue.claim():
        queue.finish(*claimed)
        order.append(sorted(j.task for j in claimed))
    assert order == [["leaf", "leaf", "leaf"], ["middle"], ["top"]]
    assert queue.state(top) == "completed"


def test_without_children_it_does_not_wait(queue):
    jobs = batch(queue, {"task": "a", "children": []}, {"task": "b", "children": None})
    assert [j.id for j in queue.claim()] == jobs


def test_one_that_is_there_is_kept_or_skipped(queue):
    [there] = batch(queue, {"task": "a", "dedup_key": "k"})
    assert batch(queue, {"task": "a", "dedup_key": "k"}, {"task": "a", "dedup_key": "k", "on_duplicate": "skip"}) == [
        there,
        None,
    ]


@pytest.mark.parametrize(
    "job",
    [
        1, None, [], {}, {"task": 1}, {"task": None}, {"task": "a", "args": []}, {"task": "a", "children": {}},
        {"task": "a", "children": [1]}, {"task": "a", "tusk": 1}, {"task": "a", "priority": 10},
        {"task": "a", "dedup_key": "k", "children": [{"task": "b"}]},
    ],
)  # fmt: skip
def test_what_is_no_job_is_refused_and_nothing_is_added(queue, job):
    with pytest.raises(psycopg.Error) as error:
        batch(queue, {"task": "fine"}, job)
    assert error.value.sqlstate == "IW422"
    assert queue.ask("select from jobs.jobs") == []


@pytest.mark.parametrize("jobs", ["{}", "1", "null"])
def test_what_is_no_array_is_refused(queue, jobs):
    with pytest.raises(psycopg.Error) as error:
        queue.one("select jobs.enqueue_batch(%s)", [jobs])
    assert error.value.sqlstate == "IW422"


def test_ten_generations_at_most(queue):
    def deep(n):
        return {"task": "a", "children": [deep(n - 1)]} if n > 1 else {"task": "a"}

    batch(queue, deep(10))
    with pytest.raises(psycopg.Error) as error:
        batch(queue, deep(11))
    assert error.value.sqlstate == "IW422"


@pytest.mark.parametrize("duplicate", ["keep", "skip"])
def test_a_parent_all_of_whose_children_are_duplicates_starts(queue, duplicate):
    """Nobody ends and lets it start: it has nothing to wait for."""
    queue.enqueue("there", dedup_key="k")
    child = {"task": "part", "dedup_key": "k", "on_duplicate": duplicate}
    inner = {"task": "inner", "children": [child, child]}
    batch(queue, {"task": "outer", "children": [inner]})
    claimed = queue.claim()
    assert [j.task for j in claimed] == ["there", "inner"]
    queue.finish(*claimed)
    assert [j.task for j in queue.claim()] == ["outer"]
