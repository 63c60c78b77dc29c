"""What docs/JOBS.md shows is what happens: its SQL runs, what it names is there, its task is one."""

import re
from typing import Any

import psycopg
import pytest

from app.jobs.tasks import Job, Registry
from app.loader.project import ROOT

TEXT = (ROOT / "docs/JOBS.md").read_text()


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("block", blocks("sql"))
def test_the_sql_runs(conn: psycopg.Connection[Any], block: str):
    conn.execute("truncate jobs.workers restart identity")  # the first worker is number 1
    with conn.cursor() as cursor:
        statements = [part for part in re.split(r";[^\n']*\n", block) if part.strip()]
        for statement in statements:
            cursor.execute(statement.encode())
            cursor.fetchall()
        assert statements


def test_the_functions_are_there(conn: psycopg.Connection[Any]):
    named = set(re.findall(r"\b(jobs\.[a-z_]+)\(", TEXT))
    there = {
        row[0]
        for row in conn.execute("select 'jobs.' || proname from pg_proc where pronamespace = 'jobs'::regnamespace")
    }
    assert len(named) > 15
    assert named - there == set()


def test_the_arguments_of_enqueue_are_all_there(conn: psycopg.Connection[Any]):
    row = conn.execute("select proargnames from pg_proc where oid = 'jobs.enqueue'::regproc").fetchone()
    assert row
    table = TEXT.partition("| argument of")[2].partition("\n\n")[0]
    assert sorted(re.findall(r"`(_\w+)`", table)) == sorted(row[0])


def test_the_states_are_all_there(conn: psycopg.Connection[Any]):
    row = conn.execute("select enum_range(null::jobs.state)::text[]").fetchone()
    assert row
    table = TEXT.partition("| state | |")[2].partition("\n\n")[0]
    assert sorted(re.findall(r"^\| `(\w+)`", table, re.MULTILINE)) == sorted(row[0])


async def test_the_task_is_one():
    names: dict[str, Any] = {}
    exec(blocks("python")[0], names)
    registry: Registry = names["tasks"](None, None)
    job = Job(1, 1, "posters.fetch", 10.0)
    assert await registry.tasks["posters.fetch"].call(job, b'{"movie_id": "tt0816692"}') == {"bytes": 1}
    assert job.percent == 50
