"""Calls are counted in each process, and written now and then."""

import hashlib

import psycopg
import pytest

from app.http.calls import OTHER, Calls
from app.http.problems import unavailable
from tests.app.http.support import until
from tests.support.accounts import People


def counted(owner: psycopg.Connection) -> dict[tuple[str, str], tuple[int, int]]:
    """Calls and errors by caller and operation; forgotten after that."""
    rows = owner.execute("delete from iwm.api_calls returning caller, client, operation, calls, errors").fetchall()
    assert {row[1] for row in rows} <= {"127.0.0.1"}
    return {(caller, operation): (calls, errors) for caller, _, operation, calls, errors in rows}


async def test_every_call_is_counted_once(serving, owner: psycopg.Connection) -> None:
    people = People(owner)
    ann = people.user("counted.ann")
    token = people.api_token(ann, "profile:read")
    counted(owner)
    async with serving() as client:
        runtime = client.app.runtime
        access = runtime._parts[0].tokens.access(ann.external_id, ann.session_id)
        as_ann, as_token = ({"Authorization": f"Bearer {text}"} for text in (access, token))
        for _ in range(3):
            await client.get("/v1/who", headers=as_ann)
        await client.get("/v1/who", headers=as_token)
        await client.get("/v1/who", headers={"Authorization": "Bearer wrong"})
        await client.get("/v1/notes/none")
        await client.get("/v1/nothing")
        hits = runtime.cache.hits
        for headers in ({}, {}, {}, as_ann, as_token, {"Authorization": "Bearer wrong"}):
            await client.get("/v1/notes/n1", headers=headers)  # from the cache, and still somebody asked
        assert runtime.cache.hits - hits == 5
        await client.get("/healthz")
        await runtime.flusher.flush()
        (token_id,) = owner.execute("select external_id from iwm.api_tokens").fetchone()  # type: ignore[misc]
        assert counted(owner) == {
            (ann.external_id, "who_am_i"): (3, 0),
            (token_id, "who_am_i"): (1, 0),
            ("anonymous", "who_am_i"): (1, 1),
            ("anonymous", "get_note"): (5, 1),
            ("anonymous", "other"): (1, 1),
            (ann.external_id, "get_note"): (1, 0),
            (token_id, "get_note"): (1, 0),
        }
        used = owner.execute("select token_hash, last_used_at is not null from iwm.api_tokens").fetchall()
        assert used == [(hashlib.sha256(token.encode()).hexdigest(), True)]
        await client.put("/v1/notes/n1", json={"body": "x"})
    # what was not written yet is written at the end
    assert counted(owner) == {("anonymous", "put_note"): (1, 0)}


async def test_counts_wait_for_a_database_that_is_away(serving, owner: psycopg.Connection, monkeypatch) -> None:
    counted(owner)
    async with serving() as client:
        runtime = client.app.runtime
        await client.get("/v1/notes/n2")
        with monkeypatch.context() as away:

            async def refuse(*args: object) -> None:
                raise unavailable("It is away.")

            away.setattr(runtime.pool, "run", refuse)
            await runtime.flusher.flush()
        await client.get("/v1/notes/none")
        await runtime.flusher.flush()
        assert counted(owner) == {("anonymous", "get_note"): (2, 1)}


async def test_they_are_written_by_themselves(serving, owner: psycopg.Connection) -> None:
    counted(owner)
    async with serving() as client:
        flusher = client.app.runtime.flusher
        await flusher.stop()
        flusher.every = 0.01
        flusher.start()
        await client.get("/v1/notes/n2")
        await until(lambda: owner.execute("select from iwm.api_calls").fetchone() is not None)
        assert counted(owner) == {("anonymous", "get_note"): (1, 0)}


@pytest.mark.once
def test_what_is_counted_apart_is_bounded() -> None:
    calls = Calls(most=3)
    for number in range(10):
        calls.add(f"usr_{number}", "x", "f", number % 2 == 0)
    calls.add("usr_0", "x", "f", False)
    rows = calls.take()
    assert len(rows) == 4
    assert (*OTHER, 7, 3) in rows
    assert ("usr_0", "x", "f", 2, 1) in rows
    assert sum(row[3] for row in rows) == 11
    assert calls.take() == []
    calls.give_back(rows)
    assert sorted(calls.take()) == sorted(rows)


@pytest.mark.once
def test_who_called_is_read_from_the_viewer() -> None:
    calls = Calls(most=2)
    assert calls.signed_in(b"Bearer a", "(usr_1,ses_1,)") == "usr_1"
    assert calls.signed_in(b"Bearer b", "(,tok:ab,)") == "tok:ab"
    assert calls.callers == {b"Bearer a": "usr_1", b"Bearer b": "tok:ab"}
    calls.signed_in(b"Bearer c", "(usr_2,ses_2,)")
    assert len(calls.callers) == 1
