"""Pages read by index: as many pages of the tables with a long history as with a short one, nothing from end to end."""

import json

import pytest

LONG = 60_000
FUNCTIONS = {
    "overview": "api.dashboard_overview(%(viewer)s)",
    "jobs": "api.dashboard_jobs(%(viewer)s)",
    "dead": "api.dashboard_jobs(%(viewer)s, 'dead')",
    "completed": "api.dashboard_jobs(%(viewer)s, 'completed', _before => %(middle)s)",
    "by id": "api.dashboard_jobs(%(viewer)s, _text => %(job)s)",
    "by subject": "api.dashboard_jobs(%(viewer)s, _text => 'video:vid_7')",
    "by user": "api.dashboard_jobs(%(viewer)s, _text => %(user)s)",
    "a job": "api.dashboard_job(%(viewer)s, %(job)s)",
    "analytics": "api.dashboard_analytics(%(viewer)s, 30)",
}
READ = """
select coalesce(sum(seq_tup_read), 0), coalesce(sum(seq_tup_read + idx_tup_fetch), 0) from pg_stat_xact_user_tables
where schemaname = 'jobs' and (relname like 'history%%' or relname = 'jobs')
"""


def read(queue, function, values):
    """Rows that a page reads from end to end of a table, and in all; and pages that it touches."""
    with queue.conn.transaction():
        [before] = queue.ask(READ)  # what was not told to the statistics yet counts, too
        [(plan,)] = queue.ask(f"explain (analyze, buffers, format json) select {FUNCTIONS[function]}", values)
        root = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
        [after] = queue.ask(READ)
        return (
            int(after[0] - before[0]),
            int(after[1] - before[1]),
            root["Shared Hit Blocks"] + root["Shared Read Blocks"],
        )


@pytest.fixture
def long(queue, mod):
    """A history as long as it takes to tell a plan by its index from one that reads all."""
    queue.conn.execute("select ops.make_partitions('jobs.history', 3, 4)")
    queue.conn.execute("update jobs.sums set upto = clock_timestamp(), next_upto = null, next_xid = null")
    queue.add_past(LONG, ago="3 days")
    queue.add_past(50, ago="2 days", state="dead")
    queue.conn.execute("update jobs.history set subject = 'video:vid_7', user_id = %s where id %% 1000 = 0", [mod.id])
    queue.conn.execute("select jobs.enqueue('noop', _run_at => now() + interval '1 day') from generate_series(1, 5000)")
    queue.conn.execute("vacuum (analyze) jobs.history")
    queue.conn.execute("vacuum (analyze) jobs.jobs")
    return queue


def test_nothing_is_read_from_end_to_end(long, mod):
    [(middle, job)] = long.ask("select id, public_id from jobs.all_jobs order by id offset %s limit 1", [LONG // 2])
    values = {"viewer": mod.viewer, "middle": middle, "job": job, "user": mod.external_id}
    found = {}
    for function in FUNCTIONS:
        read(long, function, values)
        found[function] = read(long, function, values)
    # the overview counts what waits, 5,000 of which are there
    assert {name: it for name, it in found.items() if it[0] or max(it) > 8000} == {}


def test_the_dead_letter_is_what_redrive_begins_again(queue):
    """What failed by its own word is none of it, and is not read to count it."""
    queue.add_past(20_000, state="failed")
    queue.add_past(3, state="dead")
    queue.conn.execute("vacuum (analyze) jobs.history")
    with queue.conn.transaction():
        [before] = queue.ask(READ)
        assert queue.ask("select name, dead from jobs.queue_overview where dead > 0") == [("default", 3)]
        [after] = queue.ask(READ)
    assert after[1] - before[1] < 100
    assert queue.call("redrive_dead", "default") == 3
