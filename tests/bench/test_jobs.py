"""The job benchmark: what it measures is what it says, and it can miss its goals."""

import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from app.database.embedded import EmbeddedPostgres
from scripts.bench.measure import jobs, jobs_endure, jobs_grow, jobs_peers, jobs_snapshot, jobs_sql
from scripts.bench.measure.jobs_setting import Setting, enqueue, result, run_ours, started, worker

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / "scripts" / "bench" / "peers"


@pytest.fixture(scope="module")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Setting]:
    folder = tmp_path_factory.mktemp("bench")
    with EmbeddedPostgres(folder / "data", durable=False) as server:
        yield Setting(server, folder, quick=True, rounds=1, peers=False)


# --- the snapshot ---


def test_a_worker_that_falls_behind_has_a_backlog_that_grows() -> None:
    added = [(second, 2000) for second in range(60)]
    done = [(second, 1500) for second in range(60)]
    waiting = jobs_snapshot.timeline(added, done, 0, 59)
    assert jobs_snapshot.behind(added, done, 59) == 59 * 2000 - 60 * 1500
    assert waiting[-1] == 60 * 500
    assert jobs_snapshot.trend(waiting) == pytest.approx(500 * 60)


def test_jobs_that_were_added_just_now_are_no_backlog() -> None:
    added = [(second, 2000) for second in range(60)]
    done = [(second + 0.1, 2000) for second in range(60)]
    assert jobs_snapshot.behind(added, done, 59) == 0
    assert jobs_snapshot.trend(jobs_snapshot.timeline(added, done, 0, 59)) == pytest.approx(0)


def test_the_snapshot_is_measured_with_a_producer_beside_the_worker(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_snapshot, "QUICK", (1, 2, 3))
    figures = {figure.name: figure for figure in jobs_snapshot.measure(setting)}
    assert figures[jobs_snapshot.ADDED.name].value > 0.5
    assert figures[jobs_snapshot.BACKLOG.name].goal == "<= 0"
    assert figures[jobs_snapshot.P95.name].value > 0


# --- turns, runs ---


def test_each_round_begins_with_another_one_and_turns_back() -> None:
    names = list("ABCDEFG")
    rounds = [jobs_peers.order(names, number, 3) for number in range(3)]
    assert all(sorted(one) == names for one in rounds)
    assert len({one[0] for one in rounds}) == 3
    assert rounds[1].index("A") > rounds[1].index("B"), "every other round goes backwards"


def test_the_tenth_run_is_compared_with_the_first_over_three_series(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    series = [[100, *[1] * 8, 90], [300, *[1] * 8, 270], [200, *[1] * 8, 190]]
    rates = iter([rate for one in series for rate in one])
    monkeypatch.setattr(jobs_endure, "run_ours", lambda *_: next(rates))
    monkeypatch.setattr(jobs_endure, "enqueue", lambda *_: None)
    full = Setting(setting.server, setting.folder, quick=False, rounds=3, peers=False, _numbers=setting._numbers)
    first, tenth, judged = jobs_endure.runs(full)
    assert (first.value, tenth.value) == (200, 190)
    assert judged.value == pytest.approx(0.95)


# --- what is counted ---


def test_ours_counts_what_the_history_holds(setting: Setting) -> None:
    with setting.database() as dsn:
        with psycopg.connect(dsn, autocommit=True) as connection:
            enqueue(connection, 300)
            assert run_ours(dsn, 300) > 0
            enqueue(connection, 200)
        with started(worker(dsn, 0, seconds=2)) as process:
            found = result(process, 60)
    assert found["jobs"] == 200
    assert found["first"] == 200


def test_both_sides_of_the_claim_have_as_many_statements_and_commits(setting: Setting) -> None:
    for script in (jobs_sql.OURS, jobs_sql.PLAIN):
        assert script.count("\\gset") == 1
        assert script.count(";") == 1
        assert "begin" not in script
    bench = jobs_sql.PgBench(setting)
    with setting.database() as dsn, psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("create table jobs.plain (like jobs.jobs including all)")
        connection.execute("create sequence jobs.plain_id")
        assert jobs_sql.add(connection, 2000) > 0
        assert jobs_sql.cycle(bench, dsn, connection, 2000) > 0
        assert connection.execute("select count(*) from jobs.history").fetchone() == (2000,)
        assert connection.execute("select count(*) from jobs.jobs").fetchone() == (0,)
        assert jobs_sql.plain(bench, dsn, connection, 2000) > 0
        assert connection.execute("select last_value from jobs.plain_id").fetchone() == (2000,)


def test_a_claim_is_timed_with_what_reads_the_history(setting: Setting) -> None:
    with setting.database() as dsn, psycopg.connect(dsn, autocommit=True) as connection:
        claims = jobs_grow.Claims(connection, 1000)
        claims.turn()
        [(ended,)] = connection.execute("select count(*) from jobs.history").fetchall()
    assert ended == 1000 + 10 * jobs_grow.CLAIMS
    assert math.isfinite(claims.times[0])
    assert claims.times[0] > claims.cares[0] > 0


# --- how it is called ---


def _run(module: str, *options: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", f"scripts.bench.measure.{module}", *options]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("module", ["jobs", "jobs_chaos"])
def test_help_names_the_options_and_what_a_quick_run_leaves(module: str) -> None:
    done = _run(module, "--help")
    assert done.returncode == 0
    assert f"usage: scripts/bench/{module}" in done.stdout
    assert all(option in done.stdout for option in ("--quick", "--json", "--only"))
    assert "full run" in done.stdout


@pytest.mark.parametrize("module", ["jobs", "jobs_chaos"])
def test_a_folder_that_is_not_there_is_told_at_once(module: str, tmp_path: Path) -> None:
    done = _run(module, "--json", str(tmp_path / "nowhere" / "figures.json"))
    assert done.returncode == 1
    assert "there is no such folder" in done.stderr


def test_a_quick_run_writes_its_figures_and_says_what_it_left(tmp_path: Path) -> None:
    target = tmp_path / "figures.json"
    done = _run("jobs", "--quick", "--no-peers", "--only", "latency", "--json", str(target))
    assert done.returncode in {0, 1}, done.stderr  # on a busy machine the goal may be missed
    figures = json.loads(target.read_text())
    assert all({"name", "value", "unit", "goal", "ok"} <= set(figure) for figure in figures)
    left = [goal.name for name, (_, goals) in jobs.PARTS.items() if name != "latency" for goal in goals]
    assert all(name in done.stdout for name in left)


def test_without_the_other_queues_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(jobs_peers, "NEEDED", (tmp_path / "node",))
    with pytest.raises(SystemExit, match="scripts/bench/setup"):
        jobs_peers.check_tools()


# --- the lock files ---


def test_the_lock_files_have_hashes_and_no_addresses() -> None:
    python, node = PEERS / "requirements.lock", PEERS / "jobs" / "package-lock.json"
    assert "://" not in python.read_text() + node.read_text()
    packages = [package for name, package in json.loads(node.read_text())["packages"].items() if name]
    assert packages
    assert all(package["integrity"].startswith("sha512-") for package in packages)
