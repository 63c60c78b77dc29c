"""What a claim reads does not grow with what is beside, before and behind its jobs. Pages are counted, not seconds."""

import json

import pytest

CLAIM = "select * from jobs.claim(%(worker)s, 10, null, %(lanes)s, %(places)s, %(look)s)"
MANY = 20_000
PAGES = 80  # more than without them, at most: rows that are claimed lie elsewhere, an index has one more level


def pages(queue, look=False, memory=None, last=4):
    """Pages that a claim of 10 touches, its changes rolled back."""
    memory = memory or {}
    values = {"worker": queue.worker, "look": look, "lanes": list(memory), "places": list(memory.values())}
    touched = []
    for _ in range(10):  # the first ones read the catalogue; from the sixth on the plan is one for any values
        with queue.conn.transaction(force_rollback=True):
            [(plan,)] = queue.ask("explain (analyze, buffers, format json) " + CLAIM, values)
            root = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
            assert root["Actual Rows"] == 10
            touched.append(root["Shared Hit Blocks"] + root["Shared Read Blocks"])
            [(read,)] = queue.ask(
                "select seq_tup_read from pg_stat_xact_user_tables where relid = 'jobs.jobs'::regclass"
            )
            assert read == 0, "jobs.jobs was read from end to end"
    return min(touched[-last:])


def many(queue, name, **named):
    arguments = "".join(f", _{key} => {value}" for key, value in named.items())
    queue.conn.execute(f"select jobs.enqueue('noop', _queue => '{name}'{arguments}) from generate_series(1, {MANY})")


def delayed(queue):
    many(queue, "default", run_at="now() + interval '1 day'")


def behind_a_key(queue):
    queue.enqueue(concurrency_key="k", queue="other")
    queue.claim(queues=["other"])
    many(queue, "default", concurrency_key="'k'", priority=0)
    while queue.ask("select from jobs.key_calls"):
        queue.claim(0)
    queue.conn.execute("vacuum jobs.key_calls")


def in_a_queue_that_is_full(queue):
    queue.set_queue("full", max_running=1)
    many(queue, "full", priority=0)
    queue.claim(5, queues=["full"])


def in_a_queue_that_is_paused(queue):
    many(queue, "paused", priority=0)
    queue.set_queue("paused", paused_at="now")


def waiting_for_children(queue):
    many(queue, "default", hold="true", priority=0)


def less_urgent(queue):
    many(queue, "default", priority=9)


def behind_it(queue):
    many(queue, "default")


def in_the_history(queue):
    many(queue, "past")
    queue.finish(*queue.claim(MANY, queues=["past"]))
    queue.claim(1, queues=["past"])


BESIDE = [
    delayed, behind_a_key, in_a_queue_that_is_full, in_a_queue_that_is_paused, waiting_for_children, less_urgent,
    behind_it, in_the_history,
]  # fmt: skip


@pytest.mark.parametrize("session", ["new", "old"])
@pytest.mark.parametrize("beside", BESIDE)
def test_it_does_not_grow_with_jobs(queue, beside, session):
    """An old session keeps plans that it made when there were ten jobs."""
    queue.ask("select jobs.enqueue('noop') from generate_series(1, 10)")
    clean = pages(queue), pages(queue, look=True)
    beside(queue)
    if session == "new":
        queue.conn.execute("analyze jobs.jobs, jobs.lanes, jobs.queues")
    fresh = queue.another() if session == "new" else queue
    fresh._worker = queue.worker
    assert pages(fresh) <= clean[0] + PAGES
    assert pages(fresh, look=True) <= clean[1] + PAGES


@pytest.mark.parametrize("look", [False, True])
def test_it_does_not_grow_with_queues_at_rest(queue, look):
    queue.ask("select jobs.enqueue('noop') from generate_series(1, 10)")
    clean = pages(queue, look=look)
    queue.ask("select jobs.make_lane('queue' || i, 5::smallint) from generate_series(1, 500) as i")
    queue.conn.execute("analyze jobs.lanes, jobs.queues")
    fresh = queue.another()
    fresh._worker = queue.worker
    assert pages(fresh, look=look) <= clean + PAGES


@pytest.mark.parametrize("waiting", [delayed, behind_a_key, waiting_for_children])
@pytest.mark.parametrize("session", ["new", "old"])
def test_how_long_a_queue_is_costs_the_same_whatever_waits_in_others(queue, waiting, session):
    counts = "select jobs.queue_counts((select id from jobs.queues where name = 'small'))"

    def touched(on):
        for _ in range(7):
            [(plan,)] = on.ask("explain (analyze, buffers, format json) " + counts)
        root = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
        return root["Shared Hit Blocks"] + root["Shared Read Blocks"]

    queue.enqueue(queue="small")
    clean = touched(queue)
    waiting(queue)
    if session == "new":
        queue.conn.execute("analyze jobs.jobs")
    assert touched(queue.another() if session == "new" else queue) <= clean + PAGES


@pytest.mark.parametrize("way", ["memory", "floor"])
def test_it_does_not_grow_with_what_a_held_snapshot_keeps(queue, way):
    """Dead rows stay; they are passed by: with the worker's memory, and from the floor once that has moved."""
    other = queue.another()
    queue.ask("select jobs.enqueue('noop') from generate_series(1, 20)")
    clean = pages(queue), pages(queue, look=True)
    other.conn.execute("begin isolation level repeatable read")
    other.one("select count(*) from jobs.jobs")
    many(queue, "default")
    while len(claimed := queue.claim(1000)) == 1000:
        queue.finish(*claimed)
    queue.hand_back(*claimed)
    memory = {claimed[0].lane: claimed[0].seq - 1} if way == "memory" else None
    for _ in range(3 if way == "floor" else 0):
        queue.call("sweep")
    # each try that is rolled back leaves rows that the snapshot keeps, so that it is the first ones that count
    assert pages(queue, look=way == "floor", memory=memory, last=10) <= clean[way == "floor"] + PAGES


def test_a_claim_changes_no_index_of_the_jobs(queue):
    """Its updates are heap-only: nothing is written to an index, and nothing is left there to be read over."""
    queue.ask("select jobs.enqueue('noop') from generate_series(1, 100)")
    with queue.conn.transaction():
        queue.claim(50)
        [(updates, hot)] = queue.ask(
            "select n_tup_upd, n_tup_hot_upd from pg_stat_xact_user_tables where relid = 'jobs.jobs'::regclass"
        )
    assert updates == 50
    assert hot >= 45, "as long as its page has room"
