"""The command line: help that teaches, exit codes, one clear line for what is wrong."""

import os
import re
import socket
import tomllib
from pathlib import Path

import click
import pytest

from app import __version__
from app.cli import cli
from app.cli.db import _program
from app.cli.options import tell
from app.cli.progress import Progress
from app.cli.serve import base_url
from app.database.embedded import EmbeddedPostgres
from app.errors import DatabaseProblem
from app.settings import Settings
from tests.support.image import ROOT

pytestmark = pytest.mark.once


def commands(group=cli, name="iwm"):
    yield name, group
    for child in getattr(group, "commands", {}).values():
        yield from commands(child, f"{name} {child.name}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The data folder of an embedded server that exists and does not run."""
    path = tmp_path_factory.mktemp("cli") / "data"
    EmbeddedPostgres(path, durable=False).start().stop()
    return path


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_every_command_explains_itself_and_its_options(iwm, name, command):
    result = iwm(*name.split()[1:], "--help")
    assert result.code == 0
    assert len(command.help.splitlines()[0]) < 120
    assert all(param.help for param in command.params if isinstance(param, click.Option))
    if isinstance(command, click.Group) and name != "iwm":
        assert "Examples:" in result.out


def test_exit_codes_stand_in_the_help(iwm):
    text = iwm("--help").out
    codes = dict(re.findall(r"^ +(\d+) +(\w[\w ]*)", text, re.MULTILINE))
    assert codes == {
        "0": "done",
        "1": "failed",
        "2": "wrong usage or setting",
        "3": "no database",
        "4": "drift",
        "130": "interrupted by Ctrl",
    }


def test_version(iwm):
    assert __version__ in iwm("--version").out
    assert __version__ == tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["up", "--nonsense"], ["import", "imdb", "/no/such/folder"], ["up", "--sample", "all"]]
)
def test_wrong_usage_is_2(iwm, arguments):
    result = iwm(*arguments)
    assert result.code == 2
    assert "Traceback" not in result.err


def test_wrong_settings_are_2_and_named(iwm, monkeypatch):
    monkeypatch.setenv("IWM_PORT", "http")
    result = iwm("db", "status")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("iwm: IWM_PORT: expected a whole number from 0 to 65535")


def test_a_wrong_option_is_named_as_it_was_given(iwm):
    result = iwm("serve", "--port", "http")
    assert result.code == 2
    assert result.err.startswith("iwm: --port: expected a whole number from 0 to 65535")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql+asyncpg://me:s3cr3t@127.0.0.1:1/iwm", "127.0.0.1:1/iwm: nothing answers there"),
        ("postgres://me:s3cr3t@host.invalid/iwm", "host.invalid:5432/iwm: there is no host of that name"),
        ("postgres://me:s3cr3t@/iwm?host=/no/such/folder", "nothing answers there"),
    ],
)
@pytest.mark.parametrize("command", [["up", "--no-serve"], ["db", "psql"], ["doctor"]])
def test_an_unreachable_database_is_3_and_told_in_one_line(iwm, monkeypatch, url, told, command):
    monkeypatch.setenv("DATABASE_URL", url)
    result = iwm(*command)
    assert result.code == 3
    assert told in result.err
    assert "DATABASE_URL" in result.err
    assert result.err.count("\n") == 1
    assert "s3cr3t" not in result.err + result.out


def test_refused_logins_and_missing_databases_are_told(iwm, monkeypatch, folder):
    with EmbeddedPostgres(folder, durable=False) as server:
        monkeypatch.setenv("DATABASE_URL", server.owner_dsn("other"))
        result = iwm("db", "psql", "-c", "select 1")
        assert (result.code, "it has no such database. Create it first: createdb other" in result.err) == (3, True)
        url = server.owner_dsn().replace("iwm_owner:", "iwm_owner:x")
        monkeypatch.setenv("DATABASE_URL", url)
        result = iwm("db", "psql", "-c", "select 1")
        assert (result.code, "it refuses user or password" in result.err) == (3, True)


def test_a_port_in_use_is_told_in_one_line_before_anything_is_done(iwm, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for command in ("up", "serve"):
            result = iwm(command, "--port", port, "--data-dir", tmp_path / "data")
            assert result.code == 1
            assert result.err.count("\n") == 1
            assert f"Port {port} of 127.0.0.1 is in use by another program" in result.err
            assert f"--port {port + 1}" in result.err
    assert not (tmp_path / "data").exists()


def test_an_address_that_is_not_of_this_machine(iwm, tmp_path):
    result = iwm("up", "--host", "192.0.2.1", "--data-dir", tmp_path / "data")
    assert (result.code, "Cannot listen on 192.0.2.1" in result.err) == (1, True)


def test_a_folder_of_another_version_is_told_in_one_line(iwm, tmp_path):
    EmbeddedPostgres(tmp_path / "data", durable=False).start().stop()
    (tmp_path / "data" / "postgres" / "PG_VERSION").write_text("15\n")
    result = iwm("up", "--no-serve", "--data-dir", tmp_path / "data")
    assert (result.code, result.err.count("\n")) == (3, 1)
    assert "holds a database of PostgreSQL 15, and this is 18. Dump it with PostgreSQL 15" in result.err


def test_psql_runs_statements_and_passes_on_its_exit_code(iwm, folder):
    result = iwm("db", "psql", "--data-dir", folder, "-AtXc", "select session_user, current_database()")
    assert (result.code, result.out) == (0, "iwm_owner|iwm\n")
    result = iwm("db", "psql", "--data-dir", folder, "-Xc", "select 1/0")
    assert (result.code, "division by zero" in result.err) == (1, True)
    result = iwm("db", "psql", "--data-dir", folder, "-f", "/no/such/file")
    assert result.code == 1


def test_psql_goes_to_another_database_of_the_same_server(iwm, folder):
    result = iwm(
        "db", "psql", "--data-dir", folder, "-d", "postgres", "-AtXc", "select session_user, current_database()"
    )
    assert (result.code, result.out) == (0, "iwm_owner|postgres\n")


LOADED_ONLY = [
    ["worker"], ["worker", "--check"], ["serve", "--port", "0"], ["users", "list"], ["db", "dump", "-o", "/dev/null"],
    ["import", "sample"],
]  # fmt: skip


@pytest.mark.parametrize("command", LOADED_ONLY)
def test_where_nothing_is_loaded_it_is_told(iwm, monkeypatch, folder, command):
    result = iwm(*command, "--data-dir", folder)
    assert (result.code, result.err.count("\n")) == (1, 1), result.err
    for words in ("Nothing is loaded in this database", "scripts/up or iwm db load", "--data-dir", "DATABASE_URL"):
        assert words in result.err
    assert not EmbeddedPostgres(folder).running
    with EmbeddedPostgres(folder, durable=False) as server:
        monkeypatch.setenv("DATABASE_URL", server.owner_dsn())
        result = iwm(*command)
    assert (result.code, "Nothing is loaded in this database" in result.err) == (1, True)


@pytest.mark.parametrize("command", [*LOADED_ONLY, ["db", "psql", "-c", "select 1"], ["db", "status"], ["doctor"]])
def test_a_second_empty_database_is_not_made_by_mistake(iwm, tmp_path, command):
    options = ["--data-dir", tmp_path / "data"]
    at = 2 if command[0] == "db" else len(command)
    result = iwm(*command[:at], *options, *command[at:])
    assert (result.code, "Nothing is loaded in this database" in result.err) == (1, True)
    assert not (tmp_path / "data" / "postgres").exists()


def test_psql_says_that_nothing_is_loaded_and_goes_on(iwm, folder):
    result = iwm("db", "psql", "--data-dir", folder, "-AtXc", "select 1")
    assert (result.code, result.out, "iwm db load" in result.err) == (0, "1\n", True)


def test_the_password_is_on_no_command_line(iwm, folder):
    script = "\\! tr '\\0' ' ' < /proc/$PPID/cmdline"
    result = iwm("db", "psql", "--data-dir", folder, "-X", "-c", script)
    password = (folder / "secrets" / "iwm_owner").read_text().strip()
    assert "-X" in result.out
    assert password not in result.out


def test_settings_are_listed_without_secrets(iwm, monkeypatch):
    monkeypatch.setenv("IWM_SECRET_KEY", "s3cr3t-and-long")
    result = iwm("settings", "list")
    assert "IWM_PORT=8000" in result.out
    assert "s3cr3t" not in result.out


def test_the_example_is_what_is_committed(iwm):
    assert iwm("settings", "example").out == (ROOT / ".env.example").read_text()


def test_reset_is_refused_in_production_and_asks_elsewhere(iwm, monkeypatch, folder):
    monkeypatch.setattr("app.cli.db.is_interactive", lambda: False)
    result = iwm("db", "reset", "--data-dir", folder)
    assert (result.code, "--yes" in result.err) == (2, True)
    monkeypatch.setenv("IWM_PROFILE", "production")
    monkeypatch.setenv("IWM_SECRET_KEY", "x" * 40)
    result = iwm("db", "reset", "--yes", "--data-dir", folder)
    assert (result.code, "refused in production" in result.err) == (1, True)


def test_a_failing_disk_or_file_is_one_line(iwm, monkeypatch, folder):
    def full(*_):
        raise OSError(28, "No space left on device", "/somewhere")

    monkeypatch.setattr("app.cli.db.run_program", full)
    result = iwm("db", "psql", "--data-dir", folder)
    assert (result.code, result.err.splitlines()[-1]) == (1, "iwm: No space left on device (/somewhere)")


def test_ctrl_c_is_130(iwm, monkeypatch, folder):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("app.cli.db.run_program", interrupt)
    assert iwm("db", "psql", "--data-dir", folder).code == 130
    assert not EmbeddedPostgres(folder).running


def test_progress_says_a_line_now_and_then_where_there_is_no_terminal(capsys, monkeypatch):
    monkeypatch.setattr("app.cli.progress._EVERY", 0)
    with Progress() as progress:
        progress("films", 1000, 17470)
        progress("credits", 5, None)
    assert capsys.readouterr().err == "           films: 1,000 of 17,470\n           credits: 5\n"


def test_no_shell_is_needed(start, tmp_path):
    # a folder of that name where the command is called from is not taken for ours
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text("raise SystemExit('the wrong one')")
    started = start("--version")
    assert started.process.wait(30) == 0
    assert __version__ in started.said.read_text()
    assert Path(ROOT / "app" / "__main__.py").exists()
    assert os.access(ROOT / "scripts" / "up", os.X_OK)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("::", "http://[::1]:80"),
        ("::1", "http://[::1]:80"),
        ("localhost", "http://localhost:80"),
    ],
)
def test_the_address_that_is_told_can_be_called(host, url):
    assert base_url(Settings(host=host, port=80)) == url


def test_a_terminal_sees_a_bar(monkeypatch, capsys):
    monkeypatch.setattr("rich.console.Console.is_terminal", True)
    with Progress() as progress:
        progress("films", 1000, 17470)
        progress("films", 2000, 17470)
    assert "films" in capsys.readouterr().err


def test_a_person_gets_the_psql_that_edits_lines(monkeypatch, tmp_path):
    (tmp_path / "psql").write_text("#!/bin/sh\n")
    (tmp_path / "psql").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("app.cli.db.is_interactive", lambda: True)
    assert _program("psql", Settings()) == tmp_path / "psql"
    assert _program("pg_dump", Settings()).parent.name == "bin"
    assert _program("psql", Settings(bin_dir=str(tmp_path))) == tmp_path / "psql"
    with pytest.raises(DatabaseProblem, match="no program pg_dump"):
        _program("pg_dump", Settings(bin_dir=str(tmp_path)))


def test_nobody_there_to_listen_stops_nothing(monkeypatch):
    def closed(*_, **__):
        raise BrokenPipeError

    monkeypatch.setattr("click.echo", closed)
    tell("anybody there?")


def test_a_reader_that_has_seen_enough_is_no_error(iwm, monkeypatch):
    def closed(*_):
        raise BrokenPipeError

    monkeypatch.setattr("app.cli.settings.describe", closed)
    monkeypatch.setattr("os.dup2", lambda *_: None)
    assert iwm("settings", "list").code == 0
