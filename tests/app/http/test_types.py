"""SQL types as Python types and as JSON Schema."""

import pytest

from app.http.arrays import array_items
from app.http.catalogue import Arg, Operation, Result, TypeInfo
from app.http.schemas import Schemas
from app.http.types import TypeSystem, array_literal, expectation, python_pattern


def test_array_items() -> None:
    assert array_items(None) == array_items(b"{}") == []
    assert array_items(b"{a,NULL,b:1}") == ["a", "b:1"]
    assert array_items('{"a \\"b\\" \\\\",é,"NULL",NULL}'.encode()) == ['a "b" \\', "é", "NULL"]
    assert array_literal([None, "NULL", "", "a b"]) == '{NULL,"NULL","","a b"}'


def test_patterns_mean_what_json_schema_means() -> None:
    assert python_pattern("^a$") == r"^a\Z"
    assert python_pattern(r"^[\d$]\$\w$") == r"^[0-9$]\$[A-Za-z0-9_]\Z"


def test_expectations_are_sentences() -> None:
    assert expectation({"type": "integer", "minimum": 1}) == "must be a whole number of at least 1"
    assert expectation({"type": "number", "maximum": 1}) == "must be a number of at most 1"
    assert expectation({"type": ["number", "null"], "minimum": 0, "maximum": 10, "multipleOf": 0.5}) == (
        "must be a number from 0 to 10, in steps of 0.5"
    )
    assert expectation({"enum": ["a", None, "b"]}) == "must be one of a, b"
    assert expectation({"type": "string"}) == "must be text"
    assert expectation({"type": "string", "minLength": 1}) == "must be text of at least 1 character"
    assert expectation({"type": "string", "maxLength": 9}) == "must be text of at most 9 characters"
    assert expectation({"type": "string", "minLength": 2, "maxLength": 2}) == "must be text of 2 characters"
    assert expectation({"type": "string", "minLength": 1, "maxLength": 9}) == "must be text of 1 to 9 characters"
    assert expectation({"type": "string", "pattern": "^[A-Z]$"}) == "must be text, in the form that /docs shows"
    code = {"description": "two capital letters, as in US", "type": ["string", "null"], "pattern": "^[A-Z]{2}$"}
    assert expectation(code) == "must be two capital letters, as in US"
    assert expectation({}) == "is not allowed"


def test_domains_keep_the_limits_of_what_is_under_them() -> None:
    types = TypeSystem(
        {
            "iwm.low": TypeInfo("domain", base="integer", schema={"minimum": -(2**40), "maximum": 5}),
            "iwm.lower": TypeInfo("domain", base="iwm.low", schema={"minimum": 1}),
            "iwm.told": TypeInfo("domain", base="integer", schema={"minimum": 1, "description": "a number of ours"}),
            "iwm.narrower": TypeInfo("domain", base="iwm.told", schema={"minimum": 3}),
            "iwm.pick": TypeInfo("domain", base="text", schema={"enum": ["a", "b"]}),
            "iwm.fine": TypeInfo("domain", base="numeric", schema={"type": "number", "multipleOf": 0.1}),
            "iwm.mood": TypeInfo("enum", labels=["good", "bad"]),
        }
    )
    assert types.limits("iwm.low") == {"minimum": -(2**31), "maximum": 5}
    assert types.limits("iwm.lower") == {"minimum": 1, "maximum": 5}
    assert types.limits("iwm.told")["description"] == "a number of ours"
    assert "description" not in types.limits("iwm.narrower")
    assert types.base("iwm.lower") == "integer"
    for name, good, bad in (
        ("iwm.lower", "5", "6"),
        ("iwm.pick", "a", "c"),
        ("iwm.fine", "0.3", "x"),
        ("iwm.mood", "bad", ""),
    ):
        parse = types.parser(name)
        assert parse(good) == good
        with pytest.raises(ValueError):  # noqa: PT011 - the words are made by the caller
            parse(bad)
    argument = Arg("mood", "iwm.mood", "body", default="good")
    schema = Schemas(types).body(Operation("f", True, "POST", "/f", Result("json", "jsonb"), args=[argument]))
    assert schema == {
        "type": "object",
        "properties": {"mood": {"type": "string", "enum": ["good", "bad"], "default": "good"}},
        "additionalProperties": False,
    }
