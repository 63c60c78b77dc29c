"""What stops a load: statements and annotations that are wrong, each told with file and line."""

import psycopg
import pytest

from app.errors import Problem
from tests.loader.project import Project, function

PATH = "sql/30_api/f.sql"
THING = """
create type api.thing as (
    id text -- Id
);
create type api.things as (
    items api.thing[], -- Items
    total bigint -- All
);
"""
VERSIONED = """
create type api.counted as (
    version integer -- Counts
);
"""
MADE = """
create type api.made as (
    id text, -- Id
    token text -- Shown once @null
);
"""
REQUIRE = "perform iwm.require(_viewer, 'user'); return 1;"


def made(**marks: str) -> str:
    """A function that writes and answers with an api.made."""
    f = function("f", body="return null;", returns="api.made", route="POST /f", auth="none", **marks)
    return f.replace(" stable ", " volatile ")


STATEMENTS = {
    "a typing error": ("select 1;\n\nselct 2;", r"3: .*selct"),
    "in a body": (
        "create or replace function iwm.f() returns int language plpgsql stable as $$\nbegin\nreturn 1 +;\nend $$;",
        r"1: syntax error at end of input",
    ),
    "an unknown column": (
        "create or replace view iwm.v as\nselect id,\n    nme\nfrom things;",
        r'3: column "nme" does not exist',
    ),
    "an unknown table in an SQL function": (
        "create or replace function iwm.f() returns bigint language sql stable as $$\nselect count(*)\nfrom thing\n$$;",
        r'3: relation "thing" does not exist',
    ),
    "an unknown type in a body": (
        "create or replace function iwm.f() returns int language plpgsql stable as $$\ndeclare\n    _x iwm.none;\n"
        "begin\nreturn 1;\nend $$;",
        r'3: type "iwm.none" does not exist',
    ),
    "a missing function": ("select 1;\nselect iwm.nothing(1);", r"2: function iwm\.nothing\(integer\) does not exist"),
    "an error in do": ("do $$\nbegin\n    perform 1 / 0;\nend\n$$;", r"3: division by zero"),
    "a table": ("create table iwm.t (id integer);", r"1: .*create table iwm.t.* cannot stand in sql/"),
    "an enum": ("create type api.e as enum ('a');", r"1: write the type as schema.name"),
    "no schema": (
        "create or replace function f() returns integer language sql stable as 'select 1';",
        "1: write the function as schema.name",
    ),
    "another schema": (
        "create or replace function public.f() returns integer language sql stable as 'select 1';",
        "1: public.f belongs to no schema of ours",
    ),
    "without or replace": ("create view iwm.v as select 1 as one;", "1: .* cannot stand in sql/"),
    "volatility unsaid": (
        "create or replace function iwm.f() returns integer language sql as 'select 1';",
        "1: iwm.f does not say volatile, stable or immutable",
    ),
    "definer without path": (
        "create or replace function iwm.f() returns integer language sql stable security definer as 'select 1';",
        "1: iwm.f is security definer and pins no search_path",
    ),
    "declared twice": (
        "create or replace view iwm.v as select 1 as one;\ncreate or replace view iwm.v as select 2 as one;",
        r"2: iwm.v is declared already in sql/30_api/f.sql:1",
    ),
}

ANNOTATIONS = {
    "unknown": (
        function("f", route="GET /f", auth="none", cahce="1h"),
        r"16: unknown annotation @cahce; known: @auth, @cache, .*@touches",
    ),
    "route and internal": (function("f", route="GET /f", auth="none", internal=""), "has both @route and @internal"),
    "neither": (function("f", auth="none"), "has neither @route nor @internal"),
    "malformed route": (function("f", route="FETCH /f", auth="none"), r"14: @route FETCH /f is not \"METHOD /path\""),
    "unknown role": (function("f", route="GET /f", auth="root"), "15: @auth root is none of none, optional, user"),
    "no auth": (function("f", route="GET /f"), "has no @auth"),
    "bad ttl": (function("f", route="GET /f", auth="none", cache="soon f"), "16: @cache soon f is not"),
    "tag of nothing": (function("f", route="GET /f", auth="none", cache="1h f:{x}"), r"16: \{x\} of a tag is neither"),
    "tag of no attribute": (
        THING
        + function("f", body="return null;", returns="api.thing", route="GET /f", auth="none", cache="1h f:{data.nr}"),
        r"24: \{data.nr\} of a tag is neither",
    ),
    "path of no argument": (
        function("f", route="GET /f/{id}", auth="none"),
        r"14: \{id\} of the path names no argument: api.f has no _id",
    ),
    "param of no argument": (
        function("f", arguments="_a integer", route="GET /f", auth="none", param="b The b"),
        r"16: @param b The b names no argument; api.f has: a",
    ),
    "param without text": (
        function("f", arguments="_a integer", route="GET /f", auth="none", param="a"),
        "says nothing about it",
    ),
    "argument undescribed": (
        function("f", arguments="_a integer", route="GET /f", auth="none"),
        "argument _a of api.f is not described",
    ),
    "argument without underscore": (
        function("f", arguments="a integer", route="GET /f", auth="none"),
        "has an argument without leading underscore",
    ),
    "unknown error": (
        function("f", route="GET /f", auth="none", error="nope"),
        "16: @error nope names a code that iwm.errors does not have",
    ),
    "unknown code raised": (
        function("f", body="perform iwm.fail('nope'); return 1;", route="GET /f", auth="none"),
        r"6: iwm.fail\('nope'\): iwm.errors does not have this code",
    ),
    "bad status": (
        function("f", route="GET /f", auth="none", status="404"),
        "16: @status 404 is not a status from 200 to 299",
    ),
    "touches on a read": (function("f", route="POST /f", auth="none", touches="f"), "only reads, but has @touches"),
    "rate on a read": (
        function("f", route="GET /f", auth="none", rate="write"),
        "only reads, but has @rate: what writes is limited",
    ),
    "version with a word": (
        VERSIONED + function("f", body="return null;", returns="api.counted", route="GET /f", auth="none", version="3"),
        "@version 3 takes nothing behind it",
    ),
    "version of no attribute": (
        THING + function("f", body="return null;", returns="api.thing", route="GET /f", auth="none", version=""),
        "its result is no object with an attribute version",
    ),
    "version of a list": (
        VERSIONED
        + function("f", body="return null;", returns="api.counted[]", route="GET /f", auth="none", version=""),
        "its result is no object with an attribute version",
    ),
    "version of a handler": (
        VERSIONED
        + function(
            "f", body="return null;", returns="api.counted", route="GET /f", auth="none", version="", handler="f"
        ),
        "has @version, but a handler makes its answer",
    ),
    "secret of a read": (
        MADE + function("f", body="return null;", returns="api.made", route="POST /f", auth="none", secret="token"),
        "has @secret, but its answer is never kept",
    ),
    "secret of no attribute": (
        MADE + made(secret="key"),
        "has @secret, but its result is no object with that attribute, which can be null",
    ),
    "secret that is always there": (
        MADE.replace(" @null", "") + made(secret="token"),
        "has @secret, but its result is no object with that attribute, which can be null",
    ),
    "secret of two words": (MADE + made(secret="token hash"), "@secret token hash is not the name of an attribute"),
    "cache on a write": (
        function("f", route="PUT /f", auth="none", cache="1h f").replace(" stable ", " volatile "),
        "writes, but has @cache",
    ),
    "volatile get": (
        function("f", route="GET /f", auth="none").replace(" stable ", " volatile "),
        "is volatile and has @route GET",
    ),
    "not definer": (
        function("f", route="GET /f", auth="none").replace(" security definer ", " "),
        "is not security definer",
    ),
    "no viewer": (function("f", route="GET /f", auth="user"), "has @auth user and no argument _viewer"),
    "no require": (
        function("f", arguments="_viewer iwm.viewer", route="GET /f", auth="user"),
        "does not call iwm.require",
    ),
    "another role required": (
        function("f", body=REQUIRE, arguments="_viewer iwm.viewer", route="GET /f", auth="admin"),
        r"has @auth admin but calls iwm.require\(_viewer, 'user'\)",
    ),
    "page without arguments": (
        THING + function("f", body="return null;", returns="api.things", route="GET /f", auth="none"),
        "lacks the arguments _page iwm.page, _per_page iwm.per_page",
    ),
    "patch of no type": (
        function("f", arguments="_patch jsonb", route="PATCH /f", auth="none", patch="api.nothing"),
        r"16: @patch api.nothing is neither a composite type of api nor jsonb",
    ),
    "patch of another method": (
        THING + function("f", arguments="_patch jsonb", route="PUT /f", auth="none", patch="api.thing"),
        "has @patch, but its method is not PATCH",
    ),
    "patch without argument": (
        THING + function("f", arguments="_patch text", route="PATCH /f", auth="none", patch="api.thing"),
        "has @patch and no argument _patch jsonb",
    ),
    "patch with a default": (
        function("f", arguments="_patch jsonb default '{}'", route="PATCH /f", auth="none", patch="jsonb"),
        "has @patch and no argument _patch jsonb without default",
    ),
    "patch beside other fields": (
        THING + function("f", arguments="_patch jsonb, _a text", route="PATCH /f", auth="none", patch="api.thing"),
        "beside _patch only arguments of the path may stand",
    ),
    "patch of anything, undescribed": (
        function("f", arguments="_patch jsonb", route="PATCH /f", auth="none", patch="jsonb"),
        "argument _patch of api.f is not described",
    ),
    "upload of another kind": (
        function("f", route="POST /f", auth="none", handler="f", upload="files"),
        r"17: @upload files is neither form .* nor raw",
    ),
    "upload without a handler": (
        function("f", route="POST /f", auth="none", upload="form"),
        "has @upload or @download, which only a handler can serve",
    ),
    "upload of a method without body": (
        function("f", route="GET /f", auth="none", handler="f", upload="raw"),
        "has @upload, but its method takes no body",
    ),
    "download without a handler": (
        function("f", route="GET /f", auth="none", download=""),
        "has @upload or @download, which only a handler can serve",
    ),
    "download of another method": (
        function("f", route="POST /f", auth="none", handler="f", download=""),
        "has @download, but its method is not GET",
    ),
    "download with a word": (
        function("f", route="GET /f", auth="none", handler="f", download="video"),
        "@download video takes nothing behind it",
    ),
    "a set": (
        function("f", body="return;", returns="setof integer", route="GET /f", auth="none"),
        "returns what HTTP cannot carry",
    ),
    "no comment": (function("f").split("comment on")[0], "has no comment"),
    "a line after the annotations": (
        function("f").replace("@internal", "@internal\nand more"),
        '15: "and more" follows the annotations',
    ),
    "twice": (function("f").replace("@internal", "@internal\n@auth none\n@auth none"), "@auth none stands twice"),
}


@pytest.mark.parametrize("name", STATEMENTS | ANNOTATIONS)
def test_a_wrong_file_stops_the_load(base_dsn: str, db: psycopg.Connection, project: Project, name: str) -> None:
    text, expected = (STATEMENTS | ANNOTATIONS)[name]
    before = db.execute("select count(*), max(oid) from pg_proc").fetchone()
    project.write(PATH, text)
    with pytest.raises(Problem, match=rf"^{PATH}:\d+: ") as caught:
        project.install(base_dsn)
    assert caught.match(rf"(?s)^{PATH}:.*{expected}")
    assert db.execute("select count(*), max(oid) from pg_proc").fetchone() == before


def test_names_of_tables_in_plpgsql_are_not_looked_for(base_dsn: str, db: psycopg.Connection, project: Project) -> None:
    # as the README says; what PostgreSQL looks for at the first call alone
    project.write(PATH, function("f", "return (select count(*) from thing);"))
    assert project.install(base_dsn).created == ["api.f"]
    with pytest.raises(psycopg.errors.UndefinedTable):
        db.execute("select api.f()")


def test_two_operations_with_one_route(base_dsn: str, project: Project) -> None:
    project.write("sql/30_api/a.sql", function("a", arguments="_x text", route="GET /f/{x}", auth="none", param="x X"))
    project.write("sql/30_api/b.sql", function("b", arguments="_y text", route="GET /f/{y}", auth="none", param="y Y"))
    with pytest.raises(Problem, match=r"^sql/30_api/b.sql:14: @route GET /f/\{y\} is taken by api.a"):
        project.install(base_dsn)


def test_the_same_name_in_two_files(base_dsn: str, project: Project) -> None:
    project.write("sql/30_api/a.sql", function("a"))
    project.install(base_dsn)
    project.write("sql/30_api/b.sql", function("a"))
    with pytest.raises(Problem, match=r"^sql/30_api/b.sql:1: api.a is declared already in sql/30_api/a.sql"):
        project.install(base_dsn)


def test_not_utf8(base_dsn: str, project: Project) -> None:
    (project.root / "sql/10_core/x.sql").write_bytes(b"select 1;\n-- \xff\n")
    with pytest.raises(Problem, match=r"x.sql:2: not UTF-8"):
        project.install(base_dsn)


def test_an_error_of_the_loader_itself(base_dsn: str, project: Project) -> None:
    path = project.root / "sql/00_loader/11_drift.sql"
    path.write_text(path.read_text() + "\nselct 1;\n")
    with pytest.raises(Problem, match=r"^sql/00_loader/11_drift.sql:\d+: syntax error at or near \"selct\""):
        project.install(base_dsn)
