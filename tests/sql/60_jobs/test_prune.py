"""What is old goes: completed jobs first, in batches, whole months at once."""


def past(on, ago, state="completed", count=1):
    on.conn.execute("select ops.make_partitions('jobs.history', 0, 6)")
    on.add_past(count, ago=ago, state=state)


def prune(queue, **named):
    return queue.call("prune", **named)


def left(queue):
    return queue.ask("select state::text, count(*) from jobs.history group by 1 order by 1")


def test_by_age_and_by_how_they_ended(queue):
    with queue.conn.transaction(force_rollback=True):
        past(queue, "29 days"), past(queue, "31 days"), past(queue, "31 days", "dead"), past(queue, "89 days", "failed")
        assert prune(queue)["jobs"] == 1
        assert left(queue) == [("completed", 1), ("dead", 1), ("failed", 1)]
        prune(queue, completed="1 day", others="60 days")
        assert left(queue) == [("dead", 1)]


def test_a_month_of_which_all_is_old_goes_as_a_whole(queue):
    with queue.conn.transaction(force_rollback=True):
        past(queue, "150 days", count=3)
        result = prune(queue)
        assert result["jobs"] == 0
        assert any("history_" in name for name in result["months"])
        assert left(queue) == []
        assert queue.call("prune")["months"] == []


def test_not_more_than_so_many_at_once(queue):
    with queue.conn.transaction(force_rollback=True):
        past(queue, "40 days", count=25)
        results = [prune(queue, limit=10) for _ in range(3)]
        assert [(r["done"], r["jobs"]) for r in results] == [(False, 10), (False, 10), (True, 5)]


def test_events_and_workers_too_but_no_worker_that_has_jobs(queue):
    old = "update jobs.workers set ended_at = now() - interval '8 days' where id = %s"
    with queue.conn.transaction(force_rollback=True):
        queue.enqueue(subject="s")
        queue.conn.execute("update jobs.events set at = now() - interval '2 hours'")
        queue.enqueue(subject="s")
        gone, busy = queue.new_worker(), queue.new_worker()
        queue.claim(1, worker=busy)
        queue.conn.execute(old, [gone])
        queue.conn.execute(old, [busy])
        result = prune(queue)
        assert (result["events"], result["workers"]) == (2, 1)
        assert queue.ask("select id from jobs.workers where id = any (%s)", [[gone, busy]]) == [(busy,)]
