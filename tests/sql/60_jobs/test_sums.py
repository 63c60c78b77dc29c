"""Sums of what ended: exact at any moment, whatever was summed already, and times right within 5 %."""

import random

import pytest


def sum_up(queue, upto="0 s"):
    """Sums up what ended until so long ago, as workers do with time going by."""
    queue.conn.execute(
        "update jobs.sums set next_upto = least(now() - interval '16 s', now() - %s::interval), next_xid = '3'", [upto]
    )
    until = queue.one("select next_upto from jobs.sums")
    while queue.one("select upto < %s from jobs.sums", [until]):
        assert queue.call("sum_up")


@pytest.fixture
def since(queue):
    """Nothing of the last days is summed."""
    queue.conn.execute("update jobs.sums set upto = now() - interval '3 days'")
    return queue


def daily(queue):
    columns = "queue, task, sum(jobs), sum(completed), sum(failed), sum(dead), sum(cancelled), sum(retries)"
    return [
        tuple(map(str, r)) for r in queue.ask(f"select {columns} from jobs.analytics_daily group by 1, 2 order by 1, 2")
    ]


@pytest.mark.parametrize("summed", [False, True])
def test_how_many_of_each_kind(since, summed):
    queue = since
    queue.set_queue("other")
    queue.add_past(5, attempt=3)
    for state, count in (("failed", 2), ("dead", 3), ("cancelled", 4)):
        queue.add_past(count, state=state)
    queue.add_past(7, task="u", queue="other", ago="1 minute")
    if summed:
        sum_up(queue)
        assert queue.one("select sum(completed + failed + dead + cancelled) from jobs.hourly") == 21
    assert daily(queue) == [
        ("default", "t", "14", "5", "5", "3", "4", "10"),
        ("other", "u", "7", "7", "0", "0", "0", "0"),
    ]
    rate = queue.one(
        "select sum(completed)::numeric / sum(completed + failed) from jobs.analytics_daily where task = 't'"
    )
    assert rate == 0.5


def test_summed_again_and_again_while_jobs_end_nothing_is_counted_twice_or_not_at_all(since):
    for n in range(12):
        since.add_past(ago=f"{60 - 5 * n} minutes")
        if n % 3 == 0:
            sum_up(since, f"{61 - 5 * n} minutes")
        assert since.one("select sum(jobs) from jobs.analytics_daily") == n + 1


def test_one_that_ends_in_a_long_transaction_is_counted(queue):
    """Its time is before the moment of summing, and it cannot be seen until it commits."""
    queue.enqueue()
    claimed = queue.claim()
    other = queue.another()
    ahead = "update jobs.sums set next_upto = next_upto - interval '16 s', upto = upto - interval '16 s'"
    with other.conn.transaction():
        other.finish(*claimed)
        assert queue.call("sum_up")
        queue.conn.execute(ahead)
        assert not queue.call("sum_up"), "not before it has ended"
    assert queue.call("sum_up")
    assert queue.one("select sum(jobs) from jobs.analytics_daily") == 1


def test_percentiles_are_right_within_five_percent(since):
    queue, chance = since, random.Random(1)
    seconds = sorted(chance.lognormvariate(0, 2) for _ in range(400))
    for s in seconds:
        queue.add_past(wait=s, run=s / 10, ago="2 hours")
    sum_up(queue)
    [(waits, runs)] = queue.ask("select wait_seconds, run_seconds from jobs.analytics_daily")
    for q, wait, run in zip((0.5, 0.95, 0.99), waits, runs, strict=True):
        exact = seconds[round(q * len(seconds)) - 1]
        assert wait == pytest.approx(exact, rel=0.051)
        assert run == pytest.approx(exact / 10, rel=0.051)


def test_one_that_never_began_has_no_times(since):
    since.add_past(state="cancelled", run=None)
    assert since.ask("select cancelled, wait_seconds[1], run_seconds[1] from jobs.analytics_daily") == [(1, None, None)]


def test_the_last_minutes(since):
    queue = since
    queue.add_past(3, ago="2 minutes", wait=1, run=4)
    queue.add_past(2, ago="2 minutes", state="dead")
    queue.add_past(9, ago="2 hours")
    rows = queue.ask("select * from jobs.throughput(10)")
    assert len(rows) == 10
    [(_, completed, failed, wait, p50, p95)] = [r for r in rows if r[1]]
    assert (completed, failed) == (3, 2)
    assert wait == pytest.approx(1, rel=0.051)
    assert (p50, p95) == (pytest.approx(4, rel=0.051), pytest.approx(4, rel=0.051))


@pytest.mark.parametrize("seconds", [0.0011, 0.5, 1, 59.9, 3600, 2_000_000])
def test_a_bucket_is_not_wider_than_five_percent_to_each_side(queue, seconds):
    middle = queue.one("select jobs.bucket_seconds(jobs.bucket(%s))", [seconds])
    assert middle == pytest.approx(seconds, rel=0.051)


def test_care_has_room_for_tomorrow(queue):
    month = queue.one("select to_char((now() + interval '1 day') at time zone 'UTC', 'YYYY_MM')")
    with queue.conn.transaction(force_rollback=True):
        queue.conn.execute(f"drop table jobs.history_{month}")
        queue.call("care")
        assert queue.one(f"select to_regclass('jobs.history_{month}') is not null")


@pytest.mark.parametrize("seconds", ["1e300", "'Infinity'", "1e-300", "0", "-5"])
def test_every_time_has_a_bucket(queue, seconds):
    assert 0 <= queue.one(f"select jobs.bucket({seconds}::double precision)") <= 400


def test_figures_that_fail_keep_no_job_from_being_rescued(queue):
    broken = "create or replace function jobs.sum_up() returns boolean language sql as 'select (1 / 0)::boolean'"
    with queue.conn.transaction(force_rollback=True):
        queue.enqueue()
        queue.claim()
        queue.ask("update jobs.workers set seen_at = now() - interval '1 hour' returning 1")
        queue.conn.execute(broken)
        assert queue.one("select jobs.care('-infinity')") == 1, "they are asked for by themselves"


def test_a_job_of_long_ago_waited_since_it_was_added(queue):
    job = queue.enqueue(run_at="2001-01-01")
    [claimed] = queue.claim()
    queue.finish(claimed)
    assert queue.one("select max(e.wait) < 3600 from jobs.ended(now() - interval '1 minute') as e")
    assert queue.past(job)["state"] == "completed"


@pytest.fixture
def behind(since):
    """Nobody summed up for three hours."""

    def later() -> None:
        since.conn.execute("update jobs.sums set next_upto = now() - interval '16 s', next_xid = '3'")

    since.conn.execute("update jobs.sums set upto = now() - interval '3 hours'")
    later()
    return later


COUNTED = "select coalesce(sum(completed), 0) from jobs.hourly"


def test_after_a_time_in_which_nobody_summed_up_it_is_done_bit_by_bit(since, behind):
    for minutes in (175, 125, 100, 50, 5):
        since.add_past(ago=f"{minutes} minutes")
    other = since.another()
    with since.conn.transaction():
        assert since.call("keep_sums")
        assert not other.call("keep_sums"), "it waits for nobody"
    assert since.one(COUNTED) == 2
    for expected in (3, 5):
        behind()
        assert since.call("keep_sums")
        assert since.one(COUNTED) == expected


def test_of_many_jobs_less_is_done_at_once(since, behind):
    since.add_past(100_000, ago="150 minutes")
    since.add_past(ago="179 minutes")
    assert since.call("keep_sums")
    assert since.one(COUNTED) == 1
    assert since.one("select upto < now() - interval '177 minutes' from jobs.sums")
