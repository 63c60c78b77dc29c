"""The WebSocket of a real server: subscribing, coming back, and what no client should say."""

import json

import psycopg
import pytest

from app.http.problems import HttpProblem
from app.live.socket import A_SECOND, AT_ONCE, Pace
from tests.support.live import Job, bearer, publish
from tests.support.websocket import BINARY, CLOSE, PING, TEXT, Closed, WebSocket


async def signed_in(site: str, token: str) -> WebSocket:
    """A connection of somebody."""
    socket = await WebSocket.open(site)
    socket.say(type="auth", token=token)
    ready = await socket.hear()
    assert ready["type"] == "ready"
    assert 500 < ready["expires_in"] <= 600
    return socket


async def test_the_life_of_a_job(site: str, owner: psycopg.Connection, somebody) -> None:
    ann = somebody()
    job, other = Job(owner, ann.id), Job(owner, ann.id)
    async with await signed_in(site, bearer(ann)) as socket:
        socket.say(type="subscribe", topics=[job.topic])
        told = [await socket.hear() for _ in range(2)]
        assert {t["type"] for t in told} == {"event", "subscribed"}
        [state] = [t for t in told if t["type"] == "event"]
        assert (state["kind"], state["topic"], state["data"]["state"]) == ("state", job.topic, "queued")
        job.begin()
        job.progress(7)
        assert (await socket.hear())["data"]["progress"] == 7
        job.finish()
        assert (await socket.hear())["kind"] == "completed"
        socket.say(type="subscribe", topics=[other.topic, job.topic])
        told = [await socket.hear() for _ in range(2)]
        assert {"type": "subscribed", "topics": sorted([job.topic, other.topic])} in told
        assert [t["topic"] for t in told if t["type"] == "event"] == [other.topic]
        socket.say(type="unsubscribe", topics=[other.topic, "job:never"])
        assert await socket.hear() == {"type": "subscribed", "topics": [job.topic]}
        publish(owner, other.topic, 1)
        publish(owner, job.topic, 2)
        assert (await socket.hear())["data"]["number"] == 2
        socket.say(type="ping")
        assert await socket.hear() == {"type": "pong"}
        socket.say(type="pong")
        socket.frame(PING, b"x")
        socket.say(type="ping")
        assert await socket.hear() == {"type": "pong"}


async def test_who_comes_back_misses_nothing(site: str, owner: psycopg.Connection, somebody) -> None:
    ann = somebody()
    job = Job(owner, ann.id)
    async with await signed_in(site, bearer(ann)) as socket:
        socket.say(type="subscribe", topics=[job.topic])
        [last] = [t["id"] for t in [await socket.hear(), await socket.hear()] if t["type"] == "event"]
    for number in (1, 2, 3):
        publish(owner, job.topic, number)
    async with await signed_in(site, bearer(ann)) as socket:
        socket.say(type="subscribe", topics=[job.topic], after=last)
        told = [await socket.hear() for _ in range(4)]
        assert [t["data"]["number"] for t in told if t["type"] == "event"] == [1, 2, 3]
        publish(owner, job.topic, 4)
        assert (await socket.hear())["data"]["number"] == 4


async def test_another_topic_hides_nothing_of_the_first(site: str, owner: psycopg.Connection, somebody) -> None:
    """What is told first of another topic is no place to come back to: something of the first may not be told yet."""
    ann = somebody()
    one, two = Job(owner, ann.id), Job(owner, ann.id)
    async with await signed_in(site, bearer(ann)) as socket:
        ids = []
        for job in (one, two):
            socket.say(type="subscribe", topics=[job.topic])
            told = [await socket.hear() for _ in range(2)]
            ids += [t["id"] for t in told if t["type"] == "event"]
        assert [id_ is None for id_ in ids] == [False, True]
        publish(owner, one.topic, 1)
        assert (await socket.hear())["id"]
        publish(owner, two.topic, 2)
        last = (await socket.hear())["id"]
    publish(owner, one.topic, 3)
    async with await signed_in(site, bearer(ann)) as socket:
        socket.say(type="subscribe", topics=[one.topic, two.topic], after=last)
        told = [await socket.hear() for _ in range(2)]
        assert [t["data"]["number"] for t in told if t["type"] == "event"] == [3]


async def test_queues_for_staff(site: str, owner: psycopg.Connection, somebody) -> None:
    mod = somebody("moderator")
    Job(owner, None, queue="letters")
    async with await signed_in(site, bearer(mod)) as socket:
        socket.say(type="subscribe", topics=["queue:letters", "queues"])
        told = [await socket.hear() for _ in range(3)]
        states = {t["topic"]: t["data"] for t in told if t["type"] == "event"}
        assert (states["queue:letters"]["queue"], states["queue:letters"]["queued"]) == ("letters", 1)
        assert "letters" in {queue["queue"] for queue in states["queues"]}
        Job(owner, None, queue="letters")
        for _ in range(10):
            told_ = await socket.hear()
            if told_["topic"] == "queue:letters" and told_["data"]["queued"] == 2:
                break
        else:
            raise AssertionError("the queue's state was not told")


async def test_a_job_of_nobody_is_looked_at(site: str, owner: psycopg.Connection, somebody) -> None:
    """It has no events; staff hears of it all the same."""
    mod = somebody("moderator")
    job, other = Job(owner, None), Job(owner, mod.id)

    async def heard(socket: WebSocket, state: str) -> dict:
        while (told := await socket.hear())["type"] != "event" or told["data"].get("state") != state:
            assert told.get("topic") in (None, job.topic)
        return told

    async with await signed_in(site, bearer(mod)) as socket, await signed_in(site, bearer(mod)) as second:
        socket.say(type="subscribe", topics=[job.topic])
        last = (await heard(socket, "queued"))["id"]
        job.begin()
        assert (await heard(socket, "running"))["kind"] == "state"
        second.say(type="subscribe", topics=[job.topic])
        await heard(second, "running")
        job.finish()
        for one in (socket, second):
            assert (await heard(one, "completed"))["data"]["progress"] == 100
        second.say(type="unsubscribe", topics=[job.topic])
        while (await second.hear())["type"] != "subscribed":
            pass
    async with await signed_in(site, bearer(mod)) as socket:
        socket.say(type="subscribe", topics=[other.topic, job.topic], after=last)
        assert (await heard(socket, "completed"))["topic"] == job.topic


async def test_what_somebody_may_not_watch(site: str, owner: psycopg.Connection, somebody) -> None:
    ann, bob, mod = somebody(), somebody(), somebody("moderator")
    job = Job(owner, ann.id)
    nobodys = Job(owner, None)
    hidden = [
        job.topic,
        nobodys.topic,
        "queues",
        "queue:default",
        "job:job_" + "0" * 28,
        "video:vid_1",
        "x",
        "job:",
        ":",
    ]
    async with await signed_in(site, bearer(bob)) as socket:
        for topic in hidden:
            socket.say(type="subscribe", topics=[topic])
            told = await socket.hear()
            assert (told["type"], told["status"], told["code"]) == ("error", 404, "topic_not_found")
            assert topic in told["detail"]
        socket.say(type="ping")
        assert await socket.hear() == {"type": "pong"}  # it goes on
    async with await signed_in(site, bearer(mod)) as socket:
        socket.say(type="subscribe", topics=[job.topic, nobodys.topic])
        assert {(await socket.hear())["type"] for _ in range(3)} == {"event", "subscribed"}


@pytest.mark.parametrize(
    "said",
    [
        "", "{", "null", "[]", "7", '"auth"', "{}", '{"type": 1}', '{"type": "auth"}', '{"type": "auth", "token": 5}',
        '{"type": "auth", "token": ""}', '{"type": "auth", "token": "a b"}', '{"type": "auth", "token": "\\u0000"}',
        '{"type": "auth", "token": "\\ud800"}', '{"type": "auth", "token": "é"}',
        '{"type": "subscribe", "topics": ["x"]}',
        '{"type": "auth", "token": "iwm_none"}', '{"type": "auth", "token": "x", "more": 1}', "[" * 5000,
        '{"type": "auth", "token": "' + "x" * 20_000 + '"}', '{"type": "ping"}', '{"type": "auth", "type": "auth"}',
    ],
)  # fmt: skip
async def test_a_first_word_that_is_none(site: str, said: str) -> None:
    async with await WebSocket.open(site) as socket:
        socket.frame(TEXT, said.encode("utf-8", "surrogatepass"))
        told = await socket.hear()
        assert (told["type"], told["status"] in (400, 401)) == ("error", True)
        assert (await socket.end()).code == (4401 if told["status"] == 401 else 4400)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"type": "subscribe"}, 422),
        ({"type": "subscribe", "topics": []}, 422),
        ({"type": "subscribe", "topics": ["", " "]}, 422),
        ({"type": "subscribe", "topics": ["x" * 201]}, 422),
        ({"type": "subscribe", "topics": ["job:é"]}, 422),
        ({"type": "subscribe", "topics": ["a\nb"]}, 422),
        ({"type": "subscribe", "topics": [f"job:{n}" for n in range(51)]}, 422),
        ({"type": "subscribe", "topics": ['job:{"},(']}, 404),
        ({"type": "subscribe", "topics": ["job:') or 1=1 --"], "after": "x"}, 404),
        ({"type": "subscribe", "topics": "queues"}, 400),
        ({"type": "subscribe", "topics": [1]}, 400),
        ({"type": "subscribe", "topics": ["queues"], "after": 5}, 400),
        ({"type": "nothing"}, 400),
        ({"type": "auth", "token": "x"}, 401),
    ],
)
async def test_words_that_are_none(site: str, somebody, said: dict, status: int) -> None:
    async with await signed_in(site, bearer(somebody())) as socket:
        socket.say(**said)
        told = await socket.hear()
        assert (told["type"], told["status"]) == ("error", status)
        if status in (400, 401):
            assert (await socket.end()).code in (4400, 4401)
        else:
            socket.say(type="ping")
            assert await socket.hear() == {"type": "pong"}


async def test_who_goes_on_talking_hears_why(site: str, somebody) -> None:
    """A connection that ended with something unread would be reset: 1006 in the place of 4400."""
    ann = somebody()
    for _ in range(5):
        async with await signed_in(site, bearer(ann)) as socket:
            socket.frame(TEXT, b"{")
            for _ in range(200):
                socket.say(type="ping", token="x" * 1000)
            assert (await socket.end()).code == 4400


async def test_frames_that_are_none(site: str, somebody) -> None:
    for opcode, payload in [(BINARY, b"{}"), (TEXT, b"\xff\xfe"), (TEXT, json.dumps("x" * 17_000).encode()), (3, b"x")]:
        async with await signed_in(site, bearer(somebody())) as socket:
            socket.frame(opcode, payload)
            assert isinstance(await socket.end(), Closed)
    async with await signed_in(site, bearer(somebody())) as socket:
        socket.frame(CLOSE, b"")
        await socket.end()
    async with await signed_in(site, bearer(somebody())) as socket:
        for _ in range(100):
            socket.say(type="subscribe", topics=["nothing"])
        assert (await socket.end()).code == 4400  # enough is enough


async def test_who_says_too_much_at_once_is_sent_away(site: str, somebody) -> None:
    async with await signed_in(site, bearer(somebody())) as socket:
        for _ in range(AT_ONCE):
            socket.say(type="ping")
        for _ in range(AT_ONCE):
            assert await socket.hear() == {"type": "pong"}
        for _ in range(AT_ONCE):
            socket.say(type="ping")
        while (told := await socket.hear())["type"] == "pong":
            pass
        assert (told["type"], told["status"]) == ("error", 429)
        assert (await socket.end()).code == 1013


@pytest.mark.once
def test_how_much_may_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("app.live.socket.time.monotonic", lambda: now)
    pace = Pace()
    for _ in range(AT_ONCE):
        pace.take()
    with pytest.raises(HttpProblem):
        pace.take()
    now += 1.25
    for _ in range(int(A_SECOND) + 1):
        pace.take()
    with pytest.raises(HttpProblem):
        pace.take()


async def test_a_newer_token(site: str, owner: psycopg.Connection, somebody) -> None:
    ann, bob = somebody(), somebody()
    job = Job(owner, ann.id)
    async with await signed_in(site, bearer(ann)) as socket:
        socket.say(type="subscribe", topics=[job.topic])
        assert {(await socket.hear())["type"] for _ in range(2)} == {"event", "subscribed"}
        socket.say(type="auth", token=bearer(ann))
        assert (await socket.hear())["type"] == "ready"
        publish(owner, job.topic, 1)
        assert (await socket.hear())["data"]["number"] == 1
        socket.say(type="auth", token=bearer(bob))  # he may not watch this
        assert (await socket.hear())["status"] == 401
        assert (await socket.end()).code == 4401
