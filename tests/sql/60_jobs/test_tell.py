"""What changes about a job that somebody may watch is written down; of others nothing is."""

import pytest


@pytest.fixture
def events(queue):
    """events(): kind, topic and data of what was told since the last call."""

    def events():
        return queue.ask(
            "with gone as (delete from jobs.events returning *) select kind, topic, data from gone order by id"
        )

    return events


@pytest.fixture
def name(queue):
    """name(job): its public id."""
    sql = """select jobs.public_id(x.id, x.created_at) from (
        select id, created_at from jobs.jobs union all select id, created_at from jobs.history) as x where x.id = %s"""
    return lambda job: queue.one(sql, [job])


def test_a_job_of_nobody_is_silent(queue, events):
    queue.enqueue()
    queue.enqueue("other", run_at="tomorrow")
    [job] = queue.claim()
    queue.call("heartbeat", queue.worker, [job.id], [job.attempt], [5], ["x"])
    queue.one("select jobs.heartbeat(%s, _begun => %s::bigint[])", [queue.worker, [job.id]])
    queue.finish(job)
    assert events() == []


@pytest.mark.parametrize("whose", [{"user_id": 7}, {"subject": "video:vid_1"}, {"user_id": 7, "subject": "thing"}])
def test_its_life(queue, events, name, whose):
    job = queue.enqueue("videos.resize", **whose)
    state = {"job": name(job), "task": "videos.resize", "state": "queued", "progress": 0, "attempt": 0}
    state |= {"subject": whose["subject"]} if "subject" in whose else {}
    topics = {f"job:{name(job)}", *([whose["subject"]] if "subject" in whose else [])}

    def told(kind, **changes):
        state.update(changes)
        found = events()
        assert {(k, t) for k, t, _ in found} == {(kind, topic) for topic in topics}
        assert all(data == state for _, _, data in found)

    told("queued")
    [claimed] = queue.claim()
    assert events() == []  # that it began is told with the next sign of life: a claim stays cheap
    queue.one("select jobs.heartbeat(%s, _begun => %s::bigint[])", [queue.worker, [job]])
    told("running", state="running", attempt=1)
    queue.call("heartbeat", queue.worker, [job], [claimed.attempt], [30], ["working"])
    told("progress", progress=30, message="working")
    queue.call("heartbeat", queue.worker, [job], [claimed.attempt], [30], ["working"])
    queue.call("heartbeat", queue.worker, [job], [claimed.attempt], [20], ["working"])
    assert events() == []
    queue.fail(claimed, "no luck")
    told("retried", state="queued", progress=0)
    queue.earlier(job)
    [claimed] = queue.claim()
    queue.finish(claimed)
    told("completed", state="completed", attempt=2, progress=100)


def test_one_that_is_told_with_its_progress_is_told_once(queue, events):
    job = queue.enqueue(user_id=7)
    [claimed] = queue.claim()
    events()
    queue.one(
        "select jobs.heartbeat(%s, %s::bigint[], '{1}', '{30}', '{x}', _begun => %s::bigint[])",
        [queue.worker, [job], [job]],
    )
    assert [kind for kind, _, _ in events()] == ["progress"]
    queue.finish(claimed)
    events()
    queue.one("select jobs.heartbeat(%s, _begun => %s::bigint[])", [queue.worker, [job]])
    assert events() == []


@pytest.mark.parametrize("end", ["cancelled", "failed", "dead"])
def test_bad_ends(queue, events, end):
    job = queue.enqueue(user_id=7, max_attempts=1)
    if end == "cancelled":
        queue.call("cancel", job)
    else:
        [claimed] = queue.claim()
        queue.fail(claimed, final=end == "failed")
    found = [(kind, data["state"]) for kind, _, data in events()]
    assert found[-1] == (end, end)


def test_it_is_told_in_the_transaction(queue, events):
    with queue.conn.transaction(force_rollback=True):
        queue.enqueue(user_id=7)
    assert events() == []


def test_listeners_hear_once_a_transaction(queue):
    ears = queue.another().conn
    ears.execute("listen iwm_live")
    with queue.conn.transaction():
        for _ in range(3):
            queue.enqueue(user_id=7)
    queue.enqueue()
    ears.execute("select 1")
    assert [notice.payload for notice in ears.notifies(timeout=0)] == [""]


def test_events_carry_the_number_of_their_transaction(queue):
    with queue.conn.transaction():
        number = queue.one("select pg_current_xact_id()::text")
        queue.enqueue(user_id=7)
        with queue.conn.transaction():
            queue.enqueue(user_id=7)
    assert queue.ask("select distinct xid::text from jobs.events") == [(number,)]
