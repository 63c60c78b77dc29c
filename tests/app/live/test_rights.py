"""Who may watch what, asked at the beginning and again and again; in this process, where time can be short."""

import asyncio
import time

import httpx
import psycopg
import pytest

from app.accounts.keys import Keys
from app.accounts.tokens import Tokens, invalid_token
from app.http.app import App
from app.http.problems import unavailable
from app.http.sqlstates import SqlError
from app.settings import Settings
from tests.app.http.support import ONE_LOOP
from tests.support.accounts import Person
from tests.support.live import Job, bearer, connect, listen, live, publish, say

pytestmark = ONE_LOOP


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rights are asked for ten times a second."""
    monkeypatch.setattr("app.live.feed.ASK_AGAIN", 0.1)


async def ask(app: App, query: str, token: str = "", **headers: str) -> int:
    """The status of a stream that is refused, or left at once."""
    stream = listen(app, query, token, **headers)
    status = (await stream.next())["status"]
    await stream.leave()
    return status


async def test_who_may_begin(app: App, owner: psycopg.Connection, somebody) -> None:
    ann, bob, mod = somebody(), somebody(), somebody("moderator")
    gone, asleep = somebody(suspended_at="now()"), somebody(deactivated_at="now()")
    job = Job(owner, ann.id)
    ours = f"topics={job.topic}"
    assert await ask(app, ours, bearer(ann)) == 200
    assert await ask(app, ours, bearer(mod)) == 200
    assert await ask(app, ours, bearer(bob)) == 404
    assert await ask(app, ours) == 401
    assert await ask(app, ours, "nonsense") == 401
    assert await ask(app, ours, bearer(gone)) == 403
    assert await ask(app, ours, bearer(asleep)) == 401
    assert await ask(app, "topics=queues", bearer(mod)) == 200
    assert await ask(app, "topics=queues", bearer(ann)) == 404
    assert await ask(app, f"{ours},queues", bearer(ann)) == 404  # all of them, or none
    assert live(app).hub.watching == 0


async def test_scopes(app: App, owner: psycopg.Connection, somebody) -> None:
    ann, mod = somebody(), somebody("moderator")
    job = Job(owner, ann.id)
    for person, topic, scopes, status in [
        (ann, job.topic, ["jobs:read"], 200),
        (ann, job.topic, ["videos:read"], 403),
        (ann, "video:vid_1", ["jobs:read"], 403),
        (ann, "video:vid_1", ["videos:read"], 404),
        (mod, job.topic, ["jobs:read"], 200),
        (mod, "queues", ["jobs:read"], 200),
        (mod, "queues", ["videos:read"], 403),
        (ann, "queues", ["jobs:read"], 404),
    ]:
        token = somebody.people.api_token(person, *scopes)
        assert await ask(app, f"topics={topic}", token) == status, (topic, scopes)


async def test_an_expired_token(app: App, owner: psycopg.Connection, somebody, often, monkeypatch) -> None:
    ann = somebody()
    job = Job(owner, ann.id)
    tokens = Tokens(Keys(Settings()), Settings())
    tokens.lifetime = -5
    assert await ask(app, f"topics={job.topic}", tokens.access(ann.external_id, ann.session_id)) == 401
    token = bearer(ann)
    stream, socket = listen(app, f"topics={job.topic}", token), await connect(app, token)
    say(socket, type="subscribe", topics=[job.topic])
    assert (await stream.hear())["kind"] == "state"
    await socket.hear()

    def refuse(_: str) -> str:
        raise invalid_token()

    monkeypatch.setattr(live(app).accounts.tokens, "viewer", refuse)  # what it does when the time has come
    assert b'"reason":"expired"' in (await stream.closed())["body"]
    closed = await socket.closed()
    assert (closed["code"], closed["reason"]) == (4401, "expired")


CUTS = {
    "signed out": "update iwm.sessions set revoked_at = now() where external_id = %(session)s",
    "session over": "update iwm.sessions set expires_at = now() where external_id = %(session)s",
    "suspended": "update iwm.users set suspended_at = now() where id = %(id)s",
    "deactivated": "update iwm.users set deactivated_at = now() where id = %(id)s",
    "token revoked": "update iwm.api_tokens set revoked_at = now() where user_id = %(id)s",
    "job deleted": "delete from jobs.jobs where user_id = %(id)s",
    "job given away": "update jobs.jobs set user_id = null where user_id = %(id)s",
}


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("way", ["sse", "ticket", "socket"])
async def test_who_loses_his_right_is_cut_off(
    app: App, owner: psycopg.Connection, somebody, often, cut: str, way: str
) -> None:
    ann = somebody()
    job = Job(owner, ann.id)
    token = somebody.people.api_token(ann, "jobs:read") if cut == "token revoked" else bearer(ann)
    if way == "socket":
        stream = await connect(app, token)
        say(stream, type="subscribe", topics=[job.topic])
    elif way == "sse":
        stream = listen(app, f"topics={job.topic}", token)
    else:
        stream = listen(app, f"topics={job.topic}&ticket={await ticket(app, token)}")
    while (await stream.hear()).get("kind") != "state":
        pass
    publish(owner, job.topic, 1)
    while (await stream.hear()).get("kind") != "progress":
        pass
    owner.execute(CUTS[cut], {"session": ann.session_id, "id": ann.id})
    closed = await stream.closed()
    if way == "socket":
        assert (closed["code"], closed["reason"]) == (4401, "forbidden")
    else:
        assert b'"reason":"forbidden"' in closed["body"]
    publish(owner, job.topic, 2)
    assert stream.sent.empty()


async def test_what_comes_after_the_right_is_lost_is_not_told(
    app: App, owner: psycopg.Connection, somebody, monkeypatch
) -> None:
    """Also where events come all the time."""
    monkeypatch.setattr("app.live.feed.ASK_AGAIN", 0.5)
    ann = somebody()
    job = Job(owner, ann.id)
    stream = listen(app, f"topics={job.topic}", bearer(ann))
    await stream.hear()
    owner.execute("update iwm.sessions set revoked_at = now() where external_id = %s", [ann.session_id])
    began = time.monotonic()
    while not stream.task.done() and time.monotonic() - began < 10:
        publish(owner, job.topic, 1)
        await asyncio.sleep(0.02)
    assert stream.task.done()


async def test_a_topic_that_is_lost_ends_not_the_others(app: App, owner: psycopg.Connection, somebody, often) -> None:
    mod, ann = somebody("moderator"), somebody()
    own, others = Job(owner, mod.id), Job(owner, ann.id)
    socket = await connect(app, bearer(mod))
    say(socket, type="subscribe", topics=[own.topic, others.topic, "queues"])
    for _ in range(4):
        await socket.hear()
    owner.execute("delete from iwm.admin_user_meta where user_id = %s", [mod.id])
    gone = set()
    while len(gone) < 2:
        told = await socket.hear()
        if told.get("kind") == "gone":
            gone.add(told["topic"])
    assert gone == {others.topic, "queues"}
    publish(owner, others.topic, 1)
    publish(owner, own.topic, 2)
    assert (await socket.hear())["data"]["number"] == 2
    await socket.leave()


@pytest.mark.parametrize("trouble", [unavailable("away"), SqlError("57014", "too slow"), SqlError("40001")])
async def test_a_database_that_is_away_takes_no_right(
    app: App, owner: psycopg.Connection, somebody, often, monkeypatch, trouble: Exception
) -> None:
    ann = somebody()
    job = Job(owner, ann.id)
    stream = listen(app, f"topics={job.topic}", bearer(ann))
    await stream.hear()
    asked = 0

    async def fail(*_: object) -> None:
        nonlocal asked
        asked += 1
        raise trouble

    monkeypatch.setattr(live(app).hub, "allowed", fail)
    async with asyncio.timeout(10):
        while asked < 3:  # noqa: ASYNC110 - it is asked in its own time
            await asyncio.sleep(0.02)
    publish(owner, job.topic, 1)
    assert (await stream.hear())["data"]["number"] == 1
    await stream.leave()


async def ticket(app: App, token: str) -> str:
    """A ticket for a stream."""
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://iwm.test") as client:
        answer = await client.post("/v1/live/tickets", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 201, answer.text
        assert answer.json()["data"]["expires_in"] == 30
        assert answer.headers["cache-control"] == "no-store"
        return answer.json()["data"]["ticket"]


async def test_tickets(app: App, owner: psycopg.Connection, somebody, monkeypatch) -> None:
    ann, bob = somebody(), somebody()
    job = Job(owner, ann.id)
    ours = f"topics={job.topic}"
    good, bobs = await ticket(app, bearer(ann)), await ticket(app, bearer(bob))
    until, number, mac, viewer = good.split(".")
    forged = [
        f"{int(until) + 1}.{number}.{mac}.{viewer}",
        f"{until}.{bobs.split('.')[1]}.{mac}.{viewer}",
        f"{until}.{number}.{mac}.{bobs.split('.')[3]}",
        f"{until}.{number}.{bobs.split('.')[2]}.{viewer}",
        f"{until}.{number}..{viewer}", f"{until}.{number}.{mac}.", f"{until}.{number}.{mac}", f"{until}.{mac}.{viewer}",
        f"{until}.{number}.{mac}.zz", "x", "...", f"²{until}.{number}.{mac}.{viewer}",
        f"{until}.{number}.{mac}.{viewer}00", bearer(ann),
    ]  # fmt: skip
    for wrong in forged:
        assert await ask(app, f"{ours}&ticket={wrong}") == 401, wrong
    assert await ask(app, f"{ours}&ticket=") == 401
    assert await ask(app, f"{ours}&ticket={good}") == 200
    for used in (good, f"{until}.{number}.{mac}.{viewer.upper()}", f"{until}.{number}.{mac}.%20{viewer}"):
        assert await ask(app, f"{ours}&ticket={used}") == 401  # once, however it is written
    assert await ask(app, f"{ours}&ticket={bobs}", bearer(ann)) == 404  # the ticket says who it is
    good = await ticket(app, bearer(ann))
    late = int(good.partition(".")[0]) + 1
    monkeypatch.setattr("app.live.part.time.time", lambda: late)
    assert await ask(app, f"{ours}&ticket={good}") == 401


async def test_a_ticket_is_good_for_one_of_many(app: App, owner: psycopg.Connection, somebody) -> None:
    """Also where they come at the same time."""
    ann = somebody()
    job = Job(owner, ann.id)
    good = await ticket(app, bearer(ann))
    found = await asyncio.gather(*(ask(app, f"topics={job.topic}&ticket={good}") for _ in range(8)))
    assert sorted(found) == [200] + 7 * [401]
    assert await ticket(app, bearer(ann)) != await ticket(app, bearer(ann))


async def test_a_ticket_needs_a_token_with_power(app: App, owner: psycopg.Connection, somebody) -> None:
    ann: Person = somebody()
    token = bearer(ann)
    owner.execute("update iwm.sessions set revoked_at = now() where external_id = %s", [ann.session_id])
    with pytest.raises(AssertionError, match="invalid_token"):
        await ticket(app, token)
