"""Workers: signs of life, progress, and what becomes of the jobs of one that is lost."""

import psycopg
import pytest


def lose(queue, worker=None, seconds=31):
    queue.conn.execute(
        "update jobs.workers set seen_at = clock_timestamp() - make_interval(secs => %s) where id = %s",
        [seconds, worker or queue.worker],
    )


def beat(queue, *jobs, progress=None, messages=None, worker=None):
    return queue.one(
        "select jobs.heartbeat(%s, %s::bigint[], %s::smallint[], %s::smallint[], %s::text[])",
        [worker or queue.worker, [j.id for j in jobs], [j.attempt for j in jobs], progress, messages],
    )


def test_progress_goes_up_only_and_stays_between_0_and_100(queue):
    job = queue.enqueue()
    [claimed] = queue.claim()
    told = []
    for percent, message in ((10, "reading"), (40, None), (20, "still"), (140, None), (-5, None)):
        assert beat(queue, claimed, progress=[percent], messages=[message]) == []
        row = queue.row(job)
        told.append((row["progress"], row["message"]))
    assert told == [(10, "reading"), (40, "reading"), (40, "still"), (100, "still"), (100, "still")]


def test_progress_of_many_in_one_call(queue):
    for _ in range(3):
        queue.enqueue()
    claimed = queue.claim()
    beat(queue, *claimed, progress=[5, None, 7], messages=[None, "b", None])
    assert queue.ask("select progress, message from jobs.jobs order by id") == [(5, None), (0, "b"), (7, None)]


def test_a_sign_of_life_waits_for_nobody(queue):
    """Somebody holds a job's row (adds a child to it, and thinks): the worker is alive all the same."""
    job, free = queue.enqueue(), queue.enqueue()
    claimed = queue.claim()
    lose(queue, seconds=20)
    other = queue.another()
    with other.conn.transaction():
        other.enqueue(parent=job)
        queue.conn.execute("set lock_timeout = '1s'")
        assert beat(queue, *claimed, progress=[50, 50], messages=[None, None]) == []
        assert queue.one(
            "select clock_timestamp() - seen_at < interval '10 s' from jobs.workers where id = %s", [queue.worker]
        )
    assert (queue.row(job)["progress"], queue.row(free)["progress"]) == (0, 50)
    beat(queue, *claimed, progress=[50, 50], messages=[None, None])
    assert queue.row(job)["progress"] == 50


def test_who_lost_a_job_hears_of_it_and_changes_nothing(queue):
    job = queue.enqueue()
    [claimed] = queue.claim()
    lose(queue)
    queue.call("rescue")
    other = queue.new_worker()
    [again] = queue.claim(worker=other)
    assert beat(queue, claimed, progress=[90], messages=["mine"]) == [job]
    assert (queue.row(job)["progress"], queue.row(job)["message"]) == (0, None)
    assert beat(queue, again, progress=[1], messages=[None], worker=other) == []


# -- rescue


@pytest.mark.parametrize(("seconds", "count"), [(29, 0), (31, 1)])
def test_jobs_of_a_worker_start_again_once_its_lease_is_over(queue, seconds, count):
    job = queue.enqueue()
    queue.claim()
    lose(queue, seconds=seconds)
    assert queue.call("rescue") == count
    other = queue.new_worker()
    assert [(j.id, j.attempt) for j in queue.claim(worker=other)] == [(job, 2)] * count
    if count:
        assert queue.row(job)["errors"][0]["error"] == "the worker was lost"


def test_a_lease_of_its_own(queue):
    worker = queue.new_worker(lease_seconds=5)
    queue.enqueue()
    queue.claim(worker=worker)
    lose(queue, worker, 6)
    assert queue.call("rescue") == 1


def test_only_the_lost_ones(queue):
    queue.enqueue(), queue.enqueue()
    queue.claim(1)
    alive = queue.new_worker()
    [kept] = queue.claim(1, worker=alive)
    lose(queue)
    assert queue.call("rescue") == 1
    assert queue.call("rescue") == 0
    assert queue.row(kept.id)["worker_id"] == alive


def test_a_rescued_job_keeps_its_place_its_key_and_its_limit_is_free(queue):
    queue.set_queue("few", max_running=1)
    job = queue.enqueue(queue="few", concurrency_key="k")
    queue.claim()
    queue.enqueue(queue="few")
    lose(queue)
    queue.call("rescue")
    assert queue.keys() == {"k": 1}
    [again] = queue.claim(worker=queue.new_worker())
    assert (again.id, again.attempt) == (job, 2)


def test_one_that_was_lost_twice_comes_back_after_a_pause(queue):
    """So that a job which kills its workers parts from those that it was claimed with."""
    queue.set_queue("default", backoff_seconds=600)
    jobs = [queue.enqueue(), queue.enqueue()]
    for _ in range(2):
        worker = queue.new_worker()
        assert len(queue.claim(worker=worker)) == 2
        lose(queue, worker)
        assert queue.call("rescue") == 2
    rows = [queue.row(job) for job in jobs]
    assert [row["waits"] for row in rows] == ["time", "time"]
    assert rows[0]["run_at"] != rows[1]["run_at"]
    longest = "select max(run_at - (errors -> 1 ->> 'at')::timestamptz) < interval '6 s' from jobs.jobs"
    assert queue.one(longest), "whatever its queue has for failures: a lost worker is not the job's fault"
    assert [len(row["errors"]) for row in rows] == [2, 2]


def test_a_job_that_kills_its_workers_is_dead_in_the_end(queue):
    job = queue.enqueue(max_attempts=3)
    for expected in ("queued", "queued", "dead"):
        worker = queue.new_worker()
        assert len(queue.claim(worker=worker)) == 1
        lose(queue, worker)
        queue.call("rescue")
        assert queue.state(job) == expected
        queue.conn.execute("update jobs.jobs set run_at = now() - interval '1 s' where waits = 'time'")
    assert [e["error"] for e in queue.past(job)["errors"]] == ["the worker was lost"] * 3


def test_a_worker_whose_session_ended_is_lost_after_a_third_of_its_lease(queue):
    own = queue.another()
    assert own.call("hold_session", queue.worker)
    job = queue.enqueue()
    queue.claim()
    lose(queue, seconds=12)
    assert queue.call("rescue") == 0, "its session is there"
    own.conn.close()
    while queue.ask("select from pg_locks where locktype = 'advisory' and classid = 1788"):
        pass
    lose(queue, seconds=8)
    assert queue.call("rescue") == 0, "it may come back"
    lose(queue, seconds=11)
    assert queue.call("rescue") == 1
    assert queue.row(job)["state"] == "queued"


@pytest.mark.parametrize("function", ["rescue", "care"])
@pytest.mark.parametrize(("up", "count"), [(29, 0), (31, 1)])
def test_while_the_server_was_away_nobody_is_lost(queue, function, up, count):
    """All signs of life are old after that, and all sessions are gone; workers have their time to come back."""
    queue.enqueue()
    queue.claim()
    lose(queue, seconds=3600)
    since = queue.one("select clock_timestamp() - make_interval(secs => %s)", [up])
    assert queue.call(function, since) == count
    assert queue.one("select pg_get_function_arguments('jobs.care'::regproc)").endswith("pg_postmaster_start_time()")


def test_after_a_start_of_the_server_a_session_has_a_third_of_the_lease_to_be_there_again(queue):
    queue.enqueue()
    queue.claim()
    lose(queue, seconds=3600)
    queue.conn.execute("update jobs.workers set session = true")
    for up, count in ((9, 0), (11, 1)):
        since = queue.one("select clock_timestamp() - make_interval(secs => %s)", [up])
        assert queue.call("rescue", since) == count


def test_a_session_is_held_by_one(queue):
    own, other = queue.another(), queue.another()
    assert own.call("hold_session", queue.worker)
    assert not other.call("hold_session", queue.worker)
    assert own.call("hold_session", queue.worker), "asked again by who holds it"


def test_who_does_not_know_of_a_job_gives_it_back(queue):
    """The claim took effect, and its answer was lost."""
    jobs = [queue.enqueue() for _ in range(3)]
    known = queue.claim(1)
    queue.claim(1)
    other = queue.new_worker()
    [theirs] = queue.claim(worker=other)
    assert queue.one("select jobs.stray(%s, %s)", [queue.worker, [known[0].id]]) == 1
    assert [queue.state(j) for j in jobs] == ["running", "queued", "running"]
    assert queue.row(jobs[1])["attempt"] == 0
    assert queue.row(theirs.id)["worker_id"] == other


def test_a_session_that_may_still_claim_is_ended_first(queue):
    own = queue.another()
    own.conn.execute("set application_name = 'iwm worker 1 claim'")
    pid = own.conn.info.backend_pid
    queue.one("select jobs.stray(%s, '{}', 'iwm worker 1 claim')", [queue.worker])
    assert queue.ask("select from pg_stat_activity where pid = %s", [pid]) == []


def test_a_sign_of_life_tells_how_the_worker_does(queue):
    queue.one(
        "select jobs.heartbeat(%s, _completed => 7, _failed => 2, _running => 3, _stopping => true)", [queue.worker]
    )
    queue.one("select jobs.heartbeat(%s, _completed => 8)", [queue.worker])
    row = queue.ask("select completed, failed, running, stopping from jobs.workers where id = %s", [queue.worker])
    assert row == [(8, 2, 3, True)]


def test_seconds_until_the_next_delayed_job(queue):
    assert queue.call("next_due") is None
    queue.ask("select jobs.enqueue('noop', _run_at => now() + i * interval '1 hour') from generate_series(1, 3) as i")
    assert 3590 < queue.call("next_due") <= 3600


def test_a_role_that_may_only_execute_does_all_that_a_worker_does(queue):
    job = queue.enqueue()
    queue.conn.execute("set role iwm_worker")
    queue.claim(0)
    [claimed] = queue.claim()
    queue.one("select jobs.heartbeat(%s, %s::bigint[], '{1}', '{5}', '{x}')", [queue.worker, [job]])
    queue.call("hold_session", queue.worker)
    queue.call("care")
    queue.call("next_due")
    queue.one("select jobs.stray(%s, %s)", [queue.worker, [job]])
    queue.hand_back(claimed)
    [claimed] = queue.claim()
    queue.fail(claimed, retry_in="0 s")
    [claimed] = queue.claim()
    queue.finish(claimed)
    queue.enqueue()
    queue.call("cancel", queue.enqueue())
    queue.one("select jobs.enqueue_many('noop', array['{}'::jsonb])")
    queue.call("leave", queue.worker)
    for table in ("jobs", "history", "workers", "lanes", "queues"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            queue.ask(f"select from jobs.{table}")


def test_a_cancelled_job_of_a_lost_worker_is_over(queue):
    job = queue.enqueue()
    queue.claim()
    queue.call("cancel", job)
    lose(queue)
    queue.call("rescue")
    assert queue.state(job) == "cancelled"


def test_one_that_comes_back_is_alive_again_and_its_new_jobs_are_its_own(queue):
    queue.enqueue()
    [old] = queue.claim()
    lose(queue)
    queue.call("rescue")
    assert beat(queue, old) == [old.id]
    assert queue.one("select ended_at is null from jobs.workers where id = %s", [queue.worker])
    [again] = queue.claim()
    assert queue.call("rescue") == 0
    assert queue.finish(again) == 1


def test_who_leaves_has_ended_and_what_it_left_is_given_to_others(queue):
    queue.enqueue()
    queue.claim()
    queue.call("leave", queue.worker)
    assert queue.one("select ended_at is not null from jobs.workers where id = %s", [queue.worker])
    assert [j.attempt for j in queue.claim(worker=queue.new_worker())] == [1]


def test_while_one_takes_care_the_others_need_not(queue):
    queue.enqueue()
    queue.claim()
    lose(queue)
    other = queue.another()
    with queue.conn.transaction():
        assert queue.call("care", "-infinity") == 1
        assert other.call("care", "-infinity") == 0
    assert queue.call("care") == 0
