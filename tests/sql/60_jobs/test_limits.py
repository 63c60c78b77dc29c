"""How many run at once: of a queue with a limit, of a key. Counted right however jobs end."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest


def keyed(on, count=1, limit=1, key="k", **named):
    return [on.enqueue(concurrency_key=key, key_limit=limit, **named) for _ in range(count)]


# -- queues


def test_no_more_of_a_queue_run_than_its_limit(queue):
    queue.set_queue("few", max_running=2)
    jobs = [queue.enqueue(queue="few") for _ in range(5)]
    free = queue.enqueue()
    claimed = queue.claim()
    assert {j.id for j in claimed} == {*jobs[:2], free}
    assert queue.claim() == []
    queue.finish(*[j for j in claimed if j.id == jobs[0]])
    assert [j.id for j in queue.claim()] == [jobs[2]]


def test_the_limit_counts_all_priorities_and_workers(queue):
    queue.set_queue("few", max_running=3)
    for priority in (1, 5, 9):
        for _ in range(2):
            queue.enqueue(queue="few", priority=priority)
    assert len(queue.claim(2)) == 2
    assert len(queue.claim(5, worker=queue.new_worker())) == 1


@pytest.mark.parametrize("how", ["finish", "fail", "dead", "cancel", "hand back", "lost"])
def test_room_is_free_again_however_a_job_ends(queue, how):
    queue.set_queue("few", max_running=1)
    queue.enqueue(queue="few", max_attempts=1 if how == "dead" else 5)
    [job] = queue.claim()
    following = queue.enqueue(queue="few", priority=0)
    assert queue.claim() == []
    end(queue, job, how)
    assert [j.id for j in queue.claim()] == [following]
    assert queue.ask("select job_id from jobs.limited") == [(following,)]


def end(queue, job, how):
    if how == "finish":
        queue.finish(job)
    elif how in ("fail", "dead"):
        assert queue.fail(job, retry_in="1 hour") == ("dead" if how == "dead" else "queued")
    elif how == "cancel":
        queue.call("cancel", job.id)
        queue.finish(job, state="cancelled")
    elif how == "hand back":
        queue.hand_back(job)
    else:  # for the second time: after the first one it stays where it is
        lost = '[{"error": "the worker was lost"}]'
        queue.conn.execute("update jobs.jobs set errors = %s where id = %s", [lost, job.id])
        queue.conn.execute("update jobs.workers set seen_at = now() - interval '1 hour'")
        assert queue.call("rescue") == 1
        queue.conn.execute("update jobs.jobs set run_at = run_at + interval '1 hour' where waits = 'time'")
        queue._worker = None


def test_a_claim_that_is_rolled_back_takes_no_room(queue):
    queue.set_queue("few", max_running=1)
    queue.enqueue(queue="few")
    queue.claim(0)
    with queue.conn.transaction() as transaction:
        assert len(queue.claim()) == 1
        raise psycopg.Rollback(transaction)
    assert len(queue.claim()) == 1


def test_while_one_counts_another_takes_nothing_of_that_queue(queue):
    queue.set_queue("few", max_running=3)
    for _ in range(3):
        queue.enqueue(queue="few")
    free = queue.enqueue()
    other = queue.another()
    with queue.conn.transaction():
        assert len(queue.claim(1, queues=["few"])) == 1
        assert [j.id for j in other.claim()] == [free]
    assert len(other.claim()) == 2


# -- keys


def test_one_job_of_a_key_after_the_other(queue):
    jobs = keyed(queue, 3)
    for job in jobs:
        [claimed] = queue.claim()
        assert claimed.id == job
        assert queue.claim() == []
        queue.finish(claimed)
    assert queue.ask("select * from jobs.keys") == [], "a key nobody holds is forgotten"
    assert queue.ask("select * from jobs.key_calls") == []


def test_as_many_as_the_key_allows_the_most_urgent_first(queue):
    keyed(queue, 3, limit=2, priority=5)
    urgent = keyed(queue, 1, limit=2, priority=0)
    claimed = queue.claim()
    assert len(claimed) == 2
    assert claimed[0].id == urgent[0]
    assert queue.keys() == {"k": 2}


def test_keys_hold_over_queues_and_do_not_hold_up_others(queue):
    first = keyed(queue, 1, queue="a")
    keyed(queue, 1, queue="b")
    other = keyed(queue, 1, key="other")
    free = queue.enqueue()
    assert {j.id for j in queue.claim()} == {*first, *other, free}


@pytest.mark.parametrize("how", ["finish", "fail", "dead", "cancel", "lost"])
def test_the_next_one_of_a_key_starts_however_the_first_ends(queue, how):
    keyed(queue, 1, max_attempts=1 if how == "dead" else 5)
    [job] = queue.claim()
    [following] = keyed(queue, 1)
    assert queue.claim() == []
    end(queue, job, how)
    assert [j.id for j in queue.claim()] == [following]
    assert queue.keys() == {"k": 1}


def test_one_that_comes_back_from_a_failure_waits_for_its_key_again(queue):
    [first] = keyed(queue, 1)
    [claimed] = queue.claim()
    [second] = keyed(queue, 1)
    queue.fail(claimed, retry_in="1 hour")
    [running] = queue.claim()
    queue.earlier(first, "2 hours")
    assert queue.claim() == []
    assert queue.row(first)["waits"] == "key"
    queue.finish(running)
    assert (running.id, queue.claim()[0].id) == (second, first)


@pytest.mark.parametrize("waits", ["time", "key", "children"])
def test_one_that_is_cancelled_before_it_holds_the_key_frees_nothing(queue, waits):
    keyed(queue, 1)
    [holder] = queue.claim()
    if waits == "key":
        [job] = keyed(queue, 1)
        queue.claim()
    elif waits == "time":
        job = queue.one("select jobs.enqueue('noop', _concurrency_key => 'k', _run_at => now() + interval '1 hour')")
    else:
        [job] = keyed(queue, 1, hold=True)
    assert queue.row(job)["waits"] == waits
    queue.call("cancel", job)
    assert queue.keys() == {"k": 1}
    keyed(queue, 1)
    assert queue.claim() == []
    queue.finish(holder)
    assert len(queue.claim()) == 1


def test_one_that_is_cancelled_in_its_lane_frees_the_key(queue):
    [first] = keyed(queue, 1)
    queue.call("admit")
    assert queue.row(first)["lane"] is not None
    [second] = keyed(queue, 1)
    queue.call("cancel", first)
    assert [j.id for j in queue.claim()] == [second]


def test_one_that_is_put_off_while_in_its_lane_frees_the_key(queue):
    job = queue.enqueue(concurrency_key="k", dedup_key="d")
    queue.call("admit")
    [second] = keyed(queue, 1)
    later = queue.one("select now() + interval '1 hour'")
    queue.enqueue(dedup_key="d", on_duplicate="replace", run_at=later)
    assert queue.row(job)["waits"] == "time"
    [claimed] = queue.claim()
    assert (claimed.id, queue.keys()) == (second, {"k": 1})


def test_one_that_is_placed_anew_keeps_its_key(queue):
    job = queue.enqueue(concurrency_key="k", dedup_key="d")
    queue.call("admit")
    queue.enqueue(dedup_key="d", on_duplicate="replace", run_at="now")
    assert queue.keys() == {"k": 1}
    [claimed] = queue.claim()
    queue.finish(claimed)
    assert (claimed.id, queue.keys()) == (job, {})


def test_one_that_somebody_holds_just_now_is_asked_for_again(queue):
    """Its call was answered with nothing, since its row was locked: without another call it would wait forever."""
    [job] = keyed(queue, 1)
    other = queue.another()
    with other.conn.transaction():
        other.conn.execute("select from jobs.jobs where id = %s for update", [job])
        assert queue.claim() == []
    assert [j.id for j in queue.claim()] == [job]


def test_a_key_that_is_forgotten_while_another_wants_it(queue):
    """Two answer calls at once; the first finds nothing and drops the row that the second waits for."""
    other = queue.another()
    queue.conn.execute("insert into jobs.keys (key) values ('k')")
    with ThreadPoolExecutor(1) as thread:
        with queue.conn.transaction():
            assert queue.call("admit_key", "k") == 0
            [job] = keyed(other, 1)
            waiting = thread.submit(other.call, "admit_key", "k")
            blocked = "select 1 from pg_locks where not granted and pid = %s"
            while not queue.ask(blocked, [other.conn.info.backend_pid]):
                pass
        assert waiting.result(10) == 1
    assert queue.keys() == {"k": 1}
    assert [j.id for j in queue.claim()] == [job]


def test_more_than_one_look_takes_when_many_wait(queue):
    queue.ask("select jobs.enqueue('noop', _concurrency_key => 'k', _key_limit => 150) from generate_series(1, 200)")
    queue.claim(0)
    assert len(queue.claim(500)) == 150
    assert queue.keys() == {"k": 150}


def test_one_whose_limit_is_reached_does_not_hold_up_one_that_allows_more(queue):
    keyed(queue, 1, limit=2)
    [running] = queue.claim()
    [strict] = keyed(queue, 1, limit=1)
    [loose] = keyed(queue, 1, limit=2)
    [also] = queue.claim()
    assert also.id == loose
    assert queue.claim() == []
    assert queue.ask("select from jobs.key_calls") == [], "nobody is asked for again and again"
    assert queue.idle()
    queue.finish(running)
    assert queue.claim() == [], "it runs alone"
    queue.finish(also)
    assert [j.id for j in queue.claim()] == [strict]


def test_so_many_wait_for_a_key_that_only_the_first_are_looked_at(queue):
    keyed(queue, 1)
    [running] = queue.claim()
    keyed(queue, 150)
    keyed(queue, 1, limit=9)
    assert queue.claim() == []
    assert queue.ask("select from jobs.key_calls") == []
    queue.finish(running)
    assert len(queue.claim()) == 1


# -- under concurrency


def test_limits_hold_with_many_claimers_at_once(queue):
    queue.set_queue("few", max_running=3)
    queue.ask("select jobs.enqueue('few', _queue => 'few') from generate_series(1, 60)")
    queue.ask(
        "select jobs.enqueue('key', _queue => 'keyed', _concurrency_key => 'k' || i %% 3, _key_limit => 2)"
        " from generate_series(1, 60) as i"
    )
    over = """
        select count(*) filter (where task = 'few') > 3 or max(held) > 2
        from (select task, count(*) filter (where task = 'key') over (partition by concurrency_key) as held
            from jobs.jobs where state = 'running') as r"""

    def work(own):
        done, seen = [], False
        while claimed := own.claim(2) or own.claim(2) or own.claim(2):
            seen = seen or bool(own.one(over))
            own.finish(*claimed)
            done += [j.id for j in claimed]
        return done, seen

    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(work, [queue.another() for _ in range(4)]))
    left = []
    while claimed := queue.claim():
        queue.finish(*claimed)
        left += [j.id for j in claimed]
    done = [job for ids, _ in results for job in ids] + left
    assert sorted(done) == list(range(min(done), min(done) + 120))
    assert not any(seen for _, seen in results)
    assert queue.ask("select * from jobs.keys union all select null, 0 from jobs.limited") == []
