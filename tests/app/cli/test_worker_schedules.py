"""`iwm worker` as processes that tick: each slot once, one that is killed in the middle, a restart of the database."""

import signal
import time

import psycopg
import pytest

from app import loader
from app.database.embedded import EmbeddedPostgres

RUNS = "select state::text, attempt, run_by is not null from ops.schedule_runs where name = 'it' order by slot"
WAITS = "select 1 from pg_locks where locktype = 'advisory' and not granted"
# The first part of it waits for the test, the second one ends it.
PART = """
create table public.log (n integer generated always as identity, pid integer default pg_backend_pid());
create function public.part() returns jsonb language plpgsql as $$
begin
    insert into public.log default values;
    perform pg_advisory_xact_lock(42);
    return jsonb_build_object('done', (select count(*) > 1 from public.log));
end
$$
"""


def wait(condition, seconds=90):
    """Waits until the condition holds, and returns what it gave."""
    until = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)
    return found


@pytest.fixture
def db(fresh_dsn):
    with psycopg.connect(fresh_dsn, autocommit=True) as connection:
        connection.execute("delete from ops.schedules")
        yield connection


@pytest.fixture
def worker(start, fresh_dsn):
    return lambda: start("worker", DATABASE_URL=fresh_dsn)


def add(db, command, kind="sql", slots=1, **named):
    """The schedule `it`: one slot a minute ago and the next in a year, or of each minute, of which so many are due."""
    more = "".join(f", _{name} => %s" for name in named)
    cron = "to_char(now() at time zone 'UTC' - interval '1 minute', 'FMMI FMHH24 FMDD FMMM *')"
    if slots > 1:
        cron = "'* * * * *'"
    with db.transaction():
        db.execute(f"select ops.add_schedule('it', {cron}, %s, %s{more})", [command, kind, *named.values()])
        db.execute(
            "update ops.schedules set last_slot = date_trunc('minute', now()) - make_interval(mins => %s),"
            " next_slot = date_trunc('minute', now()) - make_interval(mins => %s)",
            [slots + 1, slots],
        )


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("skip", ("lost", 1)), ("once", ("succeeded", 2)), ("all", ("succeeded", 2))],
)
def test_killed_in_the_middle_of_a_statement_in_parts(db, worker, policy, expected):
    """What it did in parts that were over stays; by its policy it is begun again, or written down as lost."""
    db.execute(PART)
    db.execute("select pg_advisory_lock(42)")
    first = worker()
    wait(lambda: db.execute("select 1 from jobs.workers").fetchone())
    add(db, "select public.part()", catch_up=policy)
    wait(lambda: db.execute(WAITS).fetchone())
    first.process.kill()
    first.process.wait()
    assert db.execute(RUNS).fetchall() == [("running", 1, True)]
    worker()
    wait(lambda: db.execute("select 1 from jobs.workers offset 1").fetchone())
    db.execute("select pg_advisory_unlock(42)")
    wait(lambda: db.execute("select 1 from ops.schedule_runs where state <> 'running'").fetchone())
    wait(
        lambda: db.execute(
            "select 1 from ops.schedule_runs where (state::text, attempt) = (%s, %s)", expected
        ).fetchone()
    )
    assert db.execute(RUNS).fetchall() == [(*expected, True)]
    parts, sessions = db.execute("select count(*), count(distinct pid) from public.log").fetchone()
    assert (parts, sessions) == ((1, 1) if policy == "skip" else (2, 2))


def test_killed_in_the_middle_of_a_job(db, worker):
    """The job of the slot is rescued and ends once; the slot has one run, and the next one waits for it."""
    first = worker()
    wait(lambda: db.execute("select 1 from jobs.workers").fetchone())
    add(db, "system.sleep", "job", slots=2, args='{"seconds": 4}', catch_up="all")
    wait(lambda: db.execute("select 1 from jobs.jobs where state = 'running' and progress > 0").fetchone())
    first.process.kill()
    first.process.wait()
    killed = time.monotonic()
    worker()
    wait(lambda: db.execute("select 1 from jobs.jobs where attempt = 2").fetchone())
    assert time.monotonic() - killed < 30
    assert db.execute(RUNS).fetchall() == [("enqueued", 1, True)], "no overlap: its job is not over"
    history = "select job_state::text, attempt from ops.schedule_history where name = 'it' and job_state = 'completed'"
    wait(lambda: db.execute(history).fetchone())
    job = "select attempt, state::text from jobs.history where task = 'system.sleep' order by finished_at limit 1"
    assert db.execute(job).fetchone() == (2, "completed")


def test_two_processes_tick_beside_a_session_that_does(db, worker, fresh_dsn):
    """Forty slots are due, three are at them: each is run once."""
    db.execute("create table public.log (n integer)")
    db.execute("create function public.note() returns void language sql as 'insert into public.log values (1)'")
    one, two = worker(), worker()
    wait(lambda: db.execute("select 1 from jobs.workers offset 1").fetchone())
    add(db, "select public.note()", slots=40, catch_up="all")
    with psycopg.connect(fresh_dsn, autocommit=True) as other:
        done = "select 1 from ops.schedule_runs where state = 'succeeded' offset 39"
        while not other.execute(done).fetchone():
            other.execute("call ops.run_due()")
    db.execute("select ops.enable_schedule('it', false)")
    wait(lambda: not db.execute("select 1 from ops.schedule_runs where state = 'running'").fetchone())
    runs = db.execute("select state::text, count(*), count(distinct slot) from ops.schedule_runs group by 1").fetchall()
    [(state, count, slots)] = runs
    assert (state, count) == ("succeeded", slots)
    assert count >= 40
    assert db.execute("select count(*) from public.log").fetchone() == (count,)
    for each in (one, two):
        each.process.send_signal(signal.SIGTERM)
        assert each.process.wait(60) == 0
        assert "Traceback" not in each.said.read_text()


@pytest.mark.once
def test_the_database_is_restarted(start, tmp_path):
    """What runs goes on, and is written down; new jobs and schedules are heard of again; no attempt is used up."""
    with EmbeddedPostgres(tmp_path / "data", durable=False) as server:
        dsn = server.owner_dsn("postgres")
        loader.install(dsn)
        with psycopg.connect(dsn, autocommit=True) as db:
            db.execute("delete from ops.schedules")
            started = start("worker", DATABASE_URL=dsn)
            slept = db.execute("""select jobs.enqueue('system.sleep', '{"seconds": 3}')""").fetchone()[0]
            wait(lambda: db.execute("select 1 from jobs.jobs where state = 'running' and progress > 0").fetchone())
        server.stop()
        wait(lambda: "worker lost the database" in started.said.read_text() or started.process.poll() is not None)
        server.start()
        with psycopg.connect(dsn, autocommit=True) as db:
            later = db.execute("select jobs.enqueue('system.noop', '{}')").fetchone()[0]
            add(db, "select 1")
            done = "select 1 from jobs.history where state = 'completed' and attempt = 1 and id = %s"
            for job in (later, slept):
                wait(lambda j=job: db.execute(done, [j]).fetchone())
            wait(lambda: db.execute(RUNS).fetchall() == [("succeeded", 1, True)])
            assert db.execute("select count(*) from jobs.workers").fetchone() == (1,)
        started.process.send_signal(signal.SIGTERM)
        assert started.process.wait(60) == 0
        assert "Traceback" not in started.said.read_text()
