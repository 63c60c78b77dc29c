"""ops.split_sql: where statements begin and end."""

import psycopg
import pytest

CASES = {
    "comments": ("-- one;\nselect 1; -- two;\n/* three;\n */ select 2;", ["select 1", "select 2"], [2, 4]),
    "strings": ("select 'a;b', 'it''s;', \"x;y\";\nselect 2", ["select 'a;b', 'it''s;', \"x;y\"", "select 2"], [1, 2]),
    "escapes": (r"select E'a\';b', E'c\\';" + "\nselect 2;", [r"select E'a\';b', E'c\\'", "select 2"], [1, 2]),
    "bodies": (
        "do $$ begin; end $$;\n\ndo $x$ $$;$$ $x$;",
        ["do $$ begin; end $$", "do $x$ $$;$$ $x$"],
        [1, 3],
    ),
    "atomic": (
        "create function f() returns int begin atomic select case when true then 1 end; select 2; end;\nselect 3;",
        ["create function f() returns int begin atomic select case when true then 1 end; select 2; end", "select 3"],
        [1, 2],
    ),
    "nothing": ("-- only a comment\n;;\n", [], []),
    "letters beyond ascii": ("select 'Amélie — ;';\nselect 2;", ["select 'Amélie — ;'", "select 2"], [1, 2]),
}


@pytest.mark.parametrize("name", CASES)
def test_statements_and_lines(db: psycopg.Connection, name: str) -> None:
    content, statements, lines = CASES[name]
    rows = db.execute("select statement, line from ops.split_sql(%s)", [content]).fetchall()
    assert [row[0].strip() for row in rows] == statements
    assert [row[1] for row in rows] == lines


def test_head_has_neither_strings_nor_bodies(db: psycopg.Connection) -> None:
    content = "create   or replace\nfunction api.f() -- volatile\nreturns text language sql as $$ select 'stable' $$;"
    row = db.execute("select head from ops.split_sql(%s)", [content]).fetchone()
    assert row == ("create or replace function api.f() returns text language sql as $$",)
