"""Drift, and indexes that went missing."""

import psycopg

from app import loader
from tests.loader.project import Project, function


def test_an_empty_database_is_told(empty_dsn: str, project: Project) -> None:
    state = project.status(empty_dsn)
    assert not state.current
    assert str(state) == "nothing is installed in this database; to do it: iwm db load"


def test_a_loaded_database_agrees(base_dsn: str, project: Project) -> None:
    state = project.status(base_dsn)
    assert state.current
    assert "files and database agree" in str(state)


def test_every_difference_is_named(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    for name in "abc":
        project.write(f"sql/30_api/{name}.sql", function(name))
    project.write("sql/20_views/v.sql", "create or replace view iwm.v as select id from things;")
    project.write("sql/30_api/t.sql", "create type api.t as (\n    id text -- Id\n);")
    project.install(base_dsn)
    project.write("sql/30_api/a.sql", function("a", "return 2;"))
    project.remove("sql/30_api/b.sql")
    project.write("sql/30_api/d.sql", function("d"))
    project.write("migrations/0003.pre.more__table.sql", "create table iwm.more (id integer);")
    db.execute("comment on function api.c is 'By hand.'")
    db.execute("drop view iwm.v")
    db.execute("alter type api.t add attribute more text")
    db.execute("create function api.extra() returns integer language sql as 'select 1'")
    db.execute("create view iwm.extra as select 1 as one")
    db.execute("drop index iwm.things_name")
    db.execute("create function iwm.rogue() returns integer language sql as 'select 1'")
    db.execute("alter table iwm.things add column extra integer check (extra > 0)")
    state = project.status(base_dsn)
    assert state.migrations_pending == ["0003.pre.more__table"]
    assert state.files_changed == ["sql/30_api/a.sql"]
    assert state.files_gone == ["sql/30_api/b.sql"]
    assert state.files_new == ["sql/30_api/d.sql"]
    assert state.objects_changed == ["function api.c (sql/30_api/c.sql)", "type api.t (sql/30_api/t.sql)"]
    assert state.objects_dropped == ["view iwm.v (sql/20_views/v.sql)"]
    assert state.objects_added == [
        "column iwm.things.extra",
        "constraint iwm.things.things_extra_check",
        "function api.extra",
        "function iwm.rogue",
        "view iwm.extra",
    ]
    assert state.indexes_missing == ["things_name on iwm.things"]
    assert not state.current
    assert "changed by hand in the database: function api.c (sql/30_api/c.sql)" in str(state)
    assert str(state).endswith("to bring the database up to date: iwm db load")


def test_a_load_is_advised_only_where_it_helps(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    db.execute("create function api.extra() returns integer language sql as 'select 1'")
    db.execute("alter table iwm.things alter name drop not null, add column more text")
    db.execute("drop index iwm.things_name")
    state = project.status(base_dsn)
    assert state.objects_added == ["column iwm.things.more", "function api.extra"]
    assert state.tables_changed == ["column iwm.things.name changed"]
    told = str(state)
    assert "function api.extra" in told
    assert "drop it, or give it a file" in told
    assert "undo it, or write a migration" in told
    assert "scripts/create_indexes.sql makes it" in told
    assert "iwm db load" not in told
    before = str(project.status(base_dsn))
    assert str(project.install(base_dsn)).startswith("nothing to load")
    assert str(project.status(base_dsn)) == before


def test_a_missing_index_is_made_again_and_stays_known_over_a_migration(
    base_dsn: str, db: psycopg.Connection, project: Project
) -> None:
    db.execute("drop index iwm.things_name")
    db.execute("alter table iwm.things drop constraint things_pkey")
    project.write("migrations/0003.pre.more__table.sql", "create index things_lower on iwm.things (lower(name));")
    project.install(base_dsn)
    assert project.status(base_dsn).indexes_missing == ["things_name on iwm.things", "things_pkey on iwm.things"]
    made = db.execute("select index_name from ops.create_indexes() where state = 'made' order by 1").fetchall()
    assert made == [("things_name",), ("things_pkey",)]
    assert db.execute("select distinct state from ops.create_indexes()").fetchall() == [("exists",)]
    assert db.execute("select obj_description('iwm.things_name'::regclass)").fetchone() == ("things by name",)
    assert project.status(base_dsn).current


def test_an_index_that_a_migration_drops_is_not_missed(base_dsn: str, project: Project) -> None:
    project.write("migrations/0003.post.things__index.sql", "drop index iwm.things_name;")
    project.install(base_dsn)
    assert project.status(base_dsn).current


def test_reset_leaves_nothing_of_ours(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    loader.reset(base_dsn)
    names = db.execute("select nspname from pg_namespace where nspname in ('iwm', 'api', 'jobs', 'ops')").fetchall()
    assert names == []
    project.install(base_dsn)
    assert project.status(base_dsn).current
