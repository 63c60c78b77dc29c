"""The reader of a process: when it reads, whom it drops, what of its streams there may be."""

import asyncio
import time

import psycopg
import pytest

from app.http.app import App
from app.live.cursor import Cursor, Snapshot
from app.live.watcher import MOST_WAITING
from tests.app.http.support import ONE_LOOP, until
from tests.support.live import Job, bearer, connect, listen, live, publish, say

pytestmark = ONE_LOOP


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stops reading a moment after the last one has left."""
    monkeypatch.setattr("app.live.hub.LINGER", 0.2)


def listening(owner: psycopg.Connection) -> int:
    """How many connections of the live feed there are."""
    [(count,)] = owner.execute(
        "select count(*) from pg_stat_activity where application_name = 'iwm live' and datname = current_database()"
    )
    return count


async def test_it_reads_while_somebody_watches(app: App, owner: psycopg.Connection, somebody, soon) -> None:
    hub = live(app).hub
    await until(lambda: not hub.working)
    await until(lambda: listening(owner) == 0)
    ann = somebody()
    job = Job(owner, ann.id)
    nobody = await connect(app, bearer(ann))  # is there, and watches nothing
    assert not hub.working
    first = listen(app, f"topics={job.topic}", bearer(ann))
    await first.hear()
    more = [listen(app, f"topics={job.topic}", bearer(ann)) for _ in range(40)]
    for stream in more:
        await stream.hear()
    await until(lambda: listening(owner) == 1)
    publish(owner, job.topic, 1)
    for stream in [first, *more]:
        assert (await stream.hear())["data"]["number"] == 1
    assert hub.watching == 1
    for stream in [first, *more]:
        await stream.leave()
    await until(lambda: not hub.working)
    await until(lambda: listening(owner) == 0)
    assert hub.watching == 0
    publish(owner, job.topic, 2)  # while nobody reads
    say(nobody, type="subscribe", topics=[job.topic])
    assert (await nobody.event())["kind"] == "state"
    publish(owner, job.topic, 3)
    assert (await nobody.event())["data"]["number"] == 3
    await nobody.leave()


async def test_who_reads_nothing_is_dropped(app: App, owner: psycopg.Connection, somebody) -> None:
    ann, bob = somebody(), somebody("moderator")
    job = Job(owner, ann.id)
    slow, quick = listen(app, f"topics={job.topic}", bearer(ann)), await connect(app, bearer(bob))
    say(quick, type="subscribe", topics=[job.topic])
    await slow.hear()
    await quick.event()
    [feed] = [feed for feed in live(app)._feeds if feed.viewer == f"({ann.external_id},{ann.session_id},)"]
    slow.reading.clear()
    for number in range(0, MOST_WAITING + 60, 20):
        owner.execute(
            "insert into jobs.events (topic, kind, data) select %s, 'progress', jsonb_build_object('number', n)"
            " from generate_series(%s::integer, %s::integer) as n",
            [job.topic, number, number + 19],
        )
        owner.execute("select pg_notify('iwm_live', '')")
        for at in range(number, number + 20):
            assert (await quick.event())["data"]["number"] == at  # others go on
    await until(feed.watcher.dropped.is_set)
    assert feed.watcher.events.qsize() <= 1  # nothing is kept for him
    slow.reading.set()
    assert b'"reason":"slow"' in (await slow.closed())["body"]
    await quick.leave()


async def test_who_does_not_even_take_the_end_is_cut_off(
    app: App, owner: psycopg.Connection, somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.live.feed.SEND_WITHIN", 0.2)
    ann = somebody()
    job = Job(owner, ann.id)
    stream, socket = listen(app, f"topics={job.topic}", bearer(ann)), await connect(app, bearer(ann))
    say(socket, type="subscribe", topics=[job.topic])
    for one in (stream, socket):
        await one.event()
        one.reading.clear()
    publish(owner, job.topic, 1)
    async with asyncio.timeout(10):
        await asyncio.gather(stream.task, socket.task)
    assert live(app).hub.watching == 0


async def test_how_many_streams_somebody_may_have(
    app: App, owner: psycopg.Connection, somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.live.part.MOST_STREAMS", 2)
    ann, bob = somebody(), somebody("moderator")
    job = Job(owner, ann.id)
    ours = [listen(app, f"topics={job.topic}", bearer(ann)) for _ in range(2)]
    for stream in ours:
        await stream.hear()
    third = listen(app, f"topics={job.topic}", bearer(ann))
    start = await third.next()
    assert start["status"] == 429
    assert (b"retry-after", b"10") in start["headers"]
    await third.leave()
    socket = await connect(app)
    say(socket, type="auth", token=bearer(ann))
    assert (await socket.hear())["status"] == 429
    assert (await socket.closed())["code"] == 1013
    other = listen(app, f"topics={job.topic}", bearer(bob))
    assert (await other.hear())["kind"] == "state"
    for stream in [*ours, other]:
        await stream.leave()
    again = listen(app, f"topics={job.topic}", bearer(ann))
    assert (await again.hear())["kind"] == "state"
    await again.leave()
    assert not live(app)._streams


async def test_a_quiet_stream_says_that_it_is_there(
    app: App, owner: psycopg.Connection, somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.live.feed.KEEP_ALIVE", 0.1)
    ann = somebody()
    job = Job(owner, ann.id)
    stream, socket = listen(app, f"topics={job.topic}", bearer(ann)), await connect(app, bearer(ann))
    assert await socket.hear() == {"type": "ping"}
    await stream.hear()
    assert (await stream.next())["body"] == b": still here\n\n"
    await stream.leave()
    await socket.leave()


async def test_who_says_nothing_is_sent_away(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.live.socket.FIRST_WORD", 0.1)
    socket = await connect(app)
    assert (await socket.hear())["status"] == 401
    assert (await socket.closed())["code"] == 4401
    socket = await connect(app)
    await socket.leave()


async def test_what_is_told_while_the_state_is_asked_for_comes_after_it(
    app: App, owner: psycopg.Connection, somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of events that come between, those that the state knows of are left out, the others follow it."""
    ann = somebody()
    job = Job(owner, ann.id)
    before = listen(app, f"topics={job.topic}", bearer(ann))
    await before.hear()
    hub = live(app).hub
    ask = hub._ask

    async def slowly(*args: object, **more: object) -> object:
        publish(owner, job.topic, 1)
        await before.hear()  # it has been read
        found = await ask(*args, **more)
        publish(owner, job.topic, 2)
        await before.hear()
        return found

    monkeypatch.setattr(hub, "_ask", slowly)
    stream = listen(app, f"topics={job.topic}", bearer(ann))
    assert (await stream.hear())["kind"] == "state"
    assert (await stream.hear())["data"]["number"] == 2
    publish(owner, job.topic, 3)
    assert (await stream.hear())["data"]["number"] == 3
    for one in (stream, before):
        await one.leave()


async def test_what_was_looked_at_before_comes_not_after_what_was_told(
    app: App, owner: psycopg.Connection, somebody
) -> None:
    """A look that left before somebody was told how a topic is, and came after."""
    job, mod = Job(owner, None), somebody("moderator")
    before = time.monotonic()
    stream = listen(app, f"topics={job.topic}", bearer(mod))
    assert (await stream.hear())["data"]["state"] == "queued"
    hub = live(app).hub
    hub._tell_state(job.topic, b'{"state": "older"}', before)
    hub._tell_state(job.topic, b'{"state": "newer"}', time.monotonic())
    told = [(await stream.hear())["data"]["state"]]
    while told[-1] != "newer":
        told.append((await stream.hear())["data"]["state"])
    assert "older" not in told
    await stream.leave()


async def test_without_a_notice_it_looks_all_the_same(
    app: App, owner: psycopg.Connection, somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.live.hub.LOOK", 0.1)
    ann = somebody()
    job = Job(owner, ann.id)
    stream = listen(app, f"topics={job.topic}", bearer(ann))
    await stream.hear()
    owner.execute("insert into jobs.events (topic, kind) values (%s, 'silent')", [job.topic])
    assert (await stream.hear())["kind"] == "silent"
    await stream.leave()


async def test_a_lost_listener_comes_back(app: App, owner: psycopg.Connection, somebody) -> None:
    ann = somebody()
    job = Job(owner, ann.id)
    stream = listen(app, f"topics={job.topic}", bearer(ann))
    await stream.hear()
    await until(lambda: listening(owner) == 1)
    owner.execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'iwm live'")
    await until(lambda: listening(owner) == 1)
    publish(owner, job.topic, 1)
    assert (await stream.hear())["data"]["number"] == 1
    await stream.leave()


async def test_a_reader_that_fails_begins_again(
    app: App, owner: psycopg.Connection, somebody, soon, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who watched is sent away, to come back with the last id, and has missed nothing then."""
    ann = somebody()
    job = Job(owner, ann.id)
    stream = listen(app, f"topics={job.topic}", bearer(ann))
    last = (await stream.hear())["id"]

    def fail(_: object) -> None:
        raise RuntimeError("a mistake of ours")

    with monkeypatch.context() as patched:
        patched.setattr(live(app).hub, "_tell", fail)
        publish(owner, job.topic, 1)
        assert b"event: end" in (await stream.closed())["body"]
    await until(lambda: not live(app).hub.working)
    again = listen(app, f"topics={job.topic}", bearer(ann), last_event_id=last)
    assert (await again.hear())["data"]["number"] == 1
    publish(owner, job.topic, 2)
    assert (await again.hear())["data"]["number"] == 2
    await again.leave()


async def test_another_database_in_its_place(app: App, owner: psycopg.Connection, somebody) -> None:
    """One that knows less than was told already: who watched begins anew."""
    ann = somebody()
    job = Job(owner, ann.id)
    stream = listen(app, f"topics={job.topic}", bearer(ann))
    await stream.hear()
    live(app).hub._snapshot = Snapshot(10**12, 10**12)
    publish(owner, job.topic, 1)
    assert b"event: end" in (await stream.closed())["body"]
    later = str(Cursor(Snapshot(10**12, 10**12), int(time.time())))
    again = listen(app, f"topics={job.topic}", bearer(ann), last_event_id=later)
    assert [(await again.hear())["kind"] for _ in range(2)] == ["reset", "state"]
    publish(owner, job.topic, 2)
    assert (await again.hear())["data"]["number"] == 2
    await again.leave()
