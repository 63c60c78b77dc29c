"""Batch wrappers and single calls: texts in, finished JSON out."""

import json
from collections.abc import Iterator

import psycopg
import pytest

from tests.loader.project import Project, function
from tests.support import databases

TYPES = """
create type api.thing as (
    id bigint, -- Id
    name text -- Name @null
);
create type api.thing_page as (
    items api.thing[], -- Things
    total bigint -- All of them
);
create type api.thing_feed as (
    items api.thing[], -- Things
    next_cursor text -- Where to go on @null
);
"""
ERROR = "insert into iwm.errors (code, status, title) values ('thing_not_found', 404, 'No such thing');\n"
GET = ERROR + function(
    "get_thing",
    "if _id = 404 then perform iwm.fail('thing_not_found', 'No thing 404.', 'Take another.', 'id'); end if;\n"
    "    if _id = 0 then return null; end if;\n    return row(_id, _name)::api.thing;",
    "_id bigint, _name text default 'a \"name\"'",
    "api.thing",
    route="GET /things/{id}",
    auth="none",
    cache="24h thing:{data.id} named:{name} things",
    param="id Which\n@param name Name",
    error="thing_not_found",
    message="Here you are",
)
PAGE = function(
    "list_things",
    "return row((select array_agg(row(id, name)::api.thing order by id) from (select id, name from things "
    "order by id limit _per_page offset (_page - 1) * _per_page) as t), 50)::api.thing_page;",
    "_page iwm.page default 1, _per_page iwm.per_page default 20, _ids bigint[] default null, "
    "_now timestamptz default clock_timestamp()",
    "api.thing_page",
    route="GET /things",
    auth="none",
    cache="30m things",
    param="ids Which\n@param now When",
)
FEED = function(
    "feed_things",
    "return row(array[row(1, 'x')::api.thing], _cursor)::api.thing_feed;",
    "_cursor text default null",
    "api.thing_feed",
    route="GET /feed",
    auth="none",
    param="cursor Where",
)
OTHERS = {
    "array_of": ("return array[row(1, 'x')::api.thing];", "api.thing[]", '[{"id":1,"name":"x"}]'),
    "array_none": ("return null;", "api.thing[]", "[]"),
    "scalar_of": ("return 'a \"b\" ü';", "text", '"a \\"b\\" ü"'),
    "scalar_none": ("return null;", "integer", "null"),
    "json_of": ("return '{\"a\": [1, null]}';", "jsonb", '{"a": [1, null]}'),
    "array_of_text": ("return array['a', null];", "text[]", '["a",null]'),
    "time_of": ("return '2024-02-29 12:00:00+00';", "timestamptz", '"2024-02-29T12:00:00+00:00"'),
}
WRITE = function(
    "rename_thing",
    "perform iwm.require(_viewer, 'optional'); update things set name = _name where id = _id;\n"
    "    if _name = 'bad' then perform iwm.fail('thing_not_found'); end if; return (_id, _name)::api.thing;",
    "_viewer iwm.viewer, _id bigint, _name text default 'x'",
    "api.thing",
    route="PUT /things/{id}",
    auth="optional",
    touches="thing:{data.id} things",
    param="id Which\n@param name Name",
    error="thing_not_found",
    status="201",
).replace(" stable ", " volatile ")
VERSION = """
create type api.counted as (
    id bigint, -- Id
    version integer -- Counts
);
""" + function(
    "get_version",
    "if _id = 0 then return null; end if; return (_id, _id + 10)::api.counted;",
    "_id bigint",
    "api.counted",
    route="GET /versions/{id}",
    auth="none",
    version="",
    param="id Which",
)
SET_VERSION = (
    function(
        "set_version",
        "return (_id, _if_match)::api.counted;",
        "_if_match text, _id bigint",
        "api.counted",
        route="PUT /versions/{id}",
        auth="none",
        version="",
        param="id Which",
    )
).replace(" stable ", " volatile ")
VOID = function(
    "delete_thing", "null;", "_id bigint", "void", route="DELETE /things/{id}", auth="none", param="id Which"
).replace(" stable ", " volatile ")


@pytest.fixture(scope="module")
def connection(owner_dsn: str, loader_template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    """A connection as iwm_app to a database with all of these operations."""
    project = Project(tmp_path_factory.mktemp("wrappers"))
    project.write("sql/30_api/a_types.sql", TYPES)
    files = {
        "get": GET,
        "page": PAGE,
        "feed": FEED,
        "write": WRITE,
        "void": VOID,
        "version": VERSION,
        "set": SET_VERSION,
    }
    for name, text in files.items():
        project.write(f"sql/30_api/{name}.sql", text)
    for name, (body, returns, _) in OTHERS.items():
        project.write(f"sql/30_api/{name}.sql", function(name, body, "", returns, route=f"GET /{name}", auth="none"))
    with databases.cloned(owner_dsn, loader_template, prefix="wrappers") as dsn:
        project.install(dsn)
        with psycopg.connect(dsn) as found:
            found.execute("set timezone = 'UTC'; set role iwm_app")
            found.commit()
            yield found


@pytest.fixture
def app(connection: psycopg.Connection) -> Iterator[psycopg.Connection]:
    """That connection, rolled back after the test."""
    yield connection
    connection.rollback()


def test_a_batch_answers_each_call_by_its_number(app: psycopg.Connection) -> None:
    rows = app.execute(
        "select ord, state, body, tags "
        "from api.get_thing__batch(4, array['7', '404', 'x', '0'], array[null, 'b', null, null])"
    ).fetchall()
    assert [(number, state) for number, state, _, _ in rows] == [(1, None), (2, "IW404"), (3, "22P02"), (4, None)]
    assert rows[0][2] == '{"success":true,"data":{"id":7,"name":"a \\"name\\""},"message":"Here you are"}'
    assert rows[0][3] == ["thing:7", "named:", "things"]
    assert rows[1][3] is None
    error = json.loads(rows[1][2])
    assert {name: error[name] for name in ("code", "message", "hint", "constraint", "column")} == {
        "code": "IW404",
        "message": "No thing 404.",
        "hint": "Take another.",
        "constraint": "thing_not_found",
        "column": "id",
    }
    assert json.loads(rows[2][2])["message"] == 'invalid input syntax for type bigint: "x"'
    assert json.loads(rows[3][2])["data"] is None


def test_a_page_has_its_pagination(app: psycopg.Connection) -> None:
    rows = app.execute(
        "select state, body from api.list_things__batch(3, array['2', null, '0'], array['15', null, null], "
        "array['{1,2}', null, null])"
    ).fetchall()
    first, second = (json.loads(body) for _, body in rows[:2])
    assert [item["id"] for item in first["data"]] == list(range(16, 31))
    assert first["pagination"] == {"page": 2, "per_page": 15, "total": 50, "pages": 4}
    assert second["pagination"] == {"page": 1, "per_page": 20, "total": 50, "pages": 3}
    assert rows[2][0] == "23514"


def test_a_page_beyond_the_end_is_empty(app: psycopg.Connection) -> None:
    (body,) = app.execute("select body from api.list_things__batch(1, array['100'])").fetchone()
    assert json.loads(body)["data"] == []


def test_a_feed_has_its_cursor(app: psycopg.Connection) -> None:
    rows = app.execute("select body from api.feed_things__batch(2, array['a\"b', null])").fetchall()
    assert [json.loads(body)["pagination"] for (body,) in rows] == [{"next_cursor": 'a"b'}, {"next_cursor": None}]


@pytest.mark.parametrize("name", OTHERS)
def test_other_results(app: psycopg.Connection, name: str) -> None:
    (body,) = app.execute(f"select body from api.{name}__batch(1)").fetchone()
    assert body == f'{{"success":true,"data":{OTHERS[name][2]},"message":"OK"}}'


def test_a_write_touches_its_tags_in_its_transaction(app: psycopg.Connection) -> None:
    (horizon,) = app.execute("select horizon from api.cache_events()").fetchone()
    body, tags = app.execute("select body, tags from api.rename_thing__call('(,,)', '3', 'new')").fetchone()
    assert json.loads(body) == {"success": True, "data": {"id": 3, "name": "new"}, "message": "OK"}
    assert tags == ["thing:3", "things"]
    events = app.execute("select tags from api.cache_events(%s)", [horizon]).fetchall()
    assert events == [(["thing:3", "things"],)]


def test_a_write_takes_defaults_and_lets_errors_through(app: psycopg.Connection) -> None:
    (body,) = app.execute("select body from api.rename_thing__call(_id => '3')").fetchone()
    assert json.loads(body)["data"]["name"] == "x"
    with pytest.raises(psycopg.Error) as caught:
        app.execute("select body from api.rename_thing__call(null, '3', 'bad')")
    diag = caught.value.diag
    assert (diag.sqlstate, diag.constraint_name, diag.message_primary) == ("IW404", "thing_not_found", "No such thing")


def test_a_write_without_result(app: psycopg.Connection) -> None:
    assert app.execute("select body, tags from api.delete_thing__call('1')").fetchone() == (
        '{"success":true,"data":null,"message":"OK"}',
        None,
    )


def test_an_answer_has_its_version_beside_it(app: psycopg.Connection) -> None:
    rows = app.execute("select ord, version from api.get_version__batch(2, array['5', '0'])").fetchall()
    assert rows == [(1, "15"), (2, None)]
    body, version = app.execute("select body, version from api.set_version__call('4', '3')").fetchone()
    assert (json.loads(body)["data"], version) == ({"id": 3, "version": 4}, "4")
    assert app.execute("select version from api.delete_thing__call('1')").fetchone() == (None,)


def test_the_catalogue_lists_the_operations(app: psycopg.Connection) -> None:
    (document,) = app.execute("select api.catalogue()").fetchone()
    operations = {operation["function"]: operation for operation in document["operations"]}
    assert set(operations) == {
        "get_thing",
        "list_things",
        "feed_things",
        "rename_thing",
        "delete_thing",
        "get_version",
        "set_version",
        *OTHERS,
    }
    get = operations["get_thing"]
    assert {key: get[key] for key in ("method", "path", "auth", "volatile", "status", "message", "summary")} == {
        "method": "GET",
        "path": "/things/{id}",
        "auth": "none",
        "volatile": False,
        "status": 200,
        "message": "Here you are",
        "summary": "Summary of get_thing",
    }
    assert get["cache"] == {"ttl": 86400, "tags": ["thing:{data.id}", "named:{name}", "things"]}
    assert get["errors"] == ["thing_not_found"]
    assert get["result"] == {"kind": "object", "type": "api.thing"}
    assert get["args"] == [
        {
            "name": "id",
            "in": "path",
            "type": "bigint",
            "array": False,
            "required": True,
            "default": None,
            "description": "Which",
        },
        {
            "name": "name",
            "in": "query",
            "type": "text",
            "array": False,
            "required": False,
            "default": 'a "name"',
            "description": "Name",
        },
    ]
    listing = {argument["name"]: argument for argument in operations["list_things"]["args"]}
    assert (listing["page"]["type"], listing["page"]["default"]) == ("iwm.page", 1)
    assert listing["page"]["description"] == "Number of the page."
    assert listing["ids"]["array"] is True
    assert listing["now"]["default"] is None
    write = operations["rename_thing"]
    assert [argument["in"] for argument in write["args"]] == ["injected", "path", "body"]
    assert (operations["get_version"]["version"], write["version"]) == (True, False)
    assert (write["rate"], write["takes_key"], get["rate"], get["takes_key"]) == ("write", False, None, False)
    assert (write["status"], write["volatile"], write["touches"]) == (201, True, ["thing:{data.id}", "things"])
    assert operations["scalar_of"]["result"] == {"kind": "scalar", "type": "text"}
    assert operations["array_of"]["result"] == {"kind": "array", "type": "api.thing"}


def test_the_catalogue_describes_types_and_errors(app: psycopg.Connection) -> None:
    (document,) = app.execute("select api.catalogue()").fetchone()
    assert document["types"]["api.thing"]["attributes"] == [
        {"name": "id", "type": "bigint", "array": False, "nullable": False, "description": "Id"},
        {"name": "name", "type": "text", "array": False, "nullable": True, "description": "Name"},
    ]
    assert document["types"]["api.thing_page"]["attributes"][0]["array"] is True
    assert document["types"]["iwm.page"] == {
        "kind": "domain",
        "base": "integer",
        "schema": {"type": "integer", "minimum": 1, "maximum": 100000},
        "description": "Number of the page.",
    }
    assert document["errors"]["thing_not_found"] == {"status": 404, "title": "No such thing"}
    assert len(document["digest"]) == 64
