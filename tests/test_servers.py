"""The servers themselves: versions, extensions, and what the fixtures promise."""

import psycopg
import pytest

from app.database.dsn import with_parts
from tests.support import databases
from tests.support.image import ROOT

EVERYWHERE = {"pg_trgm", "hstore", "unaccent", "pg_stat_statements", "vector"}
FULL = EVERYWHERE | {"pgcrypto", "pg_cron", "pg_partman", "postgis", "pgtap", "plpgsql_check", "hypopg"}
EXPECTED = {"embedded": (18, EVERYWHERE), "docker": (17, FULL), "pg16": (16, EVERYWHERE | {"pgcrypto"})}


@pytest.fixture
def server_conn(owner_dsn):
    with psycopg.connect(owner_dsn, autocommit=True) as connection:
        yield connection


def test_version_is_the_one_of_the_target(server_conn, target):
    assert server_conn.info.server_version // 10000 == EXPECTED[target][0]


def test_extensions_of_the_target_can_be_created(server_conn, target):
    available = {name for (name,) in server_conn.execute("select name from pg_available_extensions")}
    assert available >= EXPECTED[target][1]


def test_preloaded_libraries(server_conn, target):
    preloaded = server_conn.execute("show shared_preload_libraries").fetchone()[0].replace(" ", "").split(",")
    assert "pg_stat_statements" in preloaded
    if target == "docker":
        assert {"pg_cron", "plpgsql_check"} <= set(preloaded)


def test_text_sorts_and_folds_the_same_everywhere(server_conn):
    rows = server_conn.execute("select t from unnest(array['b','B','a','Z','é','E','À']) t order by t").fetchall()
    assert [row[0] for row in rows] == ["B", "E", "Z", "a", "b", "À", "é"]
    assert server_conn.execute("select lower('ÀÉÎ'), upper('éî'), 'É' ~* 'é'").fetchone() == ("àéî", "ÉÎ", True)


@pytest.mark.once
def test_the_settings_files_of_both_servers_agree():
    embedded, docker = (
        _settings(ROOT / name) for name in ("app/database/postgresql.conf", "docker/db/postgresql.conf")
    )
    of_the_mode = {"listen_addresses", "max_connections", "shared_preload_libraries"}
    common = {name: value for name, value in embedded.items() if name not in of_the_mode}
    assert common == {name: docker.get(name) for name in common}


def _settings(file):
    pairs = (line.split("#")[0].split("=", 1) for line in file.read_text().splitlines())
    return {pair[0].strip(): pair[1].strip() for pair in pairs if len(pair) == 2}


def test_passwords_are_needed_and_kept_as_scram(server_conn, owner_dsn):
    assert server_conn.execute("show password_encryption").fetchone()[0] == "scram-sha-256"
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(with_parts(owner_dsn, password="wrong"))


def test_a_clone_is_gone_after_its_block(owner_dsn, server_conn):
    with databases.cloned(owner_dsn, "template0") as dsn, psycopg.connect(dsn) as conn:
        name = conn.info.dbname
    assert server_conn.execute("select from pg_database where datname = %s", [name]).fetchone() is None


def test_act_as_takes_the_rights_and_gives_them_back(server_conn, act_as):
    server_conn.execute("create role iwm_test_nobody")
    try:
        with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(server_conn, "iwm_test_nobody"):
            server_conn.execute("select from pg_authid")
        with act_as(server_conn, "iwm_test_nobody"):
            assert server_conn.execute("select current_user").fetchone() == ("iwm_test_nobody",)
        assert server_conn.execute("select current_user = session_user").fetchone() == (True,)
    finally:
        server_conn.execute("drop role iwm_test_nobody")
