"""Loading: what changed is replaced in place, what is gone is dropped, nothing else moves."""

import psycopg
import pytest

from app.errors import Problem
from tests.loader.project import Project, function

TYPE = "create type api.thing as (\n    id text, -- Id\n    name text -- Name @null\n);\n"


def oid(db: psycopg.Connection, name: str) -> int | None:
    return db.execute("select to_regproc(%s)::oid", [name]).fetchone()[0]


def type_oid(db: psycopg.Connection, name: str) -> int | None:
    return db.execute("select to_regtype(%s)::oid", [name]).fetchone()[0]


def rows_of(db: psycopg.Connection) -> list[tuple]:
    """Versions of the rows that a load could touch."""
    return db.execute(
        "select 'p', oid::text, xmin::text from pg_proc where pronamespace::regnamespace::text in ('api','iwm','ops') "
        "union all select 'c', oid::text, xmin::text from pg_class where relnamespace::regnamespace::text in "
        "('api','iwm','ops') union all select 'd', objoid || ':' || objsubid, xmin::text from pg_description "
        "union all select 'f', path, xmin::text from ops.loaded_files "
        "union all select 'o', name, xmin::text from ops.loaded_objects union all select 'k', '', xmin::text "
        "from ops.catalogue union all select 'e', code, xmin::text from iwm.errors "
        "union all select 'i', index_name, xmin::text from ops.indexes order by 1, 2"
    ).fetchall()


def test_loading_twice_changes_nothing(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    before = rows_of(db)
    report = project.install(base_dsn)
    assert report.changed == report.created == report.replaced == report.dropped == []
    assert rows_of(db) == before
    assert str(report).startswith("nothing to load")


def test_a_changed_body_is_replaced_in_place(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    project.write("sql/30_api/f.sql", function("f"))
    assert "api.f" in project.install(base_dsn).created
    before = oid(db, "api.f")
    project.write("sql/30_api/f.sql", function("f", body="return 2;"))
    report = project.install(base_dsn)
    assert (report.changed, report.replaced) == (["sql/30_api/f.sql"], ["api.f"])
    assert oid(db, "api.f") == before
    assert db.execute("select api.f()").fetchone() == (2,)
    history = db.execute(
        "select action, path, previous like '%return 1;%', definition like '%return 2;%' "
        "from ops.load_history where name = 'api.f' order by id desc limit 1"
    ).fetchone()
    assert history == ("replaced", "sql/30_api/f.sql", True, True)


@pytest.mark.parametrize(
    "changed",
    [
        function("f", arguments="_a integer, _b text default null"),
        function("f", arguments="_other integer"),
        function("f", arguments="_a integer", returns="text"),
        function("f", arguments="_a integer default 1"),
        function("f", arguments="_a integer[]"),
    ],
    ids=["argument added", "argument renamed", "other result", "default added", "other type"],
)
def test_a_changed_signature_leaves_no_overload(
    base_dsn: str, db: psycopg.Connection, project: Project, changed: str
) -> None:
    project.write("sql/30_api/f.sql", function("f", arguments="_a integer"))
    project.install(base_dsn)
    project.write("sql/30_api/f.sql", changed)
    project.install(base_dsn)
    assert db.execute("select count(*) from pg_proc where proname = 'f'").fetchone() == (1,)
    assert project.status(base_dsn).current
    project.write("sql/30_api/f.sql", function("f", arguments="_a integer"))
    project.install(base_dsn)
    assert db.execute("select count(*) from pg_proc where proname = 'f'").fetchone() == (1,)


def test_what_has_no_file_is_dropped(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    project.write("sql/30_api/f.sql", TYPE + function("f", body="return null;", returns="api.thing"))
    project.write("sql/20_views/v.sql", "create or replace view iwm.v as select name from things;")
    project.install(base_dsn)
    project.remove("sql/30_api/f.sql")
    project.remove("sql/20_views/v.sql")
    report = project.install(base_dsn)
    assert sorted(report.dropped) == ["api.f", "api.thing", "iwm.v"]
    assert oid(db, "api.f") is None
    assert type_oid(db, "api.thing") is None
    assert db.execute("select to_regclass('iwm.v')").fetchone() == (None,)
    assert project.status(base_dsn).current


def test_what_left_its_file_is_dropped_and_what_moved_stays(
    base_dsn: str, db: psycopg.Connection, project: Project
) -> None:
    project.write("sql/30_api/a.sql", function("f") + function("g"))
    project.install(base_dsn)
    before = oid(db, "api.f")
    project.write("sql/30_api/a.sql", "-- empty")
    project.write("sql/30_api/b.sql", function("f"))
    report = project.install(base_dsn)
    assert report.dropped == ["api.g"]
    assert oid(db, "api.f") == before
    assert db.execute("select path from ops.loaded_objects where name = 'api.f'").fetchone() == ("sql/30_api/b.sql",)


def test_attributes_come_and_go_in_place(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    project.write("sql/30_api/t.sql", TYPE)
    user = function("f", body="return null;", returns="api.thing[]")
    project.write("sql/30_api/u.sql", user)
    project.install(base_dsn)
    before, function_before = type_oid(db, "api.thing"), oid(db, "api.f")
    project.write(
        "sql/30_api/t.sql",
        'create type api.thing as (\n    id bigint, -- Number\n    "similar" numeric(3, 1)[] -- More @null\n);',
    )
    project.install(base_dsn)
    assert (type_oid(db, "api.thing"), oid(db, "api.f")) == (before, function_before)
    attributes = db.execute("select name, type from ops.type_attributes('api.thing'::regclass)").fetchall()
    assert attributes == [("id", "bigint"), ("similar", "numeric(3,1)[]")]
    comments = db.execute(
        "select col_description('api.thing'::regclass, attnum) from pg_attribute "
        "where attrelid = 'api.thing'::regclass and attnum > 0 and not attisdropped order by attnum"
    ).fetchall()
    assert comments == [("Number",), ("More @null",)]


def test_another_order_of_attributes_remakes_what_depends_on_it(
    base_dsn: str, db: psycopg.Connection, project: Project
) -> None:
    project.write("sql/30_api/a_type.sql", TYPE)
    project.write("sql/30_api/b_outer.sql", "create type api.outer as (\n    things api.thing[] -- Things\n);")
    project.write(
        "sql/30_api/f.sql",
        function("f", body="return null;", returns="api.outer", route="GET /f", auth="none"),
    )
    project.write("sql/30_api/g.sql", function("g"))
    project.install(base_dsn)
    untouched = oid(db, "api.g")
    project.write("sql/30_api/a_type.sql", "create type api.thing as (\n    name text, -- Name\n    id text -- Id\n);")
    report = project.install(base_dsn)
    assert oid(db, "api.g") == untouched
    assert {"sql/30_api/a_type.sql", "sql/30_api/b_outer.sql", "sql/30_api/f.sql"} <= set(report.changed)
    assert db.execute("select body from api.f__batch(1)").fetchone() is not None
    assert project.status(base_dsn).current


def test_a_view_may_lose_and_reorder_columns(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    project.write("sql/20_views/a.sql", "create or replace view iwm.a as select id, name from things;")
    project.write("sql/20_views/b.sql", "create or replace view iwm.b as select name from a;")
    project.install(base_dsn)
    project.write("sql/20_views/a.sql", "create or replace view iwm.a as select name from things;")
    report = project.install(base_dsn)
    assert "sql/20_views/b.sql" in report.changed
    assert db.execute("select count(*) from iwm.b").fetchone() == (50,)


def test_what_is_outside_of_sql_is_never_dropped(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    project.write("sql/30_api/t.sql", TYPE)
    project.install(base_dsn)
    db.execute("create table iwm.keeps (thing api.thing)")
    project.write("sql/30_api/t.sql", "create type api.thing as (\n    name text, -- Name\n    id text -- Id\n);")
    with pytest.raises(Problem, match=r"sql/30_api/t.sql:1: type api.thing has to be dropped.*table iwm\.keeps"):
        project.install(base_dsn)
    project.remove("sql/30_api/t.sql")
    with pytest.raises(Problem, match=r"table iwm\.keeps"):
        project.install(base_dsn)
    assert type_oid(db, "api.thing") is not None


def test_a_comment_and_a_grant_that_left_the_file_leave_the_function(
    base_dsn: str, db: psycopg.Connection, project: Project
) -> None:
    bare = "create or replace function iwm.f() returns integer language sql stable as $$ select 1 $$;"
    project.write(
        "sql/10_core/f.sql", bare + "\ncomment on function iwm.f is 'F.';\ngrant execute on function iwm.f to public;"
    )
    project.install(base_dsn)
    state = (
        "select obj_description('iwm.f'::regproc), exists (select from pg_proc, aclexplode(proacl) as a "
        "where oid = 'iwm.f'::regproc and a.grantee = 0)"
    )
    assert db.execute(state).fetchone() == ("F.", True)
    project.write("sql/10_core/f.sql", bare)
    project.install(base_dsn)
    assert db.execute(state).fetchone() == (None, False)


def test_a_file_may_need_what_a_later_one_makes(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    project.write("sql/20_views/a.sql", "create or replace view iwm.a as select iwm.z() as z;")
    project.write(
        "sql/50_ops/z.sql", "create or replace function iwm.z() returns integer language sql stable as $$ select 1 $$;"
    )
    project.install(base_dsn)
    assert db.execute("select z from iwm.a").fetchone() == (1,)


def test_a_load_puts_right_what_was_changed_by_hand(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    project.write("sql/30_api/f.sql", function("f", route="GET /f", auth="none"))
    project.write("sql/30_api/g.sql", function("g"))
    project.install(base_dsn)
    db.execute("create or replace function api.g() returns integer language sql stable as 'select 7'")
    db.execute("drop function api.f")
    db.execute("drop function ops.split_sql")
    state = project.status(base_dsn)
    assert state.objects_changed == ["function api.g (sql/30_api/g.sql)"]
    assert "function api.f (sql/30_api/f.sql)" in state.objects_dropped
    report = project.install(base_dsn)
    assert db.execute("select api.f(), api.g()").fetchone() == (1, 1)
    assert project.status(base_dsn).current
    assert (report.created, report.replaced, report.dropped) == (["api.f"], ["api.g"], [])
    assert "2 of" in str(report)
    history = db.execute(
        "select action, previous is null, previous like '%select 7%', definition like '%return 1;%' "
        "from ops.load_history where name = any ('{api.f,api.g}') order by id desc limit 2"
    ).fetchall()
    assert sorted(history) == [("created", True, None, True), ("replaced", False, True, True)]
    assert db.execute("select objects_changed from ops.loads order by id desc limit 1").fetchone() == (2,)


def test_what_was_changed_by_hand_and_then_in_its_file_is_in_the_history(
    base_dsn: str, db: psycopg.Connection, project: Project
) -> None:
    project.write("sql/30_api/f.sql", function("f"))
    project.install(base_dsn)
    db.execute(function("f", "return 2;"))
    db.execute("comment on function api.f is 'Not as in the file.'")
    project.write("sql/30_api/f.sql", function("f", "return 2;"))
    assert project.install(base_dsn).replaced == ["api.f"]
    assert project.status(base_dsn).current
    db.execute(function("f", "return 3;"))
    project.write("sql/30_api/f.sql", function("f", "return 3;"))
    assert project.install(base_dsn).replaced == ["api.f"]
    previous = "select previous like '%return 2;%' from ops.load_history where name = 'api.f' order by id desc limit 1"
    assert db.execute(previous).fetchone() == (True,)
    assert project.status(base_dsn).current


def test_what_needs_an_extension_waits_for_it(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    project.write("sql/optional/tsm_system_rows/f.sql", function("f"))
    assert project.install(base_dsn).changed == []
    assert project.status(base_dsn).current
    db.execute("create extension tsm_system_rows schema extensions")
    assert project.status(base_dsn).files_new == ["sql/optional/tsm_system_rows/f.sql"]
    assert project.install(base_dsn).created == ["api.f"]
    db.execute("drop extension tsm_system_rows")
    assert project.install(base_dsn).dropped == ["api.f"]


def test_the_loader_may_change_its_own_signatures(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    path = project.root / "sql/00_loader/11_drift.sql"
    text = path.read_text()
    path.write_text(
        text.replace("ops.note_missing_indexes()\nreturns integer", "ops.note_missing_indexes()\nreturns bigint")
    )
    assert "ops.note_missing_indexes" in project.install(base_dsn).replaced
    path.write_text(text)
    project.install(base_dsn)
    assert project.status(base_dsn).current


def test_force_runs_every_file_again(base_dsn: str, project: Project) -> None:
    report = project.install(base_dsn, force=True)
    files = {str(path.relative_to(project.root)) for path in (project.root / "sql").rglob("*.sql")}
    of_every_load = {path for path in files if path.startswith(("sql/00_loader/", "sql/9"))}
    assert set(report.changed) == files - of_every_load
    assert report.created == report.replaced == report.dropped == []


def test_the_app_role_may_execute_api_and_nothing_else(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    project.write("sql/30_api/f.sql", function("f", route="GET /f", auth="none"))
    project.install(base_dsn)
    db.execute("set role iwm_app")
    assert db.execute("select body from api.f__batch(1)").fetchone() == ('{"success":true,"data":1,"message":"OK"}',)
    for statement in ("select * from iwm.things", "select * from ops.loads", "select ops.load_begin('')"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            db.execute(statement)


def test_a_loader_changed_by_hand_is_put_right(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    db.execute("comment on function ops.split_sql is 'By hand.'")
    assert project.status(base_dsn).objects_changed == ["function ops.split_sql (sql/00_loader/01_text.sql)"]
    project.install(base_dsn)
    assert project.status(base_dsn).current
    assert "By hand" not in db.execute("select obj_description('ops.split_sql'::regproc)").fetchone()[0]
