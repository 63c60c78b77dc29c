"""Adding jobs: in the caller's transaction, with defaults of the queue, delays, and one job a key."""

import psycopg
import pytest
from psycopg.types.json import Jsonb


def test_a_job_has_what_it_was_given_and_the_rest_from_its_queue(queue):
    queue.set_queue("mail", max_attempts=7, timeout_seconds=90)
    job = queue.enqueue("mail.send", args={"to": "a"}, queue="mail", priority=2, subject="user:1", user_id=None)
    row = queue.row(job)
    assert (row["task"], row["args"], row["priority"], row["subject"]) == ("mail.send", {"to": "a"}, 2, "user:1")
    assert (row["state"], row["attempt"], row["max_attempts"], row["timeout_seconds"]) == ("queued", 0, 7, 90)
    own = queue.row(queue.enqueue(queue="mail", max_attempts=1, timeout="2 minutes"))
    assert (own["max_attempts"], own["timeout_seconds"]) == (1, 120)


def test_it_is_there_when_the_callers_transaction_commits_and_never_where_that_is_rolled_back(queue):
    other = queue.another()
    with queue.conn.transaction():
        kept = queue.enqueue()
        assert other.claim() == []
    assert [j.id for j in other.claim()] == [kept]
    with queue.conn.transaction(force_rollback=True):
        queue.enqueue()
        queue.enqueue(dedup_key="k", concurrency_key="c")
    assert other.claim() == []
    assert queue.one("select count(*) from jobs.jobs where state = 'queued'") == 0
    assert queue.one("select count(*) from jobs.key_calls") == 0


def test_a_delayed_job_starts_when_its_time_has_come_and_not_before(queue):
    job = queue.enqueue(run_at="now")
    later = queue.one("select jobs.enqueue('noop', _run_at => now() + interval '1 hour')")
    assert [j.id for j in queue.claim()] == [job]
    assert queue.row(later)["waits"] == "time"
    queue.earlier(later)
    assert queue.claim(look=False) == []
    assert [j.id for j in queue.claim()] == [later]


def test_a_delayed_job_comes_behind_those_that_were_there_when_its_time_came(queue):
    later = queue.one("select jobs.enqueue('noop', _run_at => now() + interval '1 hour')")
    first = queue.enqueue()
    queue.earlier(later)
    assert [j.id for j in queue.claim()] == [first, later]


def test_many_in_one_call(queue):
    count = queue.one(
        "select jobs.enqueue_many('noop', array(select jsonb_build_object('n', i) from generate_series(1, 50) as i))"
    )
    assert count == 50
    assert [j.args for j in queue.claim(3)] == ['{"n": 1}', '{"n": 2}', '{"n": 3}']
    assert queue.one("select jobs.enqueue_many('noop', '{}')") == 0
    queue.one(
        "select jobs.enqueue_many('late', array['{}'::jsonb], _run_at => now() + interval '1 hour', _max_attempts => 2)"
    )
    assert queue.ask("select waits::text, max_attempts from jobs.jobs where task = 'late'") == [("time", 2)]


@pytest.mark.parametrize(
    ("named", "field"),
    [
        ({"priority": 10}, "priority"),
        ({"priority": -1}, "priority"),
        ({"priority": None}, "priority"),
        ({"on_duplicate": "drop"}, "on_duplicate"),
        ({"max_attempts": 0}, "max_attempts"),
        ({"max_attempts": 101}, "max_attempts"),
        ({"timeout": "0 s"}, "timeout"),
        ({"timeout": "31 days"}, "timeout"),
        ({"concurrency_key": "k", "key_limit": 0}, "key_limit"),
    ],
)
def test_values_out_of_bounds_are_refused_by_name(queue, named, field):
    with pytest.raises(psycopg.Error) as error:
        queue.enqueue(**named)
    assert (error.value.sqlstate, error.value.diag.constraint_name) == ("IW422", "invalid_input")
    assert error.value.diag.column_name == field


# -- one job a key


def test_a_key_that_is_taken_keeps_what_is_there(queue):
    job = queue.enqueue(args={"n": 1}, dedup_key="k")
    assert queue.enqueue(args={"n": 2}, dedup_key="k") == job
    assert queue.row(job)["args"] == {"n": 1}
    [running] = queue.claim()
    assert queue.enqueue(dedup_key="k") == job
    queue.finish(running)
    assert queue.enqueue(dedup_key="k") > job, "free again once the job is over"


def test_skip_says_that_nothing_was_added(queue):
    queue.enqueue(dedup_key="k")
    assert queue.enqueue(dedup_key="k", on_duplicate="skip") is None
    assert queue.one("select count(*) from jobs.jobs") == 1


def test_replace_changes_arguments_and_time_of_a_job_that_did_not_start(queue):
    job = queue.enqueue(args={"n": 1}, dedup_key="k")
    replace = "select jobs.enqueue('noop', %s, _dedup_key => 'k', _on_duplicate => 'replace', _run_at => now() + %s)"
    assert queue.one(replace, [Jsonb({"n": 2}), "1 hour"]) == job
    row = queue.row(job)
    assert (row["args"], row["waits"], row["lane"]) == ({"n": 2}, "time", None)
    assert queue.claim() == []
    assert queue.one(replace, [Jsonb({"n": 3}), "-1 minute"]) == job
    [running] = queue.claim()
    assert running.args == '{"n": 3}'
    assert queue.enqueue(args={"n": 4}, dedup_key="k", on_duplicate="replace") == job
    assert queue.row(job)["args"] == {"n": 3}, "it has started"


def test_replace_without_a_time_leaves_the_place_in_the_lane(queue):
    first = queue.enqueue(args={"n": 1}, dedup_key="k")
    second = queue.enqueue()
    queue.enqueue(args={"n": 2}, dedup_key="k", on_duplicate="replace")
    assert [j.id for j in queue.claim()] == [first, second]


def test_replace_does_not_start_a_job_that_waits_for_its_children(queue):
    parent = queue.enqueue(dedup_key="k", hold=True)
    child = queue.enqueue(parent=parent)
    queue.enqueue(dedup_key="k", on_duplicate="replace", run_at="now")
    assert [j.id for j in queue.claim()] == [child]
    assert queue.row(parent)["waits"] == "children"


def test_two_transactions_with_one_key_make_one_job(queue):
    other = queue.another()
    with queue.conn.transaction():
        job = queue.enqueue(dedup_key="k")
        other.conn.execute("set lock_timeout = '50ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            other.enqueue(dedup_key="k")
    assert other.enqueue(dedup_key="k") == job


def test_a_job_that_ends_while_its_key_is_asked_for_is_added_anew(queue):
    """The row is seen as taken and gone when it is looked at: jobs.duplicate says so, and jobs.enqueue tries again."""
    queue.enqueue(dedup_key="k")
    queue.finish(*queue.claim())
    for mode in ("keep", "replace"):
        assert queue.one("select jobs.duplicate('k', %s, '{}', null)", [mode]) is None
    assert queue.enqueue(dedup_key="k", on_duplicate="replace") is not None


WRONG = {
    "task": ["''", "null", "repeat('x', 300)"],
    "args": ["'[1]'", "'1'", "'null'"],
    "run_at": ["'-infinity'", "'infinity'", "'0044-03-15 BC'", "'1999-12-31'", "now() + interval '11 years'"],
    "queue": ["''", "'Bad Queue'", "repeat('x', 61)", "null"],
    "dedup_key": ["repeat('x', 5000)"],
    "concurrency_key": ["repeat('x', 5000)"],
    "subject": ["repeat('x', 5000)"],
}


@pytest.mark.parametrize(("field", "value"), [(field, value) for field in WRONG for value in WRONG[field]])
def test_what_is_out_of_bounds_is_refused_with_a_sentence(queue, field, value):
    task = "" if field == "task" else "_task => 'noop', "
    ways = [f"select jobs.enqueue({task}_{field} => {value})"]
    if field in ("task", "run_at", "queue"):
        ways.append(f"select jobs.enqueue_many({task}_args => array['{{}}'::jsonb], _{field} => {value})")
    if field == "args":
        ways.append(f"select jobs.enqueue_many('noop', array['{{}}', {value}::jsonb])")
        ways.append("select jobs.enqueue_many('noop', array[null::jsonb])")
    if value not in ("null", "'null'"):  # in a batch, as over HTTP, these are as good as none
        kind = {"args": "jsonb", "run_at": "timestamptz"}.get(field, "text")
        ways.append(
            'select jobs.enqueue_batch(jsonb_build_array(\'{"task": "noop"}\'::jsonb'
            f" || jsonb_build_object('{field}', ({value})::{kind})))"
        )
    if field == "run_at":
        queue.enqueue(dedup_key="there")
        ways.append(
            f"select jobs.enqueue('noop', _dedup_key => 'there', _on_duplicate => 'replace', _run_at => {value})"
        )
    for way in ways:
        with pytest.raises(psycopg.Error) as error:
            queue.conn.execute(way)
        diag = error.value.diag
        assert (diag.sqlstate, diag.constraint_name) == ("IW422", "invalid_input"), (way, diag.message_primary)
        assert diag.message_primary.endswith((".", "-"))
    assert queue.one("select count(*) from jobs.jobs where dedup_key is distinct from 'there'") == 0


def test_an_error_without_a_hint_has_no_empty_one(queue):
    with pytest.raises(psycopg.Error) as error:
        queue.enqueue(priority=10)
    assert error.value.diag.message_hint is None
    assert "HINT" not in str(error.value)
