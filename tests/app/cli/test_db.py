"""`iwm db` and `iwm doctor` on an installed database."""

import psycopg
import pytest

from app.database.dsn import with_parts

pytestmark = pytest.mark.once


@pytest.fixture
def installed(monkeypatch, fresh_dsn):
    monkeypatch.setenv("DATABASE_URL", with_parts(fresh_dsn))
    return fresh_dsn


def test_migrate_and_load_find_nothing_to_do(iwm, installed):
    result = iwm("db", "migrate")
    assert (result.code, "nothing to migrate" in result.out) == (0, True)
    result = iwm("db", "load")
    assert (result.code, "nothing to load" in result.out) == (0, True)


def test_status_is_0_without_and_4_with_drift(iwm, installed):
    assert iwm("db", "status").code == 0
    with psycopg.connect(installed, autocommit=True) as connection:
        connection.execute("drop function api.list_genres cascade")
    result = iwm("db", "status")
    assert (result.code, "list_genres" in result.out) == (4, True)
    assert iwm("doctor").code == 4
    assert iwm("db", "load").code == 0
    assert iwm("db", "status").code == 0


def test_reset_throws_away_and_loads_anew(iwm, installed):
    with psycopg.connect(installed, autocommit=True) as connection:
        connection.execute("insert into iwm.genres (slug, name) values ('left-over', 'Left over')")
    assert iwm("db", "reset", "--yes").code == 0
    with psycopg.connect(installed) as connection:
        assert connection.execute("select count(*) from iwm.genres where slug = 'left-over'").fetchone() == (0,)
    assert iwm("db", "status").code == 0


def test_reset_asks_and_takes_no_for_an_answer(iwm, installed, monkeypatch):
    monkeypatch.setattr("app.cli.db.is_interactive", lambda: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: "n")
    assert iwm("db", "reset").code == 130


def test_dump(iwm, installed, tmp_path):
    assert iwm("db", "dump", "-o", tmp_path / "iwm.dump").code == 0
    assert (tmp_path / "iwm.dump").read_bytes().startswith(b"PGDMP")
    structure = iwm("db", "dump", "--schema")
    assert (structure.code, "movies" in structure.out) == (0, True)
    assert iwm("db", "dump", "--schema", "-o", tmp_path / "schema.sql").code == 0
    assert (tmp_path / "schema.sql").read_text() == structure.out


def test_a_dump_goes_to_no_terminal(iwm, installed, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert iwm("db", "dump").code == 2


def test_doctor_lists_versions_extensions_capabilities_and_drift(iwm, installed):
    result = iwm("doctor")
    assert result.code == 0, result.out + result.err
    for word in (
        "Python",
        "litestar",
        "pg_trgm",
        "postgis",
        "what they are for",
        "not installed  optional: trying an index without making it; without it, an index is tried by making it",
        "IWM_PORT",
        "PostgreSQL 18",
        "All is well.",
    ):
        assert word in result.out
    password = psycopg.conninfo.conninfo_to_dict(installed)["password"]
    assert password not in result.out + result.err


def test_doctor_says_what_to_do(iwm, installed):
    with psycopg.connect(installed, autocommit=True) as connection:
        connection.execute("drop extension pg_stat_statements cascade")
    result = iwm("doctor")
    assert result.code == 4
    assert "extensions that are needed are not there: pg_stat_statements; run: iwm db load" in result.err
    assert "to look at" in result.out


def test_an_owner_without_rights_is_told(iwm, installed, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", with_parts(installed, options="-c role=iwm_app"))
    result = iwm("db", "load")
    assert result.code == 1
    assert "Traceback" not in result.err
