"""The limits that the API's document states are those that the database enforces."""

import json
import re
import string
from collections.abc import Iterator

import hypothesis
import jsonschema_rs
import psycopg
import pytest
from hypothesis import strategies

ACCEPTS = """
create function pg_temp.accepts(_type regtype, _value text) returns boolean language plpgsql as $$
begin
    execute format('select %L::%s', _value, _type);
    return true;
exception when data_exception or check_violation or not_null_violation then
    return false;
end
$$
"""
WORDS = [
    *" aA0-_é😀",
    "",
    "a-b",
    "a_b",
    "a b",
    "a,b",
    "a|b",
    "a,",
    ",a",
    "a--b",
    "US",
    "us",
    "USA",
    "en",
    "en-GB",
    "x-old",
]
WORDS += ["PG-13", "tt0816692", "tmdb_157336", "credits", "credits,keywords", "a\n", "\na", "12", "1.5"]


@pytest.fixture(scope="module")
def probing(dsn: str) -> Iterator[psycopg.Connection]:
    """A connection with pg_temp.accepts."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(ACCEPTS)
        yield connection


def domains(connection: psycopg.Connection) -> dict[str, dict]:
    """Domains of iwm with the schema that their comment carries; None where there is none."""
    rows = connection.execute(
        "select t.oid::regtype::text, substring(obj_description(t.oid, 'pg_type') from '@schema\\s+(\\{.*\\})') "
        "from pg_type as t where t.typtype = 'd' and t.typnamespace = 'iwm'::regnamespace order by 1"
    ).fetchall()
    return {name: json.loads(text) if text else None for name, text in rows}


def probes(schema: dict) -> list[object]:
    """Values at, within and beyond the limits of a schema."""
    if schema["type"] in ("integer", "number"):
        edges = [schema[key] for key in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum") if key in schema]
        step = 1 if schema["type"] == "integer" else schema.get("multipleOf", 0.01)
        values = [value for edge in edges for value in (edge - step, edge, edge + step)] + [0, 1, -1]
        if "multipleOf" in schema:
            values += [schema.get("minimum", 0) + schema["multipleOf"] * part for part in (0.5, 1, 1.5, 2)]
        return values
    lengths = {schema.get(key, 0) + more for key in ("minLength", "maxLength") for more in (-1, 0, 1)}
    values = [letter * length for length in lengths if 0 <= length < 5000 for letter in "aA0é"]
    return WORDS + values + (matches(schema["pattern"]) if "pattern" in schema else []) + schema.get("enum", [])


def matches(pattern: str) -> list[str]:
    """Texts that match a pattern, and what comes of changing them a little."""
    found: list[str] = []

    @hypothesis.settings(
        max_examples=40, database=None, derandomize=True, suppress_health_check=list(hypothesis.HealthCheck)
    )
    @hypothesis.given(strategies.from_regex(re.compile(pattern), fullmatch=True))
    def collect(text: str) -> None:
        found.append(text)

    collect()
    texts = [text.replace("\0", "") for text in found]
    return texts + [text + "\n" for text in texts[:5]] + [text[1:] for text in texts] + [
        text + letter for text in texts[:10] for letter in string.punctuation
    ]  # fmt: skip


def test_every_domain_carries_its_schema(probing: psycopg.Connection) -> None:
    assert [name for name, schema in domains(probing).items() if schema is None] == []


def test_a_pattern_is_told_in_words_too(probing: psycopg.Connection) -> None:
    patterned = {name: schema for name, schema in domains(probing).items() if schema and "pattern" in schema}
    assert [name for name, schema in patterned.items() if not schema.get("description")] == []


def test_schema_and_check_agree(probing: psycopg.Connection) -> None:
    differing = []
    for name, schema in domains(probing).items():
        if not schema or "type" not in schema:
            continue
        validator = jsonschema_rs.validator_for(schema)
        for value in probes(schema):
            row = probing.execute("select pg_temp.accepts(%s::regtype, %s)", [name, str(value)]).fetchone()
            if row != (validator.is_valid(value),):
                differing.append((name, value, f"the database says {row[0]}"))
    assert differing == []


def test_a_difference_is_found(probing: psycopg.Connection) -> None:
    probing.execute("create domain pg_temp.short as text check (char_length(value) <= 4)")
    schema = {"type": "string", "maxLength": 5}
    found = [
        value
        for value in probes(schema)
        if probing.execute("select pg_temp.accepts('pg_temp.short'::regtype, %s)", [value]).fetchone()
        != (jsonschema_rs.is_valid(schema, value),)
    ]
    assert "aaaaa" in found
