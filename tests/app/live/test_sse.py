"""Server-sent events of a real server: what comes first, what follows, what is missed by nobody."""

import time

import httpx
import psycopg
import pytest

from tests.support.live import Job, bearer, publish, publish_at_once, sse


async def test_the_life_of_a_job(site: str, owner: psycopg.Connection, somebody) -> None:
    ann = somebody()
    job = Job(owner, ann.id, subject="video:vid_1")
    async with sse(site, job.topic, token=bearer(ann)) as stream:
        headers = stream.answer.headers
        assert headers["content-type"] == "text/event-stream; charset=utf-8"
        assert headers["cache-control"] == "no-store"
        assert headers["x-accel-buffering"] == "no"
        assert {"x-request-id", "x-content-type-options", "content-security-policy"} <= headers.keys()
        first = await stream.hear()
        state = {"job": job.id, "task": "test.work", "attempt": 0, "progress": 0, "subject": "video:vid_1"}
        assert first == {
            "type": "event", "topic": job.topic, "kind": "state", "id": stream.last,
            "data": {**state, "state": "queued"},
        }  # fmt: skip
        job.begin()
        job.progress(40, "half of it")
        told = await stream.hear()
        assert (told["kind"], told["topic"], told["id"]) == ("progress", job.topic, stream.last)
        assert told["data"] == {**state, "state": "running", "attempt": 1, "progress": 40, "message": "half of it"}
        job.progress(40, "half of it")  # nothing new
        job.finish()
        told = await stream.hear()
        assert (told["kind"], told["data"]["state"], told["data"]["progress"]) == ("completed", "completed", 100)
    async with sse(site, job.topic, token=bearer(ann)) as stream:
        assert (await stream.hear())["data"]["state"] == "completed"  # out of the history


async def test_it_is_told_at_once(site: str, owner: psycopg.Connection, somebody) -> None:
    ann = somebody()
    job = Job(owner, ann.id)
    async with sse(site, job.topic, token=bearer(ann)) as stream:
        await stream.hear()
        waits = []
        for number in range(10):
            began = time.monotonic()
            publish(owner, job.topic, number)
            assert (await stream.hear())["data"]["number"] == number
            waits.append(time.monotonic() - began)
        assert min(waits) < 0.5  # by a notice, not by looking every two seconds


async def test_several_topics(site: str, owner: psycopg.Connection, somebody) -> None:
    ann = somebody()
    one, two, three = (Job(owner, ann.id) for _ in range(3))
    async with sse(site, one.topic, two.topic, one.topic, token=bearer(ann)) as stream:
        assert [(await stream.hear())["topic"] for _ in range(2)] == [one.topic, two.topic]
        for job in (three, two, one):
            publish(owner, job.topic, 1)
        assert [(await stream.hear())["topic"] for _ in range(2)] == [two.topic, one.topic]
    async with httpx.AsyncClient(timeout=20) as client:
        parameters = [("topics", one.topic), ("topics", two.topic)]
        headers = {"Authorization": f"Bearer {bearer(ann)}"}
        async with client.stream("GET", f"{site}/v1/live", params=parameters, headers=headers) as answer:
            assert answer.status_code == 200


@pytest.mark.parametrize("way", ["header", "address"])
async def test_who_comes_back_misses_nothing(site: str, owner: psycopg.Connection, somebody, way: str) -> None:
    ann = somebody()
    job = Job(owner, ann.id)
    async with sse(site, job.topic, token=bearer(ann)) as stream:
        await stream.hear()
        publish(owner, job.topic, 1)
        assert (await stream.hear())["data"]["number"] == 1
        last = stream.last
    for number in (2, 3):
        publish(owner, job.topic, number)
    more = {"last": last} if way == "header" else {"after": last}
    async with sse(site, job.topic, token=bearer(ann), **more) as stream:
        publish(owner, job.topic, 4)
        told = [await stream.hear() for _ in range(3)]
        assert [(t["kind"], t["data"]["number"]) for t in told] == [("progress", n) for n in (2, 3, 4)]


async def test_what_is_committed_late_is_told_once(
    site: str, owner: psycopg.Connection, another: psycopg.Connection, somebody
) -> None:
    """A transaction that wrote first and commits last: to who was there, and to who comes back."""
    ann = somebody()
    job = Job(owner, ann.id)
    publish(another, job.topic, 1)
    async with sse(site, job.topic, token=bearer(ann)) as stream:
        await stream.hear()
        for number in (2, 3):
            publish(owner, job.topic, number)
            assert (await stream.hear())["data"]["number"] == number
        last = stream.last
        another.commit()
        assert (await stream.hear())["data"]["number"] == 1
    async with sse(site, job.topic, token=bearer(ann), last=last) as stream:
        publish(owner, job.topic, 4)
        assert [(await stream.hear())["data"]["number"] for _ in range(2)] == [1, 4]  # 2 and 3 were told
        last = stream.last
    async with sse(site, job.topic, token=bearer(ann), last=last) as stream:
        publish(owner, job.topic, 5)
        assert (await stream.hear())["data"]["number"] == 5


@pytest.mark.parametrize("while_away", [False, True])
async def test_who_leaves_amid_what_was_told_at_once(
    site: str, owner: psycopg.Connection, somebody, while_away: bool
) -> None:
    """Each event once and in order, wherever the connection breaks."""
    ann = somebody()
    one, two = Job(owner, ann.id), Job(owner, ann.id)
    topics, told = (one.topic, two.topic), []
    async with sse(site, *topics, token=bearer(ann)) as stream:
        assert [(await stream.hear())["kind"] for _ in topics] == ["state", "state"]
        last = stream.last
        if not while_away:
            publish_at_once(owner, range(9), *topics)
            told += [(await stream.hear())["data"]["number"] for _ in range(2)]
            last = stream.last
    if while_away:
        publish_at_once(owner, range(9), *topics)
    while len(told) < 12:
        async with sse(site, *topics, token=bearer(ann), last=last) as stream:
            told += [(await stream.hear())["data"]["number"] for _ in range(2)]
            last = stream.last
        if len(told) == 6:
            publish_at_once(owner, range(9, 12), *topics)
    assert told == list(range(12))


async def test_who_leaves_amid_the_first_states_is_told_them_again(
    site: str, owner: psycopg.Connection, somebody
) -> None:
    mod = somebody("moderator")
    one, two = Job(owner, mod.id), Job(owner, mod.id)
    topics = (one.topic, two.topic, "queues")
    async with sse(site, *topics, token=bearer(mod)) as stream:
        assert [(await stream.hear())["id"] is None for _ in range(2)] == [True, True]
        assert stream.last is None
        assert (await stream.hear())["id"] == stream.last
        last = stream.last
    publish_at_once(owner, range(2), one.topic)
    async with sse(site, *topics, token=bearer(mod), last=last) as stream:
        told = await stream.hear()
        assert (told["topic"], told["id"]) == ("queues", None)  # events of before it are still to come
        assert [(await stream.hear())["data"]["number"] for _ in range(2)] == [0, 1]
    future = "1.5.5"
    async with sse(site, *topics, token=bearer(mod), last=future) as stream:
        told = [await stream.hear() for _ in range(4)]
        assert [(t["kind"], t["id"] is None) for t in told] == [
            ("reset", True),
            *2 * [("state", True)],
            ("state", False),
        ]


async def test_a_cursor_that_is_too_old_begins_anew(site: str, owner: psycopg.Connection, somebody) -> None:
    ann = somebody()
    job = Job(owner, ann.id)
    now, xmax = int(time.time()), owner.execute("select pg_snapshot_xmax(pg_current_snapshot())::text").fetchone()[0]  # type: ignore[index]
    future = int(xmax) + 10**6
    for cursor in (f"{now - 4000}.{xmax}.{xmax}", f"{now + 4000}.{xmax}.{xmax}", f"{now}.{future}.{future}"):
        async with sse(site, job.topic, token=bearer(ann), last=cursor) as stream:
            told = [await stream.hear() for _ in range(2)]
            assert [t["kind"] for t in told] == ["reset", "state"]
            publish(owner, job.topic, 7)
            assert (await stream.hear())["data"]["number"] == 7


async def test_who_missed_too_much_begins_anew(site: str, owner: psycopg.Connection, somebody) -> None:
    ann = somebody()
    job = Job(owner, ann.id)
    async with sse(site, job.topic, token=bearer(ann)) as stream:
        await stream.hear()
        last = stream.last
    owner.execute(
        "insert into jobs.events (topic, kind) select %s, 'progress' from generate_series(1, 201)", [job.topic]
    )
    async with sse(site, job.topic, token=bearer(ann), last=last) as stream:
        assert [(await stream.hear())["kind"] for _ in range(2)] == ["reset", "state"]


@pytest.mark.parametrize(
    "cursor", ["", "x", "1.2", "1.2.3", "9" * 19 + ".5.4", "1..2", "²³.1.1", "1.2.3' or '1", "0.0.0"]
)
async def test_what_is_no_cursor_is_none(site: str, owner: psycopg.Connection, somebody, cursor: str) -> None:
    ann = somebody()
    job = Job(owner, ann.id)
    async with sse(site, job.topic, token=bearer(ann), after=cursor) as stream:
        while (told := await stream.hear())["kind"] == "reset":
            pass
        assert told["kind"] == "state"
