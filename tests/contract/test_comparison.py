"""The comparison itself: each kind of difference is seen, and nothing is seen where there is none."""

import psycopg
import pytest

from tests.contract.listing import Entry
from tests.contract.others import partition_differences
from tests.contract.tables import table_differences

SEED = {
    "seed": "002",
    "columns": """
id | INTEGER | PK, AUTO
code | VARCHAR(10) | UNIQUE, INDEX | = PG-13
kind | VARCHAR(5) | NOT NULL | = film, short
score | FLOAT | NULL | 0..10
votes | INTEGER | DEFAULT 0
added | TIMESTAMP | DEFAULT NOW()
film_id | INTEGER | FK → probe_films.id
""",
    "indexes": """
CREATE INDEX probe_score ON probe (score DESC) WHERE score IS NOT NULL;
CREATE UNIQUE INDEX probe_kind ON probe (kind, film_id);
""",
}
AS_WRITTEN = """
create table probe_films (id integer primary key);
create table probe (
    id integer generated always as identity primary key, code varchar(10) unique, kind varchar(5) not null,
    score double precision check (score between 0 and 10), votes integer default 0,
    added timestamp without time zone default now(), film_id integer references probe_films (id));
create index probe_score on probe (score desc) where score is not null;
create unique index probe_kind on probe (kind, film_id);
"""


def found(conn: psycopg.Connection, made: str) -> set[tuple[str, str, str]]:
    conn.execute("create schema probing")
    conn.execute("select set_config('search_path', 'probing, ' || current_setting('search_path'), true)")
    conn.execute(made)
    return {(d.of, d.aspect, d.ours) for d in table_differences(conn, Entry("table", "probe", "none", SEED))}


def test_no_difference_where_all_is_as_written(conn: psycopg.Connection):
    assert found(conn, AS_WRITTEN) == set()


@pytest.mark.parametrize(
    ("written", "made", "difference"),
    [
        ("code varchar(10)", "code text", ("probe.code", "type", "text")),
        ("code varchar(10)", "code text check (length(code) < 10)", ("probe.code", "type", "text, at most 9")),
        ("kind varchar(5)", "kind text", ("probe.kind", "type", "text")),
        ("kind varchar(5)", "kind text check (kind in ('film'))", ("probe.kind", "values", "refuses short")),
        ("varchar(5) not null", "varchar(5)", ("probe.kind", "not null", "NULL")),
        ("and 10)", "and 20)", ("probe.score", "values", "accepts 11")),
        ("double precision check", "double precision not null check", ("probe.score", "null", "not null")),
        ("votes integer default 0", "votes integer default 1", ("probe.votes", "default", "1")),
        ("votes integer default 0", "votes integer", ("probe.votes", "default", "no default")),
        ("votes integer", "vote integer", ("probe.votes", "column", "missing")),
        ("default now()", "default iwm.now()", ("probe.added", "default", "iwm.now()")),
        (" references probe_films (id)", "", ("probe.film_id", "reference", "no reference")),
        ("(10) unique", "(10)", ("probe.code", "unique", "not unique")),
        ("(10) unique", "(10), unique (code, kind)", ("probe.code", "unique", "not alone")),
        ("integer generated always as identity", "integer", ("probe.id", "key", "primary key (id), not automatic")),
        (
            "(score desc)",
            "(score)",
            ("probe_score", "definition", "ON probing.probe USING btree (score) WHERE (score IS NOT NULL)"),
        ),
        ("create index probe_score", "create index other", ("probe_score", "index", "missing")),
        ("create unique index", "create index", ("probe_kind", "unique", "plain index")),
        ("table probe (", "table other (", ("table probe", "table", "missing")),
    ],
)
def test_each_difference_is_seen(conn: psycopg.Connection, written: str, made: str, difference: tuple[str, str, str]):
    changed = AS_WRITTEN.replace(written, made)
    assert changed != AS_WRITTEN
    if "table other" in made:
        changed = changed.partition("create index")[0]
    assert difference in found(conn, changed)


@pytest.mark.parametrize(
    ("by", "until", "differences"),
    [("at", "2024-02-01", set()), ("at", "2025-01-01", {"period"}), ("kept", "2024-02-01", {"key"})],
)
def test_partitions(conn: psycopg.Connection, by: str, until: str, differences: set[str]):
    conn.execute(f"create temp table probe (at timestamptz, kept timestamptz) partition by range ({by})")
    conn.execute(f"create temp table part partition of probe for values from ('2024-01-01') to ('{until}')")
    entry = Entry("partition", "probe", "none", {"table": "probe", "by": "at", "every": "1 month"})
    assert {d.aspect for d in partition_differences(conn, entry)} == differences
