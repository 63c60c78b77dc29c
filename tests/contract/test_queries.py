"""The seeds' example queries run as they are written, on the imported sample, and by the index that they name."""

import psycopg
import pytest
from psycopg.rows import dict_row

from tests.contract import listing
from tests.contract.listing import Entry

# what a reader of the seeds has to fill in
FILLED_IN = {"'[0.1, 0.2, ...]'": "(select plot_embedding from movies where plot_embedding is not null limit 1)"}
QUERIES = listing.switched_on("query")


def statement(entry: Entry) -> str:
    """The query, with its gaps filled."""
    text = entry.fields["sql"]
    for gap, filling in FILLED_IN.items():
        text = text.replace(gap, filling)
    return text.strip().removesuffix(";")


@pytest.fixture
def reader(sample_dsn: str):
    """A connection as psql opens it: the role's own search path, nothing set."""
    with psycopg.connect(sample_dsn, row_factory=dict_row) as connection:
        yield connection
        connection.rollback()


def require(conn: psycopg.Connection, entry: Entry) -> None:
    """Skips a query whose extension this server does not offer."""
    extension = entry.fields.get("extension")
    if extension and not conn.execute("select from pg_extension where extname = %s", [extension]).fetchone():
        pytest.skip(f"this server has no {extension}")


@pytest.mark.parametrize("entry", QUERIES, ids=str)
def test_runs_as_written(reader: psycopg.Connection, entry: Entry):
    require(reader, entry)
    cursor = reader.execute(statement(entry))
    expected = entry.fields.get("finds")
    if expected:
        assert any(expected.items() <= row.items() for row in cursor), f"{expected} is not in the answer"


@pytest.mark.parametrize("entry", [e for e in QUERIES if "index" in e.fields], ids=str)
def test_uses_its_index(reader: psycopg.Connection, entry: Entry):
    require(reader, entry)
    plan = "\n".join(row["QUERY PLAN"] for row in reader.execute(f"explain {statement(entry)}"))
    assert entry.fields["index"] in plan, plan
