"""The same database with psql alone."""

import os
import re
import subprocess
from pathlib import Path

import psycopg
import pytest

from app import loader
from app.database import cluster
from app.database.dsn import password_of, with_parts
from app.loader.project import ROOT
from tests.loader.project import Project, function

pytestmark = pytest.mark.skipif(os.name == "nt", reason="scripts/install.sql needs a POSIX shell")


def psql(dsn: str, root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs psql in the root folder of a project."""
    return subprocess.run(
        [cluster.program(cluster.wheel_bin_dir(), "psql"), "-X", with_parts(dsn, password=None), *arguments],
        cwd=root,
        env={**os.environ, "PGPASSWORD": password_of(dsn) or ""},
        capture_output=True,
        text=True,
    )


def install(dsn: str, root: Path) -> subprocess.CompletedProcess[str]:
    """What the documents say: psql -d iwm -f scripts/install.sql."""
    return psql(dsn, root, "-f", "scripts/install.sql")


def test_psql_and_python_make_the_same_database(empty_dsn: str, template: str, clone) -> None:
    done = install(empty_dsn, ROOT)
    assert done.returncode == 0, done.stderr
    state = loader.status(empty_dsn)
    assert state.current, str(state)
    with clone(template) as other:
        loader.install(other)
        assert loader.dump_schema(empty_dsn, wrappers=True) == loader.dump_schema(other, wrappers=True)


def test_again_it_changes_nothing_and_python_takes_over(empty_dsn: str, project: Project) -> None:
    assert install(empty_dsn, project.root).returncode == 0
    again = install(empty_dsn, project.root)
    assert again.returncode == 0, again.stderr
    assert ", 0 changed; objects: 0 made, 0 replaced, 0 dropped" in again.stdout
    report = project.install(empty_dsn)
    assert (report.changed, report.migrated) == ([], [])
    with psycopg.connect(empty_dsn) as connection:
        ways = "select applied_by, count(*) from ops.migrations group by 1"
        assert connection.execute(ways).fetchall() == [("psql", 2)]
        assert connection.execute("select count(*) from ops._yoyo_migration").fetchone() == (2,)


def test_it_upgrades_what_python_made(base_dsn: str, project: Project) -> None:
    project.write("migrations/0003.pre.more__table.sql", "create table iwm.more (id integer primary key);")
    project.write("sql/30_api/f.sql", function("f"))
    path = project.root / "sql/00_loader/11_drift.sql"
    path.write_text(path.read_text().replace("by hand since", "by somebody since"))
    done = install(base_dsn, project.root)
    assert done.returncode == 0, done.stderr
    assert "2 changed; objects: 1 made" in done.stdout
    assert project.status(base_dsn).current
    assert project.install(base_dsn).changed == []


def test_select_from_movies_just_works(base_dsn: str, project: Project) -> None:
    done = psql(base_dsn, project.root, "-Atc", "select count(*) from things where name % 'thing'")
    assert (done.returncode, done.stdout.strip()) == (0, "50"), done.stderr


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        (
            "migrations/0002.pre.things__table.sql",
            "select 1;",
            "0002.pre.things__table.sql was edited after it was applied",
        ),
        ("migrations/0003.pre.bad__one.sql", "select 1;\nselct 2;", 'syntax error at or near "selct"'),
        ("sql/30_api/f.sql", "select 1;\nselect from from;", 'sql/30_api/f.sql:2: syntax error at or near "from"'),
        (
            "migrations/frozen.txt",
            "0" * 64 + "  0001.pre.foundation__schemas.sql",
            "is released, and was edited or is gone",
        ),
    ],
    ids=["edited migration", "failing migration", "failing file", "frozen migration"],
)
def test_what_is_wrong_stops_it(base_dsn: str, project: Project, path: str, text: str, message: str) -> None:
    project.write(path, text)
    done = install(base_dsn, project.root)
    assert done.returncode == 3
    assert message in done.stderr
    with psycopg.connect(base_dsn) as connection:
        assert connection.execute("select count(*) from ops.migrations").fetchone() == (2,)


def test_from_another_folder_it_says_where_to_start(base_dsn: str, project: Project) -> None:
    done = psql(base_dsn, project.root / "sql", "-f", "../scripts/install.sql")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "start psql in the root folder of the project, the one that holds sql/ and migrations/" in done.stderr


def test_indexes_of_an_empty_database_are_made_by_the_installation(empty_dsn: str, project: Project) -> None:
    done = psql(empty_dsn, project.root, "-f", "scripts/create_indexes.sql")
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "IWM is not installed in this database: run scripts/install.sql first" in done.stderr


def test_missing_indexes_are_made_and_each_is_stated(base_dsn: str, project: Project) -> None:
    with psycopg.connect(base_dsn, autocommit=True) as connection:
        connection.execute("drop index iwm.things_name")
    done = psql(base_dsn, project.root, "-At", "-f", "scripts/create_indexes.sql")
    assert "things_name|iwm.things|made|things by name" in done.stdout.splitlines()
    again = psql(base_dsn, project.root, "-At", "-f", "scripts/create_indexes.sql")
    assert "things_name|iwm.things|exists|things by name" in again.stdout.splitlines()


def test_extensions_are_stated(base_dsn: str, project: Project) -> None:
    done = psql(base_dsn, project.root, "-At", "-f", "scripts/enable_extensions.sql")
    rows = {line.split("|")[0]: line.split("|") for line in done.stdout.splitlines() if "|" in line}
    assert rows["pg_trgm"][1] == "on"
    assert {state for _, state, *_ in rows.values()} <= {"on", "off", "absent"}
    assert all(row[3] for row in rows.values())
    lists = [
        re.findall(r"^    \('\w+', (?:true|false), .*?(?=,?$)", (ROOT / path).read_text(), re.MULTILINE)
        for path in ("scripts/enable_extensions.sql", "sql/50_ops/capabilities.sql")
    ]
    assert lists[0] == lists[1]
    assert len(lists[0]) == len(rows) == 12
