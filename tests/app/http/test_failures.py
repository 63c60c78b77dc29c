"""Errors of PostgreSQL as HTTP tells them, what is tried again, and what is not."""

import asyncio
import json

import httpx
import psycopg
import pytest

from app import loader
from app.http.catalogue import Arg, Catalogue, ErrorInfo, Operation, Result
from app.http.logs import log
from app.http.sqlstates import SqlError, to_problem
from tests.app.http.support import problem, until

OPERATION = Operation(
    "f", True, "POST", "/f", Result("json", "jsonb"),
    args=[Arg("rating", "iwm.rating", "body"), Arg("a", "iwm.page", "query"), Arg("b", "iwm.page", "query")],
)  # fmt: skip
CATALOGUE = Catalogue("d", errors={"gone": ErrorInfo(404, "It is gone")})


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (SqlError("IW404", "No such film.", "Look elsewhere.", "gone", "rating"), 404, "gone"),
        (SqlError("IW401", "Sign in."), 401, "unauthenticated"),
        (SqlError("IW429", "Too fast."), 429, "too_many_requests"),
        *[(SqlError(state), 422, "invalid_input") for state in ("22P02", "22003", "22007", "22008", "22021", "22P05")],
        *[(SqlError(state), 422, "invalid_input") for state in ("2201B", "22025", "22001", "23514", "23502", "54000")],
        (SqlError("23505", 'duplicate key value violates "secret_idx"'), 409, "conflict"),
        (SqlError("23503", detail='Key (x) is still referenced from table "secret"'), 409, "still_referenced"),
        (SqlError("23503", detail='Key (x) is not present in table "secret"'), 422, "unknown_reference"),
        (SqlError("57014"), 503, "query_timeout"),
        *[(SqlError(state), 503, "database_unavailable") for state in ("53300", "57P03", "08006", "40001", "55P03")],
        *[(SqlError(state), 500, "internal_error") for state in ("22012", "42501", "42P01", "XX000", "P0001", "0A000")],
    ],
)
def test_sqlstates(error: SqlError, status: int, code: str) -> None:
    told = to_problem(error, OPERATION, CATALOGUE)
    assert (told.status, told.code) == (status, code)
    body = told.body("/f", "id")
    assert b"secret" not in body
    assert (told.incident is not None) == (status == 500)
    assert any(name == b"retry-after" for name, _ in told.headers) == (status in (429, 503))


def test_a_declared_error_is_told_in_its_own_words() -> None:
    told = to_problem(SqlError("IW404", "No such film", "Look elsewhere", "gone", "rating"), OPERATION, CATALOGUE)
    document = json.loads(told.body("/f", "id"))
    assert document["title"] == "It is gone"
    assert document["type"] == "urn:iwm:problem:gone"
    assert document["message"] == "No such film. Look elsewhere."
    assert document["errors"] == [{"field": "rating", "reason": "No such film", "in": "body"}]


def test_a_broken_domain_names_its_argument_where_only_one_has_it() -> None:
    rating = to_problem(SqlError("23514", "value for domain iwm.rating violates …"), OPERATION, CATALOGUE)
    assert rating.errors[0].field == "rating"
    assert to_problem(SqlError("23514", "value for domain iwm.page violates …"), OPERATION, CATALOGUE).errors == []


async def test_our_mistakes_are_incidents(serving, capsys: pytest.CaptureFixture) -> None:
    async with serving(log_format="json") as client:
        document = problem(await client.get("/v1/divide/0"), 500)
        log.flush()
        lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
        noted = next(line for line in lines if line.get("incident") == document["incident"])
        assert (noted["function"], noted["sqlstate"]) == ("divide", "22012")
        assert "division" not in json.dumps(document)
        problem(await client.get("/v1/stumble/P0001/99"), 500)
        problem(await client.post("/v1/stumble/42501/99"), 500)


async def test_misses_in_a_batch_leave_the_others_alone(serving) -> None:
    async with serving(cache=False) as client:
        paths = [f"/v1/notes/{'n' if number % 2 else 'x'}{number}" for number in range(40)]
        answers = await asyncio.gather(*[client.get(path) for path in paths])
        assert [answer.status_code for answer in answers] == [404, 200] * 20
        for path, answer in zip(paths, answers, strict=True):
            name = path.rpartition("/")[2]
            assert name in answer.text
        coalescer = client.app.runtime.coalescer  # type: ignore[attr-defined]
        assert coalescer.batched_calls >= 40
        assert sum(coalescer.batches[1:]) > 0  # some left together


@pytest.fixture
def calls(owner: psycopg.Connection) -> None:
    """Sets the counter of the stumbling functions back."""
    owner.execute("alter sequence iwm.test_calls restart")


@pytest.mark.parametrize("state", ["40001", "40P01", "XX000", "0A000", "42883"])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_what_was_rolled_back_is_tried_again(serving, calls: None, state: str, method: str) -> None:
    async with serving(cache=False) as client:
        answer = await client.request(method, f"/v1/stumble/{state}/3")
        assert answer.json()["data"] == 4
        status = 503 if state.startswith("40") else 500
        problem(await client.request(method, f"/v1/stumble/{state}/999"), status)


async def test_other_errors_are_not_tried_again(serving, calls: None) -> None:
    async with serving() as client:
        problem(await client.get("/v1/stumble/23505/1"), 409)
        assert (await client.get("/v1/stumble/23505/1")).json()["data"] == 2


async def test_a_lost_connection(serving, calls: None, owner: psycopg.Connection) -> None:
    async with serving(cache=False) as client:
        assert (await client.get("/v1/cut/1")).json()["data"] == 2  # a read is tried once more
        answer = await client.get("/v1/cut/4")
        assert problem(answer, 503)["code"] == "connection_lost"
        assert answer.headers["retry-after"] == "1"
        owner.execute("alter sequence iwm.test_calls restart")
        problem(await client.post("/v1/cut/1"), 503)  # a write may have taken effect
        owner.execute("alter sequence iwm.test_calls restart")
        answer = await client.post("/v1/cut/1", headers={"Idempotency-Key": "a"})
        assert answer.json()["data"] == 2  # with a key it is harmless twice
        await until(lambda: client.app.runtime.pool.open_count == 4)  # type: ignore[attr-defined]


async def test_a_query_that_takes_too_long(serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.http.database.STATEMENT_TIMEOUT", 0.3)
    async with serving() as client:
        slow, *others = await asyncio.gather(
            client.get("/v1/nap?seconds=5"), *[client.get("/v1/nap?seconds=0.01") for _ in range(5)]
        )
        assert problem(slow, 503)["code"] == "query_timeout"
        assert {answer.status_code for answer in others} == {200}


async def test_a_database_that_does_not_answer(serving, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that hangs is given up after the time of a statement and some grace; connections come back."""
    async with serving(cache=False) as client:
        pool = client.app.runtime.pool  # type: ignore[attr-defined]
        pool.timeout = -1.7  # our patience: 0.3 s, while the server's is 10 s
        problem(await client.get("/v1/nap?seconds=3"), 503)
        pool.timeout = 10
        await until(lambda: pool.open_count == pool.size)
        assert (await client.get("/v1/nap")).status_code == 200


async def test_reloads_under_load(serving, http_dsn: str, http_root) -> None:
    """Functions are replaced, retyped and remade while they are called: no call fails."""
    path = http_root / "sql/30_api/tests/90_changing.sql"
    text = """
create type api.changing as (
    id text{more}
);
comment on type api.changing is 'Changes.';
create or replace function api.get_changing(_id text{argument})
returns api.changing
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$ declare _out api.changing; begin _out.id := _id; return _out; end $$;
comment on function api.get_changing is $$
Changing

@route GET /changing/{{id}}
@auth  none
@param id  Anything{described}
$$;
"""
    variants = [
        {"more": " -- Id", "argument": "", "described": ""},
        {"more": ", -- Id\n    extra text -- More @null", "argument": "", "described": ""},
        {"more": " -- Id", "argument": ", _more integer default 1", "described": "\n@param more  More"},
    ]

    def load(number: int) -> None:
        path.write_text(text.format(**variants[number % 3]))
        loader.load(http_dsn, root=http_root)

    statuses: dict[int, int] = {}
    try:
        await asyncio.to_thread(load, 0)
        async with serving(cache=False) as client:
            stop = asyncio.Event()

            async def reader(number: int) -> None:
                while not stop.is_set():
                    answer = await client.get(f"/v1/changing/{number}")
                    statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1

            readers = [asyncio.create_task(reader(number)) for number in range(8)]
            for number in range(1, 8):
                await asyncio.to_thread(load, number)
            stop.set()
            await asyncio.gather(*readers)
            runtime = client.app.runtime  # type: ignore[attr-defined]
            await until(lambda: runtime.loads >= 2)
    finally:
        path.unlink(missing_ok=True)
        await asyncio.to_thread(loader.load, http_dsn, root=http_root)
    assert set(statuses) == {200}
    assert statuses[200] > 100


async def until_status(client: httpx.AsyncClient, status: int) -> None:
    """Asks for /v1/fresh until it answers so."""
    async with asyncio.timeout(5):
        while (await client.get("/v1/fresh")).status_code != status:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_routes_follow_the_catalogue(serving, http_dsn: str, http_root) -> None:
    path = http_root / "sql/30_api/tests/91_fresh.sql"
    async with serving() as client:
        assert (await client.get("/v1/fresh")).status_code == 404
        path.write_text("""
create or replace function api.get_fresh()
returns text
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$ begin return 'fresh'; end $$;
comment on function api.get_fresh is $$
Fresh

@route GET /fresh
@auth  none
$$;
""")
        try:
            await asyncio.to_thread(loader.load, http_dsn, root=http_root)
            await until_status(client, 200)
            assert "/v1/fresh" in (await client.get("/openapi.json")).json()["paths"]
        finally:
            path.unlink()
            await asyncio.to_thread(loader.load, http_dsn, root=http_root)
        await until_status(client, 404)


async def test_a_catalogue_that_cannot_be_served_changes_nothing(serving) -> None:
    async with serving() as client:
        runtime = client.app.runtime  # type: ignore[attr-defined]
        before = runtime.front.inner
        with pytest.raises(Exception):  # noqa: B017, PT011 - of whatever kind
            await runtime.load(b'{"digest": "x", "operations": [{"function": "drop table"}]}')
        assert runtime.front.inner is before
        loads = runtime.loads
        runtime.poller.on_catalogue = lambda document: runtime.load(b"{}")  # no digest: not a catalogue
        runtime.poller.digest = "older"
        await until(lambda: runtime.poller._refused is not None)
        assert runtime.loads == loads
        assert (await client.get("/v1/notes/n1")).status_code == 200
