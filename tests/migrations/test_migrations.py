"""Migrations: once each, in order, under a lock, and never edited."""

import hashlib
import threading

import psycopg
import pytest

from app import loader
from app.errors import Problem
from app.loader import project as files
from tests.loader.project import Project


def test_ours_are_named_numbered_and_frozen_as_they_are() -> None:
    found = files.migrations()
    assert found
    assert len({migration.id[:4] for migration in found}) == len(found)
    assert all(migration.text.endswith("\n") and not migration.text.endswith("\n\n") for migration in found)


def test_ours_hold_no_statement_that_psql_and_yoyo_read_differently() -> None:
    for migration in files.migrations():
        assert not any(line.startswith("\\") for line in migration.text.splitlines()), migration.path


def test_a_migration_runs_once(base_dsn: str, project: Project) -> None:
    project.write("migrations/0003.pre.more__table.sql", "create table iwm.more (id integer);")
    assert project.install(base_dsn).migrated == ["0003.pre.more__table"]
    assert project.install(base_dsn).migrated == []
    report = loader.migrate(base_dsn, root=project.root)
    assert str(report) == "nothing to migrate: 3 migrations are applied"


def test_an_edited_one_stops_with_a_clear_message(base_dsn: str, project: Project) -> None:
    path = project.root / "migrations/0002.pre.things__table.sql"
    path.write_text(path.read_text() + "-- more\n")
    with pytest.raises(Problem, match=r"migrations/0002.pre.things__table.sql was edited after it was applied"):
        project.install(base_dsn)
    state = project.status(base_dsn)
    assert state.migrations_changed == ["0002.pre.things__table"]
    assert "put the files right first" in str(state)


def test_carriage_returns_are_no_edit(base_dsn: str, project: Project) -> None:
    for path in [*(project.root / "migrations").glob("*.sql"), *(project.root / "sql").rglob("*.sql")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    report = project.install(base_dsn)
    assert (report.migrated, report.changed) == ([], [])
    assert project.status(base_dsn).current


def test_a_database_that_is_newer_than_the_files(base_dsn: str, project: Project) -> None:
    project.remove("migrations/0002.pre.things__table.sql")
    with pytest.raises(Problem, match=r"(?s)The database has the migration 0002.*Bring the code up to date"):
        project.install(base_dsn)
    assert project.status(base_dsn).migrations_unknown == ["0002.pre.things__table"]


def test_a_frozen_one_must_not_change(empty_dsn: str, project: Project) -> None:
    name = "0001.pre.foundation__schemas.sql"
    path = project.root / "migrations" / name
    frozen = f"# released\n{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n"
    project.write("migrations/frozen.txt", frozen)
    assert len(files.migrations(project.root)) == 2
    path.write_text(path.read_text() + "\n")
    with pytest.raises(Problem, match=rf"migrations/{name} was released and has been edited since"):
        project.install(empty_dsn)
    project.write("migrations/frozen.txt", frozen.replace("0001", "0000"))
    with pytest.raises(Problem, match=r"frozen.txt:2: 0000.pre.* is released, and the file is gone"):
        project.install(empty_dsn)


@pytest.mark.parametrize(
    ("name", "message"),
    [("0003.things.sql", "is not named NNNN.pre"), ("0002.post.other__name.sql", "have the same number")],
)
def test_names_are_checked(project: Project, name: str, message: str) -> None:
    project.write(f"migrations/{name}", "select 1;")
    with pytest.raises(Problem, match=message):
        files.migrations(project.root)


def test_a_failing_one_names_its_line_and_leaves_nothing(
    base_dsn: str, db: psycopg.Connection, project: Project
) -> None:
    project.write(
        "migrations/0003.pre.more__table.sql",
        "create table iwm.more (id integer);\n\ncreate table iwm.other (\n    id intger\n);",
    )
    with pytest.raises(Problem, match=r'^migrations/0003.pre.more__table.sql:4: type "intger" does not exist'):
        project.install(base_dsn)
    assert db.execute("select to_regclass('iwm.more')").fetchone() == (None,)
    assert db.execute("select count(*) from ops.migrations").fetchone() == (2,)
    project.write("migrations/0003.pre.more__table.sql", "create table iwm.more (id integer);")
    assert project.install(base_dsn).migrated == ["0003.pre.more__table"]


def test_a_lock_that_a_crash_left_is_broken(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    db.execute("insert into ops.yoyo_lock (locked, ctime, pid) values (1, now(), 4711)")
    project.write("migrations/0003.pre.more__table.sql", "create table iwm.more (id integer);")
    assert project.install(base_dsn).migrated == ["0003.pre.more__table"]


def test_one_that_was_cut_off_before_yoyo_noted_it_is_not_run_again(
    base_dsn: str, db: psycopg.Connection, project: Project
) -> None:
    db.execute("delete from ops._yoyo_migration where migration_id like '0002%'")
    report = project.install(base_dsn)
    assert report.migrated == []
    assert db.execute("select count(*) from ops._yoyo_migration").fetchone() == (2,)


def test_a_busy_table_is_waited_for_briefly_and_tried_again(
    base_dsn: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.loader.migrations.LOCK_TIMEOUT", "100ms")
    project.write("migrations/0003.pre.things__more.sql", "alter table iwm.things add column more text;")
    said: list[str] = []
    with psycopg.connect(base_dsn) as reader:
        reader.execute("select * from iwm.things")
        timer = threading.Timer(1, reader.commit)
        timer.start()
        report = loader.install(base_dsn, said.append, root=project.root)
        timer.join()
    assert report.migrated == ["0003.pre.things__more"]
    assert any("busy, trying again" in line for line in said)


def test_one_outside_of_a_transaction(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    project.write(
        "migrations/0003.pre.things__index.sql",
        "-- transactional: false\ncreate index concurrently things_upper on iwm.things (upper(name));",
    )
    assert project.install(base_dsn).migrated == ["0003.pre.things__index"]
    assert db.execute("select count(*) from ops.migrations").fetchone() == (3,)
    assert project.install(base_dsn).migrated == []


def test_names_of_yoyo_stay_in_ops(db: psycopg.Connection) -> None:
    places = db.execute("select distinct schemaname from pg_tables where tablename like '%yoyo%'").fetchall()
    assert places == [("ops",)]
