"""The older service's files as they may be: in several shapes, with several kinds of keys, broken."""

import re
from datetime import UTC, datetime

import pytest

from app.errors import Problem
from app.migrate_files.reading import Record, Wrong, identity, load, moment, text, whole

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "content",
    [
        '[{"id": 1, "name": "Ada"}]',
        '{"users": [{"id": 1, "name": "Ada"}]}',
        '{"users": {"1": {"name": "Ada"}}, "version": 3}',
        '{"1": {"name": "Ada"}}',
        '\ufeff[{"id": 1, "name": "Ada"}]',
    ],
)
def test_shapes(tmp_path, content):
    (tmp_path / "users.json").write_text(content, "utf-8")
    [record] = load(tmp_path, "users.json", "users")
    assert (text(record, "id"), text(record, "name")) == ("1", "Ada")


@pytest.mark.parametrize("content", ["{", "3", '"text"', '{"users": 3}', "[" * 100_000, "\x00"])
def test_what_is_none(tmp_path, content):
    (tmp_path / "users.json").write_text(content, "utf-8")
    with pytest.raises(Problem, match=r"users\.json"):
        load(tmp_path, "users.json")


def test_nothing_there(tmp_path):
    assert load(tmp_path, "users.json", "users") == []
    (tmp_path / "users").write_text("")
    assert load(tmp_path, "users.json", "users") == []


def test_records_that_are_none(tmp_path):
    (tmp_path / "users.json").write_text('[1, null, "x", {"id": 5}]')
    records = load(tmp_path, "users.json")
    assert len(records) == 4
    with pytest.raises(Wrong, match="it has no id"):
        identity(records[0], "id")
    assert identity(records[3], "id") == "5"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("2024-02-29T12:00:00Z", datetime(2024, 2, 29, 12, tzinfo=UTC)),
        ("2024-02-29T12:00:00.500+02:00", datetime(2024, 2, 29, 10, 0, 0, 500_000, tzinfo=UTC)),
        ("2024-02-29", datetime(2024, 2, 29, tzinfo=UTC)),
        (1709208000, datetime(2024, 2, 29, 12, tzinfo=UTC)),
        (1709208000000, datetime(2024, 2, 29, 12, tzinfo=UTC)),
        ("1709208000000", datetime(2024, 2, 29, 12, tzinfo=UTC)),
        ("yesterday", None),
        (True, None),
        (1e300, None),
        ([], None),
        ("9" * 400, None),
    ],
)
def test_times(value, read):
    record = Record({"createdAt": value})
    assert moment(record, "createdAt") == read
    assert bool(record.remarks) == (read is None)
    assert moment(Record({"created_at": value}), "createdAt") == read


def test_texts_and_numbers():
    record = Record({"a": "x\x00y", "b": 7, "c": True, "d": {}, "e": "", "f": "12", "g": 1 << 40, "h": "\ud800"})
    assert text(record, "a") == "xy"
    assert text(record, "b") == "7"
    assert text(record, "e", "a") == "xy"
    assert text(record, "h") == "?"
    for key in ("c", "d"):
        with pytest.raises(Wrong):
            text(record, key)
    assert (whole(record, "b"), whole(record, "f"), whole(record, "g"), whole(record, "c")) == (7, 12, None, None)
    assert record.remarks == ["g is no whole number: 1099511627776", "c is no whole number: true"]


def test_where_a_record_stands(tmp_path):
    """A list, an object, and one inside of another: the line where each record begins."""
    content = '{\n "version": 2,\n "users": {\n  "7":\n   {"name": "Ada, [\\"x\\"]}"},\n'
    content += '\n  "8": {"name":\n "Bob"}, "9": {}}\n}\n'
    (tmp_path / "users.json").write_text(content)
    records = load(tmp_path, "users.json")
    assert [(record["id"], record.place) for record in records] == [
        ("7", "users.json:5"),
        ("8", "users.json:7"),
        ("9", "users.json:8"),
    ]
    assert records[0]["name"] == 'Ada, ["x"]}'
    (tmp_path / "videos.json").write_text('\n[{"id": 1},\r\n\t{"id": 2} , 5\n,\n{}]')
    assert [r.place for r in load(tmp_path, "videos.json")] == [f"videos.json:{line}" for line in (2, 3, 3, 5)]
    (tmp_path / "jobs.json").write_text(" [ ] ")
    assert load(tmp_path, "jobs.json") == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'[{"id": 1},\n {"id": 2,}]', "line 2, column 1"),  # which one differs by the version of Python
        (b'[{"id": 1},\n {"id": 2}', "line 2, column 11: this is no JSON"),
        (b'[\n\n"\xff"]', "line 3: this is no UTF-8"),
        (b'{\n"users": 3}', "line 1: this is neither a list nor an object of records"),
        (b'{"version": 1,\n"users": {"a": 3}}', "line 2: this is neither a list nor an object of records"),
        (b"[" + b"9" * 5000 + b"]", "is no JSON that can be read"),
    ],
)
def test_where_it_is_wrong(tmp_path, content, told):
    (tmp_path / "users.json").write_bytes(content)
    with pytest.raises(Problem, match=re.escape(told)):
        load(tmp_path, "users.json")
