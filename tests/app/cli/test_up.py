"""`iwm up` as people use it: from nothing to answers, stopped, killed, started again."""

import json
import os
import signal
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from app.database.dsn import with_parts
from app.database.embedded import EmbeddedPostgres

pytestmark = pytest.mark.once


def get(url: str) -> dict:
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=30) as answer:
        return json.load(answer)


def family(process) -> list[psutil.Process]:
    """The process with all that it started."""
    me = psutil.Process(process.pid)
    return [me, *me.children(recursive=True)]


def alive(processes) -> list[str]:
    _, left = psutil.wait_procs(processes, timeout=15)
    return [str(process) for process in left]


def patience(seconds: float) -> float:
    """`seconds` of a machine with nothing else to do; more where it is busy."""
    return seconds * max(1.0, 1.5 * os.getloadavg()[0] / (os.cpu_count() or 1))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("up") / "data"


def test_from_nothing_to_answers_and_ctrl_c_stops_all_of_it(start, folder):
    up = start("up", "--port", "0", "--data-dir", folder, "--sample", "none")
    up.wait_until_ready()
    assert get(f"{up.url}/v1/movies")["data"] == []
    assert get(f"{up.url}/readyz")
    said = up.said.read_text()
    assert f"{up.url}/docs" in said
    assert said.count(f"curl '{up.url}/v1/") == 3
    everything = family(up.process)
    assert len(everything) > 3
    up.process.send_signal(signal.SIGINT)
    assert up.process.wait(30) == 0
    assert alive(everything) == []
    assert "Traceback" not in up.said.read_text()


def test_again_ready_within_five_seconds(start, folder):
    up = start("up", "--port", "0", "--data-dir", folder, "--sample", "none")
    assert up.wait_until_ready() < patience(5)
    up.process.send_signal(signal.SIGTERM)
    assert up.process.wait(30) in (0, 128 + signal.SIGTERM)


def test_a_second_one_on_the_same_folder_is_told_and_other_commands_use_the_first(start, iwm, folder):
    up = start("up", "--port", "0", "--data-dir", folder, "--sample", "none")
    up.wait_until_ready()
    result = iwm("up", "--port", "0", "--data-dir", folder)
    assert (result.code, result.err.count("\n")) == (3, 1)
    assert f"in use by process {up.process.pid}, iwm up" in result.err
    result = iwm("db", "psql", "--data-dir", folder, "-AtXc", "select count(*) from iwm.movies")
    assert (result.code, result.out) == (0, "0\n")
    assert iwm("up", "--no-serve", "--data-dir", folder, "--sample", "none").code == 0
    assert get(f"{up.url}/readyz")


def test_killed_without_a_chance_it_leaves_nothing_and_starts_again(start, folder):
    up = start("up", "--port", "0", "--data-dir", folder, "--sample", "none")
    up.wait_until_ready()
    port = up.url.rsplit(":", 1)[1]
    everything = family(up.process)
    up.process.kill()
    up.process.wait()
    assert alive(everything) == []
    again = start("up", "--port", port, "--data-dir", folder, "--sample", "none")
    again.wait_until_ready()
    assert get(f"{again.url}/v1/movies")["success"] is True


def test_stopped_while_it_imports_the_catalogue_is_as_it_was(start, iwm, folder):
    up = start("up", "--no-serve", "--data-dir", folder)
    server, end = EmbeddedPostgres(folder), time.monotonic() + 60
    while time.monotonic() < end and not _importing(server):
        time.sleep(0.02)
    up.process.send_signal(signal.SIGINT)
    assert up.process.wait(60) == 130, up.said.read_text()
    result = iwm("db", "psql", "--data-dir", folder, "-AtXc", "select count(*) from iwm.movies")
    assert result.out == "0\n"


def _importing(server: EmbeddedPostgres) -> bool:
    import psycopg

    if not server.running:
        return False
    try:
        with psycopg.connect(server.owner_dsn()) as connection:
            return bool(
                connection.execute(
                    "select 1 from pg_stat_activity where application_name = 'iwm import sample'"
                ).fetchone()
            )
    except psycopg.Error:
        return False


def test_the_sample_is_imported_once(start, iwm, folder):
    up = start("up", "--port", "0", "--data-dir", folder)
    up.wait_until_ready(600)
    assert get(f"{up.url}/v1/movies?per_page=1")["pagination"]["total"] > 17_000
    tried = [line.split("'")[1] for line in up.said.read_text().splitlines() if "curl '" in line]
    assert all(get(url)["success"] and get(url)["data"] for url in tried)
    up.process.send_signal(signal.SIGINT)
    assert up.process.wait(60) == 0
    assert "films 17,470 added" in up.said.read_text()
    again = start("up", "--port", "0", "--data-dir", folder)
    assert again.wait_until_ready() < patience(5)
    assert "sample" not in again.said.read_text()
    result = iwm("import", "sample", "--data-dir", folder)
    assert result.code == 0
    assert "17,470" in result.out


def test_a_server_of_ones_own(start, iwm, monkeypatch, fresh_dsn, tmp_path):
    monkeypatch.chdir(tmp_path)
    url = with_parts(fresh_dsn).replace("postgresql://", "postgresql+asyncpg://")
    monkeypatch.setenv("DATABASE_URL", url)
    result = iwm("up", "--no-serve", "--sample", "none")
    assert (result.code, "nothing to load" in result.err) == (0, True)
    up = start("serve", "--port", "0", DATABASE_URL=url)
    up.wait_until_ready()
    assert get(f"{up.url}/v1/genres")["success"] is True
    assert list(Path(tmp_path).glob("**/postgres")) == []


def test_when_the_database_ends_by_itself_the_serving_ends_and_says_so(start, folder):
    up = start("up", "--port", "0", "--data-dir", folder, "--sample", "none")
    up.wait_until_ready()
    everything = family(up.process)
    os.kill(EmbeddedPostgres(folder).pid, signal.SIGKILL)
    assert up.process.wait(60) == 3
    assert "iwm: PostgreSQL ended by itself" in up.said.read_text()
    assert alive(everything) == []
