"""`iwm worker` as a process: it runs jobs, ends in order, and beside the server of `iwm up`."""

import signal
import subprocess
import time

import psutil
import psycopg
import pytest

from app.database.embedded import EmbeddedPostgres

pytestmark = pytest.mark.once


def wait(condition, seconds=60):
    """Waits until the condition holds, and returns what it gave."""
    until = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)
    return found


@pytest.fixture
def db(fresh_dsn):
    with psycopg.connect(fresh_dsn, autocommit=True) as connection:
        yield connection


@pytest.fixture
def worker(start, fresh_dsn, db):
    """worker(*arguments): `iwm worker` on the test's database, once it has registered."""

    def begin(*arguments):
        started = start("worker", *arguments, DATABASE_URL=fresh_dsn)
        wait(lambda: db.execute("select 1 from jobs.workers").fetchone() or started.process.poll() is not None)
        assert started.process.poll() is None, started.said.read_text()
        return started

    return begin


def enqueue(db, task="system.noop", args="{}", **named):
    more = "".join(f", _{name} => %s" for name in named)
    return db.execute(f"select jobs.enqueue(%s, %s{more})", [task, args, *named.values()]).fetchone()[0]


def state(db, job):
    [(found,)] = db.execute(
        "select state::text from jobs.jobs where id = %(id)s"
        " union all select state::text from jobs.history where id = %(id)s", {"id": job}
    )  # fmt: skip
    return found


def test_runs_jobs_as_the_role_of_workers_and_ends_when_it_is_told(worker, db):
    started = worker("--concurrency", "2", "--queues", "default,mine")
    job, other = enqueue(db, queue="mine"), enqueue(db, queue="other")
    computed = enqueue(db, "system.compute", '{"seconds": 0.01}')
    wait(lambda: state(db, job) == state(db, computed) == "completed")
    [(roles, count, queues)] = db.execute(
        "select (select count(*) from pg_stat_activity where application_name like 'iwm worker%%'"
        " and usename <> current_user and usename <> 'iwm_worker'), concurrency, queues from jobs.workers"
    )
    assert (roles, count, queues) == (0, 2, ["default", "mine"])
    started.process.send_signal(signal.SIGTERM)
    assert started.process.wait(30) == 0
    assert state(db, other) == "queued"
    assert db.execute("select ended_at is not null from jobs.workers").fetchone() == (True,)
    said = started.said.read_text()
    assert "worker begins concurrency=2 queues=default, mine" in said
    assert "worker ended completed=2" in said
    assert "Traceback" not in said


def test_what_runs_is_finished_and_what_waits_stays(worker, db):
    started = worker("--concurrency", "1")
    job, waiting = enqueue(db, "system.sleep", '{"seconds": 1.5}'), enqueue(db)
    wait(lambda: state(db, job) == "running")
    started.process.send_signal(signal.SIGINT)
    assert started.process.wait(30) == 0
    assert (state(db, job), state(db, waiting)) == ("completed", "queued")


def test_the_second_signal_ends_it_at_once_and_the_job_goes_back(worker, db):
    started = worker()
    job = enqueue(db, "system.sleep", '{"seconds": 600}')
    wait(lambda: state(db, job) == "running")
    started.process.send_signal(signal.SIGTERM)
    wait(lambda: "once more ends it at once" in started.said.read_text())
    assert started.process.poll() is None
    started.process.send_signal(signal.SIGTERM)
    started.process.wait(20)
    assert db.execute("select state::text, attempt, errors from jobs.jobs where id = %s", [job]).fetchone() == (
        "queued", 0, None,
    )  # fmt: skip


def test_killed_its_jobs_are_another_workers_soon(worker, db):
    """Long before its lease of 20 seconds is over: its session is gone."""
    started = worker()
    job = enqueue(db, "system.sleep", '{"seconds": 600}')
    wait(lambda: db.execute("select 1 from jobs.workers where session and running = 1").fetchone())
    started.process.kill()
    started.process.wait()
    began = time.monotonic()
    worker()
    wait(lambda: db.execute("select 1 from jobs.jobs where id = %s and attempt = 2", [job]).fetchone(), 30)
    assert time.monotonic() - began < 30


def test_its_processes_end_with_it(worker, db):
    started = worker()
    job = enqueue(db, "system.compute", '{"seconds": 600}')
    wait(lambda: state(db, job) == "running")
    children = wait(lambda: psutil.Process(started.process.pid).children(recursive=True))
    started.process.kill()
    started.process.wait()
    _, left = psutil.wait_procs(children, timeout=20)
    assert left == []


def test_check_says_whether_one_is_alive(worker, iwm, db, fresh_dsn, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", fresh_dsn)
    result = iwm("worker", "--check")
    assert (result.code, result.err.count("\n")) == (1, 1)
    assert "iwm worker" in result.err
    started = worker()
    assert iwm("worker", "--check").code == 0
    started.process.terminate()
    started.process.wait(30)
    assert iwm("worker", "--check").code == 1


def test_wrong_settings_are_said(iwm, monkeypatch):
    result = iwm("worker", "--concurrency", "0")
    assert (result.code, "--worker-concurrency: expected a whole number from 1 to 1000" in result.err) == (2, True)


@pytest.mark.parametrize(
    ("queues", "told"), [("nosuch,Bad Q", "'Bad Q' is no name of a queue"), ("", "no queue is named")]
)
def test_what_is_no_queue_is_refused(iwm, queues, told):
    result = iwm("worker", "--queues", queues)
    assert (result.code, f"--worker-queues: {told}" in result.err) == (2, True)


def test_without_a_database_it_says_so(iwm, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    assert iwm("worker").code == 3


# -- beside the server


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("worker") / "data"


def workers_of(process):
    children = [p for p in psutil.Process(process.pid).children() if p.status() != psutil.STATUS_ZOMBIE]
    return [p for p in children if "worker" in p.cmdline()]


def test_up_starts_one_keeps_it_and_ends_it(start, folder):
    up = start("up", "--port", "0", "--data-dir", folder, "--sample", "none")
    up.wait_until_ready()
    server = EmbeddedPostgres(folder)
    with psycopg.connect(server.owner_dsn(), autocommit=True) as db:
        job = enqueue(db)
        wait(lambda: state(db, job) == "completed")
        assert db.execute(
            "select array_agg(distinct usename::text) from pg_stat_activity where application_name like 'iwm worker%'"
        ).fetchone() == (["iwm_worker"],)
        [first] = workers_of(up.process)
        first.kill()
        wait(lambda: [p.pid for p in workers_of(up.process) if p.pid != first.pid])
        job = enqueue(db)
        wait(lambda: state(db, job) == "completed")
    [second] = workers_of(up.process)
    up.process.send_signal(signal.SIGINT)
    assert up.process.wait(60) == 0
    assert not second.is_running()
    assert "the worker ended by itself (-9)" in up.said.read_text()


def test_up_without_one(start, folder):
    up = start("up", "--port", "0", "--data-dir", folder, "--sample", "none", "--no-worker")
    up.wait_until_ready()
    assert workers_of(up.process) == []


def test_where_up_is_killed_its_worker_ends(start, folder):
    up = start("up", "--port", "0", "--data-dir", folder, "--sample", "none")
    up.wait_until_ready()
    found = wait(lambda: workers_of(up.process))
    up.process.kill()
    up.process.wait()
    _, left = psutil.wait_procs(found, timeout=40)
    assert left == []


def test_its_own_database_is_started_by_it(start, folder):
    loaded = start("up", "--no-serve", "--data-dir", folder, "--sample", "none")
    assert loaded.process.wait(120) == 0
    started = start("worker", "--data-dir", folder)
    server = EmbeddedPostgres(folder)
    wait(lambda: server.running)
    with psycopg.connect(server.owner_dsn(), autocommit=True) as db:
        job = enqueue(db)
        wait(lambda: state(db, job) == "completed")
    started.process.send_signal(signal.SIGTERM)
    assert started.process.wait(60) == 0
    assert not server.running
    assert "Traceback" not in started.said.read_text()


def test_help_names_the_environment(iwm):
    result = iwm("worker", "--help")
    assert "IWM_WORKER_CONCURRENCY" in result.out
    assert subprocess.list2cmdline(["--queues"]) in result.out
