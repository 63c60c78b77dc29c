"""Idempotency-Key: what is sent again takes effect once."""

import asyncio
import threading
from collections import Counter
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.app.http.support import ONE_LOOP, problem, until
from tests.app.http.test_server import process
from tests.support.accounts import People, Person

pytestmark = ONE_LOOP


def rows(owner: psycopg.Connection, word: str) -> int:
    """How often a word was counted."""
    (count,) = owner.execute("select count(*) from iwm.test_tallies where word = %s", [word]).fetchone()  # type: ignore[misc]
    return count


async def test_a_repeated_request_is_answered_again(client: httpx.AsyncClient, owner: psycopg.Connection) -> None:
    first, second = [
        await client.post("/v1/tallies", json={"word": "once"}, headers={"Idempotency-Key": "k once"}) for _ in range(2)
    ]
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert first.headers["etag"] == second.headers["etag"] == '"1"'
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"
    assert rows(owner, "once") == 1
    # what a write touches was told when it happened
    assert owner.execute("select count(*) from ops.cache_outbox where tags = '{tallies}'").fetchone() == (1,)


async def test_without_a_key_each_request_counts(client: httpx.AsyncClient, owner: psycopg.Connection) -> None:
    for _ in range(2):
        assert (await client.post("/v1/tallies", json={"word": "twice"})).status_code == 201
    assert rows(owner, "twice") == 2


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/tallies", b'{"word": "other"}'),
        ("/v1/tallies", b'{"word":"used"}'),  # other bytes are another request
        ("/v1/tallies?", b'{"word": "used"}'),
        ("/v1/echo", b'{"word": "used"}'),
    ],
)
async def test_a_key_belongs_to_one_request(
    client: httpx.AsyncClient, owner: psycopg.Connection, path: str, body: bytes
) -> None:
    headers = {"Idempotency-Key": "k used", "Content-Type": "application/json"}
    assert (await client.post("/v1/tallies", content=b'{"word": "used"}', headers=headers)).status_code == 201
    answer = await client.post(path, content=body, headers=headers)
    if path == "/v1/tallies?":  # an empty query is no query
        assert (answer.status_code, answer.headers["idempotency-replayed"]) == (201, "true")
    else:
        assert problem(answer, 422)["code"] == "idempotency_key_reused"
    assert rows(owner, "used") == 1
    assert rows(owner, "other") == 0


async def test_an_error_may_be_tried_again(client: httpx.AsyncClient, owner: psycopg.Connection) -> None:
    headers = {"Idempotency-Key": "k bad"}
    for _ in range(2):
        problem(await client.post("/v1/tallies", json={"word": "bad"}, headers=headers), 409)
    assert (await client.post("/v1/tallies", json={"word": "better"}, headers=headers)).status_code == 201
    assert (rows(owner, "bad"), rows(owner, "better")) == (0, 1)


async def test_while_the_first_one_runs(
    client: httpx.AsyncClient, owner: psycopg.Connection, http_dsn: str, serving
) -> None:
    """The second is refused at once, also by another process: a lock of ours holds the transaction of the first."""
    headers = {"Idempotency-Key": "k slow"}
    with psycopg.connect(http_dsn) as holding:
        holding.execute("select from iwm.test_notes where id = 'n40' for update")
        first = asyncio.create_task(client.post("/v1/tallies", json={"word": "slow"}, headers=headers))
        waits = (
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%add_tally__call%'"
        )
        await until(lambda: owner.execute(waits).fetchone() == (1,))
        async with serving() as elsewhere:
            for caller in (client, elsewhere):
                answer = await caller.post("/v1/tallies", json={"word": "slow"}, headers=headers)
                assert problem(answer, 409)["code"] == "idempotency_key_running"
        assert not first.done()
        holding.rollback()
    assert (await first).status_code == 201
    again = await client.post("/v1/tallies", json={"word": "slow"}, headers=headers)
    assert again.headers["idempotency-replayed"] == "true"
    assert rows(owner, "slow") == 1


async def test_a_thousand_repetitions_are_one(tmp_path: Path, http_dsn: str, owner: psycopg.Connection) -> None:
    """From two threads over many connections, to two processes."""
    answers: list[httpx.Response] = []

    async def send(address: str) -> None:
        limits = httpx.Limits(max_connections=40)
        async with httpx.AsyncClient(base_url=address, limits=limits, timeout=60) as client:
            headers = {"Idempotency-Key": "k thousand"}
            answers.extend(
                await asyncio.gather(
                    *[client.post("/v1/tallies", json={"word": "thousand"}, headers=headers) for _ in range(500)]
                )
            )

    with process(tmp_path, http_dsn, workers=2) as (_, address):
        threads = [threading.Thread(target=asyncio.run, args=(send(address),)) for _ in range(2)]
        for thread in threads:
            thread.start()
        await asyncio.to_thread(lambda: [thread.join() for thread in threads])
    assert len(answers) == 1000
    assert rows(owner, "thousand") == 1
    statuses = Counter(answer.status_code for answer in answers)
    assert statuses.keys() <= {201, 409}
    made = [answer for answer in answers if answer.status_code == 201]
    assert len({answer.content for answer in made}) == 1
    assert sum("idempotency-replayed" not in answer.headers for answer in made) == 1
    running = {answer.json()["code"] for answer in answers if answer.status_code == 409}
    assert running <= {"idempotency_key_running"}


async def test_keys_of_different_callers_never_meet(serving, owner: psycopg.Connection) -> None:
    people = People(owner)
    ann, bob = (people.user(name) for name in ("key.ann", "key.bob"))

    async def by_name(headers) -> str | None:
        name = headers.get(b"authorization")
        return None if name is None else {"ann": ann.viewer, "bob": bob.viewer}[name.decode()]

    async with serving(more={"authenticate": by_name}) as client:

        async def add(name: str) -> httpx.Response:
            headers = {"Authorization": name, "Idempotency-Key": "k shared"}
            return await client.post("/v1/members/tallies", json={"word": "shared"}, headers=headers)

        ids = {(await add(name)).json()["data"]["id"] for name in ("ann", "bob", "ann", "bob")}
        assert len(ids) == rows(owner, "shared") == 2
        revoke(owner, ann)
        # what was answered before is not given to who may not ask any more
        assert problem(await add("ann"), 401)["code"] == "invalid_token"
        owner.execute("update iwm.sessions set scopes = '{profile:read}' where user_id = %s", [bob.id])
        assert problem(await add("bob"), 403)["code"] == "insufficient_scope"


def revoke(owner: psycopg.Connection, person: Person) -> None:
    """Ends the sessions of somebody."""
    owner.execute("update iwm.sessions set revoked_at = iwm.now() where user_id = %s", [person.id])


async def test_a_key_is_kept_for_a_day(client: httpx.AsyncClient, owner: psycopg.Connection) -> None:
    headers = {"Idempotency-Key": "k day"}
    for count in (1, 1, 2, 2):
        if count == 2:
            age = "update iwm.idempotency_keys set created_at = iwm.now() - interval '25 hours' where key = 'k day'"
            owner.execute(age) if rows(owner, "day") == 1 else None
        await client.post("/v1/tallies", json={"word": "day"}, headers=headers)
        assert rows(owner, "day") == count


@pytest.mark.parametrize("key", [b"", b"a" * 256, b"\xe9", b"a\tb"])
async def test_what_is_no_key(client: httpx.AsyncClient, key: bytes) -> None:
    answer = problem(await client.post("/v1/tallies", json={"word": "x"}, headers={"Idempotency-Key": key}), 422)
    assert answer["errors"][0] == {
        "field": "Idempotency-Key",
        "reason": "must be 1 to 255 printable ASCII characters",
        "in": "header",
    }


async def test_which_operations_take_a_key(client: httpx.AsyncClient) -> None:
    """Every writing POST but those of /auth and those in Python; of the rest none."""
    paths = (await client.get("/openapi.json")).json()["paths"]
    catalogue = {e.operation.function: e.operation for e in client.app.runtime.endpoints.values()}  # type: ignore[attr-defined]
    seen = Counter()
    for path, item in paths.items():
        for method, described in item.items():
            operation = catalogue.get(described["operationId"])
            if operation is None:
                continue
            names = {parameter["name"] for parameter in described.get("parameters", [])}
            injected = any(arg.name == "idempotency_key" for arg in operation.args)
            takes = (
                method == "post" and operation.volatile and not operation.handler and not path.startswith("/v1/auth/")
            )
            assert operation.takes_key is takes, path
            assert ("Idempotency-Key" in names) is (takes or injected), path
            if takes:
                assert {"409", "422"} <= described["responses"].keys(), path
            seen[takes] += 1
    assert seen[True] >= 4
    assert seen[False] > 30
