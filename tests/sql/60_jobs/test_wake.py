"""Who waits for jobs is told, but only where there was nothing to do: a notice makes commits wait for each other."""

import pytest


class Ears:
    """What a listener hears on a channel."""

    def __init__(self, queue, channel="iwm_jobs"):
        self.conn = queue.another().conn
        self.conn.execute(f"listen {channel}")

    def heard(self):
        """Payloads since the last call."""
        self.conn.execute("select 1")
        return [n.payload for n in self.conn.notifies(timeout=0)]


@pytest.fixture
def ears(queue):
    return Ears(queue)


def test_the_first_job_of_an_idle_lane_is_told_the_next_ones_are_not(queue, ears):
    for _ in range(5):
        queue.enqueue(queue="default")
    assert ears.heard() == ["default"]
    queue.enqueue(priority=0)
    assert ears.heard() == ["default"], "another lane"


def test_not_before_the_commit_and_not_where_it_is_rolled_back(queue, ears):
    with queue.conn.transaction():
        queue.enqueue()
        assert ears.heard() == []
    assert ears.heard() == ["default"]
    with queue.conn.transaction(force_rollback=True):
        queue.enqueue(priority=1)
    assert ears.heard() == []


def test_while_jobs_are_there_or_were_just_taken_it_is_silent(queue, ears):
    queue.enqueue()
    ears.heard()
    claimed = queue.claim()
    queue.enqueue()
    queue.finish(*claimed)
    queue.enqueue()
    assert ears.heard() == []
    queue.claim()
    assert not queue.idle()


def test_once_a_claim_finds_nothing_the_next_job_is_told(queue, ears):
    queue.enqueue()
    queue.claim()
    assert queue.claim(look=False) == []
    assert queue.idle()
    ears.heard()
    queue.enqueue()
    assert ears.heard() == ["default"]


def test_a_lane_does_not_rest_while_something_is_on_its_way(queue, ears):
    """The job is not to be seen yet, and whoever added it saw no reason to tell."""
    queue.enqueue()
    queue.claim()
    other = queue.another()
    with other.conn.transaction():
        job = other.enqueue()
        assert queue.claim() == []
        assert not queue.idle()
    assert [j.id for j in queue.claim(look=False)] == [job]
    queue.claim()
    assert queue.idle()


def test_a_lane_does_not_rest_while_a_job_of_a_key_is_to_come_into_it(queue, ears):
    queue.enqueue()
    queue.claim()
    queue.enqueue(concurrency_key="k")
    assert queue.claim(look=False) == []
    assert not queue.idle()
    assert len(queue.claim()) == 1


def test_jobs_of_a_key_are_told_as_others_are(queue, ears):
    for _ in range(3):
        queue.enqueue(concurrency_key="k")
    assert ears.heard() == ["default"]
    [claimed] = queue.claim()
    queue.claim(look=False)
    assert queue.idle()
    queue.finish(claimed)
    assert ears.heard() == ["default"], "the next of the key may start"
    [claimed] = queue.claim()
    queue.finish(claimed)
    assert ears.heard() == []


def test_delayed_jobs_are_told_when_their_time_has_come(queue, ears):
    job = queue.one("select jobs.enqueue('noop', _run_at => now() + interval '1 hour')")
    assert ears.heard() == []
    queue.earlier(job)
    queue.claim(0)
    assert ears.heard() == ["default"]


def test_jobs_given_back_are_told(queue, ears):
    queue.enqueue()
    claimed = queue.claim()
    ears.heard()
    queue.hand_back(*claimed)
    assert ears.heard() == [""]
    assert queue.hand_back(*claimed) == 0
    assert ears.heard() == []


def test_handing_back_waits_for_nobody(queue):
    queue.enqueue()
    claimed = queue.claim()
    queue.claim()
    assert queue.idle()
    other = queue.another()
    with other.conn.transaction():
        other.enqueue()
        queue.conn.execute("set lock_timeout = '1s'")
        assert queue.hand_back(*claimed) == 1


def test_two_that_wake_the_same_lane_do_not_wait_for_each_other(queue, ears):
    other = queue.another()
    other.conn.execute("set lock_timeout = '1s'")
    with queue.conn.transaction():
        queue.enqueue()
        other.enqueue()
    assert ears.heard() == ["default", "default"]


def test_a_worker_hears_of_a_cancelled_job(queue):
    ears = Ears(queue, "iwm_jobs_cancel")
    job = queue.enqueue()
    queue.claim()
    queue.call("cancel", job)
    assert ears.heard() == [str(job)]
