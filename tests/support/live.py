"""What tests of the live feed share: a job's life by SQL, streams over a socket and in this process."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import psycopg
from psycopg.types.json import Jsonb

from app.accounts.keys import Keys
from app.accounts.tokens import Tokens
from app.http.app import App
from app.live.part import Live
from app.settings import Settings
from tests.support.accounts import Person


def live(app: App) -> Live:
    """The live feed of an application in this process."""
    [part] = [part for part in app.runtime._parts if isinstance(part, Live)]
    return part


def bearer(person: Person) -> str:
    """An access token of somebody."""
    return Tokens(Keys(Settings()), Settings()).access(person.external_id, person.session_id)


def header(token: str) -> dict[str, str]:
    """The header that carries it."""
    return {"Authorization": f"Bearer {token}"}


class Job:
    """A job and its worker, on a connection of the owner."""

    def __init__(self, conn: psycopg.Connection, user: int | None, **named: Any) -> None:
        self.conn = conn
        names = "".join(f", _{name} => %s" for name in named)
        values = [Jsonb(value) if isinstance(value, dict) else value for value in named.values()]
        self.number = self.one(f"select jobs.enqueue('test.work', _user_id => %s{names})", user, *values)
        self.id = self.one("select jobs.public_id(j.id, j.created_at) from jobs.jobs as j where j.id = %s", self.number)
        self.attempt = 0
        self.worker = 0

    @property
    def topic(self) -> str:
        """What to subscribe to."""
        return f"job:{self.id}"

    def one(self, sql: str, *values: Any) -> Any:
        """The only value of a statement."""
        [(value,)] = self.conn.execute(sql, values).fetchall()
        return value

    def begin(self) -> None:
        """A worker takes it."""
        self.worker = self.one("select jobs.register('test')")
        rows = self.conn.execute("select id, attempt from jobs.claim(%s, 100)", [self.worker]).fetchall()
        self.attempt = dict(rows)[self.number]

    def progress(self, percent: int, message: str = "") -> None:
        """The worker tells how far it is."""
        self.one(
            "select jobs.heartbeat(%s, %s, %s::smallint[], %s::smallint[], %s)",
            self.worker, [self.number], [self.attempt], [percent], [message],
        )  # fmt: skip

    def finish(self) -> None:
        """It is done."""
        assert self.one("select jobs.finish(%s, %s::smallint[])", [self.number], [self.attempt]) == 1


def publish(conn: psycopg.Connection, topic: str, number: int, size: int = 0) -> None:
    """An event of a topic, as the queue writes them."""
    conn.execute(
        "insert into jobs.events (topic, kind, data) values (%s, 'progress', %s)",
        [topic, Jsonb({"number": number, "filling": "x" * size})],
    )
    conn.execute("select pg_notify('iwm_live', '')")


def publish_at_once(conn: psycopg.Connection, numbers: range, *topics: str) -> None:
    """Events of one transaction, the topics in turn."""
    conn.execute(
        "insert into jobs.events (topic, kind, data)"
        " select (%s::text[])[1 + n %% %s], 'progress', jsonb_build_object('number', n)"
        " from unnest(%s::integer[]) as n",
        [list(topics), len(topics), list(numbers)],
    )
    conn.execute("select pg_notify('iwm_live', '')")


class Sse:
    """Server-sent events as they come over HTTP. `last`: the last id that was given."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self.last: str | None = None
        self._lines = answer.aiter_lines()

    async def hear(self, within: float = 20) -> dict[str, Any]:
        """The data of the next event; its kind is checked against `event:`. Raises StopAsyncIteration at the end."""
        kind, data = "", ""
        async with asyncio.timeout(within):
            async for line in self._lines:
                name, _, value = line.partition(": ")
                if name == "id":
                    self.last = value
                elif name == "event":
                    kind = value
                elif name == "data":
                    data = value
                elif not line and data:
                    told = json.loads(data)
                    assert told.get("kind", told["type"]) == kind
                    return told
        raise StopAsyncIteration


@contextlib.asynccontextmanager
async def sse(address: str, *topics: str, token: str = "", last: str | None = None, **query: str) -> AsyncIterator[Sse]:
    """A stream over HTTP; the answer has to be 200."""
    headers = header(token) if token else {}
    if last is not None:
        headers["Last-Event-ID"] = last
    async with httpx.AsyncClient(timeout=20, trust_env=False) as client:
        given = {"topics": ",".join(topics), **query}
        async with client.stream("GET", f"{address}/v1/live", params=given, headers=headers) as answer:
            assert answer.status_code == 200, await answer.aread()
            yield Sse(answer)


class Stream:
    """A request to an application in this process, whose answer goes on.

    `reading` cleared: nobody takes what is sent.
    """

    def __init__(self, app: Any, scope: dict[str, Any]) -> None:
        self.sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.reading = asyncio.Event()
        self.reading.set()
        self._given: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.task = asyncio.create_task(app(scope, self._given.get, self._send))

    async def _send(self, message: dict[str, Any]) -> None:
        await self.reading.wait()
        self.sent.put_nowait(message)

    def give(self, **message: Any) -> None:
        """What the client does, as ASGI has it."""
        self._given.put_nowait(message)

    async def next(self, within: float = 10) -> dict[str, Any]:
        """What the application sends next."""
        async with asyncio.timeout(within):
            return await self.sent.get()

    async def hear(self, within: float = 10) -> dict[str, Any]:
        """The next message of a WebSocket, or event of server-sent events; comments are skipped."""
        while True:
            message = await self.next(within)
            if message["type"] == "websocket.send":
                return json.loads(message["text"])
            if message["type"] == "http.response.body" and b"data: " in message["body"]:
                return json.loads(message["body"].partition(b"data: ")[2])
            assert message["type"] != "websocket.close", message

    async def event(self, within: float = 10) -> dict[str, Any]:
        """The next event; what else a WebSocket is told is skipped."""
        while (told := await self.hear(within))["type"] != "event":
            pass
        return told

    async def closed(self, within: float = 10) -> dict[str, Any]:
        """The close of a WebSocket, or the end of an answer; the application has ended then."""
        while True:
            message = await self.next(within)
            if message["type"] == "websocket.close" or (
                message["type"] == "http.response.body" and not message.get("more_body")
            ):
                async with asyncio.timeout(within):
                    await self.task
                return message

    async def leave(self) -> None:
        """The client goes away, and the application ends."""
        kind = "websocket.disconnect" if self.is_socket else "http.disconnect"
        self.give(type=kind, code=1006)
        self.reading.set()
        async with asyncio.timeout(10):
            await self.task

    is_socket = False


def listen(app: Any, query: str, token: str = "", **headers: str) -> Stream:
    """GET /v1/live?<query> of an application in this process."""
    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    if token:
        given.append((b"authorization", f"Bearer {token}".encode()))
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": "/v1/live", "raw_path": b"/v1/live", "root_path": "", "query_string": query.encode(),
        "headers": given, "client": ("192.0.2.1", 40000), "server": ("iwm.test", 80), "state": {},
    }  # fmt: skip
    return Stream(app, scope)


async def connect(app: Any, token: str = "") -> Stream:
    """A WebSocket to an application in this process, signed in where a token is given."""
    scope = {
        "type": "websocket", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "ws", "path": "/v1/live",
        "raw_path": b"/v1/live", "root_path": "", "query_string": b"", "headers": [], "subprotocols": [],
        "client": ("192.0.2.1", 40000), "server": ("iwm.test", 80), "state": {},
    }  # fmt: skip
    stream = Stream(app, scope)
    stream.is_socket = True
    stream.give(type="websocket.connect")
    assert (await stream.next())["type"] == "websocket.accept"
    if token:
        say(stream, type="auth", token=token)
        assert (await stream.hear())["type"] == "ready"
    return stream


def say(stream: Stream, **message: Any) -> None:
    """A message of a WebSocket's client."""
    stream.give(type="websocket.receive", text=json.dumps(message))
