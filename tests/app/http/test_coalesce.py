"""Coalescing: how much leaves at once, what waits, and who is turned away."""

import asyncio
import random

import pytest

from app.http.coalesce import BUDGET, MOST, SLOW_COST, Call, Queue, plain_name
from tests.app.http.support import problem, until


def filled(queue: Queue, count: int = 500) -> Queue:
    """The queue with that many calls waiting."""
    loop = asyncio.get_running_loop()
    queue.calls.extend(Call([None], loop.create_future(), None, 0.0) for _ in range(count))
    return queue


async def settle(floor: float, each: float, noise: float = 0.0) -> Queue:
    """A queue that has learnt what a function costs whose batches take `floor` + `each` for a call (seconds).

    `noise`: what a busy machine adds on average, to the statement and to the one that tells the floor.
    """
    queue, dice = Queue("f", 1), random.Random(1)
    for _ in range(300):
        filled(queue)
        count = len(queue.take())
        queue.learn(floor + each * count + dice.expovariate(1) * noise, count, floor + noise)
        queue.calls.clear()
    return queue


async def test_a_batch_takes_about_its_budget() -> None:
    queue = await settle(0.0003, 0.0001)
    assert queue.cost == pytest.approx(0.0001, rel=0.3)
    assert len(filled(queue).take()) == pytest.approx(BUDGET / 0.0001, rel=0.4)


async def test_a_far_database_and_a_busy_machine_do_not_shrink_batches() -> None:
    assert len(filled(await settle(0.02, 0.0001)).take()) >= 10
    assert len(filled(await settle(0.0003, 0.0001, noise=0.01)).take()) >= 10


async def test_cheap_ones_leave_by_the_dozen_slow_ones_alone() -> None:
    cheap = await settle(0.0001, 0.000005)
    assert len(filled(cheap).take()) == MOST
    for noise in (0.0, 0.01):
        slow = await settle(0.0003, 0.05, noise)
        assert len(filled(slow).take()) == 1
        assert slow.cost > SLOW_COST


async def test_one_hiccup_changes_little() -> None:
    queue = await settle(0.0003, 0.0001)
    queue.learn(5.0, 10, 0.0003)
    assert len(filled(queue).take()) >= 8


async def test_those_who_went_away_are_left_out() -> None:
    queue = filled(Queue("f", 1), 3)
    queue.calls[0].future.cancel()
    assert len(queue.take()) == 2
    assert queue.take() == []


def test_names_that_need_quotes_are_refused() -> None:
    assert plain_name("get_movie") == "get_movie"
    with pytest.raises(ValueError, match="cannot be the name"):
        plain_name('x"; drop table movies; --')


async def test_slow_functions_do_not_hold_up_cheap_ones(serving) -> None:
    async with serving(cache=False) as client:
        for _ in range(30):
            await client.get("/v1/nap?seconds=0.02")
        slow = [asyncio.create_task(client.get("/v1/nap?seconds=0.3")) for _ in range(6)]
        await asyncio.sleep(0.05)
        began = asyncio.get_running_loop().time()
        answers = await asyncio.gather(*[client.get(f"/v1/notes/n{number}") for number in range(1, 20)])
        assert asyncio.get_running_loop().time() - began < 0.25
        assert {answer.status_code for answer in answers} == {200}
        assert {answer.status_code for answer in await asyncio.gather(*slow)} == {200}


async def test_too_many_are_turned_away_at_once(serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.http.coalesce.MAX_WAITING", 3)
    async with serving(cache=False) as client:
        coalescer = client.app.runtime.coalescer  # type: ignore[attr-defined]
        slow = [asyncio.create_task(client.get("/v1/nap?seconds=0.4")) for _ in range(20)]
        done = await asyncio.gather(*slow)
        told = [answer for answer in done if answer.status_code == 503]
        assert told
        assert problem(told[0], 503)["code"] == "overloaded"
        assert told[0].headers["retry-after"] == "1"
        assert any(answer.status_code == 200 for answer in done)
        assert coalescer.waiting == 0


async def test_who_waits_too_long_is_told(serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.http.coalesce.MOST", 1)
    async with serving(cache=False) as client:
        client.app.runtime.pool.timeout = 0.3  # type: ignore[attr-defined]
        answers = await asyncio.gather(*[client.get("/v1/nap?seconds=1") for _ in range(12)])
        codes = {answer.json().get("code") for answer in answers if answer.status_code == 503}
        assert "overloaded" in codes


async def test_clients_that_go_away_leave_the_queue(serving, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over ASGI: receive() tells of the disconnect; the call must not reach the database."""
    monkeypatch.setattr("app.http.coalesce.MOST", 1)
    async with serving(cache=False) as client:
        app = client.app  # type: ignore[attr-defined]
        busy = [asyncio.create_task(client.get("/v1/nap?seconds=1")) for _ in range(5)]
        await asyncio.sleep(0.1)
        gone = asyncio.Event()

        async def receive() -> dict:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict) -> None:
            return

        scope = {
            "type": "http", "method": "GET", "path": "/v1/nap", "raw_path": b"/v1/nap", "query_string": b"seconds=0.5",
            "headers": [], "client": ("127.0.0.1", 1), "http_version": "1.1", "scheme": "http",
        }  # fmt: skip
        request = asyncio.create_task(app(scope, receive, send))
        queue = app.runtime.endpoints["nap"].queue
        await until(lambda: any(call.watcher for call in queue.calls))
        before = len([call for call in queue.calls if not call.future.done()])
        gone.set()
        await until(lambda: len([call for call in queue.calls if not call.future.done()]) < before)
        await asyncio.gather(request, return_exceptions=True)
        assert {answer.status_code for answer in await asyncio.gather(*busy)} == {200}
