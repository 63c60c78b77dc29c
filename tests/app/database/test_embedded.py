"""The embedded PostgreSQL, on real servers: its life, its folders, and what is told when it cannot start."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from app.database.cluster import MB, sized_settings
from app.database.dsn import password_of, with_parts
from app.database.embedded import EmbeddedPostgres
from app.database.folder import DataFolder
from app.errors import DatabaseProblem
from tests.app.database.support import one
from tests.support.image import ROOT

pytestmark = pytest.mark.once

HOLDER = """
import sys, time
from app.database.embedded import EmbeddedPostgres
server = EmbeddedPostgres(sys.argv[1], durable=False).start()
print(server.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with EmbeddedPostgres(tmp_path_factory.mktemp("pg") / "data", durable=False) as running:
        yield running


@pytest.fixture
def holder(folder):
    """A process of its own that runs a server on `folder`."""
    process = subprocess.Popen([sys.executable, "-c", HOLDER, folder], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    process.server_pid = int(process.stdout.readline())
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def gone(pid: int, seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.02)
    return False


def test_ready_within_two_seconds_and_again_in_less(folder):
    begin = time.monotonic()
    server = EmbeddedPostgres(folder, durable=False).start()
    first, begin = time.monotonic() - begin, time.monotonic()
    assert server.running
    assert one(server.owner_dsn(), "select 1") == 1
    server.stop()
    assert not server.running
    begin = time.monotonic()
    with server:
        again = time.monotonic() - begin
    assert first < 2 * _slowness()
    assert again < 1 * _slowness()


def _slowness() -> float:
    """How many times more patient to be on a machine that is busy with other things."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)) * 2


def test_start_and_stop_twice_do_no_harm(folder):
    server = EmbeddedPostgres(folder, durable=False)
    server.stop()
    assert server.start() is server.start()
    server.stop()
    server.stop()


def test_everyone_needs_a_password(server):
    for role in ("iwm_owner", "iwm_app", "iwm_worker"):
        assert one(server.dsn(role), "select session_user") == role
        for wrong in (None, "wrong"):
            with pytest.raises(psycopg.OperationalError, match="password"):
                psycopg.connect(with_parts(server.dsn(role), password=wrong), passfile="/dev/null")
    assert "trust" not in (server.folder.cluster / "pg_hba.conf").read_text()
    assert len({password_of(server.dsn(role)) for role in ("iwm_owner", "iwm_app", "iwm_worker")}) == 3


def test_no_port_is_open(server):
    assert one(server.owner_dsn(), "show listen_addresses") == ""


def test_settings(server):
    wanted = {
        "jit": "off",
        "track_functions": "pl",
        "shared_preload_libraries": "pg_stat_statements",
        "TimeZone": "UTC",
    }
    wanted |= {"password_encryption": "scram-sha-256", "data_checksums": "on", "server_encoding": "UTF8"}
    assert {name: one(server.owner_dsn(), f"show {name}") for name in wanted} == wanted


def test_settings_of_the_caller_win_and_those_in_local_conf_over_all(folder):
    with EmbeddedPostgres(folder, durable=False, settings={"work_mem": "5MB", "max_connections": "33"}) as server:
        assert one(server.owner_dsn(), "show work_mem") == "5MB"
    (folder / "postgres" / "local.conf").write_text("work_mem = '6MB'\n")
    with EmbeddedPostgres(folder, durable=False, settings={"work_mem": "5MB"}) as server:
        assert one(server.owner_dsn(), "show work_mem") == "6MB"
        assert one(server.owner_dsn(), "show max_connections") == "100"


def test_memory_fits_small_and_large_machines():
    small, large = sized_settings(1024 * MB), sized_settings(256 * 1024 * MB)
    assert (small["shared_buffers"], small["work_mem"]) == ("128MB", "4MB")
    assert (large["shared_buffers"], large["work_mem"]) == ("4096MB", "64MB")


def test_a_second_process_is_told_who_has_the_folder_and_can_use_it(folder, holder):
    second = EmbeddedPostgres(folder, durable=False)
    with pytest.raises(DatabaseProblem, match=f"in use by process {holder.pid}"):
        second.start()
    assert second.attach()
    assert one(second.owner_dsn(), "select 1") == 1
    second.stop()
    assert second.running


def test_nothing_to_attach_to(folder):
    server = EmbeddedPostgres(folder, durable=False)
    assert not server.attach()
    server.start().stop()
    assert not server.attach()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent ended")
def test_the_server_ends_with_a_killed_parent_and_the_next_start_recovers(folder, holder):
    dsn = EmbeddedPostgres(folder).owner_dsn()
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("create table kept as select generate_series(1, 1000) n")
    holder.send_signal(signal.SIGKILL)
    assert gone(holder.server_pid)
    with EmbeddedPostgres(folder, durable=False) as server:
        assert one(server.owner_dsn(), "select count(*) from kept") == 1000


def test_a_killed_server_recovers_what_was_committed(folder):
    said: list[str] = []
    server = EmbeddedPostgres(folder, durable=False, settings={"synchronous_commit": "on"}, say=said.append).start()
    with psycopg.connect(server.owner_dsn(), autocommit=True) as connection:
        connection.execute("create table kept as select generate_series(1, 1000) n")
        os.kill(server.pid, signal.SIGKILL)
        assert gone(server.pid or 0)
    assert not server.running
    server.stop()
    with EmbeddedPostgres(folder, durable=False, say=said.append) as again:
        assert one(again.owner_dsn(), "select count(*) from kept") == 1000


def test_a_server_left_behind_is_stopped_first(folder, holder):
    # as where the system does not end it with its parent: the lock is free, the server runs
    said: list[str] = []
    (folder / "lock").unlink()
    with EmbeddedPostgres(folder, durable=False, say=said.append) as server:
        assert server.pid != holder.server_pid
        assert gone(holder.server_pid)
        assert one(server.owner_dsn(), "select 1") == 1
    assert any("left behind" in line for line in said)


def test_a_stale_pid_of_another_process_is_no_hindrance(folder):
    server = EmbeddedPostgres(folder, durable=False)
    server.start().stop()
    (folder / "postgres" / "postmaster.pid").write_text(
        f"{os.getpid()}\n{folder}/postgres\n1\n5432\n/tmp\n\n0 0\nready\n"
    )
    assert not server.running
    with server:
        assert one(server.owner_dsn(), "select 1") == 1


def test_a_crash_while_the_cluster_is_made_leaves_nothing_in_the_way(folder):
    DataFolder(folder).prepare()
    (folder / "postgres.making").mkdir()
    (folder / "postgres.making" / "PG_VERSION").write_text("18\n")
    with EmbeddedPostgres(folder, durable=False) as server:
        assert server.running
    assert not (folder / "postgres.making").exists()


def test_a_folder_of_another_version_is_told(folder):
    EmbeddedPostgres(folder, durable=False).start().stop()
    (folder / "postgres" / "PG_VERSION").write_text("15\n")
    with pytest.raises(DatabaseProblem, match="PostgreSQL 15, and this is 18") as error:
        EmbeddedPostgres(folder, durable=False).start()
    assert "pg_dump" in error.value.hint
    with pytest.raises(DatabaseProblem, match="is itself the data folder of a PostgreSQL 15"):
        EmbeddedPostgres(folder / "postgres", durable=False).start()


def test_lost_passwords_are_told(folder):
    EmbeddedPostgres(folder, durable=False).start().stop()
    (folder / "secrets" / "iwm_owner").unlink()
    server = EmbeddedPostgres(folder, durable=False)
    with pytest.raises(DatabaseProblem, match=r"passwords in .*secrets are not those"):
        server.start()
    assert not server.running
    assert server.pid is None


def test_a_wrong_setting_is_told_in_the_servers_words(folder):
    with pytest.raises(DatabaseProblem, match=r'settings are wrong: .*"no_such_setting" in file .*iwm\.conf'):
        EmbeddedPostgres(folder, durable=False, settings={"no_such_setting": "1"}).start()


def test_programs_that_are_not_there(folder, tmp_path):
    with pytest.raises(DatabaseProblem, match="no program postgres"):
        EmbeddedPostgres(folder, bin_dir=tmp_path).start()


def test_what_takes_long_is_told(folder, monkeypatch):
    monkeypatch.setattr("app.database.server._PATIENCE", 0.001)
    said: list[str] = []
    with EmbeddedPostgres(folder, durable=False, say=said.append):
        assert any("recovering" in line for line in said)
    assert any("checkpoint" in line for line in said)


def test_a_shutdown_that_takes_too_long_is_cut_short_and_recovered(folder, monkeypatch):
    server = EmbeddedPostgres(folder, durable=False, settings={"synchronous_commit": "on"}).start()
    one(server.owner_dsn(), "select count(*) from pg_class")
    monkeypatch.setattr("app.database.server._STOP_FAST", -1)
    server.stop()
    monkeypatch.undo()
    with server:
        assert one(server.owner_dsn(), "select 1") == 1


def test_a_large_log_begins_anew(folder, monkeypatch):
    monkeypatch.setattr("app.database.server._LOG_BYTES", 10)
    server = EmbeddedPostgres(folder, durable=False)
    server.start().stop()
    with server:
        assert server.folder.log.with_suffix(".log.1").exists()


def test_why_it_ended_by_itself(folder):
    with EmbeddedPostgres(folder, durable=False) as server:
        assert server.problem() is None
        os.kill(server.pid, signal.SIGQUIT)
        end = time.monotonic() + 10
        while server.problem() is None and time.monotonic() < end:
            time.sleep(0.02)
        assert "PostgreSQL ended by itself" in server.problem().message
