"""Each process asks the database for its chores."""

import asyncio
import json

import httpx
import psycopg
import pytest

from app.http.chores import Chores, left
from app.http.problems import unavailable
from tests.app.http.support import ONE_LOOP, until
from tests.support.accounts import People

pytestmark = ONE_LOOP


async def test_a_process_does_what_is_due_once(client: httpx.AsyncClient, owner: psycopg.Connection) -> None:
    pool = client.app.runtime.pool  # type: ignore[attr-defined]
    owner.execute("update ops.chores set last_slot = null, runs = 0")
    answers = await asyncio.gather(*(Chores().ask(pool) for _ in range(5)))
    done = [json.loads(answer or "{}") for answer in answers]
    assert [list(results) for results in done if results] == [["cleanup-sessions"]]
    assert owner.execute("select runs from ops.chores where name = 'cleanup-sessions'").fetchone() == (1,)


async def test_it_asks_again_and_again_until_it_is_stopped(
    client: httpx.AsyncClient, owner: psycopg.Connection
) -> None:
    def runs() -> int:
        return owner.execute("select runs from ops.chores where name = 'cleanup-sessions'").fetchone()[0]  # type: ignore[index]

    chores = Chores(every=0.01)
    await chores.start(client.app.runtime.pool)  # type: ignore[attr-defined]
    for number in (1, 2):
        owner.execute("update ops.chores set last_slot = null, runs = %s", [number * 10])
        await until(lambda number=number: runs() == number * 10 + 1)
    await chores.stop()
    await Chores().stop()  # one that was never started


async def test_it_goes_on_while_something_is_left(client: httpx.AsyncClient, owner: psycopg.Connection) -> None:
    people = People(owner)
    for number in range(3):
        people.user(f"leaver{number}", deletion_due_at="2024-01-01")
    owner.execute("update ops.chores set last_slot = null, runs = 0")
    chores = Chores(every=0.5)
    await chores.start(client.app.runtime.pool)  # type: ignore[attr-defined]
    state = "select runs, (select count(*) from iwm.users where username ~ '^leaver') from ops.chores where name = %s"
    await until(lambda: owner.execute(state, ["cleanup-sessions"]).fetchone() == (4, 0))
    await chores.stop()


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        (None, False),
        ("{}", False),
        ('{"a": {"done": true}, "b": {"done": false}}', True),
        ('{"a": {"done": true}}', False),
        ('{"a": {"done": false, "error": "division by zero"}}', False),
        ('{"a": {}, "b": null, "c": [1]}', False),
    ],
)
def test_what_is_left(owner: psycopg.Connection, results: str | None, expected: bool) -> None:
    assert left(results) is expected
    assert owner.execute("select ops.chores_left(coalesce(%s, '{}')::jsonb)", [results]).fetchone() == (expected,)


async def test_a_database_that_is_away_is_asked_later() -> None:
    asked = 0

    class Away:
        async def run(self, *_: object) -> list:
            nonlocal asked
            asked += 1
            raise unavailable("The database is not reachable right now.")

    chores = Chores(every=0.001)
    assert await chores.ask(Away()) is None  # type: ignore[arg-type]
    await chores.start(Away())  # type: ignore[arg-type]
    await until(lambda: asked > 3)
    await chores.stop()


async def test_the_application_has_one(client: httpx.AsyncClient) -> None:
    parts = client.app.runtime._parts  # type: ignore[attr-defined]
    assert sum(isinstance(part, Chores) for part in parts) == 1
