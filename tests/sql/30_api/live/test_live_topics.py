"""Who may watch what, how it is, what was told of it since a snapshot."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.support.accounts import People, Person

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def people(conn: psycopg.Connection) -> People:
    """Makes users in the test's transaction."""
    return People(conn)


@pytest.fixture
def ask(conn: psycopg.Connection) -> Ask:
    """ask(person, *topics, since=, strict=): api.live_topics as that person."""

    def ask(person: Person | str, *topics: str, since: str | None = None, strict: bool = True) -> dict[str, Any]:
        viewer = person if isinstance(person, str) else person.viewer
        with conn.transaction():
            row = conn.execute(
                "select api.live_topics(%s::iwm.viewer, %s, %s::pg_snapshot, %s)", [viewer, list(topics), since, strict]
            ).fetchone()
        assert row is not None
        return row[0]

    return ask


def job(conn: psycopg.Connection, user: Person | None, **named: Any) -> str:
    """The topic of a new job."""
    names = "".join(f", _{name} => %s" for name in named)
    values = [user and user.id, *named.values()]
    [(number,)] = conn.execute(f"select jobs.enqueue('test', _user_id => %s{names})", values)
    [(topic,)] = conn.execute("select 'job:' || jobs.public_id(id, created_at) from jobs.jobs where id = %s", [number])
    return topic


def refused(ask: Ask, code: str, *args: Any, **named: Any) -> psycopg.Error:
    """The error with that code that asking ends with."""
    with pytest.raises(psycopg.Error) as raised:
        ask(*args, **named)
    assert raised.value.diag.constraint_name == code
    return raised.value


def test_states(conn: psycopg.Connection, people: People, ask: Ask) -> None:
    ann = people.user("ann")
    topic = job(conn, ann, subject="video:vid_1")
    found = ask(ann, topic)
    assert found.keys() == {"snapshot", "states", "missed", "looked_at"}
    assert found["missed"] is None
    assert found["states"] == {
        topic: {
            "job": topic[4:], "task": "test", "state": "queued", "progress": 0, "attempt": 0, "subject": "video:vid_1",
        }
    }  # fmt: skip
    assert ask(ann)["states"] == {}


def test_a_job_of_the_history(conn: psycopg.Connection, people: People, ask: Ask) -> None:
    ann, bob = people.user("ann"), people.user("bob")
    topic = job(conn, ann)
    conn.execute("select jobs.cancel(jobs.id_of(%s))", [topic[4:]])
    assert ask(ann, topic)["states"][topic]["state"] == "cancelled"
    refused(ask, "topic_not_found", bob, topic)


def test_whose_topics(conn: psycopg.Connection, people: People, ask: Ask) -> None:
    ann, bob = people.user("ann"), people.user("bob")
    mod, admin = people.user("mod", "moderator"), people.user("admin", "admin")
    topic, nobodys = job(conn, ann), job(conn, None)
    for person in (ann, mod, admin):
        assert topic in ask(person, topic)["states"]
    refused(ask, "topic_not_found", bob, topic)
    refused(ask, "topic_not_found", ann, nobodys)
    assert nobodys in ask(mod, nobodys)["states"]
    for queues in ("queues", "queue:default"):
        refused(ask, "topic_not_found", ann, queues)
        assert queues in ask(mod, queues)["states"]
    error = refused(ask, "topic_not_found", ann, topic, "queues")
    assert error.sqlstate == "IW404"
    assert error.diag.column_name == "topics"
    assert ask(ann, topic, "queues", strict=False)["states"].keys() == {topic}
    assert ask(bob, topic, strict=False)["states"] == {}


@pytest.mark.parametrize(
    "topic",
    [
        "", ":", "job", "job:", "job:job_", "job:1", "job:job_" + "0" * 28, "job:job_" + "f" * 28, "JOB:x", "queue:",
        "queue:none", "queues:", "queues:x", "video:", "video:vid_none", "nothing:x", "x" * 100_000, "'; select 1 --",
    ],
)  # fmt: skip
def test_what_is_no_topic(people: People, ask: Ask, topic: str) -> None:
    error = refused(ask, "topic_not_found", people.user("mod", "moderator"), topic)
    assert len(error.diag.message_primary or "") < 200


def test_a_job_with_another_time_in_its_id(conn: psycopg.Connection, people: People, ask: Ask) -> None:
    ann = people.user("ann")
    topic = job(conn, ann)
    other = topic.replace("job_", "job_").replace(topic[8:20], "0" * 12)
    assert other != topic
    refused(ask, "topic_not_found", ann, other)


def test_who_is_nobody(conn: psycopg.Connection, people: People, ask: Ask) -> None:
    ann, gone = people.user("ann"), people.user("gone", suspended_at="now()")
    refused(ask, "unauthenticated", "(,,)")
    refused(ask, "invalid_token", f"({ann.external_id},ses_none,)")
    refused(ask, "account_suspended", gone)
    conn.execute("update iwm.sessions set revoked_at = now() where user_id = %s", [ann.id])
    refused(ask, "invalid_token", ann)


def test_scopes(conn: psycopg.Connection, people: People, ask: Ask) -> None:
    ann, mod = people.user("ann"), people.user("mod", "moderator")
    topic = job(conn, ann)

    def token(person: Person, *scopes: str) -> str:
        people.session(person.id, external_id=f"ses_{person.username}_{len(scopes)}_{scopes[0]}", scopes=list(scopes))
        return f"({person.external_id},ses_{person.username}_{len(scopes)}_{scopes[0]},)"

    assert ask(token(ann, "jobs:read"), topic)["states"]
    refused(ask, "insufficient_scope", token(ann, "videos:read"), topic)
    refused(ask, "insufficient_scope", token(ann, "follows:read"), "video:vid_1")
    for name in ("queues", "queue:default"):
        refused(ask, "insufficient_scope", token(mod, "follows:read"), name)
    assert ask(token(mod, "jobs:read"), topic, "queues")["states"]


def test_what_was_missed(conn: psycopg.Connection, people: People, ask: Ask) -> None:
    ann = people.user("ann")
    topic, other = job(conn, ann), job(conn, ann)
    tell = "insert into jobs.events (xid, topic, kind, data) values (%s::text::xid8, %s, 'progress', %s)"
    [(xmax,)] = conn.execute("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
    seen, open_, new = xmax - 5, xmax - 3, xmax - 1
    since = f"{open_}:{new}:{open_}"
    for number, (xid, name) in enumerate([(new, topic), (seen, topic), (open_, topic), (new, other), (new, topic)]):
        conn.execute(tell, [xid, name, Jsonb({"n": number})])
    found = ask(ann, topic, since=since)
    assert [(e["topic"], e["kind"], e["data"]["n"]) for e in found["missed"] if "n" in e["data"]] == [
        (topic, "progress", 0), (topic, "progress", 2), (topic, "progress", 4),
    ]  # fmt: skip
    assert topic in found["states"]
    [(visible,)] = conn.execute(
        "select pg_visible_in_snapshot(%s::xid8, %s::pg_snapshot)", [str(new), found["snapshot"]]
    )
    assert visible


def test_what_was_told_of_a_look(conn: psycopg.Connection, people: People) -> None:
    """Of what is new since a snapshot, what the next one could see, up to an event of it, is left out."""
    ann = people.user("ann")
    topic = job(conn, ann)
    conn.execute("delete from jobs.events")
    [(xmax,)] = conn.execute("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
    early, late = xmax - 4, xmax - 2
    ids = {}
    for number, xid in enumerate([late, early, early, late]):
        [(ids[number],)] = conn.execute(
            "insert into jobs.events (xid, topic, kind, data) values (%s::text::xid8, %s, 'x', %s) returning id",
            [xid, topic, Jsonb({"n": number})],
        )

    def missed(seen: str | None, seen_id: int | None) -> list[int]:
        [(found,)] = conn.execute(
            "select api.live_topics(%s::iwm.viewer, %s, %s::pg_snapshot, true, %s::pg_snapshot, %s)",
            [ann.viewer, [topic], f"{early}:{early}:", seen, seen_id],
        )
        return [event["data"]["n"] for event in found["missed"]]

    look = f"{late}:{late}:"
    assert missed(None, None) == missed(look, None) == missed(None, ids[3]) == [0, 1, 2, 3]
    assert missed(look, ids[0]) == [0, 1, 2, 3]
    assert missed(look, ids[1]) == [0, 2, 3]
    assert missed(look, ids[2]) == missed(look, ids[3]) == [0, 3]


def test_what_is_looked_at(conn: psycopg.Connection, people: People, ask: Ask) -> None:
    mod = people.user("mod", "moderator")
    nobodys, over = job(conn, None), job(conn, None)
    told = [job(conn, mod), job(conn, None, subject="video:vid_1")]
    conn.execute("select jobs.cancel(jobs.id_of(%s))", [over[4:]])
    conn.execute("delete from jobs.events")
    looked_at = [nobodys, over, "queues", "queue:default"]
    assert ask(mod, *looked_at, *told)["looked_at"] == looked_at
    [(found,)] = conn.execute("select api.live_states(%s)", [[*looked_at, "queue:none", "job:job_x", "x"]])
    assert found == ask(mod, *looked_at)["states"]
    assert (found[over]["state"], found["queue:default"]["queue"]) == ("cancelled", "default")


def test_a_snapshot_of_another_database(conn: psycopg.Connection, people: People, ask: Ask) -> None:
    ann = people.user("ann")
    topic = job(conn, ann)
    assert ask(ann, topic, since="1:1:")["missed"] is not None
    assert ask(ann, topic, since="900000000000:900000000000:")["missed"] is None


def test_too_much_was_missed(conn: psycopg.Connection, people: People, ask: Ask) -> None:
    ann = people.user("ann")
    topic = job(conn, ann)
    conn.execute("delete from jobs.events")
    conn.execute("insert into jobs.events (topic, kind) select %s, 'x' from generate_series(1, 200)", [topic])
    assert len(ask(ann, topic, since="1:1:")["missed"]) == 200
    conn.execute("insert into jobs.events (topic, kind) values (%s, 'x')", [topic])
    assert ask(ann, topic, since="1:1:")["missed"] is None


def test_queues(conn: psycopg.Connection, people: People, ask: Ask) -> None:
    mod = people.user("mod", "moderator")
    for count in (1, 2):
        job(conn, None, queue="letters")
        state = ask(mod, "queue:letters")["states"]["queue:letters"]
        assert (state["queue"], state["queued"], state["running"], state["paused"]) == ("letters", count, 0, False)
    job(conn, None, queue="letters", run_at="tomorrow")
    conn.execute("select jobs.pause('letters')")
    worker = conn.execute("select jobs.register('test')").fetchone()[0]  # type: ignore[index]
    conn.execute("select jobs.resume('letters'), (select count(*) from jobs.claim(%s, 1))", [worker])
    state = ask(mod, "queues")["states"]["queues"]
    [letters] = [queue for queue in state if queue["queue"] == "letters"]
    assert letters["waiting"] == 1
    assert letters["queued"] + letters["running"] == 2
