"""Floors of lanes: they follow the jobs that are done, and never pass one that is there or on its way."""

import random
from dataclasses import dataclass, field

import pytest

PASSED = """
    select j.id from jobs.jobs as j join jobs.lanes as l on l.id = j.lane
    where j.state in ('queued', 'running') and j.seq <= l.floor
"""


def floor(queue, priority=5):
    return queue.one("select max(floor) from jobs.lanes where priority = %s", [priority])


def test_a_floor_follows_what_is_done_and_stops_before_what_is_not(queue):
    queue.ask("select jobs.enqueue('noop') from generate_series(1, 6)")
    claimed = queue.claim(5)
    queue.finish(claimed[0], claimed[1], claimed[4])
    for _ in range(2):
        queue.call("sweep")
    assert floor(queue) == claimed[2].seq - 1, "the first one that runs"
    queue.finish(*claimed[2:4])
    queue.call("sweep")
    assert floor(queue) == claimed[4].seq, "the first one that waits"


def test_a_transaction_that_may_have_taken_a_place_holds_it_up(queue):
    queue.enqueue()
    queue.finish(*queue.claim())
    queue.call("sweep")
    before, other = floor(queue), queue.another()
    queue.enqueue()
    with other.conn.transaction():
        late = other.enqueue()
        queue.enqueue()
        queue.finish(*queue.claim())
        for _ in range(4):
            queue.call("sweep")
        assert before <= floor(queue) < late
    assert [j.id for j in queue.claim()] == [late]


def test_the_newest_transaction_of_all_holds_it_up_too(queue):
    """Nothing that began later has ended: a snapshot does not count it among the running ones."""
    other = queue.another()
    with other.conn.transaction():
        job = other.enqueue()
        for _ in range(4):
            queue.call("sweep")
        assert other.ask(PASSED) == []
    assert [j.id for j in queue.claim(look=False)] == [job]


def test_within_a_transaction_that_has_written_it_does_nothing(queue):
    queue.enqueue()
    with queue.conn.transaction():
        queue.finish(*queue.claim())
        assert queue.call("sweep") == 0
    assert queue.call("sweep") == 1


def test_a_snapshot_that_is_held_does_not_hold_it_up(queue):
    other = queue.another()
    other.conn.execute("begin isolation level repeatable read")
    other.one("select count(*) from jobs.jobs")
    job = queue.enqueue()
    queue.finish(*queue.claim())
    for _ in range(3):
        queue.call("sweep")
    assert floor(queue) >= job


def test_a_lane_that_comes_to_rest_has_its_floor_where_it_ends(queue):
    queue.ask("select jobs.enqueue('noop') from generate_series(1, 5)")
    claimed = queue.claim()
    queue.finish(*claimed[1:])
    queue.claim()
    assert queue.idle()
    assert floor(queue) == claimed[0].seq - 1, "one still runs"
    queue.finish(claimed[0])
    queue.call("sweep")
    assert floor(queue) == claimed[-1].seq
    later = queue.enqueue()
    queue.hand_back(*queue.claim())
    assert [j.id for j in queue.claim(look=False)] == [later]


def test_lanes_at_rest_whose_floor_has_come_up_are_left_alone(queue):
    queue.enqueue()
    queue.finish(*queue.claim())
    queue.claim()
    assert queue.idle()
    for _ in range(3):
        queue.call("sweep")
    assert queue.call("sweep") == 0


@dataclass
class Client:
    """A connection that adds jobs in transactions of any length."""

    queue: object
    open: bool = False
    added: list = field(default_factory=list)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_in_whatever_order_no_floor_passes_a_job_and_none_is_lost(queue, seed):
    """Several adders with open transactions, two workers that remember places, and everything that puts jobs anew."""
    chance = random.Random(seed)
    adders = [Client(queue.another()) for _ in range(4)]
    workers = [queue.another() for _ in range(2)]
    memories = [{}, {}]
    running, done, committed = [], [], []

    def add(client):
        if not client.open:
            client.queue.conn.execute("begin")
            client.open = True
        kind = chance.random()
        named = {"priority": chance.choice([3, 5])}
        if kind < 0.15:
            named["run_at"] = "now"
        elif kind < 0.3:
            named["concurrency_key"] = chance.choice("ab")
        client.added.append(client.queue.enqueue(**named))

    def end(client):
        if client.open:
            client.queue.conn.execute("commit" if (kept := chance.random() < 0.8) else "rollback")
            committed.extend(client.added if kept else [])
            client.open, client.added = False, []

    def claim():
        n = chance.randrange(2)
        memory = memories[n]
        got = workers[n].claim(
            chance.randint(1, 5),
            look=chance.random() < 0.3,
            lanes=list(memory),
            places=list(memory.values()),
        )
        for job in got:
            memory[job.lane] = max(memory.get(job.lane, 0), job.seq)
        running.extend(got)

    def report():
        if running:
            job = running.pop(chance.randrange(len(running)))
            kind = chance.random()
            if kind < 0.7:
                assert queue.finish(job) == 1
                done.append(job.id)
            elif kind < 0.85:
                assert queue.hand_back(job) == 1
            elif queue.fail(job, retry_in="0 s") == "dead":
                done.append(job.id)

    for _ in range(250):
        step = chance.random()
        if step < 0.35:
            add(chance.choice(adders))
        elif step < 0.5:
            end(chance.choice(adders))
        elif step < 0.7:
            claim()
        elif step < 0.9:
            report()
        else:
            queue.call("sweep")
        assert queue.ask(PASSED) == []
        for client in adders:
            if client.open:
                assert client.queue.ask(PASSED) == []
    for client in adders:
        end(client)
    for _ in range(1000):
        claim()
        report()
        queue.call("sweep")
        if not running and not queue.ask("select from jobs.jobs"):
            break
    assert sorted(done) == sorted(committed)
    queue.claim(look=False)
    assert queue.keys() == {}
    assert queue.ask("select from jobs.lanes where not idle") == []
