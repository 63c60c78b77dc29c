"""Figures of days, hours and tasks: counted, and the same before and after they are summed up."""

import pytest


@pytest.fixture
def past(queue):
    """Today and yesterday, at noon UTC or now; two tasks. The sums begin before."""
    queue.conn.execute("select ops.make_partitions('jobs.history', 3, 4)")
    queue.set_queue("videos")
    for days in (0, 1, 3):
        ago = f"{days * 24} hours"
        queue.add_past(90, ago=ago, task="a", wait=1.0, run=2.0)
        queue.add_past(6, ago=ago, task="a", wait=10.0, run=20.0)
        queue.add_past(4, ago=ago, task="a", wait=100.0, run=200.0, state="dead", attempt=5)
        queue.add_past(10 * (days + 1), ago=ago, task="b", queue="videos", wait=0.1, run=0.2)
        queue.add_past(5, ago=ago, task="b", queue="videos", state="failed", wait=0.1, run=0.2)
        queue.add_past(2, ago=ago, task="b", queue="videos", state="cancelled", run=None)
    queue.conn.execute("update jobs.sums set upto = now() - interval '10 days', next_upto = null, next_xid = null")
    return queue


def sum_up(queue):
    """All up to now, as if half a minute had passed."""
    queue.conn.execute("select jobs.sum_up()")
    queue.conn.execute("update jobs.sums set next_upto = clock_timestamp() - interval '20 seconds'")
    queue.conn.execute("update jobs.sums set upto = next_upto - interval '100 hours'")
    for _ in range(101):
        queue.conn.execute("select jobs.sum_up()")
    assert queue.one("select sum(completed) from jobs.hourly") > 0


def near(value, wanted):
    return value == pytest.approx(wanted, rel=0.051)


def day(queue, ago):
    """The day on which jobs of so many days ago ended, also if midnight has passed since."""
    found = (
        "select to_char(max(finished_at) at time zone 'UTC' - %s * interval '1 day', 'YYYY-MM-DD') from jobs.history"
    )
    return queue.one(found, [ago])


@pytest.mark.parametrize("summed", [False, True])
def test_by_day(past, desk, mod, summed):
    if summed:
        sum_up(past)
    found = desk(mod, "dashboard_analytics", days=7)
    days = {day["day"]: day for day in found["days"]}
    assert len(days) == len(found["days"]) == 7
    assert [found["since"], found["until"]] == [min(days), max(days)]
    assert list(days) == sorted(days)
    empty = days[day(past, 2)]
    assert (empty["completed"], empty["failed"], empty["cancelled"], empty["wait_p50"]) == (0, 0, 0, None)
    for ago, more in ((0, 10), (1, 20), (3, 40)):
        it = days[day(past, ago)]
        assert (it["completed"], it["failed"], it["cancelled"]) == (96 + more, 9, 2)
        assert near(it["wait_p50"], 1)
        assert near(it["run_p95"], 20)
        assert near(it["run_p99"], 200)


@pytest.mark.parametrize("summed", [False, True])
def test_by_task(past, desk, mod, summed):
    if summed:
        sum_up(past)
    a, b = desk(mod, "dashboard_analytics", days=7)["tasks"]
    assert (a["queue"], a["task"], a["jobs"], a["completed"], a["failed"], a["dead"], a["cancelled"], a["retries"]) == (
        "default", "a", 300, 288, 12, 12, 0, 48,
    )  # fmt: skip
    assert (b["queue"], b["task"], b["jobs"], b["completed"], b["failed"], b["dead"], b["cancelled"]) == (
        "videos", "b", 91, 70, 15, 0, 6,
    )  # fmt: skip
    assert near(a["wait_p50"], 1)
    assert near(a["wait_p95"], 10)
    assert near(a["wait_p99"], 100)
    assert near(a["run_p50"], 2)
    assert near(b["run_p99"], 0.2)
    for task, ended in ((a, {0: (4, 100), 1: (4, 100), 3: (4, 100)}), (b, {0: (5, 15), 1: (5, 25), 3: (5, 45)})):
        rates = {it["day"]: (it["failed"], it["ended"]) for it in task["days"]}
        assert len(rates) == 7
        assert {at: rate for at, rate in rates.items() if rate != (0, 0)} == {
            day(past, ago): rate for ago, rate in ended.items()
        }


def test_by_hour(past, desk, mod):
    hours = desk(mod, "dashboard_analytics")["hours"]
    assert len(hours) == 48
    assert hours == sorted(hours, key=lambda hour: hour["hour"])
    assert [(it["completed"], it["failed"]) for it in hours if it["completed"]] == [(116, 9), (106, 9)]


def test_of_one_task(past, desk, mod):
    found = desk(mod, "dashboard_analytics", task="b")
    assert [task["task"] for task in found["tasks"]] == ["b"]
    [today] = [it for it in found["days"] if it["day"] == day(past, 0)]
    assert today["completed"] == 10
    assert near(today["run_p50"], 0.2)
    assert [it["completed"] for it in found["hours"] if it["completed"]] == [20, 10]
    assert desk(mod, "dashboard_analytics", task="none")["tasks"] == []


def test_of_nothing(desk, mod):
    found = desk(mod, "dashboard_analytics")
    assert found["tasks"] == []
    assert (len(found["days"]), len(found["hours"])) == (7, 48)


@pytest.mark.parametrize(("days", "shown"), [(1, 1), (30, 30), (90, 90), (0, 1), (-5, 1), (100000, 90), (None, 7)])
def test_how_far_back(desk, mod, days, shown):
    assert len(desk(mod, "dashboard_analytics", days=days)["days"]) == shown


@pytest.mark.parametrize("task", [None, "a"])
def test_whole_weeks_and_days_give_what_the_history_does(queue, desk, mod, task):
    """Each week, what is before the first of them, and what is not summed yet, once."""
    queue.conn.execute("select ops.make_partitions('jobs.history', 3, 4)")
    queue.conn.execute("update jobs.sums set upto = now() - interval '24 days', next_upto = null, next_xid = null")
    for days in range(23):
        for name in ("a", "b"):
            queue.add_past(1 + days % 4, ago=f"{days * 24 + 1} hours", task=name, wait=1.4**days, run=2.0 * days)

    def figures():
        return [desk(mod, "dashboard_analytics", days=days, task=task) for days in (*range(1, 9), 15, 21)]

    before = figures()
    for days in range(22, 0, -1):  # all but the last of them
        queue.conn.execute(
            "update jobs.sums set upto = now() - %s * interval '1 day' - interval '90 minutes', next_xid = '3',"
            " next_upto = now() - %s * interval '1 day' - interval '31 minutes'",
            [days, days],
        )
        assert queue.call("sum_up")
    assert queue.one("select count(*) from jobs.weekly_times") > 0
    assert figures() == before
