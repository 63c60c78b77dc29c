"""A real server with streams: methods, headers, slow readers, many readers, its log, its end."""

import asyncio
import contextlib
import signal
import socket as sockets
import time
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.app.http.support import problem
from tests.app.http.test_server import process, workers_of
from tests.support.live import Job, bearer, header, publish, sse
from tests.support.websocket import WebSocket


async def test_methods_and_addresses(site: str, owner: psycopg.Connection, somebody) -> None:
    ann = somebody()
    job = Job(owner, ann.id)
    live = f"{site}/v1/live?topics={job.topic}"
    async with httpx.AsyncClient(timeout=20, headers=header(bearer(ann))) as client:
        head = await client.head(live)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-type"].startswith("text/event-stream")
        options = await client.options(live)
        assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            answer = await client.request(method, live)
            assert problem(answer, 405)["code"] == "method_not_allowed"
            assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
        for query, field in [
            ("", None), ("topics=", None), ("topics=,,", None), ("topics=a%0Ab", None), ("topics=%C3%A9", None),
            ("topics=" + ",".join(f"job:{n}" for n in range(51)), None), ("topics=" + "x" * 201, None),
            ("topics=x&more=1", "more"), ("&".join(f"a{n}=1" for n in range(500)), "a0"), ("x" * 500, "x" * 200),
        ]:  # fmt: skip
            told = problem(await client.get(f"{site}/v1/live?{query}"), 422)
            assert [error["field"] for error in told["errors"][:1]] == ([field] if field else [])
        problem(await client.get(f"{site}/v1/live?topics=%00"), 400)
        problem(await client.get(f"{site}/v1/live?topics=%ff"), 400)
        problem(await client.get(f"{site}/v1/live?topics={'x' * 9000}"), 414)
        problem(await client.get(f"{site}/v1/live/none"), 404)
        told = problem(await client.get(f"{site}/v1/live?topics=job:x"), 404)
        assert told["code"] == "topic_not_found"
        assert "job:x" in told["message"]
    async with httpx.AsyncClient(timeout=20) as client:
        answer = await client.get(live)
        assert problem(answer, 401)["code"] == "unauthenticated"
        assert "www-authenticate" in answer.headers
        for value in ("", "Basic eDp5", "Bearer", "Bearer x", "Bearer " + "x" * 5000):
            problem(await client.get(live, headers={"Authorization": value}), 401)
        problem(await client.post(f"{site}/v1/live/tickets"), 401)


async def test_a_slow_reader_is_dropped(site: str, owner: psycopg.Connection, somebody) -> None:
    """One who never reads: the server keeps what the system's buffers hold, and no more."""
    ann, mod = somebody(), somebody("moderator")
    job = Job(owner, ann.id)
    host, _, port = site.removeprefix("http://").partition(":")
    with sockets.create_connection((host, int(port))) as slow:
        slow.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 65536)
        request = (
            f"GET /v1/live?topics={job.topic} HTTP/1.1\r\nHost: iwm\r\nAuthorization: Bearer {bearer(ann)}\r\n\r\n"
        )
        slow.sendall(request.encode())
        assert slow.recv(4096).startswith(b"HTTP/1.1 200 ")
        async with sse(site, job.topic, token=bearer(mod)) as quick:
            await quick.hear()
            for number in range(700):  # 35 MB
                publish(owner, job.topic, number, 50_000)
                assert (await quick.hear())["data"]["number"] == number
        slow.settimeout(60)
        size = 0
        with contextlib.suppress(ConnectionError):
            while got := await asyncio.to_thread(slow.recv, 1 << 20):
                size += len(got)
        assert 0 < size < 30_000_000  # it ended, long before all of it had been told


async def test_sockets_that_never_read(live_dsn: str, tmp_path: Path, owner: psycopg.Connection, somebody) -> None:
    """They are dropped, cost little memory, and hold the end of the server up for a moment only."""
    ann, mod = somebody(), somebody("moderator")
    job = Job(owner, ann.id)
    with process(tmp_path, live_dsn, workers=1, log_level="info") as (running, address):
        [worker] = workers_of(running)
        async with contextlib.AsyncExitStack() as stack:
            slow = [await stack.enter_async_context(await WebSocket.open(address, buffer=65536)) for _ in range(10)]
            quick = await stack.enter_async_context(sse(address, job.topic, token=bearer(mod)))
            await quick.hear()
            for socket in slow:
                socket.say(type="auth", token=bearer(ann))
                socket.say(type="subscribe", topics=[job.topic])
                assert {(await socket.hear())["type"] for _ in range(3)} == {"ready", "event", "subscribed"}
                socket.stop_reading()
            before = worker.memory_info().rss
            for number in range(600):  # 30 MB for each
                publish(owner, job.topic, number, 50_000)
                assert (await quick.hear())["data"]["number"] == number
            assert worker.memory_info().rss - before < 100_000_000
            stuck = await stack.enter_async_context(await WebSocket.open(address, buffer=65536))
            stuck.say(type="auth", token=bearer(ann))
            stuck.say(type="subscribe", topics=[job.topic])
            assert {(await stuck.hear())["type"] for _ in range(3)} == {"ready", "event", "subscribed"}
            stuck.stop_reading()
            for number in range(200):  # less than would have it dropped
                publish(owner, job.topic, number, 50_000)
                await quick.hear()
            began = time.monotonic()
            running.send_signal(signal.SIGTERM)
            assert await asyncio.to_thread(running.wait, 30) == 0
            assert time.monotonic() - began < 9
        log = (tmp_path / "log").read_text()
        assert "Killing" not in log
        assert "Traceback" not in log


async def test_many_watchers(site: str, owner: psycopg.Connection, somebody) -> None:
    people = [somebody() for _ in range(10)]
    jobs = [Job(owner, person.id) for person in people]
    count = 200

    async with contextlib.AsyncExitStack() as stack:
        sockets_ = []
        for number in range(count):
            socket = await stack.enter_async_context(await WebSocket.open(site))
            socket.say(type="auth", token=bearer(people[number % 10]))
            socket.say(type="subscribe", topics=[jobs[number % 10].topic])
            sockets_.append(socket)
        for socket in sockets_:
            assert {(await socket.hear())["type"] for _ in range(3)} == {"ready", "event", "subscribed"}
        [(listeners,)] = owner.execute(
            "select count(*) from pg_stat_activity where application_name = 'iwm live' and datname = current_database()"
        )
        assert listeners == 1
        for number in range(20):
            for job in jobs:
                publish(owner, job.topic, number)
        for number, socket in enumerate(sockets_):
            for at in range(20):
                told = await socket.hear()
                assert (told["topic"], told["data"]["number"]) == (jobs[number % 10].topic, at)


async def test_the_end_of_the_server(live_dsn: str, tmp_path: Path, owner: psycopg.Connection, somebody) -> None:
    """It waits for no stream, and each is told; so it is with a log that holds no ticket."""
    ann = somebody()
    job = Job(owner, ann.id)
    with process(tmp_path, live_dsn, workers=2, log_level="info") as (running, address):
        workers = workers_of(running)
        async with httpx.AsyncClient(timeout=20) as client:
            answers = [await client.post(f"{address}/v1/live/tickets", headers=header(bearer(ann))) for _ in range(4)]
            tickets = [answer.json()["data"]["ticket"] for answer in answers]
            refused = await client.get(f"{address}/v1/live?topics={job.topic}&ticket=1{tickets[0]}")
            assert problem(refused, 401)["code"] == "invalid_token"
            assert tickets[0] not in refused.text
        async with contextlib.AsyncExitStack() as stack:
            streams = [await stack.enter_async_context(sse(address, job.topic, ticket=ticket)) for ticket in tickets]
            found = [await stack.enter_async_context(await WebSocket.open(address)) for _ in range(4)]
            for stream in streams:
                await stream.hear()
            for socket in found:
                socket.say(type="auth", token=bearer(ann))
                await socket.hear()
            silent = await stack.enter_async_context(await WebSocket.open(address))
            began = time.monotonic()
            running.send_signal(signal.SIGTERM)
            for stream in streams:
                assert await stream.hear() == {"type": "end", "reason": "stopping"}
                with pytest.raises(StopAsyncIteration):
                    await stream.hear()
            for socket in found:
                closed = await socket.end()
                assert (closed.code, closed.reason) == (1001, "stopping")
            assert (await silent.end()).code == 1013
            assert await asyncio.to_thread(running.wait, 15) == 0
            assert time.monotonic() - began < 8  # not the ten seconds that the server gives to those who do not hear
        assert not [worker for worker in workers if worker.is_running()]
        log = (tmp_path / "log").read_text()
        assert "Killing" not in log
        assert "Traceback" not in log
        assert "GET /v1/live " in log
        assert not [ticket for ticket in tickets if ticket.rpartition(".")[0] in log]
        assert "topics=" not in log
